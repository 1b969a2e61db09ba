"""A claim without evidence is not shown: what a model wrote is held against what was said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from interviews.answers import Answer, Basis
from interviews.criteria import WOULD_TELL
from interviews.language import folded, numbers, words
from interviews.summary import Consideration, Judgement, Segment, Statement, Summary, Verdict

_QUOTED = re.compile(r"[\"“„]([^\"“”„]+)[\"”“]")
FEW_SEGMENTS = (
    "The answers carry fewer than three groups that differ; more talk with customers would show whether there are more."
)


def is_quote(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text`, character for character after white-space folding. Nothing is no quote."""
    wanted = folded(quote)
    return bool(wanted) and wanted in folded(text)


def only_said(texts: Sequence[str], answers: Sequence[Answer]) -> list[str]:
    """The texts that put nothing between quotation marks that no answer contains."""
    source = "\n".join(answer.text for answer in answers)
    return [text for text in texts if _quotes_stand(text, source)]


def carried(statements: Sequence[Statement], answers: Sequence[Answer]) -> tuple[Statement, ...]:
    """Those of the statements that the answers carry, as in a summary; readings cite nothing and stay."""
    return _carried(statements, {answer.id: answer for answer in answers if not answer.skipped and answer.text.strip()})


def verified(summary: Summary, answers: Sequence[Answer]) -> Summary:
    """The summary without what no answer carries, and with the number of statements dropped.

    A statement goes that cites only unknown or skipped answers, puts words between quotation marks that
    the cited answers do not contain, or gives a number they do not give. `MET` and `NOT_MET` need a
    counted or heard claim in a cited answer; otherwise the verdict becomes `UNKNOWN` with what would
    tell us. An idea may name a number of its own. All six criteria are present afterwards, in order.
    Readings cite nothing and stay.
    """
    said = {answer.id: answer for answer in answers if not answer.skipped and answer.text.strip()}
    problem = _carried(summary.problem, said)
    ideas = _carried(summary.ideas, said, proposals=True)
    unthought = _carried(summary.not_thinking_of, said)
    considered = [
        Consideration(dimension=part.dimension, statements=_carried(part.statements, said))
        for part in summary.considerations
    ]
    segments = _segments(summary.segments, said)
    before = sum(map(len, (summary.problem, summary.ideas, summary.not_thinking_of, summary.segments)))
    before += sum(len(part.statements) for part in summary.considerations)
    after = sum(map(len, (problem, ideas, unthought, segments))) + sum(len(part.statements) for part in considered)
    return summary.model_copy(
        update={
            "problem": problem,
            "considerations": tuple(part for part in considered if part.statements),
            "ideas": ideas,
            "not_thinking_of": unthought,
            "segments": segments,
            "shortfall": (summary.shortfall or FEW_SEGMENTS) if len(segments) < 3 else "",
            "dropped": summary.dropped + before - after,
        }
    )


def _carried(
    statements: Sequence[Statement], said: Mapping[str, Answer], *, proposals: bool = False
) -> tuple[Statement, ...]:
    """Those that the answers carry. A proposal may name a number of its own: "ask ten of them"."""
    kept: list[Statement] = []
    for statement in statements:
        cited = tuple(id for id in dict.fromkeys(statement.answers) if id in said)
        if statement.is_reading or (cited and _is_said(statement.text, cited, said, proposals)):
            kept.append(statement.model_copy(update={"answers": cited}))
    return tuple(kept)


def _is_said(text: str, cited: Sequence[str], said: Mapping[str, Answer], any_number: bool = False) -> bool:
    """Whether quotations and numbers of `text` stand in the cited answers; single quoted words are taken as names."""
    source = "\n".join(said[id].text for id in cited)
    return _quotes_stand(text, source) and (any_number or numbers(text) <= numbers(source))


def _quotes_stand(text: str, source: str) -> bool:
    """Whether all that stands between quotation marks in `text` stands in `source`."""
    there = folded(source)
    wanted = (folded(quote.strip(" .,…")) for quote in _quotes(text))
    return all(quote and quote in there for quote in wanted)


def _quotes(text: str) -> list[str]:
    """What stands between quotation marks; a single word there is a name."""
    return [quote for quote in _QUOTED.findall(text) if len(words(quote)) > 1]


def _segments(segments: Sequence[Segment], said: Mapping[str, Answer]) -> tuple[Segment, ...]:
    kept: list[Segment] = []
    for segment in segments:
        cited = tuple(id for id in dict.fromkeys(segment.answers) if id in said)
        if cited:
            judgements = _judged(segment.judgements, said)
            letter = ascii_uppercase[len(kept) % len(ascii_uppercase)]
            kept.append(segment.model_copy(update={"id": letter, "answers": cited, "judgements": judgements}))
    return tuple(kept)


def _judged(judgements: Sequence[Judgement], said: Mapping[str, Answer]) -> tuple[Judgement, ...]:
    """One judgement per criterion, the first given, in the order of the criteria."""
    given = {judgement.criterion: judgement for judgement in reversed(judgements)}
    result: list[Judgement] = []
    for criterion, standard in WOULD_TELL.items():
        unknown = Judgement(criterion=criterion, verdict=Verdict.UNKNOWN, text=standard)
        judgement = given.get(criterion, unknown)
        cited = tuple(id for id in dict.fromkeys(judgement.answers) if id in said)
        known = any(claim.basis in (Basis.COUNTED, Basis.HEARD) for id in cited for claim in said[id].claims)
        if judgement.verdict is not Verdict.UNKNOWN and not (known and _is_said(judgement.text, cited, said)):
            judgement, cited = unknown, ()
        result.append(judgement.model_copy(update={"answers": cited}))
    return tuple(result)
