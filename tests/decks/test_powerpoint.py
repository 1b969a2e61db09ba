"""A deck opened again: titles, notes, charts and links are there, and no text is larger than its place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from bot.deck.making import make_deck, office
from decks import design
from decks.deck import Chart, Deck, Kind, Line, Part, Series, Slide, Source
from decks.fitting import height_of, wrapped
from decks.powerpoint import pptx
from interviews.dimensions import Dimension
from interviews.summary import Consideration, Statement
from tests.decks.examples import BARE, HOSTILE, MATERIAL, attacked, hostile, made

A_POINT = 12_700
ROUNDING = 0.6
few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # To make a deck smaller takes minutes and shows little more.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def opened(deck: Deck) -> list[Any]:
    return list(Presentation(BytesIO(pptx(deck))).slides)


def frames(slide: Any) -> Iterator[tuple[Any, float, float]]:
    """Each text with the width and height of its place, in points."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text.strip():
            yield shape.text_frame, shape.width / A_POINT, shape.height / A_POINT
        if getattr(shape, "has_table", False) and shape.has_table:
            widths = [column.width / A_POINT for column in shape.table.columns]
            for row in shape.table.rows:
                for cell, width in zip(row.cells, widths, strict=True):
                    room = sum(widths) if cell.is_merge_origin else width
                    top, bottom = cell.margin_top / A_POINT, cell.margin_bottom / A_POINT
                    if not cell.is_spanned:
                        yield cell.text_frame, room - 12, row.height / A_POINT - top - bottom


def height(frame: Any, width: float) -> float:
    """What the text takes, by the sizes that stand in the file."""
    total = 0.0
    for paragraph in frame.paragraphs:
        runs = [run for run in paragraph.runs if run.text]
        if runs:
            size = max(run.font.size.pt for run in runs)
            text = "".join(run.text for run in runs)
            total += height_of(len(wrapped(text, width, size, bool(runs[0].font.bold))), size)
    return total


def overflowing(slides: list[Any]) -> list[str]:
    return [
        f"slide {number}: {frame.text[:60]!r}"
        for number, slide in enumerate(slides, 1)
        for frame, width, room in frames(slide)
        if height(frame, width) > room + ROUNDING
    ]


def beyond(slides: list[Any]) -> list[str]:
    """Shapes that stick out of their slide."""
    edge = (design.WIDTH * A_POINT, design.HEIGHT * A_POINT)
    return [
        f"slide {number}: {shape.name}"
        for number, slide in enumerate(slides, 1)
        for shape in slide.shapes
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > edge[0] + A_POINT
        or shape.top + _shown_height(shape) > edge[1] + A_POINT
    ]  # fmt: skip


def _shown_height(shape: Any) -> int:
    if getattr(shape, "has_table", False) and shape.has_table:
        return sum(row.height for row in shape.table.rows)
    return int(shape.height)


def links(slide: Any) -> set[str]:
    return {relation.target_ref for relation in slide.part.rels.values() if relation.is_external}


def test_every_slide_has_a_title_a_number_and_notes() -> None:
    slides = opened(made())
    assert slides[0].shapes.title.text == "Violins for schools"
    titles = [slide.shapes.title.text for slide in slides]
    assert all(titles)
    assert titles[1] == "In May we decide which group the van tour is for"
    assert titles[-1] == "Sources"
    for slide in slides[1:-1]:
        assert slide.has_notes_slide, slide.shapes.title.text
        assert slide.notes_slide.notes_text_frame.text
        assert 'type="slidenum"' in slide.part.blob.decode()


def test_parts_are_named_above_the_titles_in_their_order() -> None:
    text = "\n".join(frame.text for slide in opened(made(put_back=range(1, 10))) for frame, _, _ in frames(slide))
    places = [text.index(f"{number} · ") for number in range(1, 10)]
    assert places == sorted(places)


def test_charts_are_native_and_have_the_counted_numbers() -> None:
    charts = [shape.chart for slide in opened(made()) for shape in slide.shapes if shape.has_chart]
    assert [chart.chart_type for chart in charts] == [XL_CHART_TYPE.BAR_STACKED] * 2
    plot = charts[1].plots[0]
    assert list(plot.categories) == ["A · Schools", "B · Families", "C · Orchestras"]
    assert {series.name: list(series.values) for series in plot.series} == {
        "met": [1, 1, 1],
        "not met": [0, 0, 0],
        "unknown": [5, 5, 5],
    }
    spoken = [shape for slide in opened(made()) for shape in slide.shapes if shape.has_chart]
    assert "A · Schools: met 1" in spoken[1]._element.nvGraphicFramePr.cNvPr.get("descr")


class Later(datetime):
    """A clock that is decades ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Later:
        return cls.fromtimestamp(4e9, tz)


def test_it_is_the_same_bytes_in_another_year_with_the_workbooks_behind_its_charts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = pptx(made())
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    monkeypatch.setattr("xlsxwriter.core.datetime", Later)
    assert pptx(made()) == here
    with ZipFile(BytesIO(here)) as file:
        workbooks = [name for name in file.namelist() if name.endswith(".xlsx")]
        assert len(workbooks) == 2
        with ZipFile(BytesIO(file.read(workbooks[0]))) as workbook:
            assert b">1980-01-01T00:00:00Z<" in workbook.read("docProps/core.xml")


def test_numbers_lead_to_their_messages_by_a_click() -> None:
    slides = opened(made())
    assert links(slides[1]) == {"https://acme.slack.com/archives/C1/pa0"}
    assert links(slides[-1]) == {f"https://acme.slack.com/archives/C1/pa{number}" for number in range(3)}


def test_without_addresses_there_are_numbers_and_no_links() -> None:
    slides = opened(made(MATERIAL.model_copy(update={"links": {}})))
    assert [links(slide) for slide in slides] == [set()] * len(slides)
    assert "[a0]" in "\n".join(frame.text for frame, _, _ in frames(slides[1]))


def test_an_interview_with_almost_nothing_said_still_makes_a_deck() -> None:
    slides = opened(made(BARE))
    assert len(slides) >= 5
    assert overflowing(slides) == []
    assert not [shape for slide in slides for shape in slide.shapes if shape.has_chart]


def test_a_title_of_3000_characters_is_cut_on_the_slide_and_whole_in_the_notes() -> None:
    title = ("violins and cellos for schools " * 100)[:3000].strip()
    slides = opened(made(title=title, titles={3: title}))
    cover = slides[0]
    assert cover.shapes.title.text.endswith("…")
    assert title in cover.notes_slide.notes_text_frame.text
    third = next(slide for slide in slides if "3 · " in "\n".join(frame.text for frame, _, _ in frames(slide)))
    assert third.shapes.title.text.endswith("…")
    assert title in third.notes_slide.notes_text_frame.text
    assert overflowing(slides) == []


def test_what_does_not_fit_goes_on_on_a_further_slide_and_nothing_is_lost() -> None:
    asked = tuple(f"Question {number}: how many of them left, and why did they?" for number in range(40))
    summary = MATERIAL.summary.model_copy(update={"open_questions": asked})
    slides = opened(made(MATERIAL.model_copy(update={"summary": summary})))
    text = "\n".join(frame.text for slide in slides for frame, _, _ in frames(slide))
    assert all(each in text for each in asked)
    assert text.count("What is still unknown (continued)") >= 6
    assert overflowing(slides) == []


def test_a_heading_stands_again_above_what_is_left_of_its_lines() -> None:
    said = tuple(
        Statement(text=f"Statement {number} of many about what they do.", answers=("a1",)) for number in range(12)
    )
    summary = MATERIAL.summary.model_copy(
        update={"considerations": (Consideration(dimension=Dimension.BEHAVIOURAL, statements=said),)}
    )
    slides = opened(made(MATERIAL.model_copy(update={"summary": summary})))
    third = [[frame.text for frame, _, _ in frames(slide)] for slide in slides]
    third = [texts for texts in third if any(text.startswith("3 · ") for text in texts)]
    assert len(third) >= 2
    about = [texts for texts in third if any("of many" in text for text in texts[2:])]
    assert all("What they do" in texts for texts in about)


@few
@given(hostile())
def test_whatever_people_write_it_opens_again_and_nothing_overflows(deck: Deck) -> None:
    slides = opened(deck)
    assert overflowing(slides) == []
    assert beyond(slides) == []
    for slide in slides:
        for frame, _, _ in frames(slide):
            assert not re.search(r"[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]|_x[0-9A-F]{4}_", frame.text)


def test_an_attack_on_every_place_fits_and_opens_no_door() -> None:
    deck = attacked()
    file = pptx(deck)
    slides = list(Presentation(BytesIO(file)).slides)
    assert len(deck.sources) == 15
    assert overflowing(slides) == []
    assert beyond(slides) == []
    ours = {source.link for source in deck.sources}
    assert set().union(*map(links, slides)) == ours, "an address that somebody said leads nowhere"
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    named = [name for chart in charts for name in chart.plots[0].categories]
    assert max(map(len, named)) < 100
    with ZipFile(BytesIO(file)) as archive:
        for name in archive.namelist():
            assert b"evil" not in archive.read(name) or not name.endswith(".rels")


def test_tiles_and_what_stands_above_them_do_not_touch_however_much_is_cited() -> None:
    for slide in list(Presentation(BytesIO(pptx(attacked()))).slides):
        tables = [shape for shape in slide.shapes if getattr(shape, "has_table", False) and shape.has_table]
        tiles = [shape.top for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text[:7] == "Sizable"]
        for top in tiles:
            assert all(table.top + _shown_height(table) <= top for table in tables)


def test_sources_of_a_title_stand_on_one_line() -> None:
    many = tuple(f"a{number}" for number in range(90))
    sources = tuple(Source(mark=mark, question="q", quote="q", who="w", when="d") for mark in many)
    headline = Line(text="t", kind=Kind.SAID, label="The team said", sources=many, basis="counted")
    part = Part(number=1, name="p", slides=(Slide(headline=headline),))
    assert overflowing(opened(made().model_copy(update={"parts": (part,), "sources": sources}))) == []


def test_a_name_that_looks_like_a_formula_is_none_in_the_workbook_behind_a_chart() -> None:
    names = ("=1+1", "{=1+1}", "https://evil.example", "mailto:a@evil.example", "A · =1+1")
    series = Series(name="=SUM(A1)", colour="met", values=(1,) * len(names))
    chart = Chart(caption="c", categories=names, series=(series,), sources=())
    slide = Slide(headline=Line(text="t", kind=Kind.COUNTED), chart=chart)
    deck = made().model_copy(update={"parts": (Part(number=1, name="p", slides=(slide,)),)})
    with ZipFile(BytesIO(pptx(deck))) as file:
        [workbook] = [file.read(name) for name in file.namelist() if name.endswith(".xlsx")]
    with ZipFile(BytesIO(workbook)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not [name for name in book.namelist() if "sheet1.xml.rels" in name]


def test_arabic_is_set_from_right_to_left_and_latin_is_not() -> None:
    slides = opened(made(titles={3: HOSTILE[1]}))
    title = next(slide for slide in slides if slide.shapes.title.text.startswith("موظفون")).shapes.title
    assert 'rtl="1"' in title._element.xml
    assert 'rtl="1"' not in slides[1].shapes.title._element.xml


def test_the_theme_is_ours() -> None:
    with ZipFile(BytesIO(pptx(made()))) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
        layouts = [name for name in file.namelist() if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name)]
    assert f'<a:dk2><a:srgbClr val="{design.COLOURS["deep"]}"/></a:dk2>' in theme
    assert f'<a:latin typeface="{design.FONT}"' in theme
    assert "Calibri" not in theme
    assert len(layouts) == 2


def test_letters_have_enough_contrast_on_white_and_on_paper() -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1."""
    for name in ("ink", "deep", "accent", "soft", "said", "reading", "unknown", "met", "not met"):
        for ground in ("white", "paper"):
            assert _contrast(design.COLOURS[name], design.COLOURS[ground]) >= 4.5, (name, ground)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in bytes.fromhex(colour)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_it_is_drawn_in_a_process_of_its_own() -> None:
    files = await make_deck(made(), office=lambda: None)
    assert Presentation(BytesIO(files.pptx)).slides[0].shapes.title.text == "Violins for schools"
    assert (files.pdf, files.pdf_failed) == (b"", False), "no LibreOffice, no PDF, and nothing to be said of it"


async def test_an_office_that_fails_costs_the_pdf_and_not_the_deck() -> None:
    files = await make_deck(made(), office=lambda: sys.executable)
    assert files.pptx
    assert (files.pdf, files.pdf_failed) == (b"", True)


@pytest.mark.skipif(office() is None, reason="needs LibreOffice (Debian: libreoffice-impress)")
async def test_libreoffice_opens_it_and_prints_every_slide() -> None:
    deck = made(titles={3: " ".join(HOSTILE[:7])})
    files = await make_deck(deck)
    assert files.pdf.startswith(b"%PDF-")
    assert not files.pdf_failed
    assert len(re.findall(rb"/Type\s*/Page[^s]", files.pdf)) == len(opened(deck))


def test_the_child_answers_rubbish_with_a_failure_and_nothing_else() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "bot.deck.child"],
        input=b"no deck",
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode != 0
    assert done.stdout == b""
