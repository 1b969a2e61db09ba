"""A column that sorts the texts of a file already: it names segments where they agree, and how far is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from segments.describing import described
from segments.features.texts import texts
from segments.report import Report
from segments.shapes import Clustering, Customers, Decision, Labels
from segments.sorted_already import kinds_in, sorted_already
from segments.themes import grouped
from segments.told import Column, Kind, Receipt, Role, Understanding
from tests.segments.test_themes import asked

COLUMNS = (Column("text", "c1", "text", Role.TEXT), Column("intent", "c2", "category"))


def sorted_texts() -> tuple[Customers, Labels]:
    given, meant = asked()
    sorted_so = np.array([f"lost_{each}" for each in meant], dtype=object)
    customers = replace(texts(given), whom="texts", categories={"intent": sorted_so})
    return customers, grouped(customers, 3).labels


def report(customers: Customers, labels: Labels | None) -> Report:
    understood = Understanding(Kind.TEXTS, COLUMNS, customers.count, "Texts.")
    clustering = None if labels is None else Clustering("k-means", labels)
    receipt = Receipt(customers.count, customers.count)
    return described("asked.csv", understood, receipt, customers, Decision(clustering, (), {}, "So."))


def test_segments_that_agree_with_it_are_called_as_it_calls_them_and_how_far_is_said() -> None:
    told = report(*sorted_texts())
    assert {each.name.partition(",")[0] for each in told.segments} == {"Lost card", "Lost rate", "Lost pin"}
    assert "The column “intent” sorts these texts already, into 3 kinds." in told.sorted_already
    assert "right for 33 of 100" not in told.sorted_already.partition("without it")[0]
    assert told.sorted_already.endswith("without it for 33.")


def test_segments_that_have_nothing_to_do_with_it_are_not_called_by_it() -> None:
    customers, labels = sorted_texts()
    anyhow = np.arange(customers.count) % 3
    assert "right for 3" in sorted_already(customers, anyhow.astype(np.int64))
    told = report(replace(customers, categories={"intent": np.roll(customers.categories["intent"], 90)}), labels)
    assert not any(each.name.startswith("Lost") for each in told.segments)


def test_without_segments_it_is_said_to_go_by_it() -> None:
    told = report(sorted_texts()[0], None)
    assert told.next_steps == ("The column “intent” sorts these texts already, into 3 kinds: go by that.",)


def test_a_column_of_something_else_sorts_nothing() -> None:
    customers, labels = sorted_texts()
    elsewhere = replace(customers, categories={"country": customers.categories["intent"]})
    assert kinds_in(elsewhere) == ""
    assert sorted_already(elsewhere, labels) == ""


def test_of_texts_no_offer_is_tried_and_nobody_is_a_customer() -> None:
    told = report(*sorted_texts())
    [step, then] = told.next_steps
    assert step.startswith("Begin with “")
    assert "read ten of them whole, then ask five of those who wrote them" in step
    assert then.startswith("Then “")
    assert then.endswith("ask five of those who wrote them what they had tried before they wrote.")
    said = told.model_dump_json()
    assert "customers are drawn" not in said
    assert "of the customers" not in said
    assert "% of the texts (" in said
