"""A language model that answers at once and always alike: OpenAI's protocol in a process of its own.

Written by hand, because a web framework would take the processor from those who are measured. It prints its
address, and how many calls of each task it answered when asked at `/counts`.
https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from typing import Any

from flows.llm.tasks import ClaimDraft, QuestionDraft, Reading
from interviews.answers import Basis
from interviews.dimensions import Dimension

ANSWER = (
    "In {place} we sat down with {count} buyers last month. They told us they order on Monday mornings, before the "
    "first delivery. Most of them compare two offers on paper. Nobody had heard of the new tariff."
)
"""What people say in the bench; the reading quotes it."""
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu", "ha")
COUNTS: Counter[str] = Counter()


def word(number: int) -> str:
    """A word that nobody used before."""
    digits = (number // 256 % 16, number // 16 % 16, number % 16)
    return "".join(SYLLABLES[digit] for digit in digits)


def reading() -> Reading:
    """Two claims, as an answer of three sentences usually holds."""
    return Reading(
        claims=[
            ClaimDraft(
                text="They order on Monday mornings.",
                quote="They told us they order on Monday mornings, before the first delivery.",
                basis=Basis.HEARD,
                source="buyers",
                denominator=None,
                dimensions=[Dimension.TEMPORAL, Dimension.BEHAVIOURAL],
                matters=[],
                aside=False,
            ),
            ClaimDraft(
                text="Most of them compare two offers on paper.",
                quote="Most of them compare two offers on paper.",
                basis=Basis.HEARD,
                source=None,
                denominator=None,
                dimensions=[Dimension.CHANNEL],
                matters=[],
                aside=True,
            ),
        ],
        unanswered=[],
        to_look_up=["How many of them order by telephone."],
        contradicts=[],
        asked_back=None,
    )


def question(number: int) -> QuestionDraft:
    """Never the same twice, for Segue turns repetitions down."""
    first, second, third = (word(7 * number + shift) for shift in (0, 1361, 2722))
    return QuestionDraft(
        before="",
        text=f"What did the {first} buyers in {second} do with the {third} papers on that morning?",
        why="What people did tells more than what they say they like.",
        about=list(Dimension)[number % 10],
        follow_up=False,
    )


READING = reading().model_dump_json()


class Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (head := self._received.find(b"\r\n\r\n")) >= 0:
            length = re.search(rb"content-length: *(\d+)", bytes(self._received[:head]), re.I)
            end = head + 4 + (int(length[1]) if length else 0)
            if len(self._received) < end:
                return
            request = bytes(self._received[:end])
            del self._received[:end]
            assert self._transport is not None
            self._transport.write(_http(_counts() if request.startswith(b"GET /counts") else _completion(request)))


def _completion(request: bytes) -> bytes:
    task = "read_answer" if b'"read_answer"' in request else "ask_question"
    COUNTS[task] += 1
    content = READING if task == "read_answer" else question(COUNTS[task]).model_dump_json()
    usage = {"prompt_tokens": len(request) // 4, "completion_tokens": len(content) // 4}
    answer: dict[str, Any] = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "constant",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}],
        "usage": {**usage, "total_tokens": sum(usage.values())},
    }
    return json.dumps(answer).encode()


def _counts() -> bytes:
    return json.dumps(COUNTS).encode()


def _http(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


async def main() -> None:
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
