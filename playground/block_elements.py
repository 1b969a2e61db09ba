"""What may stand inside a block: buttons, menus, pickers, inputs, and their limits.

Follows https://docs.slack.dev/reference/block-kit/block-elements and .../composition-objects. Lengths that the
reference leaves open (how long a placeholder of a rarely used picker may be) are taken from Slack's Python SDK.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playground.block_limits import Faults, fault, items, listed, optional, plain, string, text_object, url

Check = Callable[[Mapping[str, Any], str], Faults]


def check_element(value: Any, path: str, allowed: frozenset[str]) -> Faults:
    """One element: known, allowed here, and within its limits."""
    if not isinstance(value, Mapping):
        yield fault(path, "must be an object")
        return
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in ELEMENTS or kind not in allowed:
        yield fault(f"{path}/type", f"unsupported type: {kind}")
        return
    yield from optional(value, "action_id", path, 255)
    if value.get("confirm") is not None:
        yield from confirmation(value["confirm"], f"{path}/confirm")
    if value.get("placeholder") is not None:
        yield from plain(value["placeholder"], f"{path}/placeholder", 150)
    yield from ELEMENTS[kind](value, path)


def confirmation(value: Any, path: str) -> Faults:
    """The "are you sure" dialogue."""
    if not isinstance(value, Mapping):
        yield fault(path, "must be an object")
        return
    yield from plain(value.get("title"), f"{path}/title", 100)
    yield from text_object(value.get("text"), f"{path}/text", 300)
    yield from plain(value.get("confirm"), f"{path}/confirm", 30)
    yield from plain(value.get("deny"), f"{path}/deny", 30)


def _style(value: Mapping[str, Any], path: str) -> Faults:
    if value.get("style") not in (None, "primary", "danger"):
        yield fault(f"{path}/style", "must be one of primary, danger")


def _button(value: Mapping[str, Any], path: str) -> Faults:
    yield from plain(value.get("text"), f"{path}/text", 75)
    yield from optional(value, "value", path, 2000)
    yield from optional(value, "accessibility_label", path, 75)
    yield from _style(value, path)
    if value.get("url") is not None:
        yield from url(value["url"], f"{path}/url")


def _image(value: Mapping[str, Any], path: str) -> Faults:
    yield from string(value.get("alt_text"), f"{path}/alt_text", 2000)
    if value.get("slack_file") is None:
        yield from url(value.get("image_url"), f"{path}/image_url")


def _option(value: Any, path: str, *, plain_only: bool) -> Faults:
    if not isinstance(value, Mapping):
        yield fault(path, "must be an object")
        return
    yield from text_object(
        value.get("text"), f"{path}/text", 75, ("plain_text",) if plain_only else ("plain_text", "mrkdwn")
    )
    yield from string(value.get("value"), f"{path}/value", 150)
    if value.get("description") is not None:
        yield from text_object(value["description"], f"{path}/description", 75)


def _options(most: int, *, least: int = 1, plain_only: bool = False) -> Check:
    def check(value: Mapping[str, Any], path: str) -> Faults:
        yield from listed(value.get("options"), f"{path}/options", most, least=least)
        for place, option in enumerate(items(value.get("options"))):
            yield from _option(option, f"{path}/options/{place}", plain_only=plain_only)

    return check


def _static_select(value: Mapping[str, Any], path: str) -> Faults:
    if value.get("option_groups") is None:
        yield from _options(100, plain_only=True)(value, path)
        return
    yield from listed(value["option_groups"], f"{path}/option_groups", 100)
    for place, group in enumerate(items(value["option_groups"])):
        below = f"{path}/option_groups/{place}"
        if not isinstance(group, Mapping):
            yield fault(below, "must be an object")
            continue
        yield from plain(group.get("label"), f"{below}/label", 75)
        yield from _options(100, plain_only=True)(group, below)


def _overflow(value: Mapping[str, Any], path: str) -> Faults:
    yield from _options(5, plain_only=True)(value, path)


def _plain_text_input(value: Mapping[str, Any], path: str) -> Faults:
    least, most = value.get("min_length"), value.get("max_length")
    if least is not None and not (isinstance(least, int) and 0 <= least <= 3000):
        yield fault(f"{path}/min_length", "must be between 0 and 3000")
    if most is not None and not (isinstance(most, int) and 1 <= most <= 3000):
        yield fault(f"{path}/max_length", "must be between 1 and 3000")
    yield from optional(value, "initial_value", path, 3000)


def _feedback_buttons(value: Mapping[str, Any], path: str) -> Faults:
    for key in ("positive_button", "negative_button"):
        below = f"{path}/{key}"
        if not isinstance(value.get(key), Mapping):
            yield fault(below, "must be an object")
            continue
        yield from plain(value[key].get("text"), f"{below}/text", 75)
        yield from string(value[key].get("value"), f"{below}/value", 2000)


def _icon_button(value: Mapping[str, Any], path: str) -> Faults:
    if value.get("icon") != "trash":
        yield fault(f"{path}/icon", "must be one of trash")
    yield from plain(value.get("text"), f"{path}/text", 75)
    yield from optional(value, "value", path, 2000)


def _nothing_more(value: Mapping[str, Any], path: str) -> Faults:
    yield from ()


ELEMENTS: dict[str, Check] = {
    "button": _button,
    "image": _image,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "overflow": _overflow,
    "radio_buttons": _options(10),
    "checkboxes": _options(10),
    "plain_text_input": _plain_text_input,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
    **dict.fromkeys(
        (
            "users_select",
            "multi_users_select",
            "conversations_select",
            "multi_conversations_select",
            "channels_select",
            "multi_channels_select",
            "external_select",
            "multi_external_select",
            "datepicker",
            "timepicker",
            "datetimepicker",
            "rich_text_input",
            "email_text_input",
            "url_text_input",
            "number_input",
            "file_input",
            "workflow_button",
        ),
        _nothing_more,
    ),
}
_MENUS = frozenset(kind for kind in ELEMENTS if kind.endswith("_select"))
_PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker", "radio_buttons", "checkboxes"})
IN_ACTIONS = _MENUS | _PICKERS | {"button", "overflow", "workflow_button"}
IN_SECTION = IN_ACTIONS | {"image"}
IN_INPUT = _MENUS | _PICKERS | frozenset(kind for kind in ELEMENTS if kind.endswith("_input"))
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
