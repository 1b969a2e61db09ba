"""What somebody said of where material is from: kept, corrected beside it, theirs to have and to have forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import conversations, erasure, forgetting, origins, own_data
from store.connection import Store, Transaction
from store.origins import Material, Said
from studies.provenance import Basis, CameFrom, Provenance

UPLOAD = "1700000000.000100"
OURS = Provenance(came_from=CameFrom.OWN, words="Ruth's zebra list", purpose="zebra prices", basis=Basis.NOT_PERSONAL)
THEIRS = OURS.model_copy(update={"came_from": CameFrom.CUSTOMER, "basis": Basis.UNKNOWN})


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    await opened.write(given)
    yield opened
    await opened.close()


def given(tx: Transaction) -> None:
    """The same upload in two conversations, and in another workspace."""
    for team, id in (("T1", "c1"), ("T1", "c2"), ("T2", "c9")):
        conversations.begin(
            tx, team_id=team, id=id, study_id="s1", flow="persona", channel="C1", thread_ts=f"{id}.0", direct=False,
            starter="U1", now=1.0,
        )  # fmt: skip
        origins.give(tx, team, Material(id, "F1", UPLOAD, "file", "prices.md", "U1", 2.0))
        origins.say(tx, team, id, UPLOAD, Said(OURS, "U1", 3.0))


def held(tx: Transaction, team: str = "T1", id: str = "c1") -> list[Said]:
    return origins.history(tx, team, id, UPLOAD)


async def test_saying_the_same_again_keeps_nothing_and_somebody_else_s_word_stands_beside_it(store: Store) -> None:
    def again(tx: Transaction) -> list[Said]:
        origins.say(tx, "T1", "c1", UPLOAD, Said(OURS, "U1", 4.0))
        origins.say(tx, "T1", "c1", UPLOAD, Said(THEIRS, "U2", 5.0))
        origins.say(tx, "T1", "c1", UPLOAD, Said(OURS, "U1", 6.0))
        return held(tx)

    assert [(each.by, each.at) for each in await store.write(again)] == [("U1", 3.0), ("U2", 5.0), ("U1", 6.0)]
    assert len(await store.read(lambda tx: held(tx, id="c2"))) == 1


async def test_nothing_is_kept_of_what_was_never_given(store: Store) -> None:
    await store.write(lambda tx: origins.say(tx, "T1", "c1", "9.9", Said(OURS, "U1", 4.0)))
    await store.write(lambda tx: origins.say(tx, "T2", "c1", UPLOAD, Said(OURS, "U1", 4.0)))
    assert await store.read(lambda tx: tx.execute("SELECT count(*) FROM origins").fetchone()[0]) == 3


async def test_it_goes_with_its_conversation_and_no_other(store: Store) -> None:
    await store.write(lambda tx: erasure.erase_conversation(tx, "T1", "c1"))
    left = await store.read(lambda tx: [len(held(tx, *of)) for of in (("T1", "c1"), ("T1", "c2"), ("T2", "c9"))])
    assert left == [0, 1, 1]
    names = await store.read(lambda tx: [each.conversation for each in origins.of_conversations(tx, "T1", ["c1"])])
    assert names == []


async def test_whoever_is_forgotten_leaves_the_choice_without_words_and_name(store: Store) -> None:
    await store.write(lambda tx: origins.say(tx, "T1", "c1", UPLOAD, Said(THEIRS, "U2", 5.0)))
    await store.write(lambda tx: forgetting.let_go(tx, "T1", "U1"))
    mine, other = await store.read(held)
    assert (mine.by, mine.provenance) == ("", Provenance(came_from=CameFrom.OWN, basis=Basis.NOT_PERSONAL))
    assert (other.by, other.provenance) == ("U2", THEIRS)
    assert (await store.read(lambda tx: held(tx, "T2", "c9")))[0].by == "U1"
    assert await store.read(lambda tx: [m.given_by for m in origins.of_conversations(tx, "T1", ["c1"])]) == [""]


async def test_somebody_s_own_data_has_what_they_gave_and_what_they_said_of_it(store: Store) -> None:
    await store.write(lambda tx: origins.say(tx, "T1", "c1", UPLOAD, Said(THEIRS, "U2", 5.0)))
    told = await store.read(lambda tx: own_data.own_data(tx, "T1", "U2"))
    assert told["material_given"] == []
    assert [(each["came_from"], each["words"]) for each in told["origins_said"]] == [("customer", "Ruth's zebra list")]
    told = await store.read(lambda tx: own_data.own_data(tx, "T1", "U1"))
    assert [each["name"] for each in told["material_given"]] == ["prices.md", "prices.md"]


async def test_what_was_given_in_another_channel_is_told_nowhere_else(store: Store) -> None:
    asked = [("c1", UPLOAD)]
    assert await store.read(lambda tx: origins.told(tx, "T1", asked, "C1")) == {UPLOAD: OURS}
    assert await store.read(lambda tx: origins.told(tx, "T1", asked, "C2")) == {}
