"""Small pictures under a message."""

from __future__ import annotations

import re
from typing import Any

from playground.messages import Message
from playground.people import BOT_USER
from playground.web_api.calls import Call, Refusal, method


@method("reactions.add")
def add(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/reactions.add"""
    message, name = _reacted(call)
    if not call.workspace.set_reaction(message, BOT_USER, name, True):
        raise Refusal("already_reacted")
    return {}


@method("reactions.remove")
def remove(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/reactions.remove"""
    message, name = _reacted(call)
    if not call.workspace.set_reaction(message, BOT_USER, name, False):
        raise Refusal("no_reaction")
    return {}


def _reacted(call: Call) -> tuple[Message, str]:
    name = call.text("name").strip(":")
    if not re.fullmatch(r"[a-z0-9_'+\-]+(::skin-tone-[2-6])?", name):
        raise Refusal("invalid_name")
    if not call.text("timestamp"):
        raise Refusal("no_item_specified")
    message = call.workspace.message(call.channel().id, call.text("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    return message, name
