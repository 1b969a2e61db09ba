"""What somebody chose in an element, held against the element, in the shape Slack's payloads have.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and .../view-interactions-payload
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

State = dict[str, Any]

_ONE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
}
_MANY = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}


class NotPossible(Exception):
    """A person could not do this in Slack; says why."""


class NotChoosable(NotPossible):
    """An element does not offer this."""


def chosen_in(element: Mapping[str, Any], told: Mapping[str, Any]) -> State:
    """-> the element's state with what was chosen. Raises NotChoosable for what it does not offer.

    told: what the page says was chosen, under the name Slack has for it: `selected_date`, `selected_options`, `value`.
    """
    kind = str(element.get("type"))
    if kind in ("static_select", "radio_buttons", "overflow", "external_select"):
        return {"type": kind, "selected_option": _option(element, told.get("selected_option"))}
    if kind in ("multi_static_select", "checkboxes", "multi_external_select"):
        picked = [_option(element, one) for one in _listed(told.get("selected_options"))]
        return {"type": kind, "selected_options": _at_most(element, picked)}
    if kind in _ONE:
        return {"type": kind, _ONE[kind]: _text(told.get(_ONE[kind]))}
    if kind in _MANY:
        return {"type": kind, _MANY[kind]: _at_most(element, [str(one) for one in _listed(told.get(_MANY[kind]))])}
    if kind in _TIMES:
        name, check = _TIMES[kind]
        return {"type": kind, name: check(told.get(name))}
    if kind == "rich_text_input":
        value = told.get("rich_text_value")
        return {"type": kind, "rich_text_value": value if isinstance(value, dict) else None}
    if kind == "file_input":
        return {"type": kind, "files": _listed(told.get("files"))}
    return {"type": kind, "value": _text(told.get("value"))}


def began_with(element: Mapping[str, Any]) -> State | None:
    """-> the state an element begins with; None where nothing is chosen in it."""
    told = {name.replace("initial_", "selected_", 1): value for name, value in element.items() if "initial_" in name}
    told["value"] = element.get("initial_value")
    told["rich_text_value"] = element.get("initial_value")
    if not any(told.values()):
        return None
    try:
        return chosen_in(element, told)
    except NotChoosable:
        return None


def _option(element: Mapping[str, Any], told: Any) -> dict[str, Any] | None:
    if told is None:
        return None
    wanted = told.get("value") if isinstance(told, Mapping) else told
    groups = [{"options": element.get("options") or []}, *(element.get("option_groups") or [])]
    found: dict[str, Any] | None = next(
        (option for group in groups for option in group.get("options", []) if option.get("value") == wanted), None
    )
    if found is None:
        raise NotChoosable(f"{wanted!r} is not offered here")
    return found


def _at_most(element: Mapping[str, Any], picked: list[Any]) -> list[Any]:
    most = element.get("max_selected_items")
    if isinstance(most, int) and len(picked) > most:
        raise NotChoosable(f"at most {most} can be chosen")
    return picked


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return None if value in (None, "") else str(value)


def _date(value: Any) -> str | None:
    return _parsed(value, dt.date.fromisoformat, "a date like 2026-11-23")


def _time(value: Any) -> str | None:
    return _parsed(value, lambda text: dt.datetime.strptime(text, "%H:%M"), "a time like 09:30")


def _moment(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 < value < 10**10:
        raise NotChoosable("a moment is seconds since 1970")
    return value


def _parsed(value: Any, parse: Callable[[str], object], what: str) -> str | None:
    if value in (None, ""):
        return None
    try:
        parse(str(value))
    except ValueError:
        raise NotChoosable(f"{value!r} is not {what}") from None
    return str(value)


_TIMES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "datepicker": ("selected_date", _date),
    "timepicker": ("selected_time", _time),
    "datetimepicker": ("selected_date_time", _moment),
}
