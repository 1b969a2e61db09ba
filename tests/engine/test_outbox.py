"""A post is made once: whatever Slack answers, and whatever goes wrong here."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from tests.engine.stage import refusal, scene


async def test_a_lane_that_fails_rests_before_it_tries_again(tmp_path: Path) -> None:
    def wrong(method: str, arguments: dict[str, Any]) -> None:
        raise ValueError("nobody expected this")

    async with scene(tmp_path) as stage:
        stage.slack.wrong = wrong
        await stage.says("interview", mention=True)
        await stage.until(lambda: len(stage.slack.calls) > 0)
        await asyncio.sleep(0.6)
        assert len(stage.slack.calls) <= 3


@pytest.mark.parametrize("error", ["ekm_access_denied", "invalid_cursor", "method_not_supported_for_channel_type"])
async def test_a_look_up_that_slack_refuses_is_no_proof_that_the_post_is_missing(tmp_path: Path, error: str) -> None:
    def wrong(method: str, arguments: dict[str, Any]) -> None:
        if method == "chat.postMessage":
            raise refusal("internal_error", 500)
        raise refusal(error)

    async with scene(tmp_path) as stage:
        stage.slack.wrong = wrong
        await stage.says("interview", mention=True)
        await stage.until(lambda: sum(method.startswith("conversations") for method, _ in stage.slack.calls) >= 3)
        assert len(stage.slack.posts()) == 1


async def test_a_place_that_is_gone_is_asked_once_more_by_posting(tmp_path: Path) -> None:
    def wrong(method: str, arguments: dict[str, Any]) -> None:
        posts = len(stage.slack.posts())
        if method == "chat.postMessage":
            raise refusal("internal_error", 500) if posts == 1 else refusal("is_archived")
        raise refusal("channel_not_found")

    async with scene(tmp_path) as stage:
        stage.slack.wrong = wrong
        await stage.says("interview", mention=True)
        await stage.until(lambda: len(stage.slack.posts()) >= 2)
        states: list[tuple[Any, ...]] = []
        async with asyncio.timeout(5):
            while ("dead",) not in states:
                states = await stage.rows("SELECT state FROM outbox WHERE channel = 'C1'")
        assert states == [("dead",)]


async def test_a_limit_holds_the_channel_for_as_long_as_slack_says(tmp_path: Path) -> None:
    at: list[float] = []

    def wrong(method: str, arguments: dict[str, Any]) -> None:
        if method == "chat.postMessage":
            at.append(time.monotonic())
            if len(at) == 1:
                raise refusal("ratelimited", 429, {"Retry-After": "1"})

    async with scene(tmp_path) as stage:
        stage.slack.wrong = wrong
        await stage.says("interview", mention=True)
        await stage.until(lambda: len(at) >= 2)
        assert at[1] - at[0] >= 0.95


async def test_what_slack_refuses_in_the_middle_is_said_in_plain_words(tmp_path: Path) -> None:
    def wrong(method: str, arguments: dict[str, Any]) -> None:
        if method == "chat.postMessage" and "Question 2 of 3" in arguments["text"] and "blocks" in arguments:
            raise refusal("msg_too_long")

    async with scene(tmp_path) as stage:
        await stage.begins()
        stage.slack.wrong = wrong
        await stage.says("Cafes order each morning, three of them told us so.")
        await stage.until(lambda: any("in plain words" in post for post in stage.slack.posts()))


async def test_what_slack_never_says_of_a_post_is_told_to_its_conversation_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.engine.outbox.MOST_LOOKS", 2)

    def wrong(method: str, arguments: dict[str, Any]) -> None:
        if method == "chat.postMessage" and "Question 2 of 3" in arguments["text"] and "blocks" in arguments:
            raise refusal("internal_error", 500)
        if method.startswith("conversations.re"):
            raise refusal("ekm_access_denied")

    async with scene(tmp_path) as stage:
        await stage.begins()
        stage.slack.wrong = wrong
        await stage.says("Cafes order each morning, three of them told us so.")
        await stage.until(lambda: any("in plain words" in post for post in stage.slack.posts()))
