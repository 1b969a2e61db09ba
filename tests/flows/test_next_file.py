"""The next file of a study, in whichever thread it comes: what it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from flows.analyses import ORDER
from flows.files import File
from flows.memories import NoMemory
from flows.replies import Notice, Reply
from flows.segmentation import SEGMENTATION
from flows.segmentation.corrections_in_words import NAME_WAITS
from flows.segmentation.state import Phase
from flows.segmentation_replies import FileUnderstood, SegmentsFound
from segments.told import Days
from studies.analysed import Analysed
from tests.flows.segment_reports import FOUND, UNDERSTOOD
from tests.flows.test_segmentation import ORDERS, OTHERS, Analyst, notices
from tests.flows.thread import Thread, stored

KIND = UNDERSTOOD.kind.value


def analysed(run: str, kind: str = KIND, **more: bool) -> Analysed:
    return Analysed(run=run, file=f"{run}.csv", kind=kind, day=date(2026, 11, 3), **more)  # type: ignore[arg-type]


class Memory(NoMemory):
    def __init__(self, *known: Analysed) -> None:
        self.known: tuple[Analysed, ...] = known

    async def analysed(self) -> Sequence[Analysed]:
        return self.known


def thread(*known: Analysed) -> tuple[Thread, Analyst]:
    analyst = Analyst()
    return Thread(SEGMENTATION, analyst=analyst, memory=Memory(*known)), analyst


async def test_the_first_file_of_a_thread_is_held_against_the_newest_of_its_study() -> None:
    talk, analyst = thread(analysed("may"), analysed("april"))
    said = await talk.say("", attached=(ORDERS,))
    assert analyst.taken[-1][1].before == "may"
    [found] = [each for each in said if isinstance(each, SegmentsFound)]
    assert found.against == analysed("may")


async def test_the_first_message_says_what_the_file_is_going_to_be_held_against() -> None:
    talk, _ = thread(analysed("may"))
    assert beforehand(await talk.say("", attached=(ORDERS,))) == ["may.csv"]
    talk, _ = thread(analysed("answers", "survey"))
    assert beforehand(await talk.say("", attached=(ORDERS,))) == [], "they cannot be compared"
    talk, _ = thread(analysed("theirs", same_study=False))
    assert beforehand(await talk.say("", attached=(ORDERS,))) == []


async def test_where_nobody_says_who_may_read_what_the_file_before_it_in_the_thread_is_named() -> None:
    talk, _ = thread()
    assert beforehand(await talk.say("", attached=(ORDERS,))) == []
    assert beforehand(await talk.say("", attached=(OTHERS,))) == ["orders.csv"]


def beforehand(said: Sequence[Reply]) -> list[str]:
    return [each.against.file for each in said if isinstance(each, FileUnderstood) and each.against]


async def test_one_of_the_same_kind_goes_before_a_newer_one_of_another() -> None:
    talk, analyst = thread(analysed("answers", "survey"), analysed("april"))
    await talk.say("", attached=(ORDERS,))
    assert analyst.taken[-1][1].before == "april"
    talk, analyst = thread(analysed("answers", "survey"))
    await talk.say("", attached=(ORDERS,))
    assert analyst.taken[-1][1].before == "answers", "so that it is said that it is of another kind"


async def test_a_file_is_held_against_the_newest_from_which_it_goes_on() -> None:
    def days(first: int, last: int) -> Days:
        return Days(date(2026, 1, 1) + timedelta(first), date(2026, 1, 1) + timedelta(last))

    year = analysed("year").model_copy(update={"days": days(0, 300)})
    sample = analysed("sample").model_copy(update={"days": days(30, 60)})
    for covers, against in (
        (days(0, 330), "year"),
        (days(61, 90), "sample"),
        (days(70, 80), "sample"),
        (None, "sample"),
    ):
        talk, analyst = thread(sample, year)
        analyst.receipt = replace(analyst.receipt, days=covers)
        await talk.say("", attached=(ORDERS,))
        assert analyst.taken[-1][1].before == against, covers


async def test_one_of_another_study_is_told_of_and_not_compared() -> None:
    talk, analyst = thread(analysed("theirs", same_study=False))
    said = await talk.say("", attached=(ORDERS,))
    assert analyst.taken[-1][1].before == ""
    assert [each.against for each in said if isinstance(each, SegmentsFound)] == [analysed("theirs", same_study=False)]
    talk, analyst = thread(analysed("answers", "survey", same_study=False))
    said = await talk.say("", attached=(ORDERS,))
    assert [each.against for each in said if isinstance(each, SegmentsFound)] == [None]


async def test_the_same_file_once_more_stays_held_against_what_it_was() -> None:
    talk, analyst = thread(analysed("april"))
    await talk.say("", attached=(ORDERS,))
    talk.memory = Memory(analysed("newer"), analysed("april"))
    await talk.say("five segments")
    assert analyst.taken[-1][1].before == "april"
    await talk.say("", attached=(OTHERS,))
    assert analyst.taken[-1][1].before == "newer"


async def test_what_not_everybody_here_may_read_any_more_is_held_against_no_longer() -> None:
    talk, analyst = thread(analysed("april"))
    await talk.say("", attached=(ORDERS,))
    talk.memory = Memory()
    said = await talk.say("five segments")
    assert analyst.taken[-1][1].before == ""
    assert [each.against for each in said if isinstance(each, SegmentsFound)] == [None]


def going_on(name: str) -> tuple[Thread, Analyst]:
    """What an earlier version kept of a thread, under the present one."""
    analyst = Analyst()
    return Thread(SEGMENTATION, analyst=analyst, state=stored(SEGMENTATION, name)), analyst


async def test_a_question_that_an_earlier_version_asked_can_be_answered() -> None:
    talk, analyst = going_on("segmentation-v1-asking")
    said = await talk.press("column_1")
    assert [step for step, _ in analyst.taken] == list(ORDER)[1:]
    assert any(isinstance(each, SegmentsFound) for each in said)


async def test_what_an_earlier_version_stopped_goes_on_where_it_was() -> None:
    talk, analyst = going_on("segmentation-v1-stopped")
    await talk.say("resume")
    assert [step for step, _ in analyst.taken] == list(ORDER)[1:]
    assert talk.state.phase is Phase.DONE


async def test_the_next_file_is_held_against_what_an_earlier_version_analysed() -> None:
    talk, analyst = going_on("segmentation-v1-told")
    kept = talk.state.kept
    third = File(id="F9", name="third.csv", url="https://files.test/F9")
    await talk.say("", attached=(third,))
    assert kept
    assert analyst.taken[-1][1].before == kept


async def test_the_same_file_once_more_keeps_names_and_numbers_of_what_was_told() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    told = talk.state.kept
    await talk.say("five segments")
    assert {(task.own, task.given) for _, task in analyst.taken if task.wanted == 5} == {(told, 2)}
    await talk.say("", attached=(OTHERS,))
    assert analyst.taken[-1][1].own == ""


async def test_a_name_whose_customers_are_spread_over_others_is_said_to_wait() -> None:
    talk, analyst = thread()
    await talk.say("", attached=(ORDERS,))
    await talk.say("rename segment 2 to Sleepers")
    others = tuple(replace(each, id=f"s{each.number + 2}") for each in FOUND.segments[1:])
    analyst.found = FOUND.model_copy(update={"segments": (FOUND.segments[0], *others)})
    said = await talk.say("five segments")
    assert [each.text for each in said if isinstance(each, Notice)] == [NAME_WAITS.format(name="Sleepers")]
    assert NAME_WAITS.format(name="Sleepers") not in notices(await talk.say("six segments")), "it is said once"
