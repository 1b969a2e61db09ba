"""What became of the segments of an earlier file: plain values, without the libraries that found them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from segments.period import NoLater

NOTICEABLE = 0.02
"""From this part on it is told that a whole file is larger or smaller than the one before."""
MUCH = 0.1
"""From this part on it is told that by the borders of before another count comes out."""


class Moved(BaseModel):
    """Customers of both files, from one segment to another; an empty name is no segment."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    before: str
    after: str
    customers: int


class Size(BaseModel):
    """How many customers an earlier segment had, and has in the new file, as both files' segments are told; of how many
    in all, 0 where not known."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    before: int
    after: int
    of_before: int = 0
    of_after: int = 0
    by_borders: tuple[int, int] | None = None
    """The same by the borders it had, then and now; None where they tell nobody's segment."""
    gone: int | None = None
    """Of its customers of before, who are not in this file; None in reports of before that was counted."""
    came: int | None = None
    """Of its customers of now, who were not in the earlier file."""

    @property
    def number(self) -> int:
        """By which people call it."""
        return int(self.id.removeprefix("s"))

    @property
    def shares(self) -> tuple[float, float] | None:
        """Of all customers then, and now; None where that is unknown."""
        return (self.before / self.of_before, self.after / self.of_after) if self.of_before and self.of_after else None

    @property
    def shares_by_borders(self) -> tuple[float, float] | None:
        """The same by the borders it had; None where that is unknown."""
        if self.by_borders is None or not self.of_before or not self.of_after:
            return None
        return self.by_borders[0] / self.of_before, self.by_borders[1] / self.of_after

    @property
    def lost(self) -> float:
        """Part of its customers that it has no more, and no more than the part of its share: where the whole file is
        smaller, every segment has fewer. Below 0 where it has grown."""
        return self._lost(self.before, self.after)

    @property
    def lost_in_both(self) -> float:
        """What it has lost as it is told and by the borders it had, too: to be cut otherwise is no loss."""
        return min(self.lost, self._lost(*self.by_borders)) if self.by_borders else self.lost

    @property
    def cut_otherwise(self) -> bool:
        """It shrank by one of the two counts, and by much more than by the other."""
        by_borders = self._lost(*self.by_borders) if self.by_borders else self.lost
        return max(self.lost, by_borders) >= MUCH and abs(self.lost - by_borders) >= MUCH

    def _lost(self, before: int, after: int) -> float:
        fewer = (before - after) / before if before else 0.0
        kept, share = after * self.of_before, before * self.of_after
        return min(fewer, (share - kept) / share) if share and self.of_before else fewer


class OnceCalled(BaseModel):
    """A segment whose name of before says no longer what is true of it, or says more of another one today."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    name: str
    fits: int | None = None
    """The number of the segment that is called so today."""


class Part(BaseModel):
    """How many customers are in the segment of that `number`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    customers: int


class NameKept(BaseModel):
    """A segment that goes on under the name that people gave it, though it has many others in it than it had."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    name: str
    of: int
    """Customers who had that name and are in this file."""
    stay: int
    """How many of them have it still."""
    money: float | None = None
    """Part of the money of all of them that those who stay bring; None where there is none."""
    elsewhere: tuple[Part, ...] = ()
    """Where the others are, most of them first."""
    size: int
    """Customers who have that name now and were in the file before, too."""
    same: bool = False
    """The customers of both files are the very same ones: it was cut otherwise, nobody moved."""

    @property
    def joined(self) -> int:
        """Of the `size`, who were elsewhere before."""
        return self.size - self.stay


class Since(BaseModel):
    """Who moved, and what shrank, is counted as the segments of each file are told, just as the labelled rows are."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: str
    """The earlier one."""
    lacks: tuple[str, ...] = ()
    """What the earlier segments were made of and this file has not: it was analysed afresh."""
    other_kind: bool = False
    """A line of this file is something else: it was analysed afresh."""
    no_later: NoLater | None = None
    """Why it does not go on from the earlier file: segments keep their names, and nobody is said to have moved."""
    both: int | None = None
    """Customers of both files; None where a file does not say who its customers are."""
    moved: int = 0
    came: int = 0
    gone: int = 0
    holds_old: bool = False
    """This file has the days of the earlier one in it, and its customers: who bought then cannot have bought less."""
    moves: tuple[Moved, ...] = ()
    """The largest first."""
    sizes: tuple[Size, ...] = ()
    """Of the earlier segments, counted as the segments of both files are told; none where nobody can be known again."""
    by_then: int | None = None
    """How many would have moved by the borders that the earlier segments had; None where no rule tells these."""
    elsewhere: int | None = None
    """Of what was kept when moves were still counted by those borders: how many the analysis had in another segment
    than the earlier one. None where moves are counted as the segments are told."""
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
    def by_borders(self) -> bool:
        """Who moved was counted by the borders that the segments had, not as the segments of this file are told."""
        return self.elsewhere is not None

    @property
    def moved_otherwise(self) -> bool:
        """By the borders of before much fewer or many more would have moved."""
        return self.by_then is not None and abs(self.moved - self.by_then) >= MUCH * max(self.moved, self.by_then, 1)

    @property
    def whole(self) -> tuple[int, int] | None:
        """All customers of the earlier file and of this one, where that is known and not nearly the same."""
        known = next((each for each in self.sizes if each.of_before), None)
        if known is None or abs(known.of_after - known.of_before) < NOTICEABLE * known.of_before:
            return None
        return known.of_before, known.of_after

    def shrunk(self, least: float = MUCH) -> tuple[Size, ...]:
        """-> those that lost at least that part, of their customers and of their share; whoever lost most first. One
        that is there no longer, while its borders still hold as many, was cut otherwise."""
        some = [each for each in self.sizes if each.lost >= least and (each.after or each.lost_in_both >= least)]
        return tuple(sorted(some, key=lambda each: -each.lost))

    def shrunk_in_both(self, least: float = MUCH) -> tuple[Size, ...]:
        """-> those that lost as much by the borders they had, too: what somebody is to hear of, or to act on."""
        return tuple(each for each in self.shrunk(least) if each.lost_in_both >= least)

    @property
    def cut_otherwise(self) -> tuple[Size, ...]:
        """Those whose two counts differ by much, whoever lost most first."""
        return tuple(sorted((each for each in self.sizes if each.cut_otherwise), key=lambda each: -each.lost))

    @property
    def stayed(self) -> int:
        """For how many it would have been right to say that nobody moves: what any forecast of moves has to beat."""
        return (self.both or 0) - self.moved

    @property
    def compared(self) -> bool:
        return not self.lacks and not self.other_kind and self.no_later is None
