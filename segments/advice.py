"""What to do next: for each segment a figure of the file, and a question about what its members did, never would do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from segments.asking import LEFT, MUCH, Asked, asked, loss
from segments.report import Report
from segments.shares import percent
from segments.told import Criterion, Kind, Segment

BEGIN, THEN = "Begin with ", "Then "
LEAVE = "“{name}”: they leave most ({words}). Ask five who left to tell {ask}"
LEAVE_SHORTLY = "“{name}”, who leave most ({here}, the others {others}): ask five who left to tell {ask}"
DOUBTFUL = " First see whether “{column}” is known before they leave: it sets these apart."
STEP, SHORTLY = "“{name}”: {why}. {ask}", "“{name}” ({why}): {ask}"
OF_NAME, OF_NAME_SHORTLY = "“{name}”, {why}. {ask}", "“{name}”, {why}: {ask}"
LARGEST, LARGEST_SHORTLY = "“{name}”, the largest with {part} of {whom}", "“{name}”, the largest with {part}"
TRY = "Try one offer on half of “{name}” and compare: nothing in this file says whether they respond differently."
TRY_SHORTLY = "Try one offer on half of “{name}” and compare."
TEXTS = (
    "Begin with “{name}”, the largest ({part} of the texts): read ten of them whole, then ask five of those who wrote "
    "them what had happened before."
)
TEXTS_THEN = (
    "Then “{name}” ({part} of the texts): read ten of these too, then ask five of those who wrote them what they had "
    "tried before they wrote."
)
ONE = (
    "Treat them as one for now. Other facts about them may tell them apart: what they do with the product, or why they "
    "came."
)
ONE_OF_TEXTS = "Take them as one for now. More texts, or longer ones, may tell topics apart."
MOST = 6
"""Of segments after the first two; the others stand in the table."""


@dataclass(frozen=True)
class Advised:
    """One thing to do, with the fact that speaks for it; `shortly`, for below the segments, whose facts stand there."""

    words: str
    shortly: str

    def after(self, start: str) -> Advised:
        return Advised(f"{start}{self.words}", f"{start}{self.shortly}")


def advice(report: Report, outcome: str, doubtful: Collection[str] = ()) -> tuple[Advised, ...]:
    """-> what to begin with first; no two of them ask the same. `outcome`: the column that says who left; empty where
    none does. `doubtful`: columns that may be known only after they left."""
    texts = report.understanding.kind is Kind.TEXTS
    if not report.found:
        return (_alike(report.sorted_already or ONE_OF_TEXTS if texts else ONE),)
    best = max(report.segments, key=_worth)
    if texts:
        largest = sorted(report.segments, key=_worth, reverse=True)
        told = zip((TEXTS, TEXTS_THEN), largest, strict=False)
        return tuple(_alike(text.format(name=each.name, part=percent(each.share))) for text, each in told)
    steps = _steps(report, outcome, doubtful, best)
    begun = [step.after(start) for start, step in zip((BEGIN, THEN, *[""] * MOST), steps, strict=False)]
    if not _unknown(best, "responds differently"):
        return tuple(begun)
    return (*begun, Advised(TRY.format(name=best.name), TRY_SHORTLY.format(name=best.name)))


def _steps(report: Report, outcome: str, doubtful: Collection[str], best: Segment) -> list[Advised]:
    """The segment that most left of, then the others by what they bring; each is asked what no other one is."""
    steps, said = list[Advised](), set[str]()
    left = [(found, each) for each in report.segments if (found := loss(each, outcome))]
    most: Segment | None = None
    if left:
        found, most = max(left, key=lambda each: each[0].figure or 0.0)
        steps.append(_of_leaving(most, found, doubtful))
        said.add(LEFT)
    for segment in sorted(report.segments, key=_worth, reverse=True):
        if segment is most:
            continue
        free = (each for each in asked(report, segment, outcome, best=segment is best) if each.what not in said)
        if step := next(free, None):
            said.add(step.what)
            steps.append(_told(report, segment, step, largest=segment is best and segment.value_share is None))
    return steps


def _told(report: Report, segment: Segment, step: Asked, *, largest: bool) -> Advised:
    named = {"name": segment.name, "part": percent(segment.share), "whom": report.whom}
    ask = f"{step.before}ask {step.whom} {step.what}"
    whole, shortly = {"why": step.why, "ask": _begun(ask)}, {"why": step.briefly, "ask": f"{ask[:1].lower()}{ask[1:]}"}
    words = (OF_NAME if step.of_name else STEP).format(**named, **whole)
    brief = (OF_NAME_SHORTLY if step.of_name else SHORTLY).format(**named, **shortly)
    if largest:
        words = words.replace(f"“{segment.name}”", LARGEST.format(**named), 1)
        brief = brief.replace(f"“{segment.name}”", LARGEST_SHORTLY.format(**named), 1)
    return Advised(words, brief)


def _begun(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _of_leaving(segment: Segment, found: Criterion, doubtful: Collection[str]) -> Advised:
    words = LEAVE.format(name=segment.name, words=found.shortly, ask=LEFT)
    shortly = LEAVE_SHORTLY.format(name=segment.name, here=found.here, others=found.others, ask=LEFT)
    late = next((each.feature for each in segment.traits if each.feature in doubtful), "")
    doubt = DOUBTFUL.format(column=late) if late else ""
    return Advised(f"{words}{doubt}", f"{shortly}{doubt}")


def _alike(words: str) -> Advised:
    return Advised(words, words)


def _worth(segment: Segment) -> tuple[bool, float, int]:
    """Nearly everybody brings most: who brings much more than their part comes first."""
    money = segment.value_share or 0.0
    return money >= MUCH * segment.share, money, segment.size


def _unknown(segment: Segment, criterion: str) -> bool:
    return any(each.name == criterion and each.verdict == "unknown" for each in segment.criteria)
