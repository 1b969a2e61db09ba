"""After an answer was shown: a second look at it, off the way of whoever asks, and a hint for them alone."""

from __future__ import annotations

from errors import ModelError
from flows.llm.persona_tasks import JUDGE_ANSWER, AnswerVerdict, JudgeAnswerInputs
from flows.persona_replies import PersonaSays
from flows.role_play.state import Exchange, RolePlayState
from flows.runtime import LAST, Context, Incoming
from flows.wording import fixed, say
from interviews.evidence import is_quote
from personas.fact_sheet import as_lines, told_lines
from personas.moderation import Hint, Kind, hint
from personas.passages import facts_of
from personas.schema import Persona

JUDGE = "judge"
FLAGS: dict[str, str] = {
    "contradicts card": fixed("Does not go with the card: “{against}”"),
    "contradicts earlier": fixed("Does not go with what was said before: “{against}”"),
    "knows too much": fixed("Knows more here than the card allows: “{against}”"),
    "speaks for company": fixed("Speaks for the company here, not for the person."),
}
HINTS: dict[Kind, str] = {
    "leading": fixed("That question carried its answer. What did they do the last time?"),
    "double": fixed("Those were two questions; only one gets an answer. Ask the second one by itself."),
    "hypothetical": fixed("People guess about what they would do. Ask what they did the last time instead."),
    "praise": fixed("Praise tells them what you want to hear. A plain “what happened then?” gets more."),
    "untouched": fixed("Nobody has asked about {about} yet. For example: {ask}"),
    "of file": fixed("The file answers this too: {ask} What happened on one occasion, only real customers can tell."),
}
HINTS_OF_FILE: dict[Kind, str] = {
    "leading": fixed("That question carried its answer. Ask openly: how often, how much, how long?"),
    "hypothetical": fixed(
        "People guess about what they would do, and the file does not say it. Ask how often, how much or how long, and "
        "real customers what they did the last time."
    ),
    "praise": fixed("Praise tells them what you want to hear. A plain question gets more."),
}
"""Where a file is all that is known: it has no last time."""
ONLY_YOU = fixed("Only you see this. “no hints” turns them off.")


def to_judge(answer: str, incoming: Incoming) -> Incoming:
    """The row in which an answer is looked at again, once nobody waits for anything."""
    return Incoming(
        key=f"judge:{incoming.key}:{answer}",
        team=incoming.team,
        kind="schedule",
        channel=incoming.channel,
        ts=LAST,
        thread_ts=incoming.thread_ts,
        direct=incoming.direct,
        action=JUDGE,
        value=answer,
    )


async def judged(state: RolePlayState, answer: str, context: Context) -> tuple[RolePlayState, list[PersonaSays]]:
    """The exchange with what does not go with card or memory, seen on its message; the persona may put it right."""
    exchange = next((each for each in state.exchanges if each.id == answer), None)
    persona = state.persona
    if exchange is None or persona is None:
        return state, []
    facts = tuple(line for line in as_lines(state.sheet) if not line.endswith(f"({answer})"))
    inputs = JudgeAnswerInputs(
        persona=persona,
        facts=facts,
        told=told_lines(state.sheet),
        question=exchange.question,
        answer=exchange.answer,
    )
    try:
        verdict = await context.model.run(JUDGE_ANSWER, inputs)
    except ModelError:
        # Nobody waits for this: an answer that could not be looked at again stays as it is.
        return state, []
    if not _stands(verdict, exchange, persona, facts):
        return state, []
    flag = say(FLAGS[verdict.verdict], against=verdict.against)
    flagged = exchange.model_copy(update={"flagged": (*exchange.flagged, flag)})
    exchanges = tuple(flagged if each.id == answer else each for each in state.exchanges)
    state = state.model_copy(update={"exchanges": exchanges, "corrects": verdict.correction[:300]})
    face = context.face_url(state.face)
    return state, [PersonaSays(f"{answer}-flag", persona.name, exchange.answer, face, note=flag, changes=answer)]


def hinted(state: RolePlayState, question: str, user: str, context: Context) -> RolePlayState:
    """A hint to whoever asked, and to nobody else, where there is one worth giving."""
    if not state.hints or state.persona is None:
        return state
    asked = [(each.question, each.answer) for each in state.exchanges]
    found = hint(question, state.persona, asked, state.hinted, state.last_hint, state.passages)
    if found is None:
        return state
    context.hint(user, f"{_in_words(found, of_file=bool(facts_of(state.passages)))} {say(ONLY_YOU)}")
    return state.model_copy(update={"hinted": (*state.hinted, found.key), "last_hint": len(asked)})


def _in_words(found: Hint, *, of_file: bool) -> str:
    if found.kind == "of file":
        return say(HINTS[found.kind], ask=found.ask)
    if of_file and found.kind in HINTS_OF_FILE:
        return say(HINTS_OF_FILE[found.kind])
    values = {"about": say(found.about), "ask": found.ask} if found.kind == "untouched" else {}
    return say(HINTS[found.kind], **values)


def _stands(verdict: AnswerVerdict, exchange: Exchange, persona: Persona, facts: tuple[str, ...]) -> bool:
    """Whether both sides of the verdict are where it says they are."""
    if verdict.verdict == "consistent" or not is_quote(verdict.words, exchange.answer):
        return False
    lines = [*(each.text for each in persona.statements), *(each.belief for each in persona.knowledge)]
    lines += [persona.occupation, persona.age_band, persona.brief, *persona.limits, *facts]
    lines += [f"{each.topic} {each.state.value}" for each in persona.knowledge]
    if verdict.verdict == "speaks for company":
        return True
    return bool(verdict.against.strip()) and any(is_quote(verdict.against, line) for line in lines)
