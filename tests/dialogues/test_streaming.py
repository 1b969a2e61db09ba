"""Alice's answer while she speaks: what is seen early, what is never seen, and what stands in the end."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.cli.dialogue import parts
from playground.driver import CUSTOMERS, DANA, RAVI
from store import transcripts
from store.connection import Store
from tests.dialogues.models import asked
from tests.dialogues.personas import made, opened
from tests.dialogues.stage import PATIENCE, Bot, Stage
from tests.openai_server import OpenAIServer, drops, pauses, says

FIRST, REST = "I keep the papers in a drawer. ", "Then I forget about them. Until the letter comes."


async def alice(bot: Bot) -> Stage:
    thread = Stage(bot)
    return await opened(bot, thread, await made(thread))


async def reads(stage: Stage, message: dict[str, Any], text: str) -> None:
    await stage.people.wait_for(lambda: "\n".join(parts(stage.message(message["ts"]))) == text, PATIENCE)


async def said(bot: Bot) -> list[str | None]:
    """What the transcripts keep of Alice's answers."""
    await bot.stop()
    store = Store(bot.database)
    await store.open()
    try:
        ids = await store.read(
            lambda tx: tx.execute("SELECT id FROM conversations WHERE flow = 'role_play'").fetchall()
        )
        kept = [await store.read(lambda tx, id=id: transcripts.transcript(tx, id)) for (id,) in map(tuple, ids)]
        return [each.text for talk in kept for each in talk if (each.name or "").startswith("a")]
    finally:
        await store.close()


async def test_the_first_sentence_is_seen_while_she_speaks(writer: Bot, server: OpenAIServer) -> None:
    go_on = asyncio.Event()
    stage = await alice(writer)
    server.answers("answer_as", pauses(FIRST + "Then I", go_on, " forget."))
    await stage.says("Where do you keep them?")
    seen = await stage.hears("I keep the papers in a drawer.")
    assert "synthetic" in seen["username"]
    assert "Then" not in "\n".join(parts(seen))
    go_on.set()
    await reads(stage, seen, "I keep the papers in a drawer. Then I forget.")
    await stage.hears_nothing_more()
    assert await said(writer) == ["I keep the papers in a drawer. Then I forget."]


async def test_what_does_not_go_with_the_card_is_never_seen(writer: Bot, server: OpenAIServer) -> None:
    go_on = asyncio.Event()
    stage = await alice(writer)
    server.answers(
        "answer_as", pauses(FIRST + "As an AI I know more. ", go_on, "Ask me."), says("Then I forget about them.")
    )
    await stage.says("Where do you keep them?")
    seen = await stage.hears("I keep the papers in a drawer.")
    assert "AI" not in "\n".join(parts(seen))
    go_on.set()
    await reads(stage, seen, "I keep the papers in a drawer. Then I forget about them.")
    second = [each for each in server.asked if each.task == "answer_as"][-1].messages[1]
    assert '"begun":"I keep the papers in a drawer."' in second
    assert not any("As an AI" in str(each) for each in writer.playground.driver.history(CUSTOMERS))


async def test_an_answer_cut_off_by_a_kill_is_taken_up_by_the_next_run(writer: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    stage = await alice(writer)
    server.answers("answer_as", pauses(FIRST, never, REST), says(FIRST + REST))
    await stage.says("Where do you keep them?")
    seen = await stage.hears("I keep the papers in a drawer.")
    await writer.stop()
    await writer.again()
    await reads(stage, seen, FIRST + REST)
    await stage.hears_nothing_more()
    assert await said(writer) == [FIRST + REST]


async def test_a_stream_that_dies_leaves_nothing_half_said(writer: Bot, server: OpenAIServer) -> None:
    stage = await alice(writer)
    server.answers("answer_as", drops(FIRST + "Then"), says("It is all in a box."))
    await stage.says("Where do you keep them?")
    seen = await stage.hears()
    await reads(stage, seen, "It is all in a box.")
    await stage.hears_nothing_more()


async def test_what_is_asked_on_top_is_answered_in_the_same_message(writer: Bot, server: OpenAIServer) -> None:
    never = asyncio.Event()
    stage = await alice(writer)
    server.answers("answer_as", pauses(FIRST, never, REST), says("In a drawer, and the rest is lost."))
    await stage.says("Where do you keep them?")
    seen = await stage.hears("I keep the papers in a drawer.")
    await asked(server, "answer_as")
    await stage.says("And the ones from last year?")
    await reads(stage, seen, "In a drawer, and the rest is lost.")
    await stage.hears_nothing_more()


async def test_the_next_question_stands_above_its_answer(writer: Bot, server: OpenAIServer) -> None:
    go_on = asyncio.Event()
    stage = await alice(writer)
    server.answers("answer_as", pauses(FIRST, go_on, REST))
    await stage.says("next")
    await stage.hears("Question 1 of 10")
    seen = await stage.hears("I keep the papers in a drawer.")
    go_on.set()
    await reads(stage, seen, FIRST + REST)
    await stage.hears_nothing_more()


NO_CAR = "I have no car. I take the tram."


async def test_a_clash_that_a_rule_can_see_is_never_seen(writer: Bot, server: OpenAIServer) -> None:
    stage = await alice(writer)
    server.answers("answer_as", says(NO_CAR), says("I have a car. It is red."), says("Tram, as I said."))
    server.answers("judge_answer", *[CONSISTENT] * 2)
    await stage.says("How do you get to work?")
    await reads(stage, await stage.hears("I have no car."), NO_CAR)
    await stage.says("And on Sundays?")
    await stage.hears("Tram, as I said.")
    faults = [each for each in server.asked if each.task == "answer_as"][-1].messages[1]
    assert "You said before" in faults
    assert not any("red" in str(each) for each in stage.people.thread(CUSTOMERS, stage.thread or ""))


CONSISTENT: dict[str, str] = {"verdict": "consistent", "words": "", "against": "", "correction": ""}
FLAGGED = {
    "verdict": "contradicts earlier",
    "words": "I drove there",
    "against": "I have no car",
    "correction": "Drove? No. My neighbour took me.",
}


async def test_what_the_judge_finds_is_flagged_and_put_right_next(writer: Bot, server: OpenAIServer) -> None:
    stage = await alice(writer)
    server.answers("answer_as", says(NO_CAR), says("I drove there on Sunday."), says("My neighbour took me, sorry."))
    server.answers("judge_answer", CONSISTENT, FLAGGED, CONSISTENT)
    await stage.says("How do you get to work?")
    await reads(stage, await stage.hears("I have no car."), NO_CAR)
    await stage.hears_nothing_more()
    await stage.says("And the market?")
    seen = await stage.hears("I drove there on Sunday.")
    await stage.people.wait_for(
        lambda: "does not go with what was said" in str(stage.message(seen["ts"])["blocks"]).lower(), PATIENCE
    )
    await stage.says("How was it?")
    await stage.hears("My neighbour took me, sorry.")
    last = [each for each in server.asked if each.task == "answer_as"][-1].messages[1]
    assert '"corrects":"Drove? No. My neighbour took me."' in last


async def test_a_verdict_whose_words_are_nowhere_is_not_believed(writer: Bot, server: OpenAIServer) -> None:
    stage = await alice(writer)
    server.answers("answer_as", says("I walked there on Sunday."))
    server.answers("judge_answer", FLAGGED)
    await stage.says("How was the market?")
    seen = await stage.hears("I walked there on Sunday.")
    await asked(server, "judge_answer")
    await stage.hears_nothing_more()
    assert "⚑" not in str(stage.message(seen["ts"])["blocks"])


async def test_a_judge_who_is_out_of_reach_parks_nothing(writer: Bot, server: OpenAIServer) -> None:
    stage = await alice(writer)
    server.answers("answer_as", says("I walked there."), says("Twice a week."))
    await stage.says("How was the market?")
    await stage.hears("I walked there.")
    await asked(server, "judge_answer", 2)
    await stage.says("How often do you go?")
    await stage.hears("Twice a week.")


async def test_a_hint_is_for_whoever_asked_alone_and_can_be_turned_off(writer: Bot, server: OpenAIServer) -> None:
    stage = await alice(writer)
    server.answers("answer_as", *[says("Hm. I couldn't tell you.")] * 5).answers("judge_answer", *[CONSISTENT] * 5)
    await stage.says("Would you pay ten euros more a month?")
    await stage.hears("Hm.")
    people = stage.people
    [hint] = await people.wait_for(lambda: people.ephemeral(DANA), PATIENCE)
    assert "People guess about what they would do" in hint["text"]
    assert people.ephemeral(RAVI) == []
    await stage.says("no hints")
    await stage.hears("No more hints")
    for _ in range(4):
        await stage.says("Don't you think a badge would help?")
        await stage.hears("Hm.")
    await stage.hears_nothing_more()
    assert len(people.ephemeral(DANA)) == 1
