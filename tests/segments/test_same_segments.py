"""From the file to the labelled rows: what means nothing changes no segment and nobody's place."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from segments.handed_on import ROWS
from segments.steps import FILE, TASK, take
from tests.sample_orders import write_orders

Rows = list[list[str]]
TAKEN = ("read", "compare", "find", "describe", "draw")


def in_another_order(rows: Rows) -> Rows:
    return [rows[0], *random.Random(1).sample(rows[1:], len(rows) - 1)]


def columns_turned_round(rows: Rows) -> Rows:
    return [row[::-1] for row in rows]


def columns_renamed(rows: Rows) -> Rows:
    return [["Bestellung", "Kunde", "Datum", "Betrag"], *rows[1:]]


def in_pence(rows: Rows) -> Rows:
    return [rows[0], *([order, who, day, str(round(100 * float(paid)))] for order, who, day, paid in rows[1:])]


def segments_of(rows: Rows, folder: Path) -> dict[str, str]:
    """-> customer: id of the segment, and each segment with its size"""
    folder.mkdir()
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    (folder / FILE).write_text(text.getvalue(), encoding="utf-8")
    (folder / TASK).write_text(json.dumps({"name": "orders.csv", "salt": "salt"}))
    for step in TAKEN:
        take(step, folder)
    labelled = csv.reader(io.StringIO((folder / ROWS).read_text(encoding="utf-8-sig")))
    _, *told = labelled
    return {who: segment for who, segment, *_ in told}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    file = write_orders(tmp_path_factory.mktemp("given") / "orders.csv", customers=240, seed=8)
    return list(csv.reader(file.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def usual(given: Rows, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return segments_of(given, tmp_path_factory.mktemp("usual") / "run")


def test_two_kinds_are_two_segments_though_halves_would_cut_one_of_them_alike(usual: dict[str, str]) -> None:
    assert len(set(usual.values())) == 2
    assert {usual["C0001"], usual["C0002"]} == set(usual.values())


@pytest.mark.parametrize(
    "change", [in_another_order, columns_turned_round, columns_renamed, in_pence], ids=lambda change: change.__name__
)
def test_what_means_nothing_changes_nobodys_segment(
    change: Callable[[Rows], Rows], given: Rows, usual: dict[str, str], tmp_path: Path
) -> None:
    assert segments_of(change(given), tmp_path / "run") == usual
