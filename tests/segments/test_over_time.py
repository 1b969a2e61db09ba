"""Two months of the same customers: names stay, movers are counted, what no longer fits is said first."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bot.views.segments_over_time import since_block, since_in_full
from segments.describing import described
from segments.evolution.baseline import Earlier, earlier, kept_for_later
from segments.labels import labelled
from segments.lines import lines_of
from segments.pictures.heat import heat_map
from segments.pictures.movers import movers
from segments.pictures.sizes import sizes
from segments.pictures.style import PALETTE, colour, marker
from segments.report import Report
from segments.shapes import Clustering, Customers, Decision, Labels
from segments.shares import percent
from segments.since import Since, Size
from segments.telling_since import since_in_words
from segments.told import Column, Days, Kind, Receipt, Role, Understanding
from tests.segments.test_evolution import month

COLUMNS = (Column("Customer", "c1", "text", Role.CUSTOMER), Column("plan", "c2", "category"))
KNOWN = Understanding(Kind.CUSTOMERS, COLUMNS, 600, "600 customers.")
NAMELESS = Understanding(Kind.CUSTOMERS, COLUMNS[1:], 600, "600 customers.")


def report(
    customers: Customers,
    labels: Labels | None,
    before: Earlier | None = None,
    understanding: Understanding = KNOWN,
    file: str = "may.csv",
    days: Days | None = None,
) -> Report:
    clustering = None if labels is None else Clustering("k-means", labels)
    decision = Decision(clustering, (), {}, "They come back.")
    return described(file, understanding, Receipt(600, 600, days=days), customers, decision, before=before)


def kept(told: Report, customers: Customers, labels: Labels, before: Earlier | None = None) -> Earlier:
    later = kept_for_later(told, customers, labels, before)
    assert later is not None
    return earlier(*later)


@pytest.fixture(scope="module")
def april() -> tuple[Report, Earlier]:
    customers, labels = month(0)
    told = report(customers, labels, file="april.csv")
    return told, kept(told, customers, labels)


def moved_on(customers: Customers, labels: Labels, who: slice, to: int) -> tuple[Customers, Labels]:
    """Some of them do as those of another segment do."""
    there = int(np.flatnonzero(labels == to)[0])
    raw, scaled, labels = customers.raw.copy(), customers.scaled.copy(), labels.copy()
    raw[who], scaled[who], labels[who] = raw[there], scaled[there], to
    plan = customers.categories["plan"].copy()
    plan[who] = plan[there]
    return replace(customers, raw=raw, scaled=scaled, categories={"plan": plan}), labels


def test_of_a_first_file_nothing_is_said_of_before(april: tuple[Report, Earlier]) -> None:
    told, before = april
    assert told.since is None
    assert before.baseline.names == {each.id: each.name for each in told.segments}
    assert len(before.keys) == 600
    assert {len(key) for key in before.keys} <= set(range(1, 25))


def test_names_and_ids_stay_whatever_number_the_new_analysis_gives_them(april: tuple[Report, Earlier]) -> None:
    told, before = april
    customers, labels = month(0)
    turned = report(customers, (labels + 1) % 3, before)
    assert {each.label: each.name for each in turned.segments} == {
        (each.label + 1) % 3: each.name for each in told.segments
    }
    assert {each.name: each.id for each in turned.segments} == {each.name: each.id for each in told.segments}
    assert turned.since is not None
    assert (turned.since.both, turned.since.moved, turned.since.came, turned.since.gone) == (600, 0, 0, 0)
    assert movers(turned) is None


def test_a_number_stays_with_its_segment_and_is_given_to_no_other(april: tuple[Report, Earlier]) -> None:
    told, before = april
    customers, labels = month(0)
    half = (labels == 0) & (np.arange(600) % 2 == 0)
    turned = np.where(half, 2, np.where(labels == 0, 0, 1))
    after = report(customers, (turned + 1) % 3, before)
    there = {each.number for each in told.segments}
    stayed = [each for each in after.segments if each.number in there]
    assert [each.number for each in stayed] == [1, 2]
    assert [each.number for each in after.segments if each not in stayed] == [4], "one ended, and its number with it"
    assert list(after.numbers) == sorted(after.numbers), "they are told in the order of their numbers"
    assert after.apart is not None
    column = next(at for at, each in enumerate(after.apart.features) if each.startswith("recency"))
    shown = [float(row[column].words.replace(",", "")) for row in after.apart.rows]
    own = [float(np.mean(customers.raw[(turned + 1) % 3 == each.label, 0])) for each in after.segments]
    assert shown == pytest.approx(own, rel=0.05), "what stands beside a segment is its own"
    for _, words in filter(None, (heat_map(after), sizes(after))):
        assert all(each.name in words for each in after.segments)
    assert all(f"{each.number} {each.name}: " in sizes(after)[1] for each in after.segments)


def test_no_two_numbers_look_alike() -> None:
    assert len({(colour(number), marker(number)) for number in range(1, 41)}) == 40
    assert (colour(2), colour(1)) == (PALETTE[1], PALETTE[0])


def test_who_moved_came_and_went_is_counted(april: tuple[Report, Earlier]) -> None:
    told, before = april
    customers, labels = moved_on(*month(0), slice(0, 40), 1)
    keys = customers.keys.copy()
    keys[-5:] = [f"new{number}" for number in range(5)]
    since = report(replace(customers, keys=keys), labels, before).since
    assert since is not None
    assert (since.both, since.moved, since.came, since.gone, since.by_then) == (595, 40, 5, 5, 40)
    [move] = since.moves
    assert (move.before, move.after, move.customers) == (told.segments[0].name, told.segments[1].name, 40)
    assert since.holds
    assert since.stays
    here, there, third = told.segments
    sizes = {each.name: (each.before, each.after) for each in since.sizes}
    assert sizes[here.name] == (here.size, here.size - 40)
    assert sizes[there.name] == (there.size, there.size + 40)
    assert sizes[third.name] == (third.size, third.size), "the five who came stand where the five who went stood"
    assert [(each.id, round(each.lost, 3)) for each in since.shrunk()] == [(here.id, round(40 / here.size, 3))]
    assert since.shrunk(0.5) == ()
    assert since.shrunk_in_both() == since.shrunk(), "they did something else, whatever the borders"
    assert not any("By the borders" in each or "by the borders" in each for each in since_in_words(since))


ORDERS = Understanding(Kind.TRANSACTIONS, COLUMNS, 600, "600 customers' orders.")
APRIL, BOTH, MAY = (
    Days(date(2026, 1, 1), date(2026, 4, 30)),
    Days(date(2026, 1, 1), date(2026, 5, 31)),
    Days(date(2026, 2, 1), date(2026, 5, 31)),
)
OLD_ROWS = "This file has the days of april.csv in it, too: orders and money of whoever is in both can only have grown"


@pytest.mark.parametrize(
    ("days", "kept_ones", "understanding", "said"),
    [
        (BOTH, 600, ORDERS, True),
        (MAY, 600, ORDERS, False),
        (BOTH, 500, ORDERS, False),
        (BOTH, 600, KNOWN, False),
        (None, 600, ORDERS, False),
    ],
    ids=["all rows so far", "days that move on", "some customers are gone", "a table of customers", "no days"],
)
def test_where_a_file_holds_the_old_rows_too_moves_up_are_said_to_be_partly_that(
    days: Days | None, kept_ones: int, understanding: Understanding, said: bool
) -> None:
    customers, labels = month(0)
    told = report(customers, labels, understanding=understanding, file="april.csv", days=APRIL if days else None)
    before = kept(told, customers, labels)
    later, there = moved_on(customers, labels, slice(0, 40), to=1)
    some = slice(0, kept_ones)
    later = replace(
        later, keys=later.keys[some], raw=later.raw[some], scaled=later.scaled[some],
        categories={"plan": later.categories["plan"][some]},
    )  # fmt: skip
    since = report(later, there[some], before, understanding, days=days).since
    assert since is not None
    assert since.moved
    assert since.holds_old is said
    assert any(each.startswith(OLD_ROWS) for each in since_in_words(since)) is said
    assert (OLD_ROWS in str(since_in_full(since))) is said
    assert ("moves up are partly old orders, which this file has, too" in str(since_block(since))) is said


def test_where_only_the_analysis_changed_its_mind_who_moved_is_told_as_the_rows_have_it_and_that_nobody_did_anything(
    april: tuple[Report, Earlier],
) -> None:
    """Two halves of one segment are told apart all at once."""
    customers, labels = month(0)
    split = np.where((labels == 0) & (np.arange(600) % 2 == 0), 3, labels)
    since = report(customers, split, april[1]).since
    assert since is not None
    halves = int((split == 3).sum()), int((split == 0).sum())
    assert since.moved in halves
    assert sum(each.customers for each in since.moves) == since.moved
    assert (since.by_then, since.elsewhere) == (0, None)
    told = "by the borders they had in april.csv, 0 of 600 would have moved"
    assert any(told in each for each in since_in_words(since))
    assert told in str(since_in_full(since))
    assert f"{since.moved} of 600 moved since april.csv (0 by the borders the segments had then)" in str(
        since_block(since)
    )


def test_sizes_are_counted_as_the_segments_are_told_and_that_a_border_was_drawn_elsewhere_is_said_with_the_loss(
    april: tuple[Report, Earlier],
) -> None:
    told, before = april
    customers, labels = month(0)
    labels = np.where((labels == 0) & (np.arange(600) % 3 == 0), 1, labels)
    after = report(customers, labels, before)
    since = after.since
    assert since is not None
    now, then = ({each.id: each.size for each in of.segments} for of in (after, told))
    assert {each.id: (each.before, each.after) for each in since.sizes} == {id: (then[id], now[id]) for id in then}
    assert {each.shares and each.shares[1] for each in since.sizes} == {each.share for each in after.segments}
    assert now["s1"] < 0.7 * then["s1"]
    [lost] = since.shrunk()
    assert (lost.id, since.cut_otherwise[0].id, since.by_then) == ("s1", "s1", 0)
    assert since.shrunk_in_both() == (), "nobody did anything else than before"
    share, now_share = (percent(each) for each in lost.shares or ())
    told = f"By the borders it had in april.csv, {lost.name} would have {share} of all now, {share} then"
    shown = since_in_words(since)
    assert f"{lost.name}: {now_share} of all now, {share} in april.csv" in shown
    assert any(each.startswith(told) for each in shown)
    said = [line.text for line in lines_of(after)]
    assert not any("has lost a tenth" in each for each in said), "one answer does not say both"
    full = str(since_in_full(since))
    assert f"“{lost.name}” has a smaller share: {now_share} of all now, {share} in april.csv" in full
    assert told in full
    short = f"“{lost.name}” {now_share}, {share} then, in part only because segments are cut otherwise."
    assert f"Smaller share of all: {short}" in str(since_block(since))


def test_who_moved_as_it_is_told_and_drawn_is_who_moved_in_the_labelled_rows(april: tuple[Report, Earlier]) -> None:
    told, before = april
    customers, labels = moved_on(*month(0), slice(0, 40), 1)
    labels = np.where((labels == 2) & (np.arange(600) % 2 == 0), 3, labels)
    after = report(customers, labels, before)
    assert after.since is not None
    stayed = {each.id: each.name for each in (*told.segments, *after.segments)}
    was = [stayed[before.segments[list(before.keys).index(key)]] for key in customers.keys.tolist()]
    rows = labelled("Customer", customers.keys.tolist(), labels, after.segments, was)
    ways = Counter(
        (row["segment_before"], row["segment"]) for row in csv.DictReader(io.StringIO(rows.decode("utf-8-sig")))
    )
    assert {(each.before, each.after): each.customers for each in after.since.moves} == {
        way: count for way, count in ways.items() if way[0] != way[1]
    }
    assert len(after.since.moves) > 1
    picture = movers(after)
    assert picture is not None
    assert picture[1].startswith("Bars. ")
    assert all(f"{each.customers:,} from {each.before} to {each.after}." in picture[1] for each in after.since.moves)


def test_of_a_model_that_does_not_repeat_itself_the_analyses_are_compared(april: tuple[Report, Earlier]) -> None:
    _, before = april
    vague = before.baseline.model.model_copy(update={"repeats": 0.5})
    before = replace(before, baseline=before.baseline.model_copy(update={"model": vague}), placed=("",) * 600)
    since = report(*moved_on(*month(0), slice(0, 40), 1), before).since
    assert since is not None
    assert (since.moved, since.by_then, since.holds) == (40, None, True)


def of_before(after: Report) -> str:
    """The words of the picture of a report of which was kept that its moves were counted by the earlier borders."""
    assert after.since is not None
    picture = movers(after.model_copy(update={"since": after.since.model_copy(update={"elsewhere": 41})}))
    assert picture is not None
    return picture[1]


def test_the_picture_says_in_words_who_moved(april: tuple[Report, Earlier]) -> None:
    told, before = april
    after = report(*moved_on(*month(0), slice(0, 40), 1), before)
    picture = movers(after)
    assert picture is not None
    assert f"40 from {told.segments[0].name} to {told.segments[1].name}." in picture[1]
    assert "borders" not in picture[1]
    assert of_before(after) == picture[1].replace("Bars.", "Bars, counted by the borders the segments had then.", 1)


def test_a_model_that_no_longer_holds_is_said_first(april: tuple[Report, Earlier]) -> None:
    customers, labels = month(0, inflation=10)
    told = report(customers, labels, april[1])
    assert told.since is not None
    assert not told.since.holds
    assert told.cautions[0] == told.since.words
    assert told.cautions[0].startswith("The segments no longer fit")
    assert told.cautions[0].endswith(" The next file is held against the new ones."), "nobody is asked to choose"
    assert since_in_words(told.since)[0] == told.since.words
    assert not told.since.stays


def test_the_frozen_model_stays_while_it_holds_and_goes_when_it_does_not(april: tuple[Report, Earlier]) -> None:
    _, before = april
    for inflation, same in ((1.0, True), (10.0, False)):
        customers, labels = month(1, inflation=inflation)
        after = kept(report(customers, labels, before), customers, labels, before)
        assert (after.baseline.model == before.baseline.model) is same
        assert after.baseline.file == "may.csv"


def test_a_segment_that_was_not_there_gets_an_id_nobody_had_and_one_that_ended_is_named(
    april: tuple[Report, Earlier],
) -> None:
    _, before = april
    customers, labels = month(0)
    split = np.where((labels == 0) & (np.arange(600) % 2 == 0), 3, labels)
    split[labels == 2] = 1
    split[split == 3] = 2
    after = report(customers, split, before)
    assert after.since is not None
    ids = {each.id for each in after.segments}
    assert after.since.new
    assert after.since.ended
    assert "s4" in ids
    assert len({each.name for each in after.segments}) == 3
    assert not after.since.stays
    again = kept(after, customers, split, before)
    assert again.baseline.given == 4


@pytest.mark.parametrize("lost", ["plan", "recency"])
def test_a_file_whose_columns_changed_is_analysed_afresh_and_the_missing_ones_are_named(
    april: tuple[Report, Earlier], lost: str
) -> None:
    customers, labels = month(1)
    if lost == "plan":
        customers = replace(customers, categories={})
    else:
        customers = replace(customers, names=("days", *customers.names[1:]))
    told = report(customers, labels, april[1])
    assert told.since is not None
    assert told.since.lacks == (lost,)
    assert not told.since.compared
    assert told.since.both is None
    assert [each.id for each in told.segments] == ["s1", "s2", "s3"]


def test_a_file_of_another_kind_is_not_held_against_it(april: tuple[Report, Earlier]) -> None:
    customers, labels = month(1)
    other = replace(KNOWN, kind=Kind.TRANSACTIONS)
    since = report(customers, labels, april[1], other).since
    assert since is not None
    assert since.other_kind
    assert since.moves == ()


def test_where_nobody_can_be_known_again_segments_are_the_same_by_where_they_lie() -> None:
    customers, labels = month(0)
    told = report(customers, labels, understanding=NAMELESS)
    before = kept(told, customers, labels)
    assert len(before.keys) == 0
    another, kind = month(1)
    after = report(another, (kind + 1) % 3, before, NAMELESS)
    assert after.since is not None
    assert (after.since.both, after.since.sizes) == (None, ())
    assert {each.label: each.name for each in after.segments} == {
        (each.label + 1) % 3: each.name for each in told.segments
    }


def test_where_there_are_no_segments_any_more_customers_are_told_by_those_there_were(
    april: tuple[Report, Earlier],
) -> None:
    customers, _ = moved_on(*month(0), slice(0, 40), 1)
    told = report(customers, None, april[1])
    assert told.segments == ()
    assert told.since is not None
    assert told.since.moved == 40
    assert not told.since.stays


def test_the_rows_say_where_each_customer_was(april: tuple[Report, Earlier]) -> None:
    told, _ = april
    one, two = told.segments[:2]
    rows = labelled("Customer", ["a", "b"], np.array([0, 1]), told.segments, [one.name, ""])
    assert list(csv.reader(io.StringIO(rows.decode("utf-8-sig")))) == [
        ["Customer", "segment_id", "segment", "segment_number", "segment_before"],
        ["a", "s1", one.name, "1", one.name],
        ["b", "s2", two.name, "2", ""],
    ]


def test_a_segment_that_is_cut_otherwise_has_ended_and_has_not_shrunk_to_nothing() -> None:
    cut = Size(id="s1", name="Gone quiet", before=390, after=0, of_before=1000, of_after=1000, by_borders=(390, 385))
    since = Since(file="june.csv", both=900, sizes=(cut,), ended=("Gone quiet",), new=("Gone quiet, seen longer ago",))
    assert since.shrunk() == ()
    told = "\n".join(since_in_words(since))
    assert "No longer there: Gone quiet" in told
    assert "0 % of all now" not in told
    empty = cut.model_copy(update={"by_borders": (390, 0)})
    assert since.model_copy(update={"sizes": (empty,)}).shrunk() == (empty,)
