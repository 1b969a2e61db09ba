"""An earlier answer was changed: it is read again, and what rested on it is shown anew."""

from __future__ import annotations

from flows.interview.asking import read
from flows.interview.settling import waiting_card_name
from flows.interview.state import answers_said
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice, QuestionCard
from flows.wording import fixed, say
from interviews.coverage import by_dimension, coverage

READ_AGAIN = fixed("I took the new wording and read it again; what rests on it is up to date.")


async def read_again(turn: TurnState, runtime: Run) -> Change:
    """Quiet when the change says the same; otherwise one line, and the waiting card with what is known now."""
    state = (await read(turn, runtime))["interview"]
    if state.claimed == turn["claimed"] or state.waiting is None:
        return {"interview": state}
    card = QuestionCard(
        name=f"{waiting_card_name(state)}-known-{state.notices + 1}",
        question=state.waiting,
        number=state.number,
        total=state.length,
        coverage=by_dimension(coverage(answers_said(state))),
        changes=waiting_card_name(state),
    )
    state, name = state.named_notice("read-again")
    return {"interview": state, "replies": [Notice(name, say(READ_AGAIN)), card]}
