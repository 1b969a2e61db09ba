"""A language model that takes 200 ms, whatever it is asked: OpenAI's protocol in a process of its own, streaming too.

It prints its address; `GET /counts` tells how often each kind of call came and what the prompts weighed, at four bytes
a token, and begins to count anew.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from typing import Any

from aiohttp import web

SECONDS = 0.2
ANSWERS = (
    "I do it at the kitchen table, late. I read the first page and the number at the end, and the rest goes back "
    "into the envelope.",
    "My colleague fills it in and I write down what he says. It was the same in spring.",
    "I couldn't tell you. Somebody explained it once and I nodded.",
    "Once I paid for a visit I thought was free. I was cross for a week, and then I forgot about it.",
)
CONSISTENT = {"verdict": "consistent", "words": "", "against": "", "correction": ""}
CALLS: Counter[str] = Counter()
TOKENS: Counter[str] = Counter()


async def complete(request: web.Request) -> web.StreamResponse:
    asked = await request.json()
    kind = _kind(asked)
    CALLS[kind] += 1
    TOKENS[kind] += sum(len(each["content"].encode()) for each in asked["messages"]) // 4
    await asyncio.sleep(SECONDS)
    said = json.dumps(CONSISTENT) if kind == "judge" else ANSWERS[CALLS[kind] % len(ANSWERS)]
    if not asked.get("stream"):
        return web.json_response(_whole(said))
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    for piece in (*[f"{word} " for word in said.split()], None):
        await response.write(b"data: " + json.dumps(_piece(piece)).encode() + b"\n\n")
    await response.write(b"data: [DONE]\n\n")
    return response


async def counts(request: web.Request) -> web.Response:
    told = {"calls": dict(CALLS), "tokens": dict(TOKENS)}
    CALLS.clear()
    TOKENS.clear()
    return web.json_response(told)


def _kind(asked: dict[str, Any]) -> str:
    first = str(asked["messages"][0]["content"])
    return "judge" if first.startswith("# Hold an answer") else "answer"


def _whole(said: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 0, "completion_tokens": len(said) // 4, "total_tokens": len(said) // 4}
    return {"id": "c1", "object": "chat.completion", "created": 1, "model": "slow", "choices": [choice], "usage": usage}


def _piece(piece: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": piece} if piece else {}, "finish_reason": None if piece else "stop"}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "slow", "choices": [choice]}


async def main() -> None:
    app = web.Application(client_max_size=50_000_000)
    app.router.add_post("/v1/chat/completions", complete)
    app.router.add_get("/counts", counts)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
