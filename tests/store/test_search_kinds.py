"""Claims, personas and studies are found beside what was said: by whoever may read where they come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.cli import main
from bot.cli.search import EVERYWHERE, LEFT_OUT
from personas.schema import Part, Persona, Speech, Statement
from store import claims, conversations, erasure, insights, personas, reach, search, studies, titles, transcripts
from store.hits import Hit
from store.migrations import SEGUE, migrate
from studies.learned import Evidence, Learned, Origin, Relation, Strength
from studies.query import Wanted, is_beyond, wanted
from tests.store import cards

OPEN, PRIVATE, DIRECT = "C1", "C2", "D1"
PLACES = {"mivo-tana": OPEN, "beru-sila": PRIVATE, "kofa-runi": DIRECT}


def fresh(place: str = ":memory:") -> Database:
    database = Database(sqlite3.connect(place, isolation_level=None))
    database.conn.row_factory = sqlite3.Row
    migrate(database)
    for number, (id, channel) in enumerate(PLACES.items()):
        begin(database, id, channel, study=f"study-{id}", at=float(number))
    return database


@pytest.fixture(params=["rare", "few", "many"])
def tx(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """What is within reach is listed where it is little, and walked where it is much: the same is found."""
    if request.param == "many":
        monkeypatch.setattr(reach, "FEW", 0)
    if request.param != "rare":
        monkeypatch.setattr(search, "RARE", 0)
    database = fresh()
    yield database
    database.close()


def begin(
    tx: Database, id: str, channel: str, *, study: str, team: str = "T1", flow: str = "interview", at: float = 1.0
) -> None:
    if not tx.execute("SELECT 1 FROM studies WHERE team_id = ? AND id = ?", [team, study]).fetchone():
        studies.begin(tx, team_id=team, id=study, now=at)
    conversations.begin(
        tx, team_id=team, id=id, study_id=study, flow=flow, channel=channel, thread_ts=f"{id}.0", direct=False,
        starter="U1", now=at,
    )  # fmt: skip


def say(tx: Database, text: str, id: str = "mivo-tana", ts: str = "5.0", author: str = "U1", team: str = "T1") -> None:
    transcripts.add(tx, team_id=team, conversation_id=id, ts=ts, author=author, text=text)


def learn(
    tx: Database, text: str, *quotes: str, id: str = "mivo-tana", claim: str = "c1", persona: str = "", version: int = 0
) -> None:
    evidence = tuple(Evidence(answer=f"a{n}", ts=f"5.{n}", quote=quote) for n, quote in enumerate(quotes, 1))
    learned = Learned(
        id=claim, kind="finding", text=text, strength=Strength.WEAK, evidence=evidence,
        origin=Origin.SYNTHETIC if persona else Origin.TEAM,
    )  # fmt: skip
    claims.replace(
        tx, team_id="T1", conversation_id=id, study_id=f"study-{id}", channel=PLACES.get(id, OPEN), claims=[learned],
        persona_id=persona, persona_version=version, now=9.0,
    )  # fmt: skip


def name_study(tx: Database, id: str, title: str) -> None:
    tx.execute("UPDATE conversations SET title = ? WHERE id = ?", [title, id])
    studies.name(tx, team_id="T1", id=f"study-{id}", title=title, conversation=id)


def card(name: str, *statements: str) -> Persona:
    lines = tuple(Statement(id=f"G{n}", part=Part.GOALS, text=text) for n, text in enumerate(statements, 1))
    return Persona(
        name=name, age_band="", occupation="dispatcher", quote="A letter is a bill.", brief="", statements=lines,
        speech=Speech(style=""),
    )  # fmt: skip


def found(tx: Database, typed: str | Wanted, *channels: str, team: str = "T1") -> list[Hit]:
    asked = wanted(typed, 100.0) if isinstance(typed, str) else typed
    return search.search(tx, asked, team_id=team, channels=channels or (OPEN,)).hits


def kinds(hits: Sequence[Hit]) -> list[str]:
    return sorted(hit.kind for hit in hits)


def agrees(tx: Database) -> None:
    """FTS5 compares its index with all the texts itself, and raises when they differ."""
    tx.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")


def everything(tx: Database, id: str, word: str) -> None:
    """The word is said, learned, on a card and in a title, all in that conversation."""
    say(tx, f"we met {word} there", id)
    learn(tx, f"{word} matters", id=id)
    cards.keep(tx, id, card("Alice", f"Wants {word}."), channel=PLACES[id])
    name_study(tx, id, f"About {word}")


@pytest.mark.parametrize("word", ["couriers", "快递", "🚀"])
def test_one_word_finds_all_four_kinds(tx: Database, word: str) -> None:
    everything(tx, "mivo-tana", word)
    hits = {hit.kind: hit for hit in found(tx, word)}
    assert kinds(list(hits.values())) == ["claim", "persona", "said", "study"]
    assert {hit.channel for hit in hits.values()} == {OPEN}
    assert hits["said"].author == "U1"
    assert hits["persona"].persona == "Alice"
    agrees(tx)


@pytest.mark.parametrize("place", ["beru-sila", "kofa-runi"])
@pytest.mark.parametrize("word", ["secret", "秘密"])
def test_nothing_shows_of_a_place_that_cannot_be_read(tx: Database, place: str, word: str) -> None:
    everything(tx, place, word)
    for typed in (word, f"{word} since:1d", f"{word} study:{word}", f"persona:alice {word}", "since:1d"):
        assert found(tx, typed, OPEN) == []
    assert found(tx, Wanted((word,), person="U1")) == []
    assert len(found(tx, word, OPEN, PLACES[place])) == 4


@pytest.mark.parametrize("word", ["secret", "秘密"])
def test_nothing_shows_of_another_workspace(tx: Database, word: str) -> None:
    """Not even where a channel is called by the same id there."""
    everything(tx, "mivo-tana", word)
    begin(tx, "theirs", OPEN, study="study-theirs", team="T2")
    say(tx, f"their {word}", "theirs", team="T2")
    for typed in (word, f"study:{word}", "persona:alice", "since:1d"):
        assert [hit for hit in found(tx, typed, OPEN, team="T2") if hit.team_id != "T2"] == []
        assert [hit for hit in found(tx, typed, OPEN) if hit.team_id != "T1"] == []
    assert [hit.text for hit in found(tx, word, OPEN, team="T2")] == [f"their {word}"]


@pytest.mark.parametrize("typed", ["study:secret", "study:secret word", "persona:secret"])
def test_a_filter_does_not_tell_what_a_private_place_is_called(tx: Database, typed: str) -> None:
    """A study that began in private is not found by its title, not even through what else belongs to it."""
    name_study(tx, "beru-sila", "The secret")
    cards.keep(tx, "beru-sila", card("Secret Alice"), channel=PRIVATE)
    begin(tx, "later", OPEN, study="study-beru-sila", at=50.0)
    say(tx, "a word in the open", "later")
    assert found(tx, typed, OPEN) == []
    assert found(tx, "secret", OPEN) == []
    assert titles.seen(tx, "T1", [OPEN]) == {}
    assert [hit.text for hit in found(tx, "study:secret word", OPEN, PRIVATE)] == ["a word in the open"]


def test_a_title_given_by_hand_shows_in_every_place_of_the_study(tx: Database) -> None:
    name_study(tx, "beru-sila", "The secret")
    begin(tx, "later", OPEN, study="study-beru-sila", at=50.0)
    tx.execute("UPDATE studies SET title = 'Couriers', named_by = 'U1' WHERE id = 'study-beru-sila'")
    assert [(hit.kind, hit.conversation_id) for hit in found(tx, "couriers", OPEN)] == [("study", "later")]


def test_a_claim_is_found_by_its_words_and_its_quotes_together(tx: Database) -> None:
    learn(tx, "Couriers leave in winter", "we ride through snow", "the pay is late")
    [hit] = found(tx, "couriers snow late")
    assert (hit.kind, hit.ts, hit.quotes) == ("claim", "5.1", ("we ride through snow", "the pay is late"))
    agrees(tx)


def test_a_claim_that_is_made_anew_is_found_by_its_new_words_only(tx: Database) -> None:
    learn(tx, "Couriers leave", "in winter")
    learn(tx, "Drivers stay", "in summer")
    assert [kinds(found(tx, word)) for word in ("couriers", "winter", "drivers", "summer")] == [
        [], [], ["claim"], ["claim"]
    ]  # fmt: skip
    agrees(tx)


def test_a_rejected_insight_is_found_and_says_so(tx: Database) -> None:
    learn(tx, "Couriers leave")
    insights.begin(tx, team_id="T1", id="i1", study_id="study-mivo-tana", now=9.0)
    insights.join(tx, team_id="T1", id="i1", claim_id="mivo-tana-c1", relation=Relation.SAME, judged_by="rule", now=9.0)
    assert [hit.set_aside for hit in found(tx, "couriers")] == [False]
    tx.execute("UPDATE insights SET status = 'rejected'")
    assert [hit.set_aside for hit in found(tx, "couriers")] == [True]


def test_a_card_is_found_by_its_newest_version_alone(tx: Database) -> None:
    cards.keep(tx, "mivo-tana", card("Alice", "Wants snow."))
    cards.keep(tx, "mivo-tana", card("Alice", "Wants sun."), version=2)
    assert (kinds(found(tx, "snow")), kinds(found(tx, "sun alice"))) == ([], ["persona"])
    agrees(tx)


def test_a_card_that_cannot_be_read_harms_nobody(tx: Database) -> None:
    cards.keep(tx, "mivo-tana", card("Alice"))
    tx.execute("UPDATE persona_versions SET card = '{'")
    assert found(tx, "alice") == []
    agrees(tx)


def test_what_was_deleted_is_found_by_nothing(tx: Database) -> None:
    everything(tx, "mivo-tana", "couriers")
    erasure.erase_conversation(tx, "T1", "mivo-tana")
    personas.erase(tx, "T1", "mivo-tana")
    assert found(tx, "couriers") == []
    assert tx.execute("SELECT count(*) FROM search_rows").fetchone()[0] == 0
    agrees(tx)


def interviewed(tx: Database, channel: str = OPEN) -> None:
    """Alice, made in the open, says something in a thread of hers."""
    cards.keep(tx, "mivo-tana", card("Alice"))
    begin(tx, "talk", channel, study="study-mivo-tana", flow="role_play", at=20.0)
    tx.execute("UPDATE conversations SET title = 'Interview with Alice' WHERE id = 'talk'")
    personas.held(tx, "T1", "mivo-tana", "talk", 1)
    for ts, name, text in (("8.0", "head", "price of the talk"), ("9.0", "a1", "the price hurts")):
        transcripts.add(
            tx, team_id="T1", conversation_id="talk", ts=ts, author="UBOT", text=text, by_segue=True, name=name
        )
    learn(tx, "Price matters", id="talk", persona="mivo-tana", version=1)


def test_the_words_of_somebody_synthetic_say_whose_they_are(tx: Database) -> None:
    interviewed(tx)
    assert {hit.text: hit.persona for hit in found(tx, "price")} == {
        "price of the talk": "", "the price hurts": "Alice", "Price matters": "Alice"
    }  # fmt: skip


def test_a_persona_is_a_place_to_look(tx: Database) -> None:
    interviewed(tx)
    begin(tx, "other", OPEN, study="study-other")
    say(tx, "the price is fine", "other")
    assert kinds(found(tx, "persona:ALICE price")) == ["claim", "said", "said"]
    assert kinds(found(tx, "persona:alice")) == ["claim", "persona", "said", "said"]
    assert found(tx, "persona:bob price") == []
    assert kinds(found(tx, Wanted(("price",), persona_id="mivo-tana"))) == ["claim", "said", "said"]


def test_who_may_not_open_her_card_finds_the_interview_by_her_name_in_its_title(tx: Database) -> None:
    interviewed(tx, channel=PRIVATE)
    tx.execute("UPDATE personas SET name = 'Zoe'")
    assert kinds(found(tx, "persona:alice", PRIVATE)) == ["claim", "said", "said"]
    assert found(tx, "persona:zoe", PRIVATE) == []


def test_signs_that_slack_sends_otherwise_are_found_as_they_are_typed(tx: Database) -> None:
    say(tx, "our R&amp;D team")
    learn(tx, "R&D decides")
    assert kinds(found(tx, "R&D")) == ["claim", "said"]


def test_study_person_and_time_are_places_to_look(tx: Database) -> None:
    everything(tx, "mivo-tana", "couriers")
    everything(tx, "beru-sila", "couriers")
    say(tx, "couriers again", ts="50.0", author="U2")
    both = (OPEN, PRIVATE)
    assert {hit.conversation_id for hit in found(tx, "study:about couriers", *both)} == {"mivo-tana", "beru-sila"}
    assert {hit.channel for hit in found(tx, Wanted(("couriers",), study_id="study-beru-sila"), *both)} == {PRIVATE}
    assert [hit.text for hit in found(tx, Wanted(("couriers",), person="U2"))] == ["couriers again"]
    assert [hit.text for hit in found(tx, Wanted(("couriers",), since=40.0))] == ["couriers again"]
    assert [hit.text for hit in found(tx, Wanted(person="U2"))] == ["couriers again"]
    assert found(tx, "couriers from:@U2222222") == []


def test_other_peoples_direct_messages_are_no_place_to_ask_about(tx: Database) -> None:
    tx.execute("UPDATE conversations SET direct = 1 WHERE id = 'kofa-runi'")
    assert search.places(tx, "T1", "U1") == {OPEN, PRIVATE, DIRECT}
    assert search.places(tx, "T1", "U2") == {OPEN, PRIVATE}
    assert search.places(tx, "T2", "U1") == set()


def test_pages_follow_one_another_without_a_gap(tx: Database) -> None:
    for number in range(25):
        say(tx, "couriers", ts=f"{number + 100}.0")
    pages = [search.search(tx, Wanted(("couriers",)), team_id="T1", channels=[OPEN], most=10, after=n * 10)
             for n in range(3)]  # fmt: skip
    assert [hit.ts for page in pages for hit in page.hits] == [f"{number}.0" for number in range(124, 99, -1)]
    assert [page.more for page in pages] == [True, True, False]


@pytest.mark.parametrize("word", ["couriers", "快递"])
def test_of_very_many_matches_the_newest_are_ranked(tx: Database, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """And those that one may not read take no place among them."""
    monkeypatch.setattr(search, "RANKED", 5)
    for number in range(10):
        say(tx, word, ts=f"{number + 100}.0")
        say(tx, word, "beru-sila", ts=f"{number + 100}.0")
    page = search.search(tx, Wanted((word,)), team_id="T1", channels=[OPEN])
    assert [hit.ts for hit in page.hits] == [f"{number}.0" for number in range(109, 104, -1)]
    assert not page.all_ranked


def test_the_operator_finds_all_kinds_in_every_channel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the command line; a place to look may be named, and one that says nothing is left out."""
    tx = fresh(place := str(tmp_path / "segue.db"))
    everything(tx, "beru-sila", "zebra")
    say(tx, "another zebra", "kofa-runi")
    tx.close()
    assert main(["search", "zebra", "study:about", "since:whenever", "--database", place]) == 0
    said = capsys.readouterr()
    assert {line.split("  ")[3].split(":")[0] for line in said.out.splitlines()} == {
        "U1", "learned from the team", "persona Alice, synthetic", "study"
    }  # fmt: skip
    assert said.err.splitlines() == [LEFT_OUT.format(what="since:whenever"), EVERYWHERE]
    assert main(["search", "zebra", "--database", place]) == 0
    assert {line.split("  ")[1] for line in capsys.readouterr().out.splitlines()} == {PRIVATE, DIRECT}


@pytest.mark.parametrize("typed", ["couriers", "couriers since:9d"])
def test_common_words_match_alike_what_was_learned_first(
    tx: Database, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """Their weight says next to nothing: no short old message is shown before a long new one."""
    monkeypatch.setattr(search, "RARE", 2)
    learn(tx, "Couriers leave")
    say(tx, "couriers", ts="20.0")
    say(tx, "couriers and many other things that matter just as much", ts="30.0")
    assert [(hit.kind, hit.at) for hit in found(tx, typed)] == [("claim", 9.0), ("said", 30.0), ("said", 20.0)]


def test_a_common_word_is_no_more_work_in_a_larger_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many of its newest rows are looked at."""
    for name, number in (("RARE", 20), ("NEWEST", 40), ("RANKED", 10)):
        monkeypatch.setattr(search, name, number)
    tx = fresh()
    steps: list[int] = []
    for number in range(1200):
        say(tx, "couriers in winter", ("mivo-tana", "beru-sila")[number % 2], ts=f"{number + 100}.0")
        if number in (299, 1199):
            steps.append(0)
            tx.conn.set_progress_handler(lambda: steps.append(steps.pop() + 1), 10)
            assert len(found(tx, "couriers winter")) == 10
            tx.conn.set_progress_handler(None, 0)
    assert 0 < steps[1] < 1.2 * steps[0]
    tx.close()


def test_an_emoji_is_no_more_work_for_messages_that_hold_none() -> None:
    tx = fresh()
    say(tx, "a 🐢 at last", ts="99.0")
    steps: list[int] = []
    for number in range(1200):
        say(tx, "plain words — “quoted”, 5 €", ts=f"{number + 100}.0")
        if number in (299, 1199):
            steps.append(0)
            tx.conn.set_progress_handler(lambda: steps.append(steps.pop() + 1), 10)
            assert [hit.at for hit in found(tx, "🐢")] == [99.0]
            tx.conn.set_progress_handler(None, 0)
    assert 0 < steps[1] < 1.2 * steps[0]
    tx.close()


SLACK_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)


@given(SLACK_TEXT, SLACK_TEXT, SLACK_TEXT)
def test_a_message_is_read_for_a_word_of_an_unsplit_script_or_an_emoji(word: str, before: str, after: str) -> None:
    """What `is_beyond` says of a word, SQLite says of every text that holds it, and of no other."""
    says = sqlite3.connect(":memory:").execute(
        f"SELECT {search.BEYOND} FROM (SELECT ? AS text)", [before + word + after]
    )
    assert bool(says.fetchone()[0]) == any(map(is_beyond, (before, word, after)))


DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["say", "learn", "card", "title", "erase", "erase_persona", "requote", "unquote"]),
        st.sampled_from(sorted(PLACES)), st.text(max_size=12), st.integers(1, 3),
    ),
    max_size=10,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(DOINGS)
def test_the_index_never_disagrees_with_what_is_kept(doings: list[tuple[str, str, str, int]]) -> None:
    tx = fresh()
    for kind, id, text, number in doings:
        if kind == "say":
            say(tx, text, id, f"{number}.0")
        elif kind == "learn":
            learn(tx, text, *([text + "x"] * number), id=id)
        elif kind == "card":
            cards.keep(tx, id, card("Alice", text), channel=PLACES[id], version=number)
        elif kind == "title":
            name_study(tx, id, text)
        elif kind == "erase":
            erasure.erase_conversation(tx, "T1", id)
        elif kind == "erase_persona":
            personas.erase(tx, "T1", id)
        elif kind == "requote":
            tx.execute("UPDATE evidence SET quote = ? WHERE conversation_id = ?", [text, id])
        else:
            tx.execute("DELETE FROM evidence WHERE conversation_id = ? AND position = ?", [id, number])
        agrees(tx)
    tx.close()


def test_what_was_kept_before_is_found_once_the_database_is_brought_up_to_date() -> None:
    tx = Database(sqlite3.connect(":memory:", isolation_level=None))
    SEGUE.apply(tx, stop_before="m010_more_is_found")
    begin(tx, "mivo-tana", OPEN, study="study-mivo-tana")
    everything(tx, "mivo-tana", "couriers")
    cards.keep(tx, "mivo-tana", card("Alice", "Wants sun."), version=2)
    migrate(tx)
    assert kinds(found(tx, "couriers")) == ["claim", "said", "study"]
    assert kinds(found(tx, "sun")) == ["persona"]
    agrees(tx)
    tx.close()
