"""What was made of an analysis before somebody corrected its segments, and says what is no longer so."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from decks.canvas import escaped, within
from flows.replies import CanvasRewritten, Reply
from flows.segmentation.state import Handed, SegmentationState
from flows.segmentation_replies import MadeBefore
from flows.wording import fixed, say
from segments.report import Report
from segments.telling import markdown
from segments.told import Segment

PICTURES, DECK = fixed("the pictures"), fixed("the deck")
WRITTEN_ANEW = fixed(
    "Until the next report, this page is written anew when somebody corrects a segment; what you write on it goes then."
)
LIST = fixed("the list of “{name}”")
ADDED_LATER: Any = {
    "steps_in_short": True,
    "tried": True,
    "of_columns": True,
    "other_ways": True,
    "once_called": True,
    "names_kept": True,
    "alike": True,
    "leavers": True,
    "returned_all": True,
    "in_all": True,
    "averages": True,
    "tallies": True,
    "apart": {"everybody": True},
    "receipt": {"days": True},
    "segments": {"__all__": {"criteria": {"__all__": {"outcome", "here", "others", "aside"}}}},
    "since": {
        "no_later": True,
        "holds_old": True,
        "by_then": True,
        "sizes": {"__all__": {"by_borders", "gone", "came"}},
    },
}
"""What reports did not have when the first decks and canvases were made of them: these are of the same report still. A
field that is added to a report, or to a part of one, goes in here."""


@dataclass(frozen=True)
class Before:
    """What was made of this analysis before the last correction."""

    pictures: bool
    deck: bool
    lists: tuple[Segment, ...]

    def __bool__(self) -> bool:
        return self.pictures or self.deck or bool(self.lists)

    def __sub__(self, left: Before) -> Before:
        return Before(
            self.pictures and not left.pictures,
            self.deck and not left.deck,
            tuple(each for each in self.lists if each not in left.lists),
        )

    @property
    def words(self) -> tuple[str, ...]:
        named = ((PICTURES, self.pictures), (DECK, self.deck))
        lists = (say(LIST, name=each.name) for each in self.lists)
        return (*(say(words) for words, is_there in named if is_there), *lists)


def before(state: SegmentationState) -> Before:
    report = state.report
    segments = report.segments if report else ()

    return Before(
        pictures=_old(state, state.drawn),
        deck=_old(state, state.deck) and not of_this_report(state, state.deck),
        lists=tuple(each for each in segments if any(_old(state, made) and made.of == each.id for made in state.lists)),
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
    return sha256(report.model_dump_json(exclude=ADDED_LATER).encode("utf-8", "replace")).hexdigest()[:16]


def page(state: SegmentationState) -> str:
    """The report as a canvas; its pictures are named as their files in the thread are (bot/engine/canvas_pictures.py),
    as far as they show the segments as they stand."""
    assert state.report is not None
    drawn = state.task is not None and state.drawn.run == state.task.id and not _old(state, state.drawn)
    text = markdown(state.report, say, escaped, pictures=state.pictures if drawn else ())
    return f"{within(text).rstrip()}\n\n_{say(WRITTEN_ANEW)}_\n"


def canvas_with_pictures(state: SegmentationState) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, the text that its canvas has from now on): its pictures were drawn after it was made; nothing where
    there is no canvas of this report."""
    made, run = state.canvas, state.task.id if state.task else ""
    if not made.name or made.run != run or not of_this_report(state, made):
        return state, []
    state, name = state.named_notice("canvas-anew")
    return state, [CanvasRewritten(name, page(state), made.name)]


def canvas_anew(state: SegmentationState) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, the text that its canvas has from now on); nothing where there is none of this analysis."""
    report, made = state.report, state.canvas
    if report is None or not _old(state, made) or of_this_report(state, made):
        return state, []
    state, name = state.named_notice("canvas-anew")
    now = made.model_copy(update={"of": fingerprint(report), "at": state.applied})
    return state.model_copy(update={"canvas": now}), [CanvasRewritten(name, page(state), made.name)]


def _old(state: SegmentationState, made: Handed) -> bool:
    """Whether it was made of this analysis before the last correction."""
    return state.task is not None and made.run == state.task.id and made.at != state.applied
