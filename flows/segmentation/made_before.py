"""What was made of an analysis before somebody corrected its segments, and says what is no longer so."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from flows.replies import Reply
from flows.segmentation.state import Handed, SegmentationState
from flows.segmentation_replies import MadeBefore
from flows.wording import fixed, say
from segments.report import Report
from segments.told import Segment

PICTURES, DECK, CANVAS = fixed("the pictures"), fixed("the deck"), fixed("the canvas")
LIST = fixed("the list of “{name}”")


@dataclass(frozen=True)
class Before:
    """What was made of this analysis before the last correction."""

    pictures: bool
    deck: bool
    canvas: bool
    lists: tuple[Segment, ...]

    def __bool__(self) -> bool:
        return self.pictures or self.deck or self.canvas or bool(self.lists)

    def __sub__(self, left: Before) -> Before:
        return Before(
            self.pictures and not left.pictures,
            self.deck and not left.deck,
            self.canvas and not left.canvas,
            tuple(each for each in self.lists if each not in left.lists),
        )

    @property
    def words(self) -> tuple[str, ...]:
        named = ((PICTURES, self.pictures), (DECK, self.deck), (CANVAS, self.canvas))
        lists = (say(LIST, name=each.name) for each in self.lists)
        return (*(say(words) for words, is_there in named if is_there), *lists)


def before(state: SegmentationState) -> Before:
    report = state.report
    segments = report.segments if report else ()

    def old(made: Handed) -> bool:
        return state.task is not None and made.run == state.task.id and made.at != state.applied

    return Before(
        pictures=old(state.drawn),
        deck=old(state.deck) and not of_this_report(state, state.deck),
        canvas=old(state.canvas) and not of_this_report(state, state.canvas),
        lists=tuple(each for each in segments if any(old(made) and made.of == each.id for made in state.lists)),
    )


def told(state: SegmentationState) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, what says so in the thread); nothing where nothing was made before."""
    found = before(state)
    if not found:
        return state, []
    state, name = state.named_notice("before")
    return state.model_copy(update={"anew": name}), [MadeBefore(name, found.words)]


def of_this_report(state: SegmentationState, made: Handed) -> bool:
    """Whether it was made of the report as it stands."""
    return state.report is not None and made.of == fingerprint(state.report)


def fingerprint(report: Report) -> str:
    return sha256(report.model_dump_json().encode("utf-8", "replace")).hexdigest()[:16]
