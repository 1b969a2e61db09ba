"""Somebody says where material is from: the button that opens the form, and what was filled in.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of
from bot.listeners.window import sent_in_below
from bot.names import ORIGIN_BASIS, ORIGIN_FORM, ORIGIN_FROM, ORIGIN_PURPOSE, ORIGIN_WORDS
from flows.origins import SAY_ORIGIN, answer_of
from flows.runtime import Incoming
from studies.provenance import MOST_WORDS, Provenance


@dataclass(frozen=True)
class OpenOrigin:
    """The form opens for what came with one message (`upload`)."""

    team: str
    user: str
    trigger: str
    channel: str
    message_ts: str
    thread_ts: str
    upload: str


def origin_opened(body: Part) -> OpenOrigin | None:
    action: Part = next(iter(parts(body, "actions")), {})
    container = part(body, "container")
    channel, message_ts = string(container, "channel_id"), string(container, "message_ts")
    pressed = string(body, "type") == "block_actions" and string(action, "action_id") == SAY_ORIGIN
    if not (pressed and channel and message_ts):
        return None
    user, trigger = string(part(body, "user"), "id"), string(body, "trigger_id")
    thread_ts, upload = string(container, "thread_ts"), string(action, "value")
    return OpenOrigin(team_of(body), user, trigger, channel, message_ts, thread_ts, upload)


def origin_said(body: Part, at: str) -> Incoming | None:
    """-> what was said, in the conversation that asked; None where the form was not ours, or says nothing we know."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != ORIGIN_FORM:
        return None
    place, said = place_of(view), _said(view)
    channel, message_ts, upload = string(place, "channel"), string(place, "message_ts"), string(place, "upload")
    if said is None or not (channel and message_ts and upload):
        return None
    return sent_in_below(
        body,
        at,
        place,
        action=SAY_ORIGIN,
        value=answer_of(upload, said),
    )


def _said(view: Part) -> Provenance | None:
    values = part(part(view, "state"), "values")
    try:
        return Provenance.model_validate(
            {
                "came_from": _chosen(values, ORIGIN_FROM),
                "words": _written(values, ORIGIN_WORDS),
                "purpose": _written(values, ORIGIN_PURPOSE),
                "basis": _chosen(values, ORIGIN_BASIS),
            }
        )
    except ValueError:
        return None


def _chosen(values: Part, name: str) -> str:
    return string(part(part(part(values, name), name), "selected_option"), "value")


def _written(values: Part, name: str) -> str:
    return " ".join(string(part(part(values, name), name), "value").split())[:MOST_WORDS]
