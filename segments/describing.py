"""What was found, put together for people: the report, and what to do next."""

from __future__ import annotations

from dataclasses import replace

from segments import reasons
from segments.advice import advice
from segments.apart import apart
from segments.best import best, to_list
from segments.bias import bias
from segments.counting import averages, in_all, tallies
from segments.evolution.again import Before
from segments.evolution.baseline import Earlier
from segments.evolution.calling import called_otherwise, named
from segments.evolution.compared import held_against
from segments.evolution.names_kept import names_kept
from segments.evolution.stands import Stands, stands
from segments.facts import facts
from segments.foretelling import Foretold
from segments.money import money_in, why_not_the_total
from segments.numbering import by_number, in_order
from segments.otherwise import MEANS
from segments.outcomes import leaving
from segments.profiles import profile
from segments.report import Report
from segments.said import Stage
from segments.shapes import Customers, Decision, Labels, Receipt, Segment, Understanding
from segments.since import Since
from segments.sorted_already import sorted_already
from segments.stayed import of_those_who_stayed
from segments.still_called import Still
from segments.telling import money_called
from segments.told import Kind, Role


def described(
    file: str,
    understanding: Understanding,
    receipt: Receipt,
    customers: Customers,
    decision: Decision,
    likely: Foretold | None = None,
    people: tuple[str, ...] = (),
    before: Earlier | None = None,
    journeys: tuple[tuple[Stage, ...], ...] = (),
    standing: Stands | None = None,
) -> Report:
    """`before`: what it is held against. `standing`: where customers stand by what people corrected."""
    standing = standing or stands(Before(before), understanding, customers, decision)
    decision, likely = standing.decision, likely or Foretold()
    called = _money(understanding, customers)
    whose = decision.clustering.labels if decision.clustering else None
    segments = _called_here(understanding, customers, standing, called)
    since = None
    if before is not None:
        since = held_against(before, understanding, customers, standing, segments, receipt.days)
    known, finest = facts(replace(customers, texts=None)), best(customers)
    listed = to_list(customers, finest)
    report = Report(
        file=file,
        understanding=understanding,
        receipt=receipt,
        customers=customers.count,
        features=_looked_at(understanding, customers),
        money=called,
        sorted_already=sorted_already(customers, whose),
        why=_why(decision.why, segments),
        votes=decision.votes,
        disagreements=decision.disagreements,
        vetoes=decision.vetoes,
        other_ways=(MEANS, *decision.others) if decision.others else (),
        scores=decision.scores,
        method=decision.clustering.method if decision.clustering else None,
        segments=segments,
        apart=None if whose is None else apart(customers, whose, len(segments)),
        journeys=journeys,
        in_all=in_all(customers, known, understanding),
        averages=averages(known, whose),
        tallies=tallies(customers, known, whose),
        predictions=likely.shortly,
        tried=likely.words,
        leavers=likely.leavers,
        best=finest.words if finest else (),
        alike=0 if listed is None else int(listed.sum()),
        cautions=(*_outdated(since), *_misleading(customers, whose, segments, likely), *people),
        since=since,
        once_called=called_otherwise(segments, standing.again),
        names_kept=names_kept(standing.again, customers, whose),
        standing=standing.corrected.standing if standing.corrected else None,
        of_columns=customers.notes,
        notes=(*_how(understanding, customers, standing, segments), *customers.notes),
    )
    return in_order(_with_steps(report, customers, likely))


def _outdated(since: Since | None) -> tuple[str, ...]:
    return () if since is None or since.holds else (since.words,)


def _misleading(
    customers: Customers, labels: Labels | None, segments: tuple[Segment, ...], likely: Foretold
) -> tuple[str, ...]:
    """What would harm somebody, or be taken for more than it is."""
    stayed = of_those_who_stayed(customers, labels, segments)
    return (*stayed, *likely.cautions, *_unfair(customers, labels, segments))


def _how(
    understanding: Understanding, customers: Customers, standing: Stands, segments: tuple[Segment, ...]
) -> tuple[str, ...]:
    """How they were compared, beside what became of each column."""
    money, touching = _taken_for_money(understanding, customers), _cautions(standing.found, segments)
    return (*money, *standing.decision.notes, *touching)


def _called_here(
    understanding: Understanding, customers: Customers, standing: Stands, money: str
) -> tuple[Segment, ...]:
    """The segments under the names they have from now on. `money`: what it is called; empty where there is none."""
    numbered = understanding.field(Role.CUSTOMER) is not None
    called = money_called(understanding.kind, money)
    found = profile(customers, standing.decision, money_called=called, numbered=numbered)
    clustering = standing.decision.clustering
    return named(found, standing.again, Still(customers, clustering.labels if clustering else None))


def _with_steps(report: Report, customers: Customers, likely: Foretold) -> Report:
    """What to do next goes by all that the report says."""
    advised = advice(report, leaving(customers), likely.doubtful)
    steps, shortly = tuple(each.words for each in advised), tuple(each.shortly for each in advised)
    return report.model_copy(update={"next_steps": steps, "steps_in_short": shortly})


def _looked_at(understanding: Understanding, customers: Customers) -> tuple[str, ...]:
    """What numbers and words tell of each; of texts, what was made of them."""
    if understanding.kind is Kind.TEXTS:
        return customers.names
    return (*customers.names, *(each for each in sorted(customers.categories) if each not in customers.names))


def _why(why: str, segments: tuple[Segment, ...]) -> str:
    """What holds of all together need not hold of each."""
    judged = [each for segment in segments for each in segment.criteria if each.name == "coherent"]
    wide = sum(each.verdict == "not met" for each in judged)
    return f"{why} {reasons.wide(wide, len(segments))}" if wide else why


def _cautions(found: Decision, segments: tuple[Segment, ...]) -> tuple[str, ...]:
    """Of those around a centre, by the numbers that people call them by: that groups of another shape touch says
    nothing."""
    if found.own is None or found.clustering is None or found.clustering.method != "k-means":
        return ()
    ordered = sorted(segments, key=lambda each: each.number)
    return reasons.cautions(found.own, {each.label: each.number for each in ordered})


def _money(understanding: Understanding, customers: Customers) -> str:
    """As it is called in the file: of orders by its role, of customers by what is in the columns."""
    if understanding.kind is Kind.TRANSACTIONS:
        return understanding.money_column
    column = money_in(customers.names, customers.raw, customers.money)
    return "" if column is None else customers.names[column]


def _taken_for_money(understanding: Understanding, customers: Customers) -> tuple[str, ...]:
    """Said where another column than the one with the largest sum is taken."""
    if understanding.kind is Kind.TRANSACTIONS:
        return ()
    why = why_not_the_total(customers.names, customers.raw, customers.money)
    return (why,) if why else ()


def _unfair(customers: Customers, labels: Labels | None, segments: tuple[Segment, ...]) -> tuple[str, ...]:
    """Which protected attributes stand behind a segment, and who gets less."""
    if labels is None:
        return ()
    found = bias(customers, by_number(labels, segments))
    behind = [each.words for each in found.behind if each.flagged]
    return (*behind, *(each.words for each in found.gaps if each.flagged))
