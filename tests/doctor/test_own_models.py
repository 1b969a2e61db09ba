"""Models of workspaces' own: their file, and one small question to each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from flows.llm.tasks import WHAT_IS_MISSING, Missing
from playground.server import Playground
from tests.doctor.conftest import Doctor, Report
from tests.openai_server import Answer, OpenAIServer, places, status

TASK = WHAT_IS_MISSING.name
FITS = Missing(readings=["Who pays for the repair?"])
KEY = "very-secret-key-of-acme"
CHECK = "own-models"


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as server:
        yield server


def own(folder: Path, written: str) -> dict[str, str]:
    (folder / "own.toml").write_text(written)
    return {"SEGUE_WORKSPACES": str(folder / "own.toml"), "ACME_KEY": KEY}


def table(server: OpenAIServer) -> str:
    return f"[T1]\nbase_url = '{server.base_url}'\napi_key_env = 'ACME_KEY'\nmodel = 'acmes'\n"


def told(report: Report) -> list[str]:
    return [each.said for each in report.findings if each.check == CHECK]


async def test_each_is_asked_with_its_own_key_and_what_it_costs_is_said_before(
    doctor: Doctor, playground: Playground, server: OpenAIServer, tmp_path: Path
) -> None:
    written = f"{table(server)}model_price = '0.25/2'\nembedding_model = 'near'\n[T2]\n"
    server.answers(TASK, FITS).answers("place_texts", places(lambda text: [0.5] * 8))
    report = await doctor(playground.api_url, **own(tmp_path, written))
    assert report.to_mend == []
    answers, near, as_for_all = told(report)
    assert answers.startswith("[T1] acmes answers in JSON (")
    assert near.startswith("[T1] near places texts by 8 numbers (")
    assert as_for_all == "[T2] as for all."
    assert report["model"].said == "No language model is connected, so Segue rehearses."
    assert [cost.split(":")[0] for cost in report.costs] == [
        "[T1] Asking acmes one small question", "[T1] Asking near to place one sentence",
    ]  # fmt: skip
    assert "0.0012 US dollars" in report.costs[0]
    assert {each.headers["Authorization"] for each in server.asked} == {f"Bearer {KEY}"}


@pytest.mark.parametrize(
    ("answer", "mend"),
    [
        (status(401, message=f"bad key {KEY}"), "into ACME_KEY."),
        (status(404, code="model_not_found"), "(base_url of [T1]) has a model called acmes (model of [T1])."),
        (status(503), "(base_url of [T1]) is up"),
        (status(402), "Add credit to the account that ACME_KEY belongs to."),
    ],
)
async def test_what_is_to_mend_is_called_as_in_its_table(
    doctor: Doctor, playground: Playground, server: OpenAIServer, tmp_path: Path, answer: Answer, mend: str
) -> None:
    server.answers(TASK, answer)
    report = await doctor(playground.api_url, **own(tmp_path, table(server)))
    assert report.to_mend == [CHECK]
    assert mend in report[CHECK].mend
    assert report[CHECK].said.startswith("[T1] ")


async def test_a_fault_of_the_file_is_told_and_none_of_it_is_asked(
    doctor: Doctor, playground: Playground, server: OpenAIServer, tmp_path: Path
) -> None:
    report = await doctor(playground.api_url, **own(tmp_path, table(server).replace("ACME_KEY", "OTHER_KEY")))
    assert report.to_mend == [CHECK]
    assert told(report) == [
        "SEGUE_WORKSPACES: [T1] api_key_env names OTHER_KEY, which is not set. Set it in the environment or in .env."
    ]
    assert "docs/running.md" in report[CHECK].mend
    assert (server.asked, report.costs) == ([], [])


async def test_where_only_own_models_answer_none_for_all_is_no_fault(
    doctor: Doctor, playground: Playground, tmp_path: Path
) -> None:
    report = await doctor(playground.api_url, **own(tmp_path, "own_only = true"))
    assert report.to_mend == []
    assert report["model"].said == "None is for all: only workspaces with a table in SEGUE_WORKSPACES have one."
