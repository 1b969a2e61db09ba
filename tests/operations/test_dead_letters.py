"""What was set aside comes back once, or goes; whatever is killed meanwhile."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from store.connection import Store
from store.dead_letters import dead_letters
from store.reading import reading
from tests.dialogues.stage import PROJECT
from tests.operations.process import Watched, rows, watched

ONE_REFUSED = {"next": 1, "error": "msg_too_long"}


async def refused_once(bot: Watched) -> tuple[str, str]:
    """An interview whose second post Slack refused. -> (its thread, the name of the dead letter)"""
    people = bot.playground.driver
    thread = await people.say(DANA, CUSTOMERS, "@Segue interview, 3 questions")
    await people.replies(CUSTOMERS, thread, 1)
    bot.playground.faults.add("refuse", "chat.postMessage", **ONE_REFUSED)
    await people.say(DANA, CUSTOMERS, PROJECT, thread)
    await people.replies(CUSTOMERS, thread, 2)
    await people.quiet()
    code, said = await bot.command("dead-letters")
    assert code == 0
    assert "msg_too_long" in said
    assert PROJECT not in said
    [name] = [line.split()[0] for line in said.splitlines() if line.startswith("outbox:")]
    return thread, name


async def test_beside_a_running_segue_a_refused_post_is_made_again(tmp_path: Path, playground: Playground) -> None:
    async with watched(tmp_path, playground) as bot:
        thread, name = await refused_once(bot)
        before = len(playground.driver.thread(CUSTOMERS, thread))
        code, said = await bot.command("dead-letters", "retry", name)
        assert (code, said.strip()) == (0, f"{name} is tried again")
        await playground.driver.wait_for(lambda: len(playground.driver.thread(CUSTOMERS, thread)) == before + 1)
        code, said = await bot.command("dead-letters", "retry", name)
        assert code == 1
        assert "is not among the dead letters" in said
        await playground.driver.quiet()
        assert len(playground.driver.thread(CUSTOMERS, thread)) == before + 1
        assert "Nothing was set aside" in (await bot.command("dead-letters"))[1]


@pytest.mark.parametrize("wait_for_answer", [True, False])
async def test_killed_after_the_wish_it_is_done_once_after_the_next_start(
    tmp_path: Path, playground: Playground, wait_for_answer: bool
) -> None:
    async with watched(tmp_path, playground) as bot:
        thread, name = await refused_once(bot)
        before = len(playground.driver.thread(CUSTOMERS, thread))
        if wait_for_answer:
            playground.faults.add("error_after", "chat.postMessage", next=1)
            assert "is tried again" in (await bot.command("dead-letters", "retry", name))[1]
        else:
            with sqlite3.connect(bot.database) as database:
                database.execute("INSERT INTO requests VALUES ('', 'w1', 'retry', ?, 1.0, NULL, NULL)", [name])
        await bot.ends(signal.SIGKILL)
        await bot.start()
        await playground.driver.wait_for(lambda: len(playground.driver.thread(CUSTOMERS, thread)) == before + 1)
        await bot.ends(signal.SIGKILL)
        await bot.start()
        await playground.driver.quiet()
        assert len(playground.driver.thread(CUSTOMERS, thread)) == before + 1
    assert rows(bot.database, "SELECT count(*) FROM outbox WHERE state = 'dead'") == [(0,)]
    assert rows(bot.database, "SELECT count(*) FROM requests WHERE done_at IS NULL") == [(0,)]


async def test_a_call_that_landed_after_all_is_found_and_not_made_again(tmp_path: Path, playground: Playground) -> None:
    """Set aside because Slack never said whether it has it: a retry asks before it posts."""
    async with watched(tmp_path, playground) as bot:
        thread = await bot.interview("The last time was in May.")
        await bot.ends()
        [(conversation, seq), *_] = rows(
            bot.database,
            "SELECT conversation_id, seq FROM outbox WHERE method = 'chat.postMessage' AND ts IS NOT NULL"
            " ORDER BY seq DESC",
        )
        with sqlite3.connect(bot.database) as database:
            database.execute(
                "UPDATE outbox SET state = 'dead', payload = '{\"text\": \"again\"}', ts = NULL"
                " WHERE conversation_id = ? AND seq = ?",
                [conversation, seq],
            )
        before = playground.driver.thread(CUSTOMERS, thread)
        await bot.start()
        assert "is tried again" in (await bot.command("dead-letters", "retry", "--all"))[1]
        await playground.driver.quiet()
        await playground.driver.wait_for(
            lambda: rows(bot.database, "SELECT 1 FROM outbox WHERE ts IS NOT NULL") or None
        )
        assert len(playground.driver.thread(CUSTOMERS, thread)) == len(before)
    [(state, ts)] = rows(bot.database, f"SELECT state, ts FROM outbox WHERE seq = {seq}")
    assert (state, bool(ts)) == ("sent", True)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A database with a dead inbox row and two dead calls, one of a conversation that was never begun."""
    store = Store(tmp_path / "segue.db")
    asyncio.run(store.open())
    asyncio.run(store.close())
    said = json.dumps({"key": "k", "team": "T1", "kind": "message", "text": "a secret of the team"})
    with sqlite3.connect(store.path) as database:
        for id, status in (("mivo-tana", "open"), ("lost-one", "closed")):
            database.execute(
                "INSERT INTO conversations (team_id, id, study_id, flow, channel, direct, starter, status, created_at,"
                " updated_at) VALUES ('T1', ?, ?, 'interview', 'C1', 0, 'U1', ?, 1.0, 1.0)",
                [id, id, status],
            )
            database.execute(
                "INSERT INTO outbox (team_id, conversation_id, seq, key, name, method, channel, payload, state, due_at,"
                " error) VALUES ('T1', ?, 1, ?, 'intro', 'chat.postMessage', 'C1', '{}', 'dead', 2.0, 'msg_too_long')",
                [id, id],
            )
        database.execute(
            "INSERT INTO inbox (team_id, key, conversation_id, state, ts, channel, payload, attempts, received_at)"
            " VALUES ('T1', 'message:C1:1.5', 'mivo-tana', 'dead', '1.5', 'C1', ?, 3, 1.0)",
            [said],
        )
    return store.path


def listed(path: Path) -> list[str]:
    with reading(path) as tx:
        return [each.name for each in dead_letters(tx)]


INBOX, OUTBOX, LOST = "inbox:T1:message:C1:1.5", "outbox:mivo-tana:1", "outbox:lost-one:1"


def test_where_no_segue_runs_the_command_does_it_itself(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dead-letters", "--database", str(stored)]) == 0
    out, err = capsys.readouterr()
    assert {line.split()[0] for line in out.splitlines()} == {INBOX, OUTBOX, LOST}
    assert "3 in all" in err
    assert "a secret" not in out
    assert main(["dead-letters", "retry", INBOX, OUTBOX, "--database", str(stored)]) == 0
    assert rows(stored, "SELECT state, attempts FROM inbox") == [("waiting", 0)]
    assert rows(stored, "SELECT state FROM outbox WHERE conversation_id = 'mivo-tana'") == [("sending",)]


def test_what_is_dropped_leaves_its_key_and_nothing_else(stored: Path) -> None:
    assert main(["dead-letters", "drop", "--all", "--database", str(stored)]) == 0
    assert listed(stored) == []
    assert rows(stored, "SELECT key, state, payload FROM inbox") == [("message:C1:1.5", "done", None)]
    assert set(rows(stored, "SELECT state, payload FROM outbox")) == {("dead", None)}
    assert main(["dead-letters", "drop", INBOX, "--database", str(stored)]) == 1


def test_the_first_post_of_what_was_never_begun_is_only_dropped(
    stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dead-letters", "retry", LOST, "--database", str(stored)]) == 0
    assert "was never begun" in capsys.readouterr().out
    assert LOST in listed(stored)


@pytest.mark.parametrize(
    "name", ["", "inbox", "outbox:mivo-tana:x", "outbox:mivo-tana:99", "elsewhere:1", "inbox:T2:message:C1:1.5"]
)
def test_a_name_that_is_none_changes_nothing(stored: Path, name: str) -> None:
    before = rows(stored, "SELECT state, payload FROM inbox UNION ALL SELECT state, payload FROM outbox")
    assert main(["dead-letters", "drop", name, "--database", str(stored)]) == 1
    assert rows(stored, "SELECT state, payload FROM inbox UNION ALL SELECT state, payload FROM outbox") == before
