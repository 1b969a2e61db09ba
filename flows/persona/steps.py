"""The steps in which a card comes into being: material read, written, held against its sources, questions prepared.

Each step is an inbox row of its own and one turn: what people say slips in between, and what a step has paid for is
kept before the next begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from errors import ModelRefused, ModelRubbish, SegueError
from flows.llm.persona_tasks import WRITE_GUIDE, WRITE_PERSONA, GuideInputs, PersonaInputs
from flows.llm.rehearsal.personas.write_guide import write_guide as guide_by_rule
from flows.llm.rehearsal.personas.write_persona import write_persona as persona_by_rule
from flows.persona.drafting import card_of, guide_of
from flows.persona.state import Job, PersonaState, Phase, Stage
from flows.persona_replies import PersonaCard, Plan, Task, WholeCard
from flows.records import PersonaKept, Record
from flows.replies import Notice, Reply
from flows.runtime import LAST, Context, Incoming
from flows.wording import fixed, say
from personas.avatar import drawn, key_of, may_wear_a_beard
from personas.grounding import grounded_card
from personas.schema import Persona

STEP = "step"
TITLES: dict[Stage, str] = {
    Stage.READ: fixed("Read the material"),
    Stage.PROPOSE: fixed("Look for people worth meeting"),
    Stage.WRITE: fixed("Write the card"),
    Stage.CHECK: fixed("Hold each line against its source"),
    Stage.ASK: fixed("Prepare the questions"),
}
DOING: dict[Stage, str] = {
    Stage.READ: fixed("is reading the material…"),
    Stage.PROPOSE: fixed("is looking for people worth meeting…"),
    Stage.WRITE: fixed("is writing the card…"),
    Stage.CHECK: fixed("is holding each line against its source…"),
    Stage.ASK: fixed("is preparing the questions…"),
}
NOT_READ = fixed("{name} could not be read: {why} The card is made without it.")


@dataclass(frozen=True)
class Stepped:
    """What a step led to."""

    state: PersonaState
    replies: tuple[Reply, ...] = ()
    records: tuple[Record, ...] = ()


def stages(job: Job) -> tuple[Stage, ...]:
    if job.wants == "proposals":
        return (Stage.READ, Stage.PROPOSE)
    return (Stage.READ, Stage.WRITE, Stage.CHECK, Stage.ASK)


def begun(state: PersonaState, job: Job) -> Stepped:
    """The job is on its way; a plan shows how far."""
    first = Stage.READ if job.files or job.pages else stages(job)[1]
    job = job.model_copy(update={"stage": first})
    state = state.model_copy(update={"phase": Phase.MAKING, "job": job, "offered": ()})
    state, name = state.named_notice("plan")
    state = state.model_copy(update={"plan": name})
    return Stepped(state, (plan(state),))


def following(state: PersonaState, incoming: Incoming) -> tuple[Incoming, ...]:
    """The inbox row of the next step; none where nothing is being made."""
    job = state.job
    if job is None or job.stopped or state.phase is not Phase.MAKING:
        return ()
    step = Incoming(
        key=f"make:{job.key}:{job.steps}",
        team=incoming.team,
        kind="schedule",
        channel=incoming.channel,
        ts=LAST,
        user=job.asker,
        thread_ts=incoming.thread_ts,
        direct=incoming.direct,
        action=STEP,
        value=f"{job.key}:{job.steps}",
    )
    return (step,)


def is_due(state: PersonaState, incoming: Incoming) -> bool:
    """Whether this row is the step that comes next: one that was put off by what people said is not."""
    job = state.job
    return job is not None and not job.stopped and incoming.value == f"{job.key}:{job.steps}"


async def stepped(state: PersonaState, context: Context) -> Stepped:
    """One step. Raises ModelError when no model is there: the same step is taken again later."""
    job = state.job
    assert job is not None
    context.step(say(DOING[job.stage]))
    done = await STEPS[job.stage](state, job, context)
    state = done.state
    if state.job is not None:
        state = state.model_copy(update={"job": state.job.model_copy(update={"steps": job.steps + 1})})
    return Stepped(state, (plan(state, job), *done.replies), done.records)


def plan(state: PersonaState, before: Job | None = None) -> Plan:
    """How far it has come; with `before`, the plan that stands in the thread is changed."""
    job = state.job or before
    assert job is not None
    order = stages(job)
    at = order.index(job.stage) if state.job is not None else len(order)
    tasks = tuple(
        Task(say(TITLES[stage]), "complete" if place < at else "in_progress" if place == at else "pending")
        for place, stage in enumerate(order)
        if stage is not Stage.READ or state.materials or job.files or job.pages
    )
    changes = state.plan if before is not None else ""
    name = f"{state.plan}/{before.steps + 1}" if before is not None else state.plan
    persona = state.persona if state.job is None else state.job.draft
    about = f"{persona.name}, {persona.occupation}" if persona else state.brief
    return Plan(name, tasks, about, finished=state.job is None, changes=changes)


def plan_left(state: PersonaState) -> Plan:
    """The plan that stands in the thread leads nowhere any more."""
    assert state.job is not None
    return Plan(f"{state.plan}/left", (), state.brief, stopped=True, changes=state.plan)


async def _read(state: PersonaState, job: Job, context: Context) -> Stepped:
    """One file. What cannot be read is said, and does not hold up the rest."""
    replies: tuple[Reply, ...] = ()
    file, *rest = job.files
    try:
        found = await context.read_file(file, state.materials + 1)
        state = state.with_material(found, state.brief)
    except SegueError as error:
        state, name = state.named_notice("unread")
        replies = (Notice(name, say(NOT_READ, name=file.name, why=error.happened)),)
    stage = job.stage if rest else stages(job)[1]
    return Stepped(_with(state, job, files=tuple(rest), stage=stage), replies)


async def _write(state: PersonaState, job: Job, context: Context) -> Stepped:
    inputs = PersonaInputs(brief=state.brief, passages=state.passages)
    try:
        draft = await context.model.run(WRITE_PERSONA, inputs)
    except (ModelRubbish, ModelRefused):
        draft = persona_by_rule(inputs)
    return Stepped(_with(state, job, draft=card_of(draft, state.brief), stage=Stage.CHECK))


async def _check(state: PersonaState, job: Job, context: Context) -> Stepped:
    """What its source does not carry becomes an assumption, and is marked so."""
    assert job.draft is not None
    return Stepped(_with(state, job, draft=grounded_card(job.draft, state.passages), stage=Stage.ASK))


async def _ask(state: PersonaState, job: Job, context: Context) -> Stepped:
    """The question guide; with it the card is whole."""
    assert job.draft is not None
    inputs = GuideInputs(persona=job.draft, decision="")
    try:
        guide = await context.model.run(WRITE_GUIDE, inputs)
    except (ModelRubbish, ModelRefused):
        guide = guide_by_rule(inputs)
    return await shown(state, job.draft.model_copy(update={"guide": guide_of(guide)}), job.asker, context)


async def shown(state: PersonaState, persona: Persona, changed_by: str, context: Context) -> Stepped:
    """The card stands in the thread and in the library, as a new version."""
    number = state.cards + 1
    name, seed = f"card-{number}", f"{context.conversation} {persona.name}"
    picture = b"" if state.face else await asyncio.to_thread(drawn, seed, beard=may_wear_a_beard(persona))
    made = {"persona": persona, "cards": number, "card": name, "phase": Phase.MADE, "job": None}
    state = state.model_copy(update={**made, "face": state.face or key_of(picture)})
    kept = PersonaKept(persona, state.passages, changed_by, number, state.face, picture)
    return Stepped(state, (card(state, name, context),), (kept,))


def card(state: PersonaState, name: str, context: Context, changes: str = "") -> PersonaCard:
    assert state.persona is not None
    return PersonaCard(
        name=name,
        persona=state.persona,
        rehearsing=context.model.rehearses,
        face=context.face_url(state.face),
        archived=state.archived,
        changes=changes,
    )


def whole(state: PersonaState, name: str) -> WholeCard:
    assert state.persona is not None
    cited = {source.ref for each in state.persona.statements for source in each.sources if source.ref}
    return WholeCard(name, state.persona, {each.id: each for each in state.passages if each.id in cited})


def _with(state: PersonaState, job: Job, **changed: object) -> PersonaState:
    return state.model_copy(update={"job": job.model_copy(update=changed)})


STEPS: dict[Stage, Callable[[PersonaState, Job, Context], Awaitable[Stepped]]] = {
    Stage.READ: _read,
    Stage.WRITE: _write,
    Stage.CHECK: _check,
    Stage.ASK: _ask,
}
