"""How well people are found, on texts with labels: floors below what docs/segments.md says was measured."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import process_time

import pytest

from segments.privacy.kinds import Kind
from segments.privacy.redacting import find
from tests.segments.invented_people import LOOKALIKES, TEMPLATES, measured, texts

FLOORS = {
    Kind.EMAIL: (0.99, 0.99),
    Kind.IBAN: (0.99, 0.99),
    Kind.CARD: (0.98, 0.98),
    Kind.IDENTITY: (0.98, 0.85),
    Kind.IP: (0.99, 0.99),
    Kind.PHONE: (0.99, 0.98),
    Kind.ADDRESS: (0.93, 0.88),
    Kind.NAME: (0.93, 0.74),
}


@pytest.fixture(scope="module")
def figures() -> dict[Kind, tuple[float, float, int]]:
    return measured(find, texts(4_000, seed=11))


@pytest.mark.parametrize("kind", FLOORS)
def test_precision_and_recall_do_not_fall(kind: Kind, figures: dict[Kind, tuple[float, float, int]]) -> None:
    precision, recall, there = figures[kind]
    assert there >= 100
    assert precision >= FLOORS[kind][0]
    assert recall >= FLOORS[kind][1]


PLAIN = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d ()/.-]{6,}\d|\b[A-Z]{2}\d{2}[A-Z0-9 ]{10,30}|\b(?:\d{1,3}\.){3}\d{1,3}\b"
    r"|\b[A-Z][a-z]+ [A-Z][a-z]+\b|\b\d+ [A-Z]\w+ (?:Street|Road)\b"
)


def test_reading_takes_a_small_multiple_of_one_plain_pattern() -> None:
    given = [text for text, _ in texts(2_000, seed=13)]

    def spent(read: Callable[[str], object]) -> float:
        start = process_time()
        for text in given:
            read(text)
        return process_time() - start

    # 17 times was measured.
    assert min(spent(find) for _ in range(2)) < 60 * min(spent(lambda text: PLAIN.sub("", text)) for _ in range(3))


def test_the_measure_sees_a_finder_that_finds_nothing_or_everything() -> None:
    given = texts(500, seed=12)
    assert all(recall == 0 for _, recall, _ in measured(lambda text: [], given).values())
    everything = measured(lambda text: [(kind, 0, len(text)) for kind in Kind], given)
    assert all(precision < 0.6 and recall == 1 for precision, recall, _ in everything.values())


def test_the_set_is_the_same_every_time_and_has_both_sorts() -> None:
    assert texts(50, seed=1) == texts(50, seed=1) != texts(50, seed=2)
    assert len(TEMPLATES) > 50
    assert len(LOOKALIKES) > 100
