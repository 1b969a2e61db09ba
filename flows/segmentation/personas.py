"""A persona of a segment: what the data say of it is her material, so that each line of her card can cite it."""

from __future__ import annotations

from typing import Any

from flows.persona.state import Start
from flows.segmentation.hearing import segment_named
from flows.segmentation.turn import SegmentationTurn, notice
from flows.stepping import elsewhere
from flows.wording import fixed, say
from personas.passages import OBSERVED, Passage
from segments.behaviour import deeds
from segments.readings import Voice
from segments.report import Report
from segments.told import Segment

NO_SEGMENT = fixed("There is no such segment: write “persona of segment {number}”, for example.")
NOTHING_KNOWN = fixed("The file says nothing of “{segment}” that somebody could be made of.")
IN_A_THREAD = fixed("A persona of “{segment}” is being made in a thread of her own.")
BRIEF = fixed("somebody of the segment “{name}”: {what}")
PLACE = "segment {number}, {name}: {what}"
IN_THEIR_WORDS = "in their words"
QUOTED = fixed("about {topic}: “{quote}”")


async def make_persona(turn: SegmentationTurn) -> dict[str, Any]:
    """Of one segment, in a thread of her own; two presses make one."""
    state, first = turn["state"], turn["incoming"][0]
    report = state.report
    assert report is not None
    said = (first.action or "").removeprefix("persona_of_") if first.kind == "press" else ""
    number = int(said) if said.isdecimal() else segment_named(first.said) or 0
    segment = next((each for each in report.segments if each.number == number), None)
    if segment is None:
        return notice(state, say(NO_SEGMENT, number=report.numbers[0]))
    if not segment.traits:
        return notice(state, say(NOTHING_KNOWN, segment=segment.name))
    start = start_of(report, segment).model_dump_json()
    begun = elsewhere(f"segment:{number}:{first.key}", first, "persona", value=start)
    return {**notice(state, say(IN_A_THREAD, segment=segment.name)), "next": (begun,)}


def start_of(report: Report, segment: Segment) -> Start:
    """-> with what her thread begins: what one of them does, and of all of them, what she can cite. No shares: nobody
    has 67 % of anything."""
    done = deeds(segment)
    what = "; ".join(each.one for each in done if each.one) or segment.name
    told = [(OBSERVED, each.many) for each in done]
    told += [
        (IN_THEIR_WORDS, words) for voice in report.voices if voice.label == segment.label for words in _heard(voice)
    ]
    passages = tuple(
        Passage(id=f"m1.{number}", title=report.file, place=_place(segment, kind), text=text)
        for number, (kind, text) in enumerate(told, 1)
    )
    return Start(brief=say(BRIEF, name=segment.name, what=what), passages=passages)


def _heard(voice: Voice) -> list[str]:
    """What their texts are about, in their own words."""
    return [say(QUOTED, topic=topic.name, quote=quote) for topic in voice.topics for quote in topic.quotes]


def _place(segment: Segment, what: str) -> str:
    """With whom it is about: alone a line would carry nothing."""
    return PLACE.format(number=segment.number, name=segment.name, what=what)
