"""What sets the making of a persona going, stops it and takes it up again."""

from __future__ import annotations

from typing import Any, Literal

from flows.persona import finishing, hearing, material, progress
from flows.persona.hearing import brief_said, decision_said
from flows.persona.progress import Stepped
from flows.persona.state import Job, PersonaState, Phase, Start
from flows.persona.turn import PersonaTurn, Run, stepped
from flows.replies import Notice, Reply
from flows.stepping import elsewhere
from flows.wording import fixed, say
from personas.passages import last_material
from personas.request import addresses_in, how_many, objection, pages_chosen, without_addresses

STOPPED = fixed("Stopped. What was read and written so far is kept: “go on” finishes the card.")
LEFT_AS_IT_WAS = fixed("Stopped. The card stays as it was.")
TAKEN_IN = fixed("I take that in, and begin the card again with it.")
NO_SUCH = fixed("There is no such number; the list ends with {last}. Nothing was begun.")
NOT_NOW = fixed("A card is being made; once it stands there, say again which pages I should read.")
FACES_ENOUGH = fixed("There have been {most} pictures of this persona, and the last one stays.")
MOST_FACES = 12
IN_A_THREAD = fixed("{name} gets a thread of their own.")
IN_A_THREAD_ALREADY = fixed("{name} has a thread already. Nothing was begun.")


async def begin_making(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """With the brief and whatever files came along; what is said while a card is made joins it."""
    state, batch = turn["state"].without_sample(), turn["incoming"]
    under_way, said = state.job, brief_said(state, batch)
    brief = "\n".join(filter(None, (state.brief, said))) if under_way else said or state.brief
    files = (*(under_way.files if under_way else ()), *(file for each in batch for file in each.attached))
    pages = (*(under_way.pages if under_way else ()), *(page for each in batch for page in addresses_in(each.said)))
    replies: list[Reply] = []
    if under_way is not None:
        state, name = state.named_notice("taken-in")
        replies += [*progress.plan_left(state), Notice(name, say(TAKEN_IN))]
    job = Job(key=batch[0].key, asker=batch[0].user, files=files, pages=pages)
    known = {"brief": brief[:4000], "decision": decision_said(batch) or state.decision}
    begun = progress.begun(state.model_copy(update=known), job, runtime.context)
    begun = material.asking(begun, batch, runtime.context)
    return {**stepped(begun, batch[0]), "replies": [*replies, *begun.replies]}


async def begin_proposing(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Nobody is described: who is worth meeting is looked for in the material."""
    state, batch = turn["state"], turn["incoming"]
    said = " ".join(each.said for each in batch)
    files = tuple(file for each in batch for file in each.attached)
    pages = tuple(page for each in batch for page in addresses_in(each.said))
    job = Job(key=batch[0].key, asker=batch[0].user, wants="proposals", many=how_many(said), files=files, pages=pages)
    known = {"brief": without_addresses(said)[:4000], "decision": decision_said(batch) or state.decision}
    begun = progress.begun(state.model_copy(update=known), job, runtime.context)
    return stepped(material.asking(begun, batch, runtime.context), batch[0])


async def decide(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """The team says what it has to decide: the questions are made for that."""
    state, batch = turn["state"], turn["incoming"]
    state = state.model_copy(update={"decision": decision_said(batch)})
    job = Job(key=batch[0].key, asker=batch[0].user, wants="guide")
    return stepped(progress.begun(state, job, runtime.context), batch[0])


async def draw_again(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Another picture is wanted."""
    state, first = turn["state"], turn["incoming"][0]
    if state.faces >= MOST_FACES:
        return _told(state, say(FACES_ENOUGH, most=MOST_FACES))
    job = Job(key=first.key, asker=first.user, wants="face")
    return stepped(progress.begun(state, job, runtime.context), first)


async def make_proposed(turn: PersonaTurn) -> dict[str, Any]:
    """One of those that were proposed gets a thread of its own."""
    state, first = turn["state"], turn["incoming"][0]
    said = (first.action or "").rpartition("_")[2] if first.kind == "press" else str(hearing.proposal_said(first.said))
    number = int(said) if said.isdecimal() else 0
    if not 1 <= number <= len(state.proposed):
        return _told(state, say(NO_SUCH, last=len(state.proposed)))
    brief = state.proposed[number - 1]
    start = Start(brief=brief, decision=state.decision, passages=state.passages, given=state.given)
    called = start.brief.partition(",")[0]
    if number in state.met:
        return _told(state, say(IN_A_THREAD_ALREADY, name=called))
    begun = elsewhere(f"proposal:{number}:{first.key}", first, "persona", value=start.model_dump_json())
    state, name = state.model_copy(update={"met": (*state.met, number)}).named_notice("proposal")
    return {"state": state, "replies": [Notice(name, say(IN_A_THREAD, name=called))], "next": (begun,)}


async def read_more(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Those pages of the site that somebody chose."""
    state, first = turn["state"], turn["incoming"][0]
    numbers = () if first.kind == "press" else pages_chosen(first.said) or ()
    pages = tuple(each.url for place, each in enumerate(state.offered, 1) if (not numbers or place in numbers))
    if state.phase is Phase.MAKING:
        return _told(state, say(NOT_NOW))
    if not pages:
        return _told(state, say(NO_SUCH, last=len(state.offered)))
    wants: Literal["card", "proposals"] = (
        "card" if state.persona or (state.brief and not state.proposed) else "proposals"
    )
    job = Job(key=first.key, asker=first.user, wants=wants, pages=pages, confirmed=True)
    begun = progress.begun(state, job, runtime.context)
    return stepped(material.noting(begun, pages, first.user, runtime.context), first)


async def adopt(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Another thread hands on a brief with its material, or a whole card."""
    first = turn["incoming"][0]
    start = Start.model_validate_json(first.value or "{}")
    # What is read here later is numbered after what was handed on.
    materials = last_material(start.passages)
    handed_on = {"brief": start.brief, "decision": start.decision, "passages": start.passages, "materials": materials}
    state = turn["state"].model_copy(update={**handed_on, "given": start.given, "segment": start.segment})
    if start.persona is not None:
        state = state.model_copy(update={"taken_from": start.taken_from, "by_hand": start.by_hand})
        return stepped(await finishing.shown(state, start.persona, first.user, runtime.context), first)
    if refused := objection(start.brief):
        return _told(state.model_copy(update={"phase": Phase.WAITING, "brief": ""}), say(refused))
    return stepped(progress.begun(state, Job(key=first.key, asker=first.user), runtime.context), first)


async def stop_making(turn: PersonaTurn) -> dict[str, Any]:
    """What was paid for is kept."""
    state = turn["state"]
    assert state.job is not None
    if not state.plan:
        return _told(state.model_copy(update={"phase": Phase.MADE, "job": None}), say(LEFT_AS_IT_WAS))
    job = state.job.model_copy(update={"stopped": True, "steps": state.job.steps + 1})
    left = progress.plan_left(state)
    state, name = state.model_copy(update={"phase": Phase.WAITING, "job": job, "plan": ""}).named_notice("stopped")
    return {"state": state, "replies": [*left, Notice(name, say(STOPPED), ("resume",))]}


async def go_on(turn: PersonaTurn) -> dict[str, Any]:
    state = turn["state"]
    assert state.job is not None
    job = state.job.model_copy(update={"stopped": False, "steps": state.job.steps + 1})
    state, name = state.model_copy(update={"phase": Phase.MAKING, "job": job}).named_notice("plan")
    state = state.model_copy(update={"plan": name})
    return stepped(Stepped(state, (progress.plan(state),)), turn["incoming"][0])


def _told(state: PersonaState, words: str) -> dict[str, Any]:
    state, name = state.named_notice("told")
    return {"state": state, "replies": [Notice(name, words)]}
