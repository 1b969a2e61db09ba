"""The steps in which a card comes into being: material read, written, held against its sources, questions prepared.

Each step is an inbox row of its own and one turn: what people say slips in between, and what a step has paid for is
kept before the next begins.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from errors import ModelRefused, ModelRubbish, SegueError
from flows.llm.persona_tasks import (
    JUDGE_SUPPORT,
    PROPOSE_PERSONAS,
    WRITE_PERSONA,
    PersonaInputs,
    ProposalDraft,
    ProposeInputs,
    SupportInputs,
)
from flows.llm.rehearsal.personas.propose_personas import propose_personas as proposed_by_rule
from flows.llm.rehearsal.personas.write_persona import write_persona as persona_by_rule
from flows.origins import id_of
from flows.persona import material
from flows.persona.drafting import card_of
from flows.persona.finishing import draw, offering
from flows.persona.guide import ask
from flows.persona.progress import Stepped, going_on, plan, plan_left, stages
from flows.persona.state import Job, PersonaState, Phase, Stage
from flows.persona_replies import Plan, Proposal, ProposalsCard
from flows.replies import Notice, Reply
from flows.runtime import Context, Sheet
from flows.wording import fixed, say
from interviews.language import folded
from personas.ages import age_said
from personas.grounding import grounded_card, judged, pairs
from personas.likeness import repeated, repeats
from personas.names import named
from personas.passages import Portion, by_id, facts_of
from personas.request import CHILD, REAL, UNFIT, objection, objection_to_card
from personas.schema import Persona
from personas.stereotypes import cliches, without_cliches

DOING: dict[Stage, str] = {
    Stage.READ: fixed("is reading the material…"),
    Stage.PROPOSE: fixed("is looking for people worth meeting…"),
    Stage.WRITE: fixed("is writing the card…"),
    Stage.CHECK: fixed("is holding each line against its source…"),
    Stage.ASK: fixed("is preparing the questions…"),
    Stage.DRAW: fixed("is drawing the face…"),
}
LEFT_OUT = (
    fixed("One line was left off the card, because it hung a trait on a group of people."),
    fixed("{count} lines were left off the card, because they hung a trait on a group of people."),
)
LIKE = fixed("This is much like {name}, whom you have already.")
MOST_OTHERS = 20
REFUSED = fixed(
    "My language model would not write this persona, so nothing was made. I can make an invented adult who uses what "
    "you offer: who would that be?"
)
DECLINED = {"real person": fixed(REAL), "child": fixed(CHILD), "advice or hatred": fixed(UNFIT)}
IN_PART = {
    "pages": fixed(
        "{name} is long: I read the first {read} of {of} pages. A file with those that matter is read whole."
    ),
    "slides": fixed(
        "{name} is long: I read the first {read} of {of} slides. A file with those that matter is read whole."
    ),
    "rows": fixed("{name} is long: I read the first {read} of {of} rows. A file with those that matter is read whole."),
    "characters": fixed("{name} is long: I read the first {percent} % of it. A file with what matters is read whole."),
}
NOT_READ = fixed("{name} could not be read: {why} The card is made without it.")


async def stepped(state: PersonaState, context: Context) -> Stepped:
    """One step. Raises ModelError when no model is there: the same step is taken again later."""
    job = state.job
    assert job is not None
    context.step(say(DOING[job.stage]))
    done = await STEPS[job.stage](state, job, context)
    state = done.state
    if state.job is not None:
        state = state.model_copy(update={"job": state.job.model_copy(update={"steps": job.steps + 1})})
    left = any(isinstance(each, Plan) for each in done.replies)
    shown = (plan(state, job),) if state.plan and not left else ()
    return Stepped(state, (*shown, *done.replies), done.records)


async def _read(state: PersonaState, job: Job, context: Context) -> Stepped:
    """One file or page. What cannot be read is said, and does not hold up the rest."""
    number, files, pages = state.materials + 1, job.files[1:], job.pages
    try:
        if job.files:
            name = job.files[0].name
            sheet = await context.read_file(job.files[0], number)
            state = material.read(state.with_material(sheet.passages, state.brief), id_of(job.files[0]), number)
        else:
            (name, *rest), pages = job.pages, job.pages[1:]
            sheet = await context.read_page(name, number)
            state = material.read(_with_page(state, job, name, sheet, rest), name, number)
        state, replies = _in_part(state, name, sheet.portion)
    except SegueError as error:
        state, notice = state.named_notice("unread")
        replies = (Notice(notice, say(NOT_READ, name=name, why=error.happened)),)
    stage = job.stage if files or pages else stages(job)[1]
    return Stepped(going_on(state, job, files=files, pages=pages, stage=stage), replies)


def _in_part(state: PersonaState, name: str, portion: Portion | None) -> tuple[PersonaState, tuple[Reply, ...]]:
    """What of a long file was left unread is said."""
    if portion is None:
        return state, ()
    state, notice = state.named_notice("in-part")
    values = {"read": f"{portion.read:,}", "of": f"{portion.of:,}", "percent": 100 * portion.read // portion.of}
    return state, (Notice(notice, say(IN_PART[portion.unit], name=name, **values)),)


def _with_page(state: PersonaState, job: Job, address: str, sheet: Sheet, rest: Sequence[str]) -> PersonaState:
    """With its passages; where it leads to is asked about later, unless these pages were chosen already."""
    state = state.with_material(sheet.passages, state.brief)
    known = {*state.read, address, *rest}
    offered = () if job.confirmed else tuple(each for each in sheet.links if each.url not in known)
    return state.model_copy(update={"read": (*state.read, address), "offered": offered or state.offered})


async def _write(state: PersonaState, job: Job, context: Context) -> Stepped:
    others = tuple(f"{each.name}, {each.occupation}" for each in await context.library.others())[:MOST_OTHERS]
    inputs = PersonaInputs(brief=state.brief, passages=state.passages, others=others, faults=job.faults)
    try:
        draft = await context.model.run(WRITE_PERSONA, inputs)
    except ModelRubbish:
        draft = persona_by_rule(inputs)
    except ModelRefused:
        return _declined(state, REFUSED)
    card = card_of(draft, state.brief)
    if refused := DECLINED.get(draft.declines) or objection_to_card(card):
        return _declined(state, refused)
    return Stepped(going_on(state, job, draft=card, stage=Stage.CHECK))


def _declined(state: PersonaState, refused: str) -> Stepped:
    """No card of this one; a card that is there already stays."""
    left = {
        "job": None,
        "phase": Phase.MADE if state.persona else Phase.WAITING,
        "brief": state.persona.brief if state.persona else "",
        "plan": "",
    }
    after, name = state.model_copy(update=left).named_notice("declined")
    return Stepped(after, (*plan_left(state), Notice(name, say(refused))))


async def _check(state: PersonaState, job: Job, context: Context) -> Stepped:
    """What its source does not carry becomes an assumption; a cliché, or somebody we know, is written once more."""
    assert job.draft is not None
    card = _of_segment(grounded_card(job.draft, state.passages), state)
    known = repeats(card, await context.library.others())
    faults = (*cliches(card), *([repeated(known)] if known else []))
    if faults and not job.rewritten and not context.model.rehearses:
        return Stepped(going_on(state, job, faults=faults, rewritten=True, stage=Stage.WRITE))
    card, left_out = without_cliches(card)
    card = await _judged(card, state, context)
    notes = [say(LEFT_OUT[left_out != 1], count=left_out)] if left_out else []
    if known:
        notes.append(say(LIKE, name=known.name))
    state = going_on(state, job, draft=card, stage=Stage.ASK)
    if not notes:
        return Stepped(state)
    state, name = state.named_notice("checked")
    return Stepped(state, (Notice(name, " ".join(notes)),))


def _of_segment(card: Persona, state: PersonaState) -> Persona:
    """Whoever rests on facts of a file stands for the segment they are of, and is of no age that the file has not."""
    rests = any(each.counted for each in card.statements)
    facts = [each.fact for each in facts_of(state.passages) if each.fact is not None]
    aged = not facts or any(each.meaning == "age" for each in facts)
    age_band = card.age_band if aged else age_said(state.brief)
    return card.model_copy(update={"segment": state.segment if rests else None, "age_band": age_band})


async def _judged(card: Persona, state: PersonaState, context: Context) -> Persona:
    """Asked second, of what the check by rule left: whether the passage carries the statement."""
    asked = pairs(card, state.passages)
    if not asked:
        return card
    try:
        verdicts = await context.model.run(JUDGE_SUPPORT, SupportInputs(pairs=asked))
    except (ModelRubbish, ModelRefused):
        return card
    return judged(card, verdicts.on(asked))


async def _propose(state: PersonaState, job: Job, context: Context) -> Stepped:
    """Three to five who differ, each with why; who may not be made is not proposed."""
    others = tuple(f"{each.name}, {each.occupation}" for each in await context.library.others())[:MOST_OTHERS]
    inputs = ProposeInputs(said=state.brief, many=job.many, passages=state.passages, others=others)
    try:
        drafts = (await context.model.run(PROPOSE_PERSONAS, inputs)).proposals
    except (ModelRubbish, ModelRefused):
        drafts = proposed_by_rule(inputs).proposals
    # A model none of whose proposals may be made leaves nothing to choose from.
    proposals = _may_be_made(drafts, state, job.many) or _may_be_made(
        proposed_by_rule(inputs).proposals, state, job.many
    )
    briefs = tuple(f"{each.name}, {each.who}" for each in proposals)
    proposed = {"job": None, "phase": Phase.WAITING, "proposed": briefs, "met": ()}
    state, name = state.model_copy(update=proposed).named_notice("proposals")
    return offering(Stepped(state, (ProposalsCard(name, proposals, context.model.rehearses),)))


def _may_be_made(drafts: Sequence[ProposalDraft], state: PersonaState, many: int) -> tuple[Proposal, ...]:
    known = by_id(state.passages)
    return tuple(
        Proposal(
            name=named(each.name),
            who=folded(each.who)[:300],
            why=folded(each.why)[:300],
            places=tuple(f"{known[ref].title}, {known[ref].place}" for ref in each.passages if ref in known)[:2],
        )
        for each in drafts
        if named(each.name) and each.who.strip() and not objection(f"{each.name}, {each.who}")
    )[:many]


STEPS: dict[Stage, Callable[[PersonaState, Job, Context], Awaitable[Stepped]]] = {
    Stage.READ: _read,
    Stage.PROPOSE: _propose,
    Stage.WRITE: _write,
    Stage.CHECK: _check,
    Stage.ASK: ask,
    Stage.DRAW: draw,
}
