"""Interviews with many personas at once, as two programs do them; each runs as a process of its own.

`segue`: the flow of an interview with a persona, its state written and read back between turns as the engine does.
`floor`: the same cards and questions in a bare aiohttp loop with the whole history, and nothing else.

`python -m bench.persona_sides SIDE ADDRESS PERSONAS QUESTIONS` prints one line of JSON, in seconds.
"""

from __future__ import annotations

import time

BEGAN, BEGAN_CPU = time.perf_counter(), time.process_time()

import asyncio  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from collections.abc import Awaitable, Callable, Sequence  # noqa: E402
from typing import Any  # noqa: E402

QUESTIONS = (
    "How do you usually deal with it?",
    "What happened the last time you chose a plan?",
    "Who did you ask, and what did they say?",
    "What does deductible mean to you?",
    "Tell me about a bill that surprised you.",
    "What did you put aside for later?",
    "Where do you keep the papers?",
    "What was the last message about it that you read?",
    "What made you stop the last time?",
    "What would you rather not tell your boss?",
)
Side = Callable[[str, int, int], Awaitable[None]]


async def segue(address: str, personas: int, questions: int) -> None:
    """Each interview by itself, as the workers of the engine hold them; what looks at answers again comes after."""
    import random
    from collections.abc import Mapping
    from datetime import UTC, datetime

    from flows.libraries import Seed
    from flows.llm.gate import Gate
    from flows.llm.openai_model import OpenAIModel
    from flows.llm.task import Usage
    from flows.role_play import ROLE_PLAY
    from flows.runtime import Context, Incoming

    async def keep(usage: Usage, labels: Mapping[str, str]) -> None:
        pass

    model = OpenAIModel(api_key="k", base_url=f"{address}/v1", model="slow", timeout=60, on_usage=keep)
    gate = Gate(model, at_once=max(8, personas), tries=2)
    shown: list[object] = []

    async def interview(number: int) -> tuple[str, list[Incoming]]:
        context = Context(
            model=gate.bound("T1", f"c{number}"), now=datetime.now(UTC), random=random.Random(number), show=shown.append
        )
        card, passages = cards(personas)[number]
        place: dict[str, Any] = {"team": "T1", "channel": "C1", "user": "U1"}
        seed = Seed(persona=card, passages=passages)
        begun = Incoming(key="k0", kind="command", ts="0.0", value=seed.model_dump_json(), **place)
        outcome = await ROLE_PLAY.turn(ROLE_PLAY.read(None), [begun], context)
        later: list[Incoming] = []
        for turn, question in enumerate(QUESTIONS[:questions], 1):
            said = Incoming(key=f"k{turn}", kind="message", ts=f"{turn}.0", said=question, text=question, **place)
            state = ROLE_PLAY.read(outcome.state.model_dump_json())
            outcome = await ROLE_PLAY.turn(state, [said], context)
            later += outcome.next
        return outcome.state.model_dump_json(), later

    import openai  # noqa: F401  (read when the first call is made)

    cards(personas)
    mark("ready")
    held = await asyncio.gather(*(interview(number) for number in range(personas)))
    mark("answered")
    await asyncio.gather(*(_looked_at_again(gate, number, state, later) for number, (state, later) in enumerate(held)))
    mark("judged")
    await gate.close()


async def _looked_at_again(gate: Any, number: int, state: str, later: Sequence[Any]) -> None:
    import random
    from datetime import UTC, datetime

    from flows.role_play import ROLE_PLAY
    from flows.runtime import Context

    context = Context(model=gate.bound("T1", f"c{number}"), now=datetime.now(UTC), random=random.Random(number))
    for row in later:
        state = (await ROLE_PLAY.turn(ROLE_PLAY.read(state), [row], context)).state.model_dump_json()


async def floor(address: str, personas: int, questions: int) -> None:
    """No memory but the messages, no check, no state: what the calls alone cost."""
    import aiohttp

    from flows.llm.briefs import brief
    from flows.role_play.answering import NEAREST

    prompts = []
    for card, passages in cards(personas):
        world = "\n".join(each.model_dump_json() for each in passages[:NEAREST])
        prompts.append(f"{brief('answer_as')}\n{card.model_copy(update={'guide': ()}).model_dump_json()}\n{world}")
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def interview(number: int) -> None:
            history = [{"role": "system", "content": prompts[number]}]
            for question in QUESTIONS[:questions]:
                history.append({"role": "user", "content": question})
                request = {"model": "slow", "messages": history}
                async with session.post(f"{address}/v1/chat/completions", json=request) as response:
                    answer = (await response.json())["choices"][0]["message"]["content"]
                history.append({"role": "assistant", "content": answer})

        mark("ready")
        await asyncio.gather(*(interview(number) for number in range(personas)))
        mark("answered")
    mark("judged")


_CARDS: list[Any] = []


def cards(personas: int) -> list[Any]:
    """Made by rule, each another brief, all from one brochure. -> card and passages of each"""
    from pathlib import Path

    from bot.material.text import text
    from flows.llm.persona_tasks import PersonaInputs
    from flows.llm.rehearsal.personas.write_persona import write_persona
    from flows.persona.drafting import card_of
    from personas.grounding import grounded_card
    from personas.passages import Section, passages

    if not _CARDS:
        sections = [Section.model_validate(each) for each in text(Path("bot/cli/sample_material.md").read_bytes())[0]]
        world = tuple(passages(sections, title="sample_material.md", material=1))
        for number in range(personas):
            brief = f"Alice{chr(97 + number % 26)}, a cost-conscious employee number {number} who reads few letters"
            draft = write_persona(PersonaInputs(brief=brief, passages=world))
            _CARDS.append((grounded_card(card_of(draft, brief), world), world))
    return _CARDS


_MARKS: dict[str, tuple[float, float]] = {}


def mark(name: str) -> None:
    _MARKS[name] = (time.perf_counter(), time.process_time())


def main() -> None:
    side, address, personas, questions = sys.argv[1:5]
    sides: dict[str, Side] = {"segue": segue, "floor": floor}
    asyncio.run(sides[side](address, int(personas), int(questions)))
    told, (wall, cpu) = {}, (BEGAN, BEGAN_CPU)
    for name, (at, used) in _MARKS.items():
        told |= {f"{name} wall": at - wall, f"{name} cpu": used - cpu}
        wall, cpu = at, used
    print(json.dumps(told))


if __name__ == "__main__":
    main()
