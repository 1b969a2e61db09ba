"""Blocks with rows, columns, points and cards, and their limits.

Follows https://docs.slack.dev/reference/block-kit/blocks/table-block; the newer ones (data_table,
data_visualization, card, carousel, container) are second-hand, from Slack's Python SDK and others' measurements.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playground.block_elements import check_element
from playground.block_limits import Faults, fault, items, listed, string, text_object

TABLE_ROWS, TABLE_COLUMNS, TABLE_TEXT = 100, 20, 10_000


def table(block: Mapping[str, Any], path: str) -> Faults:
    """Rows of cells: raw text, numbers or rich text; 100 rows, 20 columns, 10,000 characters."""
    yield from _rows(block, path)
    yield from listed(block.get("column_settings", []), f"{path}/column_settings", TABLE_COLUMNS, least=0)


def data_table(block: Mapping[str, Any], path: str) -> Faults:
    """A table with a caption, which is required."""
    yield from string(block.get("caption"), f"{path}/caption", 3000, least=1)
    yield from _rows(block, path)


def _rows(block: Mapping[str, Any], path: str) -> Faults:
    rows = block.get("rows")
    yield from listed(rows, f"{path}/rows", TABLE_ROWS)
    letters = 0
    for number, row in enumerate(items(rows)):
        below = f"{path}/rows/{number}"
        yield from listed(row, below, TABLE_COLUMNS)
        for column, cell in enumerate(items(row)):
            if not isinstance(cell, Mapping) or cell.get("type") not in ("raw_text", "raw_number", "rich_text"):
                yield fault(f"{below}/{column}/type", "must be one of raw_text, raw_number, rich_text")
            elif cell["type"] == "raw_text":
                yield from string(cell.get("text"), f"{below}/{column}/text", TABLE_TEXT, least=1)
                letters += len(cell["text"]) if isinstance(cell.get("text"), str) else 0
    if letters > TABLE_TEXT:
        yield fault(f"{path}/rows", f"text of all cells must be less than {TABLE_TEXT + 1} characters")


def data_visualization(block: Mapping[str, Any], path: str) -> Faults:
    """A chart: at most 12 series of 20 points, labels of 20 characters."""
    chart = block.get("chart")
    if not isinstance(chart, Mapping):
        yield fault(f"{path}/chart", "must be an object")
        return
    series = chart.get("series", chart.get("segments"))
    yield from listed(series, f"{path}/chart/series", 12)
    for number, one in enumerate(items(series)):
        below = f"{path}/chart/series/{number}"
        if not isinstance(one, Mapping):
            yield fault(below, "must be an object")
            continue
        yield from string(one.get("name", one.get("label")), f"{below}/name", 20, least=1)
        if "data" in one:
            yield from listed(one["data"], f"{below}/data", 20)
            for place, point in enumerate(items(one["data"])):
                label = point.get("label") if isinstance(point, Mapping) else None
                yield from string(label, f"{below}/data/{place}/label", 20, least=1)


def card(block: Mapping[str, Any], path: str) -> Faults:
    """Title, subtitle, body, and up to three buttons."""
    for key, most in (("title", 150), ("subtitle", 150), ("body", 200)):
        if block.get(key) is not None:
            yield from text_object(block[key], f"{path}/{key}", most)
    if block.get("actions") is not None:
        yield from listed(block["actions"], f"{path}/actions", 3)
        for place, button in enumerate(items(block["actions"])):
            yield from check_element(button, f"{path}/actions/{place}", frozenset({"button"}))


def carousel(block: Mapping[str, Any], path: str) -> Faults:
    """One to ten cards."""
    yield from listed(block.get("elements"), f"{path}/elements", 10)
    for place, element in enumerate(items(block.get("elements"))):
        below = f"{path}/elements/{place}"
        if not isinstance(element, Mapping) or element.get("type") != "card":
            yield fault(f"{below}/type", "must be one of card")
        else:
            yield from card(element, below)


def container(block: Mapping[str, Any], path: str) -> Faults:
    """A titled box of one to ten blocks (which the caller checks)."""
    if block.get("title") is not None:
        yield from text_object(block["title"], f"{path}/title", 150)
    yield from listed(block.get("child_blocks"), f"{path}/child_blocks", 10)
