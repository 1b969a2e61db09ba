"""The model that places texts: asked to place one sentence, where one is named."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from flows.llm.tasks import WHAT_IS_MISSING, Missing
from playground.server import Playground
from tests.doctor.conftest import Doctor
from tests.openai_server import Answer, OpenAIServer, body, hangs, places, status

FITS = Missing(readings=["Who pays for the repair?"])
PLACES = "place_texts"
CHECK = "embeddings"


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server.answers(WHAT_IS_MISSING.name, FITS)


async def test_one_that_places_texts(doctor: Doctor, playground: Playground, server: OpenAIServer) -> None:
    """What it takes is said before, as of the language model."""
    server.answers(PLACES, places(lambda text: [0.5] * 1536))
    report = await doctor(playground.api_url, OPENAI_BASE_URL=server.base_url, SEGUE_EMBEDDING_MODEL="near")
    assert report.to_mend == []
    assert report[CHECK].said.startswith("near places texts by 1,536 numbers (")
    assert report.costs[1:] == ["Asking near to place one sentence: about 10 tokens."]
    assert [each.body["input"] for each in server.asked if "input" in each.body] == [["The courier came a day late."]]


@pytest.mark.parametrize(
    ("answers", "said", "mend"),
    [
        ([status(401)], "does not accept our key", "OPENAI_API_KEY"),
        ([status(404, code="model_not_found")], "does not know this model", "has near (SEGUE_EMBEDDING_MODEL)"),
        ([status(429, code="insufficient_quota")], "no credit left", "Add credit"),
        ([status(503)], "has trouble", "is up and this machine reaches it"),
        ([body(b"<html>no</html>", "text/html")], "no vectors that could be used", "leave that out"),
        ([body(b'{"data": []}')], "no vectors that could be used", "no model that places texts"),
        ([hangs()], "took too long", "OPENAI_BASE_URL"),
    ],
)
async def test_one_with_a_fault_while_the_language_model_has_none(
    doctor: Doctor, playground: Playground, server: OpenAIServer, answers: list[Answer], said: str, mend: str
) -> None:
    server.answers(PLACES, *answers)
    report = await doctor(
        playground.api_url,
        OPENAI_BASE_URL=server.base_url,
        SEGUE_EMBEDDING_MODEL="near",
        SEGUE_MODEL_TIMEOUT_SECONDS="0.5" if "too long" in said else "10",
    )
    assert report.to_mend == [CHECK]
    assert said in report[CHECK].said
    assert mend in report[CHECK].mend


async def test_one_without_a_place(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url, SEGUE_EMBEDDING_MODEL="near")
    assert report.to_mend == [CHECK]
    assert "OPENAI_API_KEY" in report[CHECK].mend


async def test_no_model_asks_nothing(doctor: Doctor, playground: Playground, server: OpenAIServer) -> None:
    report = await doctor(
        playground.api_url, ask_model=False, OPENAI_BASE_URL=server.base_url, SEGUE_EMBEDDING_MODEL="near"
    )
    assert (report[CHECK].verdict, report.costs, server.asked) == ("skipped", [], [])


async def test_nothing_is_said_where_none_is_named(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url)
    assert CHECK not in [each.check for each in report.findings]
