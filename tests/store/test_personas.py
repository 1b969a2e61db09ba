"""The library: who is found by which words, on which shelf, and what goes with whoever is deleted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store import personas
from store.connection import Store, Transaction
from tests.store.cards import kept

CARDS = {
    "P1": ("Élodie Brûlé", "cheffe de cuisine", "Ça suffit."),
    "P2": ("Jürgen Groß", "Straßenbahnfahrer", "Nein."),
    "P3": ("Мария Ёлкина", "учитель", "Не знаю."),
    "P4": ("アリス", "倉庫の係", "わかりません。"),
    "P5": ("Alice Tanaka", "warehouse dispatcher", "A letter is a bill."),
}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    await opened.write(_filled)
    yield opened
    await opened.close()


def _filled(tx: Transaction) -> None:
    for now, (id, said) in enumerate(CARDS.items()):
        kept(tx, id, *said, now=float(now))


async def found(store: Store, words: str, **more: bool) -> list[str]:
    rows = await store.read(lambda tx: personas.listed(tx, "T1", ["C1"], words=words, **more))
    return [each.id for each in rows]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Élodie", ["P1"]),
        ("élodie", ["P1"]),
        ("ELODIE BRULE", ["P1"]),
        ("E\u0301lodie", ["P1"]),
        ("jürgen groß", ["P2"]),
        ("GROSS", ["P2"]),
        ("ЕЛКИНА", ["P3"]),
        ("учитель Мария", ["P3"]),
        ("アリス", ["P4"]),
        ("倉庫", ["P4"]),
        ("dispatcher alice", ["P5"]),
        ("alice cheffe", []),
        ("100%", []),
        ("", ["P5", "P4", "P3", "P2", "P1"]),
    ],
)
async def test_whoever_is_looked_for_is_found_however_they_are_spelt(store: Store, words: str, who: list[str]) -> None:
    assert await found(store, words) == who


async def test_either_shelf_holds_its_own(store: Store) -> None:
    await store.write(lambda tx: personas.shelve(tx, "T1", "P1", True, 9.0))
    assert await found(store, "", archived=True) == ["P1"]
    assert await found(store, "", archived=False) == ["P5", "P4", "P3", "P2"]
    assert await found(store, "élodie", archived=True) == ["P1"]
    await store.write(lambda tx: personas.shelve(tx, "T1", "P1", False, 10.0))
    assert await found(store, "", archived=True) == []
    assert await found(store, "") == ["P1", "P5", "P4", "P3", "P2"]


async def test_every_picture_of_a_deleted_persona_goes_but_those_another_one_shows(store: Store) -> None:
    def draw(tx: Transaction) -> None:
        for key in ("first", "second", "shared"):
            personas.keep_face(tx, "T1", key, b"png")
        kept(tx, "P8", "Mei", face="first")
        kept(tx, "P8", "Mei", face="second", version=2)
        kept(tx, "P8", "Mei", face="shared", version=3)
        kept(tx, "P9", "Mei's double", face="shared")

    await store.write(draw)
    await store.write(lambda tx: personas.erase(tx, "T1", "P8"))
    left = await store.read(lambda tx: [key for key in ("first", "second", "shared") if personas.face(tx, key)])
    assert left == ["shared"]
    await store.write(lambda tx: personas.erase(tx, "T1", "P9"))
    assert await store.read(lambda tx: personas.face(tx, "shared")) is None
