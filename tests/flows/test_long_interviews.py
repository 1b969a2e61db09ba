"""What a turn costs hardly grows with its interview: processor time of late turns beside that of early ones.

The product stops long before; what grows shows best where it has room to.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel

from bench.model_server import ANSWER, question, reading, word
from flows.interview.state import InterviewState
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Model, Task
from flows.llm.tasks import READ_ANSWER
from tests.flows.conversation import PROJECT, Conversation

EARLY, LATE, AROUND = 5, 60, 2


class Instant:
    """A model that takes no time: the same reading always, and never the same question."""

    rehearses = False

    def __init__(self) -> None:
        self._numbers = itertools.count()

    async def run(self, task: Task[Any, Any], inputs: BaseModel, on_text: Callable[[str], None] | None = None) -> Any:
        return reading() if task.name == READ_ANSWER.name else question(next(self._numbers))


@pytest.mark.parametrize(("model", "most"), [(Instant(), 5), (RehearsalModel(), 20)], ids=["a model", "the rehearsal"])
async def test_a_turn_after_sixty_answers_costs_little_more_than_one_after_five(model: Model, most: float) -> None:
    """Measured: 2 and 6 times. Where the rules looked into every pair of figures that differ it was 60 times."""
    talk, cost = Conversation(model, InterviewState(length=1000)), dict[int, float]()
    await talk.say("interview", mention=True)
    await talk.say(PROJECT)
    for number in range(1, LATE + AROUND + 1):
        begun = time.process_time()
        await talk.say(ANSWER.format(place=word(number), count=number + 3))
        cost[number] = time.process_time() - begun
        assert talk.state.waiting is not None
    assert _typical(cost, LATE) / _typical(cost, EARLY) < most


def _typical(cost: dict[int, float], around: int) -> float:
    """The median of the turns about that number: what else the machine does meets some of them, not most."""
    return statistics.median(cost[number] for number in range(around - AROUND, around + AROUND + 1))
