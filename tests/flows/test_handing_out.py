"""A report taken elsewhere, turn by turn: a deck and a canvas once of each report, a list of one segment."""

from __future__ import annotations

import asyncio
import csv
import io
import threading
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.gallery_segments import PUT, VOICES
from decks.deck import Deck
from errors import DeckError
from flows.analyses import Step, Task, Told
from flows.replies import CanvasGiven, CanvasRewritten, FileGiven, Reply
from flows.runtime import Context, DeckFiles
from flows.segmentation import SEGMENTATION
from flows.segmentation.handing_out import (
    ALIKE,
    AUDIENCE,
    CANVAS,
    DECK,
    NO_DECK,
    NO_PDF,
    NO_SUCH_SEGMENT,
    NOBODY_KNOWN,
    NOT_TAKEN,
    STANDS,
    asked_for,
)
from flows.segmentation.listing import HAVE, HAVE_LEFT, HOW_ALIKE, NOBODY_ALIKE, NOT_THE_SAME
from flows.segmentation.made_before import canvas_with_pictures, of_this_report
from flows.segmentation.state import Handed, Phase
from playground.canvas_markdown import fault
from segments.audiences import Audience, audience
from segments.report import Report
from segments.told import Column, Days, Kind, Role
from tests.flows.segment_reports import FOUND, NONE
from tests.flows.test_segmentation import ORDERS, OTHERS, Analyst, notices
from tests.flows.thread import MONDAY, Thread
from tests.views.hostile_segments import reports

KNOWN = FOUND.model_copy(
    update={
        "understanding": replace(
            FOUND.understanding, columns=(*FOUND.understanding.columns, Column("Client", "c5", "text", Role.CUSTOMER))
        )
    }
)
ROWS = "\ufeffClient,segment_id,segment\r\n" + "".join(
    f"C{number},s1,Regulars\r\n" if number < 200 else f'C{number},s2,"Once, long ago"\r\n' for number in range(300)
)


class Tells(Analyst):
    """Tells a report that knows who its customers are, and who is in which segment."""

    report: Report = KNOWN

    def __init__(self, *, none: bool = False) -> None:
        super().__init__(none=none)
        self.rows, self.alike = ROWS.encode(), b""

    async def take(self, step: Step, task: Task) -> Told:
        told = await super().take(step, task)
        if step is Step.CORRECT:
            return Told(rows=self.rows, alike=self.alike)
        if told.report is not None:
            return Told(report=self.report)
        return told


class Slow(Tells):
    """Gathers until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.gathers, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def take(self, step: Step, task: Task) -> Told:
        if step is Step.CORRECT:
            self.gathers.set()
            await self.may_go_on.wait()
        return await super().take(step, task)


class Files(Thread):
    """Files are made by noting the deck."""

    made: list[Deck]
    answer: DeckFiles | DeckError = DeckFiles(b"PK", b"%PDF")

    def _context(self) -> Context:
        return replace(super()._context(), make_deck=self._make, names=self._names)

    async def _make(self, deck: Deck) -> DeckFiles:
        self.made.append(deck)
        if isinstance(self.answer, DeckError):
            raise self.answer
        return self.answer

    async def _names(self, users: object) -> dict[str, str]:
        return {"U1": "Dana Okafor"}


async def told(**more: bool) -> tuple[Files, Tells]:
    """A thread in which a file was analysed."""
    analyst = Tells(**more)
    if more.get("none"):
        analyst.report = NONE
    talk = Files(SEGMENTATION, analyst=analyst)
    talk.made = []
    await talk.say("", attached=(ORDERS,))
    return talk, analyst


def files(said: list[Reply]) -> list[str]:
    return [each.filename for each in said if isinstance(each, FileGiven)]


@pytest.mark.parametrize("way", [DECK, "deck", "As a deck", "make the deck.", "Make a deck"])
async def test_a_report_becomes_a_deck_by_a_press_or_a_word(way: str) -> None:
    talk, _ = await told()
    said = await (talk.press(way, talk.state.shown) if way == DECK else talk.say(way))
    assert files(said) == ["orders-segments.pptx", "orders-segments.pdf"]
    [made] = talk.made
    assert made.made_on == MONDAY.date().isoformat()
    assert made.title == "Segments of orders.csv"
    assert (made.sources[0].who, made.sources[0].when) == ("Dana Okafor", "23 November 2026")


async def test_a_deck_is_made_once_of_each_report_whoever_presses() -> None:
    talk, analyst = await told()
    await talk.say("deck")
    assert notices(await talk.press(DECK, talk.state.shown, user="U2")) == [STANDS[DECK]]
    assert len(talk.made) == 1
    analyst.report = KNOWN.model_copy(update={"why": "Five were wanted."})
    await talk.say("five segments")
    assert files(await talk.say("deck")) == ["orders-segments-v2.pptx", "orders-segments-v2.pdf"]


async def test_no_real_segments_are_a_deck_and_a_canvas_too() -> None:
    talk, _ = await told(none=True)
    await talk.say("deck")
    assert talk.made[0].title == "No real segments in orders.csv"
    [page] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert page.markdown.startswith("# There are no real segments here")


async def test_a_deck_that_could_not_be_made_can_be_asked_for_again() -> None:
    talk, _ = await told()
    talk.answer = DeckError("no")
    assert notices(await talk.say("deck")) == [NO_DECK]
    talk.answer = DeckFiles(b"PK", pdf_failed=True)
    said = await talk.say("deck")
    assert files(said) == ["orders-segments.pptx"]
    assert notices(said) == [NO_PDF]


@pytest.mark.parametrize("way", [CANVAS, "canvas", "as a canvas"])
async def test_a_report_becomes_one_canvas_however_often_it_is_pressed(way: str) -> None:
    talk, _ = await told()
    said = await (talk.press(way, talk.state.shown) if way == CANVAS else talk.say(way))
    [page] = [each for each in said if isinstance(each, CanvasGiven)]
    assert (page.title, page.user, page.direct) == ("Segments of orders.csv", "U1", False)
    assert "# 2 segments among 300 customers" in page.markdown
    assert "Country stands behind segment 2" in page.markdown
    assert notices(await talk.press(CANVAS, talk.state.shown)) == [STANDS[CANVAS]]


async def test_a_canvas_names_the_pictures_below_the_segments() -> None:
    talk, _ = await told()
    [page] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert page.markdown.count("![](") == 1
    assert page.markdown.index("## 2. Once") < page.markdown.index("\n![](sizes.png)\n") < page.markdown.index("next")
    assert fault(page.markdown) == ""


async def test_a_canvas_that_is_made_before_the_pictures_gets_them_when_they_are_drawn() -> None:
    talk, _ = await told()
    undrawn = {"drawn": Handed(), "pictures": (), "canvas": Handed()}
    done = talk.state
    talk.state = done.model_copy(update=undrawn)
    [page] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert "![](" not in page.markdown
    drawn = {"drawn": done.drawn, "pictures": done.pictures}
    state, [later] = canvas_with_pictures(talk.state.model_copy(update=drawn))
    assert isinstance(later, CanvasRewritten)
    assert (later.changes, "![](sizes.png)" in later.markdown) == (page.name, True)
    assert of_this_report(state, state.canvas), "asked for again it stands"


async def test_another_report_is_another_canvas_and_says_so() -> None:
    talk, analyst = await told()
    await talk.say("canvas")
    analyst.report = KNOWN.model_copy(update={"file": OTHERS.name})
    await talk.say("", attached=(OTHERS,))
    [page] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert page.title == "Segments of others.xlsx, version 2"


async def test_the_next_version_has_what_the_texts_say_and_what_was_corrected_since() -> None:
    talk, _ = await told()
    await talk.say("canvas")
    since = {"voices": VOICES.voices, "standing": PUT.standing}
    talk.state = talk.state.model_copy(update={"report": talk.state.report.model_copy(update=since)})
    [page] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert page.title == "Segments of orders.csv, version 2"
    await talk.say("deck")
    for words in ("Came a day late.", "stand where the team put them"):
        assert words in page.markdown
        assert words in str(talk.made[-1])


@pytest.mark.parametrize(("what", "kind"), [("deck", DECK), ("canvas", CANVAS)])
async def test_what_slack_refused_for_good_can_be_asked_for_again(what: str, kind: str) -> None:
    talk, _ = await told()
    await talk.say(what)
    name = getattr(talk.state, what).name
    refused = talk.incoming("schedule", action="undelivered", value=name)
    assert notices(await talk.take(refused)) == [NOT_TAKEN[kind]]
    again = await talk.say(what)
    assert any(isinstance(each, FileGiven | CanvasGiven) for each in again)
    assert not any("version" in getattr(each, "title", "") for each in again)


@pytest.mark.parametrize(
    "way",
    [
        "press",
        "audience of segment 2",
        "The audience for segment 2, please.",
        "give me the audience of 2",
        "list the customers in segment 2",
    ],
)
async def test_the_customers_of_one_segment_are_listed_by_their_numbers(way: str) -> None:
    talk, analyst = await told()
    said = await (talk.press(AUDIENCE, talk.state.shown, value="2") if way == "press" else talk.say(way))
    [listed] = [each for each in said if isinstance(each, FileGiven)]
    lines = list(csv.reader(io.StringIO(listed.data.decode("utf-8-sig"))))
    assert lines[:2] == [["Client", "segment"], ["C200", "Once, long ago"]]
    assert len(lines) == 101
    assert (listed.filename, listed.title) == (
        "orders-segment-2-once-long-ago.csv",
        "Audience: Once, long ago, 100 customers",
    )
    assert analyst.dropped[-1] == talk.state.task.id


@pytest.mark.parametrize(("title", "words"), [("Churn", HAVE_LEFT), ("Responded", HAVE)])
async def test_a_list_says_how_many_of_it_left_and_whom_to_leave_out(title: str, words: str) -> None:
    talk, analyst = await told()
    outcome = Column(title, "c6", "truth", Role.OUTCOME)
    understanding = replace(KNOWN.understanding, kind=Kind.CUSTOMERS, columns=(*KNOWN.understanding.columns, outcome))
    talk.state = talk.state.model_copy(
        update={"report": KNOWN.model_copy(update={"understanding": understanding, "money": "Paid"})}
    )
    head, *lines = ROWS.splitlines()
    rows = [f"{line},{number}.00,{'Yes' if number < 230 else 'No'}" for number, line in enumerate(lines)]
    analyst.rows = "\r\n".join([f"{head},Paid,{title}", *rows]).encode()
    said = await talk.say("audience of segment 2")
    [listed] = [each for each in said if isinstance(each, FileGiven)]
    lines = listed.data.decode("utf-8-sig").splitlines()
    assert lines[:2] == [f"Client,segment,Paid,{title}", 'C299,"Once, long ago",299.00,No']
    assert notices(said) == [words.format(count="30", listed="100", outcome=title, level="Yes")]


ORDERED = "money_spent,money_returned,orders,last_order"
COVERED = replace(KNOWN.receipt, days=Days(date(2026, 1, 1), date(2026, 6, 30)))
OF_ORDERS = KNOWN.model_copy(update={"receipt": COVERED})


def ordered(number: int) -> str:
    """Who bought more returned it; every tenth came last in winter."""
    back = number if number > 297 else 0
    return f"{number}.00,{back}.00,1,2026-{'01' if number % 10 == 0 else '06'}-30"


async def test_a_list_begins_with_whoever_kept_most_and_says_who_returned_or_stayed_away() -> None:
    talk, analyst = await told()
    talk.state = talk.state.model_copy(update={"report": OF_ORDERS})
    head, *lines = ROWS.splitlines()
    rows = [f"{line},{ordered(number)}" for number, line in enumerate(lines)]
    analyst.rows = "\r\n".join([f"{head},{ORDERED}", *rows]).encode()
    said = await talk.say("audience of segment 2")
    [listed] = [each for each in said if isinstance(each, FileGiven)]
    order = [line.partition(",")[0] for line in listed.data.decode("utf-8-sig").splitlines()[1:]]
    assert (order[0], order[-3:]) == ("C297", ["C200", "C298", "C299"])
    assert notices(said) == [
        "Sorted by what they spent less what they returned. 2 of them returned nearly all: they stand last. "
        "10 of 100 ordered nothing in the last 90 days of the file."
    ]


async def test_look_alikes_are_sorted_by_what_they_kept_too() -> None:
    talk, analyst = await with_look_alikes(2)
    of_orders = OF_ORDERS.model_copy(update={"alike": 2, "best": BEST})
    talk.state = talk.state.model_copy(update={"report": of_orders})
    head, *lines = ALIKE_ROWS.splitlines()
    worth = ("500.00,500.00,1,2026-06-30", "3.00,0.00,1,2026-06-30")
    analyst.alike = "\r\n".join([f"{head},{ORDERED}", *map(",".join, zip(lines, worth, strict=True))]).encode()
    said = await talk.say("list the look-alikes")
    [listed] = [each for each in said if isinstance(each, FileGiven)]
    assert listed.data.decode("utf-8-sig").splitlines()[1].startswith("'=C7,")
    how = "Sorted by what they spent less what they returned. One of them returned nearly all and stands last."
    assert notices(said) == [f"{HOW_ALIKE.format(best=BEST[0])} {how}"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Big spenders", "orders-segment-1-big-spenders.csv"),
        ("../Größe: =M|<L>?", "orders-segment-1-größe-m-l.csv"),
        ("\u202efdp.exe", "orders-segment-1-fdp-exe.csv"),
        ("हिन्दी", "orders-segment-1-हिन्दी.csv"),
        ("?!", "orders-segment-1.csv"),
        ("Fibre optic, month to month, with everything else", "orders-segment-1-fibre-optic-month-to-month-with.csv"),
        ("x" * 90, f"orders-segment-1-{'x' * 40}.csv"),
    ],
)
async def test_the_file_is_called_as_the_segment_in_letters_that_any_disk_takes(name: str, file: str) -> None:
    talk, _ = await told()
    one, *others = KNOWN.segments
    called = KNOWN.model_copy(update={"segments": (replace(one, name=name), *others)})
    talk.state = talk.state.model_copy(update={"report": called})
    assert files(await talk.say("audience of segment 1")) == [file]


async def test_a_list_of_texts_is_called_so() -> None:
    talk, _ = await told()
    texts = replace(KNOWN.understanding, kind=Kind.TEXTS)
    talk.state = talk.state.model_copy(update={"report": KNOWN.model_copy(update={"understanding": texts})})
    said = await talk.say("audience of segment 2")
    assert [each.title for each in said if isinstance(each, FileGiven)] == ["Audience: Once, long ago, 100 texts"]


async def test_a_list_is_made_beside_the_loop_on_which_everybody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    made_on = list[threading.Thread]()

    def noted(*told: Any) -> Audience:
        made_on.append(threading.current_thread())
        return audience(*told)

    monkeypatch.setattr("flows.segmentation.listing.audience", noted)
    talk, _ = await told()
    await talk.say("audience of segment 2")
    assert made_on
    assert threading.main_thread() not in made_on


async def test_a_list_of_other_customers_than_the_report_tells_of_is_not_handed_out() -> None:
    talk, analyst = await told()
    analyst.rows = ROWS.replace("C299,s2", "C299,s1").encode()
    assert notices(await talk.say("audience of segment 2")) == [NOT_THE_SAME]


async def test_a_message_written_while_the_list_is_gathered_takes_nothing_from_under_it() -> None:
    """The engine stops the turn and begins it again; what works on the file meanwhile is the same process."""
    analyst = Slow()
    talk = Files(SEGMENTATION, analyst=analyst)
    talk.made = []
    await talk.say("", attached=(ORDERS,))
    dropped = list(analyst.dropped)
    asked = talk.message("audience of segment 2")
    stopped = asyncio.create_task(talk.take(asked))
    await analyst.gathers.wait()
    stopped.cancel()
    await asyncio.wait([stopped])
    assert analyst.dropped == dropped
    analyst.may_go_on.set()
    said = await talk.take(asked, talk.message("thanks, all"))
    assert [each.filename for each in said if isinstance(each, FileGiven)] == ["orders-segment-2-once-long-ago.csv"]
    assert analyst.dropped == [*dropped, talk.state.task.id]


async def test_why_there_is_no_list_is_said() -> None:
    talk, analyst = await told()
    assert notices(await talk.say("audience of segment 9")) == [NO_SUCH_SEGMENT.format(number=1)]
    analyst.fails = Step.CORRECT
    [words] = notices(await talk.say("audience of segment 1"))
    assert "“Regulars” could not be gathered. It is empty." in words
    assert analyst.dropped[-1] == talk.state.task.id
    assert len(analyst.dropped) == 2
    analyst.fails, analyst.report = None, FOUND
    await talk.say("five segments")
    assert notices(await talk.say("audience of segment 1")) == [NOBODY_KNOWN]


ALIKE_ROWS = "\ufeffClient,segment_id,segment\r\nC201,s2,Once\r\n'=C7,s1,Regulars\r\n"
BEST = ("The best 30 by money spent bring 44 % of it, each at least 2,900.", "2 others resemble them.")


async def with_look_alikes(alike: int | None) -> tuple[Files, Tells]:
    talk, analyst = await told()
    analyst.alike = ALIKE_ROWS.encode()
    talk.state = talk.state.model_copy(update={"report": KNOWN.model_copy(update={"alike": alike, "best": BEST})})
    return talk, analyst


@pytest.mark.parametrize("alike", [2, None])
@pytest.mark.parametrize(
    "way",
    [
        "press",
        "audience of the look-alikes",
        "List the lookalikes, please.",
        "those who resemble the best",
        "who are the look-alikes?",
        "who are the 159 look-alikes?",
        "show me the look-alikes",
    ],
)
async def test_who_resembles_the_best_is_a_list_that_says_how_they_were_found(way: str, alike: int | None) -> None:
    talk, analyst = await with_look_alikes(alike)
    said = await (talk.press(AUDIENCE, talk.state.shown, value=ALIKE) if way == "press" else talk.say(way))
    [listed] = [each for each in said if isinstance(each, FileGiven)]
    assert listed.data.decode("utf-8-sig").splitlines() == ["Client,segment", "C201,Once", "'=C7,Regulars"]
    assert (listed.filename, listed.title) == (
        "orders-like-the-best.csv",
        "Audience: 2 customers who resemble the best",
    )
    assert notices(said) == [HOW_ALIKE.format(best=BEST[0])]
    assert analyst.dropped[-1] == talk.state.task.id


async def test_no_list_of_look_alikes_is_made_up() -> None:
    talk, _ = await with_look_alikes(0)
    assert notices(await talk.say("list the look-alikes")) == [NOBODY_ALIKE]
    talk, _ = await with_look_alikes(3)
    assert notices(await talk.say("list the look-alikes")) == [NOT_THE_SAME]
    talk, analyst = await with_look_alikes(None)
    analyst.alike = b""
    assert notices(await talk.say("list the look-alikes")) == [NOBODY_ALIKE]
    analyst.fails = Step.CORRECT
    assert "“those who resemble the best” could not be gathered" in notices(await talk.say("list the look-alikes"))[0]


async def test_before_there_is_a_report_nothing_is_handed_out() -> None:
    analyst = Tells()
    talk = Files(SEGMENTATION, analyst=analyst)
    talk.made, talk.waits = [], True
    await talk.say("", attached=(ORDERS,))
    for what in (DECK, CANVAS, AUDIENCE):
        assert await talk.press(what, value="1") == []
    assert talk.state.phase is Phase.WORKING
    assert talk.made == []


async def test_while_pictures_are_drawn_the_report_can_be_taken_already() -> None:
    analyst = Tells()
    talk = Files(SEGMENTATION, analyst=analyst)
    talk.made, talk.waits = [], True
    await talk.say("", attached=(ORDERS,))
    while talk.state.step is not Step.DRAW:
        await talk.take(talk.rows.pop(0))
    assert talk.state.phase is Phase.WORKING
    assert files(await talk.say("deck")) == ["orders-segments.pptx", "orders-segments.pdf"]
    assert await talk.press(AUDIENCE, value="1") == []


@pytest.mark.parametrize(
    "said",
    [
        "the deck looks nice", "is there a canvas", "deck chairs sell well", "our audience is young",
        "audience of five", "who resembles the best?",
        "our look-alikes are here", "We test it on the audience for 2 weeks", "Our audience: people of 30",
    ],
)  # fmt: skip
def test_a_sentence_about_decks_asks_for_none(said: str) -> None:
    assert asked_for(said) == ""


@settings(max_examples=40, deadline=None)
@given(reports, st.booleans())
async def test_slack_takes_the_canvas_of_any_report(report: Report, direct: bool) -> None:
    analyst = Tells()
    analyst.report = report
    talk = Files(SEGMENTATION, analyst=analyst, direct=direct)
    talk.made = []
    await talk.say("", attached=(ORDERS,))
    [page] = [each for each in await talk.say("canvas") if isinstance(each, CanvasGiven)]
    assert fault(page.markdown) == ""
    assert len(page.markdown) <= 100_000
    ours = page.markdown.replace("\n![](sizes.png)\n", "", 1)
    assert "![" not in ours.replace("\\![", "").replace("!\\[", ""), "no mention, no picture of theirs"
