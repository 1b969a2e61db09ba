"""What a team said, for whoever asks in the thread of an analysis: only what everybody there may read anyhow."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.access import Access
from bot.memory import TeamMemory
from flows.interview.state import InterviewState
from interviews.summary import Segment, Summary
from store import conversations
from store.connection import Store, Transaction
from studies.learned import Origin, Strength
from studies.stated import Stated
from tests.engine.memories import STUDY, TEAM, Memory

ADDRESS = "https://acme.slack.com"


class Rooms(Access):
    """U1 is everywhere, U2 in C1 alone; Segue is in all. WIDE and OPEN may be joined by anybody."""

    def __init__(self) -> None:
        self.refused: list[tuple[str, ...]] = []
        self.denied = lambda *refusal: self.refused.append(refusal)
        self.rooms = {
            "C1": {"U1", "U2", "B"},
            "SECRET": {"U1", "B"},
            "WIDE": {"U1", "U2", "U3", "B"},
            "D1": {"U1", "B"},
            "OPEN": {"U1", "B"},
        }
        self.public: frozenset[str] | None = frozenset({"WIDE", "OPEN"})
        self.asked_anew: list[str] = []

    async def members(self, team: str, channel: str, *, anew: bool = False) -> frozenset[str] | None:
        self.asked_anew += [channel] if anew else []
        return frozenset(self.rooms.get(channel, ()))

    async def open_to_all(self, team: str) -> frozenset[str] | None:
        return self.public


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[Memory]:
    store = Store(tmp_path / "segue.db")
    await store.open()
    yield Memory(store)
    await store.close()


async def asked(
    memory: Memory, user: str = "U1", channel: str = "C1", study: str = STUDY, rooms: Rooms | None = None
) -> list[Stated]:
    """What the analysis in that channel is told."""
    id = f"analysis-{channel}-{study}-{user}"
    await memory.does(
        lambda tx: conversations.begin(
            tx, team_id=TEAM, id=id, study_id=study, flow="segmentation", channel=channel, thread_ts=f"{id}.1",
            direct=False, starter=user, now=900.0,
        )
    )  # fmt: skip
    analysis = await memory.store.read(lambda tx: conversations.get(tx, id))
    assert analysis is not None
    return list(await TeamMemory(memory.store, rooms or Rooms(), analysis, user, ADDRESS).stated())


async def test_a_statement_leads_to_its_message_and_says_how_it_is_known(memory: Memory) -> None:
    await memory.said("talk-1", "most customers buy once")
    [told] = await asked(memory)
    assert (told.text, told.strength, told.answer) == ("most customers buy once", Strength.MEDIUM, "a1")
    assert told.link == f"{ADDRESS}/archives/C1/p20?thread_ts=1.0&cid=C1"


async def test_whoever_may_not_read_the_channel_of_an_interview_gets_none_of_its_statements(memory: Memory) -> None:
    await memory.said("talk-1", "margins are thin", channel="SECRET")
    rooms = Rooms()
    assert await asked(memory, user="U2", rooms=rooms) == []
    assert rooms.refused == [(TEAM, "U2", "study", STUDY)]


async def test_what_others_in_the_thread_may_not_read_is_not_said_there_although_the_asker_may(memory: Memory) -> None:
    await memory.said("talk-1", "margins are thin", channel="SECRET")
    await memory.said("talk-2", "most customers buy once", channel="WIDE")
    assert [each.text for each in await asked(memory, channel="C1")] == ["most customers buy once"]
    assert len(await asked(memory, channel="D1")) == 2


async def test_a_channel_that_anybody_may_join_is_told_nothing_of_a_closed_one(memory: Memory) -> None:
    """Everybody who is there today may read both; whoever joins tomorrow reads what stands there today."""
    await memory.said("talk-1", "margins are thin", channel="SECRET")
    await memory.said("talk-2", "most customers buy once", channel="WIDE")
    assert [each.text for each in await asked(memory, channel="OPEN")] == ["most customers buy once"]


async def test_where_slack_does_not_say_what_is_open_only_what_was_said_there_is_told(memory: Memory) -> None:
    await memory.said("talk-1", "margins are thin", channel="SECRET")
    await memory.said("talk-2", "most customers buy once", channel="OPEN")
    rooms = Rooms()
    rooms.public = None
    assert [each.text for each in await asked(memory, channel="OPEN", rooms=rooms)] == ["most customers buy once"]


async def test_who_may_read_it_is_asked_at_this_moment(memory: Memory) -> None:
    """Somebody who came a moment ago would read it too."""
    await memory.said("talk-1", "margins are thin", channel="SECRET")
    rooms = Rooms()
    await asked(memory, channel="D1", rooms=rooms)
    assert sorted(rooms.asked_anew) == ["D1", "SECRET"]


async def test_somebody_who_is_not_in_the_channel_of_the_analysis_gets_nothing_of_it(memory: Memory) -> None:
    await memory.said("talk-1", "most customers buy once")
    assert await asked(memory, user="U9") == []


async def test_what_personas_said_is_never_among_it(memory: Memory) -> None:
    await memory.said("talk-1", "most customers buy once")
    await memory.said("talk-2", "I buy every week", origin=Origin.SYNTHETIC)
    assert [each.text for each in await asked(memory)] == ["most customers buy once"]


async def test_an_analysis_in_a_study_of_its_own_asks_the_interviews_of_its_channel(memory: Memory) -> None:
    await memory.said("talk-1", "most customers buy once", at=100.0)
    await memory.said("talk-2", "half of them come back", study="study-two", at=200.0)
    await memory.said("talk-3", "margins are thin", channel="WIDE")
    alone = [each.text for each in await asked(memory, study="study-alone")]
    assert alone == ["half of them come back", "most customers buy once"]
    assert [each.text for each in await asked(memory, study="study-two")] == ["half of them come back"]


async def test_candidate_segments_come_with_their_rules(memory: Memory) -> None:
    await memory.said("talk-1", "most customers buy once")
    segment = Segment(id="A", name="Regulars", rule="buy at least 3 times", answers=("a1",), judgements=())
    summary = Summary(problem=(), considerations=(), ideas=(), not_thinking_of=(), segments=(segment,))
    state = InterviewState(summary=summary, summaries=1).model_dump_json()

    def summed_up(tx: Transaction) -> None:
        tx.execute("UPDATE conversations SET state = ? WHERE id = 'talk-1'", [state])

    await memory.does(summed_up)
    statement, candidate = await asked(memory)
    assert statement.candidate == ""
    assert (candidate.text, candidate.candidate, candidate.answer) == ("buy at least 3 times", "Regulars", "A")
    assert candidate.strength is None
