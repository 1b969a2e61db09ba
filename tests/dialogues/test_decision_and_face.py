"""What the team has to decide makes the questions; a picture makes the face; what both cost is said before."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image

from flows.persona.finishing import NO_PICTURE, PICTURE_TOO_DEAR
from playground.driver import CUSTOMERS
from tests.dialogues.models import counted, sensible
from tests.dialogues.personas import ALICE, made, opened
from tests.dialogues.stage import PATIENCE, Bot, Stage, staged
from tests.openai_server import OpenAIServer, draws, status

DECISION = "We have to decide whether costs come per pay cheque or per year."


async def test_a_decision_in_the_request_goes_with_the_guide_to_the_end(bot: Bot, thread: Stage) -> None:
    await thread.says(f"{ALICE}. {DECISION}")
    await thread.hears()
    card = await thread.hears("Interview Alice", f"Made for a decision: “{DECISION}”")
    await thread.says("card")
    whole = await thread.hears(
        f"made for a decision: “{DECISION}”", "the last time costs came up", "→ costs come per pay cheque or per year:"
    )
    assert "decide whether" not in str(whole["blocks"]).split("Questions for the interview")[0]
    alice = await opened(bot, thread, card)
    await alice.says("How do you usually deal with it?")
    await alice.hears()
    await alice.says("finish")
    await alice.hears("What Alice said", f"Made for a decision: “{DECISION}”")


async def test_a_decision_told_later_makes_new_questions_and_keeps_the_card(bot: Bot, thread: Stage) -> None:
    await thread.says(ALICE)
    await thread.hears()
    card = await thread.hears("Tell me what you have to decide")
    await thread.says(DECISION)
    shown = await thread.hears("Questions for the interview", f"made for a decision: “{DECISION}”", "Interview Alice")
    await thread.people.wait_for(lambda: DECISION in str(thread.message(card["ts"])["blocks"]), PATIENCE)
    alice = await opened(bot, thread, shown)
    await alice.says("next")
    await alice.hears("Question 1 of 10 of the guide")
    await thread.hears_nothing_more()


async def test_another_picture_is_another_face(bot: Bot, thread: Stage) -> None:
    await made(thread)
    await thread.says("new picture")
    await thread.hears("another picture on the card")
    await thread.hears_nothing_more()
    assert len(await faces(bot)) == 2


async def faces(bot: Bot) -> list[bytes]:
    """The pictures that are kept."""
    return [png for (png,) in await bot.kept("SELECT png FROM faces")]


def painted(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1024, 1024), colour).save(out, "PNG")
    return out.getvalue()


def connected(server: OpenAIServer, **more: str) -> dict[str, str]:
    server.answers("write_persona", sensible()).answers("write_guide", sensible())
    named = {"SEGUE_MODEL": "writer", "SEGUE_IMAGE_MODEL": "painter", "SEGUE_MODEL_TRIES": "1"}
    return {"OPENAI_BASE_URL": server.base_url, **named, **more}


async def test_the_face_comes_from_the_image_model_and_its_cost_is_said_before(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    public = f"http://127.0.0.1:{unused_tcp_port}"
    prices = {"SEGUE_MODEL_PRICE": "1/10", "SEGUE_IMAGE_PRICE": "0.02"}
    async with OpenAIServer() as server:
        server.answers("draw_face", draws(painted("#7a4b58")))
        settings = connected(server, SEGUE_PUBLIC_URL=public, SEGUE_HTTP_PORT=str(unused_tcp_port), **prices)
        async with staged(tmp_path, **settings) as bot:
            thread = Stage(bot)
            await thread.says(ALICE)
            await thread.hears("Making a persona", "Takes about", "US dollars")
            card = await thread.hears("Interview Alice")
            address = picture_of(card)
            async with aiohttp.ClientSession() as web, web.get(address) as answer:
                with Image.open(io.BytesIO(await answer.read())) as shown:
                    assert shown.size == (512, 512)
                    assert shown.convert("RGB").getpixel((9, 9)) == (0x7A, 0x4B, 0x58)
            alice = await opened(bot, thread, card)
            server.answers("answer_as", sensible()).answers("judge_answer", {"verdict": "consistent"})
            await alice.says("How do you usually deal with it?")
            assert address in str((await alice.hears())["icons"])
        assert counted(server)["draw_face"] == 1


async def test_without_a_picture_there_is_a_drawn_face_and_it_is_said(tmp_path: Path) -> None:
    async with OpenAIServer() as server:
        server.answers("draw_face", status(401))
        async with staged(tmp_path, **connected(server)) as bot:
            thread = Stage(bot)
            await thread.says(ALICE)
            await thread.hears("Making a persona", "Takes about")
            await thread.hears("Interview Alice")
            await thread.hears(NO_PICTURE)
            server.answers("draw_face", draws(b"no picture at all"))
            await thread.says("new picture")
            await thread.hears(NO_PICTURE)
            assert len(await faces(bot)) == 2
        assert not [each for each in bot.playground.driver.history(CUSTOMERS) if "sorry" in each["text"].lower()]


async def test_a_picture_is_paid_from_the_budget_and_once_that_is_spent_none_is_asked_for(tmp_path: Path) -> None:
    prices = {"SEGUE_MODEL_PRICE": "1/10", "SEGUE_IMAGE_PRICE": "1", "SEGUE_BUDGET_MONTH": "1"}
    prices["SEGUE_MODEL_TIMEOUT_SECONDS"] = "7"
    async with OpenAIServer() as server:
        server.answers("draw_face", *[draws(painted("#7a4b58"))] * 2)
        async with staged(tmp_path, **connected(server, **prices)) as bot:
            thread = Stage(bot)
            await thread.says(ALICE)
            await thread.hears("Making a persona", "Takes about")
            await thread.hears("Interview Alice")
            await thread.says("new picture")
            await thread.hears("Takes a picture")
            await thread.hears(PICTURE_TOO_DEAR)
            await thread.hears_nothing_more()
            assert len(await faces(bot)) == 2
            [(cost,)] = await bot.kept("SELECT cost_usd FROM model_calls WHERE task = 'draw_face'")
            assert cost == 1.0
        assert counted(server)["draw_face"] == 1


def picture_of(card: dict[str, Any]) -> str:
    return next(each["accessory"]["image_url"] for each in card["blocks"] if each.get("accessory"))
