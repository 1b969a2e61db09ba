"""Texts as points over the Embeddings API: what is asked for, what comes back, what is paid for, what goes wrong."""

from __future__ import annotations

import struct
from collections.abc import AsyncIterator, Mapping

import pytest

from errors import ModelError, ModelMisconfigured, ModelRubbish, ModelUnavailable
from flows.llm.gate import Gate
from flows.llm.openai_vectors import OpenAIVectors
from flows.llm.task import Usage
from flows.llm.text_tasks import READ_TEXTS, ReadTextsInputs
from flows.llm.text_vectors import PLACE_TEXTS, TextsToPlace
from tests.openai_server import Fault, OpenAIServer, body, drops, hangs, places, status

INPUTS = TextsToPlace(texts=("late", "lovely"))


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server


def vectors(server: OpenAIServer, used: list[Usage], **more: object) -> OpenAIVectors:
    async def keep(usage: Usage, labels: Mapping[str, str]) -> None:
        used.append(usage)

    settings: dict[str, object] = {"api_key": "sk-secret", "model": "places", "timeout": 20.0, "price": 0.5, **more}
    return OpenAIVectors(base_url=server.base_url, on_usage=keep, **settings)  # type: ignore[arg-type]


def by_length(text: str) -> list[float]:
    return [float(len(text)), 0.5, -1.0]


async def test_texts_are_placed_in_their_order_and_paid_for(server: OpenAIServer) -> None:
    used: list[Usage] = []
    model = vectors(server.answers("place_texts", places(by_length)), used)
    found = (await model.run(PLACE_TEXTS, INPUTS)).vectors
    await model.close()
    assert [struct.unpack("<3e", each) for each in found] == [(4.0, 0.5, -1.0), (6.0, 0.5, -1.0)]
    assert server.asked[0].body == {"model": "places", "input": ["late", "lovely"]}
    assert [(each.outcome, each.prompt_tokens, each.cost_usd) for each in used] == [("ok", 9, 9 * 0.5 / 1_000_000)]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (places(lambda text: [0.1] * len(text)), ModelRubbish),
        (places(lambda text: []), ModelRubbish),
        (places(lambda text: [1e9]), ModelRubbish),
        (body(b'{"data": [{"index": 0, "embedding": [1.0]}]}'), ModelRubbish),
        (body(b'{"data": "none"}'), ModelRubbish),
        (body(b"<html>"), ModelError),
        (status(400, message="no such parameter"), ModelMisconfigured),
        (status(401), ModelMisconfigured),
        (status(500), ModelUnavailable),
        (drops(), ModelUnavailable),
        (hangs(), ModelUnavailable),
    ],
)
async def test_what_goes_wrong_is_a_model_error(server: OpenAIServer, fault: Fault, error: type[ModelError]) -> None:
    used: list[Usage] = []
    model = vectors(server.answers("place_texts", fault), used, timeout=1.0)
    with pytest.raises(error):
        await model.run(PLACE_TEXTS, INPUTS)
    await model.close()
    assert len(used) == 1


async def test_it_has_no_words_for_other_tasks(server: OpenAIServer) -> None:
    with pytest.raises(ModelMisconfigured):
        await vectors(server, []).run(READ_TEXTS, ReadTextsInputs(topics=(), texts=()))


async def test_what_may_work_then_is_tried_again(server: OpenAIServer) -> None:
    server.answers("place_texts", status(429), places(by_length))
    gate = Gate(vectors(server, []), at_once=1, tries=2, first_wait=0.01)
    assert len((await gate.bound("T1", "i1").run(PLACE_TEXTS, INPUTS)).vectors) == 2
    await gate.close()
