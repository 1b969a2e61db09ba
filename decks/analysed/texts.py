"""What the texts of each segment say once a model has read them, and how what the team corrected stands."""

from __future__ import annotations

from decks.analysed.material import Analysed, listed, of_rows, row, titled
from decks.analysed.words import ABOUT, FEEL, MODEL_READ, OFTEN, QUOTED, RULE_READ, STANDING, STANDS, TEXTS_OF
from decks.deck import Kind, Line, Slide
from decks.words import Say
from segments.readings import Voice
from segments.report import Report
from segments.telling import about, felt, standing_in_words, whose


def heard(made: Analysed, say: Say) -> list[Slide]:
    """A page for each segment."""
    return [_heard(made.report, each, say) for each in made.report.voices]


def _heard(report: Report, voice: Voice, say: Say) -> Slide:
    rows: list[Line] = [row(FEEL, felt(voice, say), say, kind=Kind.READING)]
    for topic in voice.topics:
        rows.append(row(ABOUT, about(topic, say), say, kind=Kind.READING))
        rows += listed(QUOTED, (f"“{each}”" for each in topic.quotes), say)
    rows += [row(OFTEN, ", ".join(voice.keywords), say)] if voice.keywords else []
    name = say(TEXTS_OF, name=whose(report, voice, say))
    return of_rows(titled(name, say, kind=Kind.READING, label=RULE_READ if report.by_rule else MODEL_READ), rows)


def corrected(made: Analysed, say: Say) -> list[Slide]:
    rows = listed(STANDING, standing_in_words(made.report.standing, say), say)
    return [of_rows(titled(say(STANDS), say), rows)] if rows else []
