"""Slack is out for hours: what was to be said, changed and taken down is, once it is back. Or it stumbles over one call
alone, which then holds up nobody; what takes a message down is never given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.engine.rows import take_down
from bot.engine.shut_out import NOT_ARRIVED, NOT_BEGUN, worded
from bot.views.call import UPLOAD
from store import outbox
from store.connection import Transaction
from tests.engine.stage import refusal
from tests.faults.house_of_cards import HouseOfCards

HOUR = 3_600.0
ANSWER = "Cafes order each morning, three of them told us so."
LATER = "Schools order on Fridays, we counted 41 of 90."


def shown(house: HouseOfCards, words: str) -> list[dict[str, Any]]:
    return [each for each in house.slack.kept if each["first_text"].startswith(words)]


def does(house: HouseOfCards, work: Callable[[Transaction, str], None]) -> None:
    """In the interview's own lane, which then hears of it."""
    [(id,)] = house.rows("SELECT id FROM conversations WHERE channel = 'C1'")
    house._do(house._store.write(lambda tx: work(tx, id)))
    house._do(_notified(house, id))


async def _notified(house: HouseOfCards, id: str) -> None:
    house._engine._outbox.notify(id)


def question(house: HouseOfCards) -> str:
    """Name of the post."""
    [(name,)] = house.rows("SELECT name FROM outbox WHERE name LIKE 'q1%' AND state = 'sent'")
    return str(name)


def takes_down_the_question(house: HouseOfCards) -> None:
    [(name, ts)] = house.rows("SELECT name, ts FROM outbox WHERE name LIKE 'q1%' AND state = 'sent'")
    does(house, lambda tx, id: take_down(tx, "T1", id, str(name), "C1", house.our_clock(), str(ts)))


def test_what_is_to_go_goes_after_an_outage_of_hours(house: HouseOfCards) -> None:
    house.slack.is_out = True
    takes_down_the_question(house)
    house.wait(2 * HOUR)
    assert shown(house, "Question 1 of 3")
    house.slack.is_out = False
    house.wait(400.0)
    assert shown(house, "Question 1 of 3") == []


def test_a_card_that_changes_during_an_outage_keeps_what_can_be_pressed(house: HouseOfCards) -> None:
    house.slack.is_out, name = True, question(house)
    payload = '{"text": "Question 1 anew", "blocks": []}'
    does(house, lambda tx, id: outbox.add(
        tx, team_id="T1", conversation_id=id, key="c", name="change", method="chat.update", channel="C1",
        thread_ts=None, payload=payload, now=house.our_clock(), changes=name,
    ))  # fmt: skip
    house.wait(2 * HOUR)
    house.slack.is_out = False
    house.wait(400.0)
    [card] = shown(house, "Question 1 of 3")
    assert (card["text"], card["has_buttons"]) == ("Question 1 anew", True)


def test_a_file_waits_for_the_end_of_an_outage(house: HouseOfCards) -> None:
    house.slack.is_out = True
    payload = '{"filename": "a.csv", "title": "A", "data": "YQ=="}'
    does(house, lambda tx, id: outbox.add(
        tx, team_id="T1", conversation_id=id, key="f", name="file", method=UPLOAD, channel="C1", thread_ts=None,
        payload=payload, now=house.our_clock(),
    ))  # fmt: skip
    house.wait(2 * HOUR)
    assert house.rows("SELECT state FROM outbox WHERE name = 'file'") in ([("sending",)], [("pending",)])


def stumbles(method: str, arguments: dict[str, Any]) -> bool:
    return method == "chat.delete"


def fails(method: str, arguments: dict[str, Any]) -> bool:
    if method == "chat.delete":
        raise ValueError("nobody expected this")
    return False


@pytest.mark.parametrize("wrong", [stumbles, fails])
def test_a_deletion_that_never_succeeds_holds_nobody_up_and_is_tried_ever_more_rarely(
    house: HouseOfCards, wrong: Callable[[str, dict[str, Any]], bool]
) -> None:
    house.slack.stumbles_over = wrong
    takes_down_the_question(house)
    house.wait(0.5 * HOUR)
    house.say(ANSWER)
    house.wait(HOUR)
    house.say(LATER)
    house.wait(60.0)
    assert shown(house, "Question 3 of 3")
    house.wait(2 * HOUR)
    house.slack.tried.clear()
    house.wait(3 * HOUR)
    assert 2 <= house.slack.tried.count("chat.delete") <= 4
    assert house.rows("SELECT key FROM inbox WHERE state = 'waiting'") == []
    house.slack.stumbles_over = lambda method, arguments: False
    house.wait(HOUR + 60.0)
    assert shown(house, "Question 1 of 3") == []
    assert house.rows("SELECT name FROM outbox WHERE state != 'sent'") == []


def test_a_deletion_that_rests_goes_on_after_a_crash(house: HouseOfCards) -> None:
    house.slack.stumbles_over = stumbles
    takes_down_the_question(house)
    house.wait(2 * HOUR)
    house.crash()
    house.slack.stumbles_over = lambda method, arguments: False
    house.wait(0.5 * HOUR)
    assert shown(house, "Question 1 of 3") == []


def never(method: str, arguments: dict[str, Any]) -> bool:
    return bool(arguments["channel"] == "C1")


def not_expected(method: str, arguments: dict[str, Any]) -> bool:
    if arguments["channel"] == "C1":
        raise ValueError("nobody expected this")
    return False


def refused(error: str) -> Callable[[str, dict[str, Any]], bool]:
    def refuses(method: str, arguments: dict[str, Any]) -> bool:
        if arguments["channel"] == "C1":
            raise refusal(error)
        return False

    return refuses


@pytest.mark.parametrize(
    ("wrong", "hours", "told"),
    [
        (never, 1.5, NOT_ARRIVED),
        (not_expected, 0.3, NOT_ARRIVED),
        (refused("msg_too_long"), 0.1, NOT_ARRIVED),
        (refused("thread_not_found"), 0.1, NOT_ARRIVED),
        (refused("not_in_channel"), 0.1, worded(NOT_BEGUN, "interview")),
        (refused("is_archived"), 0.1, worded(NOT_BEGUN, "interview")),
        (refused("restricted_action_read_only_channel"), 0.1, worded(NOT_BEGUN, "interview")),
    ],
)
def test_whoever_began_is_told_why_nothing_came_of_it(
    tmp_path: Path, wrong: Callable[[str, dict[str, Any]], bool], hours: float, told: str
) -> None:
    house = HouseOfCards(tmp_path)
    try:
        house.slack.stumbles_over = wrong
        house.wait(hours * HOUR)
        assert [(each["channel"], each["text"]) for each in house.slack.kept] == [("U1", told)]
    finally:
        house.close()
