"""What people corrected, laid over what each file leads to, each step in its own process."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from flows.analyses import Told
from segments.renaming import renamed
from segments.report import Report
from segments.standing import Correction, Corrections
from tests.analysis.test_two_months import Months
from tests.sample_orders import LAPSED, lapse, write_orders

OFTEN, ONCE, ANOTHER = "C0001", "C0002", "C0004"
"""The first comes every fortnight, the others came once."""


def standing(told: Told) -> dict[str, tuple[str, str]]:
    """Customer -> (segment, corrections by which it stands there)"""
    rows = csv.DictReader(io.StringIO(told.rows.decode("utf-8-sig")))
    return {row["Customer"]: (row["segment"], row.get("correction", "")) for row in rows}


def ids(report: Report | None) -> tuple[str, ...]:
    assert report is not None
    return tuple(each.id for each in sorted(report.segments, key=lambda each: each.label))


async def put(months: Months, run: str, kind: Any, *written: str, segment: str = "", number: int = 1) -> Correction:
    known = await months.analyses.of("T1").who(run, written)
    assert known is not None
    return Correction(number=number, kind=kind, customers=tuple(known[each] for each in written), segment=segment)


async def test_a_customer_stands_where_people_put_it_here_and_in_the_next_file_and_has_not_moved(
    tmp_path: Path,
) -> None:
    months = Months(tmp_path)
    lapse(write_orders(tmp_path / "april.csv"), tmp_path / "may.csv")
    first, drawn = await months.analysed("april.csv", "r1")
    assert first.report is not None
    often, once = (standing(drawn)[each][0] for each in (OFTEN, ONCE))
    at = {each.name: each.id for each in first.report.segments}
    model = json.loads(months.kept["r1"][0])
    said = Corrections(
        names={at[once]: "Sleepers"}, customers=(await put(months, "r1", "in", OFTEN.lower(), segment=at[once]),)
    )
    told = await months.corrected("april.csv", "r1", corrected=said, ids=ids(first.report))
    assert told.report is not None
    called = {each.id: each.name for each in first.report.segments} | {at[once]: "Sleepers"}
    assert {each.id: each.name for each in told.report.segments} == called
    assert standing(told)[OFTEN] == ("Sleepers", "1")
    assert {name: each for name, each in standing(told).items() if each[1]} == {OFTEN: ("Sleepers", "1")}
    assert told.report.standing is not None
    assert (told.report.standing.customers, told.report.standing.undone) == (1, ())
    sizes = {each.id: each.size for each in told.report.segments}
    before = {each.id: each.size for each in first.report.segments}
    assert sizes == before | {at[often]: before[at[often]] - 1, at[once]: before[at[once]] + 1}
    corrected = json.loads(months.kept["r1"][0])
    assert corrected["model"]["scales"] == model["model"]["scales"]
    assert [each["center"] for each in corrected["model"]["segments"]] == [
        each["center"] for each in model["model"]["segments"]
    ], "the model is what was found"
    assert OFTEN not in json.dumps(corrected)

    told_may, drawn_may = await months.analysed("may.csv", "r3", "r1", own="r1", corrected=said, given=len(at))
    assert told_may.report is not None
    assert told_may.report.since is not None
    assert "Sleepers" in {each.name for each in told_may.report.segments}
    assert told_may.report.since.moved == LAPSED - 1, "of those who lapsed one stood there already"
    assert standing(drawn_may)[OFTEN] == ("Sleepers", "1")
    back = await months.corrected("april.csv", "r1", corrected=Corrections(names=said.names), ids=ids(first.report))
    called_now = {each: (named.replace(once, "Sleepers"), "") for each, (named, _) in standing(drawn).items()}
    assert standing(back) == called_now
    assert json.loads(months.kept["r1"][0])["model"] == corrected["model"]


async def test_another_number_of_segments_keeps_the_ids_of_those_that_are_the_same(tmp_path: Path) -> None:
    months = Months(tmp_path)
    write_orders(tmp_path / "april.csv")
    first, drawn = await months.analysed("april.csv", "r1")
    assert first.report is not None
    at = {each.name: each.id for each in first.report.segments}
    once, given = standing(drawn)[ONCE][0], len(at)
    said = Corrections(
        customers=(
            await put(months, "r1", "in", OFTEN, segment=at[once]),
            await put(months, "r1", "apart", ONCE, ANOTHER, number=2),
            await put(months, "r1", "with", ONCE, "C0006", number=3),
        )
    )
    told, drawn = await months.analysed("april.csv", "r2", own="r1", corrected=said, given=given, wanted=given + 1)
    report = told.report
    assert report is not None
    assert report.since is None
    new = set(ids(report)) - set(at.values())
    assert set(ids(report)) & set(at.values()), "a half of a segment is still that one"
    assert len(set(ids(report))) == given + 1
    assert new
    assert all(int(id.removeprefix("s")) > given for id in new), "no id comes twice"
    where = standing(drawn)
    assert where[ONCE][0] != where[ANOTHER][0]
    assert where[ONCE][0] == where["C0006"][0]
    assert report.standing is not None
    named = {each.id: each.name for each in report.segments}
    if at[once] in named:
        assert where[OFTEN] == (named[at[once]], "1")
    else:
        assert [(each.number, each.why) for each in report.standing.undone] == [(1, "gone")]


async def test_a_name_that_people_gave_stays_however_many_segments_are_looked_for(tmp_path: Path) -> None:
    months = Months(tmp_path)
    write_orders(tmp_path / "april.csv")
    first, _ = await months.analysed("april.csv", "r1", wanted=2)
    assert first.report is not None
    [_, other] = first.report.segments
    said = Corrections(names={other.id: "Sleepers"})
    await months.corrected("april.csv", "r1", corrected=said, ids=ids(first.report), wanted=2)
    given, own = 2, "r1"
    for at, wanted in enumerate((6, 3, 2), 2):
        told, drawn = await months.analysed("april.csv", f"r{at}", own=own, corrected=said, given=given, wanted=wanted)
        assert told.report is not None
        called = {each.id: each.name for each in told.report.segments}
        assert called[other.id] == "Sleepers"
        assert len(called) == wanted
        assert {where[0] for where in standing(drawn).values()} == set(called.values())
        given, own = max(given, *told.report.numbers), f"r{at}"


async def test_a_name_that_was_taken_back_is_the_rules_own_again_and_stays_as_long_as_it_is_true(
    tmp_path: Path,
) -> None:
    months = Months(tmp_path)
    write_orders(tmp_path / "april.csv")
    first, _ = await months.analysed("april.csv", "r1")
    assert first.report is not None
    at, one = {each.id: each.name for each in first.report.segments}, first.report.segments[0]

    async def called(**said: dict[str, str]) -> tuple[dict[str, str], list[str]]:
        told = await months.corrected("april.csv", "r1", corrected=Corrections(**said), ids=ids(first.report))
        assert told.report is not None
        kept = json.loads(months.kept["r1"][0])["model"]["segments"]
        return {each.id: each.name for each in told.report.segments}, [each["id"] for each in kept if each["given"]]

    assert await called(names={one.id: "Sleepers"}) == ({**at, one.id: "Sleepers"}, [one.id])
    assert await called(taken_back={one.id: one.name}) == (at, [])
    untrue = "Big spenders" if one.name.startswith("Once") else "Once, long ago"
    assert await called(taken_back={one.id: untrue}) == (at, [])


async def test_of_an_analysis_of_which_nothing_was_kept_the_model_of_another_file_is_not_kept(tmp_path: Path) -> None:
    """What a thread kept last may be of an earlier file."""
    months = Months(tmp_path)
    write_orders(tmp_path / "april.csv")
    first, _ = await months.analysed("april.csv", "r1")
    more = len(ids(first.report)) + 1
    second, _ = await months.analysed("april.csv", "r2", wanted=more)
    said = Corrections(names={ids(second.report)[0]: "Cooks"})
    told = await months.corrected("april.csv", "r2", corrected=said, ids=ids(second.report), wanted=more, own="r1")
    model = json.loads(told.model)["model"]
    assert sorted(each["id"] for each in model["segments"]) == sorted(ids(second.report))


async def test_who_belongs_where_is_told_by_the_same_ids_where_the_file_before_was_put_away(tmp_path: Path) -> None:
    months = Months(tmp_path)
    lapse(write_orders(tmp_path / "april.csv"), tmp_path / "may.csv")
    first, _ = await months.analysed("april.csv", "r1")
    renamed = {id: f"Called {id}" for id in ids(first.report)}
    await months.corrected("april.csv", "r1", corrected=Corrections(names=renamed), ids=ids(first.report))
    told, drawn = await months.analysed("may.csv", "r2", "r1")
    del months.kept["r1"]
    again = await months.corrected("may.csv", "r2", "r1", ids=ids(told.report))
    assert standing(again) == standing(drawn)
    assert {where[0] for where in standing(again).values()} <= set(renamed.values())


async def test_pictures_drawn_anew_show_who_moved_also_where_the_file_before_was_put_away(tmp_path: Path) -> None:
    months = Months(tmp_path)
    lapse(write_orders(tmp_path / "april.csv"), tmp_path / "may.csv")
    await months.analysed("april.csv", "r1")
    told, drawn = await months.analysed("may.csv", "r2", "r1")
    assert told.report is not None
    assert told.report.since is not None
    assert told.report.since.moves
    del months.kept["r1"]
    told_before = {"own": "r2", "ids": ids(told.report), "since": told.report.since}
    said = Corrections(names={told.report.segments[0].id: "Friends"})
    again, anew = await months.analysed("may.csv", "r2", "r1", corrected=said, **told_before)
    assert [each.file for each in anew.pictures] == [each.file for each in drawn.pictures]
    assert again.report is not None
    assert again.report.since == renamed(told.report, said.names).since, "told with the name that people gave"
    [movers] = [each for each in anew.pictures if each.file == "movers.png"]
    assert "Friends" in movers.alt
