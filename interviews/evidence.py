"""A claim without evidence is not shown: what a model wrote is held against what was said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from interviews.answers import Answer, Basis
from interviews.criteria import WOULD_TELL
from interviews.language import folded, numbers, words
from interviews.summary import Consideration, Judgement, Segment, Statement, Summary, Verdict

_QUOTED = re.compile(r"[\"“„«「『]([^\"“”„«»「」『』]+)[\"”“»」』]")
_IN_A_WORD = re.compile(r"[^\W_][^\W_]|[^\W_]['’‐-][^\W_]|\d[.,]\d")
"""What stands on both sides of a cut that goes through a word ("can|'t", "un|happy") or a number ("1|,500")."""
_WORD_ON = re.compile(r"[^\W_]+")
MOST_PLACES, MOST_COMPARED = 100, 1_000_000
_ENDLESS = 100
"""Letters in a row that are no word any more, and may be cut anywhere."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
FEW_SEGMENTS = (
    "The answers carry fewer than three groups that differ; more talk with customers would show whether there are more."
)


def is_quote(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text`, character for character after white-space folding, and cuts no word or number
    there: "I can" and "15 dollars" do not stand in "I can't pay 115 dollars". Nothing is no quote."""
    return place_of(quote, text) is not None


def place_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where `quote` stands in the folded `text`, from and to; None where it does not."""
    wanted, there = folded(quote), folded(text)
    at = there.find(wanted) if wanted else -1
    # What repeats itself has many such places; of a long quote not all of them are looked at.
    left = MOST_PLACES + MOST_COMPARED // max(1, len(wanted))
    while at >= 0 and (left := left - 1):
        cut = _cuts(there, at)
        if not cut and not _cuts(there, at + len(wanted)):
            return at, at + len(wanted)
        # Within a word nothing begins: the next place is behind it.
        behind = _WORD_ON.match(there, at)
        at = there.find(wanted, behind.end() if cut and behind else at + 1)
    return None


def _cuts(text: str, at: int) -> bool:
    """Whether a word or number goes on across that place."""
    before, after = text[max(0, at - 2) : at], text[at : at + 2]
    if not before or not after or _UNSPACED.match(before[-1]) or _UNSPACED.match(after[0]):
        return False
    if len(near := text[max(0, at - _ENDLESS // 2) : at + _ENDLESS // 2]) == _ENDLESS and near.isalnum():
        return False
    pieces = (before[-1] + after[0], before + after[0], before[-1] + after)
    return unicodedata.combining(after[0]) > 0 or any(_IN_A_WORD.fullmatch(piece) for piece in pieces)


def only_said(texts: Sequence[str], answers: Sequence[Answer]) -> list[str]:
    """The texts that put nothing between quotation marks that no answer contains."""
    source = "\n".join(answer.text for answer in answers)
    return [text for text in texts if quotes_stand(text, source)]


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
    return quotes_stand(text, source) and (any_number or numbers(text) <= numbers(source))


def quotes_stand(text: str, source: str) -> bool:
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
