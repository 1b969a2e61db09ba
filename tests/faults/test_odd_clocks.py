"""A clock that is wrong, or is set meanwhile: nothing comes twice, and nobody waits for what it will show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.house_of_cards import HouseOfCards
from tests.faults.slack_that_keeps import Turn

HOUR = 3_600.0
ANSWER = "Cafes order each morning, three of them told us so."


def questions(house: HouseOfCards) -> list[str]:
    return [each["first_text"][:15] for each in house.slack.kept if each["first_text"].startswith("Question")]


@pytest.mark.parametrize("turn", ["500 stored", "lost stored"])
@pytest.mark.parametrize(("at_first", "then"), [(HOUR, HOUR), (HOUR, 0.0), (0.0, -HOUR), (0.0, HOUR), (-HOUR, 0.0)])
def test_what_landed_is_found_whatever_our_clock_shows(
    house: HouseOfCards, turn: Turn, at_first: float, then: float
) -> None:
    house.set_our_clock(at_first)
    house.slack.next.append(turn)
    house.say(ANSWER)
    house.wait(0.3)
    house.set_our_clock(then)
    house.wait(30.0)
    assert questions(house) == ["Question 1 of 3", "Question 2 of 3"]


def test_the_first_post_of_all_is_found_although_our_clock_is_ahead(tmp_path: Path) -> None:
    """Nothing of Segue's stands there yet that could say what time it is in Slack."""
    house = HouseOfCards(tmp_path)
    try:
        house.set_our_clock(HOUR)
        house.slack.next.append("500 stored")
        house.wait(30.0)
        assert len(house.slack.kept) == 1
    finally:
        house.close()


@pytest.mark.parametrize("turns", [[], ["429"], ["500"], ["no connection"]])
def test_a_clock_that_is_set_back_keeps_nobody_waiting(house: HouseOfCards, turns: list[Turn]) -> None:
    house.slack.next.extend(turns)
    house.say(ANSWER)
    house.wait(0.3)
    house.set_our_clock(-HOUR)
    house.wait(400.0)
    assert questions(house) == ["Question 1 of 3", "Question 2 of 3"]
    assert house.rows("SELECT name FROM outbox WHERE state != 'sent'") == []


def test_who_waits_for_a_model_does_not_wait_for_what_a_clock_set_back_will_show(house: HouseOfCards) -> None:
    house.model.down = 3
    house.say(ANSWER)
    house.wait(10.0)
    assert house.rows("SELECT name FROM timers WHERE name = 'retry'") == [("retry",)]
    house.model.down = 0
    house.set_our_clock(-25 * HOUR)
    house.wait(120.0)
    assert questions(house) == ["Question 1 of 3", "Question 2 of 3"]


def with_blocks(method: str, arguments: dict[str, Any]) -> bool:
    return "Question 2 of 3" in arguments["text"] and "blocks" in arguments


def always(method: str, arguments: dict[str, Any]) -> bool:
    return "Question 2 of 3" in arguments["text"]


def changes(method: str, arguments: dict[str, Any]) -> bool:
    return method == "chat.update"


@pytest.mark.parametrize(("stumbles", "heard"), [(with_blocks, True), (always, False), (changes, True)])
def test_what_slack_stumbles_over_each_time_holds_nobody_up_for_ever(
    house: HouseOfCards, stumbles: Callable[[str, dict[str, Any]], bool], heard: bool
) -> None:
    house.slack.stumbles_over = stumbles
    house.say(ANSWER)
    house.wait(2 * HOUR)
    house.say("Schools order on Fridays, we counted 41 of 90.")
    house.wait(2 * HOUR)
    assert ("Question 2 of 3" in questions(house)) is heard
    assert "Question 3 of 3" in questions(house)
    assert house.rows("SELECT key FROM inbox WHERE state = 'waiting'") == []
