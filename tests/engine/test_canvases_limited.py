"""A canvas while Slack asks to wait: told of once, and opened to its readers when it may be."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.views.call import CANVAS
from store import outbox
from tests.engine.stage import Scene, refusal, scene

PAGE = {
    "title": "Segments", "markdown": "# Segments\n", "said": "Kept as {link}.", "called": "a canvas", "refused": "No.",
    "user": "", "card": "card", "kept": "It is {link}.", "metadata": {"event_payload": {"key": "k"}},
}  # fmt: skip


async def asked_for(stage: Scene) -> None:
    id = await stage.conversation()
    await stage.store.write(
        lambda tx: outbox.add(
            tx,
            team_id="T1",
            conversation_id=id,
            key="k",
            name="canvas-1",
            method=CANVAS,
            channel="C1",
            thread_ts=stage.root,
            payload=json.dumps(PAGE),
            now=0.0,
        )
    )
    stage.engine._outbox.notify(id)


async def settled(stage: Scene) -> None:
    async with asyncio.timeout(8):
        while await stage.rows("SELECT 1 FROM outbox WHERE name = 'canvas-1' AND state != 'sent'"):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("limited", ["canvases.create", "canvases.access.set", "conversations.replies"])
async def test_a_canvas_is_made_once_told_of_once_and_opened_however_often_slack_asks_to_wait(
    tmp_path: Path, limited: str
) -> None:
    asked, done = Counter[str](), Counter[str]()

    def wrong(method: str, arguments: dict[str, Any]) -> None:
        what = "told" if "Kept as" in arguments.get("text", "") else method
        asked[what] += 1
        if method == limited and asked[method] <= 5:
            raise refusal("ratelimited", 429, {"Retry-After": "0"})
        done[what] += 1

    async with scene(tmp_path) as stage:
        await stage.begins()
        answers = stage.slack.api_call

        async def with_canvas(method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
            return {**await answers(method, json=json, params=params), "canvas_id": "F1"}

        stage.slack.api_call = with_canvas  # type: ignore[method-assign]
        stage.slack.wrong = wrong
        await asked_for(stage)
        await settled(stage)
    assert (done["canvases.create"], done["told"], done["canvases.access.set"]) == (1, 1, 1)
