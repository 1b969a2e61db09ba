"""A language model that takes 200 ms, whatever it is asked: OpenAI's protocol in a process of its own, streaming too.

It prints its address; `GET /counts` tells, for each kind of call, how many came, what their prompts weighed (four
bytes a token) and how many earlier answers stood in them, and begins to count anew. Nothing streams under `/whole/v1`.
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
CARRIED: Counter[str] = Counter()


async def complete(request: web.Request) -> web.StreamResponse:
    asked = await request.json()
    kind = _kind(asked)
    CALLS[kind] += 1
    prompt = "\n".join(_text(each["content"]) for each in asked["messages"])
    TOKENS[kind] += len(prompt.encode()) // 4
    CARRIED[kind] += sum(map(prompt.count, ANSWERS))
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


async def complete_whole(request: web.Request) -> web.StreamResponse:
    if (await request.json()).get("stream"):
        return web.json_response({"error": {"message": "stream is not supported"}}, status=400)
    return await complete(request)


async def counts(request: web.Request) -> web.Response:
    told = {"calls": dict(CALLS), "tokens": dict(TOKENS), "carried": dict(CARRIED)}
    for each in (CALLS, TOKENS, CARRIED):
        each.clear()
    return web.json_response(told)


def _kind(asked: dict[str, Any]) -> str:
    first = str(asked["messages"][0]["content"])
    return "judge" if first.startswith("# Hold an answer") else "answer"


def _text(content: str | list[dict[str, Any]]) -> str:
    """Content may come in parts."""
    return content if isinstance(content, str) else "".join(each["text"] for each in content)


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
    app.router.add_post("/whole/v1/chat/completions", complete_whole)
    app.router.add_get("/counts", counts)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
