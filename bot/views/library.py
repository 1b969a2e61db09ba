"""The library of personas as a modal: found by words, interviewed, edited, put away.

https://docs.slack.dev/reference/views/modal-views (at most 100 blocks)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.library_page import LibraryPage
from bot.names import LIBRARY, LIBRARY_ACT, LIBRARY_IMPORT, LIBRARY_PAGE, LIBRARY_SEARCH
from bot.views.call import Block
from bot.views.elements import button, context, divider, field, plain, section
from bot.views.persona import picture
from bot.views.text import linked, safe_line, shortened

PER_PAGE = 15
QUOTE = 140
HYPOTHESES = "Everybody here is synthetic: invented, to try questions on before you ask real customers."
EMPTY = (
    "There is nobody here yet. Mention me in a channel with “persona of …” and who it should be, such as “persona of "
    "Alice, a cost-conscious employee who does not understand benefits”; drop a text about your product with it."
)
NOT_FOUND = "Nobody here goes by those words. Try fewer, or a part of the name."
NOBODY_AWAY = "Nobody is put away."
ALL_AWAY = "Everybody is put away for now; “Those put away” brings them back."


@dataclass(frozen=True)
class LibraryEntry:
    """A persona in the list. `link` opens the thread with its card; `face` is an address Slack can fetch."""

    id: str
    name: str
    occupation: str
    quote: str
    link: str | None
    face: str = ""


def library(
    entries: Sequence[LibraryEntry], page: LibraryPage, *, more: bool, some_away: bool = False
) -> dict[str, Any]:
    """`some_away`: where nobody is in the list, there are others whom somebody put away."""
    looking: Block = {"type": "plain_text_input", "action_id": LIBRARY_SEARCH, "max_length": 100}
    looking["placeholder"] = plain("Name, occupation, or what they say")
    if page.words:
        looking["initial_value"] = page.words
    search = field(LIBRARY_SEARCH, "Look for", looking, optional=True) | {"dispatch_action": True}
    rows = [block for entry in entries for block in _entry(entry, page.archived)]
    note = [context(safe_line(page.note))] if page.note else []
    empty = NOBODY_AWAY if page.archived else NOT_FOUND if page.words else ALL_AWAY if some_away else EMPTY
    return {
        "type": "modal",
        "callback_id": LIBRARY,
        "private_metadata": page.written(),
        "title": plain("Personas"),
        "submit": plain("Search"),
        "close": plain("Close"),
        "blocks": [search, *note, *(rows or [section(empty)]), divider(), _turning(page, more), context(HYPOTHESES)],
    }


def _entry(entry: LibraryEntry, archived: bool) -> list[Block]:
    name = shortened(entry.name, 80)
    named = linked(entry.link, name) if entry.link else f"*{safe_line(name)}*"
    quote = safe_line(shortened(entry.quote, QUOTE))
    row = section(f"{named}, {safe_line(shortened(entry.occupation, 120))}" + (f"\n“{quote}”" if quote else ""))
    if entry.face:
        row["accessory"] = picture(entry.face, entry.name)
    shelf = ("bring_back", "Bring back") if archived else ("archive", "Put away")
    doings = [("edit_card", "Edit the card"), ("duplicate", "Duplicate"), ("export", "Export"), shelf]
    doings.append(("delete", "Delete…"))
    options = [{"text": plain(label), "value": f"{act}:{entry.id}"} for act, label in doings]
    elements = [
        button(LIBRARY_ACT, "Interview") | {"value": f"interview_persona:{entry.id}"},
        button(f"{LIBRARY_ACT}_card", "The whole card") | {"value": f"whole_card:{entry.id}"},
        {"type": "overflow", "action_id": f"{LIBRARY_ACT}_more", "options": options},
    ]
    return [row, {"type": "actions", "block_id": f"persona-{entry.id}", "elements": elements}]


def _turning(page: LibraryPage, more: bool) -> Block:
    """Further down, further up, the other shelf: each button's value is the page it leads to."""
    other = replace(page, archived=not page.archived, after=0)
    elements = [_to("shelf", "Those in use" if page.archived else "Those put away", other)]
    if more:
        elements.insert(0, _to("more", "More", replace(page, after=page.after + PER_PAGE)))
    if page.after:
        elements.insert(0, _to("back", "Back", replace(page, after=max(0, page.after - PER_PAGE))))
    elements.append(button(LIBRARY_IMPORT, "Import a card"))
    return {"type": "actions", "block_id": "turning", "elements": elements}


def _to(name: str, label: str, page: LibraryPage) -> Block:
    return button(f"{LIBRARY_PAGE}_{name}", label) | {"value": page.written()}
