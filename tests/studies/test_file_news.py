"""What an analysis comes to for a digest: what deserves an alert, and under which key it is told once."""

from __future__ import annotations

import pytest

from segments.since import Since, Size
from studies.file_news import findings
from studies.schedule import Alerts
from tests.studies.news import SHRUNK, analysed

ALL = Alerts(shrinks=10, outdated=True)


@pytest.mark.parametrize(
    ("since", "segments", "outdated"),
    [
        (None, 2, False),
        (SHRUNK, 2, False),
        (SHRUNK, 0, True),
        (SHRUNK.model_copy(update={"holds": False}), 2, True),
        (Since(file="april.csv", lacks=("orders",)), 2, True),
        (Since(file="april.csv", other_kind=True), 2, False),
        (Since(file="april.csv", other_kind=True), 0, False),
    ],
)
def test_segments_are_of_no_more_use_where_they_no_longer_fit_or_there_are_none(
    since: Since | None, segments: int, outdated: bool
) -> None:
    assert analysed(since=since, segments=segments).outdated is outdated


def test_whoever_lost_most_comes_first_and_whoever_grew_is_none() -> None:
    sizes = [("s1", 100, 95), ("s2", 100, 70), ("s3", 10, 0), ("s4", 0, 5), ("s5", 5, 50)]
    since = Since(
        file="april.csv", sizes=tuple(Size(id=id, name=id, before=then, after=now) for id, then, now in sizes)
    )
    assert [each.size.id for each in findings(analysed(since=since), ALL) if each.size] == ["s3", "s2"]


@pytest.mark.parametrize(("left", "told"), [(16, True), (17, False)])
def test_four_of_twenty_are_twenty_per_cent_to_the_last_digit(left: int, told: bool) -> None:
    since = Since(file="april.csv", sizes=(Size(id="s1", name="s1", before=20, after=left),))
    assert bool(findings(analysed(since=since), Alerts(shrinks=20))) is told


@pytest.mark.parametrize(
    ("all_now", "left", "told"),
    [(200, 100, False), (180, 90, False), (200, 80, True), (400, 100, False), (100, 80, False)],
    ids=["the same", "the whole file is smaller", "fewer of as many", "more others came", "fewer, and a larger share"],
)
def test_a_segment_that_only_shrank_with_its_file_or_only_by_others_is_no_alert(
    all_now: int, left: int, told: bool
) -> None:
    size = Size(id="s1", name="s1", before=100, after=left, of_before=200, of_after=all_now)
    assert bool(findings(analysed(since=Since(file="april.csv", sizes=(size,))), Alerts(shrinks=10))) is told


def test_a_segment_whose_border_was_drawn_elsewhere_is_no_alert() -> None:
    told = {"before": 100, "after": 70, "of_before": 200, "of_after": 200}
    for by_borders, alerts in (((100, 100), 0), ((100, 80), 1), (None, 1)):
        size = Size(id="s1", name="s1", by_borders=by_borders, **told)
        since = Since(file="april.csv", sizes=(size,))
        assert len(findings(analysed(since=since), Alerts(shrinks=10))) == alerts
        assert since.shrunk() == (size,), "in the message it is told, with what its share would be"
        assert bool(since.cut_otherwise) is not bool(alerts)


def test_a_size_that_an_earlier_version_kept_is_told_by_its_customers_under_the_same_key() -> None:
    kept = Since.model_validate({"file": "april.csv", "sizes": [{"id": "s1", "name": "a", "before": 100, "after": 80}]})
    anew = Size(id="s1", name="a", before=100, after=80, of_before=200, of_after=200)
    [old], [new] = (
        findings(analysed(since=since), Alerts(shrinks=20))
        for since in (kept, kept.model_copy(update={"sizes": (anew,)}))
    )
    assert old.key == new.key


def test_what_nobody_wants_to_hear_is_no_finding() -> None:
    assert findings(analysed(since=SHRUNK.model_copy(update={"holds": False})), Alerts(contradicted=True)) == []


def test_a_finding_has_one_key_however_often_the_file_is_analysed() -> None:
    first, again = (findings(analysed(run, since=SHRUNK, upload="F1"), ALL) for run in ("r2", "r3"))
    other = findings(analysed("r4", since=SHRUNK, upload="F2"), ALL)
    elsewhere = findings(analysed("r5", since=SHRUNK, upload="F1", conversation="c2"), ALL)
    assert first[0].key == again[0].key
    assert len({first[0].key, other[0].key, elsewhere[0].key}) == 3
