"""What has come of an answer so far, piece by piece or at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from errors import ModelUnavailable
from flows.llm.server_faults import KEPT

BYTES_A_TOKEN = 4
"""A rule of thumb for English; only where the server does not count."""

MOST_COUNTED = 1_000_000_000
"""Tokens of one call: whatever says more has miscounted, and no database could keep it."""


@dataclass(frozen=True)
class Tokens:
    """How much was read and written. `cached` is a part of `prompt`."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0


@dataclass
class Heard:
    """Grows while the answer comes, so that a call that breaks off can still be counted."""

    text: str = ""
    finish: str = ""
    """`stop`, `length`, `content_filter`, `refusal`; empty while it is not over."""
    counted: Tokens | None = None
    """What the server says it read and wrote; many say so only at the end, some never."""

    def take(self, response: Any) -> str:
        """Add a whole response or a piece of a stream, as JSON. -> the text in it. Raises ModelUnavailable."""
        came = ""
        try:
            if (usage := response.get("usage")) is not None:
                self.counted = _counted(usage)
            for choice in (response.get("choices") or ())[:1]:
                said = choice.get("message")
                if said is None:
                    said = choice.get("delta") or {}
                # Half a character (a lone surrogate) can be written in JSON, and nowhere else.
                came = (said.get("content") or "").encode(errors="replace").decode()
                self.text += came
                if said.get("refusal"):
                    self.finish = "refusal"
                elif self.finish != "refusal":
                    self.finish = choice.get("finish_reason") or self.finish
        # Nobody checks what a server sends: anything may be missing, or be something else.
        except (AttributeError, TypeError, LookupError) as error:
            raise ModelUnavailable("The language model's server sent something unreadable.", kept=KEPT) from error
        return came

    def tokens(self, prompt_bytes: int, waited_in_vain: bool) -> Tokens:
        """The server's count; else an estimate, if it answered or we left it at work; else nothing."""
        if self.counted is not None:
            return self.counted
        if not self.text and not waited_in_vain:
            return Tokens()
        return Tokens(-(-prompt_bytes // BYTES_A_TOKEN), -(-len(self.text.encode(errors="replace")) // BYTES_A_TOKEN))


def _counted(usage: Any) -> Tokens:
    details = usage.get("prompt_tokens_details") if isinstance(usage, dict) else None
    prompt = _number(usage, "prompt_tokens")
    return Tokens(prompt, _number(usage, "completion_tokens"), min(prompt, _number(details, "cached_tokens")))


def _number(holder: Any, name: str) -> int:
    value = holder.get(name) if isinstance(holder, dict) else None
    return min(value, MOST_COUNTED) if isinstance(value, int) and value > 0 else 0
