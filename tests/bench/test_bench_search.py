"""The bench of the search: what it counts is found, and only where the asker may read. No figure is judged here."""

from __future__ import annotations

from bench.search import QUERIES, measured, table


async def test_every_query_is_measured_as_often_as_there_are_rounds() -> None:
    lines = {line.query: line for line in await measured(rows=6000, rounds=2)}
    assert set(lines) == set(QUERIES)
    assert all([len(each) for each in line.times] == [2, 2, 2, 2 if line.plain else 0] for line in lines.values())
    assert (lines["a word in every message"].hits, lines["no such word"].hits) == (10, 0)
    assert lines["common, a few studies of many"].hits == 10
    assert len(table(list(lines.values())).splitlines()) == 2 + len(QUERIES)
