"""What has come of an answer so far, piece by piece or at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from errors import ModelUnavailable
from flows.llm.server_faults import KEPT

BYTES_A_TOKEN = 4
"""A rule of thumb for English; only where the server does not count."""


@dataclass(frozen=True)
class Tokens:
    """How much was read and written. `cached` is a part of `prompt`."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0


class Fields:
    """A JSON object read by its fields, as the client's own objects are; what is not there is None.

    Building the client's objects costs as much as the whole call, and four fields are all we want.
    """

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content

    def __getattr__(self, name: str) -> Any:
        return by_fields(self._content.get(name))


def by_fields(value: Any) -> Any:
    """JSON with its objects as `Fields`."""
    if isinstance(value, list):
        return [by_fields(each) for each in value]
    return Fields(value) if isinstance(value, dict) else value


@dataclass
class Heard:
    """Grows while the answer comes, so that a call that breaks off can still be counted."""

    text: str = ""
    finish: str = ""
    """`stop`, `length`, `content_filter`, `refusal`; empty while it is not over."""
    counted: Tokens | None = None
    """What the server says it read and wrote; many say so only at the end, some never."""

    def take(self, response: Any) -> str:
        """Add a whole response or a piece of a stream. -> the text that came with it. Raises ModelUnavailable."""
        if (usage := getattr(response, "usage", None)) is not None:
            self.counted = _counted(usage)
        came = ""
        try:
            for choice in (response.choices or ())[:1]:
                said = choice.message if choice.message is not None else choice.delta
                # Half a character (a lone surrogate) can be written in JSON, and nowhere else.
                came = (said.content or "").encode(errors="replace").decode() if said is not None else ""
                self.text += came
                if getattr(said, "refusal", None):
                    self.finish = "refusal"
                elif self.finish != "refusal":
                    self.finish = choice.finish_reason or self.finish
        # The client does not check what a server sends: anything may be missing, or be something else.
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
    details = getattr(usage, "prompt_tokens_details", None)
    return Tokens(
        _number(usage, "prompt_tokens"), _number(usage, "completion_tokens"), _number(details, "cached_tokens")
    )


def _number(holder: Any, name: str) -> int:
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and value > 0 else 0
