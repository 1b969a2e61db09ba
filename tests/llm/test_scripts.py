"""The scripted model and the rehearsed server can themselves fail a test."""

from __future__ import annotations

import asyncio

import pytest

from errors import ModelRefused, ModelUnavailable
from flows.llm.rehearsal import RehearsalModel
from tests.llm.asking import ASK, DRAFT, INPUTS, SPEAK, Words
from tests.llm.conftest import Connect
from tests.model_scripts import ScriptedModel
from tests.openai_server import OpenAIServer


async def test_a_script_answers_in_order_and_remembers() -> None:
    model = ScriptedModel().answers(
        ASK, DRAFT, ModelRefused("No."), lambda inputs: DRAFT.model_copy(update={"text": inputs.project})
    )
    assert await model.run(ASK, INPUTS) == DRAFT
    with pytest.raises(ModelRefused):
        await model.run(ASK, INPUTS)
    assert (await model.run(ASK, INPUTS)).text == INPUTS.project
    assert model.asked(ASK) == [INPUTS] * 3
    assert model.left() == {}
    assert not model.rehearses


async def test_an_empty_script_says_what_it_was_asked() -> None:
    model = ScriptedModel().answers(ASK, DRAFT)
    await model.run(ASK, INPUTS)
    with pytest.raises(AssertionError, match=r"no reply left for ask_question \(asked 1 times before\).*A benefits"):
        await model.run(ASK, INPUTS)


async def test_a_reply_of_the_wrong_kind_is_the_tests_mistake() -> None:
    with pytest.raises(AssertionError, match="answers ask_question with"):
        await ScriptedModel().answers(ASK, Words(text="On Tuesdays.")).run(ASK, INPUTS)


async def test_one_can_act_while_it_thinks() -> None:
    model = ScriptedModel()
    thought = model.thinks(ASK, DRAFT)
    asking = asyncio.create_task(model.run(ASK, INPUTS))
    await thought.begun.wait()
    assert not asking.done()
    thought.go_on.set()
    assert await asking == DRAFT


async def test_what_is_not_in_the_script_may_be_rehearsed() -> None:
    model = ScriptedModel(otherwise=RehearsalModel()).answers(ASK, ModelUnavailable("It is down."))
    with pytest.raises(ModelUnavailable):
        await model.run(ASK, INPUTS)
    assert (await model.run(ASK, INPUTS)).text.endswith("?")


async def test_words_come_in_pieces() -> None:
    pieces: list[str] = []
    await ScriptedModel().answers(SPEAK, Words(text="On Tuesdays.")).run(SPEAK, INPUTS, pieces.append)
    assert pieces == ["On ", "Tuesdays. "]


async def test_the_server_remembers_what_nobody_expected(connect: Connect) -> None:
    async with OpenAIServer() as server:
        with pytest.raises(ModelUnavailable):
            await connect(server).run(ASK, INPUTS)
        assert server.unexpected == ["ask_question"]
