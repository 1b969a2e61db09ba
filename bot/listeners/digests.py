"""The digests of a channel: listed, set up, changed; by command, form and the buttons of their posts.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.listeners.digest_form import filled_in, is_digest_form, schedule_of
from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of
from bot.names import COMMAND, DIGEST, DIGEST_ACT, DIGEST_NEW, DIGEST_START, DIGESTS
from flows.runtime import Incoming

CHANGE = "digest_change"
DONE = {
    "digest_preview": "It is on its way: look into your direct messages with me.",
    "digest_stop": "Paused.",
    "digest_resume": "Started again.",
    "digest_delete": "Ended.",
}


@dataclass(frozen=True)
class OpenDigests:
    """The list of a channel's digests; `view_id` where it is open already."""

    team: str
    user: str
    trigger: str
    channel: str
    view_id: str = ""
    hash: str = ""
    note: str = ""


@dataclass(frozen=True)
class OpenDigestForm:
    """The form of a new digest, or of one: named by its id, or by the post that a button sits on."""

    team: str
    user: str
    trigger: str
    channel: str
    schedule: str = ""
    message_ts: str = ""
    over: bool = False
    """It opens over another modal."""


@dataclass(frozen=True)
class OpenStartAbout:
    """The form for a new interview, with what a digest suggests in it."""

    team: str
    user: str
    trigger: str
    channel: str
    project: str


InDigests = OpenDigests | OpenDigestForm | OpenStartAbout


def digests_looked_into(body: Part) -> InDigests | None:
    """-> what is to open; None where the payload asks for nothing of the kind."""
    trigger = string(body, "trigger_id")
    if string(body, "command") == COMMAND:
        first = string(body, "text").strip().partition(" ")[0].lower()
        channel = string(body, "channel_id")
        return (
            OpenDigests(string(body, "team_id"), string(body, "user_id"), trigger, channel) if first == DIGEST else None
        )
    if string(body, "type") != "block_actions":
        return None
    action: Part = next(iter(parts(body, "actions")), {})
    pressed, view, container = string(action, "action_id"), part(body, "view"), part(body, "container")
    team, user = team_of(body), string(part(body, "user"), "id")
    if string(view, "callback_id") == DIGESTS:
        channel = string(place_of(view), "channel")
        if pressed == DIGEST_NEW:
            return OpenDigestForm(team, user, trigger, channel, over=True)
        act, id = _chosen(action)
        return OpenDigestForm(team, user, trigger, channel, id, over=True) if act == CHANGE else None
    channel, message_ts = string(container, "channel_id"), string(container, "message_ts")
    if not (channel and message_ts):
        return None
    if pressed == CHANGE:
        return OpenDigestForm(team, user, trigger, channel, message_ts=message_ts)
    if pressed == DIGEST_START:
        return OpenStartAbout(team, user, trigger, channel, _project(string(action, "value")))
    return None


def done_to_digests(body: Part, at: str) -> Incoming | None:
    """-> what is done with a digest from the list, or said by its form."""
    return _submitted(body, at) if is_digest_form(body) else _pressed_in_list(body)


def digests_after(body: Part) -> OpenDigests | None:
    """-> the list once more, after something was done from it."""
    done = _pressed_in_list(body)
    if done is None:
        return None
    view, note = part(body, "view"), DONE[done.action or ""]
    channel = string(place_of(view), "channel")
    return OpenDigests(done.team, done.user, "", channel, string(view, "id"), string(view, "hash"), note)


def persona_asked(body: Part) -> Incoming | None:
    """*Interview Alice* on a digest: in the conversation that she was made in. The button's value is its id."""
    action: Part = next(iter(parts(body, "actions")), {})
    action_ts, value = string(action, "action_ts"), string(action, "value")
    container = part(body, "container")
    if string(action, "action_id") != "interview_persona" or value in ("", "interview_persona") or not action_ts:
        return None
    return Incoming(
        key=f"press:{string(container, 'message_ts')}:interview_persona:{action_ts}",
        team=team_of(body),
        kind="press",
        channel="",
        ts=action_ts,
        user=string(part(body, "user"), "id"),
        action="interview_persona",
        conversation=value,
    )


def _pressed_in_list(body: Part) -> Incoming | None:
    action: Part = next(iter(parts(body, "actions")), {})
    view, action_ts, (act, id) = part(body, "view"), string(action, "action_ts"), _chosen(action)
    if string(view, "callback_id") != DIGESTS or act not in DONE or not (id and action_ts):
        return None
    return Incoming(
        key=f"press:{string(view, 'id')}:{act}:{action_ts}",
        team=team_of(body),
        kind="press",
        channel="",
        ts=action_ts,
        user=string(part(body, "user"), "id"),
        action=act,
        conversation=id,
    )


def _submitted(body: Part, at: str) -> Incoming | None:
    view = part(body, "view")
    setup, id = filled_in(view), schedule_of(view)
    if setup is None:
        return None
    return Incoming(
        key=f"submission:{string(view, 'id')}:{string(view, 'hash')}",
        team=team_of(body),
        kind="submission" if id else "command",
        channel=setup.schedule.channel,
        ts=at,
        user=string(part(body, "user"), "id"),
        action=CHANGE if id else DIGEST,
        conversation=id or None,
        value=setup.model_dump_json(),
    )


def _chosen(action: Part) -> tuple[str, str]:
    """-> (what to do, id of the schedule); empty where the element is none of the rows'."""
    if not string(action, "action_id").startswith(DIGEST_ACT):
        return "", ""
    value = string(part(action, "selected_option"), "value") or string(action, "value")
    act, _, id = value.partition(":")
    return act, id


def _project(value: str) -> str:
    try:
        told = json.loads(value)
    except ValueError:
        return ""
    return string(told, "project") if isinstance(told, dict) else ""
