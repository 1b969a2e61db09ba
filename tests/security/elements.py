"""Every button, menu, field and form that our views can draw, found in their source: one that is added is found too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bot import names
from bot.views.elements import LABELS
from bot.views.gallery import gallery
from flows.segmentation.hearing_corrections import TAKE_BACK

ROOT = Path(__file__).parents[2]
VIEWS = ROOT / "bot" / "views"
# (view, what stands there as the name) -> what it may be there; `1` stands for whatever number or id follows a name.
SAID_THERE: dict[tuple[str, str], tuple[str, ...]] = {
    ("elements", "action"): (),
    ("elements", "offer"): tuple(LABELS),
    ("persona", "f'export_{form}'"): ("export_1",),
    ("review", "f'rate_{number}'"): ("rate_1",),
    ("home", "f'{HOME_STUDY}_{entry.id}'"): (f"{names.HOME_STUDY}_1",),
    ("digest", "f'{HOME_STUDY}_{study}'"): (f"{names.HOME_STUDY}_1",),
    ("digest", "each"): ("digest_mute", "digest_change", "digest_stop", "digest_preview", "digest_resume"),
    ("search", "f'{SEARCH_PAGE}_{name}'"): (f"{names.SEARCH_PAGE}_1",),
    ("search", "action"): (names.SEARCH_STUDY, names.SEARCH_PERSONA, names.SEARCH_SINCE),
    ("study", "f'{STUDY_PAGE}_{name}'"): (f"{names.STUDY_PAGE}_1",),
    ("study", "name"): (f"{names.STUDY_ACT}_show_insight_1",),
    ("library", "f'{LIBRARY_PAGE}_{name}'"): (f"{names.LIBRARY_PAGE}_1",),
    ("proposals", "f'make_{number}'"): ("make_1",),
    ("corrections", "f'{TAKE_BACK}{each}'"): (f"{TAKE_BACK}1",),
    ("segmentation", "f'column_{number}'"): ("column_1",),
    ("origin", "name"): (names.ORIGIN_FROM, names.ORIGIN_WORDS, names.ORIGIN_PURPOSE, names.ORIGIN_BASIS),
    ("digests", "name"): ("every", "weekday", "scope", "where", "nothing", "now", "alerts", "sources", "shrinks"),
    ("study", "callback"): (names.STUDY, names.INSIGHT),
}
CHOSEN = frozenset(("archive", "bring_back", "delete", "duplicate", "export"))
"""Values of the library's menu."""


def actions() -> set[str]:
    """Names under which something in a message or a window arrives when it is pressed, chosen or filled in."""
    drawn = {each for place, told in _named("action_id", "button") for each in _what(place, told)}
    return drawn | {value for element in drawn_elements() for value in chosen(element)} | CHOSEN


def forms() -> set[str]:
    """Names under which a window is sent in."""
    return {each for place, told in _named("callback_id") for each in _what(place, told)}


def drawn_elements() -> list[dict[str, Any]]:
    """Everything with a name that the gallery draws."""
    return list(elements(gallery()))


def unexplained() -> list[str]:
    """Names that are made where they are drawn, and of which nobody has said here what they may be."""
    return [
        f"{place}: {ast.unparse(told)}"
        for place, told in (*_named("action_id", "button"), *_named("callback_id"))
        if _known(place, told) is None and (place, ast.unparse(told)) not in SAID_THERE
    ]


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """Everything with a name in it."""
    if isinstance(value, dict):
        yield from [value] if "action_id" in value else []
        for each in value.values():
            yield from elements(each)
    elif isinstance(value, list):
        for each in value:
            yield from elements(each)


def chosen(element: dict[str, Any]) -> list[str]:
    """What is chosen in a menu of ours arrives as a press of that name."""
    return [option["value"] for option in element["options"]] if element["action_id"] == "more" else []


def _what(place: str, told: ast.expr) -> tuple[str, ...]:
    known = _known(place, told)
    return SAID_THERE.get((place, ast.unparse(told)), ()) if known is None else (known,)


def _known(place: str, told: ast.expr) -> str | None:
    """What the names of the module say it is; None where only who draws it knows."""
    module: dict[str, Any] = vars(import_module(f"bot.views.{place}"))
    try:
        said = eval(compile(ast.Expression(told), place, "eval"), dict(module))
    except NameError:
        return None
    return str(said)


def _named(key: str, function: str = "") -> Iterator[tuple[str, ast.expr]]:
    """-> (view, the expression that stands at `key` of a dict, or first in a call of `function`)"""
    for path in sorted(VIEWS.glob("*.py")):
        if path.stem.startswith(("gallery", "limits")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                for name, value in zip(node.keys, node.values, strict=True):
                    if isinstance(name, ast.Constant) and name.value == key:
                        yield path.stem, value
            elif isinstance(node, ast.Call) and function and ast.unparse(node.func) == function:
                yield path.stem, node.args[0]
