"""The best customers, and who resembles them and is not one yet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np

from segments.audiences import Asked, audience
from segments.best import best
from segments.features.columns import scaled
from segments.report import Report
from segments.shapes import Customers
from segments.steps import FILE, TASK, Wish, take
from segments.told import Kind, Role
from tests.sample_orders import write_members
from tests.segments.customers import keyed


def shop() -> Customers:
    """Fifty buy much and often in the app; thirty do all that for little money; the rest do neither."""
    random = np.random.default_rng(4)
    often = np.concatenate([random.normal(30, 2, 80), random.normal(5, 1, 420)])
    money = np.concatenate([random.normal(900, 50, 50), random.normal(90, 9, 450)])
    raw = np.column_stack([often, money])
    device = np.where(np.arange(500) < 80, "app", "desk").astype(object)
    return Customers(
        keyed(500), ("visits", "spend"), raw, np.column_stack([scaled(each) for each in raw.T]), ("", "euros"),
        categories={"channel": device},
    )  # fmt: skip


def test_the_best_are_those_who_bring_most() -> None:
    found = best(shop())
    assert found is not None
    assert np.flatnonzero(found.members).tolist() == list(range(50))
    assert found.words[0] == "The best 50 by spend bring 53 % of it, each at least 757 euros."


def test_who_resembles_them_is_not_one_of_them() -> None:
    found = best(shop())
    assert found is not None
    assert not (found.alike & found.members).any()
    assert found.alike[50:80].sum() >= 10
    assert not found.alike[80:].any()


def test_the_order_of_customers_does_not_matter() -> None:
    customers = shop()
    order = np.random.default_rng(1).permutation(500)
    turned = replace(
        customers, keys=customers.keys[order], raw=customers.raw[order],
        categories={"channel": customers.categories["channel"][order]},
    )  # fmt: skip
    first, second = best(customers), best(turned)
    assert first is not None
    assert second is not None
    assert first.words == second.words
    assert np.array_equal(first.alike[order], second.alike)


def test_where_nothing_but_money_tells_the_best_nobody_is_said_to_resemble_them() -> None:
    """Columns drawn independently: half of all the others are as near to the best as these are to each other."""
    random = np.random.default_rng(3)
    raw = np.column_stack([random.normal(size=(800, 2)), random.exponential(30, 800)])
    measured = np.column_stack([scaled(each) for each in raw.T])
    found = best(Customers(keyed(800), ("visits", "items", "spend"), raw, measured, ("", "", "euros")))
    assert found is not None
    assert len(found.words) == 1
    assert not found.alike.any()


def test_without_money_nobody_is_called_best() -> None:
    assert best(replace(shop(), names=("visits", "height"))) is None


def test_a_protected_attribute_makes_nobody_alike() -> None:
    """Sex is no reason to be offered more: the same people resemble the best with and without that column."""
    customers = shop()
    gender = np.where(np.arange(500) % 2 == 0, "f", "m").astype(object)
    first, second = best(customers), best(replace(customers, categories={**customers.categories, "gender": gender}))
    assert first is not None
    assert second is not None
    assert np.array_equal(first.alike, second.alike)


def test_the_last_of_the_best_brings_what_is_said_that_each_does() -> None:
    customers = shop()
    raw = customers.raw.copy()
    raw[:50, 1] = 5_976.9
    found = best(replace(customers, raw=raw))
    assert found is not None
    assert found.words[0].endswith("each at least 5,976 euros.")


def test_who_resembles_the_best_is_told_apart_among_the_labelled_rows(tmp_path: Path) -> None:
    """A number that is a formula stays behind its quote, and the report says how many there are."""
    customers = shop()
    with (tmp_path / FILE).open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Customer ID", "visits", "spend", "channel"])
        for number, (often, spent) in enumerate(customers.raw.tolist()):
            called = f"=C{number}" if number % 2 else f"C{number}"
            rows.writerow([called, round(often, 3), round(spent, 2), customers.categories["channel"][number]])
    (tmp_path / TASK).write_text(Wish(name="shop.csv", salt="s", wanted=2).model_dump_json())
    report = Report.model_validate(take("describe", tmp_path)["report"])
    told = take("draw", tmp_path)
    listed = audience((tmp_path / told["alike"]).read_bytes(), "", Asked(money=report.money))
    assert report.alike == listed.members == listed.listed > 9
    assert f"{report.alike} others resemble them" in report.best[1]
    header, *lines = csv.reader(io.StringIO(listed.data.decode("utf-8-sig"), newline=""))
    assert header[:3] == ["Customer ID", "segment", "spend"]
    spent = [float(line[2]) for line in lines]
    assert spent == sorted(spent, reverse=True)
    assert max(spent) < 200, "none of the best is among them"
    assert all(line[0].startswith(("'=C", "C")) for line in lines)
    assert {int(line[0].lstrip("'=C")) for line in lines} <= set(range(50, 80))


def test_of_those_who_answered_a_survey_none_is_counted_of_whom_no_list_is_made(tmp_path: Path) -> None:
    customers, random = shop(), np.random.default_rng(2)
    with (tmp_path / FILE).open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["respondent_id", "q1", "q2", "q3", "q4", "q5", "spend"])
        for number, (often, spent) in enumerate(customers.raw.tolist()):
            low, high = (4, 6) if often > 15 else (1, 4)
            rows.writerow([number, *random.integers(low, high, 5).tolist(), round(spent, 2)])
    wish = Wish(name="survey.csv", salt="s", wanted=2, roles={f"c{each}": Role.ANSWER for each in range(2, 7)})
    (tmp_path / TASK).write_text(wish.model_dump_json())
    report = Report.model_validate(take("describe", tmp_path)["report"])
    assert report.understanding.kind is Kind.SURVEY
    assert "others resemble them" in report.best[1]
    assert report.alike == 0
    assert "alike" not in take("draw", tmp_path)


def test_where_nobody_resembles_the_best_there_is_no_list(tmp_path: Path) -> None:
    write_members(tmp_path / FILE)
    (tmp_path / TASK).write_text(Wish(name="members.csv", salt="s", wanted=2).model_dump_json())
    report = Report.model_validate(take("describe", tmp_path)["report"])
    assert report.alike == 0
    assert "alike" not in take("draw", tmp_path)
