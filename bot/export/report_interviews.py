"""The middle of a report: what each interview with the team was summed up to, and the segments it led to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.export.markdown import line
from bot.export.phrases import day, link, person, said, sentence
from bot.export.study import HeldRecord, StudyExport
from interviews.dimensions import LORE
from interviews.labels import label
from interviews.summary import Judgement, Segment, Statement, Summary, Verdict
from studies.news import PROJECT

HYPOTHESES = "Candidates: hypotheses until customers have been asked."


def interviews(export: StudyExport) -> list[str]:
    """What is open stands in a part of its own."""
    summed_up = [(held, held.summary) for held in export.conversations if held.summary is not None]
    lines = ["", "## Interviews and candidate segments"] if summed_up else []
    for held, summary in summed_up:
        heading = f"{line(held.title) or 'Without a title'}, {day(held.started_at)}"
        thread = f", {link('the thread', held.permalink)}" if held.permalink else ""
        lines += ["", f"### {heading}", "", f"Begun by {person(held.starter, held.starter_name)}{thread}."]
        for title, statements in _parts(summary):
            lines += ["", f"**{title}**", "", *(f"- {_statement(each, held)}" for each in statements)]
        lines += ["", HYPOTHESES] if summary.segments else []
        for segment in summary.segments:
            lines += _segment(segment, held)
        lines += ["", sentence(summary.shortfall)] if summary.shortfall else []
    return lines


def _parts(summary: Summary) -> Iterator[tuple[str, Sequence[Statement]]]:
    parts = [("The problem", summary.problem)]
    parts += [(line(LORE[each.dimension].title), each.statements) for each in summary.considerations]
    parts += [("Ideas", summary.ideas), ("Not thought of yet", summary.not_thinking_of)]
    return ((title, statements) for title, statements in parts if statements)


def _statement(statement: Statement, held: HeldRecord) -> str:
    if statement.is_reading:
        return f"{said(statement.text)} (Segue's reading)"
    basis = f", {label(statement.basis)}" if statement.basis else ""
    return f"{said(statement.text)} ({_answers(statement.answers, held)}{basis})"


def _segment(segment: Segment, held: HeldRecord) -> list[str]:
    rests = _answers(segment.answers, held)
    lines = ["", f"#### {line(segment.id)}: {line(segment.name)}", "", sentence(segment.rule)]
    lines += [f"Rests on {rests}."] if rests else []
    return [*lines, "", *(f"- {_judgement(each, held)}" for each in segment.judgements)]


def _judgement(judgement: Judgement, held: HeldRecord) -> str:
    found = "not known yet" if judgement.verdict is Verdict.UNKNOWN else judgement.verdict.value
    rests = f" ({_answers(judgement.answers, held)})" if judgement.answers else ""
    text = f". {said(judgement.text)}" if judgement.text else ""
    return f"{judgement.criterion.value.capitalize()}: {found}{text}{rests}"


def _answers(ids: Sequence[str], held: HeldRecord) -> str:
    """Each leads to its message."""
    known = {each.id: each.permalink for each in held.answers}
    return ", ".join(link(_called(id), known.get(id)) for id in ids)


def _called(id: str) -> str:
    return "the project" if id == PROJECT else f"answer {line(id.removeprefix('a'))}"
