"""Whether Slack has what was sent: all that stands there is looked through, page by page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.engine.look_up import arrived, landed
from store.outbox import OutboxRow

PAGE = 200
"""Messages of a page of Slack's."""


class Slack:
    """A thread with `messages`, shown a page at a time as conversations.replies does."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.messages, self.asked = messages, list[str]()

    async def api_call(self, method: str, *, params: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(method)
        start = int(params.get("cursor") or 0)
        more = str(start + PAGE) if start + PAGE < len(self.messages) else ""
        return {"messages": self.messages[start : start + PAGE], "response_metadata": {"next_cursor": more}}


def others(count: int) -> list[dict[str, Any]]:
    return [{"ts": f"{1_000_000 + place}.000100", "text": "Another."} for place in range(count)]


ROW = OutboxRow("T1", "c1", 1, "key-1", "rows", "file upload", "C1", "1.0", "{}", "sending", 1, 0.0, 9e5, None)
BELOW = 450


async def test_a_file_below_many_later_messages_is_found() -> None:
    slack = Slack([*others(BELOW), {"ts": "2000000.0001", "files": [{"id": "F7"}]}])
    assert await arrived(slack, replace(ROW, payload=json.dumps({"file_id": "F7"})), None)  # type: ignore[arg-type]
    assert slack.asked == ["conversations.replies"] * 3


async def test_a_file_that_is_nowhere_is_not_found() -> None:
    slack = Slack(others(BELOW))
    assert not await arrived(slack, replace(ROW, payload=json.dumps({"file_id": "F7"})), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("payload", "found"),
    [
        ({"restored": 1}, True),
        ({}, False),
        ({"restored": 1, "file_id": "F9"}, False),
        ({"restored": 1, "title": "Another"}, False),
        ({"restored": 1, "data": "YWJjZA=="}, False),
    ],
)
async def test_a_file_of_a_restored_copy_is_known_by_all_that_it_is_called(
    payload: dict[str, object], found: bool
) -> None:
    """Which id Slack gave it may have been written down after the copy was made."""
    shown = {"id": "F7", "name": "rows.csv", "title": "Rows", "size": 3}
    slack = Slack([*others(3), {"ts": "2000000.0001", "files": [shown]}])
    content = {"filename": "rows.csv", "title": "Rows", "data": "YWJj", **payload}
    assert await arrived(slack, replace(ROW, payload=json.dumps(content)), None) is found  # type: ignore[arg-type]


async def test_a_post_below_many_later_messages_is_found() -> None:
    mine = {"ts": "2000000.0001", "metadata": {"event_payload": {"key": "key-1"}}}
    slack = Slack([*others(BELOW), mine])
    found = await landed(slack, replace(ROW, method="chat.postMessage"), None)  # type: ignore[arg-type]
    assert found == ("2000000.0001", "C1")
