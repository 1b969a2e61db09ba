"""What is answered at once and kept nowhere: help, and forms that open. Everything else goes through the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.listeners.digest_ask import OpenDigestAsk, ask_opened
from bot.listeners.digest_form import RhythmChosen, rhythm_chosen
from bot.listeners.digests import InDigests, digests_looked_into
from bot.listeners.export import OpenExport, export_opened
from bot.listeners.library import OpenImport, OpenLibrary, OpenPersona, looked_into
from bot.listeners.origins import OpenOrigin, origin_opened
from bot.listeners.payload import Part, installed_in, part, parts, string, team_of
from bot.listeners.personal import OpenPersonal, personal_opened, typed
from bot.listeners.search import OpenSearch, searched
from bot.listeners.starts import INTERVIEW
from bot.listeners.studies import OpenStudy, OpenTending, study_looked_into
from bot.listeners.submissions import place_of
from bot.names import (
    ASK_SHORTCUT,
    CHOOSES,
    COMMAND,
    DIGEST,
    EXPORT,
    HOME_PAGE,
    HOME_START,
    OPENS_FORM,
    PERSONAS,
    SEARCH,
    START_SHORTCUT,
)

UNKNOWN = "That command I don't know. These I do:"
HELP = (
    "I interview your team about its customers and sum up what was said.\n"
    "• `/segue interview` begins one here; add what it is about.\n"
    "• `/segue personas` shows invented customers to talk with. “persona of …” in a mention makes one.\n"
    "• `/segue search couriers` looks through what was said and learned.\n"
    "• `/segue digest` tells this channel what is new. `/segue export` gives you a study as a file.\n"
    "• Mention me with “we decided to …” to keep a decision, with “which segmentation counts?” to hear it.\n"
    "In a thread: skip, pause, finish, help. All I keep of you: `/segue my data`, `/segue forget me`."
)


@dataclass(frozen=True)
class OpenStart:
    """The form for a new interview."""

    team: str
    trigger: str
    user: str


@dataclass(frozen=True)
class OpenForm:
    """The form that a button of a running conversation opens."""

    team: str
    trigger: str
    action: str
    user: str
    channel: str
    message_ts: str
    thread_ts: str


@dataclass(frozen=True)
class RedrawForm:
    """Another choice was made in a form."""

    team: str
    user: str
    view_id: str
    hash: str
    place: Part
    key: str


@dataclass(frozen=True)
class OpenHome:
    """Somebody looks at App Home, or turns a page there."""

    team: str
    user: str
    after: int
    direct: str = ""
    """Id of their direct message, where Slack says it."""


@dataclass(frozen=True)
class OpenMessages:
    """Somebody opens the direct message with Segue: suggest what one may say first."""

    team: str
    channel: str


@dataclass(frozen=True)
class AskPersona:
    """Somebody wants to hear what a persona says to a message; `about` says which."""

    team: str
    user: str
    trigger: str
    about: Mapping[str, str]


InLibrary = OpenLibrary | OpenPersona | OpenImport | AskPersona
Aside = (
    OpenStart
    | OpenForm
    | RedrawForm
    | OpenHome
    | OpenMessages
    | OpenExport
    | OpenPersonal
    | OpenOrigin
    | InLibrary
    | OpenStudy
    | OpenTending
    | OpenSearch
    | InDigests
    | OpenDigestAsk
    | RhythmChosen
)


def help_asked(body: Part) -> str | None:
    """-> what to answer to a command that begins nothing."""
    if string(body, "command") != COMMAND:
        return None
    first = string(body, "text").strip().partition(" ")[0].lower()
    if typed(body):
        return None
    if first in (INTERVIEW, PERSONAS, EXPORT, SEARCH, DIGEST):
        return None
    return HELP if first in ("", "help") else f"{UNKNOWN}\n{HELP}"


def aside(body: Part) -> Aside | None:
    """-> the courtesy that `body` asks for, or None."""
    team, trigger = team_of(body), string(body, "trigger_id")
    for looked in (
        looked_into,
        study_looked_into,
        searched,
        export_opened,
        digests_looked_into,
        ask_opened,
        rhythm_chosen,
        personal_opened,
        origin_opened,
    ):
        if opens := looked(body):
            return opens
    if string(body, "type") == "message_action" and string(body, "callback_id") == ASK_SHORTCUT:
        return _asks_a_persona(body, team, trigger)
    if string(body, "type") == "shortcut" and string(body, "callback_id") == START_SHORTCUT:
        return OpenStart(team, trigger, string(part(body, "user"), "id"))
    if string(part(body, "event"), "type") == "app_home_opened":
        return _opened(body)
    if string(body, "type") != "block_actions":
        return None
    action: Part = next(iter(parts(body, "actions")), {})
    view = part(body, "view")
    chosen = string(part(action, "selected_option"), "value")
    if view and string(action, "action_id") == CHOOSES:
        user = string(part(body, "user"), "id")
        return RedrawForm(team, user, string(view, "id"), string(view, "hash"), place_of(view), chosen)
    if string(view, "type") == "home":
        return _in_home(body, team, trigger, action)
    wanted = chosen or string(action, "action_id")
    container = part(body, "container")
    if wanted not in OPENS_FORM or not string(container, "message_ts"):
        return None
    return OpenForm(
        team=team,
        trigger=trigger,
        action=wanted,
        user=string(part(body, "user"), "id"),
        channel=string(container, "channel_id"),
        message_ts=string(container, "message_ts"),
        thread_ts=string(container, "thread_ts"),
    )


def _asks_a_persona(body: Part, team: str, trigger: str) -> AskPersona:
    """https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload#message_actions"""
    message, user = part(body, "message"), string(part(body, "user"), "id")
    about = {
        "channel": string(part(body, "channel"), "id"),
        "ts": string(message, "ts"),
        "thread_ts": string(message, "thread_ts"),
        "author": string(message, "user"),
        "text": string(message, "text"),
    }
    return AskPersona(team, user, trigger, about)


def _opened(body: Part) -> Aside | None:
    """https://docs.slack.dev/reference/events/app_home_opened"""
    event = part(body, "event")
    team, user = installed_in(body), string(event, "user")
    if string(event, "tab") == "messages":
        return OpenMessages(team, string(event, "channel"))
    return OpenHome(team, user, 0, string(event, "channel")) if string(event, "tab") == "home" and user else None


def _in_home(body: Part, team: str, trigger: str, action: Part) -> Aside | None:
    pressed, value, user = string(action, "action_id"), string(action, "value"), string(part(body, "user"), "id")
    if pressed == HOME_START:
        return OpenStart(team, trigger, user)
    if pressed.startswith(HOME_PAGE) and value.isdecimal():
        return OpenHome(team, user, int(value))
    return None
