"""A file that somebody dropped."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class File(BaseModel):
    """A file that came with a message: where its bytes are, for whoever may read it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    url: str
    size: int = 0
    """Bytes, as Slack says."""
