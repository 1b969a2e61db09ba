"""A deck's titles and steps by rule: none of its own, because the outline makes them from the summary."""

from __future__ import annotations

from flows.llm.tasks import DeckDraft, DeckInputs


def outline_deck(inputs: DeckInputs) -> DeckDraft:
    """-> nothing besides what the summary says: decks/outline.py finds a title for each part in it."""
    return DeckDraft(titles=[], steps=[])
