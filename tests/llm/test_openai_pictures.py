"""Pictures over the Images API: what is asked for, what comes back, what is paid for, what goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import pytest

from errors import ModelError, ModelMisconfigured, ModelRefused, ModelRubbish, ModelUnavailable
from flows.llm.openai_pictures import OpenAIPictures
from flows.llm.persona_tasks import DRAW_FACE, WRITE_GUIDE, FaceInputs, GuideInputs
from flows.llm.task import Usage
from tests.openai_server import Fault, OpenAIServer, body, draws, drops, hangs, says, status
from tests.personas.cards import alice

INPUTS = FaceInputs(who="Alice, a careful employee", age_band="35 to 44", occupation="dispatcher", told=("Dry.",))

PATIENT = 20.0  # seconds; more than a slow machine needs to answer
NEVER = hangs()


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server


def pictures(server: OpenAIServer, used: list[Usage], **more: object) -> OpenAIPictures:
    async def keep(usage: Usage, labels: Mapping[str, str]) -> None:
        used.append(usage)

    settings: dict[str, object] = {
        "api_key": "sk-secret",
        "model": "painter",
        "timeout": PATIENT,
        "price": 0.02,
        **more,
    }
    return OpenAIPictures(base_url=server.base_url, on_usage=keep, **settings)  # type: ignore[arg-type]


async def test_a_picture_is_asked_for_in_words_and_paid_for(server: OpenAIServer) -> None:
    used: list[Usage] = []
    model = pictures(server.answers("draw_face", draws(b"picture")), used)
    assert (await model.run(DRAW_FACE, INPUTS)).data == b"picture"
    await model.close()
    [asked] = server.asked
    assert asked.body["model"] == "painter"
    assert asked.body["n"] == 1
    assert "35 to 44" in asked.body["prompt"]
    assert [(each.outcome, each.cost_usd) for each in used] == [("ok", 0.02)]


async def test_a_server_that_refuses_the_form_is_asked_without_it_from_then_on(server: OpenAIServer) -> None:
    used: list[Usage] = []
    model = pictures(server, used)
    server.answers("draw_face", status(400, message="unknown parameter: response_format"), draws(b"1"), draws(b"2"))
    assert (await model.run(DRAW_FACE, INPUTS)).data == b"1"
    assert (await model.run(DRAW_FACE, INPUTS)).data == b"2"
    await model.close()
    assert ["response_format" in each.body for each in server.asked] == [True, False, False]
    assert [each.cost_usd for each in used] == [0.0, 0.02, 0.02]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (says("no picture"), ModelRubbish),
        (body(b'{"data": [{"url": "https://elsewhere.example/a.png"}]}'), ModelRubbish),
        (body(b'{"data": [{"b64_json": "not base64 !"}]}'), ModelRubbish),
        (body(b"<html>"), ModelUnavailable),
        (status(429, retry_after="1"), ModelUnavailable),
        (status(500), ModelUnavailable),
        (status(401), ModelMisconfigured),
        (status(400, code="content_filter"), ModelRefused),
        (drops(), ModelUnavailable),
        (NEVER, ModelUnavailable),
    ],
)
async def test_whatever_goes_wrong_is_one_of_our_errors(
    server: OpenAIServer, fault: Fault, error: type[ModelError]
) -> None:
    used: list[Usage] = []
    timeout = 0.3 if fault is NEVER else PATIENT
    model = pictures(server.answers("draw_face", fault, fault), used, timeout=timeout)
    with pytest.raises(error) as caught:
        await model.run(DRAW_FACE, INPUTS)
    await model.close()
    assert "sk-secret" not in str(caught.value)
    assert used


async def test_it_has_no_words(server: OpenAIServer) -> None:
    with pytest.raises(ModelMisconfigured):
        await pictures(server, []).run(WRITE_GUIDE, GuideInputs(persona=alice(), decision=""))
