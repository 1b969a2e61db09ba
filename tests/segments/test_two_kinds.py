"""Two kinds of buyers, from the file to how many segments there are: one came often and lately, the other long ago."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from segments.deciding import decided
from segments.features.counted import as_if_measured
from segments.features.purchases import purchases
from segments.measured import FREQUENCY, MONEY
from segments.receipt import clean
from segments.shapes import Customers, Labels
from segments.tables import read
from segments.understanding import understand
from segments.validation.cuts import depth, evened, shallowest
from tests.segments.customers import made

JANUARY = date(2026, 1, 1)
SIZE = 400


def write_two_kinds(path: Path, seed: int, often: float) -> Labels:
    """Amounts as `1.234,56 €`, days as `31.12.2026`. `often`: the share of those who came 8 to 14 times within
    a hundred days; the others came once or twice, for a tenth of that, half a year before. -> who is which."""
    random, lines = np.random.default_rng(seed), []
    kinds = (np.arange(SIZE) < round(often * SIZE)).astype(np.int64)
    for customer, kind in enumerate(kinds):
        for _ in range(random.integers(8, 15) if kind else random.integers(1, 3)):
            day = JANUARY + timedelta(days=int(random.integers(200, 300) if kind else random.integers(0, 120)))
            paid = f"{random.gamma(4, 80 if kind else 8):,.2f} €".translate(str.maketrans(",.", ".,"))
            lines.append((f"K{customer:04}", 1000 + len(lines), day.strftime("%d.%m.%Y"), paid))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([("Kunde", "Bestellnr", "Datum", "Betrag"), *lines])
    return kinds


def customers_of(path: Path, folder: Path) -> Customers:
    with read(path, path.name, folder) as table:
        understanding = understand(table)
        clean(table, understanding)
        return purchases(table, understanding, b"salt")


@pytest.mark.parametrize(("seed", "often"), [(0, 0.5), (3, 0.2), (5, 0.05), (7, 0.95)])
def test_two_kinds_of_buyers_are_two_segments(seed: int, often: float, tmp_path: Path) -> None:
    """Not four: who came once and who came twice, who was here this week and who was here three weeks ago."""
    kinds = write_two_kinds(tmp_path / "verkaeufe.csv", seed, often)
    decision = decided(customers_of(tmp_path / "verkaeufe.csv", tmp_path / "table"), None)
    assert decision.clustering is not None
    assert decision.clustering.count == 2
    assert adjusted_rand_score(kinds, decision.clustering.labels) == 1


def test_why_it_is_not_more_is_said(tmp_path: Path) -> None:
    write_two_kinds(tmp_path / "verkaeufe.csv", 0, 0.5)
    decision = decided(customers_of(tmp_path / "verkaeufe.csv", tmp_path / "table"), None)
    assert (
        "Four: they are pieces of the two, and between two pieces of one of these there is no gap." in decision.vetoes
    )


def test_a_cloud_that_is_cut_has_no_gap_and_two_kinds_have() -> None:
    random = np.random.default_rng(2)
    for cloud in (random.normal(size=(400, 3)), random.uniform(size=(400, 3)), np.exp(random.normal(size=(400, 3)))):
        halves = cloud[:, 0] > np.median(cloud[:, 0])
        assert depth(cloud[halves], cloud[~halves]) < 1
    one, other = random.normal(size=(300, 3)), random.normal(size=(40, 3)) + np.array([8, 0, 0])
    assert depth(one, other) > 4
    assert depth(one, one) == 0


def test_only_pieces_of_fewer_are_looked_at() -> None:
    """Where more segments run across the borders of fewer, neither is a cut of the other."""
    random = np.random.default_rng(4)
    points = random.normal(size=(400, 2)) + np.repeat([0, 9], 200)[:, None]
    few = np.repeat([0, 1], 200)
    found = shallowest(points, few, np.repeat([0, 1, 2], [200, 100, 100]))
    assert found is not None
    assert found < 1
    assert shallowest(points, few, np.arange(400) % 3) is None
    assert shallowest(points, few, few) is None


def test_what_is_counted_is_spread_to_its_nearest_neighbours_and_yes_or_no_is_not() -> None:
    table = np.column_stack([np.repeat([0.0, 1.0], 50), np.repeat([1.0, 2.0, 5.0, 9.0], 25), np.arange(100.0)])
    spread = evened(table)
    assert np.array_equal(spread[:, [0, 2]], table[:, [0, 2]])
    away = np.abs(spread[:, 1] - table[:, 1])
    assert away[:50].max() <= 0.5
    assert 0.5 < away[50:75].max() <= 1.5
    assert 1.5 < away[75:].max() <= 2


@pytest.mark.filterwarnings("error")
def test_a_column_of_orders_in_which_somebody_has_none_was_not_added_up_of_orders() -> None:
    ordered = np.arange(60, dtype=np.float64) % 7
    columns = np.column_stack([ordered, 20 * ordered + 1])
    customers = made(columns, (FREQUENCY, MONEY), ("", ""), np.zeros(60, dtype=np.int64))
    assert as_if_measured(customers) is None
    with_one_more = made(columns + np.array([1.0, 20.0]), (FREQUENCY, MONEY), ("", ""), np.zeros(60, dtype=np.int64))
    assert as_if_measured(with_one_more) is not None
