"""Nobody reads what was said where they are not: every way to read, for everybody who must not."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import Counter
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.engine.admission import NOT_BELOW
from bot.names import DIGEST_ASK_FORM
from playground.driver import DANA, MEI
from playground.people import TEAM_ID
from store.audit import Asked, lines
from store.reading import reading
from tests.dialogues.digests import QUICK_CLOCK
from tests.dialogues.stage import PATIENCE, staged
from tests.security.vault import NOOR, SECRET, VAULT, Reader, Vault, filled, known
from tests.security.ways import ways

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHO = [
    "a member of another channel",
    "somebody who left",
    "a guest of several channels",
    "a guest of one channel",
    "a stranger from another company",
    "somebody deactivated",
    "somebody of another workspace with a member's id",
]
DENIED = re.compile(r"denied: (\S+) of (\S+): (\w+) in (\S+)")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def vault(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Vault]:
    """Filled once: what is tried here changes nothing there."""
    async with staged(tmp_path_factory.mktemp("vault"), **QUICK_CLOCK) as bot:
        yield await known(await filled(bot))


async def tried(vault: Vault, reader: Reader) -> list[tuple[str, str]]:
    """Every way is gone. -> (name, what the log has to say of it, once)"""
    people, gone = vault.bot.playground.driver, []
    vault.sent.clear()
    if reader.team == TEAM_ID:
        await people.open_home(reader.user)
    for way in ways(vault, reader):
        await people.forge(reader.user, way.type, way.payload)
        gone.append((way.name, way.about))
    await people.quiet(PATIENCE)
    await asyncio.sleep(1.2)
    return gone


@pytest.mark.parametrize("who", WHO)
async def test_no_way_leads_to_what_was_said_where_one_is_not(
    vault: Vault, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    reader = vault.readers[who]
    caplog.set_level(logging.INFO)
    gone = await tried(vault, reader)
    assert len(gone) > 100
    assert vault.leaked() == []
    assert vault.files() == []
    logged = [match.groups() for each in caplog.messages if (match := DENIED.search(each))]
    assert {user for user, *_ in logged} <= {reader.user}
    assert SECRET not in caplog.text.lower()
    told = Counter(f"{what} in {where}" for _, _, what, where in logged)
    named = Counter(about for _, about in gone if about)
    if reader.team == TEAM_ID:
        assert (named - told, {} if reader.nowhere else told - named) == ({}, {})
    assert kept_denials(vault, reader) == Counter((user, what, where) for user, _, what, where in logged)


def kept_denials(vault: Vault, reader: Reader) -> Counter[tuple[str, ...]]:
    """-> (who, what, where) of the refusals that stand in the log that is kept."""
    asked = Asked(team_id=reader.team, actor=reader.user, denied=True)
    with reading(vault.bot.database) as tx:
        return Counter((each.actor, each.kind, each.object) for each in lines(tx, asked))


async def test_whoever_may_reads_it_all(vault: Vault) -> None:
    """The control: the same ways show the word to a member, so that the table can fail."""
    people = vault.bot.playground.driver
    vault.sent.clear()
    member = Reader("a member", NOOR)
    for way in ways(vault, member):
        if way.type == "command" or "home" in way.name:
            await people.forge(NOOR, way.type, way.payload)
    await people.quiet(PATIENCE)
    await asyncio.sleep(1.0)
    assert len([each for each in vault.leaked() if each.startswith("views.open")]) >= 5


async def test_whoever_left_a_moment_ago_takes_nothing_away_and_does_nothing(
    vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    """Lists may remember for a minute who is where; files, cards, forms and what is done there ask Slack anew."""
    people = vault.bot.playground.driver
    vault.sent.clear()
    await people.command(NOOR, people.direct_channel(NOOR), "/segue", "search employees")
    await people.wait_for(vault.leaked, PATIENCE)
    people.leave(VAULT, NOOR)
    vault.sent.clear()
    anew = ("EXPORT", "export_study_form", "library_act", "edit_answer", "ask_persona", "digest_preview", "digest_stop")
    caplog.set_level(logging.INFO)
    tried = 0
    for way in ways(vault, Reader("left now", NOOR)):
        in_vault = way.name.endswith(f"in {VAULT}") and way.type == "block_actions"
        if in_vault or any(each in way.name for each in anew):
            await people.forge(NOOR, way.type, way.payload)
            tried += 1
    await people.quiet(PATIENCE)
    await asyncio.sleep(1.0)
    assert tried > 25
    assert vault.leaked() == []
    assert vault.files() == []
    assert sum(NOOR in each for each in caplog.messages if DENIED.search(each)) > 20


async def test_an_own_edition_is_answered_in_no_other_persons_direct_message(vault: Vault) -> None:
    """Not even for its owner, who may read it all, with somebody else's direct message written into the form."""
    people = vault.bot.playground.driver
    mei = people.direct_channel(MEI)
    place = {"schedule": vault.ids["edition"], "channel": mei, "ts": "1700000000.000001"}
    view = {
        "type": "modal",
        "id": "V0ASK",
        "hash": "1.b",
        "callback_id": DIGEST_ASK_FORM,
        "private_metadata": json.dumps(place),
    }
    question = {"question": {"question": {"value": "What of the employees?"}}}
    vault.sent.clear()
    told = await people.forge(DANA, "view_submission", {"view": {**view, "state": {"values": question}}})
    assert told == {"response_action": "errors", "errors": {"question": NOT_BELOW}}
    await asyncio.sleep(0.3)
    assert vault.leaked() == []


async def test_nothing_that_outsiders_tried_has_happened_there(vault: Vault) -> None:
    """Last of all: the study bears its name, the digest runs, the persona is there, nobody's words were added."""
    ours, there = f"team_id = '{TEAM_ID}'", f"c.channel = '{VAULT}'"
    assert "mine" not in str(await vault.bot.kept("SELECT title FROM studies"))
    states = await vault.bot.kept(f"SELECT state, owner FROM schedules WHERE {ours}")
    assert [each for each in states if each[1] == DANA] == [("running", DANA), ("running", DANA)]
    assert await vault.bot.kept(f"SELECT count(*) FROM personas WHERE {ours}") == [(1,)]
    authors = await vault.bot.kept(
        "SELECT DISTINCT m.author FROM messages m JOIN conversations c ON c.id = m.conversation_id"
        f" WHERE c.{ours} AND {there} AND m.by_segue = 0"
    )
    assert authors == [(DANA,)]
    assert "I was here." not in str(await vault.bot.kept(f"SELECT text FROM messages WHERE {ours}"))
