"""The digests of a channel: listed, set up, changed; by command, form and the buttons of their posts.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.listeners.digest_form import filled_in, is_digest_form, schedule_of
from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of
from bot.listeners.window import done_in, sent_in
from bot.names import COMMAND, DIGEST, DIGEST_ACT, DIGEST_NEW, DIGEST_START, DIGESTS, HOME_DIGEST
from flows.runtime import Incoming

CHANGE, MUTE, ASK_HER = "digest_change", "digest_mute", "interview_persona"
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
    """The form of a new digest, or of the one with that id."""

    team: str
    user: str
    trigger: str
    channel: str
    schedule: str = ""
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
    if pressed == HOME_DIGEST:
        return OpenDigestForm(team, user, trigger, "")
    if string(view, "callback_id") == DIGESTS:
        channel = string(place_of(view), "channel")
        if pressed == DIGEST_NEW:
            return OpenDigestForm(team, user, trigger, channel, over=True)
        act, id = _chosen(action)
        return OpenDigestForm(team, user, trigger, channel, id, over=True) if act == CHANGE else None
    channel = string(container, "channel_id")
    if not (channel and string(container, "message_ts")):
        return None
    if pressed == CHANGE:
        return OpenDigestForm(team, user, trigger, channel, string(action, "value"))
    if pressed == DIGEST_START:
        return OpenStartAbout(team, user, trigger, channel, _project(string(action, "value")))
    return None


def done_to_digests(body: Part, at: str) -> Incoming | None:
    """-> what is done with a digest from the list or by a button on one of its posts, or said by its form."""
    return _submitted(body, at) if is_digest_form(body) else _pressed_in_list(body) or _pressed_on_post(body)


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
    value, message_ts = string(action, "value"), string(part(body, "container"), "message_ts")
    if string(action, "action_id") != ASK_HER or value in ("", ASK_HER) or not message_ts:
        return None
    return done_in(body, message_ts, ASK_HER, value)


def _pressed_in_list(body: Part) -> Incoming | None:
    action: Part = next(iter(parts(body, "actions")), {})
    view, (act, id) = part(body, "view"), _chosen(action)
    if string(view, "callback_id") != DIGESTS or act not in DONE:
        return None
    return done_in(body, string(view, "id"), act, id)


def _pressed_on_post(body: Part) -> Incoming | None:
    action: Part = next(iter(parts(body, "actions")), {})
    pressed, message_ts = string(action, "action_id"), string(part(body, "container"), "message_ts")
    if not message_ts or pressed not in (MUTE, *DONE):
        return None
    return done_in(body, message_ts, pressed, string(action, "value"))


def _submitted(body: Part, at: str) -> Incoming | None:
    view = part(body, "view")
    setup, id = filled_in(view), schedule_of(view)
    if setup is None:
        return None
    return sent_in(
        body,
        at,
        channel=setup.schedule.channel,
        kind="submission" if id else "command",
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
