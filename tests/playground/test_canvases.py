"""Canvases: made by the app, opened to channels and people, kept, and read in the page by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import CUSTOMERS, DANA, LEADERSHIP, RAVI
from playground.server import Playground

CONTENT = {"type": "markdown", "markdown": "# Violins\n\n- one"}


@pytest.fixture
async def web(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(playground.url) as session:
        yield session


async def made(slack: AsyncWebClient) -> str:
    answer = await slack.api_call("canvases.create", json={"title": "Deck", "document_content": CONTENT})
    return str(answer["canvas_id"])


async def test_a_canvas_is_read_by_those_it_was_opened_to(slack: AsyncWebClient, web: aiohttp.ClientSession) -> None:
    id = await made(slack)

    async def read_by(user: str) -> int:
        async with web.get(f"/playground/canvas/{id}", params={"as": user}) as answer:
            return answer.status

    assert await read_by(DANA) == 403, "it is the app's alone"
    opened = {"canvas_id": id, "access_level": "read", "user_ids": [DANA]}
    await slack.api_call("canvases.access.set", json=opened)
    assert (await read_by(DANA), await read_by(RAVI)) == (200, 403)
    await slack.api_call(
        "canvases.access.set", json={"canvas_id": id, "access_level": "write", "channel_ids": [CUSTOMERS]}
    )
    assert await read_by(RAVI) == 200
    async with web.get("/playground/canvas/F0NONE", params={"as": DANA}) as answer:
        assert answer.status == 404


async def test_a_direct_message_and_a_room_without_the_app_are_no_channels_for_it(
    playground: Playground, slack: AsyncWebClient
) -> None:
    id = await made(slack)
    for channel in (playground.driver.direct_channel(DANA), LEADERSHIP):
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await slack.api_call(
                "canvases.access.set", json={"canvas_id": id, "access_level": "write", "channel_ids": [channel]}
            )
    with pytest.raises(SlackApiError, match="user_not_found"):
        await slack.api_call(
            "canvases.access.set", json={"canvas_id": id, "access_level": "write", "user_ids": ["U0NOBODY"]}
        )


async def test_a_channel_has_one_canvas_of_its_own(slack: AsyncWebClient) -> None:
    asked = {"channel_id": CUSTOMERS, "document_content": CONTENT}
    await slack.api_call("conversations.canvases.create", json=asked)
    with pytest.raises(SlackApiError, match="channel_canvas_already_exists"):
        await slack.api_call("conversations.canvases.create", json=asked)


async def test_its_address_leads_to_the_page(slack: AsyncWebClient, web: aiohttp.ClientSession) -> None:
    id = await made(slack)
    async with web.get(f"/docs/T0PLAY/{id}", allow_redirects=False) as answer:
        assert answer.headers["Location"] == f"/#docs/{id}"


async def test_canvases_outlive_the_playground(tmp_path: Path) -> None:
    async with Playground(str(tmp_path / "play.db")) as first:
        id = await made(AsyncWebClient("xoxb-test", base_url=first.api_url))
    async with Playground(str(tmp_path / "play.db")) as second:
        assert second.workspace.canvases[id].markdown == CONTENT["markdown"]


@pytest.mark.parametrize("markdown", ["# a\n\n#### too deep", "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 150])
async def test_markdown_that_slack_refuses_is_refused_with_its_line(slack: AsyncWebClient, markdown: str) -> None:
    asked = {"title": "Deck", "document_content": {"type": "markdown", "markdown": markdown}}
    with pytest.raises(SlackApiError, match="canvas_creation_failed"):
        await slack.api_call("canvases.create", json=asked)
