"""The end of an interview with a persona: claims with the words they stand on, shown before they are posted."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.libraries import Scoring
from flows.llm.persona_tasks import SYNTHESISE, Said, SynthesisDraft, SynthesisInputs
from flows.llm.rehearsal.personas.synthesise_interview import synthesise_interview as synthesised_by_rule
from flows.persona_replies import RolePlayHead, SynthesisCard
from flows.records import ClaimsKept
from flows.replies import Notice, Reply
from flows.role_play.state import Phase, RolePlayState
from flows.runtime import LAST, SCORED, Context, Incoming
from flows.wording import fixed, say
from interviews.language import folded
from personas.fact_sheet import retested
from personas.fidelity import Score
from personas.for_customers import file_answers
from personas.passages import facts_of
from personas.synthesis import Claim, Quote, checked
from personas.unknowing import tells_nothing
from studies.learned import Evidence, Learned, Origin, Strength

NOTHING_ASKED = fixed(
    "Nothing was asked yet, so there is nothing to sum up. Ask {name} something, or press “Next question”."
)
NO_EVIDENCE = fixed(
    "What was asked so far asked {name} to be something else, which is no evidence: there is nothing to sum up yet."
)
SUMMING_UP = fixed("is going through what was said…")
LONGEST = 400

Change = tuple[RolePlayState, list[Reply]]


async def finish(state: RolePlayState, context: Context, *, direct: bool = False) -> Change:
    """Sum up what was said; every quote is held against the transcript. `direct`: in a direct message.

    Raises ModelError when no model is there.
    """
    persona = state.persona
    assert persona is not None
    if not state.evidence:
        why = NO_EVIDENCE if state.exchanges else NOTHING_ASKED
        return _said(state, say(why, name=persona.first_name))
    context.step(say(SUMMING_UP))
    inputs = SynthesisInputs(
        persona=persona,
        decision=persona.decision,
        exchanges=tuple(Said(id=each.id, question=each.question, answer=each.answer) for each in state.evidence),
        facts=facts_of(state.passages),
    )
    try:
        draft = await context.model.run(SYNTHESISE, inputs)
    except (ModelRubbish, ModelRefused):
        draft = synthesised_by_rule(inputs)
    said = {each.id: (each.question, each.answer) for each in state.evidence}
    synthesis = checked(_claims(draft), draft.ask_customers, said, persona, state.passages)
    state = state.model_copy(update={"synthesis": synthesis, "phase": Phase.CLOSED})
    score = scored(state)
    card = SynthesisCard(
        name="synthesis",
        persona=persona,
        synthesis=synthesis,
        links=links(state, context),
        answers=score.answers,
        rehearsing=context.model.rehearses,
        score=score,
        of_file=bool(facts_of(state.passages)),
        answerable=file_answers(state.passages, [each.question for each in state.exchanges]),
    )
    face = context.face_url(state.face)
    over = RolePlayHead("head/over", persona, face, direct=direct, over=True, changes="head")
    return state, [card, *([] if state.shown else [over])]


def scored(state: RolePlayState) -> Score:
    """How well what was said goes with the card, and with what was said before; “I don't know” is neither."""
    telling = [each for each in state.evidence if each.flagged or not tells_nothing(each.answer)]
    again, agreed = retested([(each.question, each.answer) for each in telling])
    answers, fitting = len(state.evidence), sum(not each.flagged for each in telling)
    return Score(answers=answers, silent=answers - len(telling), fitting=fitting, again=again, agreed=agreed)


def told_to_the_card(state: RolePlayState, incoming: Incoming, context: Context) -> tuple[Incoming, ...]:
    """The row with which the persona's card learns its score; none where the interview is not over."""
    if state.phase is not Phase.CLOSED or state.synthesis is None or not state.persona_id:
        return ()
    scoring = Scoring(interview=context.conversation, version=state.persona_version, score=scored(state))
    row = Incoming(
        key=f"score:{context.conversation}:{incoming.key}",
        team=incoming.team,
        kind="schedule",
        channel="",
        ts=LAST,
        action=SCORED,
        conversation=state.persona_id,
        value=scoring.model_dump_json(),
    )
    return (row,)


def learned(state: RolePlayState, context: Context) -> tuple[ClaimsKept, ...]:
    """What the synthesis says, claim by claim, for whoever looks for it later."""
    if state.synthesis is None:
        return ()
    claims = tuple(_learned(number, each, context) for number, each in state.synthesis.numbered())
    return (ClaimsKept(claims, state.persona_id, state.persona_version),)


def _learned(number: int, claim: Claim, context: Context) -> Learned:
    return Learned(
        id=str(number),
        kind=claim.kind,
        text=claim.text,
        strength=Strength(claim.confidence.value),
        origin=Origin.SYNTHETIC,
        evidence=tuple(
            Evidence(answer=each.answer, ts=context.posted.get(each.answer, ""), quote=each.text)
            for each in claim.quotes
        ),
        echo=claim.echo,
        against=claim.against,
        decides=claim.decides,
    )


def links(state: RolePlayState, context: Context) -> dict[str, str]:
    """Id of an answer -> the address of its message."""
    found = {each.id: context.link(context.posted.get(each.id, "")) for each in state.exchanges}
    return {id: link for id, link in found.items() if link}


def _claims(draft: SynthesisDraft) -> list[Claim]:
    return [
        Claim(
            kind=each.kind,
            text=folded(each.text)[:LONGEST],
            quotes=tuple(
                Quote(answer=quote.answer, text=folded(quote.text)) for quote in each.quotes if quote.text.strip()
            ),
            against=folded(each.against)[:LONGEST],
            decides=folded(each.decides)[:LONGEST],
        )
        for each in draft.claims
        if each.text.strip()
    ]


def _said(state: RolePlayState, text: str) -> Change:
    state, name = state.named_notice("notice")
    return state, [Notice(name, text)]
