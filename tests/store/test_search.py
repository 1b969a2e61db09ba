"""Whoever looks for words finds the messages that hold them, and only where they may read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from store import conversations, search, transcripts
from store.connection import Store
from store.hits import Hit
from store.migrations import SEGUE, migrate
from studies.query import MOST_WORDS, wanted
from studies.snippets import ROUND, snippet

CUSTOMERS, SALES, DIRECT = "C1", "C2", "D1"
PLACES = {"mivo-tana": CUSTOMERS, "beru-sila": SALES, "kofa-runi": DIRECT}


def fresh() -> Database:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    database = Database(connection)
    migrate(database)
    for number, (id, channel) in enumerate(PLACES.items()):
        begin(database, id, channel, number)
    return database


def begin(tx: Database, id: str, channel: str, number: int, team: str = "T1") -> None:
    conversations.begin(
        tx,
        team_id=team,
        id=id,
        study_id="s",
        flow="interview",
        channel=channel,
        thread_ts=f"{number}.000000",
        direct=False,
        starter="U1",
        now=1.0,
    )


@pytest.fixture
def tx() -> Iterator[Database]:
    database = fresh()
    yield database
    database.close()


def say(tx: Database, text: str, ts: str = "1.000001", id: str = "mivo-tana", team: str = "T1", **more: Any) -> None:
    transcripts.add(tx, team_id=team, conversation_id=id, ts=ts, author="U1", text=text, **more)


def found(tx: Database, text: str, *channels: str) -> list[str]:
    return [hit.ts or "" for hit in hits(tx, text, *channels)]


def hits(tx: Database, text: str, *channels: str, team: str = "T1", most: int = 20) -> list[Hit]:
    return search.search(tx, wanted(text, 0.0), team_id=team, channels=channels or (CUSTOMERS,), most=most).hits


def agrees(tx: Database) -> None:
    """FTS5 compares its index with the transcripts itself, and raises when they differ."""
    tx.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    rows = tx.execute("SELECT team_id, home, key FROM search_rows WHERE kind = 'said' ORDER BY 1, 2, 3").fetchall()
    assert (
        rows
        == tx.execute(
            "SELECT team_id, conversation_id, ts FROM messages WHERE text IS NOT NULL ORDER BY 1, 2, 3"
        ).fetchall()
    )


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Brokers call us on Mondays", "brokers"),
        ("Brokers call us on Mondays", "  mondays \n BROKERS "),
        ("Brokers call us on Mondays", "brok mon"),
        ("A bus driver told me", "drivers"),
        ("One company of many", "companies"),
        ("un café à Zürich", "CAFE zurich"),
        ("un cafe\u0301 noir", "caf\u00e9"),
        ("un caf\u00e9 noir", "cafe\u0301"),
        ("a third-van, or two", "third-van"),
        ("it is 90 % of them", "90 %"),
        ('they said "never again"', '"never again"'),
        ('they said "never again"', '"never'),
        ("NEAR the office AND the shop", "near and"),
        ("NOT one of them", "NOT"),
        ("column: text matters", "text:"),
        ("churn is why", "churn - why"),
        ("churn is why", "-churn"),
        ("churn or price", "(churn OR) *^+ {"),
        ("تبيع الشركة للمدارس", "الشركة"),
        ("我们的客户是学校的老师", "客户"),
        ("我们的客户是学校的老师", "老师 客户"),
        ("顧客はだれですか", "だれ"),
        ("ลูกค้าของเราคือโรงเรียน", "โรงเรียน"),
        ("고객은 학교입니다", "학교"),
        ("हमारे ग्राहक स्कूल हैं", "ग्राहक"),
        ("ship it 🚀 today", "🚀"),
        ("we ❤\ufe0f it", "❤"),
        ("we ❤ it", "❤\ufe0f"),
        ("ship it 🚀 today", "ship 🚀"),
        ("iPhone手机 buyers", "iphone手机"),
        ("fees in € only", "€"),
        ("before\x00after", "after"),
        ("line one\r\nline two\u2028line three", "three"),
    ],
)
def test_words_are_found_as_they_were_meant(tx: Database, said: str, asked: str) -> None:
    """Case, accents and order do not matter, a beginning is enough, and every script is looked through."""
    say(tx, said)
    say(tx, "something else entirely", ts="2.000000")
    assert found(tx, asked) == ["1.000001"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Brokers call us", "brokers Tuesdays"),
        ("Brokers call us", "rokers"),
        ("A bus driver told me", '"drivers"'),
        ("never say again", '"never again"x'),
        ("one OR two", "three OR one"),
        ("churn is why", "why NOT churn"),
        ("a b c d", "NEAR(a b)"),
        ("我们的客户", "学校"),
        ("ship it 🚀", "🐢"),
    ],
)
def test_nothing_in_a_query_is_an_operator(tx: Database, said: str, asked: str) -> None:
    say(tx, said)
    assert found(tx, asked) == []


@pytest.mark.parametrize("asked", ["", "   ", '"', '""', "*", "-", "'", "^", "\x00", "\ud83d", "…", "( )", "%", "_"])
def test_a_query_without_words_finds_nothing(tx: Database, asked: str) -> None:
    say(tx, "all of it: \" * - ' ^ % _ ( ) …")
    assert found(tx, asked) == []


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet='"*-^():+{}ANDORNEAR \x00a客🚀', max_size=30))
def test_no_query_is_a_syntax_error(asked: str) -> None:
    say(tx := fresh(), "a word, 客户 and 🚀")
    assert len(found(tx, asked)) <= 1
    tx.close()


def test_a_whole_page_is_a_query_too(tx: Database) -> None:
    """The first words count; SQLite's limits are not met."""
    say(tx, " ".join(f"word{number}" for number in range(MOST_WORDS)))
    assert found(tx, " ".join(f"word{number}" for number in range(20_000))) == ["1.000001"]
    assert found(tx, "x" * 200_000 + " 客" * 500) == []


def test_an_asker_sees_only_the_channels_given(tx: Database) -> None:
    """Another channel, a direct message, another team's channel of the same id: nothing of them shows."""
    begin(tx, "other-team", CUSTOMERS, 9, team="T2")
    for number, id in enumerate(PLACES):
        say(tx, "our brokers 客户", ts=f"{number}.000001", id=id)
    say(tx, "our brokers 客户", ts="7.000001", id="other-team", team="T2")
    for words in ("brokers", "客户"):
        assert found(tx, words, CUSTOMERS) == ["0.000001"]
        assert found(tx, words, SALES, DIRECT) == ["2.000001", "1.000001"]
        assert search.search(tx, wanted(words, 0.0), team_id="T1", channels=()).hits == []
        assert hits(tx, words, CUSTOMERS, team="T3") == []
        assert len(search.search_everywhere(tx, wanted(words, 0.0))) == 4
        assert len(search.search_everywhere(tx, wanted(words, 0.0), most=3)) == 3


def test_the_best_comes_first_then_the_newest(tx: Database) -> None:
    """A short message about nothing but the word is a better match than a long one that mentions it."""
    say(tx, "brokers " + "and many other things that matter just as much " * 5, ts="9.000000")
    for ts in ("3.000000", "5.000000", "4.000000"):
        say(tx, "brokers again", ts=ts)
    assert found(tx, "brokers") == ["5.000000", "4.000000", "3.000000", "9.000000"]
    assert [hit.ts for hit in hits(tx, "brokers", most=2)] == ["5.000000", "4.000000"]


def test_an_edit_is_found_by_its_new_words_only(tx: Database) -> None:
    say(tx, "we sell to brokers")
    transcripts.revise(
        tx, team_id="T1", conversation_id="mivo-tana", ts="1.000001", author="U1", revision="2.0", text="to employers"
    )
    assert (found(tx, "brokers"), found(tx, "employers")) == ([], ["1.000001"])
    agrees(tx)


def test_what_was_deleted_is_not_found(tx: Database) -> None:
    say(tx, "the secret 客户")
    transcripts.bury(tx, team_id="T1", conversation_id="mivo-tana", ts="1.000001")
    assert (found(tx, "secret"), found(tx, "客户")) == ([], [])
    agrees(tx)


AT = st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(["1.0", "2.0"]))
HAPPENINGS = st.lists(
    st.tuples(st.sampled_from(["add", "revise", "bury", "erase", "move"]), AT, st.text(max_size=20), st.integers(1, 4)),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(HAPPENINGS)
def test_the_index_never_disagrees_with_the_transcripts(
    happenings: list[tuple[str, tuple[str, str], str, int]],
) -> None:
    """Whatever happens to messages, in whatever order, also when somebody erases or moves them by hand."""
    tx = fresh()
    for kind, (id, ts), text, number in happenings:
        at = {"team_id": "T1", "conversation_id": id, "ts": ts}
        if kind == "add":
            transcripts.add(tx, **at, author="U1", text=text)
        elif kind == "revise":
            transcripts.revise(tx, **at, author="U1", revision=f"{number}.0", text=text)
        elif kind == "bury":
            transcripts.bury(tx, **at)
        elif kind == "erase":
            tx.execute("DELETE FROM messages WHERE conversation_id = ?", [id])
        else:
            tx.execute(
                "UPDATE OR IGNORE messages SET ts = ? WHERE conversation_id = ? AND ts = ?", [f"9.{number}", id, ts]
            )
        agrees(tx)
    tx.close()


def test_the_check_sees_a_disagreement(tx: Database) -> None:
    """The test of the test: an index entry that no message carries is noticed."""
    say(tx, "brokers")
    tx.execute("INSERT INTO search_index (rowid, text) VALUES (77, 'ghost')")
    with pytest.raises(sqlite3.DatabaseError):
        agrees(tx)


def test_what_was_said_before_the_index_came_is_found() -> None:
    """A database of the version before is indexed when it is brought up to date."""
    tx = Database(sqlite3.connect(":memory:", isolation_level=None))
    SEGUE.apply(tx, stop_before="m003_search")
    begin(tx, "mivo-tana", CUSTOMERS, 1)
    say(tx, "we sell to brokers")
    say(tx, "never mind", ts="2.000000")
    transcripts.bury(tx, team_id="T1", conversation_id="mivo-tana", ts="2.000000")
    migrate(tx)
    assert found(tx, "brokers") == ["1.000001"]
    agrees(tx)
    tx.close()


async def test_a_turn_that_is_undone_leaves_no_trace(tmp_path: Path) -> None:
    """The index is written in the transaction of the message, or not at all."""
    store = Store(tmp_path / "segue.db")
    await store.open()

    def broken(tx: Database) -> None:
        begin(tx, "mivo-tana", CUSTOMERS, 1)
        say(tx, "we sell to brokers")
        raise LookupError("changed my mind")

    with pytest.raises(LookupError):
        await store.write(broken)
    assert await store.read(lambda tx: found(tx, "brokers")) == []
    await store.write(agrees)
    await store.close()


def test_a_snippet_shows_the_place(tx: Database) -> None:
    """The words stand in the middle of what is shown, whatever case and accents they have."""
    say(tx, "x " * 300 + "our Café customers" + " y" * 300)
    [hit] = hits(tx, "cafe")
    shown = "".join(text for text, _ in snippet(hit.text, ["cafe"]))
    assert "our Café customers" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 2 * ROUND + 2
    assert (hit.conversation_id, hit.channel, hit.ts, hit.author) == ("mivo-tana", CUSTOMERS, "1.000001", "U1")
