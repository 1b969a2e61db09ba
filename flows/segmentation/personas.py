"""A persona of a segment: what the file says of it is all she rests on, so that each line of her card can cite it."""

from __future__ import annotations

from typing import Any

from flows.persona.state import Start
from flows.segmentation.facts import told_facts
from flows.segmentation.hearing import segment_named
from flows.segmentation.turn import Run, SegmentationTurn, notice
from flows.stepping import elsewhere
from flows.wording import fixed, say
from personas.passages import Passage
from personas.schema import OfSegment
from segments.privacy.called import called_without_people, without_addresses
from segments.report import Report
from segments.told import Segment

NO_SEGMENT = fixed("There is no such segment: write “persona of segment {number}”, for example.")
NOTHING_KNOWN = fixed("The file says nothing of “{segment}” that somebody could be made of.")
IN_A_THREAD = fixed("A persona of “{segment}” is being made in a thread of her own.")
BRIEF = fixed("somebody of the segment “{name}” in the file {file}")
PLACE = "segment {number}, {name}"


async def make_persona(turn: SegmentationTurn, runtime: Run) -> dict[str, Any]:
    """Of one segment, in a thread of her own; two presses make one."""
    state, first, context = turn["state"], turn["incoming"][0], runtime.context
    report = state.report
    assert report is not None
    said = (first.action or "").removeprefix("persona_of_") if first.kind == "press" else ""
    number = int(said) if said.isdecimal() else segment_named(first.said) or 0
    segment = next((each for each in report.segments if each.number == number), None)
    if segment is None:
        return notice(state, say(NO_SEGMENT, number=report.numbers[0]))
    if not segment.traits:
        return notice(state, say(NOTHING_KNOWN, segment=segment.name))
    link = context.link(context.posted.get(state.shown, "")) or ""
    start = start_of(report, segment, link).model_dump_json()
    begun = elsewhere(f"segment:{number}:{first.key}", first, "persona", value=start)
    return {**notice(state, say(IN_A_THREAD, segment=segment.name)), "next": (begun,)}


def start_of(report: Report, segment: Segment, link: str = "") -> Start:
    """-> with what her thread begins. `link`: where the segments are told. Her card goes to models and elsewhere: the
    file is called on it without the people in its name, and so is the segment."""
    file, name = called_without_people(report.file), without_addresses(segment.name)
    place = PLACE.format(number=segment.number, name=name)
    passages = tuple(
        Passage(id=f"m1.{number}", title=file, place=place, text=told, fact=fact)
        for number, (fact, told) in enumerate(told_facts(report, segment), 1)
    )
    of = OfSegment(file=file, number=segment.number, name=name, link=link)
    return Start(brief=say(BRIEF, name=name, file=file), passages=passages, segment=of)
