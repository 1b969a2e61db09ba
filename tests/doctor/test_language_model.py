"""Faults of the language model, each asked one small question through the client that interviews use."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from flows.llm.tasks import WHAT_IS_MISSING, Missing
from playground.server import Playground
from tests.doctor.conftest import Doctor
from tests.openai_server import Answer, OpenAIServer, body, hangs, refuses, status

TASK = WHAT_IS_MISSING.name
FITS = Missing(readings=["Who pays for the repair?"])
KEY = "sk-very-secret-key"


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server


async def test_a_model_that_does_what_is_needed(doctor: Doctor, playground: Playground, server: OpenAIServer) -> None:
    """One question, its cost said before; the price too, where it is known."""
    server.answers(TASK, FITS)
    report = await doctor(
        playground.api_url,
        OPENAI_BASE_URL=server.base_url,
        OPENAI_API_KEY=KEY,
        SEGUE_MODEL="little",
        SEGUE_MODEL_PRICE="0.25/2",
    )
    assert report.to_mend == []
    assert report["model"].said.startswith("little answers in JSON (")
    assert len(server.asked) == 1
    assert len(report.costs) == 1
    assert "Asking little one small question: about 800 tokens" in report.costs[0]
    assert "0.0012 US dollars" in report.costs[0]


async def test_the_forecast_is_no_guess(doctor: Doctor, playground: Playground, server: OpenAIServer) -> None:
    """As many tokens as are sent, by four bytes a token, rounded to hundreds."""
    server.answers(TASK, FITS)
    report = await doctor(playground.api_url, OPENAI_BASE_URL=server.base_url)
    sent = sum(len(message.encode()) for message in server.asked[0].messages)
    assert f"about {round(sent / 4, -2):.0f} tokens" in report.costs[0]


@pytest.mark.parametrize(
    ("answers", "said", "mend"),
    [
        ([status(401, message=f"bad key {KEY}")], "does not accept our key", "OPENAI_API_KEY"),
        ([status(404, code="model_not_found")], "does not know this model", "a model called little (SEGUE_MODEL)"),
        ([status(429, code="insufficient_quota")], "no credit left", "Add credit"),
        ([status(429)], "asks us to slow down", "try again"),
        ([status(503)], "has trouble", "is up and this machine reaches it"),
        ([status(418)], "turns our requests down (HTTP 418)", "Chat Completions"),
        ([body(b"<html>no</html>", "text/html")], "unreadable", "OPENAI_BASE_URL"),
        (["I can't do JSON.", "Still not."], "no usable form", "structured output in SEGUE_MODEL"),
        ([{"poem": 1}, {"poem": 2}], "no usable form", "structured output in SEGUE_MODEL"),
        ([refuses()], "declined", "SEGUE_MODEL"),
        ([hangs()], "took too long", "OPENAI_BASE_URL"),
    ],
)
async def test_a_model_with_a_fault(
    doctor: Doctor, playground: Playground, server: OpenAIServer, answers: list[Answer], said: str, mend: str
) -> None:
    server.answers(TASK, *answers)
    report = await doctor(
        playground.api_url,
        OPENAI_BASE_URL=server.base_url,
        OPENAI_API_KEY=KEY,
        SEGUE_MODEL="little",
        SEGUE_MODEL_TIMEOUT_SECONDS="0.5" if "too long" in said else "10",
    )
    assert report.to_mend == ["model"]
    assert said in report["model"].said
    assert mend in report["model"].mend
    assert server.unexpected == []


async def test_a_model_without_any_form_of_json_is_asked_in_words(doctor: Doctor, playground: Playground) -> None:
    """A server that knows no response format may still do: interviews go down the same ladder."""
    async with OpenAIServer(forms=("text",)) as server:
        server.answers(TASK, FITS)
        report = await doctor(playground.api_url, OPENAI_BASE_URL=server.base_url)
    assert report.to_mend == []


async def test_a_server_that_is_not_there(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url, OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    assert report.to_mend == ["model"]
    assert "cannot be reached" in report["model"].said
    assert "http://127.0.0.1:9/v1 (OPENAI_BASE_URL)" in report["model"].mend


async def test_a_password_in_the_address(doctor: Doctor, playground: Playground) -> None:
    """It would be refused with the key beside it; nothing is asked, and it is not told."""
    report = await doctor(playground.api_url, OPENAI_BASE_URL="http://dana:very-secret-4@127.0.0.1:9/v1")
    assert (report.to_mend, report.costs) == (["model"], [])
    assert "OPENAI_BASE_URL holds a name or a password" in report["model"].said
    assert "OPENAI_API_KEY" in report["model"].mend


async def test_no_model_asks_nothing(doctor: Doctor, playground: Playground, server: OpenAIServer) -> None:
    report = await doctor(playground.api_url, ask_model=False, OPENAI_BASE_URL=server.base_url)
    assert (report["model"].verdict, report.costs, server.asked) == ("skipped", [], [])


async def test_a_model_without_a_place(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url, SEGUE_MODEL="little")
    assert report.to_mend == ["model"]
    assert "OPENAI_API_KEY" in report["model"].mend


async def test_rehearsing_is_no_fault(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url)
    assert (report["model"].verdict, report.costs) == ("ok", [])


async def test_a_key_in_the_wrong_place_is_not_told(
    doctor: Doctor, playground: Playground, server: OpenAIServer
) -> None:
    """Somebody put the key where the name belongs: it is neither in the forecast nor in the finding."""
    server.answers(TASK, status(404, code="model_not_found"))
    report = await doctor(playground.api_url, OPENAI_BASE_URL=server.base_url, SEGUE_MODEL=KEY)
    assert "a model called sk-…" in report["model"].mend
    assert "Asking sk-… one small question" in report.costs[0]
