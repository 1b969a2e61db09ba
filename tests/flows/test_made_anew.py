"""What was made before a correction is said to be of before, and made anew by one press."""

from __future__ import annotations

from typing import Any

import pytest

from errors import AnalysisError, DeckError
from flows.analyses import Step, Task, Told
from flows.replies import CanvasGiven, CanvasRewritten, FileGiven, Reply
from flows.runtime import DeckFiles
from flows.segmentation import SEGMENTATION
from flows.segmentation.anew import MAKE_ANEW, NOT_NOW, NOTHING
from flows.segmentation.handing_out import CANVAS, DECK, NO_DECK, NOT_REWRITTEN, STANDS
from flows.segmentation.made_before import WRITTEN_ANEW
from flows.segmentation.not_now import NOT_YET
from flows.segmentation.state import Phase
from flows.segmentation_replies import MadeBefore
from segments.renaming import renamed
from tests.flows.test_handing_out import ROWS, Files, Tells
from tests.flows.test_segmentation import ORDERS, notices
from tests.flows.thread import stored


class Corrects(Tells):
    """Draws and lists anew what was corrected."""

    fault: AnalysisError | None = None

    async def take(self, step: Step, task: Task) -> Told:
        if step is Step.DRAW and task.corrected.names and self.fault:
            raise self.fault
        told = await super().take(step, task)
        if step is Step.CORRECT:
            return Told(report=renamed(self.report, task.corrected.names), rows=ROWS.encode())
        return told.model_copy(update={"rows": ROWS.encode()}) if step is Step.DRAW else told


async def made(*words: str) -> tuple[Files, Corrects]:
    """A thread in which a file was analysed, and some of it taken elsewhere."""
    analyst = Corrects()
    talk = Files(SEGMENTATION, analyst=analyst)
    talk.made, talk.answer = [], DeckFiles(b"PK")
    for each in ("", *words):
        await talk.say(each, attached=() if each else (ORDERS,))
    return talk, analyst


def of_before(said: list[Reply]) -> list[tuple[str, ...]]:
    return [each.before for each in said if isinstance(each, MadeBefore)]


def files(said: list[Reply]) -> list[FileGiven]:
    return [each for each in said if isinstance(each, FileGiven)]


async def presses(talk: Files, **more: Any) -> list[Reply]:
    return await talk.press(MAKE_ANEW, talk.state.anew, **more)


async def test_after_a_correction_it_is_said_what_was_made_before_it() -> None:
    talk, _ = await made("deck", "canvas", "audience of segment 2")
    assert of_before(talk.heard) == []
    said = await talk.say("rename segment 1 to Fans")
    assert of_before(said) == [("the pictures", "the deck", "the list of “Once, long ago”")]


async def test_what_was_never_made_is_not_spoken_of() -> None:
    talk, _ = await made()
    assert of_before(await talk.say("rename segment 1 to Fans")) == [("the pictures",)]


async def test_one_press_makes_all_of_it_anew_as_the_report_stands() -> None:
    talk, _ = await made("deck", "canvas", "audience of segment 2", "rename segment 1 to Fans")
    offer = talk.state.anew
    said = await presses(talk)
    [picture] = [each for each in files(said) if each.alt]
    assert picture.title == "Sizes, as it stands now"
    assert [each.filename for each in files(said)] == [
        "sizes-v2.png",
        "orders-segment-2-once-long-ago.csv",
        "orders-segments-v2.pptx",
    ]
    assert "Fans" in talk.made[-1].model_dump_json()
    done = talk.last(MadeBefore)
    assert (done.before, done.changes) == ((), offer)
    assert done.anew == ("the pictures", "the deck", "the list of “Once, long ago”")
    assert await presses(talk, user="U2") == []
    assert talk.hints == [("U2", NOTHING)]


async def test_a_deck_made_after_the_correction_is_none_of_before() -> None:
    talk, _ = await made("rename segment 1 to Fans", "deck")
    assert of_before(await talk.say("rename segment 2 to Guests"))[-1] == ("the pictures", "the deck")
    await presses(talk)
    assert of_before(await talk.say("deck")) == []


async def test_what_was_made_of_an_earlier_file_stays_what_it_is() -> None:
    talk, _ = await made("deck", "canvas", "audience of segment 2", "five segments")
    assert of_before(await talk.say("rename segment 1 to Fans")) == [("the pictures",)]


async def test_what_did_not_work_out_can_be_asked_for_again() -> None:
    talk, analyst = await made("deck", "rename segment 1 to Fans")
    talk.answer = DeckError("no")
    said = await presses(talk)
    assert NO_DECK in notices(said)
    assert (talk.last(MadeBefore).before, talk.last(MadeBefore).anew) == (("the deck",), ("the pictures",))
    talk.answer = DeckFiles(b"PK")
    await presses(talk)
    assert talk.last(MadeBefore).before == ()
    await talk.say("rename segment 1 to Friends")
    analyst.fault = AnalysisError("The file is gone.")
    assert notices(await presses(talk)) == [NOT_NOW.format(why=str(analyst.fault))]
    assert analyst.dropped[-1] == talk.state.task.id
    analyst.fault = None
    await presses(talk)
    assert talk.last(MadeBefore).before == ()


async def test_while_something_else_runs_the_press_is_told_to_wait() -> None:
    talk, _ = await made("rename segment 1 to Fans")
    talk.state = talk.state.model_copy(update={"phase": Phase.READING})
    assert await presses(talk) == []
    assert talk.hints == [("U1", NOT_YET[Phase.READING].format(file="orders.csv"))]


@pytest.mark.parametrize("field", ["drawn", "lists", "anew"])
async def test_a_conversation_of_an_earlier_version_knows_nothing_of_what_it_made(field: str) -> None:
    talk, _ = await made("deck")
    kept = talk.state.model_dump(mode="json")
    del kept[field]
    kept["deck"] = {name: kept["deck"][name] for name in ("of", "version", "name")}
    talk.state = SEGMENTATION.load(kept)
    assert ("the deck",) not in of_before(await talk.say("rename segment 1 to Fans"))


@pytest.mark.parametrize(("words", "stands"), [("deck", STANDS[DECK]), ("canvas", STANDS[CANVAS])])
async def test_what_an_earlier_version_made_of_a_report_is_of_it_still(words: str, stands: str) -> None:
    """With all that a report could have then: a file before it, sizes, texts, corrections."""
    talk = Files(SEGMENTATION, analyst=Corrects(), state=stored(SEGMENTATION, "segmentation-v1-handed-out"))
    talk.made = []
    assert talk.state.report.since.sizes
    assert notices(await talk.say(words)) == [stands]
    assert talk.made == []


async def test_a_canvas_is_written_anew_in_its_place_by_each_correction() -> None:
    talk, _ = await made("canvas")
    given = talk.state.canvas.name
    [page] = [each for each in await talk.say("rename segment 1 to Fans") if isinstance(each, CanvasRewritten)]
    assert page.changes == given
    assert "Fans" in page.markdown
    assert page.markdown.rstrip().endswith(f"_{WRITTEN_ANEW}_")
    [again] = [each for each in await talk.say("rename segment 1 to Friends") if isinstance(each, CanvasRewritten)]
    assert (again.changes, "Friends" in again.markdown) == (given, True)
    assert notices(await talk.say("canvas")) == [STANDS[CANVAS]], "it is of the report as it stands"


async def test_a_canvas_has_no_pictures_of_before_and_those_that_are_made_anew() -> None:
    talk, _ = await made("canvas")
    [page] = [each for each in await talk.say("rename segment 1 to Fans") if isinstance(each, CanvasRewritten)]
    assert "![](" not in page.markdown
    [again] = [each for each in await presses(talk) if isinstance(each, CanvasRewritten)]
    assert (again.changes, "![](sizes-v2.png)" in again.markdown) == (talk.state.canvas.name, True)


async def test_pictures_of_every_drawing_have_names_of_their_own() -> None:
    """By its name a canvas finds a picture: one of before would do for it while the new one is on its way."""
    talk, _ = await made("five segments", "rename segment 1 to Fans")
    await presses(talk)
    assert [each.filename for each in files(talk.heard) if each.alt] == ["sizes.png", "sizes-v2.png", "sizes-v3.png"]
    [canvas] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert "![](sizes-v3.png)" in canvas.markdown


async def test_pictures_that_an_earlier_version_drew_are_told_from_those_of_today() -> None:
    talk = Files(SEGMENTATION, analyst=Corrects(), state=stored(SEGMENTATION, "segmentation-v1-handed-out"))
    talk.made = []
    await talk.say("rename segment 1 to Fans")
    assert [each.filename for each in files(await presses(talk)) if each.alt] == ["sizes-v2.png"]


async def test_a_canvas_of_an_earlier_file_stays_as_it_is() -> None:
    talk, _ = await made("canvas", "five segments")
    assert not [each for each in talk.heard if isinstance(each, CanvasRewritten)]
    assert not [each for each in await talk.say("rename segment 1 to Fans") if isinstance(each, CanvasRewritten)]


async def test_a_canvas_that_somebody_deleted_is_made_once_more_when_it_is_asked_for() -> None:
    talk, _ = await made("canvas", "rename segment 1 to Fans", "rename segment 1 to Friends")
    refused = talk.incoming("schedule", action="unwritten", value=talk.state.canvas.name)
    assert notices(await talk.take(refused)) == [NOT_REWRITTEN]
    again = refused.model_copy(update={"key": "the other correction"})
    assert await talk.take(again) == [], "it is said once, however many corrections it missed"
    [canvas] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert canvas.title == "Segments of orders.csv, version 2"
    assert "Friends" in canvas.markdown
    assert await talk.take(refused.model_copy(update={"key": "late"})) == [], "that was another canvas"
