"""Customer tables and surveys: what customers are compared by, and what is said of the rest."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from errors import NothingToCompare
from segments.features.attributes import attributes
from segments.features.columns import outcome
from segments.meanings import says
from segments.measures import explained
from segments.shapes import Customers, Role

TELCO = Path(__file__).parents[3] / "shared" / "data" / "customers" / "telco_churn.csv"
COUNTED = {"tenure", "MonthlyCharges", "TotalCharges", "SeniorCitizen"}
COLOURS = ["red", "green", "blue"] * 40


def compared(**columns: list[object]) -> Customers:
    types = {
        name: "number" if all(isinstance(each, (int, float, type(None))) for each in values) else "category"
        for name, values in columns.items()
    }
    return attributes(columns, types)


def telco() -> Customers:
    if not TELCO.is_file() and not os.environ.get("CI"):
        pytest.skip("../shared/data is not beside this checkout")
    with TELCO.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name: [row[name].strip() or None for row in rows] for name in rows[0]}
    return attributes(columns, {name: "number" if name in COUNTED else "category" for name in columns})


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("empty", [None] * 120, "it is empty"),
        ("tongue", ["en"] * 120, "the same for everybody"),
        ("email", [f"a{row}@example.org" for row in range(120)], "hardly two have the same"),
        ("line", list(range(1, 121)), "it counts the rows"),
        ("fax", ["1"] + [None] * 119, "only 1 of 120 have it"),
    ],
)
def test_what_tells_nothing_is_left_out_and_the_reason_is_said(name: str, values: list[object], why: str) -> None:
    found = compared(colour=COLOURS, **{name: values})
    assert list(found.categories) == ["colour"]
    assert any(name in note and why in note for note in found.notes)


def test_a_file_that_tells_no_customers_apart_is_refused_kindly() -> None:
    with pytest.raises(NothingToCompare) as refused:
        compared(same=["x"] * 5, line=[1, 2, 3, 4, 5])
    assert "tells customers apart" in str(refused.value)
    assert refused.value.now


def test_a_long_list_weighs_no_more_than_a_number() -> None:
    many = [f"town {row % 60}" for row in range(6000)]
    found = compared(town=many, age=[float(row * 7 % 50) for row in range(6000)])
    number, town = found.scaled[:, 0].var(), found.scaled[:, 1:].var(axis=0).sum()
    assert number == pytest.approx(1)
    assert town < 1


def test_rare_values_are_put_together_and_that_is_said() -> None:
    found = compared(colour=["red", "blue"] * 500 + ["mauve", "puce", "ecru"])
    assert set(found.categories["colour"]) == {"red", "blue", "others"}
    assert found.notes == ("colour: 3 rare values are put together as others.",)


def test_what_is_not_given_is_shown_not_filled_in() -> None:
    found = compared(bonus=[row * 2.5 for row in range(90)] + [None] * 30, colour=[*COLOURS[:-1], None])
    assert np.isnan(found.raw[:, 0]).sum() == 30
    assert (found.categories["colour"] == "not given").sum() == 1
    assert any("not given for 30" in note for note in found.notes)
    assert (found.scaled[90:, 0] == 0).all()


def test_a_fact_that_several_columns_repeat_counts_once() -> None:
    internet = ["no", "yes"] * 60
    once = compared(internet=internet, colour=COLOURS)
    thrice = compared(internet=internet, colour=COLOURS, backup=internet, streaming=internet)
    assert thrice.scaled.shape == once.scaled.shape


def test_outcomes_are_held_out_by_their_name_or_their_role() -> None:
    colours, yes = COLOURS, ["Yes", "No", "No"] * 40
    by_name = compared(colour=colours, Churn=yes)
    assert by_name.outcomes["Churn"].tolist()[:3] == [1.0, 0.0, 0.0]
    assert "Churn" not in by_name.categories
    roles = {"again": Role.OUTCOME}
    by_role = attributes({"colour": colours, "again": yes}, {"colour": "category", "again": "category"}, roles=roles)
    assert list(by_role.outcomes) == ["again"]


@pytest.mark.parametrize(
    ("values", "one"),
    [(["Yes", "No"], "Yes"), (["Stayed", "Left"], "Left"), (["a", "a", "b"], "b"), (["0", "1"], "1")],
)
def test_which_of_two_outcomes_counts_is_never_a_matter_of_chance(values: list[str], one: str) -> None:
    found = outcome(values)
    assert found is not None
    assert found[0] == one


def test_protected_attributes_are_set_aside_on_request() -> None:
    columns = {"gender": ["f", "m"] * 60, "Age": [20 + row % 50 for row in range(120)], "colour": COLOURS}
    types = {"gender": "category", "Age": "number", "colour": "category"}
    aside = attributes(columns, types, set_aside=True)
    assert set(aside.protected) == {"gender", "Age"}
    assert aside.names == ()
    assert list(aside.categories) == ["colour"]
    assert len(set(aside.protected["Age"])) == 5
    assert attributes(columns, types).protected == {}


@pytest.mark.parametrize(
    ("name", "meaning", "does"),
    [
        ("SeniorCitizen", "protected", True),
        ("page_views", "protected", False),
        ("account_age", "protected", False),
        ("Geschlecht", "protected", True),
        ("response_time", "outcome", False),
        ("Kündigung", "outcome", True),
        ("MonthlyCharges", "money", True),
        ("usage", "age", False),
    ],
)
def test_a_name_says_what_a_column_is_by_whole_words(name: str, meaning: str, does: bool) -> None:
    assert says(name, meaning) is does  # type: ignore[arg-type]


def test_money_in_pence_gives_the_same_distances_as_in_pounds() -> None:
    pounds = [float(row**3 % 7919) ** 2 for row in range(1, 400)]
    in_pence = compared(spend=[100 * each for each in pounds])
    assert np.allclose(compared(spend=pounds).scaled, in_pence.scaled)


def test_the_order_of_columns_changes_nothing() -> None:
    first = compared(b=COLOURS, a=[float(row % 13) for row in range(120)])
    second = compared(a=[float(row % 13) for row in range(120)], b=COLOURS)
    assert np.array_equal(first.scaled, second.scaled)


def test_segments_of_telco_explain_who_leaves_though_that_was_held_out() -> None:
    """Outcome variance between segments (eta squared) of at least 0.19."""
    from sklearn.cluster import KMeans

    found = telco()
    labels = KMeans(4, n_init=4, random_state=0).fit_predict(found.scaled).astype(np.int64)
    assert "Churn" not in found.categories
    assert explained(found.outcomes["Churn"], labels) >= 0.19
