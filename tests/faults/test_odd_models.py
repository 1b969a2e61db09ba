"""Whatever a model does, an interview with it goes on: at once, or when it is better again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import web

from bot.engine.parking import PARKED
from flows.llm.tasks import ASK_QUESTION, READ_ANSWER
from tests.dialogues.models import connected_to, sensible
from tests.dialogues.stage import PROJECT, Stage, staged
from tests.openai_server import Asked, Fault, OpenAIServer, body, hangs, says, status

ODD: dict[str, Fault] = {
    "hangs": hangs(),
    "floods 429": status(429, retry_after="0"),
    "returns 200 KB": says("x" * 200_000),
    "returns nothing": says(""),
    "closes without a body": body(b""),
}


def odd_until(better: asyncio.Event, odd: Fault) -> Fault:
    async def reply(asked: Asked) -> web.StreamResponse:
        return await (sensible() if better.is_set() else odd)(asked)

    return reply


@pytest.mark.parametrize("kind", ODD)
async def test_an_interview_goes_on_with_a_model_that(tmp_path: Path, kind: str) -> None:
    async with (
        OpenAIServer() as server,
        staged(tmp_path, **connected_to(server), SEGUE_MODEL_TIMEOUT_SECONDS="0.3") as bot,
    ):
        better = asyncio.Event()
        for task in (READ_ANSWER.name, ASK_QUESTION.name):
            server.answers(task, *[odd_until(better, ODD[kind])] * 20)
        thread = Stage(bot)
        await thread.says("@Segue interview, 3 questions")
        await thread.hears("Hello, I'm Segue")
        await thread.says(PROJECT)
        answer = await thread.hears()
        if PARKED in answer["text"]:
            better.set()
            await thread.presses("retry", answer)
            answer = await thread.hears()
        assert "Question 1 of 3" in answer["text"]
