"""Whatever order messages, edits and deletions arrive in, the transcript is the same."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from store import transcripts
from store.connection import Store, Transaction

FIRST = ("add", "1.000001", "", "We sell to  employers\n")
EDIT = ("revise", "1.000001", "2.000000", "We sell to employers & brokers")
LATER_EDIT = ("revise", "1.000001", "3.000000", "We sell to brokers")
DELETION = ("bury", "1.000001", "", "")


@pytest.fixture
async def store(tmp_path: Path):
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


def _apply(tx: Transaction, id: str, happening: tuple[str, str, str, str]) -> None:
    kind, ts, revision, text = happening
    at = {"team_id": "T1", "conversation_id": id, "ts": ts}
    if kind == "add":
        transcripts.add(tx, **at, author="U1", text=text)
    elif kind == "revise":
        transcripts.revise(tx, **at, author="U1", revision=revision, text=text)
    else:
        transcripts.bury(tx, **at)


@pytest.mark.parametrize(
    ("happenings", "text"),
    [
        ([FIRST], "We sell to  employers\n"),
        ([FIRST, EDIT], "We sell to employers & brokers"),
        ([FIRST, EDIT, LATER_EDIT], "We sell to brokers"),
        ([FIRST, EDIT, DELETION], None),
    ],
)
async def test_every_order_of_arrival_reads_the_same(store: Store, happenings, text) -> None:
    """An edit that overtakes its message wins over it; a deletion wins over everything."""
    for number, order in enumerate(itertools.permutations(happenings)):
        for happening in order:
            await store.write(lambda tx, id=f"c{number}", happening=happening: _apply(tx, id, happening))
        [message] = await store.read(lambda tx, id=f"c{number}": transcripts.transcript(tx, id))
        assert message.text == text, order
        assert message.deleted == (text is None)
        assert text is None or message.author == "U1"


async def test_every_wording_is_kept(store: Store) -> None:
    """A quote can point to the revision it was taken from, also when revisions came out of order."""
    for happening in (LATER_EDIT, FIRST, EDIT):
        await store.write(lambda tx, happening=happening: _apply(tx, "c1", happening))
    wordings = await store.read(lambda tx: [r[0] for r in tx.execute("SELECT text FROM revisions ORDER BY revision")])
    assert wordings == [FIRST[3], EDIT[3], LATER_EDIT[3]]


async def test_a_deleted_message_leaves_no_words(store: Store) -> None:
    """The tombstone stays, what was said goes, its revisions too."""
    for happening in (FIRST, EDIT, DELETION, LATER_EDIT):
        await store.write(lambda tx, happening=happening: _apply(tx, "c1", happening))
    assert await store.read(lambda tx: tx.execute("SELECT count(*) FROM revisions").fetchone()[0]) == 0


async def test_a_message_that_never_changed_is_kept_once(store: Store) -> None:
    """Its wording stands in the transcript; a second copy would be half of what a turn adds to the file."""
    await store.write(lambda tx: _apply(tx, "c1", FIRST))
    assert await store.read(lambda tx: tx.execute("SELECT count(*) FROM revisions").fetchone()[0]) == 0
