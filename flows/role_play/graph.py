"""An interview with a persona as a state machine: opened, asked, summed up, posted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from flows.asked import asks_for
from flows.learning import told_to_the_desk
from flows.one_step import OneStep
from flows.persona_replies import GuideAsked
from flows.replies import Notice
from flows.role_play import ending, gone, sharing
from flows.role_play.answering import answered
from flows.role_play.hearing import HINTS_ON, MOST_ANSWERS, meant, wanted
from flows.role_play.judging import hinted, judged
from flows.role_play.opening import ask_about, open_interview, tell_where
from flows.role_play.state import Phase, RolePlayState
from flows.role_play.turn import RolePlayTurn, Run, looked_at_again
from flows.runtime import Context, Flow, Incoming, Outcome, Status
from flows.wording import fixed, say
from interviews.language import has_words, words

NO_MORE = fixed("All questions of the guide have been asked. Ask your own, or write “finish” for what was learned.")
HELP = fixed(
    "Ask {name} whatever you like; anyone here may. “next” puts the next question of the guide, "
    "“finish” ends the interview and sums up what was said, with quotes. “no hints” turns hints off."
)
OVER = fixed("This interview with {name} is finished; what was said stands above. “share” shows what could be posted.")
OVER_EMPTY = fixed(
    "This interview with {name} is finished; what was said stands above. A new one begins from the card, with the "
    "button “Interview {name}”."
)
FULL = fixed(
    "That makes {answers} answers, which is what one interview holds so that all of it can be summed up. "
    "“finish” sums it up; a new interview from the card goes on."
)
WITH_HINTS, WITHOUT_HINTS = fixed("Hints are on."), fixed("No more hints. “hints” turns them on again.")


async def answer(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """Whoever asks is answered; what several wrote in one breath is one question."""
    question = "\n".join(each.said for each in turn["incoming"] if has_words(each.said))
    last = turn["incoming"][-1]
    state, remarks, says = await answered(turn["state"], question, last.user, runtime.context)
    state = hinted(state, question, last.user, runtime.context)
    return {"state": state, "replies": [*remarks, says], "next": looked_at_again(says, last, runtime.context)}


async def next_question(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """The next question of the guide, put and answered."""
    state, asked = turn["state"], turn["state"].next_question
    if asked is None:
        state, name = state.named_notice("guide")
        return {"state": state, "replies": [Notice(name, say(NO_MORE))]}
    state = state.model_copy(update={"asked": state.asked + 1})
    total = len(state.persona.guide) if state.persona else 0
    put = GuideAsked(f"guide-{asked.id}", asked, state.asked, total)
    runtime.context.show(put)
    state, remarks, says = await answered(state, asked.text, turn["incoming"][0].user, runtime.context)
    next = looked_at_again(says, turn["incoming"][0], runtime.context)
    return {"state": state, "replies": [put, *remarks, says], "next": next}


async def say_full(turn: RolePlayTurn) -> dict[str, Any]:
    """There is room for so many answers that all of them can still be summed up."""
    state, name = turn["state"].named_notice("full")
    return {"state": state, "replies": [Notice(name, say(FULL, answers=MOST_ANSWERS))]}


async def look_again(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    """An answer that was shown is held against card and memory once more."""
    first, context = turn["incoming"][0], runtime.context
    state, replies = await judged(turn["state"], first.value or "", context)
    # Found after the end, it still counts.
    next = ending.told_to_the_card(state, first, context) if replies else ()
    return {"state": state, "replies": list(replies), "next": next}


async def turn_hints(turn: RolePlayTurn) -> dict[str, Any]:
    on = " ".join(words(turn["incoming"][0].said)) in HINTS_ON
    return _notice(turn["state"].model_copy(update={"hints": on}), WITH_HINTS if on else WITHOUT_HINTS)


async def finish(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    context, first = runtime.context, turn["incoming"][0]
    state, replies = await ending.finish(turn["state"], context, direct=first.direct)
    learned = ending.learned(state, context)
    next = (*ending.told_to_the_card(state, first, context), *(told_to_the_desk(first, context) for _ in learned))
    return {"state": state, "replies": replies, "records": learned, "next": next}


async def preview(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await sharing.preview(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def share(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await sharing.share(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def choose(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = await sharing.choose(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def undo(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = sharing.undo(turn["state"], runtime.context)
    return {"state": state, "replies": replies}


async def mend_undelivered(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    before = turn["state"]
    state, replies = sharing.mend_undelivered(before, turn["incoming"][0])
    records = ending.learned(state, runtime.context) if state.synthesis != before.synthesis else ()
    return {"state": state, "replies": replies, "records": records}


async def say_help(turn: RolePlayTurn) -> dict[str, Any]:
    return _notice(turn["state"], HELP)


async def say_over(turn: RolePlayTurn) -> dict[str, Any]:
    """To whoever wants something; what is only written afterwards is told so once, and kept in the transcript."""
    state, wants_something = turn["state"], wanted(turn["incoming"][0]) != "answer"
    told = state.told_closed and not wants_something
    over = OVER if state.synthesis is not None and state.synthesis.claims else OVER_EMPTY
    return {} if told else _notice(state.model_copy(update={"told_closed": True}), over)


async def be_gone(turn: RolePlayTurn) -> dict[str, Any]:
    state, replies = gone.erased(turn["incoming"][0])
    return {"state": state, "replies": replies}


async def say_gone(turn: RolePlayTurn, runtime: Run) -> dict[str, Any]:
    state, replies = gone.asked(turn["state"], turn["incoming"][0], runtime.context)
    return {"state": state, "replies": replies}


async def keep_quiet(turn: RolePlayTurn) -> dict[str, Any]:
    return {}


def _notice(state: RolePlayState, text: str) -> dict[str, Any]:
    state, name = state.named_notice("notice")
    return {
        "state": state,
        "replies": [Notice(name, say(text, name=state.persona.first_name if state.persona else ""))],
    }


def enter(turn: RolePlayTurn) -> str:
    return meant(turn["state"], turn["incoming"][0])


NODES: dict[str, Any] = {
    "open_interview": open_interview,
    "tell_where": tell_where,
    "ask_about": ask_about,
    "answer": answer,
    "next_question": next_question,
    "say_full": say_full,
    "look_again": look_again,
    "turn_hints": turn_hints,
    "finish": finish,
    "preview": preview,
    "share": share,
    "choose": choose,
    "undo": undo,
    "mend_undelivered": mend_undelivered,
    "say_help": say_help,
    "say_over": say_over,
    "be_gone": be_gone,
    "say_gone": say_gone,
    "keep_quiet": keep_quiet,
}


def build() -> OneStep:
    return OneStep(NODES, enter)


GRAPH = build()
STATUS: dict[Phase, Status] = {Phase.CLOSED: "closed", Phase.GONE: "closed"}


async def turn(state: BaseModel, incoming: Sequence[Incoming], context: Context) -> Outcome:
    """One turn. Raises ModelError when no model can be had."""
    assert isinstance(state, RolePlayState)
    begins: RolePlayTurn = {"state": state, "incoming": tuple(incoming), "replies": [], "records": (), "next": ()}
    end = await GRAPH.turn(begins, context)
    after: RolePlayState = end["state"]
    persona = after.persona
    return Outcome(
        state=after,
        replies=tuple(end["replies"]),
        records=end["records"],
        next=end["next"],
        status=STATUS.get(after.phase, "open"),
        title=f"Interview with {persona.name}" if persona else "",
        language=persona.language if persona else after.language,
    )


def joins(state: BaseModel, incoming: Incoming) -> bool:
    """Several messages in one breath are one question."""
    assert isinstance(state, RolePlayState)
    return state.phase is Phase.OPEN and wanted(incoming) == "answer"


def standing(state: BaseModel) -> str:
    assert isinstance(state, RolePlayState)
    return f"{len(state.exchanges)} answers" if state.phase is Phase.OPEN else "finished"


def yields(state: BaseModel, incoming: Incoming) -> bool:
    """Whether it begins something else: no question to the persona, but somebody new or an interview with the team."""
    return asks_for(incoming.said) in ("persona", "interview")


def result(state: BaseModel) -> str:
    assert isinstance(state, RolePlayState)
    return "synthesis" if state.synthesis else ""


ROLE_PLAY = Flow(
    name="role_play",
    state=RolePlayState,
    turn=turn,
    build=build,
    joins=joins,
    standing=standing,
    result=result,
    yields=yields,
)
