"""A persona of a segment: what the data say of it is her material, so that each line of her card can cite it."""

from __future__ import annotations

from typing import Any

from flows.persona.state import Start
from flows.segmentation.hearing import segment_named
from flows.segmentation.turn import SegmentationTurn, notice
from flows.stepping import elsewhere
from flows.wording import fixed, say
from personas.passages import Passage
from segments.readings import Voice
from segments.report import Report
from segments.shares import percent
from segments.told import Segment

NO_SEGMENT = fixed("There are {last} segments: write “persona of segment 1”, for example.")
NOTHING_KNOWN = fixed("The file says nothing of “{segment}” that somebody could be made of.")
IN_A_THREAD = fixed("A persona of “{segment}” is being made in a thread of her own.")
BRIEF = fixed("somebody of the segment “{name}”: {what}")
FELT = fixed("of {of:,} texts that were read: {felt}.")
ABOUT = fixed("{texts:,} of {of:,} texts are about {topic}.")
QUOTED = fixed("about {topic}: “{quote}”")
SIZE = fixed("{name} are {size:,} of {of:,} {whom}, {share} of them.")


async def make_persona(turn: SegmentationTurn) -> dict[str, Any]:
    """Of one segment, in a thread of her own; two presses make one."""
    state, first = turn["state"], turn["incoming"][0]
    report = state.report
    assert report is not None
    said = (first.action or "").removeprefix("persona_of_") if first.kind == "press" else ""
    number = int(said) if said.isdecimal() else segment_named(first.said) or 0
    segment = next((each for each in report.segments if each.label + 1 == number), None)
    if segment is None:
        return notice(state, say(NO_SEGMENT, last=len(report.segments)))
    if not segment.traits:
        return notice(state, say(NOTHING_KNOWN, segment=segment.name))
    start = start_of(report, segment).model_dump_json()
    begun = elsewhere(f"segment:{number}:{first.key}", first, "persona", value=start)
    return {**notice(state, say(IN_A_THREAD, segment=segment.name)), "next": (begun,)}


def start_of(report: Report, segment: Segment) -> Start:
    """-> with what her thread begins."""
    what = "; ".join(trait.words for trait in segment.traits[:3])
    said = [_size(report, segment), *(trait.words for trait in segment.traits), segment.rule]
    said += [criterion.words for criterion in segment.criteria if criterion.verdict != "unknown"]
    said += [words for voice in report.voices if voice.label == segment.label for words in _heard(voice)]
    passages = tuple(
        Passage(
            id=f"m1.{number}", title=report.file, place=f"segment {segment.label + 1}", text=_sentence(segment, text)
        )
        for number, text in enumerate(filter(None, said), 1)
    )
    return Start(brief=say(BRIEF, name=segment.name, what=what), passages=passages)


def _heard(voice: Voice) -> list[str]:
    """What her texts say: how they feel, what they are about, in their own words."""
    felt = [f"{percent(share)} {sentiment}" for sentiment, share in voice.sentiment.items() if share]
    lines = [say(FELT, of=voice.read, felt=", ".join(felt))] if felt else []
    for topic in voice.topics:
        lines.append(say(ABOUT, texts=topic.texts, of=voice.read, topic=topic.name))
        lines += [say(QUOTED, topic=topic.name, quote=quote) for quote in topic.quotes]
    return lines


def _size(report: Report, segment: Segment) -> str:
    return say(
        SIZE, name=segment.name, size=segment.size, of=report.customers, whom=report.whom, share=percent(segment.share)
    )


def _sentence(segment: Segment, text: str) -> str:
    """A line of the report, with whom it is about: alone it would carry nothing."""
    return text if segment.name in text else f"{segment.name}: {text}"
