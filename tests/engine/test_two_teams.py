"""Two workspaces in one process, in which everything bears the same name: nothing of one is ever met in the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.access import Access
from bot.engine.engine import Engine
from bot.engine.fate import Fate
from bot.library import TeamLibrary
from bot.model import Gates
from bot.people import People
from bot.study_files import TeamStudyFiles
from bot.team_search import TeamSearch
from flows.llm.gate import Gate
from flows.llm.rehearsal import RehearsalModel
from flows.registry import FLOWS, first_flow
from flows.runtime import Incoming
from store import transcripts
from store.connection import Store
from studies.query import Wanted
from tests.engine.stage import LIMITS, HandPlayedSlack

ONE, TWO = "T1", "T2"
BREAD = "We sell bread to cafes in Leeds, and decide by May whom to serve first."
PATIENCE = 8.0
BOATS = "We rent boats to anglers in Bergen, and decide by June where to moor them."


@dataclass
class TwoSlacks(HandPlayedSlack):
    """In both, U1 and Segue are the members of every channel, and Segue bears the same id."""

    out: set[str] = field(default_factory=set)
    """Where Segue is not installed."""
    said: dict[str, list[str]] = field(default_factory=dict)

    def of(self, team: str) -> Any:
        return Half(self, team)

    def serves(self, team: str) -> bool:
        return team not in self.out

    def workspace(self, team: str) -> str:
        return f"https://{team.lower()}.slack.test/"


@dataclass
class Half:
    """One of the two."""

    both: TwoSlacks
    team: str

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        assert self.team not in self.both.out, f"{method} was called where Segue is not installed"
        if method == "conversations.members":
            return {"ok": True, "members": ["U1", "UBOT"]}
        if method == "chat.postMessage":
            self.both.said.setdefault(self.team, []).append(json["text"])
        return await self.both.api_call(method, json, params)


class Both:
    """One engine for both workspaces."""

    def __init__(self, store: Store) -> None:
        self.store, self.slack = store, TwoSlacks()
        gate = Gate(RehearsalModel(), at_once=8, tries=1)
        self.engine = Engine(store, self.slack, FLOWS, first_flow, lambda team: Gates(gate), LIMITS, time.time)
        self.access = Access(self.slack)

    async def says(self, team: str, text: str, ts: str, thread: str | None = None, **more: Any) -> Fate:
        incoming = Incoming(
            key=f"message:C1:{ts}", team=team, kind="message", channel="C1", ts=ts, user="U1", thread_ts=thread,
            text=text, said=text, **more,
        )  # fmt: skip
        return await self.engine.accept(incoming)

    async def hears(self, team: str, words: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while not any(words in post for post in self.slack.said.get(team, ())):
                await asyncio.sleep(0.005)

    async def begin(self, ts: str) -> None:
        """The same moment, channel and person in both; only the words differ."""
        for team, project in ((ONE, BREAD), (TWO, BOATS)):
            fate = await self.says(team, f"interview, 3 questions: {project}", ts, mention=True)
            assert fate is Fate.PLACED
        for team in (ONE, TWO):
            await self.hears(team, "Question 1 of 3")

    async def ids(self, team: str) -> list[str]:
        return await self.store.read(
            lambda tx: [row[0] for row in tx.execute("SELECT id FROM conversations WHERE team_id = ?", [team])]
        )


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Both]:
    store = Store(tmp_path / "segue.db")
    await store.open()
    made = Both(store)
    await made.engine.start()
    yield made
    await made.engine.stop(1.0)
    await store.close()


def now(after: float = 0.0) -> str:
    return f"{time.time() + after:.6f}"


async def test_an_answer_goes_to_the_interview_of_its_own_workspace(both: Both) -> None:
    begun, answered = now(), now(1)
    await both.begin(begun)
    assert await both.says(TWO, "Anglers book on Fridays, we counted 40 of 60.", answered, begun) is Fate.PLACED
    await both.hears(TWO, "Question 2 of 3")
    assert not any("Question 2 of 3" in post for post in both.slack.said[ONE])
    # The very same place and moment is still new in the other one.
    assert await both.says(ONE, "Cafes order at night, we counted 12 of 30.", answered, begun) is Fate.PLACED
    await both.hears(ONE, "Question 2 of 3")
    assert not any("oat" in post or "ngler" in post for post in both.slack.said[ONE])
    assert not any("read" in post and "afe" in post for post in both.slack.said[TWO])


async def test_a_transcript_holds_the_words_of_one_workspace_alone(both: Both) -> None:
    await both.begin(now())
    for team, own in ((ONE, BREAD), (TWO, BOATS)):
        [id] = [each for each in await both.ids(team) if await _is_held(both, each)]
        spoken = await both.store.read(lambda tx, id=id: transcripts.transcript(tx, id))  # type: ignore[misc]
        words = " ".join(each.text or "" for each in spoken)
        assert own in words
        assert (BOATS if own is BREAD else BREAD) not in words


async def _is_held(both: Both, id: str) -> bool:
    return await both.store.read(
        lambda tx: tx.execute("SELECT channel FROM conversations WHERE id = ?", [id]).fetchone()[0] != ""
    )


async def test_a_search_finds_what_was_said_in_the_same_workspace_only(both: Both) -> None:
    await both.begin(now())
    for team, word, other in ((ONE, "bread", "boats"), (TWO, "boats", "bread")):
        search = TeamSearch(both.store, both.access, team=team, user="U1")
        assert (await search.look(Wanted(words=(word,)), most=10)).found.hits
        assert not (await search.look(Wanted(words=(other,)), most=10)).found.hits


async def test_lists_for_the_same_person_differ_by_workspace(both: Both) -> None:
    await both.begin(now())
    listed = {}
    for team in (ONE, TWO):
        exports = TeamStudyFiles(
            both.store,
            both.access,
            People(both.slack).names,
            team=team,
            user="U1",
            workspace=both.slack.workspace(team),
            clock=time.time,
        )
        listed[team] = {each[0] for each in await exports.listed()}
        assert await TeamLibrary(both.store, both.access, team=team, user="U1").listed() == []
    assert listed[ONE]
    assert listed[ONE].isdisjoint(listed[TWO])


@pytest.mark.parametrize("way", ["conversation", "study"])
async def test_an_id_of_another_workspace_in_a_crafted_payload_leads_nowhere(both: Both, way: str) -> None:
    await both.begin(now())
    [foreign] = [each for each in await both.ids(ONE) if await _is_held(both, each)]
    before = await both.store.read(
        lambda tx: tuple(tx.execute("SELECT * FROM conversations WHERE id = ?", [foreign]).fetchone())
    )
    press = Incoming(
        key="press:V1:finish:1", team=TWO, kind="press", channel="", ts=now(), user="U1", action="finish",
        **{way: foreign},
    )  # fmt: skip
    assert await both.engine.accept(press) is Fate.NOT_OURS
    after = await both.store.read(
        lambda tx: tuple(tx.execute("SELECT * FROM conversations WHERE id = ?", [foreign]).fetchone())
    )
    assert before == after


async def test_conversations_of_a_workspace_that_took_segue_out_rest_and_the_others_go_on(both: Both) -> None:
    begun, answered = now(), now(1)
    await both.begin(begun)
    both.slack.out.add(TWO)
    for team in (ONE, TWO):
        await both.says(team, "Most come back within a month, we counted 31 of 50.", answered, begun)
    await both.hears(ONE, "Question 2 of 3")
    assert not any("Question 2 of 3" in post for post in both.slack.said[TWO])
    both.slack.out.clear()
    await both.engine.go_on()
    await both.hears(TWO, "Question 2 of 3")
