"""The deck of an analysis, opened again: what the report says, no figure more, and no text larger than its place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from bot.deck.making import make_deck, office
from bot.views.gallery_segments import AFRESH, FOUND, LATER, NONE, PUT, VOICES
from decks.analysed.material import Analysed
from decks.analysed.outline import deck
from decks.deck import Deck
from decks.powerpoint import pptx
from segments.receipt_words import NO_CURRENCY, NO_CUSTOMER
from segments.report import Report
from segments.said import Stage
from segments.since import Since, Size
from segments.telling_words import NOBODY_IN_BOTH, plain
from segments.told import UNDECIDED, Apart, Column, Criterion, Kind, Left, Receipt, Role, Scores, Usual
from tests.decks.examples import HOSTILE
from tests.decks.test_powerpoint import beyond, frames, links, overflowing
from tests.views.hostile_segments import reports

DAY, LINK = date(2026, 11, 28), "https://acme.slack.com/archives/C1/p1700000000000100"
WHOLE = LATER.model_copy(
    update={
        "apart": Apart(
            ("orders", "days since the last order"),
            ((Usual("11", 1.0), Usual("8", -0.6)), (Usual("1", -0.4), Usual("200", 1.0))),
        ),
        "best": ("The best 38 by money spent bring 44 % of it, each at least 2,900.",),
        "notes": ("The segments touch each other.",),
        "vetoes": ("Three: one of them does not come back (0.41).",),
    }
)
few = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def made(report: Report = WHOLE) -> Deck:
    return deck(Analysed(report=report, by="Dana Okafor", made_on=DAY, link=LINK))


@cache
def whole() -> bytes:
    return pptx(made())


def opened(report: Report = WHOLE) -> list[Any]:
    return list(Presentation(BytesIO(whole() if report is WHOLE else pptx(made(report)))).slides)


def titles(slides: list[Any]) -> list[str]:
    return [slide.shapes.title.text for slide in slides]


def said(slides: list[Any]) -> str:
    return "\n".join(frame.text for slide in slides for frame, _, _ in frames(slide))


def notes(slides: list[Any]) -> str:
    return "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)


def tables(slide: Any) -> list[list[list[str]]]:
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for shape in slide.shapes
        if getattr(shape, "has_table", False) and shape.has_table
    ]


def figures(text: str) -> set[str]:
    """Those that nobody would write by chance."""
    return {each for each in re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d)", "", text)) if int(each) > 20}


def titled(slides: list[Any], title: str) -> Any:
    return next(slide for slide in slides if slide.shapes.title.text.startswith(title))


def test_it_begins_with_the_segments_and_what_to_do_and_ends_with_how_they_were_found() -> None:
    assert titles(opened()) == [
        "Segments of orders.csv",
        "“Every fortnight”: 68 % of the customers, 81 % of the money",
        "1 · Every fortnight",
        "2 · Once, long ago",
        "Where each segment stands by what they differ in most",
        "What to do next",
        "What to know before using these segments",
        "What is likely to come, beside a plain guess",
        "34 of 361 customers moved since orders-april.csv",
        "34 of 361 customers moved since orders-april.csv",
        "A useful cut of the customers, not natural kinds",
        "4,060 of 4,210 rows are used",
        "Sources",
    ]


def test_the_receipt_is_a_native_table_that_adds_up() -> None:
    [table] = tables(titled(opened(), "4,060 of"))
    counted = {row[1]: int(row[0].replace(",", "").replace("−", "-")) for row in table[1:] if row[0]}
    assert counted["read"] + sum(counted.values()) - counted["read"] - counted["used"] == counted["used"]
    assert counted == {"read": 4210, "without a customer": -120, "twice": -30, "used": 4060}


def test_the_method_is_one_page_of_how_sure_we_are_and_one_of_what_was_read() -> None:
    left = tuple(Left(f"for reason {number}", 100 - number) for number in range(9))
    receipt = Receipt(
        10_000, 10_000 - sum(each.rows for each in left), left, ("Numbers such as 1.0 are read as 1.",) * 5, 380,
        "8,887,208.89", "The sheet “Orders” of three.", "608,689.47 (7 %)",
    )  # fmt: skip
    understood = replace(WHOLE.understanding, said="Order lines, " * 40)
    slides = opened(WHOLE.model_copy(update={"receipt": receipt, "understanding": understood}))
    assert titles(slides)[-3:] == [
        "A useful cut of the customers, not natural kinds",
        "9,136 of 10,000 rows are used",
        "Sources",
    ]
    [table] = tables(slides[-2])
    counted = [(int(row[0].replace(",", "").replace("−", "-")), row[1]) for row in table[1:6]]
    assert counted[0][0] + sum(count for count, _ in counted[1:5]) == 9_136, "it adds up"
    assert [why for _, why in counted[1:5]] == [
        "for reason 0",
        "for reason 1",
        "for reason 2",
        "left out for other reasons",
    ]
    assert "−92 for reason 8" in notes([slides[-2]])
    sure, told = said([slides[-3]]), notes([slides[-3]])
    assert WHOLE.why in sure
    assert "Whether one half of the file gives the same groups as the other: 2 segments" in sure
    for each in ("Silhouette 0.51", *WHOLE.disagreements, *WHOLE.vetoes, *WHOLE.notes):
        assert each in told
        assert each not in sure


def test_criteria_are_told_without_the_figure_of_the_method_which_stands_in_the_notes() -> None:
    first = WHOLE.segments[0]
    words = "It comes back (Jaccard 0.97). Whether it lasts, later files will show."
    stable = Criterion("stable", "met", 0.97, words, aside=" (Jaccard 0.97)")
    report = WHOLE.model_copy(update={"segments": (replace(first, criteria=(stable,)), *WHOLE.segments[1:])})
    slide = titled(opened(report), "1 · ")
    assert "It comes back. Whether it lasts, later files will show." in said([slide])
    assert "Jaccard 0.97" not in said([slide])
    assert stable.words in notes([slide])


def test_sizes_are_a_native_chart_of_the_shares_that_the_report_has() -> None:
    [chart] = [shape.chart for slide in opened() for shape in slide.shapes if shape.has_chart]
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    plot = chart.plots[0]
    assert list(plot.categories) == ["1 · Every fortnight (260)", "2 · Once, long ago (120)"]
    assert {series.name: list(series.values) for series in plot.series} == {
        "Share of the customers": [68, 32],
        "Share of the money": [81, 19],
    }


@pytest.mark.parametrize(
    ("votes", "headline"),
    [
        ({"silhouette": 2, "gap": 2}, "All tests say as many"),
        ({"silhouette": 2, "gap": UNDECIDED}, "All tests that decide say as many"),
        ({"silhouette": 2, "gap": UNDECIDED, "stability": 3}, "A useful cut of the customers, not natural kinds"),
    ],
)
def test_a_rule_that_does_not_decide_neither_agrees_nor_disagrees(votes: dict[str, int], headline: str) -> None:
    slides = opened(WHOLE.model_copy(update={"votes": votes}))
    slide = next(each for each in slides if each.shapes.title.text == headline)
    [told] = [cell for row in tables(slide)[0] for cell in row if cell.startswith("How much tighter the groups are")]
    assert told.rpartition(": ")[2] == ("2 segments" if votes["gap"] == 2 else "undecided")


def test_kinds_that_stand_far_apart_are_not_said_to_be_none_where_the_tests_disagree() -> None:
    scores = (Scores(2, 0.85, 1.0, 0.1, 1.0, (1.0, 1.0), (260, 120)),)
    votes = {"silhouette": 2, "gap": 5}
    slides = opened(WHOLE.model_copy(update={"votes": votes, "scores": scores}))
    assert "The tests differ on the number; these stand far apart" in titles(slides)


def test_the_page_of_a_segment_has_its_size_what_sets_it_apart_its_rule_and_its_criteria() -> None:
    page = titled(opened(), "1 · Every fortnight")
    words = said([page])
    for each in ("260 of 380 customers (68 %), 81 % of the money", "11 orders a year, others 3", "At least 7 orders"):
        assert each in words
    assert [line.split("   ")[0] for line in words.splitlines() if "   " in line] == [
        "Sizable", "Stable", "Responds differently",
    ]  # fmt: skip


def test_the_heat_map_is_a_native_table_whose_cells_are_tinted() -> None:
    page = titled(opened(), "Where each segment stands")
    assert tables(page) == [
        [
            ["Segment", "orders", "days since the last order"],
            ["1 · Every fortnight", "11", "8"],
            ["2 · Once, long ago", "1", "200"],
        ]
    ]
    [shape] = [each for each in page.shapes if getattr(each, "has_table", False) and each.has_table]
    most, less = shape.table.cell(1, 1), shape.table.cell(1, 2)
    assert str(most.fill.fore_color.rgb) == "F0B345"
    assert str(less.fill.fore_color.rgb) == "94C5E2"


def test_who_moved_is_a_table_with_those_who_came_and_went() -> None:
    [table] = tables(titled(opened(), "34 of 361"))
    assert table[1:] == [
        ["Every fortnight", "27", "Once, long ago"],
        ["Once, long ago", "7", "Every fortnight"],
        ["not in the file before", "19", ""],
        ["", "8", "not in this file"],
        ["", "", "Whoever had said that nobody moves would have been right for 327 of 361"],
    ]


def test_a_file_that_could_not_be_held_against_the_one_before_says_why() -> None:
    page = titled(opened(AFRESH), "This file could not be held against orders-april.csv")
    assert "days since the last order, which this file does not have" in said([page])


def test_a_smaller_file_in_which_nobody_is_known_says_that_as_the_reason() -> None:
    sizes = (Size(id="s1", name="Regulars", before=200, after=150, of_before=400, of_after=300),)
    strangers = FOUND.model_copy(update={"since": Since(file="orders-april.csv", both=0, sizes=sizes)})
    page = titled(opened(strangers), "This file could not be held against orders-april.csv")
    assert plain(NOBODY_IN_BOTH, file="orders-april.csv") in said([page])


def test_what_the_texts_say_and_what_was_corrected_have_pages_of_their_own() -> None:
    slides = opened(VOICES.model_copy(update={"standing": PUT.standing}))
    page = said([titled(slides, "1. Every fortnight: what the texts say")])
    for each in ("70 % positive", "Read: 250 of 260.", "delivery: 48 %, of these 30 % negative", "“Came a day late.”"):
        assert each in page
    page = said([titled(slides, "What the team corrected")])
    assert "3 customers stand where the team put them." in page
    assert "Correction 3 waits" in page


def test_every_sentence_of_the_report_stands_in_the_notes_and_no_figure_that_it_has_not() -> None:
    told = notes(opened())
    report = WHOLE
    for segment in report.segments:
        for sentence in (segment.rule, *(t.words for t in segment.traits), *(c.words for c in segment.criteria)):
            assert sentence in told
    sentences = (
        report.why, *report.disagreements, *report.vetoes, *report.predictions, *report.tried, *report.cautions,
        *report.notes, *report.best, *report.next_steps,
        *(each.words for way in report.journeys for each in way if each.known),
    )  # fmt: skip
    for sentence in sentences:
        assert re.sub(r"\s+", " ", sentence) in re.sub(r"(?<=\.)\n(?:Forecast: )?", " ", told)
    shares = {"68", "32", "81", "19"}
    """Of 380 customers and of the money, in per cent."""
    stayed = {"327"}
    """361 who were in both files, without the 34 who moved."""
    assert figures(told + said(opened()[1:-1])) - figures(report.model_dump_json()) - shares - stayed == set()


def test_that_silences_are_partly_how_they_were_compared_stands_once_in_the_notes() -> None:
    note = "Compared by days since last purchase, orders and money spent: how many times as much, not how much more."
    ways = ((Stage("slipping", 30, 0.3, 54, "30 % are silent for over 54 days."),),) * 2
    told = notes(opened(WHOLE.model_copy(update={"notes": (note,), "journeys": ways})))
    assert told.count("How long ago they last bought is part of how they were compared") == 1


def test_sources_name_the_file_with_its_rows_the_day_and_the_method() -> None:
    page = opened()[-1]
    [table] = tables(page)
    assert [row[0] for row in table] == ["[1]", "[2]", "[M]", "[M1]", "[M2]", "[M3]", "[M4]"]
    assert table[0][1] == "orders.csv"
    assert "4,210 rows, of which 4,060 are used; 3 columns." in table[0][2]
    assert table[0][3] == "Dana Okafor, 28 November 2026"
    assert table[1][1] == "orders-april.csv"
    assert "of the same study" in table[1][2], "it may stand in any thread of it"
    assert "Found by k-means." in table[2][2]
    assert links(page) == {LINK}


def test_no_real_segments_are_a_few_honest_pages() -> None:
    slides = opened(NONE)
    assert titles(slides)[:2] == ["No real segments in orders.csv", "There are no real segments here"]
    assert titles(slides)[-2:] == ["4,060 of 4,210 rows are used", "Sources"]
    assert len(slides) <= 6
    assert not [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert "They spread as evenly as noise does" in said(slides)


@pytest.mark.parametrize("name", [("segments and segments " * 140)[:3000], "我们的客户每年只打开一次门户" * 215])
def test_twelve_segments_with_names_of_3000_characters_fit(name: str) -> None:
    first = WHOLE.segments[0]
    many = tuple(replace(first, label=label, name=f"{label} {name}", rule=name) for label in range(12))
    cells = tuple(tuple(Usual("1,234", 0.5) for _ in range(7)) for _ in many)
    columns = (*WHOLE.understanding.columns, Column(name, "c9", "text", Role.ATTRIBUTE))
    report = WHOLE.model_copy(
        update={
            "file": f"{name}.csv",
            "segments": many,
            "apart": Apart(tuple(f"{place} {name}" for place in range(7)), cells),
            "understanding": replace(WHOLE.understanding, columns=columns, said=name),
        }
    )
    slides = opened(report)
    assert overflowing(slides) == []
    assert beyond(slides) == []
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert [len(list(chart.plots[0].categories)) for chart in charts] == [6, 6]
    assert len({chart.value_axis.maximum_scale for chart in charts}) == 1, "one axis"
    assert f"11 {name}" in notes(slides)


def test_tiles_and_the_lines_above_them_do_not_touch() -> None:
    long = "Orders over 1 and money spent at most 520 and days since last purchase over 32. " * 3
    segment = replace(WHOLE.segments[0], rule=long)
    page = titled(opened(WHOLE.model_copy(update={"segments": (segment,)})), "1 · Every fortnight")
    [table] = [shape for shape in page.shapes if getattr(shape, "has_table", False) and shape.has_table]
    [first_tile, *_] = [s for s in page.shapes if s.has_text_frame and s.text_frame.text.startswith("Sizable")]
    assert table.top + sum(row.height for row in table.table.rows) <= first_tile.top
    assert overflowing([page]) == []


def test_the_same_report_is_the_same_bytes() -> None:
    assert whole() == pptx(made(Report.model_validate_json(WHOLE.model_dump_json())))


@few
@given(reports)
def test_whatever_stands_in_a_file_its_deck_opens_and_nothing_overflows(report: Report) -> None:
    slides = opened(report)
    assert overflowing(slides) == []
    assert beyond(slides) == []


@pytest.mark.skipif(office() is None, reason="needs LibreOffice (Debian: libreoffice-impress)")
async def test_libreoffice_prints_every_slide() -> None:
    segments = tuple(replace(each, name=f"{each.name} {HOSTILE[2]}") for each in FOUND.segments)
    report = WHOLE.model_copy(update={"segments": segments})
    files = await make_deck(made(report))
    assert len(re.findall(rb"/Type\s*/Page[^s]", files.pdf)) == len(opened(report))


def test_a_forecast_is_never_labelled_as_counted_and_one_that_is_not_to_be_used_says_so() -> None:
    page = said([titled(opened(), "What is likely to come")])
    assert "A forecast, tried on customers of the file" in page
    assert "Counted in the file" not in page
    useless = (
        "No forecast to plan with: tried on the last 26 weeks of the file, it did no better than a plain guess.",
    )
    tried = (f"{useless[0]} In the next 26 weeks I expect 9,446 purchases.",)
    slides = opened(WHOLE.model_copy(update={"predictions": useless, "tried": tried}))
    assert useless[0] in said([titled(slides, "No forecast to plan with")])
    assert "9,446" not in said(slides)


def test_who_brings_most_without_a_forecast_is_counted() -> None:
    slides = opened(WHOLE.model_copy(update={"predictions": (), "best": ("The best 38 bring 40 % of the money.",)}))
    assert "Counted in the file" in said([titled(slides, "Who brings most")])


def test_before_it_is_used_stands_how_the_file_is_counted() -> None:
    """Returns, rows of nobody and the currency before what may be a name; a few rows of nobody stand with the rows."""
    receipt = Receipt(1_000, 750, (Left("without a customer", 250),), amount="8,887.00", returned="608.00 (7 %)")
    receipt = replace(receipt, noted=(NO_CURRENCY,))
    names = ("In 3 of 540,455 cells of “Description” there may be names (rows 7, 8 and 9).",)
    page = titled(opened(WHOLE.model_copy(update={"receipt": receipt, "cautions": names})), "What to know before")
    places = [
        said([page]).index(each)
        for each in ("608.00 (7 %) went back", "25 % of the rows (250)", "in which currency", "3 of 540,455")
    ]
    assert places == sorted(places)
    few = replace(receipt, used=995, left=(Left("without a customer", 5),), returned="", amount="", noted=())
    told = titled(opened(WHOLE.model_copy(update={"receipt": few, "cautions": names})), "What to know before")
    assert not any(words in said([told]) for words in ("name no customer", "went back", "currency"))


def test_a_currency_that_the_receipt_tells_is_not_said_to_be_missing() -> None:
    """A column beside the money may have it: the columns themselves name none."""
    told = Receipt(90, 90, (), amount="3,656.25 EUR")
    assert "currency" not in said(opened(WHOLE.model_copy(update={"receipt": told, "next_steps": ("Ask five.",)})))


def test_rows_of_customers_without_a_number_are_no_purchases_of_nobody() -> None:
    receipt = Receipt(200, 190, (Left(NO_CUSTOMER, 10),))
    understanding = replace(WHOLE.understanding, kind=Kind.CUSTOMERS)
    page = said(opened(WHOLE.model_copy(update={"receipt": receipt, "understanding": understanding})))
    assert "what was bought there" not in page
    assert "what was bought there" in said(opened(WHOLE.model_copy(update={"receipt": receipt})))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("Orders over 4. This gets 91 of 100 customers right.", "Orders over 4. This gets 91 of 100 customers right."),
        ("Orders over 4, or basket over 9. This gets 91 of 100 customers right.",) * 2,
        ("Plan is solo, or “No plan” and orders over 4, or basket over 9. This gets 91 of 100 customers right.",
         "Plan is solo and orders over 4, and other ways (notes)."),
        ("Orders over 4. Or: basket over 9 and plan is solo. This gets 91 of 100 customers right.",) * 2,
        ("Plan is solo. Or: without security (or “No net”) and orders over 4. This gets 91 of 100 customers right.",
         "Plan is solo, and other ways (notes)."),
        (f"Orders over 4 and {'very ' * 30}late. This gets 91 of 100 customers right.",
         "Orders over 4, and more (notes)."),
    ],
)  # fmt: skip
def test_a_rule_on_a_page_can_be_read_aloud_and_stands_whole_in_the_notes(rule: str, told: str) -> None:
    [first, *others] = WHOLE.segments
    whole = rule.replace(" right.", " right: 88 of 100 it picks are members, and it finds 90 of 100 members.")
    report = WHOLE.model_copy(update={"segments": (replace(first, rule=whole), *others)})
    page = titled(opened(report), "1 · ")
    assert told in said([page])
    assert (rule in said([page])) is (rule == told)
    assert whole in notes([page])


def test_no_page_speaks_of_its_methods_by_name() -> None:
    """Those who use segments read pages; whoever checks them finds the figures in the notes."""
    near = Criterion("coherent", "met", 0.42, "They are near (within/between 0.42).", aside=" (within/between 0.42)")
    stable = Criterion("stable", "met", 0.91, "It comes back (Jaccard 0.91).", aside=" (Jaccard 0.91)")
    found = Criterion("identifiable", "met", 0.93, "A rule finds them (F1 0.93).", aside=" (F1 0.93)")
    [first, *others] = WHOLE.segments
    told = replace(first, criteria=(found, near, stable))
    slides = opened(WHOLE.model_copy(update={"segments": (told, *others)}))
    names = ("silhouette", "jaccard", "f1 0", "within/between", "prediction strength")
    assert not [name for name in names if name in said(slides).casefold()]
    assert all(each in notes(slides) for each in ("Silhouette", *(each.words for each in told.criteria)))
