"""A file dropped in a thread: read, asked about, analysed step by step, told, made use of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import AnalysisError, NoRoom
from flows.analyses import ORDER, Drawn, Step, Task, Told
from flows.origin_replies import OriginAsked
from flows.persona.state import Start
from flows.persona_replies import Plan
from flows.records import FileAnalysed, SegmentsKept
from flows.registry import first_flow
from flows.replies import FileGiven, Notice
from flows.runtime import File, Incoming
from flows.segmentation import SEGMENTATION
from flows.segmentation.correcting import CORRECT
from flows.segmentation.graph import BUSY, NO_COLUMN, NO_TABLE
from flows.segmentation.hearing import segment_named
from flows.segmentation.personas import IN_A_THREAD, NOTHING_KNOWN
from flows.segmentation.rows import MOST_POSTED, TOO_MANY_ROWS
from flows.segmentation.state import Phase
from flows.segmentation.steps import NOTHING_LEFT
from flows.segmentation_replies import FileUnderstood, SegmentsFound, WholeReport
from personas.request import objection
from segments.renaming import renamed
from segments.report import Report
from segments.since import Since
from segments.standing import Standing, Undone
from segments.told import Left, Receipt, Role
from tests.flows.segment_reports import FOUND, NONE, RECEIPT, UNDERSTOOD, UNSURE
from tests.flows.thread import Thread
from tests.studies.news import SHRUNK

ORDERS = File(id="F1", name="orders.csv", url="https://files.test/F1")
OTHERS = File(id="F2", name="others.xlsx", url="https://files.test/F2")
THIRD = File(id="F4", name="third.csv", url="https://files.test/F4")
TEXT = File(id="F3", name="brochure.pdf", url="https://files.test/F3")


class Analyst:
    """Tells what it was given to tell; remembers what was asked."""

    def __init__(self, *, asks: bool = False, none: bool = False, fails: Step | None = None) -> None:
        self.asks, self.none, self.fails = asks, none, fails
        self.since: Since | None = None
        self.taken: list[tuple[Step, Task]] = []
        self.busy, self.admitted_to = False, list[str]()
        self.rows, self.packed = b"a,b\r\n", False
        self.dropped: list[str] = []
        self.stopped: list[str] = []
        self.asked: list[str] = []
        self.nameless, self.receipt = False, RECEIPT
        self.nothing_known, self.found = False, FOUND
        self.full = False

    def is_free(self, task: Task) -> bool:
        return not self.busy

    async def admitted(self, task: Task) -> None:
        self.admitted_to.append(task.id)
        self.busy = False

    async def take(self, step: Step, task: Task) -> Told:
        self.taken.append((step, task))
        if step is self.fails:
            if self.full:
                raise NoRoom("There is no room left on the disk.")
            raise AnalysisError("It is empty.", kept="Nothing was kept.", now="Drop one with rows.")
        if step is Step.READ:
            asks = self.asks and Role.CUSTOMER not in task.roles.values()
            return Told(understanding=UNSURE if asks else UNDERSTOOD, receipt=self.receipt, fingerprint=task.file.id)
        if step is Step.DESCRIBE:
            report = NONE if self.none else nothing_known(FOUND) if self.nothing_known else self.found
            return Told(report=report.model_copy(update={"since": self.since}))
        if step is Step.DRAW:
            drawn = (Drawn(file="sizes.png", title="Sizes", alt="Bars.", data=b"png"),)
            return (
                Told()
                if self.none
                else Told(pictures=drawn, rows=self.rows, packed=self.packed, model="{}", customers=task.id.encode())
            )
        if step is Step.CORRECT:
            return corrected(FOUND, task)
        return Told()

    async def stop(self, task: Task) -> None:
        self.stopped.append(task.id)

    async def drop(self, task: Task) -> None:
        self.dropped.append(task.id)

    async def who(self, run: str, written: Sequence[str]) -> Mapping[str, str] | None:
        """Customers 1 to 20."""
        self.asked.append(run)
        there = {str(number): f"key{number}" for number in range(1, 21)}
        return None if self.nameless else {each: there[each] for each in written if each in there}


def nothing_known(report: Report) -> Report:
    return report.model_copy(update={"segments": tuple(replace(each, traits=()) for each in report.segments)})


def corrected(report: Report, task: Task) -> Told:
    """What people said is done, but of segments that are not there."""
    there = [each.id for each in report.segments]
    gone = [each.number for each in task.corrected.customers if each.segment and each.segment not in there]
    count = len({key for each in task.corrected.customers if each.number not in gone for key in each.customers})
    standing = Standing(customers=count, undone=tuple(Undone(number=each, why="gone") for each in gone))
    changed = {"standing": standing if task.corrected.customers else None, "since": task.since}
    named = {**task.corrected.taken_back, **task.corrected.names}
    told = renamed(report, named).model_copy(update=changed)
    return Told(report=told, rows=b"c,d,e\r\n", model="{}", customers=b"corrected")


def thread(**more: bool | Step) -> tuple[Thread, Analyst]:
    analyst = Analyst(**more)  # type: ignore[arg-type]
    return Thread(SEGMENTATION, analyst=analyst), analyst


def notices(said: list[object]) -> list[str]:
    return [each.text for each in said if isinstance(each, Notice)]


async def test_a_dropped_file_becomes_segments_pictures_and_rows() -> None:
    talk, analyst = thread()
    said = await talk.say("segments please", attached=(ORDERS,))
    assert [step for step, task in analyst.taken] == list(ORDER)
    kinds = [type(each) for each in said if not isinstance(each, Plan | OriginAsked)]
    assert kinds == [FileUnderstood, SegmentsFound, FileGiven, FileGiven]
    plans = [each for each in said if isinstance(each, Plan)]
    assert plans[0].kind == "segments"
    assert plans[-1].finished
    assert all(each.changes == plans[0].name for each in plans[1:])
    rows = next(each for each in said if isinstance(each, FileGiven) and not each.alt)
    assert (rows.filename, rows.data) == ("orders-2026-11-23-2-segments.csv", b"a,b\r\n")
    assert talk.state.phase is Phase.DONE
    assert analyst.dropped == [talk.state.task.id]


async def test_what_the_file_does_not_tell_is_asked_before_anything_is_compared() -> None:
    talk, analyst = thread(asks=True)
    said = await talk.say("", attached=(ORDERS,))
    assert [step for step, task in analyst.taken] == [Step.READ]
    asked = said[-1]
    assert isinstance(asked, FileUnderstood)
    assert asked.question is not None
    await talk.press("column_1", asked.name)
    assert [step for step, task in analyst.taken][1:] == [Step.COMPARE, Step.FIND, Step.DESCRIBE, Step.DRAW]
    assert analyst.taken[-1][1].roles == {"c3": Role.CUSTOMER}


@pytest.mark.parametrize("answer", ["Client no", "it is client no", "CLIENT NO."])
async def test_an_answer_may_be_written(answer: str) -> None:
    talk, analyst = thread(asks=True)
    await talk.say("", attached=(ORDERS,))
    await talk.say(answer)
    assert analyst.taken[-1][1].roles == {"c2": Role.CUSTOMER}


@pytest.mark.parametrize("answer", ["the usual one", "client no or member no"])
async def test_an_answer_that_names_no_column_or_two_is_asked_again(answer: str) -> None:
    talk, analyst = thread(asks=True)
    await talk.say("", attached=(ORDERS,))
    said = await talk.say(answer)
    assert notices(said) == [NO_COLUMN]
    assert isinstance(said[-1], FileUnderstood)
    assert talk.state.phase is Phase.ASKING
    assert len(analyst.taken) == 1


async def test_noise_is_said_to_be_noise() -> None:
    talk, _ = thread(none=True)
    said = await talk.say("", attached=(ORDERS,))
    found = next(each for each in said if isinstance(each, SegmentsFound))
    assert not found.report.found
    assert SEGMENTATION.standing(talk.state) == "no real segments"


async def test_what_is_wrong_with_a_file_is_said_and_another_may_follow() -> None:
    talk, analyst = thread(fails=Step.READ)
    said = await talk.say("", attached=(ORDERS,))
    [words] = notices(said)
    assert "orders.csv" in words
    assert "It is empty. Nothing was kept. Drop one with rows." in words
    assert [each.stopped for each in said if isinstance(each, Plan)] == [False, True]
    analyst.fails = None
    await talk.say("", attached=(OTHERS,))
    assert talk.state.phase is Phase.DONE
    assert analyst.taken[-1][1].file == OTHERS


async def test_of_a_file_without_a_row_that_can_be_used_people_may_say_what_its_columns_are() -> None:
    talk, analyst = thread()
    analyst.receipt = Receipt(400, 0, (Left("in the future", 400),))
    said = await talk.say("", attached=(ORDERS,))
    [told] = [each for each in said if isinstance(each, FileUnderstood)]
    assert (told.receipt, told.question) == (analyst.receipt, None)
    assert NOTHING_LEFT in notices(said)[0]
    assert talk.state.phase is Phase.WAITING
    assert [step for step, _ in analyst.taken] == [Step.READ]
    analyst.receipt = RECEIPT
    roles = json.dumps({"c4": Role.IGNORED.value})
    await talk.take(talk.incoming("submission", action=CORRECT, value=roles, user="U2"))
    assert talk.state.phase is Phase.DONE


async def test_another_file_after_a_stop_puts_away_what_was_worked_on_at_once() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS,))
    talk.rows.clear()
    await talk.say("stop")
    assert analyst.dropped == [], "“resume” would go on with it"
    first = talk.state.task.id
    await talk.say("", attached=(OTHERS,))
    assert analyst.dropped == [first]
    assert talk.state.task.id != first


async def test_every_later_step_is_of_the_bytes_that_people_were_told_of() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    assert [task.fingerprint for _, task in analyst.taken] == ["", *["F1"] * 4]
    await talk.say("customers 3 and 4 belong together")
    assert analyst.taken[-1][0] is Step.CORRECT
    assert analyst.taken[-1][1].fingerprint == "F1"
    await talk.say("", attached=(OTHERS,))
    again = [task.fingerprint for _, task in analyst.taken[6:]]
    assert again == ["", *["F2"] * 4], "another file may have other bytes"


async def test_stop_ends_what_runs_and_resume_goes_on_with_that_step() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS,))
    await talk.take(talk.rows.pop())
    [step] = talk.rows
    talk.rows.clear()
    said = await talk.say("stop")
    assert any(isinstance(each, Plan) and each.stopped for each in said)
    assert analyst.stopped == [talk.state.task.id]
    assert await talk.take(step) == []
    talk.waits = False
    await talk.say("resume")
    assert talk.state.phase is Phase.DONE
    assert [step for step, task in analyst.taken] == list(ORDER)
    assert len({task.id for step, task in analyst.taken}) == 1


async def test_a_step_that_comes_twice_is_taken_once() -> None:
    talk, analyst = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS,))
    [step] = talk.rows
    await talk.take(step)
    assert await talk.take(step) == []
    assert [taken for taken, task in analyst.taken] == [Step.READ]


async def test_colleagues_may_talk_meanwhile() -> None:
    talk, _ = thread()
    talk.waits = True
    await talk.say("", attached=(ORDERS,))
    assert await talk.say("nice, I am curious") == []
    assert notices(await talk.say("are you done", mention=True)) == [BUSY]


async def test_another_number_of_segments_may_be_asked_for() -> None:
    talk, analyst = thread()
    await talk.say("three segments please", attached=(ORDERS,))
    assert analyst.taken[0][1].wanted == 3
    await talk.say("make it five segments")
    assert analyst.taken[-1][1].wanted == 5
    assert analyst.taken[-1][1].file == ORDERS
    assert len({task.id for step, task in analyst.taken}) == 2


@pytest.mark.parametrize("way", ["press", "words"])
async def test_a_segment_becomes_a_persona_made_of_what_the_data_say(way: str) -> None:
    talk, _ = thread()
    said = await talk.say("", attached=(ORDERS,))
    shown = next(each for each in said if isinstance(each, SegmentsFound))
    if way == "press":
        told = await talk.press("persona_of_2", shown.name)
    else:
        told = await talk.say("make a persona of segment 2")
    assert notices(told) == [IN_A_THREAD.format(segment="Once, long ago")]
    [begun] = talk.elsewhere
    assert begun.begins == "persona"
    start = Start.model_validate_json(begun.value or "")
    assert "Once, long ago" in start.brief
    assert objection(start.brief) is None
    assert start.brief == "somebody of the segment “Once, long ago” in the file orders.csv"
    assert start.segment is not None
    assert (start.segment.file, start.segment.number) == ("orders.csv", 2)
    assert start.segment.link == f"https://slack.test/p{talk.posted[shown.name]}"
    assert {(each.title, each.place) for each in start.passages} == {("orders.csv", "segment 2, Once, long ago")}
    assert [each.text for each in start.passages] == [
        "Once, long ago: 12 orders a year, others 2.",
        "They are 100 of 300 customers: 33 %.",
        "They bring 30 % of the money.",
    ]
    orders = start.passages[0].fact
    assert orders is not None
    assert (orders.here, orders.others, orders.way) == ("12", "2", "more")


async def test_of_a_segment_of_which_nothing_is_known_nobody_is_made() -> None:
    talk, analyst = thread()
    analyst.nothing_known = True
    await talk.say("", attached=(ORDERS,))
    assert notices(await talk.say("persona of segment 2")) == [NOTHING_KNOWN.format(segment="Once, long ago")]
    assert talk.elsewhere == []


async def test_there_is_no_persona_of_a_segment_that_is_not_there() -> None:
    talk, _ = thread()
    await talk.say("", attached=(ORDERS,))
    await talk.say("a persona of segment 9")
    assert talk.elsewhere == []


async def test_the_whole_report_opens_beside_the_thread() -> None:
    talk, _ = thread()
    assert SEGMENTATION.page(talk.state, "whole_report") is None
    await talk.say("", attached=(ORDERS,))
    assert SEGMENTATION.page(talk.state, "whole_report") == WholeReport("report", FOUND, talk.state.given)


async def test_a_second_file_is_held_against_what_was_kept_of_the_first() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    first = analyst.taken[-1][1]
    assert first.before == ""
    assert talk.kept(SegmentsKept) == [SegmentsKept(first.id, "", "{}", first.id.encode())]
    await talk.say("", attached=(OTHERS,))
    second = analyst.taken[-1][1]
    assert second.before == first.id
    assert talk.kept(SegmentsKept)[-1] == SegmentsKept(second.id, first.id, "{}", second.id.encode())


async def test_the_same_file_looked_at_again_is_held_against_the_one_before_it_not_against_itself() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    first = analyst.taken[-1][1]
    await talk.say("five segments")
    assert analyst.taken[-1][1].before == ""
    await talk.say("", attached=(OTHERS,))
    second = analyst.taken[-1][1]
    assert second.before not in ("", first.id)
    await talk.say("five segments")
    assert analyst.taken[-1][1].before == second.before


async def test_where_there_are_no_segments_the_next_file_is_held_against_those_of_before() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    first = analyst.taken[-1][1]
    analyst.none = True
    await talk.say("", attached=(OTHERS,))
    assert len(talk.kept(SegmentsKept)) == 1
    await talk.say("", attached=(THIRD,))
    assert analyst.taken[-1][1].before == first.id


async def test_what_each_file_came_to_is_remembered_and_a_second_look_takes_its_place() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    await talk.say("", attached=(OTHERS,))
    await talk.say("five segments")
    first, second = talk.state.analyses
    assert [first.upload, second.upload] == ["F1", "F2"]
    assert second.run == analyst.taken[-1][1].id
    assert (second.shown, second.segments, second.customers) == (talk.state.shown, 2, 300)
    assert second.at == talk.now.timestamp()


async def test_only_what_was_held_against_an_earlier_file_may_deserve_an_alert() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    assert talk.kept(FileAnalysed) == []
    analyst.since = SHRUNK
    await talk.say("", attached=(OTHERS,))
    assert talk.kept(FileAnalysed) == [FileAnalysed(analyst.taken[-1][1].id)]
    analyst.none = True
    await talk.say("", attached=(THIRD,))
    assert len(talk.kept(FileAnalysed)) == 2, "that there are none any more is one too"


async def test_what_is_no_table_is_said_to_be_none() -> None:
    talk, analyst = thread()
    assert notices(await talk.say("", attached=(TEXT,))) == [NO_TABLE]
    assert analyst.taken == []


@pytest.mark.parametrize(
    ("said", "files", "flow"),
    [
        ("", (ORDERS,), "segmentation"),
        ("who are they?", (ORDERS, OTHERS), "segmentation"),
        ("which segments are there?", (ORDERS,), "segmentation"),
        ("which segments do we use?", (), "decision"),
        ("find segments in our order data", (), "segmentation"),
        ("", (TEXT,), "interview"),
        ("persona of a caretaker", (ORDERS,), "persona"),
        ("interview", (), "interview"),
        ("Our segmentation is about benefits", (), "interview"),
        ("We make a portal for benefits", (), "interview"),
    ],
)
def test_a_file_of_customers_begins_an_analysis_and_other_words_what_they_say(
    said: str, files: tuple[File, ...], flow: str
) -> None:
    first = Incoming(
        key="k", team="T1", kind="message", channel="C1", ts="1.0", said=said, text=said, mention=True, attached=files
    )
    assert first_flow(first) == flow


PRESSES = ["stop", "resume", "retry", "column_0", "column_7", "column_", "persona_of_1", "persona_of_x"]
DOINGS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "stop",
                "resume",
                "five segments",
                "persona of segment 1",
                "client no",
                "hm",
                "",
                "undo",
                "customers 3 and 4 belong in segment 2",
                "rename segment 1 to Cooks",
                "corrections",
                "why two, and which brings most?",
            ]
        ).map(lambda text: ("say", text)),
        st.sampled_from(["orders", "two files", "brochure"]).map(lambda text: ("drop", text)),
        st.sampled_from([*PRESSES, "take_back_1", "take_back_x"]).map(lambda text: ("press", text)),
        st.just(("step", "")),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(DOINGS, st.booleans(), st.booleans())
async def test_whatever_happens_in_whatever_order_nothing_breaks(
    doings: list[tuple[str, str]], asks: bool, fails: bool
) -> None:
    talk = Thread(SEGMENTATION, analyst=Analyst(asks=asks, fails=Step.FIND if fails else None), waits=True)
    files = {"orders": (ORDERS,), "two files": (ORDERS, OTHERS), "brochure": (TEXT,)}
    for kind, what in doings:
        if kind == "say":
            await talk.say(what)
        elif kind == "drop":
            await talk.say("", attached=files[what])
        elif kind == "press":
            await talk.press(what)
        elif talk.rows:
            await talk.take(talk.rows.pop(0))
    while talk.rows:
        await talk.take(talk.rows.pop(0))
    assert talk.state.phase is not Phase.WORKING
    assert sum(isinstance(each, Plan) and not each.changes for each in talk.heard) == talk.state.tasks


async def test_very_many_rows_come_zipped_and_too_many_are_not_posted() -> None:
    talk, analyst = thread()
    analyst.rows, analyst.packed = b"PK", True
    said = await talk.say("", attached=(ORDERS,))
    assert [each.filename for each in said if isinstance(each, FileGiven)] == [
        "sizes.png",
        "orders-2026-11-23-2-segments.csv.zip",
    ]
    analyst.rows = b"P" * (MOST_POSTED + 1)
    said = await talk.say("five segments")
    assert [each.filename for each in said if isinstance(each, FileGiven)] == ["sizes-v2.png"]
    assert notices(said) == [TOO_MANY_ROWS.format(megabytes=25)]


def step_shown(plan: object) -> str:
    """The task at which a plan stands."""
    assert isinstance(plan, Plan)
    return next(each.title for each in plan.tasks if each.status == "in_progress")


async def test_that_it_waits_for_another_analysis_stands_in_the_plan_until_it_goes_on() -> None:
    talk, analyst = thread()
    analyst.busy, talk.waits = True, True
    await talk.say("", attached=(ORDERS,))
    [told] = await talk.take(talk.rows.pop())
    assert step_shown(told) == "Read the file (waits for another analysis)"
    assert analyst.taken == []
    [told] = await talk.take(talk.rows.pop())
    assert step_shown(told) == "Read the file"
    assert analyst.admitted_to == [talk.state.task.id]
    await talk.take(talk.rows.pop())
    assert [step for step, _ in analyst.taken] == [Step.READ]


async def test_stop_while_it_waits_and_resume() -> None:
    talk, analyst = thread()
    analyst.busy, talk.waits = True, True
    await talk.say("", attached=(ORDERS,))
    await talk.take(talk.rows.pop())
    talk.rows.clear()
    await talk.say("stop")
    assert analyst.stopped == [talk.state.task.id]
    talk.waits, analyst.busy = False, False
    await talk.say("resume")
    assert talk.state.phase is Phase.DONE
    assert analyst.admitted_to == []


def test_a_very_long_message_is_no_wish_and_is_looked_at_no_further_than_its_beginning() -> None:
    assert segment_named("a persona of segment 3") == 3
    assert segment_named("persona " * 5000 + "of segment 3") is None
