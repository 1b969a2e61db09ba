"""Interviews with many personas at once: the product's, and the same in a bare loop.

`segue`: the flow of an interview with a persona, its state written and read back between turns as the engine does.
`floor`: the same cards and questions in a bare aiohttp loop with the whole history, and nothing else; `floor-streamed`
takes the answers word by word, as Segue does where the server can. What `segue-whole` is for stands in docs/bench.md.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bench.persona_round import Hold, Person, Side, Work, nothing, run

if TYPE_CHECKING:
    import aiohttp

    from flows.llm.gate import Gate
    from flows.runtime import Incoming

Messages = list[dict[str, str]]
MOST = 200
"""Calls at the same time: more than there are personas, so that nobody waits for anybody."""


@contextmanager
def segue(address: str, version: str = "v1") -> Iterator[Hold]:
    """Each interview by itself, as the workers of the engine hold them; what looks at answers again comes after."""
    from bot.collecting import keep_collecting_short
    from flows.llm.gate import Gate
    from flows.llm.openai_model import OpenAIModel

    async def keep(*_: object) -> None:
        pass

    model = OpenAIModel(api_key="k", base_url=f"{address}/{version}", model="slow", timeout=60, on_usage=keep)
    gate = Gate(model, at_once=MOST, tries=2)

    async def interviews(work: Work) -> list[tuple[int, str, list[Incoming]]]:
        people = enumerate(work.people)
        return await asyncio.gather(*(_interview(gate, number, each, work.questions) for number, each in people))

    async def looked_at_again(held: list[tuple[int, str, list[Incoming]]]) -> None:
        await asyncio.gather(*(_looked_at_again(gate, *each) for each in held))

    with asyncio.Runner() as runner:

        def hold(work: Work) -> Callable[[], None]:
            held = runner.run(interviews(work))
            return lambda: runner.run(looked_at_again(held))

        keep_collecting_short()
        yield hold
        runner.run(gate.close())


@contextmanager
def segue_whole(address: str) -> Iterator[Hold]:
    with segue(address, "whole/v1") as hold:
        yield hold


async def _interview(gate: Gate, number: int, person: Person, questions: Any) -> tuple[int, str, list[Incoming]]:
    """-> number, state in the end, and the rows in which answers are looked at again."""
    from flows.role_play import ROLE_PLAY
    from flows.runtime import Incoming

    context = _context(gate, number)
    place: dict[str, Any] = {"team": "T1", "channel": "C1", "user": "U1"}
    begun = Incoming(key="k0", kind="command", ts="0.0", value=person.seed, **place)
    outcome = await ROLE_PLAY.turn(ROLE_PLAY.read(None), [begun], context)
    later: list[Incoming] = []
    for turn, question in enumerate(questions, 1):
        said = Incoming(key=f"k{turn}", kind="message", ts=f"{turn}.0", said=question, text=question, **place)
        state = ROLE_PLAY.read(outcome.state.model_dump_json())
        outcome = await ROLE_PLAY.turn(state, [said], context)
        later += outcome.next
    return number, outcome.state.model_dump_json(), later


async def _looked_at_again(gate: Gate, number: int, state: str, later: list[Incoming]) -> None:
    from flows.role_play import ROLE_PLAY

    context = _context(gate, number)
    for row in later:
        state = (await ROLE_PLAY.turn(ROLE_PLAY.read(state), [row], context)).state.model_dump_json()


def _context(gate: Gate, number: int) -> Any:
    import random
    from datetime import UTC, datetime

    from flows.runtime import Context

    shown: list[object] = []
    return Context(
        model=gate.bound("T1", f"c{number}"), now=datetime.now(UTC), random=random.Random(number), show=shown.append
    )


@contextmanager
def floor(address: str, streamed: bool = False) -> Iterator[Hold]:
    """No memory but the messages, no check, no state: what the calls alone cost."""
    import aiohttp

    ask = _streamed if streamed else _whole

    async def interview(session: aiohttp.ClientSession, person: Person, questions: Any) -> None:
        history = [{"role": "system", "content": person.prompt}]
        for question in questions:
            history.append({"role": "user", "content": question})
            answer = await ask(session, f"{address}/v1/chat/completions", history)
            history.append({"role": "assistant", "content": answer})

    async def connected() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def interviews(session: aiohttp.ClientSession, work: Work) -> None:
        await asyncio.gather(*(interview(session, each, work.questions) for each in work.people))

    with asyncio.Runner() as runner:
        session = runner.run(connected())

        def hold(work: Work) -> Callable[[], None]:
            runner.run(interviews(session, work))
            return nothing

        yield hold
        runner.run(session.close())


@contextmanager
def floor_streamed(address: str) -> Iterator[Hold]:
    with floor(address, streamed=True) as hold:
        yield hold


async def _whole(session: aiohttp.ClientSession, url: str, history: Messages) -> str:
    async with session.post(url, json={"model": "slow", "messages": history}) as response:
        answer: str = (await response.json())["choices"][0]["message"]["content"]
    return answer


async def _streamed(session: aiohttp.ClientSession, url: str, history: Messages) -> str:
    answer = ""
    async with session.post(url, json={"model": "slow", "messages": history, "stream": True}) as response:
        async for line in response.content:
            if line.startswith(b"data: {"):
                answer += json.loads(line[6:])["choices"][0]["delta"].get("content", "")
    return answer


SIDES: dict[str, Side] = {
    "floor": floor,
    "floor-streamed": floor_streamed,
    "segue": segue,
    "segue-whole": segue_whole,
}

if __name__ == "__main__":
    run(SIDES)
