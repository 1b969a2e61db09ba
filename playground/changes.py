"""What happens in the workspace, as everybody who listens is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from playground.messages import Message

ChangeKind = Literal[
    "posted", "changed", "deleted", "ephemeral", "reaction", "status", "channel", "view", "stream", "connection",
    "read", "users", "typing",
]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """Something that just happened. `before` is the message as it was, in Slack's shape."""

    kind: ChangeKind
    channel: str = ""
    message: Message | None = None
    before: dict[str, Any] | None = None
    detail: dict[str, Any] = field(default_factory=dict)
