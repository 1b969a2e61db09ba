"""What *Details* opens beside the thread: what was found and what to do, in the order of the message; how, last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.views.call import Block, SlackCall, posts
from bot.views.corrections import standing_in_full
from bot.views.elements import context, divider, header, plain, sections
from bot.views.origin import said_of
from bot.views.segmentation import NEXT, counted, has_list_of_alike, has_list_of_leavers, headed, titled
from bot.views.segments_over_time import others, since_in_full
from bot.views.text import fallback, safe_line
from bot.views.texts import voices
from flows.segmentation_replies import WholeReport
from flows.wording import fixed, say, say_list
from segments.line_words import VOTES
from segments.report import Report
from segments.telling import vote
from segments.telling_judged import MARKS
from segments.telling_since import names_in_words, once_called
from segments.told import Criterion, Segment

TITLE = fixed("Segments")
CLOSE = fixed("Close")
PREDICTIONS = fixed("What is likely to come")
BEST = fixed("Who brings most")
LIST_ALIKE = fixed("To list those who resemble them, write `audience of the look-alikes`.")
LIST_LEAVERS = fixed("To list those most likely to leave, write `who will leave?`.")
CAUTIONS = fixed("To know before using this")
HOW = fixed("How this was found")
COMPARED = fixed("Looked at: {features}.")
OF_EVERY = fixed("{criterion}, every segment")
OF_SOME = fixed("{criterion}, segments {numbers}")
RULES = fixed(VOTES)
TESTS = {
    "silhouette": fixed("{count} by how far apart the groups stand"),
    "gap": fixed("{count} by how much tighter than chance they are"),
    "prediction strength": fixed("{count} by whether half of the file gives the same"),
    "stability": fixed("{count} by whether each comes back when they are drawn anew"),
}
REST = fixed(
    "All traits, each criterion with its figure, the facts behind the steps, ways, columns, how the forecast was tried "
    "and the figures of every test stand on the canvas (write `canvas`) and in the deck's notes (write `deck`)."
)
REST_OF_NONE = fixed("The figures of every test stand on the canvas (write `canvas`) and in the deck (write `deck`).")
CRITERIA = {
    "sizable": fixed("Sizable"),
    "identifiable": fixed("Identifiable"),
    "reachable": fixed("Reachable"),
    "responds differently": fixed("Responds differently"),
    "coherent": fixed("Coherent"),
    "stable": fixed("Stable"),
}
MOST_TRAITS, MANY, FEW_TRAITS = 3, 5, 2
"""Traits of a segment, and of each where there are many."""
MOST_BLOCKS, TITLE_LENGTH = 100, 24
Shared = dict[tuple[str, str, str], list[tuple[int, Criterion]]]


def whole_report(reply: WholeReport) -> list[SlackCall]:
    """The same in the thread."""
    return posts(reply.name, fallback(titled(reply.report)), details(reply))


def whole_report_view(reply: WholeReport) -> dict[str, Any]:
    """As a modal."""
    return {
        "type": "modal",
        "title": plain(say(TITLE), TITLE_LENGTH),
        "close": plain(say(CLOSE)),
        "blocks": details(reply)[:MOST_BLOCKS],
    }


def details(reply: WholeReport) -> list[Block]:
    report = reply.report
    blocks: list[Block] = [header(titled(report))]
    blocks += [] if report.found else sections([safe_line(report.why)])
    shared = _shared(report.segments)
    for segment in report.segments:
        blocks += sections([*_segment(report, segment, shared)])
    blocks += sections([safe_line(each) for each in names_in_words(report, say)])
    if shared:
        blocks.append(context("\n".join(_told(each, len(report.segments)) for each in shared.values())))
    blocks += _listed(NEXT, report.steps_in_short or report.next_steps, "• ")
    blocks += [*since_in_full(report.since), *standing_in_full(report.standing), *voices(report)]
    blocks += _listed(PREDICTIONS, report.predictions)
    blocks += [context(say(LIST_LEAVERS))] if has_list_of_leavers(report) else []
    blocks += _listed(BEST, report.best)
    blocks += [context(say(LIST_ALIKE))] if has_list_of_alike(report) else []
    blocks += _listed(CAUTIONS, others(report.cautions, report.since))
    return [
        *blocks,
        divider(),
        *sections([f"*{say(HOW)}*", *_how(reply)]),
        context(say(REST if report.found else REST_OF_NONE)),
    ]


def _segment(report: Report, segment: Segment, shared: Shared) -> Iterator[str]:
    """Who they are, in a few lines: of the criteria only those in words that one has to know of."""
    most = MOST_TRAITS if len(report.segments) < MANY else FEW_TRAITS
    yield headed(report, segment).partition("\n")[0]
    yield from (f"• {safe_line(trait.shortly)}" for trait in segment.traits[:most])
    if segment.rule:
        yield safe_line(segment.rule_in_short)
    yield " · ".join(f"{MARKS[each.verdict]} {say(CRITERIA[each.name])}" for each in segment.criteria)
    for each in segment.criteria:
        if _key(each) not in shared and (each.verdict == "not met" or each.differs):
            yield _judged(each, say(CRITERIA[each.name]))


def _shared(given: Sequence[Segment]) -> Shared:
    """What several do not meet, or nobody knows of several, for the same reason: told once, with their numbers."""
    found: Shared = {}
    for segment in given:
        for each in segment.criteria:
            if each.verdict != "met":
                found.setdefault(_key(each), []).append((segment.number, each))
    return {key: those for key, those in found.items() if len(those) > 1}


def _key(criterion: Criterion) -> tuple[str, str, str]:
    return criterion.name, criterion.verdict, criterion.plainly


def _told(those: Sequence[tuple[int, Criterion]], of: int) -> str:
    numbers, criteria = [str(number) for number, _ in those], [each for _, each in those]
    name = say(CRITERIA[criteria[0].name])
    whose = (
        say(OF_EVERY, criterion=name) if len(those) == of else say(OF_SOME, criterion=name, numbers=say_list(numbers))
    )
    return _judged(criteria[0], whose)


def _judged(criterion: Criterion, called: str) -> str:
    return f"{MARKS[criterion.verdict]} {called}: {safe_line(criterion.plainly)}"


def _how(reply: WholeReport) -> Iterator[str]:
    """What it rests on, in short: why so many, by what, what each rule says, and the rows."""
    report = reply.report
    told = [report.why, report.sorted_already] if report.found else []
    yield from (safe_line(each) for each in told if each)
    if report.features:
        yield safe_line(say(COMPARED, features=", ".join(report.features)))
    notes = (each for each in report.notes if each not in report.of_columns)
    yield from map(safe_line, (*once_called(report.once_called, say), *notes))
    if report.votes:
        yield safe_line(say(RULES, votes="; ".join(_votes(report))))
    yield from counted(report.receipt, report.understanding)
    yield from map(safe_line, report.receipt.noted)
    yield from (said_of(each, reply.origins) for each in reply.given[-1:])


def _votes(report: Report) -> Iterator[str]:
    yield from (say(TESTS[rule], count=vote(count, say)) for rule, count in report.votes.items() if rule in TESTS)


def _listed(title: str, lines: Sequence[str], mark: str = "") -> list[Block]:
    said = [f"{mark}{safe_line(each)}" for each in lines]
    return [divider(), *sections([f"*{say(title)}*", *said])] if said else []
