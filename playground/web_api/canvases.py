"""Canvases from the app's side: made, opened to channels or people.

https://docs.slack.dev/reference/methods/canvases.create, .../canvases.access.set, .../conversations.canvases.create
"""

from __future__ import annotations

from typing import Any

from playground.canvas_markdown import fault
from playground.canvases import Canvas, new_canvas
from playground.people import BOT_USER, Channel
from playground.web_api.calls import Call, Refusal, method

LONGEST = 1_048_576
LEVELS = ("read", "write", "owner")


@method("canvases.create")
def create(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/canvases.create: without a channel it is the app's alone."""
    channel = _room(call) if call.text("channel_id") else None
    canvas = new_canvas(call.text("title"), _content(call), BOT_USER, channel.id if channel else "")
    call.workspace.keep_canvas(canvas)
    return {"canvas_id": canvas.id}


@method("canvases.edit")
def edit(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/canvases.edit: of its operations, that which replaces the whole page."""
    canvas = call.workspace.canvases.get(call.required("canvas_id"))
    try:
        changes = call.data("changes")
    except ValueError:
        raise Refusal("invalid_arguments", "changes must be JSON") from None
    if not isinstance(changes, list) or len(changes) != 1 or changes[0].get("operation") != "replace":
        raise Refusal("invalid_arguments", "changes must be one that replaces the page")
    if canvas is None or canvas.owner != BOT_USER:
        raise Refusal("canvas_not_found")
    canvas.markdown = _markdown(changes[0].get("document_content"), "canvas_editing_failed")
    call.workspace.keep_canvas(canvas)
    return {}


@method("conversations.canvases.create")
def create_for_channel(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/conversations.canvases.create: one for each channel."""
    channel = _room(call)
    if any(canvas.tab_of == channel.id for canvas in call.workspace.canvases.values()):
        raise Refusal("channel_canvas_already_exists")
    canvas = new_canvas(call.text("title"), _content(call), BOT_USER, channel.id)
    call.workspace.keep_canvas(canvas)
    return {"canvas_id": canvas.id}


@method("canvases.access.set")
def access(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/canvases.access.set: for channels or for people, never for both."""
    canvas = call.workspace.canvases.get(call.required("canvas_id"))
    level, channels, users = call.required("access_level"), _ids(call, "channel_ids"), _ids(call, "user_ids")
    if level not in LEVELS or bool(channels) == bool(users) or (level == "owner" and channels):
        raise Refusal("invalid_arguments" if channels or users else "invalid_parameters")
    if canvas is None or canvas.owner != BOT_USER:
        raise Refusal("canvas_not_found")
    _opened(call, canvas, level, channels, users)
    call.workspace.keep_canvas(canvas)
    return {}


def _opened(call: Call, canvas: Canvas, level: str, channels: list[str], users: list[str]) -> None:
    for id in channels:
        channel = call.workspace.channel(id)
        # Direct messages are no channels here: a canvas is opened to the people in them.
        if channel is None or channel.kind == "im" or BOT_USER not in channel.members:
            raise Refusal("channel_not_found")
    if any(user not in call.workspace.users for user in users):
        raise Refusal("user_not_found")
    canvas.channels |= dict.fromkeys(channels, level)
    canvas.users |= dict.fromkeys(users, level)


def _room(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if BOT_USER not in channel.members or channel.kind == "im":
        raise Refusal("restricted_action")
    return channel


def _content(call: Call) -> str:
    """The page's Markdown; an empty page without any."""
    try:
        content = call.data("document_content")
    except ValueError:
        raise Refusal("invalid_arguments", "document_content must be JSON") from None
    return "" if content is None else _markdown(content, "canvas_creation_failed")


def _markdown(content: Any, failed: str) -> str:
    markdown = content.get("markdown") if isinstance(content, dict) else None
    if not isinstance(markdown, str) or content.get("type") != "markdown":
        raise Refusal("invalid_arguments", "document_content must be of type markdown")
    if len(markdown) > LONGEST:
        raise Refusal(failed)
    if wrong := fault(markdown):
        raise Refusal(failed, wrong)
    return markdown


def _ids(call: Call, name: str) -> list[str]:
    try:
        found = call.data(name)
    except ValueError:
        found = call.text(name).split(",")
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise Refusal("invalid_arguments", f"{name} must be a list of ids")
    return found
