"""An empty place is an invitation: Alice to try at once, gone with one tap."""

from __future__ import annotations

from typing import Any

from flows.persona.keeping import GONE
from personas.grounding import grounded_card
from personas.guide import sound
from personas.sample import sample
from personas.schema import Part
from personas.stereotypes import cliches
from playground.driver import DANA
from tests.dialogues.stage import PATIENCE, Bot, Stage


async def at_home(bot: Bot, *words: str) -> dict[str, Any]:
    """Dana opens App Home, which then says `words`. -> its view"""
    people = bot.playground.driver
    await people.open_home(DANA)
    home: dict[str, Any] = await people.wait_for(
        lambda: all(word in str(people.home(DANA)) for word in words) and people.home(DANA), PATIENCE
    )
    return home


async def test_alice_is_met_at_home_talked_to_and_gone(bot: Bot) -> None:
    people = bot.playground.driver
    await at_home(bot, "Meet Alice, a sample")
    await people.press_at_home(DANA, "home_sample")
    alice = bot.direct(DANA)
    card = await alice.hears("Alice Moreno", "A sample", "Interview Alice", "Remove the sample")
    assert "rehearsal" not in str(card["blocks"]), "it was written by hand"
    await alice.presses("interview_persona", card)
    await alice.hears("Interview with Alice Moreno")
    await alice.says("Tell me about the last medical bill that surprised you.")
    answer = await alice.hears("six hundred dollars")
    assert "synthetic" in answer["username"]
    await alice.says("finish")
    await alice.hears("What Alice said", "Ask real customers")
    assert await people.wait_for(lambda: "what was said is summed up below" in str(people.history(alice.channel)))
    await at_home(bot, "Alice Moreno, shipping coordinator")
    assert "Meet Alice, a sample" not in str(people.home(DANA))
    await alice.presses("remove_sample", card)
    await alice.hears(GONE)
    assert card["ts"] not in {each["ts"] for each in people.history(alice.channel)}
    await at_home(bot, "Meet Alice, a sample")
    counts = ", ".join(
        f"(SELECT count(*) FROM {each})"
        for each in ("personas", "persona_versions", "insights", "messages WHERE text LIKE '%medical bill%'")
    )
    assert await bot.kept(f"SELECT {counts}") == [(0, 0, 0, 0)]


async def test_alice_is_offered_beside_interviews_too_as_long_as_nobody_else_is_there(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    await at_home(bot, "Running", "Meet Alice, a sample")


async def test_two_words_are_enough(bot: Bot) -> None:
    alice = bot.direct(DANA)
    await alice.says("sample persona")
    await alice.hears("Alice Moreno", "A sample")
    await alice.says("remove the sample")
    await alice.hears(GONE)


def test_the_sample_is_as_good_as_the_checks_ask_of_any_card() -> None:
    persona, passages = sample().persona, sample().passages
    assert grounded_card(persona, passages) == persona
    assert cliches(persona) == []
    assert sound(persona.guide, persona)[0] == persona.guide
    assert {each.part for each in persona.statements} == set(Part)


async def test_where_she_stands_the_offered_question_still_tells_of_everything(bot: Bot) -> None:
    alice = bot.direct(DANA)
    await alice.says("sample persona")
    await alice.hears("Interview Alice")
    await alice.says("What can you do?")
    await alice.hears("To talk with Alice", "“quick interview”", "/segue help")
