"""Any server that speaks OpenAI's Chat Completions, as a `Model`.

Strict JSON schema where the server has it, a JSON object where it has not, plain text where it has neither;
one repair. The gate repeats what is worth repeating, the client repeats nothing.
https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from errors import ModelError, ModelMisconfigured, ModelRefused, ModelRubbish, ModelUnavailable
from flows.llm.briefs import messages, repair
from flows.llm.json_schema import parsed, strict_schema
from flows.llm.task import In, Out, Task, Usage
from flows.llm.usage import Keep, Ledger

if TYPE_CHECKING:
    from openai import AsyncOpenAI

KEPT = "What you wrote is kept."
MORE_ROOM = 16_000
"""Tokens for the second try of an answer that was cut off."""
FORMATS = ("schema", "object", "text")


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens."""

    prompt: float
    completion: float
    cached: float

    def of(self, prompt: int, completion: int, cached: int) -> float:
        return ((prompt - cached) * self.prompt + cached * self.cached + completion * self.completion) / 1_000_000


@dataclass(frozen=True)
class _Answer:
    text: str
    finish: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0


class OpenAIModel:
    """One client per process. Raises ModelError (errors.py), nothing else."""

    rehearses = False

    def __init__(
        self, *, api_key: str | None, base_url: str | None, model: str, timeout: float, on_usage: Keep,
        price: Price | None = None,
    ) -> None:  # fmt: skip
        self._api_key, self._base_url, self._model, self._timeout = api_key, base_url, model, timeout
        self._ledger, self._price = Ledger(on_usage), price
        self._client: AsyncOpenAI | None = None
        self._format = 0

    @property
    def description(self) -> str:
        return self._model

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
        await self._ledger.close()

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        """-> the result of `task`; at most one repair. `on_text` gets the raw text as it comes."""
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

    async def _text(
        self, task: Task[Any, Any], conversation: list[dict[str, str]], on_text: Callable[[str], None] | None
    ) -> str:
        """One whole answer; an answer that was cut off is asked for once more with more room."""
        answer = await self._in_some_format(task, conversation, on_text)
        if answer.finish == "length":
            answer = await self._in_some_format(task, conversation, None, max_completion_tokens=MORE_ROOM)
        if answer.finish == "length":
            raise ModelRubbish("The language model's answer was cut off twice.", kept=KEPT)
        if answer.finish in ("content_filter", "refusal"):
            raise ModelRefused("The language model declined to answer this.", kept=KEPT)
        if not answer.text.strip():
            raise ModelUnavailable("The language model answered nothing.", kept=KEPT)
        return answer.text

    async def _in_some_format(
        self, task: Task[Any, Any], conversation: list[dict[str, str]], on_text: Callable[[str], None] | None,
        **more: Any,
    ) -> _Answer:  # fmt: skip
        """Ask for the strictest format the server takes; what it takes is remembered."""
        for number in range(self._format, len(FORMATS)):
            try:
                answer = await self._call(task, conversation, FORMATS[number], on_text, more)
            except _FormatRefused as refused:
                if number == len(FORMATS) - 1:
                    raise _misconfigured(str(refused)) from refused
                continue
            self._format = number
            return answer
        raise AssertionError("unreachable: the last format either answers or raises")

    async def _call(
        self, task: Task[Any, Any], conversation: list[dict[str, str]], form: str,
        on_text: Callable[[str], None] | None, more: dict[str, Any],
    ) -> _Answer:  # fmt: skip
        """One request, timed and paid for, whatever becomes of it."""
        began, outcome, answer = time.monotonic(), "cancelled", _Answer("", "")
        arguments = {"model": self._model, "messages": conversation, **_response_format(task, form), **more}
        try:
            async with asyncio.timeout(self._timeout):
                answer = await (self._whole(arguments) if on_text is None else self._streamed(arguments, on_text))
            outcome = "ok"
            return answer
        except TimeoutError as error:
            outcome = "ModelUnavailable"
            raise ModelUnavailable("The language model took too long.", kept=KEPT) from error
        except (ModelError, _FormatRefused) as error:
            outcome = type(error).__name__.lstrip("_")
            raise
        finally:
            self._ledger.note(self._usage(task.name, answer, time.monotonic() - began, outcome))

    async def _whole(self, arguments: dict[str, Any]) -> _Answer:
        try:
            response = await self._connected().chat.completions.create(**arguments)
        except Exception as error:  # the SDK raises its own family, httpx's, and JSONDecodeError: all judged there
            raise judged(error) from error
        choices = getattr(response, "choices", None)
        if not choices:
            raise ModelUnavailable("The language model's server sent no answer.", kept=KEPT)
        message, finish = choices[0].message, choices[0].finish_reason or "stop"
        if getattr(message, "refusal", None):
            finish = "refusal"
        return _Answer(message.content or "", finish, **_tokens(getattr(response, "usage", None)))

    async def _streamed(self, arguments: dict[str, Any], on_text: Callable[[str], None]) -> _Answer:
        """Piece by piece. A stream that ends without a finish reason has died, however much it said."""
        text, finish, tokens = [], "", _tokens(None)
        try:
            stream = await self._connected().chat.completions.create(
                **arguments, stream=True, stream_options={"include_usage": True}
            )
            async for chunk in stream:
                tokens = _tokens(chunk.usage) if chunk.usage else tokens
                for choice in chunk.choices or ():
                    finish = choice.finish_reason or finish
                    if choice.delta.content:
                        text.append(choice.delta.content)
                        on_text(choice.delta.content)
        except Exception as error:  # as above
            raise judged(error) from error
        if not finish:
            raise ModelUnavailable("The language model's answer broke off.", kept=KEPT)
        return _Answer("".join(text), finish, **tokens)

    def _connected(self) -> AsyncOpenAI:
        """Imported when first needed: that takes most of a second, and building a client 18 ms."""
        if self._client is None:
            from openai import AsyncOpenAI

            # Servers of one's own often want no key; the client wants some text in its place.
            self._client = AsyncOpenAI(
                api_key=self._api_key or "none", base_url=self._base_url, max_retries=0, timeout=self._timeout
            )
        return self._client

    def _usage(self, task: str, answer: _Answer, seconds: float, outcome: str) -> Usage:
        counts = (answer.prompt_tokens, answer.completion_tokens, answer.cached_tokens)
        cost = self._price.of(*counts) if self._price else None
        return Usage(task, self._model, *counts, cost_usd=cost, seconds=seconds, outcome=outcome)


class _FormatRefused(Exception):
    """The server does not take the request as it is; perhaps it takes a simpler response format."""


def judged(error: Exception) -> Exception:
    """What an exception of the client means, as one of our family (or a refused format)."""
    import openai

    if isinstance(error, ModelError | _FormatRefused):
        return error
    if isinstance(error, openai.RateLimitError) and error.code != "insufficient_quota":
        seconds = _seconds(error.response.headers.get("retry-after"))
        return ModelUnavailable("The language model asks us to slow down.", kept=KEPT, retry_after=seconds)
    if isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        if error.code == "content_filter":
            return ModelRefused("The language model's filter declined this.", kept=KEPT)
        return _FormatRefused(f"HTTP {error.status_code}")
    if isinstance(error, openai.APIStatusError) and error.status_code < 500 and error.status_code not in (408, 409):
        return _misconfigured(f"HTTP {error.status_code}")
    if isinstance(error, openai.OpenAIError | json.JSONDecodeError | OSError):
        return ModelUnavailable("The language model cannot be reached.", kept=KEPT)
    return error


def _misconfigured(what: str) -> ModelMisconfigured:
    return ModelMisconfigured(
        f"The language model's server turns our requests down ({what}).",
        kept=KEPT,
        now="Whoever runs Segue should check OPENAI_API_KEY, OPENAI_BASE_URL and SEGUE_MODEL.",
    )


@cache
def _response_format(task: Task[Any, Any], form: str) -> dict[str, Any]:
    if form == "schema":
        schema = {"name": task.name, "strict": True, "schema": strict_schema(task.result)}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}
    return {"response_format": {"type": "json_object"}} if form == "object" else {}


def _tokens(usage: Any) -> dict[str, int]:
    details = getattr(usage, "prompt_tokens_details", None)
    return {
        "prompt_tokens": getattr(usage, "prompt_tokens", 0) or 0,
        "completion_tokens": getattr(usage, "completion_tokens", 0) or 0,
        "cached_tokens": getattr(details, "cached_tokens", 0) or 0,
    }


def _seconds(header: str | None) -> float | None:
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None
