"""A question about the report in its thread: answered from the lines that carry it, or said not to be there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from errors import ModelRefused, ModelRubbish
from flows.llm.rehearsal.answer_report import answer_report as answered_by_rule
from flows.llm.report_tasks import ANSWER_REPORT, AskedBefore, Instead, ReportAnswer, ReportLine, ReportQuestion
from flows.llm.task import Model
from flows.runtime import Incoming
from flows.segmentation.asked import before, remembered
from flows.segmentation.carrying import Carried, carried, source_of
from flows.segmentation.for_a_model import for_a_model
from flows.segmentation.lists import first_of_all, instead_of_a_list, instead_of_months, is_of_sales, whose_list
from flows.segmentation.method_words import meaning
from flows.segmentation.state import SegmentationState
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.segmentation_replies import ReportAnswered
from flows.wording import fixed, say
from interviews.controls import control
from interviews.language import words
from segments import line_words
from segments.lines import lines_of
from segments.report import Report

for _sentence in line_words.ALL:
    fixed(_sentence)

LOOKING = fixed("is looking it up in the report…")
HOW_TO_GO_ON = fixed(
    "Ask me about the report in your own words. “persona of segment 2” makes somebody you can interview. “canvas” and "
    "“deck” take the report elsewhere, “audience of segment 2” lists its customers. “customer 12 belongs in segment 2” "
    "and “rename segment 2 to …” correct what I found. “five segments” looks for as many; another file begins anew. "
    "The rows with their segments are in the file above."
)
HOW_WITH_BELIEFS = fixed("“what did we believe?” holds what you said in interviews against the file.")
NOT_SAID = fixed("The report of {file} does not say that, and I do not guess.")
HOLDS = fixed(
    "It tells how large each segment is, what it brings, what sets it apart, how many have what, how sure that is, and "
    "what to do next: ask about one of these. “help” says what else I do."
)
NOT_CARRIED = fixed("I found nothing in the report of {file} that says this for certain.")
INSTEAD: Mapping[Instead, str] = {
    "count it": fixed(
        "The file has a column for it, but I did not split the segments by it. The rows above have each customer's "
        "number and segment: join them with your file by the customer's number, and it can be counted."
    ),
    "add a column": fixed("Add a column that tells it, and drop the file again."),
    "later file": fixed(
        "One file tells of one time: drop the next one here, or one of the time you mean, and I tell what is otherwise."
    ),
    "ask them": fixed(
        "A file tells what customers did, not why: ask five of them, or try your questions on “persona of segment 1”."
    ),
    "try it": fixed("Try it with half of a segment and compare: what they would do is in no file."),
}
ASKED_ENOUGH = fixed("I have looked up {times} questions in this thread. The whole report opens from the card above.")
MOST_QUESTIONS, LONGEST = 100, 1000
_ASKS = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|hi|hello|hey|please|segue)\b\W*)*"
    r"(?:why|how(?! about)|what(?! about| if)|which|who|whom|whose|when|where|is|are|do|does|did|has|have|was|were"
    r"|explain|describe|compare|tell (?:me|us)|(?:can|could) you (?:tell|say|explain|describe))\b",
    re.I,
)
_OF_A_SEGMENT = re.compile(r"\W*(?:please )?(?:compare|describe|explain) (?:the )?segments?\b", re.I)
"""Said to nobody else in the thread of a report."""
_MARK = re.compile(r"[?？؟]")
_NAMES_ONE = re.compile(
    r"\bsegment #?\d|\b(?:which|what|each|every) (?:segment|cluster)s?\b|\bhow many (?:\w+ )?customers\b", re.I
)
_HOW_TO = re.compile(r"\bhow (?:do|can|could|to)\b|\bcan (?:i|we)\b|\bwhat (?:else )?can you do\W*$", re.I)
_FOLLOWS = re.compile(
    r"\W*(?:and|or|but|so|also|then|why|how|what|which|who|where|when|(?:in|of|for) \w+|(?:the )?segment #?\d+)\b", re.I
)
"""How a short question after another begins."""


def begins_to_ask(said: str) -> bool:
    """'why did you find five segments?' asks; 'five segments?' and 'how about five segments?' wish."""
    return _ASKS.match(said) is not None


def is_question(message: Incoming, *, after_another: bool = False) -> bool:
    """Whether a message asks something: it has a question mark, or it is said to Segue and begins as questions do. What
    comes `after_another` question may be as short as "why?"."""
    said, spoken, marked = message.said, words(message.said), _MARK.search(message.said) is not None
    if control(said) == "help" or not spoken:
        return False
    if after_another and (marked or is_to_us(message)) and _FOLLOWS.match(said):
        return True
    return len(spoken) > 1 and (
        marked or _OF_A_SEGMENT.match(said) is not None or (is_to_us(message) and begins_to_ask(said))
    )


async def say_how_to_go_on(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    first = turn["incoming"][0]
    if not (is_to_us(first) or control(first.said) == "help" or _HOW_TO.search(first.said)):
        return {}
    beliefs = [say(HOW_WITH_BELIEFS)] if await runtime.context.memory.stated() else []
    return notice(turn["state"], " ".join([say(HOW_TO_GO_ON), *beliefs]))


async def answer_question(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Only what the report carries is shown. What nobody asked of Segue, and no report says, is left to people: it
    counts only where a model was paid to look for it."""
    before_it, first, context = turn["state"], turn["incoming"][0], runtime.context
    state, report = before_it, before_it.report
    assert report is not None
    if state.questions >= MOST_QUESTIONS:
        return notice(state, say(ASKED_ENOUGH, times=MOST_QUESTIONS)) if is_to_us(first) else {}
    state = state.model_copy(update={"questions": state.questions + 1})
    asked = "\n".join(each.said for each in turn["incoming"])[:LONGEST]
    if meant := meaning(asked) or instead_of_a_list(report, asked, to_us=is_to_us(first)):
        return notice(remembered(state, turn["incoming"], meant), meant)
    context.step(say(LOOKING))
    found, instead = await _found(report, asked, before(state), context.model)
    if found:
        more = [say(INSTEAD[instead])] if instead in ("ask them", "try it") else []
        cited = [id for each in found for id in each.lines]
        more += filter(None, [whose_list(report, asked, cited)])
        first_named = filter(None, [first_of_all(report, asked, cited)])
        state = remembered(state, turn["incoming"], " ".join(each.text for each in found))
        texts = (*first_named, *(each.text for each in found), *more)
        return _answered(state, report, found, texts, by_rule=context.model.rehearses)
    if not is_to_us(first) and not _is_owed(report, asked, instead):
        return {"state": before_it if context.model.rehearses else state}
    if elsewhere := instead_of_months(report, asked):
        told = elsewhere if not is_to_us(first) else f"{say(NOT_SAID, file=report.file)} {elsewhere}"
        return notice(remembered(state, turn["incoming"], told), told)
    if instead == "commands":
        return await say_how_to_go_on({**turn, "state": state}, runtime)
    told = _not_said(report, instead) if is_to_us(first) or instead is None else say(INSTEAD[instead])
    return notice(remembered(state, turn["incoming"], told), told)


def _is_owed(report: Report, asked: str, instead: Instead | None) -> bool:
    """Whether somebody who did not turn to Segue waits for what helps where no line answers: people write to each
    other in the thread, so only what names a segment, asks for a command or for the months that sell is."""
    if instead == "commands":
        return _HOW_TO.search(asked) is not None
    if instead_of_months(report, asked):
        return is_of_sales(asked)
    named = any(each.name.casefold() in asked.casefold() for each in report.segments)
    helps = instead is None or (instead in INSTEAD and instead != "add a column")
    return helps and (named or _NAMES_ONE.search(asked) is not None)


def _not_said(report: Report, instead: Instead | None) -> str:
    """With what helps; where nothing does, with what the report tells."""
    if instead is None:
        return say(NOT_CARRIED, file=report.file)
    return " ".join([say(NOT_SAID, file=report.file), say(INSTEAD.get(instead, HOLDS))])


async def _found(
    report: Report, asked: str, earlier: tuple[AskedBefore, ...], model: Model
) -> tuple[tuple[Carried, ...], Instead | None]:
    """-> (what may be shown, what helps where that is nothing; None where something was said that nothing carries)

    What is turned down is asked for once more; then only what stands is kept, if it begins the answer.
    """
    report = for_a_model(report)
    source = source_of(report)
    numbered = tuple(ReportLine(id=each.id, text=each.text) for each in lines_of(report))
    question = ReportQuestion(file=report.file, lines=numbered, earlier=earlier, question=asked)
    answer = await _answer(question, model)
    kept, faults = carried(answer.sentences, source)
    if faults:
        answer = await _answer(question.model_copy(update={"faults": faults}), model)
        kept, faults = carried(answer.sentences, source)
        kept = kept if kept and kept[0].place == 0 else ()
    return kept, None if faults and not kept else answer.instead


async def _answer(question: ReportQuestion, model: Model) -> ReportAnswer:
    try:
        return await model.run(ANSWER_REPORT, question)
    except (ModelRubbish, ModelRefused):
        return answered_by_rule(question)


def _answered(
    state: SegmentationState, report: Report, found: Sequence[Carried], texts: tuple[str, ...], *, by_rule: bool
) -> dict[str, Any]:
    """With the lines it rests on, in the language that is spoken. `texts`: what was found, and what helps beside it in
    words of our own."""
    shown = {each.id: each.text for each in lines_of(report, say)}
    cited = dict.fromkeys(id for each in found for id in each.lines)
    state, name = state.named_notice("answered")
    lines = tuple(shown[id] for id in cited if id in shown)
    return {"state": state, "replies": [ReportAnswered(name, report.file, texts, lines, by_rule)]}


def is_to_us(message: Incoming) -> bool:
    """Whether it is said to Segue and nobody else."""
    return message.mention or message.direct
