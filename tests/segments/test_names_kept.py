"""Who still has a name that people gave, where there are more segments than before, or in another file."""

from __future__ import annotations

import numpy as np

from segments.describing import described
from segments.evolution.again import Before
from segments.evolution.baseline import Earlier, earlier, kept_for_later
from segments.evolution.stands import stands
from segments.labels import labelled
from segments.renaming import renamed
from segments.report import Report
from segments.shapes import Clustering, Customers, Decision, Labels
from segments.standing import Corrections
from segments.told import Receipt
from tests.segments.test_evolution import month
from tests.segments.test_over_time import KNOWN

GIVEN = Corrections(names={"s1": "Gold club"})


def report(customers: Customers, labels: Labels, before: Before) -> Report:
    decision = Decision(Clustering("k-means", labels), (), {}, "They come back.")
    standing = stands(before, KNOWN, customers, decision)
    return described("may.csv", KNOWN, Receipt(600, 600), customers, decision, before=before.held, standing=standing)


def named(said: Corrections = GIVEN) -> Earlier:
    """Three segments, the first of which people named."""
    customers, labels = month(0)
    told = renamed(report(customers, labels, Before()), said.names)
    later = kept_for_later(told, customers, labels, None, said=said)
    assert later is not None
    return earlier(*later)


def halved(labels: Labels) -> Labels:
    """Of the first a third is another segment, to which some of the second go, too."""
    rows = np.arange(len(labels))
    return np.where((labels == 0) & (rows % 3 == 0), 3, np.where((labels == 1) & (rows % 5 == 0), 0, labels))


def test_it_is_counted_who_has_the_name_still_and_who_got_it() -> None:
    customers, labels = month(0)
    cut = halved(labels)
    after = report(customers, cut, Before(own=named(), said=GIVEN))
    [found] = after.names_kept
    own = next(each for each in after.segments if each.name == "Gold club")
    had, have = labels == 0, cut == own.label
    assert (found.number, found.of, found.stay) == (own.number, had.sum(), (had & have).sum())
    assert (found.size, found.joined) == (own.size, (have & ~had).sum())
    assert found.joined
    assert sum(each.customers for each in found.elsewhere) == found.of - found.stay
    assert found.same
    rows = labelled("Customer", customers.keys.tolist(), cut, after.segments).decode().count("Gold club")
    assert rows == found.size, "as the rows have it"


def test_the_same_is_told_of_the_next_file_also_in_another_thread() -> None:
    customers, labels = month(0)
    [found] = report(customers, halved(labels), Before(held=named())).names_kept
    assert (found.name, found.stay < found.of) == ("Gold club", True)


def test_where_nearly_all_have_it_still_and_of_names_that_the_rules_made_nothing_is_said() -> None:
    customers, labels = month(0)
    assert report(customers, labels, Before(own=named(), said=GIVEN)).names_kept == ()
    assert report(customers, halved(labels), Before(own=named(Corrections()))).names_kept == ()


def test_a_name_that_was_given_a_moment_ago_is_the_one_that_is_free_for_nobody_else() -> None:
    """The name of before stands in what was kept; the piece that it fits may be called so."""
    customers, labels = month(0)
    own = named(Corrections())
    was = own.baseline.names["s1"]
    after = report(customers, halved(labels), Before(own=own, said=GIVEN))
    called = {each.id: each.name for each in after.segments}
    assert called["s1"] == "Gold club"
    assert not any(name.startswith(f"{was},") for name in called.values())
