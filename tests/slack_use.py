"""What a folder of code uses of Slack, found by reading it: calls, events, commands, shortcuts, interactions."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from slack_sdk.web import async_client

from tests.slack_reference import EVENT_SCOPES, INTERACTIONS, MESSAGES, METHOD_SCOPES, SHORTCUT_KINDS

# The declaration itself, commands that talk about Slack without serving it, and what operators ask.
NOT_SERVING = ("manifest.py", "cli/", "doctor/", "operations/server.py")
NAMES = "names.py"
"""Names under which Slack sends things: one is used where it is read, not where it is written down."""
COMMAND = re.compile(r"/[a-z][a-z0-9_-]{2,30}")
"""Of three letters at least: shorter ones are parts of addresses."""
REGISTERED = {"command": "commands", "event": "events", "shortcut": "shortcuts", "global_shortcut": "shortcuts",
              "message_shortcut": "shortcuts"}  # fmt: skip


@dataclass
class Use:
    """`words`: every text constant of the code that serves Slack."""

    methods: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    shortcuts: set[str] = field(default_factory=set)
    interactions: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    @property
    def shortcut_kinds(self) -> set[str]:
        return {kind for word, kind in SHORTCUT_KINDS.items() if word in self.words}


def use_of(folder: Path) -> Use:
    """What the code in `folder` (the bot's) uses."""
    use, names = Use(), _names(folder / NAMES)
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(folder).as_posix()
        if place in (NOT_SERVING[0], NAMES):
            continue
        words = set(_texts(tree)) | {names[name] for name in _read(tree) if name in names}
        use.methods |= {word for word in words if word in METHOD_SCOPES or word in sdk_methods().values()}
        use.methods |= {sdk_methods()[name] for name in _attributes(tree) if name in sdk_methods()}
        if place.startswith(NOT_SERVING):
            continue
        use.words |= words
        for kind, name in _registrations(tree):
            getattr(use, kind).add(name)
    use.events |= use.words & EVENT_SCOPES.keys()
    if "message" in use.words:
        use.events |= MESSAGES
    use.events.discard("message")
    use.commands |= {word for word in use.words if COMMAND.fullmatch(word)}
    use.interactions |= use.words & INTERACTIONS
    return use


@cache
def sdk_methods() -> dict[str, str]:
    """Name of a function of the SDK's client -> the Web API method it calls."""
    methods = {}
    for function in ast.walk(ast.parse(inspect.getsource(async_client))):
        if isinstance(function, ast.AsyncFunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "api_call":
                    name = call.args[0] if call.args else None
                    if isinstance(name, ast.Constant) and isinstance(name.value, str):
                        methods[function.name] = name.value
    return methods


def _names(path: Path) -> dict[str, str]:
    """Constant -> its text."""
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _read(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _attributes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr


def _registrations(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """`app.command("/name")` and its like, called or as a decorator."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in REGISTERED:
            for name in node.args[:1]:
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield REGISTERED[node.func.attr], name.value
