"""That was not an answer: what was taken for one is side talk, and its question is open again."""

from __future__ import annotations

from flows.interview.settling import card_on_screen
from flows.interview.state import InterviewState
from flows.interview.turn import Change, Run, TurnState
from flows.replies import Notice, SettledCard
from flows.wording import fixed, say
from interviews.answers import Answer

NOTHING_TO_TAKE_BACK = fixed("The question before this one has no answer that could be taken back.")
TAKEN_BACK = fixed("Taken back: what was written there stays in the transcript, and question {number} counts as open.")
SOMEBODY_ELSES = fixed("That answer is somebody else's. To take it back all the same, write “not an answer” again.")


async def take_back(turn: TurnState, runtime: Run) -> Change:
    """The answer to the question before the one that waits, and only that: pressing twice takes back one."""
    state, user = turn["interview"], turn["incoming"][0].user
    answer = state.answers[-1] if len(state.answers) > 1 else None
    if answer is None or answer.skipped:
        state, name = state.named_notice("taken-back")
        return {"interview": state, "replies": [Notice(name, say(NOTHING_TO_TAKE_BACK))]}
    if user not in {part.author for part in answer.parts}:
        state, meant = state.confirmed(f"{answer.id} {user}")
        if not meant:
            state, name = state.named_notice("confirm")
            return {"interview": state, "replies": [Notice(name, say(SOMEBODY_ELSES), ("not_answer",))]}
    number = _number(state, answer)
    state, name = state.with_answer(Answer(id=answer.id, skipped=True, read=True)).named_notice("taken-back")
    question = state.questions[int(answer.id[1:])]
    shown = card_on_screen(question, runtime.context.posted)
    card = SettledCard(f"{name}-card", shown, question, number, state.length, "taken back")
    return {"interview": state, "replies": [Notice(name, say(TAKEN_BACK, number=number)), card]}


def _number(state: InterviewState, answer: Answer) -> int:
    """Which question people saw it answer."""
    given = [each.id for each in state.answers[1:] if not each.skipped]
    return given.index(answer.id) + 1
