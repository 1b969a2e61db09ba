"""Slack's limits on blocks, as a table: the largest that passes, and one more."""

from __future__ import annotations

from typing import Any

import pytest

from playground.blocks import BLOCKS, faults_of


def plain(length: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * length}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(3)} | more


def options(count: int) -> list[dict[str, Any]]:
    return [{"text": plain(5), "value": str(n)} for n in range(count)]


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section"} | more


def actions(count: int) -> dict[str, Any]:
    return {"type": "actions", "elements": [button(action_id=str(n)) for n in range(count)]}


def table(rows: int, columns: int) -> dict[str, Any]:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def chart(series: int, points: int, label: int) -> dict[str, Any]:
    data = [{"label": "p" * label, "value": 1}] * points
    return {"type": "data_visualization", "chart": {"type": "bar", "series": [{"name": "s", "data": data}] * series}}


AT_THE_LIMIT = [
    ("section text", section(text=plain(3000)), section(text=plain(3001))),
    ("section empty text", section(text=plain(1)), section(text=plain(0))),
    ("section fields", section(fields=[plain(5)] * 10), section(fields=[plain(5)] * 11)),
    ("section field text", section(fields=[plain(2000)]), section(fields=[plain(2001)])),
    ("header", {"type": "header", "text": plain(150)}, {"type": "header", "text": plain(151)}),
    (
        "header is plain",
        {"type": "header", "text": plain(5)},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    ),
    ("context", {"type": "context", "elements": [plain(5)] * 10}, {"type": "context", "elements": [plain(5)] * 11}),
    ("actions", actions(25), actions(26)),
    ("action ids", actions(2), {"type": "actions", "elements": [button(action_id="a"), button(action_id="a")]}),
    (
        "button text",
        section(text=plain(1), accessory=button(text=plain(75))),
        section(text=plain(1), accessory=button(text=plain(76))),
    ),
    (
        "button value",
        section(text=plain(1), accessory=button(value="x" * 2000)),
        section(text=plain(1), accessory=button(value="x" * 2001)),
    ),
    (
        "button style",
        section(text=plain(1), accessory=button(style="danger")),
        section(text=plain(1), accessory=button(style="loud")),
    ),
    (
        "action id",
        section(text=plain(1), accessory=button(action_id="x" * 255)),
        section(text=plain(1), accessory=button(action_id="x" * 256)),
    ),
    ("block id", {"type": "divider", "block_id": "x" * 255}, {"type": "divider", "block_id": "x" * 256}),
    (
        "overflow",
        section(text=plain(1), accessory={"type": "overflow", "options": options(5)}),
        section(text=plain(1), accessory={"type": "overflow", "options": options(6)}),
    ),
    (
        "menu",
        section(text=plain(1), accessory={"type": "static_select", "options": options(100)}),
        section(text=plain(1), accessory={"type": "static_select", "options": options(101)}),
    ),
    (
        "confirmation",
        section(
            text=plain(1),
            accessory=button(
                confirm={"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)}
            ),
        ),
        section(
            text=plain(1),
            accessory=button(
                confirm={"title": plain(101), "text": plain(300), "confirm": plain(30), "deny": plain(30)}
            ),
        ),
    ),
    ("markdown", {"type": "markdown", "text": "x" * 12_000}, {"type": "markdown", "text": "x" * 12_001}),
    (
        "image",
        {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "a"},
        {"type": "image", "image_url": "file:///etc", "alt_text": "a"},
    ),
    ("table rows", table(100, 2), table(101, 2)),
    ("table columns", table(2, 20), table(2, 21)),
    ("data table caption", table(1, 1) | {"type": "data_table", "caption": "c"}, table(1, 1) | {"type": "data_table"}),
    ("chart series", chart(12, 20, 20), chart(13, 20, 20)),
    ("chart points", chart(1, 20, 20), chart(1, 21, 20)),
    ("chart labels", chart(1, 1, 20), chart(1, 1, 21)),
    ("card", {"type": "card", "body": plain(200)}, {"type": "card", "body": plain(201)}),
    (
        "carousel",
        {"type": "carousel", "elements": [{"type": "card"}] * 10},
        {"type": "carousel", "elements": [{"type": "card"}] * 11},
    ),
    (
        "input",
        {"type": "input", "label": plain(2000), "element": {"type": "plain_text_input"}},
        {"type": "input", "label": plain(2001), "element": {"type": "plain_text_input"}},
    ),
    (
        "an input's element",
        {"type": "input", "label": plain(5), "element": {"type": "checkboxes", "options": options(10)}},
        {"type": "input", "label": plain(5), "element": button()},
    ),
    (
        "context actions",
        {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain(5)}]},
        {"type": "context_actions", "elements": [button()]},
    ),
    (
        "rich text",
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
        {"type": "rich_text", "elements": [{"type": "poem"}]},
    ),
    ("alert", {"type": "alert", "text": plain(200)}, {"type": "alert", "text": plain(201)}),
    ("known types", {"type": "divider"}, {"type": "poem"}),
]


@pytest.mark.parametrize(("what", "good", "bad"), AT_THE_LIMIT, ids=[row[0] for row in AT_THE_LIMIT])
def test_limits(what: str, good: dict[str, Any], bad: dict[str, Any]) -> None:
    """What is exactly at the limit passes; one more is refused with the place of the fault."""
    assert faults_of([good]) == []
    found = faults_of([bad])
    assert found
    assert "[json-pointer:/blocks/0" in found[0]


@pytest.mark.parametrize(
    ("blocks", "view", "fine"),
    [
        ([{"type": "divider"}] * 50, False, True),
        ([{"type": "divider"}] * 51, False, False),
        ([{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}], False, False),
        ([{"type": "markdown", "text": "x" * 6000}] * 2, False, True),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, False, False),
        ([table(1, 1)] * 2, False, False),
        ([chart(1, 1, 1)] * 2, False, True),
        ([chart(1, 1, 1)] * 3, False, False),
        ([{"type": "markdown", "text": "x"}], True, False),
    ],
)
def test_limits_on_all_blocks_together(blocks: list[Any], view: bool, fine: bool) -> None:
    """Counts over the whole message."""
    assert (faults_of(blocks, view=view) == []) == fine


@pytest.mark.parametrize("rubbish", [None, 3, "x", [], [[]], {"type": 7}, {"type": ["section"]}])
@pytest.mark.parametrize("kind", [None, *BLOCKS])
def test_rubbish_is_refused_and_never_raises(kind: str | None, rubbish: Any) -> None:
    """Whatever stands where a block's parts should be, the answer is a list of faults."""
    parts = (
        "block_id",
        "action_id",
        "text",
        "fields",
        "elements",
        "element",
        "rows",
        "chart",
        "accessory",
        "title",
        "label",
        "child_blocks",
        "tasks",
    )
    block = rubbish if kind is None else {"type": kind} | dict.fromkeys(parts, rubbish)
    assert isinstance(faults_of([block]), list)
