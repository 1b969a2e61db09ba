"""What may be recommended is real, complete, and serves every question that can stay open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviews.dimensions import Dimension
from interviews.resources import MOMENTS, MOST, Resource, catalogue, fitting, known
from interviews.summary import Criterion

EACH = pytest.mark.parametrize("entry", catalogue().values(), ids=list(catalogue()))
KEYS = {*(each.value for each in Dimension), *(each.value for each in Criterion), *MOMENTS}


def test_there_are_enough_and_none_stands_twice() -> None:
    assert len(catalogue()) >= 25
    assert len({each.title for each in catalogue().values()}) == len(catalogue())
    dois = [each.doi for each in catalogue().values() if each.doi]
    assert len(set(dois)) == len(dois) >= 15


@EACH
def test_every_entry_is_complete(entry: Resource) -> None:
    surname = entry.authors.split(",")[0].split()[-1].lower()
    assert entry.id == f"{surname}-{entry.year}"
    assert 1950 <= entry.year <= 2026
    assert entry.publisher
    assert entry.use.endswith(".")
    assert len(entry.use.split()) <= 22
    assert set(entry.serves) <= KEYS
    assert entry.serves
    if entry.doi:
        assert re.fullmatch(r"10\.\d{4,5}/\S+", entry.doi)
    elif entry.isbn:
        assert len(entry.isbn) == 13
        assert sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(entry.isbn)) % 10 == 0
    else:
        assert entry.publisher.startswith("Harvard Business Review"), "its articles have no DOI"


@pytest.mark.parametrize("key", sorted(KEYS))
def test_whatever_stays_open_at_least_two_references_serve_it(key: str) -> None:
    assert sum(key in each.serves for each in catalogue().values()) >= 2


def test_what_a_model_made_up_is_dropped() -> None:
    assert known(["haley-1968", "nobody-2020", "haley-1968", "wind-1978"]) == ("haley-1968", "wind-1978")
    assert len(known(catalogue())) == MOST


@pytest.mark.parametrize("dimension", Dimension)
@pytest.mark.parametrize("criterion", Criterion)
def test_what_is_chosen_serves_what_is_thin(dimension: Dimension, criterion: Criterion) -> None:
    chosen = fitting([dimension], [criterion])
    assert 1 <= len(chosen) <= MOST
    served = {key for id in chosen for key in catalogue()[id].serves}
    assert {dimension.value, criterion.value} <= served
    assert fitting([dimension], [criterion]) == chosen


def test_with_nothing_thin_there_is_still_something_to_read() -> None:
    assert fitting([], [])


def test_the_page_lists_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "resources.md").read_text()
    for entry in catalogue().values():
        assert f"{entry.authors} ({entry.year})" in page
        assert entry.title in page
