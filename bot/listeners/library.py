"""The library of personas: what somebody looks at, and what is done with a persona from there.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.library_page import LONGEST, LibraryPage
from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.window import done_in
from bot.names import (
    COMMAND,
    HOME_LIBRARY,
    LIBRARY,
    LIBRARY_ACT,
    LIBRARY_IMPORT,
    LIBRARY_PAGE,
    LIBRARY_SEARCH,
    OPENS_CARD,
    PERSONAS,
)
from flows.runtime import Incoming

DONE = "It is on its way: the answer stands in the channel in which the persona was made."


@dataclass(frozen=True)
class OpenLibrary:
    """Somebody looks at the library, or at another page of it; `view_id` where it is open already."""

    team: str
    user: str
    trigger: str
    page: LibraryPage
    view_id: str = ""
    hash: str = ""


@dataclass(frozen=True)
class OpenPersona:
    """The card, or the form with its lines, opens over the library."""

    team: str
    user: str
    trigger: str
    persona_id: str
    action: str


@dataclass(frozen=True)
class OpenImport:
    """The form that takes in a card opens over the library."""

    team: str
    user: str
    trigger: str


def looked_into(body: Part) -> OpenLibrary | OpenPersona | OpenImport | None:
    """-> what is to open; None where the payload asks for nothing of the kind."""
    trigger = string(body, "trigger_id")
    if string(body, "command") == COMMAND:
        first, _, words = string(body, "text").strip().partition(" ")
        if first.lower() != PERSONAS:
            return None
        page = LibraryPage(words.strip()[:LONGEST])
        return OpenLibrary(string(body, "team_id"), string(body, "user_id"), trigger, page)
    if string(body, "type") != "block_actions":
        return None
    action: Part = next(iter(parts(body, "actions")), {})
    pressed, view = string(action, "action_id"), part(body, "view")
    team, user = team_of(body), string(part(body, "user"), "id")
    if pressed == HOME_LIBRARY:
        return OpenLibrary(team, user, trigger, LibraryPage())
    if string(view, "callback_id") != LIBRARY:
        return None
    place = (string(view, "id"), string(view, "hash"))
    if pressed == LIBRARY_SEARCH:
        words = string(action, "value").strip()[:LONGEST]
        archived = LibraryPage.read(string(view, "private_metadata")).archived
        return OpenLibrary(team, user, trigger, LibraryPage(words, archived), *place)
    if pressed == LIBRARY_IMPORT:
        return OpenImport(team, user, trigger)
    if pressed.startswith(LIBRARY_PAGE):
        return OpenLibrary(team, user, trigger, LibraryPage.read(string(action, "value")), *place)
    act, id = _chosen(action)
    return OpenPersona(team, user, trigger, id, act) if act in OPENS_CARD else None


def looked_up_by_form(body: Part) -> OpenLibrary | None:
    """-> what is looked for by the window's own button; None where another window was submitted."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != LIBRARY:
        return None
    typed = string(part(part(part(part(view, "state"), "values"), LIBRARY_SEARCH), LIBRARY_SEARCH), "value")
    page = LibraryPage(typed.strip()[:LONGEST], LibraryPage.read(string(view, "private_metadata")).archived)
    return OpenLibrary(team_of(body), string(part(body, "user"), "id"), "", page, string(view, "id"))


def done_from_library(body: Part) -> Incoming | None:
    """-> what is done with a persona, in the conversation it was made in."""
    action: Part = next(iter(parts(body, "actions")), {})
    view, (act, id) = part(body, "view"), _chosen(action)
    if string(view, "callback_id") != LIBRARY or not act or act in OPENS_CARD:
        return None
    return done_in(body, string(view, "id"), act, id)


def after_doing(body: Part) -> OpenLibrary | None:
    """-> the library once more, after something was done from it."""
    if done_from_library(body) is None:
        return None
    view, user = part(body, "view"), string(part(body, "user"), "id")
    page = replace(LibraryPage.read(string(view, "private_metadata")), note=DONE)
    return OpenLibrary(team_of(body), user, "", page, string(view, "id"), string(view, "hash"))


def _chosen(action: Part) -> tuple[str, str]:
    """-> (what to do, id of the persona); empty where the element is none of the rows'."""
    if not string(action, "action_id").startswith(LIBRARY_ACT):
        return "", ""
    value = string(part(action, "selected_option"), "value") or string(action, "value")
    act, _, id = value.partition(":")
    return act, id
