"""Two people interview the same persona at the same time: two threads, two memories, nothing in between."""

from __future__ import annotations

import asyncio

from aiohttp import web

from playground.driver import DANA, RAVI
from tests.dialogues.models import asked
from tests.dialogues.personas import made, opened
from tests.dialogues.stage import Bot, Stage
from tests.openai_server import Asked, Fault, OpenAIServer, refuses, says

TOLD = {"quokka": "Zacharias drives me, in a yellow van.", "numbat": "Ottilie walks me there, and she yodels."}


def about(asked: Asked) -> list[str]:
    """Which of the two a request speaks of."""
    return [word for word in TOLD if word in asked.messages[1]]


def as_asked(go_on: asyncio.Event) -> Fault:
    """What the persona says depends on who asks; nobody is answered before both have asked."""

    async def reply(asked: Asked) -> web.StreamResponse:
        await go_on.wait()
        return await says(TOLD[about(asked)[0]])(asked)

    return reply


async def test_two_people_ask_at_once_and_neither_hears_of_the_other(writer: Bot, server: OpenAIServer) -> None:
    thread, go_on = Stage(writer), asyncio.Event()
    card = await made(thread)
    first, second = await opened(writer, thread, card), await opened(writer, thread, card)
    talks = {"quokka": (first, DANA), "numbat": (second, RAVI)}
    server.answers("answer_as", *[as_asked(go_on)] * 4).answers("judge_answer", *[refuses()] * 4)
    for word, (stage, user) in talks.items():
        await stage.says(f"How do you get to the {word}?", user=user)
    await asked(server, "answer_as", 2)
    go_on.set()
    for word, (stage, _) in talks.items():
        await stage.hears(TOLD[word].split()[0])
    for word, (stage, user) in talks.items():
        await stage.says(f"And home from the {word}?", user=user)
    await asked(server, "answer_as", 4)
    await asked(server, "judge_answer", 3)
    for other, (stage, _) in zip(reversed(TOLD), talks.values(), strict=True):
        whole = str(stage.people.thread(stage.channel, stage.thread or ""))
        assert other not in whole
        assert TOLD[other].split()[0] not in whole
    sent = [each for each in server.asked if each.task in ("answer_as", "judge_answer")]
    for each in sent:
        [word] = about(each)
        [other] = [name for name in TOLD if name != word]
        assert TOLD[other].split()[0] not in each.messages[1]
    later = [each.messages[1] for each in sent if each.task == "answer_as"][2:]
    assert all(TOLD[word] in text for word in TOLD for text in later if word in text), "her own words are remembered"
