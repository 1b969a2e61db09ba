"""The search as a modal: words, where to look, and what was found with who said it, when and where.

https://docs.slack.dev/surfaces/modals, https://docs.slack.dev/reference/views/modal-views (at most 100 blocks)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.names import (
    ANY,
    SEARCH,
    SEARCH_PAGE,
    SEARCH_PERSON,
    SEARCH_PERSONA,
    SEARCH_SINCE,
    SEARCH_STUDY,
    SEARCH_WORDS,
)
from bot.search_page import LONGEST, SearchPage
from bot.views.call import Block
from bot.views.elements import button, context, divider, field, plain, section
from bot.views.text import linked, safe, safe_line, shortened
from studies.query import Kind, Wanted
from studies.snippets import Piece

PER_PAGE = 10
TITLE, STUDY_TITLE = 80, 36
SINCE = {"7d": "The last 7 days", "30d": "The last 30 days", "90d": "The last 90 days", "1y": "The last year"}
HOW = (
    "Type words and press *Search*. Where to look can be typed too: `study:couriers`, `persona:alice`, `since:30d`.\n"
    "You find what was said and learned in the channels you are in."
)
NO_WORDS = "There is no word in that to look for."
NOT_FOUND = "Nothing was found for {asked}."
TRY = "Try fewer words, or only the beginning of a word{wider}. You find what was said in the channels you are in."
UNREAD = "I left out {what}. Write `study:couriers`, `since:30d` or `since:2026-05-01`; for a person there is a menu."
ONLY_UNREAD = "Nothing else is left to look for."
CUT = "Of so long a text the first {most} characters count."
USER = r"[UW][A-Z0-9]+"
ASKED = 60
"""Characters of what was looked for that are said again."""
MANY = "There is very much of it: of the newest {ranked} finds the best come first. Another word brings older ones."
SET_ASIDE: dict[Kind, str] = {"claim": "set aside by the team", "persona": "put away"}


@dataclass(frozen=True)
class SearchEntry:
    """One find. `who`: Slack user id, empty for Segue; `persona`: name of whoever is synthetic."""

    kind: Kind
    who: str
    persona: str
    on: date
    snippet: Sequence[Piece]
    quote: Sequence[Piece] = ()
    """The words that a claim stands on, where they hold what was looked for."""
    study: str = ""
    link: str | None = None
    set_aside: bool = False
    known: str = ""
    """How the team knows what it said, of a claim."""


@dataclass(frozen=True)
class Choices:
    """Studies and personas that may be chosen: id and name."""

    studies: Sequence[tuple[str, str]] = ()
    personas: Sequence[tuple[str, str]] = ()


def search_modal(
    entries: Sequence[SearchEntry], page: SearchPage, wanted: Wanted, choices: Choices, *, more: bool, all_ranked: bool
) -> dict[str, Any]:
    looking: Block = {"type": "plain_text_input", "action_id": SEARCH_WORDS, "max_length": LONGEST}
    looking["placeholder"] = plain("Words, and where to look")
    if page.words:
        looking["initial_value"] = page.words
    words = field(SEARCH_WORDS, "Look for", looking) | {"dispatch_action": True}
    unread = [context(UNREAD.format(what=_listed(wanted.unread)))] if wanted.unread else []
    unread += [context(CUT.format(most=LONGEST))] if len(page.words) >= LONGEST - 1 else []
    found = [section(_shown(entry)) for entry in entries] or [section(_nothing(page, wanted))]
    many = [context(MANY.format(ranked="500"))] if not all_ranked else []
    turning = _turning(page, more)
    return {
        "type": "modal",
        "callback_id": SEARCH,
        "private_metadata": page.written(),
        "title": plain("Search"),
        "submit": plain("Search"),
        "close": plain("Close"),
        "blocks": [words, _menus(page, choices), *unread, divider(), *found, *many, *turning],
    }


def _menus(page: SearchPage, choices: Choices) -> Block:
    people: Block = {"type": "users_select", "action_id": SEARCH_PERSON, "placeholder": plain("Anybody")}
    if page.person:
        people["initial_user"] = page.person
    elements = [
        _menu(SEARCH_STUDY, "Every study", choices.studies, page.study),
        _menu(SEARCH_PERSONA, "Every persona", choices.personas, page.persona),
        people,
        _menu(SEARCH_SINCE, "Any time", list(SINCE.items()), page.since),
    ]
    return {"type": "actions", "block_id": f"where-{page.cleared}", "elements": elements}


def _menu(action: str, everything: str, choices: Sequence[tuple[str, str]], chosen: str) -> Block:
    options = [{"text": plain(label if label.strip() else "?"), "value": id} for id, label in choices]
    first = {"text": plain(everything), "value": ANY}
    initial = next((option for option in options if option["value"] == chosen), first)
    menu: Block = {"type": "static_select", "action_id": action, "placeholder": plain(everything)}
    return menu | {"options": [first, *options], "initial_option": initial}


def _shown(entry: SearchEntry) -> str:
    told = [_whose(entry), entry.known, f"{entry.on.day} {entry.on:%b %Y}"]
    if entry.set_aside:
        told.append(SET_ASIDE.get(entry.kind, ""))
    if entry.link:
        told.append(linked(entry.link, "Open"))
    if entry.study:
        told.append(f"study: {safe_line(shortened(entry.study, STUDY_TITLE))}")
    lines = [" · ".join(each for each in told if each), marked(entry.snippet)]
    if entry.quote:
        lines.append(f"“{marked(entry.quote)}”")
    return "\n".join(line for line in lines if line.strip())


def _whose(entry: SearchEntry) -> str:
    invented = f"*{safe_line(shortened(entry.persona, TITLE)) or '?'}*, synthetic" if entry.persona else ""
    if entry.kind == "study":
        return "*Study*"
    if entry.kind == "persona":
        return f"Persona {invented}"
    if entry.kind == "claim":
        said_by = f" · <@{entry.who}>" if re.fullmatch(USER, entry.who) else ""
        return f"Learned from {invented}" if invented else f"*Learned from the team*{said_by}"
    if invented:
        return invented
    return f"<@{entry.who}>" if re.fullmatch(USER, entry.who) else "*Segue*"


def marked(pieces: Sequence[Piece]) -> str:
    """Words that were found stand out. Slack knows emphasis only between blanks or signs: where there are none, blanks
    are put."""
    shown = ""
    for at, (text, found) in enumerate(pieces):
        if not found or not safe_line(text):
            shown += safe(text)
            continue
        after = pieces[at + 1][0][:1] if at + 1 < len(pieces) else ""
        shown += (" " if shown[-1:].isalnum() or shown[-1:] == "*" else "") + f"*{safe_line(text)}*"
        shown += " " if after.isalnum() else ""
    return shown


def _nothing(page: SearchPage, wanted: Wanted) -> str:
    if wanted.nothing:
        return ONLY_UNREAD if wanted.unread else NO_WORDS if page.words else HOW
    asked = f"“{safe_line(shortened(page.words, ASKED))}”" if safe_line(page.words) else "what is chosen above"
    wider = ", a longer time, or *Look everywhere*" if wanted.filtered else ""
    return NOT_FOUND.format(asked=asked) + "\n" + TRY.format(wider=wider)


def _listed(typed: Sequence[str]) -> str:
    return ", ".join(f"“{safe_line(shortened(each, 40))}”" for each in typed[:5])


def _turning(page: SearchPage, more: bool) -> list[Block]:
    """Further down, further up, everywhere: each button's value is the page it leads to."""
    elements = []
    if page.after:
        elements.append(_to("back", "Back", replace(page, after=max(0, page.after - PER_PAGE))))
    if more:
        elements.append(_to("more", "More", replace(page, after=page.after + PER_PAGE)))
    if page.study or page.persona or page.person or page.since:
        elements.append(_to("everywhere", "Look everywhere", page.everywhere()))
    return [divider(), {"type": "actions", "block_id": "turning", "elements": elements}] if elements else []


def _to(name: str, label: str, page: SearchPage) -> Block:
    return button(f"{SEARCH_PAGE}_{name}", label) | {"value": page.written()}
