"""Pictures from any server that speaks OpenAI's Images API, behind the same seam as the language model.

https://platform.openai.com/docs/api-reference/images/create
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import time
from typing import Any

from errors import ModelError, ModelMisconfigured, ModelRubbish, ModelUnavailable
from flows.llm.briefs import messages
from flows.llm.connected import Connected
from flows.llm.heard import BYTES_A_TOKEN
from flows.llm.server_faults import KEPT, FormRefused, too_slow
from flows.llm.task import In, OnText, Out, Picture, Task, Usage

SIZE = "1024x1024"
FORMS: tuple[dict[str, str], ...] = ({"response_format": "b64_json"}, {})
"""Some servers send an address unless asked for the picture itself; some always send it, and refuse to be asked."""


class OpenAIPictures(Connected[float]):
    """Draws. `timeout`: seconds for one picture. `price`: US dollars for one."""

    _form = 0

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        """-> the picture. Raises ModelMisconfigured for a task that is answered in words."""
        if task.result is not Picture:
            raise ModelMisconfigured(f"{self._model} makes pictures and has no words for “{task.name}”.", kept=KEPT)
        prompt = "\n\n".join(each["content"] for each in messages(task, inputs))
        for form in range(self._form, len(FORMS)):
            try:
                data = await self._drawn(task.name, prompt, FORMS[form])
            except FormRefused as refused:
                if form == len(FORMS) - 1:
                    raise refused.verdict from None
                continue
            self._form = form
            return task.result.model_validate({"data": data})
        raise AssertionError("unreachable: the last form either answers or raises")

    async def _drawn(self, task: str, prompt: str, form: dict[str, str]) -> bytes:
        """One request, timed and paid for, whatever becomes of it. Raises ModelError or FormRefused."""
        began, outcome, paid = time.monotonic(), "cancelled", True
        request = {"model": self._model, "prompt": prompt, "n": 1, "size": SIZE, **form}
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._asked("/images/generations", request)
            outcome = "ok"
        except TimeoutError:
            outcome = ModelUnavailable.__name__
            raise too_slow() from None
        except (ModelError, FormRefused) as error:
            outcome, paid = type(error).__name__, False
            raise
        finally:
            tokens = -(-len(prompt.encode(errors="replace")) // BYTES_A_TOKEN) if paid else 0
            cost = self._price if paid else 0.0
            seconds = time.monotonic() - began
            self._ledger.note(Usage(task, self._model, tokens, 0, 0, cost_usd=cost, seconds=seconds, outcome=outcome))
        return _picture_in(answer)


def _picture_in(answer: Any) -> bytes:
    """The bytes of the first picture. Raises ModelRubbish where there is none, or only an address of one."""
    try:
        return base64.b64decode(answer["data"][0]["b64_json"], validate=True)
    except (KeyError, IndexError, TypeError, binascii.Error, ValueError) as error:
        raise ModelRubbish("The image model sent no picture.", kept=KEPT) from error
