"""Somebody wants their data, or wants to be forgotten, or wants a study forgotten: the window, and its answer.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of
from bot.listeners.window import sent_in
from bot.names import COMMAND, OPENS_PERSONAL, PERSONAL_FORM
from flows.keeping import FORGET_ME, FORGET_STUDY, MY_DATA
from flows.runtime import Incoming

TYPED = {"forget me": FORGET_ME, "my data": MY_DATA}
"""What stands behind the command."""


@dataclass(frozen=True)
class OpenPersonal:
    """The window that says what happens, before it does. `over`: it opens over another one."""

    team: str
    user: str
    trigger: str
    what: str
    study: str = ""
    over: bool = False


def typed(body: Part) -> str:
    """-> what is asked for by the command; empty where it is something else."""
    if string(body, "command") != COMMAND:
        return ""
    return TYPED.get(" ".join(string(body, "text").lower().split()).rstrip("."), "")


def personal_opened(body: Part) -> OpenPersonal | None:
    """By command, or by a button in Home, in a message or in a study's window."""
    trigger = string(body, "trigger_id")
    if what := typed(body):
        return OpenPersonal(string(body, "team_id"), string(body, "user_id"), trigger, what)
    action: Part = next(iter(parts(body, "actions")), {})
    pressed = string(action, "action_id")
    if string(body, "type") != "block_actions" or pressed not in OPENS_PERSONAL:
        return None
    what, user = pressed.removeprefix("open_"), string(part(body, "user"), "id")
    study = string(action, "value") if what == FORGET_STUDY else ""
    return OpenPersonal(team_of(body), user, trigger, what, study, string(part(body, "view"), "type") == "modal")


def personal_asked(body: Part, at: str) -> Incoming | None:
    """-> what was confirmed. It happens in the direct message with whoever confirmed it, and nowhere else."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != PERSONAL_FORM:
        return None
    place = place_of(view)
    channel, what, study = string(place, "channel"), string(place, "what"), string(place, "study")
    if (
        not channel.startswith("D")
        or what not in (FORGET_ME, MY_DATA, FORGET_STUDY)
        or (what == FORGET_STUDY) != bool(study)
    ):
        return None
    return sent_in(
        body,
        at,
        channel=channel,
        kind="command",
        direct=True,
        action=what,
        value=study or None,
    )
