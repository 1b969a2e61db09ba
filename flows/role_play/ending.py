"""The end of an interview with a persona: claims with the words they stand on, shown before they are posted."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.libraries import Scoring
from flows.llm.persona_tasks import SYNTHESISE, Said, SynthesisDraft, SynthesisInputs
from flows.llm.rehearsal.personas.synthesise_interview import synthesise_interview as synthesised_by_rule
from flows.persona_replies import RolePlayHead, SharedSynthesis, SynthesisCard, SynthesisPreview
from flows.records import InsightsKept
from flows.replies import Notice, Outdated, Reply, TakenDown
from flows.role_play.state import Phase, RolePlayState
from flows.runtime import LAST, SCORED, Context, Incoming
from flows.wording import fixed, say
from interviews.language import folded
from personas.fact_sheet import retested
from personas.fidelity import Score
from personas.synthesis import Claim, Quote, checked

NOTHING_ASKED = fixed(
    "Nothing was asked yet, so there is nothing to sum up. Ask {name} something, or press “Next question”."
)
NO_EVIDENCE = fixed(
    "What was asked so far asked {name} to be something else, which is no evidence: there is nothing to sum up yet."
)
NOTHING_TO_SHARE = fixed("This interview led to nothing that could be shared.")
SUMMING_UP = fixed("is going through what was said…")
SHARED = fixed("Posted to the channel. You can take it back for ten minutes.")
ALREADY = fixed("It is in the channel already.")
CHOOSE = fixed("Choose a channel in the preview first. Nothing was posted.")
NOT_IN = fixed("Both you and I have to be in that channel before I post there. Nothing was posted.")
TAKEN_BACK = fixed("Taken back; it is no longer in the channel.")
TOO_LATE = fixed("There is nothing in the channel that could be taken back by now.")
UNDO_SECONDS = 600.0
LONGEST = 400

Change = tuple[RolePlayState, list[Reply]]


async def finish(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Sum up what was said; every quote is held against the transcript. Raises ModelError when no model is there."""
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
    )
    try:
        draft = await context.model.run(SYNTHESISE, inputs)
    except (ModelRubbish, ModelRefused):
        draft = synthesised_by_rule(inputs)
    said = {each.id: (each.question, each.answer) for each in state.evidence}
    synthesis = checked(_claims(draft), draft.ask_customers, said, persona)
    state = state.model_copy(update={"synthesis": synthesis, "phase": Phase.CLOSED})
    score = scored(state)
    card = SynthesisCard(
        name="synthesis",
        persona=persona,
        synthesis=synthesis,
        links=_links(state, context),
        answers=score.answers,
        rehearsing=context.model.rehearses,
        may_share=True,
        score=score,
    )
    over = RolePlayHead("head/over", persona, context.face_url(state.face), over=True, changes="head")
    return state, [card, *([] if state.shown else [over])]


def scored(state: RolePlayState) -> Score:
    """How well what was said goes with the card, and with what was said before."""
    again, agreed = retested([(each.question, each.answer) for each in state.evidence])
    fitting = sum(not each.flagged for each in state.evidence)
    return Score(answers=len(state.evidence), fitting=fitting, again=again, agreed=agreed)


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


def insights(state: RolePlayState, context: Context) -> tuple[InsightsKept, ...]:
    """What the synthesis says, claim by claim, for whoever looks for it later."""
    if state.synthesis is None:
        return ()
    posted = {each.id: context.posted.get(each.id, "") for each in state.exchanges}
    return (InsightsKept(state.persona_id, state.persona_version, state.synthesis, posted),)


async def preview(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Where it would go and who would see it; posted only after another press."""
    if state.synthesis is None:
        return _said(state, say(NOTHING_TO_SHARE))
    if state.shared_at:
        return _said(state, say(ALREADY))
    state, name = state.named_notice("preview")
    shown = await _shown(state, incoming, context, name)
    return state.model_copy(update={"preview": name}), [shown]


async def choose(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Another channel was chosen in the preview."""
    if not state.preview or state.shared_at or not incoming.value:
        return state, []
    state, name = state.model_copy(update={"destination": incoming.value}).named_notice("chosen")
    return state, [await _shown(state, incoming, context, name, changes=state.preview)]


async def share(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Post it: once, however often the button is pressed."""
    persona, synthesis, channel = state.persona, state.synthesis, _destination(state, incoming)
    if state.shared_at:
        return _said(state, say(ALREADY))
    if not state.preview or synthesis is None or persona is None:
        return await preview(state, incoming, context)
    if not channel or await context.audience(channel, incoming.user) is None:
        return _said(state, say(CHOOSE if not channel else NOT_IN))
    shared = {
        "shared_at": f"{context.now.timestamp():.6f}",
        "shares": state.shares + 1,
        "destination": channel,
    }
    state, name = state.model_copy(update=shared).named_notice("shared")
    post = SharedSynthesis(
        name=_post(state),
        persona=persona,
        synthesis=synthesis,
        links=_links(state, context),
        channel=channel,
        thread=context.link(incoming.thread_ts or ""),
    )
    return state, [
        post,
        Notice(name, say(SHARED), ("undo",)),
        Outdated(f"{state.preview}-posted", state.preview, "posted"),
    ]


async def _shown(
    state: RolePlayState, incoming: Incoming, context: Context, name: str, changes: str = ""
) -> SynthesisPreview:
    assert state.persona is not None
    assert state.synthesis is not None
    channel = _destination(state, incoming)
    audience = await context.audience(channel, incoming.user) if channel else None
    return SynthesisPreview(
        name,
        state.persona,
        state.synthesis,
        _links(state, context),
        channel,
        people=audience.people if audience else None,
        outside=audience.outside if audience else 0,
        changes=changes,
    )


def _destination(state: RolePlayState, incoming: Incoming) -> str:
    """The channel that was chosen, else the one the interview is held in; none in a direct message."""
    return state.destination or ("" if incoming.direct else incoming.channel)


def undo(state: RolePlayState, context: Context) -> Change:
    """Take it back while it is fresh."""
    if not state.shared_at or context.now.timestamp() - float(state.shared_at) > UNDO_SECONDS:
        return _said(state, say(TOO_LATE))
    gone = TakenDown(f"{_post(state)}-gone", _post(state), state.destination)
    state, name = state.model_copy(update={"shared_at": ""}).named_notice("undone")
    return state, [gone, Notice(name, say(TAKEN_BACK))]


def _post(state: RolePlayState) -> str:
    return f"synthesis-in-channel-{state.shares}"


def _links(state: RolePlayState, context: Context) -> dict[str, str]:
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
