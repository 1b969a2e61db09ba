"""Texts placed by the embedding model before they are compared: each once, and by their words where it fails."""

from __future__ import annotations

from typing import Any

import pytest

from errors import BudgetSpent, ModelError, ModelUnavailable
from flows.analyses import Step
from flows.llm.text_vectors import PLACE_TEXTS, Placed, TextsToPlace
from flows.segmentation import SEGMENTATION
from flows.segmentation.placing import BY_WORDS, PORTION
from flows.segmentation.state import Phase
from tests.flows.test_reading_texts import Made, Reader, texts
from tests.flows.test_segmentation import ORDERS, OTHERS, Analyst, notices
from tests.flows.thread import Thread
from tests.model_scripts import ScriptedModel


class Places(ScriptedModel):
    def __init__(self, fails: dict[int, ModelError] | None = None) -> None:
        super().__init__()
        self.calls: list[tuple[str, ...]] = []
        self.fails = fails or {}

    async def run(self, task: Any, inputs: Any, on_text: Any = None) -> Any:
        assert task is PLACE_TEXTS
        assert isinstance(inputs, TextsToPlace)
        self.calls.append(inputs.texts)
        if error := self.fails.get(len(self.calls)):
            raise error
        return Placed(vectors=tuple(text.encode() for text in inputs.texts))


def thread(model: Places, analyst: Analyst) -> Thread:
    return Thread(SEGMENTATION, analyst=analyst, made_of_texts=Made(), vectors=model)


def compared(analyst: Analyst) -> list[bool]:
    return [task.placed for step, task in analyst.taken if step in (Step.COMPARE, Step.DRAW)]


async def test_texts_are_placed_in_portions_before_they_are_compared() -> None:
    model, analyst = Places(), Reader(PORTION + 30)
    talk = thread(model, analyst)
    await talk.say("", attached=(ORDERS,))
    assert [len(each) for each in model.calls] == [PORTION, 30]
    assert compared(analyst) == [True, True]
    assert talk.made_of_texts[PLACE_TEXTS.name, "key7"] == texts(8)[7].text.encode()  # type: ignore[index]


async def test_a_text_is_placed_once() -> None:
    model, analyst = Places(), Reader(40)
    talk = thread(model, analyst)
    await talk.say("", attached=(ORDERS,))
    analyst.texts = texts(45)
    await talk.say("", attached=(OTHERS,))
    assert [len(each) for each in model.calls] == [40, 5]
    assert compared(analyst) == [True] * 4


@pytest.mark.parametrize("error", [ModelUnavailable("Down."), BudgetSpent("Spent.", scope="day")])
async def test_where_the_model_fails_words_are_compared_and_it_is_said_once(error: ModelError) -> None:
    model, analyst = Places({2: error}), Reader(PORTION + 30)
    talk = thread(model, analyst)
    said = await talk.say("", attached=(ORDERS,))
    assert notices(said) == [BY_WORDS]
    assert compared(analyst) == [False, False]
    assert talk.state.phase is Phase.DONE
    await talk.say("four segments")
    assert [len(each) for each in model.calls] == [PORTION, 30, 30], "what was answered is kept"
    assert compared(analyst)[2:] == [True, True]


async def test_customers_are_not_sent_to_it() -> None:
    model, analyst = Places(), Analyst()
    await thread(model, analyst).say("", attached=(ORDERS,))
    assert model.calls == []
    assert compared(analyst) == [False, False]
