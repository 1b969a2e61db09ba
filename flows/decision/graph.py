"""A decision, or a segmentation: proposed, adopted by somebody, resting on what was learned, retired one day.

The edges stand at the end. Nothing is adopted on its own: a person says so, or presses the button.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langgraph.runtime import Runtime
from pydantic import BaseModel
from typing_extensions import TypedDict

from flows.decision.hearing import meant
from flows.decision.state import DecisionState, Phase, Proposal
from flows.memory_replies import BasisLine, DecisionCard, DecisionsShown
from flows.one_step import OneStep
from flows.records import DecisionKept, Record
from flows.replies import Notice, Reply
from flows.runtime import Context, Flow, Incoming, Outcome, Status
from flows.wording import fixed, say
from studies.decisions import Kind, State, asks_which, decision_said, owner_said, rests_on_words, rests_said
from studies.learned import Insight, Origin
from studies.matching import holding, sharing

MOST_BASIS = 5
HOW = fixed(
    "“adopt” puts it in force, “retire” ends it. “rests on 1, 3” says on which of what was learned it stands, "
    "“owner” and a name whom to ask. “which segmentation counts?” is answered anywhere I am."
)
NO_SUCH = fixed(
    "The card lists {most} to choose from; nothing was changed. Others are found by their words: "
    "“rests on help desk calls”."
)
NONE_LISTED = fixed(
    "The card lists nothing yet that it may rest on. Name words of what was learned, such as "
    "“rests on help desk calls”, and I look it up."
)
NONE_HOLDS = fixed(
    "Nothing that was learned here holds all of “{words}”; nothing was changed. Try one or two words of it, "
    "or find them with “/segue search”."
)
WHICH = fixed("The card lists what was learned with these words. Which of them? “rests on {first}” chooses one.")
WHAT = fixed(
    "Which decision is meant? Write that in the thread below its card. “we decided to …” keeps a new one, "
    "“proposal: …” one that is still open."
)
NONE_YET = fixed(
    "No decision is kept in this channel yet. “we decided to …” keeps one; “rests on 1, 3” is then said in its thread."
)


class DecisionTurn(TypedDict):
    state: DecisionState
    incoming: tuple[Incoming, ...]
    replies: list[Reply]
    records: list[Record]
    next: list[Incoming]


async def begin(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """Somebody says what was decided, or proposes something."""
    first, context = turn["incoming"][0], runtime.context
    found = decision_said(first.said)
    assert found is not None
    told = {"text": found[0], "owner": first.user, "made_by": first.user, "created_at": context.now.timestamp()}
    state = turn["state"].model_copy(update=told)
    state = state.model_copy(update={"near": await _near(state.text, first, context)})
    return await _moved(state, found[1], first, context)


async def propose(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """A segmentation comes from an interview."""
    first, context = turn["incoming"][0], runtime.context
    proposal = Proposal.model_validate_json(first.value or "{}")
    told = {
        "kind": Kind.SEGMENTATION,
        "text": proposal.text,
        "parts": proposal.parts,
        "source": proposal.link,
        "interview": proposal.interview,
        "summary": proposal.summary,
        "owner": first.user,
        "made_by": first.user,
        "created_at": context.now.timestamp(),
    }
    state = turn["state"].model_copy(update=told)
    words = " ".join(f"{each.name} {each.rule}" for each in proposal.parts)
    state = state.model_copy(update={"near": await _near(words, first, context)})
    return await _moved(state, State.PROPOSED, first, context)


async def adopt(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """In force from now on; a segmentation takes the place of the one before, which hears of it with the commit."""
    first, context = turn["incoming"][0], runtime.context
    state = turn["state"].model_copy(update={"owner": turn["state"].owner or first.user})
    return await _moved(state, State.ADOPTED, first, context)


async def retire(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    return await _moved(turn["state"], State.RETIRED, turn["incoming"][0], runtime.context)


async def rest_on(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """What it stands on, by the numbers of the card or by words of what was learned."""
    state, first = turn["state"], turn["incoming"][0]
    if words := rests_on_words(first.said):
        return await _found(state, words, first, runtime.context)
    numbers = rests_said(first.said) or ()
    if any(not 1 <= each <= len(state.near) for each in numbers):
        return _said(state, say(NO_SUCH, most=len(state.near)) if state.near else say(NONE_LISTED))
    chosen = tuple(state.near[each - 1] for each in numbers)
    return await _shown(state.model_copy(update={"rests_on": chosen}), first, runtime.context)


async def _found(state: DecisionState, words: str, first: Incoming, context: Context) -> dict[str, Any]:
    """Only one holds the words: it rests on that too. Several: the card lists them, and somebody chooses."""
    found = [each.id for each in holding(words, await _learned(first, context), MOST_BASIS)]
    if not found:
        return _said(state, say(NONE_HOLDS, words=words))
    near = tuple(dict.fromkeys((*state.near, *found)))
    rests_on = tuple(dict.fromkeys((*state.rests_on, *found))) if len(found) == 1 else state.rests_on
    shown = await _shown(state.model_copy(update={"near": near, "rests_on": rests_on}), first, context)
    if len(found) == 1:
        return shown
    asked = _said(shown["state"], say(WHICH, first=near.index(found[0]) + 1))
    return {**shown, "state": asked["state"], "replies": [*shown["replies"], *asked["replies"]]}


async def give(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """Somebody else answers for it."""
    first = turn["incoming"][0]
    state = turn["state"].model_copy(update={"owner": owner_said(first.text)})
    return await _shown(state, first, runtime.context)


async def answer_which(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """Which one counts, of those that were made here."""
    state, first = turn["state"], turn["incoming"][0]
    kind = Kind(asks_which(first.said))
    all_of_it = [each for each in await runtime.context.memory.decisions() if each.kind is kind]
    state, name = state.named_notice()
    phase = Phase.ANSWERED if state.phase is Phase.NEW else state.phase
    shown = DecisionsShown(
        name,
        kind,
        in_force=tuple(each for each in all_of_it if each.state is State.ADOPTED),
        proposed=tuple(each for each in all_of_it if each.state is State.PROPOSED),
        retired=tuple(each for each in all_of_it if each.state is State.RETIRED)[:1],
        names=await runtime.context.names(sorted({each.owner for each in all_of_it if each.owner})),
    )
    return {"state": state.model_copy(update={"phase": phase}), "replies": [shown]}


async def say_how(turn: DecisionTurn, runtime: Runtime[Context]) -> dict[str, Any]:
    """Also to whoever means a decision where none was begun: that is all, nothing stays open."""
    state = turn["state"]
    if state.phase not in (Phase.NEW, Phase.ANSWERED):
        return _said(state, say(HOW))
    text = say(WHAT if await runtime.context.memory.decisions() else NONE_YET)
    return _said(state.model_copy(update={"phase": Phase.ANSWERED}), text)


async def keep_quiet(turn: DecisionTurn) -> dict[str, Any]:
    return {}


def enter(turn: DecisionTurn) -> str:
    return meant(turn["state"], turn["incoming"][0])


async def _near(text: str, first: Incoming, context: Context) -> tuple[str, ...]:
    """Ids of what was learned here that speaks of the same, the nearest first."""
    return tuple(each.id for each in sharing(text, await _learned(first, context), MOST_BASIS))


async def _learned(first: Incoming, context: Context) -> list[Insight]:
    """What was learned, as far as it was said in this channel."""
    seen = (each.seen_in(frozenset({first.channel})) for each in await context.memory.insights())
    return [each for each in seen if each is not None]


async def _basis(state: DecisionState, first: Incoming, context: Context) -> tuple[BasisLine, ...]:
    """As it reads now: words that were erased since are on no card that is drawn anew."""
    now = {each.id: each for each in await _learned(first, context)} if state.near else {}
    return tuple(
        BasisLine(number, now[id].text, _is_invented(now[id]), id in state.rests_on)
        for number, id in enumerate(state.near, 1)
        if id in now
    )


def _is_invented(insight: Insight) -> bool:
    return insight.sources(Origin.TEAM, Origin.DATA) == 0


async def _moved(state: DecisionState, to: State, first: Incoming, context: Context) -> dict[str, Any]:
    now = context.now.timestamp()
    dates: dict[State, dict[str, Any]] = {
        State.ADOPTED: {"decided_at": now, "retired_at": None},
        State.RETIRED: {"retired_at": now},
    }
    return await _shown(state.model_copy(update={"phase": Phase(to.value), **dates.get(to, {})}), first, context)


async def _shown(state: DecisionState, first: Incoming, context: Context) -> dict[str, Any]:
    """The card as it stands now, and the decision as it is kept."""
    card = DecisionCard(
        name=f"decision/{state.cards}" if state.cards else "decision",
        kind=state.kind,
        text=state.text,
        state=State(state.phase.value),
        owner=state.owner,
        date=state.retired_at or state.decided_at or state.created_at,
        parts=state.parts,
        source=state.source,
        basis=await _basis(state, first, context),
        changes="decision" if state.cards else "",
    )
    kept = DecisionKept(
        kind=state.kind,
        text=state.text,
        state=State(state.phase.value),
        owner=state.owner,
        made_by=state.made_by,
        created_at=state.created_at,
        decided_at=state.decided_at,
        retired_at=state.retired_at,
        insights=state.rests_on,
    )
    return {"state": state.model_copy(update={"cards": state.cards + 1}), "replies": [card], "records": [kept]}


def _said(state: DecisionState, text: str) -> dict[str, Any]:
    state, name = state.named_notice()
    return {"state": state, "replies": [Notice(name, text)]}


NODES: Mapping[str, Any] = {
    "begin": begin,
    "propose": propose,
    "adopt": adopt,
    "retire": retire,
    "rest_on": rest_on,
    "give": give,
    "answer_which": answer_which,
    "say_how": say_how,
    "keep_quiet": keep_quiet,
}


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()
STATUS: dict[Phase, Status] = {Phase.NEW: "open", Phase.PROPOSED: "open"}
"""What is settled holds no direct message up; its thread and its buttons still lead to it."""


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """What happened in, what stands afterwards out."""
    assert isinstance(state, DecisionState)
    start: DecisionTurn = {"state": state, "incoming": tuple(incoming), "replies": [], "records": [], "next": []}
    end = await GRAPH.turn(start, context)
    after: DecisionState = end["state"]
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        status=STATUS.get(after.phase, "closed"),
        records=tuple(end["records"]),
        next=tuple(end["next"]),
        title=after.text[:60],
    )


def _standing(state: BaseModel) -> str:
    assert isinstance(state, DecisionState)
    return state.phase.value


DECISION = Flow(
    name="decision",
    state=DecisionState,
    turn=turn,
    build=build,
    joins=lambda state, incoming: False,
    yields=lambda state, incoming: True,
    standing=_standing,
)
