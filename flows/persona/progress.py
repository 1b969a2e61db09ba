"""How far the making of a persona has come: the row of the next step, and the plan people see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from flows.persona.expense import forecast
from flows.persona.state import Job, PersonaState, Phase, Stage
from flows.persona_replies import Plan, Task
from flows.records import Record
from flows.replies import Notice, Reply
from flows.runtime import Context, Incoming
from flows.stepping import step_row
from flows.wording import fixed, say

TITLES: dict[Stage, str] = {
    Stage.READ: fixed("Read the material"),
    Stage.PROPOSE: fixed("Look for people worth meeting"),
    Stage.WRITE: fixed("Write the card"),
    Stage.CHECK: fixed("Hold each line against its source"),
    Stage.ASK: fixed("Prepare the questions"),
    Stage.DRAW: fixed("Draw the face"),
}


@dataclass(frozen=True)
class Stepped:
    """What a step led to."""

    state: PersonaState
    replies: tuple[Reply, ...] = ()
    records: tuple[Record, ...] = ()


def stages(job: Job) -> tuple[Stage, ...]:
    """The steps of that job, in their order."""
    if job.wants == "proposals":
        return (Stage.READ, Stage.PROPOSE)
    if job.wants == "guide":
        return (Stage.ASK,)
    if job.wants == "face":
        return (Stage.DRAW,)
    return (Stage.READ, Stage.WRITE, Stage.CHECK, Stage.ASK, Stage.DRAW)


def begun(state: PersonaState, job: Job, context: Context) -> Stepped:
    """The job is on its way; a plan shows how far, where there is more than one step, and what it will cost."""
    first = next(stage for stage in stages(job) if stage is not Stage.READ or job.files or job.pages)
    job = job.model_copy(update={"stage": first})
    state = state.model_copy(update={"phase": Phase.MAKING, "job": job, "offered": (), "plan": ""})
    cost = forecast(state, job, stages(job), context)
    if len(stages(job)) == 1:
        state, name = state.named_notice("cost")
        return Stepped(state, (Notice(name, cost),) if cost else ())
    state, name = state.named_notice("plan")
    state = state.model_copy(update={"plan": name})
    return Stepped(state, (replace(plan(state), cost=cost),))


def following(state: PersonaState, incoming: Incoming) -> tuple[Incoming, ...]:
    """The inbox row of the next step; none where nothing is being made."""
    job = state.job
    if job is None or job.stopped or state.phase is not Phase.MAKING:
        return ()
    at = f"{job.key}:{job.steps}"
    return (step_row(incoming, key=f"make:{at}", user=job.asker, value=at),)


def is_due(state: PersonaState, incoming: Incoming) -> bool:
    """Whether this row is the step that comes next: one that was put off by what people said is not."""
    job = state.job
    return job is not None and not job.stopped and incoming.value == f"{job.key}:{job.steps}"


def going_on(state: PersonaState, job: Job, **changed: object) -> PersonaState:
    """With the job as far as it has come."""
    return state.model_copy(update={"job": job.model_copy(update=changed)})


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
    finished, proposals = state.job is None, job.wants == "proposals"
    about = _proposed(state, finished) if proposals else _persona(state)
    kind: Literal["persona", "proposals"] = "proposals" if proposals else "persona"
    return Plan(name, tasks, about, kind, finished=finished, changes=changes)


def _persona(state: PersonaState) -> str:
    persona = state.persona if state.job is None else state.job.draft
    return f"{persona.name}, {persona.occupation}" if persona else state.brief


def _proposed(state: PersonaState, finished: bool) -> str:
    return ", ".join(each.partition(",")[0] for each in state.proposed) if finished else ""


def plan_left(state: PersonaState) -> tuple[Plan, ...]:
    """The plan that stands in the thread, if one does, leads nowhere any more."""
    return (Plan(f"{state.plan}/left", (), state.brief, stopped=True, changes=state.plan),) if state.plan else ()
