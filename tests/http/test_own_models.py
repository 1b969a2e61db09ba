"""One process, two workspaces over HTTP, each with a model of its own: one server's trouble is nothing to the other."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.driver import CUSTOMERS, DANA
from playground.ports import free_port
from tests.dialogues.models import TASKS, sensible
from tests.http.stage import MANY, Segue, installs
from tests.http.test_dialogue import heard, said
from tests.http.test_two_workspaces import ANSWERS, OTHERS_WORDS, PROJECTS
from tests.http.two_workspaces import TEAMS, Front, two_workspaces
from tests.openai_server import Answer, OpenAIServer, hangs, status

KEYS = {"ONES_MODEL": "k1-0f-7h3-f1r57-w0rk5p4c3", "TWOS_KEY": "k2-0f-7h3-53c0nd-w0rk5p4c3"}
COMMON = "k0-0f-4ll-7h3-07h3r5"
MANY_TIMES = 60


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    async with two_workspaces(free_port()) as made:
        yield made


@pytest.fixture
async def servers() -> AsyncIterator[tuple[OpenAIServer, ...]]:
    """The first workspace's, the second's, and the one for all others."""
    async with OpenAIServer() as one, OpenAIServer() as two, OpenAIServer() as common:
        yield one, two, common


@pytest.fixture
async def segue(front: Front, servers: tuple[OpenAIServer, ...], tmp_path: Path) -> AsyncIterator[Segue]:
    one, two, common = servers
    written = "\n".join(
        f'[{team}]\nbase_url = "{server.base_url}"\napi_key_env = "{variable}"\nmodel = "model-of-{team}"'
        for team, server, variable in zip(TEAMS, (one, two), KEYS, strict=True)
    )
    (tmp_path / "workspaces.toml").write_text(written)
    made = Segue(
        tmp_path, front.app_port, front.api_url, **MANY, **KEYS, OPENAI_API_KEY=COMMON,
        OPENAI_BASE_URL=common.base_url, SEGUE_WORKSPACES=str(tmp_path / "workspaces.toml"), SEGUE_MODEL_TRIES="2",
        SEGUE_MODEL_TIMEOUT_SECONDS="2", SEGUE_MODEL_AT_ONCE="1", SEGUE_LOG="DEBUG",
    )  # fmt: skip
    await made.start()
    for front.chosen in (0, 1):
        assert (await installs(made))[0] == 200
    yield made
    await made.stop()


def always(server: OpenAIServer, answer: Answer) -> None:
    for task in TASKS:
        server.answers(task, *[answer] * MANY_TIMES)


async def interviewed(front: Front, number: int, thread: str) -> None:
    """Somebody there answers the first question and is asked the second."""
    await front.workspaces[number].driver.say(DANA, CUSTOMERS, ANSWERS[number], thread)
    await heard(front.workspaces[number], thread, "Question 2 of 3")


async def begins(front: Front, number: int) -> str:
    return await front.workspaces[number].driver.say(
        DANA, CUSTOMERS, f"@Segue interview, 3 questions: {PROJECTS[number]}"
    )


def sent(server: OpenAIServer) -> str:
    """All that a server was ever sent, headers included."""
    return json.dumps([[each.body, each.headers] for each in server.asked], ensure_ascii=False)


@pytest.mark.parametrize("fault", [status(401, message=f"wrong: {KEYS['TWOS_KEY']}"), status(429), hangs()])
async def test_a_server_with_a_fault_holds_up_its_own_workspace_alone(
    front: Front, servers: tuple[OpenAIServer, ...], segue: Segue, fault: Answer
) -> None:
    one, two, common = servers
    always(one, sensible())
    always(two, fault)
    # Several at once, so that its only place is taken and its fuse blows.
    parked = [await begins(front, 1) for _ in range(4)]
    async with asyncio.timeout(60):
        await two.arrived.wait()
    thread = await begins(front, 0)
    await heard(front.workspaces[0], thread, "Question 1 of 3")
    await interviewed(front, 0, thread)
    for each in parked:
        await heard(front.workspaces[1], each, "I can't reach my language model just now")
    assert "can't reach" not in said(front.workspaces[0].driver.thread(CUSTOMERS, thread))
    assert (bool(one.asked), bool(two.asked), common.asked) == (True, True, [])
    _each_saw_its_own_alone(one, two)
    log = segue.log.read_text()
    assert [key for key in (*KEYS.values(), COMMON) if key in log] == []


async def test_each_server_sees_its_own_workspace_alone_and_its_usage_is_counted_there(
    front: Front, servers: tuple[OpenAIServer, ...], segue: Segue
) -> None:
    one, two, common = servers
    always(one, sensible())
    always(two, sensible())
    threads = [await begins(front, number) for number in (0, 1)]
    for number, thread in enumerate(threads):
        await heard(front.workspaces[number], thread, "Question 1 of 3")
        await interviewed(front, number, thread)
    assert common.asked == []
    _each_saw_its_own_alone(one, two)
    with sqlite3.connect(segue.database) as database:
        used = set(database.execute("SELECT DISTINCT team_id, model FROM model_calls"))
    assert used == {(team, f"model-of-{team}") for team in TEAMS}


async def test_the_table_of_an_organisation_is_for_its_workspaces_also_those_installed_before_it_was_kept(
    front: Front, tmp_path: Path, servers: tuple[OpenAIServer, ...]
) -> None:
    one, _, common = servers
    always(one, sensible())
    (tmp_path / "own.toml").write_text(f"own_only = true\n[E0BOTH]\nbase_url = '{one.base_url}'\nmodel = 'm'\n")
    segue = Segue(
        tmp_path, front.app_port, front.api_url, **MANY, OPENAI_BASE_URL=common.base_url,
        SEGUE_WORKSPACES=str(tmp_path / "own.toml"),
    )  # fmt: skip
    await segue.start()
    front.organisation = "E0BOTH"
    for front.chosen in (0, 1):
        assert (await installs(segue))[0] == 200
    threads = [await begins(front, 0)]
    await heard(front.workspaces[0], threads[0], "Question 1 of 3")
    await segue.stop()
    with sqlite3.connect(segue.database) as database:
        assert database.execute("SELECT DISTINCT organisation FROM installations").fetchall() == [("E0BOTH",)]
        database.execute("UPDATE installations SET organisation = NULL WHERE team_id = ?", [TEAMS[1]])
    await segue.start()
    await interviewed(front, 0, threads[0])
    threads.append(await begins(front, 1))
    await heard(front.workspaces[1], threads[1], "Question 1 of 3")
    await segue.stop()
    with sqlite3.connect(segue.database) as database:
        assert database.execute("SELECT DISTINCT organisation FROM installations").fetchall() == [("E0BOTH",)]
    assert common.asked == []


def _each_saw_its_own_alone(one: OpenAIServer, two: OpenAIServer) -> None:
    own_key, other_key = KEYS.values()
    for server, foreign, key, others in ((one, OTHERS_WORDS[0], own_key, other_key),
                                         (two, OTHERS_WORDS[1], other_key, own_key)):  # fmt: skip
        seen = sent(server)
        assert {each.headers["Authorization"] for each in server.asked} == {f"Bearer {key}"}
        assert not any(word in seen for word in (*foreign, others, COMMON))
