"""Imports run one way, and one vendor has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PURE = {"decks", "interviews", "personas", "segments", "studies"}
ROOMS = PURE | {"bot", "flows", "store", "playground"}

# Which of our packages a room may import, besides itself.
MAY_IMPORT = {
    "bot": PURE | {"flows", "store", "errors"},
    "flows": PURE | {"errors"},
    "store": PURE | {"errors"},
    "decks": {"errors", "interviews", "segments"},
    "interviews": {"errors"},
    "personas": {"errors", "interviews"},
    "segments": {"errors"},
    "studies": {"errors", "interviews", "segments"},
    "playground": set(),
    "errors": set(),
}
# Vendor -> where it may be imported. The playground is Slack itself and has doors of its own.
DOORS = {
    "dateutil": ("studies/rhythm.py",),
    "slack_bolt": ("bot/",),
    "slack_sdk": ("bot/",),
    "openai": ("flows/llm/",),
    "langgraph": ("flows/",),
    "sqlite3": ("store/", "playground/store.py"),
    "sqlite_utils": ("store/",),
    "tenacity": ("flows/llm/",),
    "dotenv": ("bot/config.py",),
    "aiohttp": ("bot/", "playground/"),
    # What strangers' files are read with; each in the child process (bot/material/child.py) but for cards.
    "pypdf": ("bot/material/pdf.py",),
    "docx": ("bot/material/office.py",),
    "pptx": ("bot/material/office.py", "decks/powerpoint/"),
    "trafilatura": ("bot/material/html.py",),
    "lxml": ("bot/material/links.py",),
    "yaml": ("personas/formats/",),
    "cryptography": ("bot/seal.py",),
    # What analyses a file is large: only in the process that a file is analysed in.
    "duckdb": ("segments/",),
    "numpy": ("segments/",),
    "scipy": ("segments/",),
    "sklearn": ("segments/",),
    "matplotlib": ("segments/pictures/",),
    "python_calamine": ("segments/",),
    "phonenumbers": ("segments/",),
    "stdnum": ("segments/",),
    "PIL": ("personas/avatar.py", "personas/hairstyles.py", "personas/portrait.py"),
}
# A room of the bot -> who may import it, besides itself.
INSIDE = {
    "bot.engine": ("bot/app.py", "bot/slack_app.py"),
    "bot.http": ("bot/app.py",),
    "bot.listeners": ("bot/slack_app.py", "bot/engine/"),
    "bot.views": ("bot/cli/", "bot/engine/"),
    "bot.material": ("bot/clients.py",),
    "bot.deck": ("bot/engine/engine.py",),
    "bot.fetch": ("bot/clients.py", "bot/material/reading.py"),
}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "core", "common", "misc"}
LONGEST = 300


def modules(house: Path) -> Iterator[Path]:
    for room in sorted(ROOMS):
        yield from sorted((house / room).rglob("*.py"))
    if (house / "errors.py").exists():
        yield house / "errors.py"


def imported(path: Path) -> set[str]:
    """Every module a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
        elif isinstance(node, ast.ImportFrom):
            names.add("relative import")
    return names


def faults(house: Path) -> list[str]:
    """What breaks the rules of the house, a line each."""
    found = []
    for path in modules(house):
        place = path.relative_to(house).as_posix()
        room = place.split("/")[0].removesuffix(".py")
        for name in sorted(imported(path)):
            top = name.split(".")[0]
            if top in ROOMS | {"errors"} and top != room and not _may(place, room, top):
                found.append(f"{place} imports {name}")
            if top in DOORS and not place.startswith(DOORS[top]):
                found.append(f"{place} opens the door of {top}")
            inner = ".".join(name.split(".")[:2])
            if inner in INSIDE and not place.startswith((inner.replace(".", "/"), *INSIDE[inner])):
                found.append(f"{place} imports {name}")
            if name == "relative import":
                found.append(f"{place} imports relatively")
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST:
            found.append(f"{place} has more than {LONGEST} lines: two subjects?")
        if EMPTY_NAMES & {part.removesuffix(".py") for part in place.split("/")}:
            found.append(f"{place}: a name that says nothing")
    return found


def _may(place: str, room: str, top: str) -> bool:
    return top in MAY_IMPORT[room] or (top == "playground" and place.startswith("bot/cli/"))


def test_the_house_is_in_order() -> None:
    """HOUSE: bot -> flows -> the pure packages; store -> the pure packages; nobody imports bot."""
    assert faults(HOUSE) == []


@pytest.mark.parametrize(
    ("place", "text", "fault"),
    [
        ("flows/a.py", "import bot.app", "flows/a.py imports bot.app"),
        ("flows/a.py", "def f():\n    from store import inbox", "flows/a.py imports store"),
        ("interviews/a.py", "from flows.runtime import Flow", "interviews/a.py imports flows.runtime"),
        ("playground/a.py", "from errors import SegueError", "playground/a.py imports errors"),
        ("bot/engine/a.py", "import playground.server", "bot/engine/a.py imports playground.server"),
        ("bot/a.py", "import openai", "bot/a.py opens the door of openai"),
        ("bot/material/a.py", "import pypdf", "bot/material/a.py opens the door of pypdf"),
        ("personas/a.py", "from PIL import Image", "personas/a.py opens the door of PIL"),
        ("bot/a.py", "from bot.engine.bound import Clients", "bot/a.py imports bot.engine.bound"),
        ("bot/listeners/a.py", "from bot.views.library import library", "bot/listeners/a.py imports bot.views.library"),
        ("flows/a.py", "import sqlite3", "flows/a.py opens the door of sqlite3"),
        ("store/a.py", "from slack_sdk.errors import SlackApiError", "store/a.py opens the door of slack_sdk"),
        ("bot/a.py", "from . import b", "bot/a.py imports relatively"),
        ("store/utils.py", "", "store/utils.py: a name that says nothing"),
        ("store/a.py", "\n" * 301, "store/a.py has more than 300 lines: two subjects?"),
    ],
)
def test_a_breach_is_seen(tmp_path: Path, place: str, text: str, fault: str) -> None:
    """The test of the test: each rule catches what it is for."""
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text(text)
    assert faults(tmp_path) == [fault]


def test_the_cli_may_open_the_playground(tmp_path: Path) -> None:
    (tmp_path / "bot/cli").mkdir(parents=True)
    (tmp_path / "bot/cli/playground.py").write_text("from playground.server import Playground")
    assert faults(tmp_path) == []


def test_every_refusal_goes_through_one_door() -> None:
    """Or one would be logged and not kept, or twice."""
    for sign in ('"denied: ', "allowed=False"):
        through = [str(path.relative_to(HOUSE)) for path in modules(HOUSE) if sign in path.read_text("utf-8")]
        assert through == ["bot/audit.py"]
