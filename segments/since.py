"""What became of the segments of an earlier file: plain values, without the libraries that found them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Moved(BaseModel):
    """Customers of both files, from one segment to another; an empty name is no segment."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    before: str
    after: str
    customers: int


class Size(BaseModel):
    """How many customers an earlier segment had, and has in the new file."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    before: int
    after: int

    @property
    def lost(self) -> float:
        """Share of those it had that it has no more; below 0 where it has grown."""
        return (self.before - self.after) / self.before if self.before else 0.0


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
    sizes: tuple[Size, ...] = ()
    """Of the earlier segments, told as who moved is; none where nobody can be known again."""
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

    def shrunk(self, least: float = 0.1) -> tuple[Size, ...]:
        """-> those that lost at least that share of their customers, whoever lost most first."""
        some = [each for each in self.sizes if each.lost >= least]
        return tuple(sorted(some, key=lambda each: -each.lost))

    @property
    def stayed(self) -> int:
        """For how many it would have been right to say that nobody moves: what any forecast of moves has to beat."""
        return (self.both or 0) - self.moved

    @property
    def compared(self) -> bool:
        return not self.lacks and not self.other_kind
