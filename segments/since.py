"""What became of the segments of an earlier file: plain values, without the libraries that found them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Moved(BaseModel):
    """Customers of both files, from one segment to another; an empty name is no segment."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    before: str
    after: str
    customers: int


class Since(BaseModel):
    """Who moved is counted by the segments just as they were: that is no effect of analysing anew."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    """The earlier one."""
    lacks: tuple[str, ...] = ()
    """What the earlier segments were made of and this file has not: it was analysed afresh."""
    other_kind: bool = False
    """A line of this file is something else: it was analysed afresh."""
    both: int | None = None
    """Customers of both files; None where a file does not say who its customers are."""
    moved: int = 0
    came: int = 0
    gone: int = 0
    moves: tuple[Moved, ...] = ()
    """The largest first."""
    elsewhere: int | None = None
    """How many the new analysis has in another segment than the earlier one had; None where these are who moved: the
    segments as they were can't be told by a rule."""
    new: tuple[str, ...] = ()
    """Segments that were not there before."""
    ended: tuple[str, ...] = ()
    """Segments that are there no longer."""
    holds: bool = True
    words: str = ""
    """Whether the earlier segments still fit."""
    drift: tuple[str, ...] = ()
    """What has shifted."""
    stays: bool = False
    """The earlier model is kept for the next file as well."""

    @property
    def compared(self) -> bool:
        return not self.lacks and not self.other_kind
