"""The search: what somebody looks for, where, and how far down they look.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.names import (
    ANY,
    COMMAND,
    HOME_SEARCH,
    SEARCH,
    SEARCH_PAGE,
    SEARCH_PERSON,
    SEARCH_PERSONA,
    SEARCH_SINCE,
    SEARCH_STUDY,
    SEARCH_WORDS,
)
from bot.search_page import SearchPage


@dataclass(frozen=True)
class OpenSearch:
    """Somebody looks for something, or at another page of it; `view_id` where the modal is open already."""

    team: str
    user: str
    trigger: str
    page: SearchPage
    view_id: str = ""
    hash: str = ""


def searched(body: Part) -> OpenSearch | None:
    """-> what is looked for; None where the payload asks for nothing of the kind."""
    trigger = string(body, "trigger_id")
    if string(body, "command") == COMMAND:
        first, _, words = string(body, "text").strip().partition(" ")
        if first.lower() != SEARCH:
            return None
        return OpenSearch(string(body, "team_id"), string(body, "user_id"), trigger, SearchPage.typed(words))
    if string(body, "type") != "block_actions":
        return None
    action: Part = next(iter(parts(body, "actions")), {})
    pressed, view = string(action, "action_id"), part(body, "view")
    team, user = team_of(body), string(part(body, "user"), "id")
    if pressed == HOME_SEARCH:
        return OpenSearch(team, user, trigger, SearchPage())
    if string(view, "callback_id") != SEARCH:
        return None
    page = _turned(action, pressed, view)
    return OpenSearch(team, user, trigger, page, string(view, "id"), string(view, "hash")) if page else None


def searched_by_form(body: Part) -> OpenSearch | None:
    """-> what is looked for by the window's own button; None where another window was submitted."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != SEARCH:
        return None
    page = SearchPage.read(string(view, "private_metadata")).looking_for(_typed(view))
    return OpenSearch(team_of(body), string(part(body, "user"), "id"), "", page, string(view, "id"))


def _typed(view: Part) -> str:
    return string(part(part(part(part(view, "state"), "values"), SEARCH_WORDS), SEARCH_WORDS), "value")


def _turned(action: Part, pressed: str, view: Part) -> SearchPage | None:
    """-> the page that what was pressed leads to. Words that were typed and not sent yet count too."""
    if pressed.startswith(SEARCH_PAGE):
        return SearchPage.read(string(action, "value"))
    page = SearchPage.read(string(view, "private_metadata"))
    if pressed == SEARCH_WORDS:
        return page.looking_for(string(action, "value"))
    values = part(part(view, "state"), "values")
    field = part(part(values, SEARCH_WORDS), SEARCH_WORDS)
    if "value" in field:
        page = page.looking_for(string(field, "value"))
    chosen = string(part(action, "selected_option"), "value") or string(action, "selected_user")
    chosen = "" if chosen == ANY else chosen
    if pressed == SEARCH_STUDY:
        return replace(page, study=chosen, after=0)
    if pressed == SEARCH_PERSONA:
        return replace(page, persona=chosen, after=0)
    if pressed == SEARCH_PERSON:
        return replace(page, person=chosen, after=0)
    return replace(page, since=chosen, after=0) if pressed == SEARCH_SINCE else None
