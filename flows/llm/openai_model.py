"""Any server that speaks OpenAI's Chat Completions, as a `Model`.

Strict JSON schema where the server has it, a JSON object where it has not, plain text where it has neither;
one repair. The gate repeats what is worth repeating, the client repeats nothing.
https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from errors import ModelError, ModelRefused, ModelRubbish, ModelUnavailable
from flows.llm.briefs import messages, repair
from flows.llm.connected import Connected
from flows.llm.heard import Heard
from flows.llm.json_schema import parsed, plain_field, strict_schema
from flows.llm.server_faults import KEPT, FormRefused, too_slow
from flows.llm.task import In, OnText, Out, Task, Usage

if TYPE_CHECKING:
    from openai import AsyncStream

log = logging.getLogger("segue.models")

MORE_ROOM = 16_000
"""Tokens, at least, for the second try of an answer that was cut off."""

Form = Literal["schema", "object", "text"]
FORMS: tuple[Form, ...] = ("schema", "object", "text")
Messages = list[dict[str, str]]


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens."""

    prompt: float
    completion: float
    cached: float

    def of(self, prompt: int, completion: int, cached: int) -> float:
        return ((prompt - cached) * self.prompt + cached * self.cached + completion * self.completion) / 1_000_000


class OpenAIModel(Connected[Price]):
    """Answers in words. What the server does not take is asked for once and remembered."""

    _strictest = 0
    _streams = True

    async def run(self, task: Task[In, Out], inputs: In, on_text: OnText | None = None) -> Out:
        """-> the result of `task`; at most one repair.

        A task whose result is one text streams it to `on_text`; JSON is never streamed. Pieces come from the
        first request only: if an answer is cut off or mended, the result differs from what was streamed.
        """
        conversation = messages(task, inputs)
        text = await self._text(task, conversation, on_text)
        try:
            return parsed(text, task.result)
        except ValueError as faults:
            conversation += repair(text, str(faults))
        text = await self._text(task, conversation, None)
        try:
            return parsed(text, task.result)
        except ValueError as faults:
            raise ModelRubbish("The language model's answer had no usable form.", kept=KEPT) from faults

    async def _text(self, task: Task[Any, Any], conversation: Messages, on_text: OnText | None) -> str:
        """One whole answer; an answer that was cut off is asked for once more with more room."""
        if plain_field(task.result) is not None:
            heard, form = await self._plain(task, conversation, on_text), FORMS[-1]
        else:
            heard, form = await self._in_strictest_form(task, conversation)
        if heard.finish == "length":
            heard = await self._with_more_room(task, conversation, form, heard)
        if heard.finish in ("content_filter", "refusal"):
            raise ModelRefused("The language model declined to answer this.", kept=KEPT)
        if not heard.text.strip():
            raise ModelUnavailable("The language model answered nothing.", kept=KEPT)
        return heard.text

    async def _in_strictest_form(self, task: Task[Any, Any], conversation: Messages) -> tuple[Heard, Form]:
        """Ask in the strictest form the server takes; what it takes is remembered."""
        for number in range(self._strictest, len(FORMS)):
            try:
                heard = await self._call(task, conversation, FORMS[number])
            except FormRefused as refused:
                if number == len(FORMS) - 1:
                    raise refused.verdict from None
                continue
            self._strictest = number
            return heard, FORMS[number]
        raise AssertionError("unreachable: the last form either answers or raises")

    async def _plain(self, task: Task[Any, Any], conversation: Messages, on_text: OnText | None) -> Heard:
        """Ask for text, streamed if somebody listens and the server can."""
        if on_text is not None and self._streams:
            try:
                return await self._call(task, conversation, "text", on_text)
            except FormRefused:
                log.info("%s does not stream", self._where())
        try:
            heard = await self._call(task, conversation, "text")
        except FormRefused as refused:
            raise refused.verdict from None
        self._streams = on_text is None and self._streams
        return heard

    async def _with_more_room(self, task: Task[Any, Any], conversation: Messages, form: Form, heard: Heard) -> Heard:
        room = max(MORE_ROOM, 2 * heard.counted.completion if heard.counted else 0)
        # Refused: it has no more room, or does not know what room is.
        with suppress(FormRefused):
            heard = await self._call(task, conversation, form, max_completion_tokens=room)
        if heard.finish == "length":
            raise ModelRubbish("The language model's answer was cut off twice.", kept=KEPT)
        return heard

    async def _call(
        self, task: Task[Any, Any], conversation: Messages, form: Form, on_text: OnText | None = None, **more: Any
    ) -> Heard:
        """One request, timed and paid for, whatever becomes of it. Raises ModelError or FormRefused."""
        began, outcome, waited_in_vain, heard = time.monotonic(), "cancelled", True, Heard()
        request = {"model": self._model, "messages": conversation, **_response_format(task, form), **more}
        try:
            async with asyncio.timeout(self._timeout):
                await (self._whole(request, heard) if on_text is None else self._streamed(request, heard, on_text))
            outcome, waited_in_vain = "ok", False
        except TimeoutError:
            outcome = ModelUnavailable.__name__
            raise too_slow() from None
        except (ModelError, FormRefused) as error:
            outcome, waited_in_vain = type(error).__name__, False
            raise
        finally:
            self._note(task.name, conversation, heard, time.monotonic() - began, outcome, waited_in_vain)
        return heard

    async def _whole(self, request: dict[str, Any], heard: Heard) -> None:
        heard.take(await self._asked("/chat/completions", request))
        # Servers that don't say why they stopped have stopped; one that sends no choice has not answered.
        heard.finish = heard.finish or "stop"

    async def _streamed(self, request: dict[str, Any], heard: Heard, on_text: OnText) -> None:
        """Piece by piece. A stream that ends without a finish reason has died, however much it said."""
        async with aclosing(self._chunks(request)) as chunks:
            async for chunk in chunks:
                if piece := heard.take(chunk):
                    on_text(piece)
        if not heard.finish:
            raise ModelUnavailable("The language model's answer broke off.", kept=KEPT)

    async def _chunks(self, request: dict[str, Any]) -> AsyncGenerator[Any, None]:
        """The pieces of a stream; a generator, so that what `on_text` raises is not taken for the server's fault."""
        try:
            # As for a whole answer: the client's objects of each piece would cost more than everything else.
            stream = await self._connection().post(
                "/chat/completions",
                body={**request, "stream": True, "stream_options": {"include_usage": True}},
                cast_to=object,
                stream=True,
                stream_cls=_json_stream(),
            )
            async with stream:
                async for chunk in stream:
                    yield chunk
        except Exception as error:  # as there
            self._fail(error)

    def _note(
        self, task: str, conversation: Messages, heard: Heard, seconds: float, outcome: str, waited_in_vain: bool
    ) -> None:
        size = sum(len(message["content"].encode(errors="replace")) for message in conversation)
        tokens = heard.tokens(size, waited_in_vain)
        counts = (tokens.prompt, tokens.completion, tokens.cached)
        cost = self._price.of(*counts) if self._price else None
        self._ledger.note(Usage(task, self._model, *counts, cost_usd=cost, seconds=seconds, outcome=outcome))


@cache
def _json_stream() -> type[AsyncStream[object]]:
    """Made once: looking the type up anew costs a tenth of a millisecond."""
    from openai import AsyncStream

    return AsyncStream[object]


@cache
def _response_format(task: Task[Any, Any], form: Form) -> dict[str, Any]:
    if form == "schema":
        schema = {"name": task.name, "strict": True, "schema": strict_schema(task.result)}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    return {"response_format": {"type": "json_object"}} if form == "object" else {}
