"""A server on this machine that speaks OpenAI's Chat Completions, answers from a script, and has faults.

https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from flows.llm.briefs import PROMPTS

Fault = Callable[["Asked"], Awaitable[web.StreamResponse]]
Answer = BaseModel | dict[str, Any] | str | Fault
"""A result, JSON, words as they are, or something else that happens."""
CLOSING = web.AppKey("closing", asyncio.Event)
PIECE = 7
"""Characters in a piece of a stream."""
USAGE = {
    "prompt_tokens": 100,
    "completion_tokens": 20,
    "total_tokens": 120,
    "prompt_tokens_details": {"cached_tokens": 60},
}


@dataclass(frozen=True)
class Asked:
    """One request."""

    task: str
    """By the brief it begins with, or by its schema's name."""
    body: dict[str, Any]
    headers: dict[str, str]
    request: web.Request = field(repr=False)

    @property
    def form(self) -> str:
        form = self.body.get("response_format", {})
        return str(form.get("type", "text")) if isinstance(form, dict) else str(form)

    @property
    def messages(self) -> list[str]:
        return [message["content"] for message in self.body.get("messages", ())]


class OpenAIServer:
    """`async with OpenAIServer() as server`: it listens at `base_url`.

    Replies come from a queue per task; a task without replies left gets a 500 and stands in `unexpected`.
    `forms`: the response formats it takes; it answers others with `refuses_with`.
    """

    def __init__(self, *, forms: tuple[str, ...] = ("json_schema", "json_object", "text"), refuses_with: int = 400):
        self.asked: list[Asked] = []
        self.unexpected: list[str] = []
        self.arrived = asyncio.Event()
        self.base_url = ""
        self._forms, self._refuses_with = forms, refuses_with
        self._replies: dict[str, deque[Answer]] = defaultdict(deque)
        self._closing = asyncio.Event()

    def answers(self, task: str, *answers: Answer) -> OpenAIServer:
        """Further replies to a task, in order."""
        self._replies[task].extend(answers)
        return self

    async def __aenter__(self) -> OpenAIServer:
        app = web.Application(client_max_size=50_000_000)
        app[CLOSING] = self._closing
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_post("/v1/images/generations", self._complete)
        app.router.add_post("/v1/embeddings", self._complete)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing.set()
        await self._runner.cleanup()

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        asked = Asked(_task(body), body, dict(request.headers), request)
        self.asked.append(asked)
        self.arrived.set()
        if asked.messages and asked.form not in self._forms:
            return await status(self._refuses_with, message=f"response_format {asked.form} is not supported")(asked)
        if not self._replies[asked.task]:
            self.unexpected.append(asked.task)
            return await status(500, message=f"no reply left for {asked.task!r}")(asked)
        answer = self._replies[asked.task].popleft()
        return await (answer if callable(answer) else says(answer))(asked)


def says(answer: BaseModel | dict[str, Any] | str, *, finish: str | None = "stop", usage: Any = True) -> Fault:
    """An answer as it should be, streamed if that was asked for. Another `finish`: cut off, or filtered. `usage`: with
    a count, without one, or with that for a count."""
    if isinstance(answer, BaseModel):
        text = answer.model_dump_json()
    else:
        text = answer if isinstance(answer, str) else json.dumps(answer)

    async def reply(asked: Asked) -> web.StreamResponse:
        if asked.body.get("stream"):
            return await _stream(asked, _chunks(text, finish, usage))
        return _whole({"role": "assistant", "content": text}, finish, usage)

    return reply


def draws(data: bytes) -> Fault:
    """A picture, as the Images API sends it. https://platform.openai.com/docs/api-reference/images/object"""

    async def reply(asked: Asked) -> web.StreamResponse:
        return web.json_response({"created": 1, "data": [{"b64_json": base64.b64encode(data).decode()}]})

    return reply


def places(vector: Callable[[str], list[float]]) -> Fault:
    """Vectors, as the Embeddings API sends them. https://platform.openai.com/docs/api-reference/embeddings/object"""

    async def reply(asked: Asked) -> web.StreamResponse:
        data = [{"index": number, "embedding": vector(text)} for number, text in enumerate(asked.body["input"])]
        return web.json_response({"data": data[::-1], "usage": {"prompt_tokens": 9, "total_tokens": 9}})

    return reply


def refuses(words: str = "I can't help with that.") -> Fault:
    """The model's own refusal, in the field for it."""

    async def reply(asked: Asked) -> web.StreamResponse:
        if asked.body.get("stream"):
            return await _stream(asked, [_chunk({"refusal": words}), _chunk({}, "stop")])
        return _whole({"role": "assistant", "content": None, "refusal": words}, "stop", True)

    return reply


def status(number: int, *, code: str | None = None, message: str = "trouble", **headers: str) -> Fault:
    """An HTTP error in OpenAI's shape; `retry_after="1"` gives a header."""

    async def reply(asked: Asked) -> web.StreamResponse:
        error = {"error": {"message": message, "type": "error", "param": None, "code": code}}
        return web.json_response(
            error, status=number, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return reply


def body(raw: bytes, content_type: str = "application/json", number: int = 200) -> Fault:
    """Any bytes."""

    async def reply(asked: Asked) -> web.StreamResponse:
        return web.Response(body=raw, status=number, headers={"Content-Type": content_type})

    return reply


def hangs(after: str = "") -> Fault:
    """Says `after`, if it streams, and then nothing more, until the server closes."""

    async def reply(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        if after:
            await response.prepare(asked.request)
            await response.write(_event(_chunk({"content": after})))
        closing: asyncio.Event = asked.request.app[CLOSING]
        await closing.wait()
        return response if after else web.Response(status=503)

    return reply


def pauses(first: str, go_on: asyncio.Event, rest: str) -> Fault:
    """Says `first`, waits, then says `rest`; in one go where nobody streams."""

    async def reply(asked: Asked) -> web.StreamResponse:
        if not asked.body.get("stream"):
            await go_on.wait()
            return _whole({"role": "assistant", "content": first + rest}, "stop", True)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(asked.request)
        await response.write(_event(_chunk({"content": first})))
        await go_on.wait()
        for event in _chunks(rest, "stop", True):
            await response.write(event if isinstance(event, bytes) else _event(event))
        await response.write_eof()
        return response

    return reply


def drops(after: str = "") -> Fault:
    """Says `after`, if it streams, and closes the connection in the middle."""

    async def reply(asked: Asked) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        if after:
            await response.prepare(asked.request)
            await response.write(_event(_chunk({"content": after})))
        assert asked.request.transport is not None
        asked.request.transport.abort()
        return response

    return reply


def streams(*events: bytes) -> Fault:
    """Any bytes as a stream that ends in good order."""

    async def reply(asked: Asked) -> web.StreamResponse:
        return await _stream(asked, events)

    return reply


async def _stream(asked: Asked, events: Any) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(asked.request)
    for event in events:
        await response.write(event if isinstance(event, bytes) else _event(event))
    await response.write_eof()
    return response


def _chunks(text: str, finish: str | None, usage: Any) -> list[Any]:
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    ending: list[Any] = [_chunk({}, finish)] if finish else []
    if usage:
        ending.append({**_chunk({}), "choices": [], "usage": USAGE if usage is True else usage})
    return [_chunk({"role": "assistant", "content": ""}), *(_chunk({"content": piece}) for piece in pieces), *ending,
            b"data: [DONE]\n\n"]  # fmt: skip


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}


def _event(chunk: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _whole(message: dict[str, Any], finish: str | None, usage: Any) -> web.Response:
    choice = {"index": 0, "message": message, "finish_reason": finish}
    answer = {"id": "c1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
    return web.json_response({**answer, **({"usage": USAGE if usage is True else usage} if usage else {})})


def _task(asked: dict[str, Any]) -> str:
    if "input" in asked:
        return "place_texts"
    first = str(asked["messages"][0]["content"]) if asked.get("messages") else str(asked.get("prompt", ""))
    for prompt in sorted(PROMPTS.glob("*.md")):
        if first.startswith(prompt.read_text(encoding="utf-8")):
            return prompt.stem
    return str(asked.get("response_format", {}).get("json_schema", {}).get("name", ""))
