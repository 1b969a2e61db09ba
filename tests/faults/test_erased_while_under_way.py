"""What is erased while Slack may have it already is looked for, and taken down where it landed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.engine.forgetting import forget_person, forget_study
from bot.engine.rows import take_down
from store import outbox
from store.connection import Transaction
from tests.faults.house_of_cards import HouseOfCards
from tests.faults.slack_that_keeps import Turn
from tests.faults.test_outages import does, shown

SECRET = "xylophagous"
ANSWER = f"Our {SECRET} customers call every Monday."


def person(tx: Transaction, id: str) -> None:
    forget_person(tx, "T1", "U1", 1_800_000_100.0)


def study(tx: Transaction, id: str) -> None:
    forget_study(tx, "T1", id, {"C1"}, 1_800_000_100.0)


@pytest.mark.parametrize("crashes", [False, True])
@pytest.mark.parametrize("turn", ["500 stored", "lost stored", "500", "429"])
@pytest.mark.parametrize("forgets", [person, study])
def test_a_post_in_doubt_that_is_erased_stands_nowhere_afterwards(
    house: HouseOfCards, turn: Turn, forgets: object, crashes: bool
) -> None:
    house.slack.next.extend([turn] * 2)
    house.say(ANSWER)
    house.wait(0.4)
    assert house.rows("SELECT 1 FROM outbox WHERE state IN ('sending', 'pending')"), "it is not settled yet"
    does(house, forgets)  # type: ignore[arg-type]
    if crashes:
        house.crash()
    house.settle()
    assert house.slack.kept == []
    assert house.rows("SELECT name FROM outbox WHERE state NOT IN ('sent', 'dead') OR payload IS NOT NULL") == []
    assert SECRET not in json.dumps(house.rows("SELECT * FROM outbox"))


def test_killed_after_the_post_and_forgotten_before_it_is_looked_up_nothing_of_it_stands(house: HouseOfCards) -> None:
    house.slack.next.extend(["lost stored"] * 2)
    house.say(ANSWER)
    house.wait(0.4)
    house.crash()
    does(house, person)
    house.settle()
    assert house.slack.kept == []


def test_of_two_posts_of_one_name_both_go(house: HouseOfCards) -> None:
    """A model that is down twice is told twice, under the same name."""
    for number in (1, 2):
        does(house, lambda tx, id, number=number: outbox.add(  # type: ignore[misc]
            tx, team_id="T1", conversation_id=id, key=f"k{number}", name="parked-0-0", method="chat.postMessage",
            channel="C1", thread_ts=house.said[0].ts, payload=json.dumps({"text": f"down {number}"}),
            now=house.our_clock(),
        ))  # fmt: skip
        house.wait(1.0)
    assert len(shown(house, "down")) == 2
    does(house, person)
    house.settle()
    assert house.slack.kept == []


@pytest.mark.parametrize("gone", [0, 1])
def test_of_two_posts_of_one_name_of_which_one_was_taken_down_the_other_goes_when_all_is_forgotten(
    house: HouseOfCards, gone: int
) -> None:
    for number in (1, 2):
        does(house, lambda tx, id, number=number: outbox.add(  # type: ignore[misc]
            tx, team_id="T1", conversation_id=id, key=f"k{number}", name="note", method="chat.postMessage",
            channel="C1", thread_ts=house.said[0].ts, payload=json.dumps({"text": f"note {number}"}),
            now=house.our_clock(),
        ))  # fmt: skip
        house.wait(1.0)
    ts = [each["ts"] for each in shown(house, "note")][gone]
    does(house, lambda tx, id: take_down(tx, "T1", id, "note", "C1", house.our_clock(), ts))
    house.wait(1.0)
    assert len(shown(house, "note")) == 1
    does(house, person)
    house.settle()
    assert house.slack.kept == []


def test_what_was_taken_down_and_said_again_goes_too(house: HouseOfCards) -> None:
    payload = json.dumps({"text": "Posted to the channel."})
    common = {"team_id": "T1", "channel": "C1", "thread_ts": None, "name": "shared", "now": 1_800_000_000.0}
    for number, method in enumerate(("chat.postMessage", "chat.delete", "chat.postMessage")):
        does(house, lambda tx, id, number=number, method=method: outbox.add(  # type: ignore[misc]
            tx, conversation_id=id, key=f"k{number}", method=method, payload=payload,
            changes="shared" if method == "chat.delete" else None, **common,  # type: ignore[arg-type]
        ))  # fmt: skip
        house.wait(1.0)
    assert len(shown(house, "Posted to the channel.")) == 1
    does(house, person)
    house.settle()
    assert house.slack.kept == []


def test_a_deletion_that_rests_takes_down_what_it_was_meant_for_and_no_later_post_of_that_name(
    house: HouseOfCards,
) -> None:
    def posts(words: str) -> None:
        does(house, lambda tx, id: outbox.add(
            tx, team_id="T1", conversation_id=id, key=words, name="note", method="chat.postMessage", channel="C1",
            thread_ts=house.said[0].ts, payload=json.dumps({"text": words}), now=house.our_clock(),
        ))  # fmt: skip
        house.wait(1.0)

    posts("the first")
    house.slack.stumbles_over = lambda method, arguments: method == "chat.delete"
    does(house, lambda tx, id: outbox.add(
        tx, team_id="T1", conversation_id=id, key="d", name="note-gone", method="chat.delete", channel="C1",
        thread_ts=None, payload="{}", now=house.our_clock(), changes="note",
    ))  # fmt: skip
    house.wait(7_200.0)
    posts("the second")
    assert (len(shown(house, "the first")), len(shown(house, "the second"))) == (1, 1)
    house.slack.stumbles_over = lambda method, arguments: False
    house.wait(7_200.0)
    assert (len(shown(house, "the first")), len(shown(house, "the second"))) == (0, 1)


def test_before_a_change_is_made_a_post_of_its_name_that_is_not_there_is_no_reason_to_change_another(
    tmp_path: Path,
) -> None:
    """`ts_changed_by`: the newest before the row, whatever is posted after it."""
    house = HouseOfCards(tmp_path)
    try:
        house.wait(1.0)

        def asked(tx: Transaction, id: str) -> None:
            for seq, (name, ts, changes) in enumerate(
                [("a", "1.0", None), ("a", None, None), ("b", None, "a"), ("a", "9.0", None), ("c", None, "none")], 50
            ):
                tx.execute(
                    "INSERT INTO outbox (team_id, conversation_id, seq, key, name, method, channel, payload, state,"
                    " due_at, ts, changes) VALUES ('T1', ?, ?, ?, ?, 'chat.update', 'C1', '{}', 'dead', 0, ?, ?)",
                    [id, seq, f"s{seq}", name, ts, changes],
                )
            found = tx.execute(
                f"SELECT {outbox.COLUMNS} FROM outbox WHERE changes IS NOT NULL AND seq >= 50 ORDER BY seq"
            )
            changing, nothing = (outbox.OutboxRow(*row) for row in map(tuple, found.fetchall()))
            assert outbox.ts_changed_by(tx, changing) == "1.0"
            assert outbox.ts_changed_by(tx, nothing) is None

        does(house, asked)
    finally:
        house.close()
