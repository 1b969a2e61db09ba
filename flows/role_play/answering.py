"""The persona answers, sentence by sentence; what cannot stand beside the card is rewritten before anybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from errors import ModelRefused, ModelRubbish
from flows.llm.persona_tasks import ANSWER_AS, AnswerInputs, Said
from flows.llm.rehearsal.personas.answer_as import answer_as as answered_by_rule
from flows.persona_replies import PersonaSays
from flows.replies import Notice
from flows.role_play.state import Exchange, RolePlayState
from flows.runtime import Context
from flows.wording import fixed, say
from personas.fact_sheet import FactSheet, as_lines, clashes, grown, taught, told_lines
from personas.fidelity import faults, sentences, whole_sentences
from personas.learning import told_in
from personas.off_role import Demand, demand
from personas.passages import Passage
from personas.schema import Persona
from personas.table_talk import talks_like_a_table

THINKING = fixed("{name} is thinking…")
REMARKS: dict[Demand, str] = {
    "role": fixed(
        "{name} is an invented person whom I play, and I stay in that role. What comes of this is no evidence."
    ),
    "company": fixed(
        "{name} is an invented customer and cannot speak for a company. What comes of this is no evidence."
    ),
    "advice": fixed(
        "{name} is invented and gives no advice on health, law or money: please ask somebody who may. "
        "What comes of this is no evidence."
    ),
}
LONGEST_ANSWER, LONGEST_QUESTION = 1500, 3000


async def answered(
    state: RolePlayState, question: str, asker: str, context: Context
) -> tuple[RolePlayState, tuple[Notice, ...], PersonaSays]:
    """-> (the state with one exchange more, what Segue remarks first, what the persona says).

    Raises ModelError when no model is there.
    """
    persona, id = state.persona, f"a{len(state.exchanges) + 1}"
    assert persona is not None
    context.step(say(THINKING, name=persona.first_name))
    asked_to_be = demand(question)
    state, remarks = _remarked(state, persona, asked_to_be)
    for remark in remarks:
        context.show(remark)
    sheet = taught(state.sheet, told_in(question, persona, id, asker))
    inputs = AnswerInputs(
        # What she is to be asked is nothing she knows.
        persona=persona.model_copy(update={"guide": (), "decision": ""}),
        passages=state.passages,
        exchanges=tuple(Said(id=each.id, question=each.question, answer=each.answer) for each in state.exchanges),
        question=question[:LONGEST_QUESTION],
        shown=state.shown,
        facts=as_lines(sheet),
        told=told_lines(sheet),
        corrects=state.corrects,
    )
    face, check = context.face_url(state.face), Check(persona, sheet, state.passages)
    answer, flagged = await _said(
        inputs, check, context, lambda text: context.show(PersonaSays(id, persona.name, text, face))
    )
    exchange = Exchange(
        id=id, question=inputs.question, asker=asker, answer=answer, flagged=flagged, off_role=bool(asked_to_be)
    )
    sheet = sheet if asked_to_be else grown(sheet, id, answer)
    state = state.model_copy(update={"exchanges": (*state.exchanges, exchange), "sheet": sheet, "corrects": ""})
    return state, remarks, PersonaSays(id, persona.name, answer, face)


def _remarked(state: RolePlayState, persona: Persona, asked_to_be: Demand) -> tuple[RolePlayState, tuple[Notice, ...]]:
    """One honest line in Segue's own voice when the persona is asked to be something else, once for each kind."""
    if not asked_to_be or asked_to_be in state.demands:
        return state, ()
    state, name = state.model_copy(update={"demands": (*state.demands, asked_to_be)}).named_notice("off-role")
    return state, (Notice(name, say(REMARKS[asked_to_be], name=persona.first_name)),)


async def _said(
    inputs: AnswerInputs, check: Check, context: Context, release: Callable[[str], None]
) -> tuple[str, tuple[str, ...]]:
    """-> (the answer, what of it does not go with the card): a second try with what was wrong, then by rule."""
    released = ""
    for tries in range(2):
        speaking = Speaking(check, released, release)
        try:
            spoken = await context.model.run(ANSWER_AS, inputs, speaking.heard)
        except (ModelRubbish, ModelRefused):
            break
        answer = gone_on(released, spoken.answer)[:LONGEST_ANSWER]
        wrong = tuple(check(answer))
        if answer and not wrong:
            return answer, ()
        if answer and tries:
            break
        released = speaking.released
        inputs = inputs.model_copy(update={"faults": wrong or ("Say something.",), "begun": released})
    answer = answered_by_rule(inputs.model_copy(update={"faults": (), "begun": ""})).answer
    return answer, tuple(check(answer))


def gone_on(begun: str, more: str) -> str:
    """`begun` and what comes after it, though it may say the beginning once more."""
    before, after = sentences(begun), sentences(more)
    again = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))))
    return " ".join((*before, *after[again:]))


@dataclass(frozen=True)
class Check:
    """Holds what is said against the card and against what was said before."""

    persona: Persona
    sheet: FactSheet
    world: tuple[Passage, ...] = ()

    def __call__(self, said: str) -> list[str]:
        wrong = [*faults(said, self.persona), *clashes(self.sheet, said)]
        return [*wrong, *talks_like_a_table(said, self.world)]


class Speaking:
    """Releases whole sentences while they come, as long as what has been said goes with the card."""

    def __init__(self, check: Check, begun: str, release: Callable[[str], None]) -> None:
        self._check, self._release = check, release
        self._rest = ""
        """What belongs to no whole sentence yet."""
        self._again = sentences(begun)
        """What is heard once more by a writer who was to go on from there."""
        self._stopped = False
        self.released = begun
        """What people may have seen."""

    def heard(self, piece: str) -> None:
        if self._stopped:
            return
        before = self.released
        whole, self._rest = whole_sentences(self._rest + piece)
        self._stopped = len(self._rest) > LONGEST_ANSWER
        for sentence in whole:
            if self._again[:1] == [sentence]:
                del self._again[0]
                continue
            self._again = []
            said = f"{self.released} {sentence}" if self.released else sentence
            if len(said) > LONGEST_ANSWER or self._check(said):
                self._stopped = True
                break
            self.released = said
        if self.released != before:
            self._release(self.released)
