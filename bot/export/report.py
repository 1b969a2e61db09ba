"""A study as a report one can forward: what was learned, what is open, what it stands on, who was invented.

Words of people and models stand on one line and mean nothing to Markdown (bot/export/markdown.py); transcripts, where
they were asked for, come last and keep every byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.export import analyses, corrections
from bot.export.markdown import line, markdown
from bot.export.phrases import counted, day, person, said, sentence, talk
from bot.export.report_evidence import evidence, invented_people
from bot.export.report_interviews import interviews
from bot.export.report_material import material
from bot.export.study import InsightRecord, StudyExport
from bot.export.unknown import in_short, unknown
from bot.export.weighing import in_numbers, standing
from personas.schema import SYNTHETIC

NOTHING = "Nothing was learned yet that you may read: insights come when an interview is summed up."
ONLY_INVENTED = "Only invented people have spoken so far: everything below is a hypothesis."

MOST_NAMED = 3
"""Segments named in short."""


def report(export: StudyExport) -> str:
    """The whole study as one page of CommonMark."""
    real, invented = standing(export)
    numbers = {each.id: place for place, each in enumerate([*real, *invented], 1)}
    lines = [f"# {line(export.study.title) or 'A study without a title'}", ""]
    lines += [f"- {each}" for each in _in_short(export)]
    lines += _learned(export, numbers)
    lines += interviews(export)
    lines += _decisions(export, numbers)
    lines += _open_questions(export)
    lines += evidence(export, numbers)
    lines += invented_people(export, SYNTHETIC)
    lines += corrections.in_words(export)
    lines += analyses.in_words(export)
    lines += material(export)
    lines += _about(export)
    for transcript in export.transcripts:
        lines += ["", "---", ""]
        lines += [f"**{SYNTHETIC}**", ""] if transcript.synthetic else []
        lines.append(markdown(transcript).rstrip("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def _in_short(export: StudyExport) -> Iterator[str]:
    """Five lines at most, for whoever reads no further."""
    real, invented = standing(export)
    yield f"{in_numbers(export)}."
    if real:
        yield f"Most stands behind: {sentence(real[0].text)}"
    elif invented:
        yield ONLY_INVENTED
    named = [each.name for held in export.conversations if held.summary for each in held.summary.segments]
    if named:
        few = list(dict.fromkeys(named))
        more = f" And {len(few) - MOST_NAMED} more." if len(few) > MOST_NAMED else ""
        yield f"Candidate segments: {sentence('; '.join(few[:MOST_NAMED]))}{more}"
    decided = [each for each in export.decisions if each.retired_at is None]
    if decided:
        more = f" And {len(decided) - 1} more." if len(decided) > 1 else ""
        yield f"{decided[-1].state.capitalize()}: {sentence(decided[-1].text)}{more}"
    left = list(dict.fromkeys(each.text for each in export.open_questions))
    more = f" And {len(left) - 1} more." if len(left) > 1 else ""
    yield f"Still open: {sentence(left[0])}{more}" if left else in_short(export)


def _learned(export: StudyExport, numbers: Mapping[str, int]) -> list[str]:
    real, invented = standing(export)
    rejected = [each for each in export.insights if each.status != "standing"]
    lines = ["", "## What was learned", ""]
    lines += [_insight(numbers[each.id], each) for each in real] or ([] if invented else [NOTHING])
    if invented:
        lines += ["", "### Hypotheses from invented people", "", f"{SYNTHETIC} Nobody real has said so yet.", ""]
        lines += [_insight(numbers[each.id], each) for each in invented]
    if rejected:
        lines += ["", "### Rejected", ""]
        lines += [f"- {said(each.text)}{_why(each)}" for each in rejected]
    return lines


def _insight(place: int, insight: InsightRecord) -> str:
    told = [_sources(insight)]
    told += ["pinned"] if insight.pinned else []
    told += [f"{counted(insight.against, 'conversation')} against it"] if insight.against else []
    return f"{place}. {said(insight.text)} ({', '.join(told)})"


def _why(insight: InsightRecord) -> str:
    return f" ({line(insight.reason)})" if insight.reason else ""


def _sources(insight: InsightRecord) -> str:
    """Counted apart, always: what is invented adds nothing to what is real."""
    told = []
    if insight.real_sources:
        told.append(counted(insight.real_sources, "source"))
        told += [insight.how_known] if insight.how_known else []
    if insight.synthetic_sources:
        told.append(counted(insight.synthetic_sources, "synthetic source"))
    return ", ".join(told) or "no source for it"


def _decisions(export: StudyExport, numbers: Mapping[str, int]) -> list[str]:
    lines = ["", "## What was decided", ""] if export.decisions else []
    for each in export.decisions:
        at = each.retired_at or each.decided_at or each.created_at
        rests = ", ".join(str(numbers[id]) for id in each.insights if id in numbers)
        told = [f"{line(each.kind)}, {line(each.state)} {day(at)}", person(each.owner, each.owner_name)]
        told += [f"rests on {rests}"] if rests else []
        lines.append(f"- {said(each.text)} ({', '.join(told)})")
    return lines


def _open_questions(export: StudyExport) -> list[str]:
    """Each once, with every conversation that left it."""
    held = {each.id: each for each in export.conversations}
    left: dict[tuple[str, bool], list[str]] = {}
    for each in export.open_questions:
        left.setdefault((each.text, each.synthetic), []).append(talk(held[each.conversation]))
    missing = unknown(export)
    lines = ["", "## Still open", ""] if left or missing else []
    for (text, synthetic), places in left.items():
        why = "; to ask real customers" if synthetic else ""
        lines.append(f"- {said(text)} ({', '.join(places)}{why})")
    return lines + missing


def _about(export: StudyExport) -> list[str]:
    lines = ["", "## Conversations", ""] if export.conversations else []
    for each in export.conversations:
        told = [
            each.status if not each.summed_up else "summed up",
            f"begun by {person(each.starter, each.starter_name)}",
        ]
        told += ["in a direct message"] if each.direct else []
        told += ["synthetic"] if each.synthetic else []
        lines.append(f"- {said(each.title or 'Without a title')}: {talk(each)} ({', '.join(told)})")
    lines += ["", "## About this report", "", f"Study {line(export.study.id)}."]
    if export.reader is not None:
        reader = person(export.reader, export.reader_name)
        lines.append(f"Holds what {reader} could read in Slack on {day(export.made_at)}, and nothing else.")
    if export.unchecked:
        lines.append("Slack did not say who is in some of the channels: what was said there is left out.")
    return lines
