"""Texts as points from any server that speaks OpenAI's Embeddings API, behind the same seam as the language model.

https://platform.openai.com/docs/api-reference/embeddings/create
"""

from __future__ import annotations

import asyncio
import struct
import time
from typing import Any

from errors import ModelError, ModelMisconfigured, ModelRubbish, ModelUnavailable
from flows.llm.connected import Connected
from flows.llm.heard import BYTES_A_TOKEN, MOST_COUNTED
from flows.llm.server_faults import KEPT, FormRefused, too_slow
from flows.llm.task import In, OnText, Out, Task, Usage
from flows.llm.text_vectors import Placed, TextsToPlace, packed


class OpenAIVectors(Connected[float]):
    """Places texts. `timeout`: seconds for one request. `price`: US dollars per million tokens."""

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        """-> a vector of each text. Raises ModelMisconfigured for a task that is answered otherwise."""
        if task.result is not Placed or not isinstance(inputs, TextsToPlace):
            raise ModelMisconfigured(f"{self._model} places texts and has no answer for “{task.name}”.", kept=KEPT)
        answer = await self._placed(task.name, inputs.texts)
        return task.result.model_validate({"vectors": _vectors_in(answer, len(inputs.texts))})

    async def _placed(self, task: str, texts: tuple[str, ...]) -> Any:
        """One request, timed and paid for, whatever becomes of it."""
        began, outcome, tokens = time.monotonic(), "cancelled", _estimated(texts)
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._asked("/embeddings", {"model": self._model, "input": list(texts)})
            outcome, tokens = "ok", _counted(answer, tokens)
            return answer
        except TimeoutError:
            outcome = ModelUnavailable.__name__
            raise too_slow() from None
        except (ModelError, FormRefused) as error:
            verdict = error.verdict if isinstance(error, FormRefused) else error
            outcome, tokens = type(verdict).__name__, 0
            raise verdict from None
        finally:
            cost = tokens * self._price / 1_000_000 if self._price is not None else None
            seconds = time.monotonic() - began
            self._ledger.note(Usage(task, self._model, tokens, 0, 0, cost_usd=cost, seconds=seconds, outcome=outcome))


def _estimated(texts: tuple[str, ...]) -> int:
    return -(-sum(len(each.encode(errors="replace")) for each in texts) // BYTES_A_TOKEN)


def _counted(answer: Any, estimated: int) -> int:
    """The server's own count, where it gives one."""
    try:
        return min(max(0, int(answer["usage"]["total_tokens"])), MOST_COUNTED)
    except (KeyError, TypeError, ValueError, OverflowError):
        return estimated


def _vectors_in(answer: Any, count: int) -> list[bytes]:
    """In the order of the texts. Raises ModelRubbish where one is missing, or they are not of one width."""
    try:
        placed = {int(each["index"]): packed(each["embedding"]) for each in answer["data"]}
        vectors = [placed[number] for number in range(count)]
    except (KeyError, IndexError, TypeError, ValueError, OverflowError, struct.error) as error:
        raise ModelRubbish("The embedding model sent no vectors that could be used.", kept=KEPT) from error
    if len({len(each) for each in vectors}) != 1 or not vectors[0]:
        raise ModelRubbish("The embedding model sent vectors of several widths.", kept=KEPT)
    return vectors
