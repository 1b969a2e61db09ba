"""The pictures of an analysis go into the thread, and onto the canvas of its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from flows.analyses import Drawn
from flows.replies import FileGiven, Reply
from flows.segmentation.made_before import canvas_with_pictures
from flows.segmentation.state import Handed, SegmentationState
from flows.wording import fixed, say

AS_IT_STANDS = fixed("{title}, as it stands now")


def given(
    state: SegmentationState, pictures: Sequence[Drawn], *, at: int, anew: bool = False
) -> tuple[SegmentationState, list[Reply]]:
    """-> (state, the files, and the canvas where there is one). `at`: how many changes of people they have in them.

    No two drawings have a name in common: by it a canvas finds its own, and waits until they are in the thread."""
    run = state.task.id if state.task else ""
    # An earlier version counted no drawings.
    version = max(state.drawn.version, 1 if state.drawn.run else 0) + 1
    replies, files = list[Reply](), list[str]()
    for picture in pictures:
        state, name = state.named_notice("picture")
        files.append(_file(picture.file, version))
        title = say(AS_IT_STANDS, title=picture.title) if anew else picture.title
        replies.append(FileGiven(name, files[-1], title, picture.data, picture.alt))
    drawn = Handed(run=run, version=version, at=at)
    state, page = canvas_with_pictures(state.model_copy(update={"drawn": drawn, "pictures": tuple(files)}))
    return state, [*replies, *page]


def _file(name: str, version: int) -> str:
    """'sizes.png', 2 -> 'sizes-v2.png'"""
    path = PurePath(name)
    return name if version == 1 else f"{path.stem}-v{version}{path.suffix}"
