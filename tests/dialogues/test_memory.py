"""What interviews lead to is found in the memory of the study: claims with their words and their message."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.dialogues.personas import made, opened
from tests.dialogues.stage import Bot, Stage

STUDIES = "SELECT DISTINCT study_id FROM conversations"
CLAIMS = (
    "SELECT c.origin, c.claim, e.quote, e.ts FROM claims c JOIN evidence e ON e.claim_id = c.id JOIN insight_claims m"
    " ON m.claim_id = c.id"
)


async def learned(bot: Bot, question: str = CLAIMS) -> list[tuple[Any, ...]]:
    """What the desk has taken up; nobody waits for it, and a stop in between is made up for at the next start."""
    for _ in range(20):
        if rows := await bot.kept(question):
            return rows
        await bot.again()
        await asyncio.sleep(0.3)
    raise AssertionError("nothing was learned")


async def test_what_the_team_says_becomes_insights_with_the_words_and_their_message(bot: Bot, thread: Stage) -> None:
    await thread.begins()
    said = "Twelve warehouse workers told us in May that the plan comparison is too long."
    ts = await thread.says(said)
    await thread.hears("Question 2 of 3")
    await thread.says("finish")
    await thread.hears("What we know about your customers")
    rows = await learned(bot)
    [row] = [each for each in rows if "too long" in each[1]]
    assert (row[0], row[3]) == ("team", ts)
    assert row[2] in said


async def test_a_second_interview_about_the_same_joins_the_study_and_says_it_again(bot: Bot, thread: Stage) -> None:
    for talk in (thread, Stage(bot)):
        await talk.begins()
        await talk.says("Twelve warehouse workers told us in May that the plan comparison is too long.")
        await talk.hears("Question 2 of 3")
        await talk.says("finish")
        await talk.hears("What we know about your customers")
        await learned(bot)
        await bot.again()
    assert len(await learned(bot, STUDIES)) == 1
    relations = await bot.kept("SELECT relation FROM insight_claims m JOIN claims c ON c.id = m.claim_id"
                               " WHERE c.claim LIKE '%too long%' ORDER BY m.joined_at")  # fmt: skip
    assert relations == [("first",), ("same",)]


async def test_an_interview_with_a_persona_belongs_to_her_study_and_its_claims_are_synthetic(
    bot: Bot, thread: Stage
) -> None:
    alice = await opened(bot, thread, await made(thread))
    await alice.says("What did you do the last time a bill came?")
    answer = await alice.hears()
    await alice.says("finish")
    await alice.hears("What Alice said")
    rows = await learned(bot)
    assert {each[0] for each in rows} == {"synthetic"}
    assert {each[3] for each in rows} == {answer["ts"]}
    assert len(await bot.kept(STUDIES)) == 1
    [[desk]] = await bot.kept("SELECT count(*) FROM conversations WHERE flow = 'desk' AND channel = ''")
    assert desk == 1
