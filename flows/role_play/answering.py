"""The persona answers; what cannot stand beside the card is rewritten before anybody reads it."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.llm.persona_tasks import ANSWER_AS, AnswerInputs, Said
from flows.llm.rehearsal.personas.answer_as import answer_as as answered_by_rule
from flows.persona_replies import PersonaSays
from flows.role_play.state import Exchange, RolePlayState
from flows.runtime import Context
from flows.wording import fixed, say
from interviews.language import folded
from personas.fidelity import faults

THINKING = fixed("{name} is thinking…")
LONGEST_ANSWER, LONGEST_QUESTION = 1500, 3000
NEAREST = 12
"""Passages that keep the persona's story possible."""


async def answered(
    state: RolePlayState, question: str, asker: str, context: Context
) -> tuple[RolePlayState, PersonaSays]:
    """-> the state with one exchange more, and what the persona says. Raises ModelError when no model is there."""
    persona = state.persona
    assert persona is not None
    context.step(say(THINKING, name=persona.first_name))
    inputs = AnswerInputs(
        persona=persona,
        passages=state.passages[:NEAREST],
        exchanges=tuple(Said(id=each.id, question=each.question, answer=each.answer) for each in state.exchanges),
        question=question[:LONGEST_QUESTION],
    )
    answer, flagged = await _said(inputs, context)
    exchange = Exchange(
        id=f"a{len(state.exchanges) + 1}", question=inputs.question, asker=asker, answer=answer, flagged=flagged
    )
    state = state.model_copy(update={"exchanges": (*state.exchanges, exchange)})
    return state, PersonaSays(exchange.id, persona.name, answer, context.face_url(state.face))


async def _said(inputs: AnswerInputs, context: Context) -> tuple[str, tuple[str, ...]]:
    """-> (the answer, what still does not go with the card): a second try with what was wrong, then by rule."""
    for tries in range(2):
        try:
            answer = folded((await context.model.run(ANSWER_AS, inputs)).answer)[:LONGEST_ANSWER]
        except (ModelRubbish, ModelRefused):
            break
        wrong = tuple(faults(answer, inputs.persona))
        if answer and not wrong:
            return answer, ()
        if answer and tries:
            return answered_by_rule(inputs).answer, wrong
        inputs = inputs.model_copy(update={"faults": wrong or ("Say something.",)})
    return answered_by_rule(inputs.model_copy(update={"faults": ()})).answer, ()
