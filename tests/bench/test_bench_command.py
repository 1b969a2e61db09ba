"""Where the tables of the bench go."""

from __future__ import annotations

import pytest

from bench import __main__ as turns
from bench import customer_files, load, personas, search
from bench.command import Place, conditions, options

PLACES = [each.PLACE for each in (turns, customer_files, load, personas, search)]
NEW = Place("bench", "new")


def test_a_page_keeps_its_words_around_the_table() -> None:
    page = "before\n<!-- new -->\nold\n<!-- /new -->\n<!-- other -->\nafter"
    assert NEW.filled(page, "table\n") == "before\n<!-- new -->\ntable\n<!-- /new -->\n<!-- other -->\nafter"
    with pytest.raises(ValueError, match="lacks <!-- new -->"):
        NEW.filled("no markers", "table")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_page_has_one_place_for_its_table(place: Place) -> None:
    page = place.path.read_text(encoding="utf-8")
    assert page.count(f"<!-- {place.name} -->") == page.count(f"<!-- /{place.name} -->") == 1
    assert "a table as new as can be" in place.filled(page, "a table as new as can be")


def test_what_was_measured_quickly_is_printed_and_goes_to_no_page(capsys: pytest.CaptureFixture[str]) -> None:
    NEW.tell("tiny", quick=True)
    assert capsys.readouterr().out == "tiny\n"
    with pytest.raises(ValueError, match="lacks"):
        NEW.tell("whole", quick=False)


def test_it_is_said_how_it_was_measured() -> None:
    assert conditions(": twice", "numpy 2").startswith("Measured on ")
    assert ": twice, " in conditions(": twice", "numpy 2")
    assert conditions(": twice", "numpy 2").endswith(", numpy 2.")


def test_every_measure_can_be_tried_quickly() -> None:
    assert options("bench.load", "What it is.").parse_args(["--quick"]).quick is True
    assert options("bench.load", "What it is.").parse_args([]).quick is False
