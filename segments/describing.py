"""What was found, put together for people: the report, and what to do next."""

from __future__ import annotations

from segments import reasons
from segments.apart import apart
from segments.best import best
from segments.bias import bias
from segments.evolution.again import Before, named
from segments.evolution.baseline import Earlier
from segments.evolution.compared import held_against
from segments.evolution.stands import Stands, stands
from segments.facts import money_in
from segments.foretelling import leaving
from segments.meanings import plain
from segments.profiles import profile
from segments.report import Report
from segments.said import Stage
from segments.shapes import Customers, Decision, Receipt, Segment, Understanding
from segments.shares import percent
from segments.sorted_already import sorted_already
from segments.told import Kind

TRY = "Try one offer on half of “{name}” and compare: nothing in this file says whether they respond differently."
BEGIN, THEN = "Begin with “{name}”: ", "Then “{name}”: "
BRING = (
    "{share} of {money} comes from {part} of {whom}; they were compared by it, too, so part of that is how they were "
    "made. Ask five of them what they would miss."
)
LEAVE = BEGIN + "they leave most ({words}). Ask five who left what made them go."
MEET_TEXTS = "Read ten of “{name}” from beginning to end, and then ask five of those who wrote them."
MEET = "Meet “{name}”: make a persona of them, and then ask five of them whether it is true."
ONE = (
    "Treat them as one for now. Other facts about them may tell them apart: what they do with the product, or why they "
    "came."
)
ONE_OF_TEXTS = "Take them as one for now. More texts, or longer ones, may tell topics apart."


def described(
    file: str,
    understanding: Understanding,
    receipt: Receipt,
    customers: Customers,
    decision: Decision,
    predictions: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    before: Earlier | None = None,
    journeys: tuple[tuple[Stage, ...], ...] = (),
    standing: Stands | None = None,
) -> Report:
    """`before`: what it is held against. `standing`: where customers stand by what people corrected."""
    standing = standing or stands(Before(before), understanding, customers, decision)
    decision = standing.decision
    called = _money(understanding, customers)
    segments, since = named(profile(customers, decision, money_called=called or "the money"), standing.again), None
    if before is not None:
        since = held_against(before, understanding, customers, standing, segments)
    outdated = () if since is None or since.holds else (since.words,)
    finest = best(customers)
    report = Report(
        file=file,
        understanding=understanding,
        receipt=receipt,
        customers=customers.count,
        features=customers.names,
        money=called,
        sorted_already=sorted_already(customers, decision.clustering.labels if decision.clustering else None),
        why=_why(decision.why, segments),
        votes=decision.votes,
        disagreements=decision.disagreements,
        vetoes=decision.vetoes,
        scores=decision.scores,
        method=decision.clustering.method if decision.clustering else None,
        segments=segments,
        apart=apart(customers, decision.clustering.labels, len(segments)) if decision.clustering else None,
        journeys=journeys,
        predictions=predictions,
        best=finest.words if finest else (),
        cautions=(*outdated, *_unfair(customers, decision), *people),
        since=since,
        standing=standing.corrected.standing if standing.corrected else None,
        notes=(*decision.notes, *customers.notes),
    )
    stay = _stay(segments, leaving(customers))
    return report.model_copy(update={"next_steps": (*stay, *_next_steps(report, THEN if stay else BEGIN))})


def _why(why: str, segments: tuple[Segment, ...]) -> str:
    """What holds of all together need not hold of each."""
    judged = [each for segment in segments for each in segment.criteria if each.name == "coherent"]
    wide = sum(each.verdict == "not met" for each in judged)
    return f"{why} {reasons.wide(wide, len(segments))}" if wide else why


def _money(understanding: Understanding, customers: Customers) -> str:
    """As it is called in the file: of orders by its role, of customers the column with the largest sum."""
    if understanding.kind is Kind.TRANSACTIONS:
        return understanding.money
    column = money_in(customers.names, customers.raw)
    return "" if column is None else customers.names[column]


def _stay(segments: tuple[Segment, ...], outcome: str) -> tuple[str, ...]:
    """Where the file says who left, the segment that loses most is looked at first."""
    if not outcome:
        return ()
    found = ((each, criterion) for each in segments for criterion in each.criteria if criterion.differs)
    about = [(each, told) for each, told in found if (told.figure or 0.0) > 0 and told.is_about(plain(outcome))]
    if not about:
        return ()
    segment, told = max(about, key=lambda each: each[1].figure or 0.0)
    return (LEAVE.format(name=segment.name, words=told.shortly),)


def _unfair(customers: Customers, decision: Decision) -> tuple[str, ...]:
    """Which protected attributes stand behind a segment, and who gets less."""
    if decision.clustering is None:
        return ()
    found = bias(customers, decision.clustering.labels)
    behind = [each.words for each in found.behind if each.flagged]
    return (*behind, *(each.words for each in found.gaps if each.flagged))


def _next_steps(report: Report, begin: str) -> tuple[str, ...]:
    """The first is what is told; each names what it rests on."""
    texts = report.understanding.kind is Kind.TEXTS
    if not report.found:
        return (report.sorted_already or ONE_OF_TEXTS if texts else ONE,)
    best = max(report.segments, key=lambda each: (each.value_share or 0.0, each.size))
    if texts:
        return (MEET_TEXTS.format(name=best.name),)
    steps = [MEET.format(name=best.name)]
    if best.value_share is not None:
        shares = {"share": percent(best.value_share), "part": percent(best.share)}
        bring = begin + BRING
        steps.insert(0, bring.format(name=best.name, whom=report.whom, money=report.money or "the money", **shares))
    if _unknown(best, "responds differently"):
        steps.append(TRY.format(name=best.name))
    return tuple(steps)


def _unknown(segment: Segment, criterion: str) -> bool:
    return any(each.name == criterion and each.verdict == "unknown" for each in segment.criteria)
