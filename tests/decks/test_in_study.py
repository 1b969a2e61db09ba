"""The deck of a study says what was found in its files: two pages of each, or one of each where there are many."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation

from bot.views.gallery_segments import FOUND, NONE
from decks import canvas
from decks.analysed.in_study import FEW, MOST, in_data, sources
from decks.analysed.material import Analysed
from decks.deck import Deck, Wishes
from decks.outline import deck
from decks.powerpoint import pptx
from decks.words import plain
from tests.decks.examples import MATERIAL

LINK = "https://acme.slack.com/archives/C1/p1764000000000100"


def found(name: str = "orders.csv") -> Analysed:
    report = FOUND.model_copy(update={"file": name})
    return Analysed(report=report, made_on=date(2026, 11, 28), link=LINK)


def made(*given: Analysed) -> Deck:
    return deck(MATERIAL.model_copy(update={"analyses": given}), "Knives", Wishes(), plain)


def test_two_pages_tell_who_they_are_and_what_to_do() -> None:
    part = in_data([found()], plain)
    assert part is not None
    segments, steps = part.slides
    assert segments.headline.text == "2 segments among 380 customers: orders.csv"
    assert segments.table is not None
    assert segments.table.rows[0][:2] == ("1 · Every fortnight", "260 of 380 customers (68 %), 81 % of the money")
    assert "11 orders a year, others 3" in segments.table.rows[0][2]
    assert [line.text for group in steps.groups for line in group.lines] == list(FOUND.next_steps)


def test_of_many_files_each_has_one_page_with_the_first_step_and_no_more_than_a_few_are_told() -> None:
    given = [found(f"orders-{number}.csv") for number in range(MOST + 2)]
    part = in_data(given, plain)
    assert part is not None
    assert len(part.slides) == MOST
    assert all(slide.table and slide.table.rows[-1][2] == FOUND.next_steps[0] for slide in part.slides)
    assert len(in_data(given[:FEW], plain).slides) == 2 * FEW  # type: ignore[union-attr]
    assert [each.question for each in sources(given, plain)] == [each.report.file for each in given[:MOST]]


@pytest.mark.parametrize("given", [(), (Analysed(report=NONE),)])
def test_where_no_file_has_segments_there_is_no_such_page(given: tuple[Analysed, ...]) -> None:
    assert in_data(given, plain) is None
    assert made(*given) == deck(MATERIAL, "Knives", Wishes(), plain)


def test_the_pages_stand_behind_the_nine_parts_and_lead_to_the_report() -> None:
    whole = made(found())
    names = [part.name for part in whole.parts]
    assert names.index("Segments found in files") == max(n for n, part in enumerate(whole.parts) if part.number) + 1
    slides = list(Presentation(BytesIO(pptx(whole))).slides)
    assert any(
        slide.shapes.title is not None and slide.shapes.title.text == "2 segments among 380 customers: orders.csv"
        for slide in slides
    )
    assert LINK in {each.target_ref for slide in slides for each in slide.part.rels.values() if each.is_external}


def test_the_canvas_of_the_deck_says_the_same() -> None:
    page = canvas.markdown(made(found()))
    assert (
        "2 segments among 380 customers: orders\\.csv" in page or "2 segments among 380 customers: orders.csv" in page
    )
    assert "4,210 rows, of which 4,060 are used" in page
