"""A report taken elsewhere: as a page inside Slack, as a deck, and the customers of one segment as a list."""

from __future__ import annotations

import re
from typing import Any

from decks.analysed import words as deck_words
from decks.analysed.material import Analysed
from decks.analysed.outline import deck
from errors import DeckError, SegueError
from flows.analyses import Step
from flows.replies import CanvasGiven, FileGiven, Reply
from flows.runtime import Incoming
from flows.segmentation.earlier_cards import below_what_is_told_now
from flows.segmentation.laying_over import with_corrections
from flows.segmentation.listing import NOBODY_ALIKE, listed, listed_alike, listed_leavers, short, stem
from flows.segmentation.lists import why_no_leavers
from flows.segmentation.made_before import fingerprint, of_this_report, page
from flows.segmentation.state import Handed, Phase, SegmentationState
from flows.segmentation.the_top import NOBODY_KNOWN
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.segmentation.who_leaves import asks_who_leaves
from flows.wording import fixed, language, say
from segments import telling_words
from segments.report import Report
from segments.told import Role

for _sentence in (*deck_words.ALL, *telling_words.ALL):
    fixed(_sentence)

CANVAS, DECK, AUDIENCE = "as_canvas", "as_deck", "audience"
"""The presses that ask for them."""
MAKING, GATHERING = fixed("is making the deck…"), fixed("is gathering the list of that segment…")
TITLE, NEXT_TITLE = fixed("Segments of {file}"), fixed("Segments of {file}, version {version}")
NO_PDF = fixed("The PDF beside it did not work out this time.")
NO_DECK = fixed("The deck could not be made just now. Nothing is lost: write “deck” and I try again.")
STANDS = {
    DECK: fixed("The deck of this report stands above. The next report makes the next one."),
    CANVAS: fixed("This report is a canvas already; the message above leads there. The next report makes another."),
}
NOT_TAKEN = {
    DECK: fixed("Slack did not take the deck. Nothing is lost: write “deck” and I try again."),
    CANVAS: fixed("Slack did not take the canvas. Nothing is lost: write “canvas” and I try again."),
}
NOT_REWRITTEN = fixed(
    "I could not write the canvas of this report anew; maybe somebody deleted it. Write “canvas” and I make another."
)
ALIKE = "alike"
"""What is chosen in place of a segment's number: those who resemble the best customers."""
LOOK_ALIKES = fixed("those who resemble the best")
LEAVERS = "leavers"
"""The same: those who are likely to leave."""
LIKELY_TO_LEAVE = fixed("those who are likely to leave")
NO_SUCH_SEGMENT = fixed("There is no such segment: write “audience of segment {number}”, for example.")
NOT_NOW = fixed("The customers of “{name}” could not be gathered. {why}")
_PLAIN = re.compile(r"(?:as )?(?:a |the )?(canvas|deck)|(?:make|keep)(?: it| them)?(?: as)? (?:a |the )?(canvas|deck)")
_AUDIENCE = re.compile(
    r"(?:please )?(?:give (?:me|us) |list |make )?(?:the |an? )?audience (?:of|for) (?:segment |number )?(\d{1,2})"
    r"(?:,? please)?"
    r"|(?:please )?(?:(?:can|could) (?:i|we|you) )?(?:please )?(?:export|download)"
    r" (?:(?:the )?(?:customers|people|list) (?:of|in) )?segment (\d{1,2})(?:,? please)?"
    r"|(?:please )?(?:give (?:me|us)|show(?: me| us)?|list) (?:all )?(?:the )?(?:customers|people)"
    r" (?:of|in) segment (\d{1,2})(?:,? please)?"
)
_ALIKE = re.compile(
    r"(?:please )?(?:give (?:me|us) |show (?:me |us )?|list |make |who are )?(?:the |an? )?(?:audience (?:of|for) )?"
    r"(?:the )?(?:\d[\d,]* )?(?:look-?alikes?|(?:those|customers) who resemble the best(?: customers)?)(?:,? please)?"
)


def asked_for(said: str, *, to_us: bool = True) -> str:
    """'canvas', 'as a deck', 'make the deck', 'audience of segment 2' -> what is meant; empty for anything else.

    The whole message, always: a list of customers is never posted because a sentence happens to say so.
    """
    plain = _plain(said)
    found = _PLAIN.fullmatch(plain)
    if found is not None:
        return {"canvas": CANVAS, "deck": DECK}[found[1] or found[2]]
    lists = any(each.fullmatch(plain) for each in (_AUDIENCE, _ALIKE)) or asks_who_leaves(plain, to_us=to_us)
    return AUDIENCE if lists else ""


def is_refused(state: SegmentationState, incoming: Incoming) -> bool:
    """Whether Slack will never take what was handed out last, or what is corrected in it."""
    if incoming.action == "unwritten":
        return incoming.value == state.canvas.name
    names = {each.name for each in (state.deck, state.canvas) if each.name}
    return incoming.action == "undelivered" and incoming.value in names


async def make_deck(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Once of each report, whoever presses."""
    state, context = turn["state"], runtime.context
    report, version = _next(state, state.deck)
    if not version:
        return notice(state, say(STANDS[DECK]))
    context.step(say(MAKING))
    called = await context.names((state.asker,)) if state.asker else {}
    made = Analysed(
        report=report,
        by=called.get(state.asker, ""),
        made_on=state.reported,
        link=context.link(context.posted.get(state.shown, "")) or "",
        language=language(),
    )
    try:
        files = await context.make_deck(deck(made, say))
    except DeckError:
        return notice(state, say(NO_DECK))
    state, name = state.named_notice("deck")
    title = _title(report, version)
    file = f"{stem(report)}-segments{'' if version == 1 else f'-v{version}'}"
    replies: list[Reply] = [FileGiven(name, f"{file}.pptx", title, files.pptx)]
    replies += [FileGiven(f"{name}-pdf", f"{file}.pdf", title, files.pdf)] if files.pdf else []
    state = state.model_copy(update={"deck": _handed(state, report, version, name)})
    if not files.pdf_failed:
        return {"state": state, "replies": replies}
    told = notice(state, say(NO_PDF))
    return {**told, "replies": [*replies, *told["replies"]]}


async def keep_canvas(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Once of each report; what people wrote on an earlier one stays."""
    state, first = turn["state"], turn["incoming"][0]
    report, version = _next(state, state.canvas)
    if not version:
        return notice(state, say(STANDS[CANVAS]))
    state, name = state.named_notice("canvas")
    state = state.model_copy(update={"canvas": _handed(state, report, version, name)})
    return {
        "state": state,
        "replies": [CanvasGiven(name, "report", _title(report, version), page(state), first.user, first.direct)],
    }


async def hand_out_audience(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Read from the file anew, with what people corrected: nobody's number is kept here."""
    state, first, analyst = turn["state"], turn["incoming"][0], runtime.context.analyst
    report, task = state.report, with_corrections(state)
    assert report is not None
    pressed, plain = first.kind == "press", _plain(first.said)
    number = _number(first)
    alike = first.value == ALIKE if pressed else _ALIKE.fullmatch(plain) is not None
    leavers = first.value == LEAVERS if pressed else asks_who_leaves(plain, to_us=True)
    if leavers and (why := why_no_leavers(report)):
        return notice(state, why)
    if report.understanding.field(Role.CUSTOMER) is None:
        return notice(state, say(NOBODY_KNOWN))
    segment = next((each for each in report.segments if each.number == number), None)
    if alike and report.alike == 0:
        return notice(state, say(NOBODY_ALIKE))
    if segment is None and not alike and not leavers:
        return notice(state, say(NO_SUCH_SEGMENT, number=report.numbers[0]))
    runtime.context.step(say(GATHERING))
    try:
        told = await analyst.take(Step.CORRECT, task)
    except SegueError as error:
        await analyst.drop(task)
        name = short(segment.name) if segment else say(LOOK_ALIKES if alike else LIKELY_TO_LEAVE)
        return notice(state, say(NOT_NOW, name=name, why=str(error)))
    await analyst.drop(task)
    if segment:
        state, replies = await listed(state, segment, told.rows)
    elif alike:
        state, replies = await listed_alike(state, told.alike)
    else:
        state, replies = await listed_leavers(state, told, "" if pressed else plain)
    return {"state": state, "replies": replies}


async def mend_undelivered(turn: SegmentationTurn) -> dict[str, Any]:
    """What Slack refused for good may be asked for again."""
    state, name = turn["state"], turn["incoming"][0].value
    if turn["incoming"][0].action == "unwritten":
        gone = state.model_copy(update={"canvas": Handed(version=state.canvas.version)})
        return notice(gone, say(NOT_REWRITTEN))
    what, field = (DECK, "deck") if name == state.deck.name else (CANVAS, "canvas")
    handed: Handed = getattr(state, field)
    again = Handed(version=handed.version - 1)
    return notice(state.model_copy(update={field: again}), say(NOT_TAKEN[what]))


NODES: dict[str, Any] = {
    "make_deck": below_what_is_told_now(make_deck),
    "keep_canvas": below_what_is_told_now(keep_canvas),
    "hand_out_audience": below_what_is_told_now(hand_out_audience),
    "mend_undelivered": mend_undelivered,
}


def can_hand_out(state: SegmentationState, what: str) -> bool:
    """A list of customers needs the file that the report is of; a page and a deck only the report."""
    if state.report is None or what == AUDIENCE:
        return state.report is not None and state.phase is Phase.DONE
    drawing = state.phase is Phase.WORKING and state.step is Step.DRAW
    return drawing or state.phase in (Phase.DONE, Phase.WAITING, Phase.READING)


def _handed(state: SegmentationState, report: Report, version: int, name: str) -> Handed:
    run = state.task.id if state.task else ""
    return Handed(of=fingerprint(report), version=version, name=name, run=run, at=state.applied)


def _next(state: SegmentationState, handed: Handed) -> tuple[Report, int]:
    """-> (the report, the version that comes next; 0 where this report was handed out already)."""
    assert state.report is not None
    return state.report, 0 if of_this_report(state, handed) else handed.version + 1


def _title(report: Report, version: int) -> str:
    file = short(report.file)
    return say(TITLE, file=file) if version == 1 else say(NEXT_TITLE, file=file, version=version)


def _number(incoming: Incoming) -> int:
    if incoming.kind == "press":
        chosen = incoming.value or ""
        return int(chosen) if chosen.isdecimal() else 0
    found = _AUDIENCE.fullmatch(_plain(incoming.said))
    return int(found[found.lastindex or 1]) if found else 0


def _plain(said: str) -> str:
    return " ".join(said.lower().strip(" .!?").split())
