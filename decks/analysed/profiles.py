"""How large the segments are, one page for each, and all of them side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from decks.analysed.material import Analysed, named, noted, row, shown, titled
from decks.analysed.words import (
    AND_MORE,
    CHART,
    EVERYBODY,
    LARGEST,
    OF_MONEY,
    OF_WHOM,
    OTHER_WAYS,
    SEGMENT,
    SETS_APART,
    SHARE_AND_MONEY,
    SIDE_BY_SIDE,
    SIZE,
    USUAL_VALUES,
    WAY,
    WHO_BELONGS,
)
from decks.deck import Chart, Series, Slide, Table, Tile
from decks.visible import line as on_one_line
from decks.words import Say
from interviews.summary import Verdict
from segments.report import Report
from segments.said import Stage
from segments.shares import in_percent, percent
from segments.telling import follows, money_in, size, stage
from segments.told import Apart, Segment

MOST_TRAITS = 3
"""On the page of a segment; its notes have all."""
MOST_WAYS, MOST_WORDS = 2, 25
"""Of a rule on the page of a segment: ways in which somebody belongs, and words of each."""
_EITHER = re.compile(r", or “[^”]*”| \(or “[^”]*”\)")
_WAYS = re.compile(r", or (?!“)|\. Or: ")
"""As reports of before joined them, and as they are joined now."""
MOST_SIDES = 7
"""Columns of the page on which they stand side by side; its notes have all of each segment."""


def sizes(made: Analysed, say: Say) -> list[Slide]:
    """Their shares of the customers, beside those of the money where there is any."""
    report = made.report
    given = report.segments
    shares = [
        Series(
            name=say(OF_WHOM, whom=say(report.whom)),
            colour="said",
            values=tuple(in_percent(each.share) for each in given),
        )
    ]
    if all(each.value_share is not None for each in given):
        money = tuple(in_percent(each.value_share or 0.0) for each in given)
        shares.append(Series(name=say(OF_MONEY, called=money_in(report, say)), colour="guess", values=money))
    names = tuple(f"{named(each)} ({each.size:,})" for each in given)
    chart = Chart(caption=say(CHART), categories=names, series=tuple(shares), sources=(), stacked=False, unit=" %")
    notes = noted(f"{named(each)}: {size(report, each, say)}" for each in given)
    return [Slide(headline=titled(_most(report, say), say), chart=chart, notes=notes)]


def profiles(made: Analysed, say: Say) -> list[Slide]:
    ways, said = dict(enumerate(made.report.journeys)), follows(made.report, say)
    return [
        _profile(made.report, each, ways.get(at, ()), "" if at else said, say)
        for at, each in enumerate(made.report.segments)
    ]


def _profile(report: Report, segment: Segment, way: Sequence[Stage], of_all: str, say: Say) -> Slide:
    """Name, size, what sets it apart, the rule, and the six criteria in plain words; its notes have their figures, and
    what is said once `of_all` ways."""
    traits = [on_one_line(each.words) for each in segment.traits]
    rows = [row(SIZE, size(report, segment, say), say)]
    rows += [row(SETS_APART, "; ".join(traits[:MOST_TRAITS]), say)] if traits else []
    rows += [row(WHO_BELONGS, spoken(segment.rule_in_short, say), say)] if segment.rule else []
    tiles = tuple(
        Tile(
            heading=say(each.name).capitalize(),
            verdict=Verdict(each.verdict),
            word=say(each.verdict),
            text=on_one_line(each.plainly),
        )
        for each in segment.criteria
    )
    told = [
        f"{rows[0].label}: {rows[0].text}",
        *(f"{say(SETS_APART)}: {each}" for each in traits),
        f"{say(WHO_BELONGS)}: {segment.rule}" if segment.rule else "",
        *(f"{say(each.name).capitalize()}, {say(each.verdict)}: {each.words}" for each in segment.criteria),
        *(f"{say(WAY)}, {stage(each, say)}" for each in way),
        of_all,
    ]
    headline = titled(named(segment), say)
    return Slide(headline=headline, groups=shown(rows), tiles=tiles, notes=noted(told))


def spoken(rule: str, say: Say) -> str:
    """A rule as far as it can be read aloud; the notes have all of it, and how often all of it is right."""
    told = rule.partition(". This gets ")[0]
    ways = _WAYS.split(told)
    if len(ways) + len(_EITHER.findall(told)) <= MOST_WAYS and all(_short([way]) for way in ways):
        return rule
    conditions = _EITHER.sub("", ways[0]).split(" and ")
    parts = (conditions[:count] for count in range(len(conditions), 0, -1))
    kept = next(part for part in parts if len(part) == 1 or _short(part))
    whole = len(kept) == len(conditions) and len(ways) > 1
    return say(OTHER_WAYS if whole else AND_MORE, first=" and ".join(kept))


def _short(conditions: Sequence[str]) -> bool:
    return len(" and ".join(conditions).split()) <= MOST_WORDS


def side_by_side(made: Analysed, say: Say) -> list[Slide]:
    """Where each stands by what they differ in most; nothing where nothing tells them apart."""
    apart, given = made.report.apart, made.report.segments
    if apart is None or len(apart.rows) != len(given):
        return []
    headline = titled(say(SIDE_BY_SIDE), say, label=USUAL_VALUES)
    return [Slide(headline=headline, table=_table(apart, given, say), notes=noted(_told(apart, given)))]


def _table(apart: Apart, given: Sequence[Segment], say: Say) -> Table:
    rows = [(named(each), *(cell.words for cell in cells)) for each, cells in zip(given, apart.rows, strict=True)]
    tints = [tuple(cell.apart for cell in cells) for cells in apart.rows]
    if apart.everybody:
        rows.append((say(EVERYBODY), *apart.everybody))
        tints.append((0.0,) * len(apart.everybody))
    return Table(
        header=(say(SEGMENT), *map(on_one_line, apart.features[:MOST_SIDES])),
        rows=tuple(row[: MOST_SIDES + 1] for row in rows),
        tints=tuple(row[:MOST_SIDES] for row in tints),
    )


def _told(apart: Apart, given: Sequence[Segment]) -> list[str]:
    return [
        f"{named(each)}: " + ", ".join(f"{name} {cell.words}" for name, cell in zip(apart.features, cells, strict=True))
        for each, cells in zip(given, apart.rows, strict=True)
    ]


def _most(report: Report, say: Say) -> str:
    """Who brings most of the money; without money, who are most."""
    best = max(report.segments, key=lambda each: (each.value_share or 0.0, each.size))
    told = {"name": on_one_line(best.name), "share": percent(best.share), "whom": say(report.whom)}
    if best.value_share is None:
        return say(LARGEST, **told)
    return say(SHARE_AND_MONEY, **told, money=percent(best.value_share), called=money_in(report, say))
