"""A deck as the markdown of a Slack canvas: headings, lines with what they rest on, links that lead to messages.

https://docs.slack.dev/surfaces/canvases#formatting: headings of three levels, lists, bold, links, quotations, tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from decks.deck import Chart, Deck, Line, Slide, Table
from decks.visible import line as on_one_line

MOST = 100_000
"""Characters, our own limit: Slack takes a million, and nobody reads so much."""
_MARKS = re.compile(r"([\\`*_\[\]<>~|!#$@&])")


def markdown(deck: Deck) -> str:
    """-> the page, without its title, which Slack shows above it."""
    lines = [f"_{escaped(deck.subtitle)}. {escaped(deck.caution)}._", ""]
    for part in deck.parts:
        name = f"{part.number} · {part.name}" if part.number else part.name
        lines += [f"# {escaped(name)}", ""]
        for slide in part.slides:
            lines += [*_slide(deck, slide), ""]
    lines += [f"# {escaped(deck.sources_name)}", ""]
    for source in deck.sources:
        said = ", ".join(filter(None, (source.who, source.when)))
        told = f"“{escaped(source.quote)}”" if source.quote else escaped(source.told)
        lines.append(f"- {_reference(deck, source.mark)} {escaped(source.question)}: {told} {escaped(said)}")
    return within("\n".join(lines)).rstrip() + "\n"


def escaped(text: str) -> str:
    """Words on one line that mean nothing to markdown; a number or a dash at the beginning makes no list."""
    words = _MARKS.sub(r"\\\1", on_one_line(text))
    words = re.sub(r"^(\d+)([.)])", r"\1\\\2", words)
    words = re.sub(r"^([-+=])", r"\\\1", words)
    return re.sub(r"(?i)\bwww\.", r"www\\.", words.replace("://", r"\://"))


def _slide(deck: Deck, slide: Slide) -> Iterator[str]:
    yield f"## {escaped(slide.headline.text)}"
    yield _known(deck, slide.headline)
    for group in slide.groups:
        if group.heading:
            yield f"### {escaped(group.heading)}"
        yield from (f"- {escaped(each.text)} {_known(deck, each)}" for each in group.lines)
    if slide.quote is not None:
        yield f"> “{escaped(slide.quote.text)}” {_reference(deck, slide.quote.source)}"
    for tile in slide.tiles:
        judged = f"- **{escaped(tile.heading)}**, {escaped(tile.word)}: {escaped(tile.text)}"
        yield f"{judged} {_references(deck, tile.sources)}".rstrip()
    if slide.chart is not None:
        yield from _chart(slide.chart)
    if slide.table is not None:
        yield from _table(slide.table)


def _known(deck: Deck, line: Line) -> str:
    """_The team said, counted_ [3]"""
    known = ", ".join(filter(None, (line.label, line.basis)))
    return f"_{escaped(known)}_ {_references(deck, line.sources)}".rstrip()


def _references(deck: Deck, marks: Sequence[str]) -> str:
    return " ".join(_reference(deck, mark) for mark in marks)


def _reference(deck: Deck, mark: str) -> str:
    link = deck.by_mark[mark].link
    return f"[{mark}]({link})" if link else f"\\[{mark}\\]"


def _chart(chart: Chart) -> Iterator[str]:
    rows = [
        (category, *(str(series.values[place]) for series in chart.series))
        for place, category in enumerate(chart.categories)
    ]
    yield from _table(Table(header=(chart.caption, *(each.name for each in chart.series)), rows=tuple(rows)))


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(map(_cell, table.header))} |"
    yield f"| {' | '.join('---' for _ in table.header)} |"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in table.rows)


def _cell(text: str) -> str:
    return escaped(text) or " "


def within(text: str) -> str:
    """Cut between lines where it is longer than anybody reads."""
    return text if len(text) <= MOST else text[:MOST].rsplit("\n", 1)[0]
