"""What the segments of a new analysis are called, where some of them were there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from segments.evolution.again import Again
from segments.names_apart import told_apart
from segments.shapes import Segment
from segments.since import OnceCalled
from segments.spoken import without_when

Still = Callable[[Segment, str], bool]
"""Whether what a name says still holds of a segment."""
_NEW = " (new)"
"""How names ended that were kept before new segments were told apart by what they are."""


def named(
    segments: Sequence[Segment], known: Again, still: Still = lambda _segment, _name: True
) -> tuple[Segment, ...]:
    """`segments` as the rules name them, in the order of `known`. -> with their ids, those of before called as before.

    A name that people gave stays. One that the rules made stays unless what it says is no longer true (`still`), or
    they would now give it to another segment: then both are called as the rules call them today."""
    numbered = [_numbered(each, id) for each, id in zip(segments, known.ids, strict=True)]
    kept = [
        called if called and (each.id in known.given or _holds(called, each, numbered, still)) else ""
        for each, called in zip(numbered, known.called, strict=True)
    ]
    names = list(kept)
    for at, each in enumerate(numbered):
        if not kept[at]:
            names[at] = next(name for name in _free(each, names, numbered, known) if not _used(name, names, known))
    return tuple(replace(each, name=name) for each, name in zip(numbered, names, strict=True))


def called_otherwise(segments: Sequence[Segment], known: Again) -> tuple[OnceCalled, ...]:
    """Of each that has another name than before, which people did not give; in the order of their numbers. `segments`:
    as they are named."""
    now = {each.name.casefold(): each.number for each in segments}
    found = [
        OnceCalled(number=each.number, name=called, fits=now.get(called.casefold()))
        for each, called in zip(segments, known.called, strict=True)
        if called and called.casefold() != each.name.casefold()
    ]
    return tuple(sorted(found, key=lambda each: each.number))


def _numbered(segment: Segment, id: str) -> Segment:
    """What has no name but its number, has that by which people know it."""
    new = replace(segment, id=id)
    return replace(new, name=f"Segment {new.number}") if segment.name == f"Segment {segment.label + 1}" else new


def _holds(called: str, segment: Segment, all_of_them: Sequence[Segment], still: Still) -> bool:
    """Whether a name that the rules made is true, and not what they say of another segment today rather than of this
    one."""
    if called.endswith(_NEW):
        return False
    if called.casefold() == segment.name.casefold():
        return True
    others = [each.name for each in all_of_them if each.id != segment.id]
    if called.casefold() in {name.casefold() for name in others}:
        return False
    own = _who(called) == _who(segment.name) or _who(called) not in map(_who, others)
    return own and still(segment, called)


def _who(name: str) -> str:
    """`Big spenders` of `Big spenders of late` and of `Big spenders last month, fewer orders`."""
    return without_when(name.partition(",")[0].casefold())


def _free(segment: Segment, names: Sequence[str], segments: Sequence[Segment], known: Again) -> Iterator[str]:
    """What a segment may be called, the best first."""
    yield segment.name
    for name, other in zip(names, segments, strict=True):
        if name.casefold() == segment.name.casefold():
            yield from told_apart(segment.name, segment.traits, other.traits)
    yield from told_apart(segment.name, segment.traits)
    yield f"{segment.name}, segment {segment.number}"


def _used(name: str, names: Sequence[str], known: Again) -> bool:
    return name.casefold() in {each.casefold() for each in (*names, *known.ended)}
