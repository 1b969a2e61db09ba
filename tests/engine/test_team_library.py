"""Who may see which personas, and how much of them: asked of Slack for all channels at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.access import Access
from bot.library import TeamLibrary
from personas.passages import Passage
from personas.schema import OfSegment
from store.connection import Store
from tests.personas.cards import alice
from tests.store.cards import keep, kept

CHANNELS = ("C1", "C2", "C3", "C4")


class Together(Access):
    """A Slack that answers nobody before it was asked about every channel. C3 is closed to whoever asks."""

    def __init__(self) -> None:
        self._asked = asyncio.Barrier(len(CHANNELS))

    async def may_read(self, team: str, user: str, channel: str, *, anew: bool = False) -> bool:
        async with asyncio.timeout(2):
            await self._asked.wait()
        return channel != "C3"


class Rooms(Access):
    """A Slack of two closed channels, U2 in the second only, and of two that anybody may join: U1 alone has."""

    def __init__(self) -> None:
        self.refused: list[tuple[str, ...]] = []
        self.denied = lambda *refusal: self.refused.append(refusal)
        self._rooms = {"C1": frozenset({"U1"}), "C2": frozenset({"U1", "U2"})}
        self._rooms |= {"PUBLIC": frozenset({"U1"}), "OPEN": frozenset({"U1"})}
        self.public: frozenset[str] | None = frozenset({"PUBLIC", "OPEN"})

    async def may_read(self, team: str, user: str, channel: str, *, anew: bool = False) -> bool:
        return user in self._rooms.get(channel, ())

    async def members(self, team: str, channel: str, *, anew: bool = False) -> frozenset[str] | None:
        return self._rooms.get(channel)

    async def open_to_all(self, team: str) -> frozenset[str] | None:
        return self.public


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


async def test_people_who_cannot_open_a_card_meet_her_without_the_teams_decision_and_papers(store: Store) -> None:
    card = alice().model_copy(update={"decision": "Do we raise prices in May?"})
    paper = Passage(id="m1.1", title="plan.md", place="row 1", text="Prices rise in May.")
    await store.write(lambda tx: keep(tx, "P1", card, (paper,)))
    among_us = await TeamLibrary(store, Rooms(), team="T1", user="U1", channel="C1").persona("P1")
    outside = await TeamLibrary(store, Rooms(), team="T1", user="U1", channel="C2").persona("P1")
    assert among_us is not None
    assert outside is not None
    assert (among_us.outsiders, among_us.persona, among_us.passages) == (0, card, (paper,))
    assert (outside.outsiders, outside.persona.decision, outside.persona.guide, outside.passages) == (1, "", (), ())
    assert outside.persona.statements == card.statements
    assert await TeamLibrary(store, Rooms(), team="T1", user="U2", channel="C2").persona("P1") is None


async def test_people_who_cannot_open_a_card_do_not_hear_of_which_file_she_was_made(store: Store) -> None:
    of = OfSegment(file="layoffs.csv", number=2, name="To be let go", link="https://acme.slack.com/archives/C1/p1")
    card = alice().model_copy(update={"segment": of, "brief": "somebody of “To be let go” in the file layoffs.csv"})
    await store.write(lambda tx: keep(tx, "P1", card, ()))
    among_us = await TeamLibrary(store, Rooms(), team="T1", user="U1", channel="C1").persona("P1")
    outside = await TeamLibrary(store, Rooms(), team="T1", user="U1", channel="C2").persona("P1")
    assert among_us is not None
    assert outside is not None
    assert among_us.persona.segment == of
    assert outside.persona.segment is None
    assert "layoffs" not in outside.model_dump_json()
    assert "To be let go" not in outside.model_dump_json()


async def test_where_slack_does_not_say_who_is_here_she_is_met_as_by_people_who_cannot_open_her_card(
    store: Store,
) -> None:
    paper = Passage(id="m1.1", title="plan.md", place="row 1", text="Prices rise in May.")
    await store.write(lambda tx: keep(tx, "P1", alice(), (paper,)))
    met = await TeamLibrary(store, Rooms(), team="T1", user="U1", channel="SILENT").persona("P1")
    assert met is not None
    assert (met.outsiders, met.passages) == (1, ())


async def test_where_anybody_may_join_a_persona_of_a_closed_channel_brings_none_of_her_teams_papers(
    store: Store,
) -> None:
    """Today all who are there could open her card; whoever joins tomorrow reads what she says today."""
    card = alice().model_copy(update={"decision": "Do we raise prices in May?"})
    paper = Passage(id="m1.1", title="plan.md", place="row 1", text="Prices rise in May.")
    for channel in ("C1", "OPEN"):
        await store.write(lambda tx, channel=channel: keep(tx, f"P{channel}", card, (paper,), channel=channel))  # type: ignore[misc]

    async def met(persona: str, channel: str, public: frozenset[str] | None) -> tuple[int, bool, str, int]:
        rooms = Rooms()
        rooms.public = public
        seed = await TeamLibrary(store, rooms, team="T1", user="U1", channel=channel).persona(persona)
        assert seed is not None
        return seed.outsiders, seed.joinable, seed.persona.decision, len(seed.passages)

    whole, public = (0, False, card.decision, 1), frozenset({"PUBLIC", "OPEN"})
    assert await met("PC1", "PUBLIC", public) == (0, True, "", 0)
    assert await met("PC1", "PUBLIC", None) == (0, True, "", 0), "Slack does not say whether anybody may"
    assert await met("POPEN", "PUBLIC", public) == whole, "anybody may join where her card was made, too"
    assert await met("PC1", "PUBLIC", frozenset()) == whole, "a closed channel with the same people"
    assert await met("PC1", "C1", None) == whole
    assert await met("PC1", "D1", None) == (1, False, "", 0), "who is in a direct message Slack did not say"
    others = await TeamLibrary(store, Rooms(), team="T1", user="U1", channel="PUBLIC").others()
    assert len(others) == 1, "and compared is only the one whose card anybody may open"


async def test_a_new_persona_is_compared_only_with_those_that_everybody_here_may_see(store: Store) -> None:
    await store.write(lambda tx: kept(tx, "P1", "Alice", channel="C1"))
    await store.write(lambda tx: kept(tx, "P2", "Ben", channel="C2"))

    async def others(channel: str, own: str = "") -> list[str]:
        shelf = TeamLibrary(store, Rooms(), team="T1", user="U1", own=own, channel=channel)
        return sorted(each.name for each in await shelf.others())

    assert await others("C1") == ["Alice", "Ben"]
    assert await others("C2") == ["Ben"]
    assert await others("C2", own="P2") == []


async def test_all_channels_are_asked_about_at_once_and_each_answer_is_its_own(store: Store) -> None:
    for channel in CHANNELS:
        await store.write(lambda tx, channel=channel: kept(tx, f"P{channel}", "Alice", channel=channel))  # type: ignore[misc]
    shelf = TeamLibrary(store, Together(), team="T1", user="U1")
    assert {each.channel for each in await shelf.listed()} == {"C1", "C2", "C4"}
