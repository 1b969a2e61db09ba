"""A card shrinks to one line once its question is settled."""

from __future__ import annotations

from collections.abc import Mapping

from flows.interview.state import InterviewState, names_of
from flows.replies import Fate, SettledCard
from interviews.answers import Question


def settled(state: InterviewState) -> list[SettledCard]:
    """The card of the question that was settled last; `shown_again` still counts its showings."""
    if len(state.questions) < 2:
        return []
    answer = state.answers[-1] if len(state.answers) == len(state.questions) else None
    fate: Fate = "left open" if answer is None else "skipped" if answer.skipped else "answered"
    return [_shrunk(state, fate, state.answered if fate == "answered" else state.number)]


def shown_elsewhere(state: InterviewState) -> list[SettledCard]:
    """The card of the waiting question, which is about to be shown again further down."""
    return [_shrunk(state, "asked again below", state.number)] if len(state.questions) > 1 else []


def _shrunk(state: InterviewState, fate: Fate, number: int) -> SettledCard:
    card = waiting_card_name(state)
    return SettledCard(f"{card}-settled", card, state.questions[-1], number, state.length, fate)


def card_on_screen(question: Question, posted: Mapping[str, str]) -> str:
    """The name under which a question of the past was posted last."""
    names = [name for name in posted if names_of(question).fullmatch(name)]
    return max(names, key=lambda name: float(posted[name]), default=question.id)


def waiting_card_name(state: InterviewState) -> str:
    """The name under which the last question was posted last."""
    id = state.questions[-1].id
    return f"{id}-again-{state.shown_again}" if state.shown_again else id
