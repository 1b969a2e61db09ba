"""Conversations of every kind, held by people who always answer what they see."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.cli.dialogue import parts
from playground.driver import DANA, MEI, RAVI
from playground.server import Playground

PEOPLE = (DANA, RAVI, MEI)
QUESTIONS = 4
WORDS = tuple("drivers warehouses phones mornings prices habits shops friends winters letters numbers".split())  # noqa: SIM905
SUMMARY = ("Summary of your interview", "Considerations by dimension", "Ideas, and what you are not thinking of")
CRITERIA = "The segments against six criteria"
ALICE = "make me Alice, a cost-conscious employee who does not understand benefits"


@dataclass
class Room:
    """One thread: what people said there, and what must be heard there once each, in this order."""

    playground: Playground
    channel: str
    random: random.Random
    patience: float
    thread: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)
    """(ts, text) of every message of a person, as Slack stored it."""
    expected: list[str] = field(default_factory=list)
    files: int = 0
    """How many files must have come."""

    async def says(self, text: str) -> None:
        """Now and then whether or not Segue is there: what Slack then drops is found when it is back."""
        driver = self.playground.driver
        if not self.thread or self.random.random() < 0.8:
            await driver.connected(self.patience)
        ts = await driver.say(self.random.choice(PEOPLE), self.channel, text, self.thread or None)
        self.thread = self.thread or ts
        message = driver.message(self.channel, ts)
        assert message is not None
        self.said.append((ts, message["text"]))

    async def hears(self, words: str, *more: str) -> None:
        """`more`: what comes along, and need not be waited for. Raises TimeoutError when Segue falls silent."""
        self.expected += [*more, words]
        await self.playground.driver.wait_for(
            lambda: any(words in shown(each) for each in self.heard()), timeout=self.patience
        )

    def heard(self) -> list[dict[str, Any]]:
        return [each for each in self.playground.driver.thread(self.channel, self.thread) if each.get("bot_id")]


def shown(message: dict[str, Any]) -> str:
    return "\n".join([str(message["text"]), *parts(message)])


@dataclass
class Talk:
    """One conversation, and those that come of it."""

    kind: str
    first: Room
    rooms: list[Room] = field(default_factory=list)

    async def hold(self) -> None:
        """From the mention to the end. Raises TimeoutError when Segue falls silent."""
        self.rooms.append(self.first)
        await KINDS[self.kind](self)


async def an_interview(talk: Talk) -> None:
    await _asked(talk.first, QUESTIONS)
    await talk.first.hears(CRITERIA, *SUMMARY)


async def a_deck(talk: Talk) -> None:
    room = talk.first
    await _asked(room, QUESTIONS)
    await room.hears(CRITERIA, *SUMMARY)
    await room.hears("How useful is this summary to you?")
    await room.says("deck")
    await room.hears("Outline of the deck")
    room.files = 1
    await room.says("make the deck")
    await room.hears("Version 1 of the deck is above")


async def a_persona(talk: Talk) -> None:
    await talk.first.says(f"@Segue {ALICE}")
    await talk.first.hears("Interview Alice")


async def a_persona_interview(talk: Talk) -> None:
    card, people = talk.first, talk.first.playground.driver
    await a_persona(talk)
    before = {each["ts"] for each in people.history(card.channel)}
    await card.says("interview")
    [head] = await people.wait_for(
        lambda: [each for each in people.history(card.channel) if each["ts"] not in before], card.patience
    )
    room = Room(card.playground, card.channel, card.random, card.patience, head["ts"])
    talk.rooms.append(room)
    await room.hears("Interview with Alice")
    for number in (1, 2):
        await room.says("next")
        await room.hears(f"Question {number} of ")
        await _answered(room, number)
    await room.says("finish")
    await room.hears("Ask real customers")


async def _answered(room: Room, count: int) -> None:
    """She has spoken that often."""
    await room.playground.driver.wait_for(
        lambda: sum("synthetic" in str(each.get("username")) for each in room.heard()) >= count, room.patience
    )


async def _asked(room: Room, questions: int) -> None:
    await room.says(f"@Segue interview, {questions} question{'s' if questions > 1 else ''}")
    await room.hears("ready to find out")
    await room.says(f"We sell bicycles to {room.random.choice(WORDS)} and {room.random.choice(WORDS)} in Ghent.")
    for number in range(1, questions + 1):
        await room.hears(f"Question {number} of {questions}")
        for _ in range(room.random.choice((1, 1, 2, 3))):
            await room.says(_answer(room.random))


def _answer(dice: random.Random) -> str:
    words = " ".join(dice.choice(WORDS) for _ in range(6))
    odd = dice.choice(("", " <!channel> & co", " 💶 café", "  two  spaces", " *bold*"))
    return f"HR told us {dice.randint(2, 99)} percent of {words}{odd}"


KINDS: dict[str, Callable[[Talk], Any]] = {
    "interview": an_interview,
    "persona": a_persona,
    "persona interview": a_persona_interview,
    "deck": a_deck,
}
