"""Who is likely to leave, as a list: by the menu and in words, what its chances mean, and why there is none."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from flows.analyses import Step, Task, Told
from flows.replies import FileGiven, Reply
from flows.segmentation import SEGMENTATION
from flows.segmentation.handing_out import AUDIENCE, LEAVERS, asked_for
from flows.segmentation.listing import CHANCES, HOW_LEAVERS, NOT_THE_SAME, WITHOUT
from flows.segmentation.lists import ASK_AND_SEE, ASK_FOR_LEAVERS, NO_LEAVERS, NO_SEGMENTS, NOBODY_LEFT
from flows.segmentation.the_top import NOBODY_KNOWN
from segments.leavers import CHANCE, Leavers
from segments.report import Report
from segments.told import Column, Kind, Role
from tests.flows.segment_reports import NONE
from tests.flows.test_handing_out import KNOWN, Files, Tells
from tests.flows.test_segmentation import ORDERS, notices

MEMBERS = KNOWN.model_copy(
    update={
        "money": "Fee",
        "understanding": replace(
            KNOWN.understanding,
            kind=Kind.CUSTOMERS,
            columns=(*KNOWN.understanding.columns, Column("Churn", "c6", "truth", Role.OUTCOME)),
        ),
    }
)
FOUND = Leavers(listed=3, of=30, low="0.60", high="0.90", alike=45, left=0.71)
HOW = HOW_LEAVERS.format(of="30", low="0.60", high="0.90", column=CHANCE, alike="45", left="71 %")
CHANCE_OF = {7: "0.60", 3: "0.90", 12: "0.60", 25: "0.75"}


def rows(listed: int = 30) -> bytes:
    """Of the first thirty a chance, of the others that they left. Number 25 has no number of their own."""
    head = f"Client,segment_id,segment,segment_number,Fee,Churn,{CHANCE}"
    lines = [
        f"{'row ' if at == 25 else 'C'}{at},s{1 + at % 2},Regulars,1,{100 - at}.00,"
        + (f"No,{CHANCE_OF.get(at, '0.12')}" if at < listed else "Yes,")
        for at in range(300)
    ]
    return "\r\n".join(["\ufeff" + head, *lines, ""]).encode()


async def told(report: Report, data: bytes = b"") -> tuple[Files, Tells]:
    analyst = Tells()
    talk = Files(SEGMENTATION, analyst=analyst)
    talk.made = []
    await talk.say("", attached=(ORDERS,))
    analyst.rows = data or rows()
    talk.state = talk.state.model_copy(update={"report": report})
    return talk, analyst


def with_leavers(leavers: Leavers | None) -> Report:
    return MEMBERS.model_copy(update={"leavers": leavers})


def listed_in(said: list[Reply]) -> list[FileGiven]:
    return [each for each in said if isinstance(each, FileGiven)]


@pytest.mark.parametrize(
    "way",
    [
        "press",
        "who will leave?",
        "Which members are likely to leave?",
        "who is most likely to churn",
        "which customers will leave?",
        "which of our customers are about to leave",
        "which clients might leave next month?",
        "which subscribers will cancel?",
        "list the customers who will leave",
        "give me a list of those who are going to churn",
        "show me the customers most likely to leave, please",
        "audience of those likely to leave",
        "list the 3 leavers",
    ],
)
async def test_who_is_likely_to_leave_is_a_list_that_says_what_a_chance_means(way: str) -> None:
    talk, analyst = await told(with_leavers(FOUND))
    said = await (talk.press(AUDIENCE, talk.state.shown, value=LEAVERS) if way == "press" else talk.say(way))
    [given] = listed_in(said)
    assert list(csv.reader(io.StringIO(given.data.decode("utf-8-sig")))) == [
        ["Client", "segment", "Fee", "Churn", CHANCE],
        ["C3", "Regulars", "97.00", "No", "0.90"],
        ["C7", "Regulars", "93.00", "No", "0.60"],
    ], "the highest chance first, of equal ones who pays more; whoever has no number can be written to by nobody"
    assert (given.filename, given.title) == (
        "orders-likely-to-leave.csv",
        "Audience: 2 customers most likely to leave",
    )
    assert notices(said) == [HOW]
    assert analyst.dropped[-1] == talk.state.task.id


async def test_the_list_of_a_segment_says_what_the_chances_beside_it_mean() -> None:
    left_out = FOUND.model_copy(update={"without": ("ExitCall", "Reason")})
    data = "\r\n".join(
        line.replace(f",s{1 + at % 2},", ",s1," if at < 200 else ",s2,", 1)
        for at, line in enumerate(rows().decode().splitlines()[1:])
    )
    head = rows().decode().splitlines()[0]
    talk, _ = await told(with_leavers(left_out), f"{head}\r\n{data}\r\n".encode())
    said = await talk.say("audience of segment 1")
    [given] = listed_in(said)
    assert CHANCE in given.data.decode("utf-8-sig").splitlines()[0]
    [words] = notices(said)
    assert words.endswith(f"{CHANCES.format(column=CHANCE)} {WITHOUT.format(names='“ExitCall” and “Reason”')}")
    assert notices(await talk.say("who will leave?"))[0].endswith(WITHOUT.format(names="“ExitCall” and “Reason”"))
    talk.state = talk.state.model_copy(update={"report": with_leavers(None)})
    assert CHANCE not in str(notices(await talk.say("audience of segment 1")))


WHY = "I cannot tell who leaves better than by saying 27 % of everybody."


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (with_leavers(Leavers(why=WHY)), WHY),
        (KNOWN, NOBODY_LEFT),
        (NONE.model_copy(update={"leavers": FOUND}), NO_SEGMENTS),
    ],
)
async def test_where_no_chance_holds_there_is_no_list_and_why_is_said(report: Report, why: str) -> None:
    talk, _ = await told(report)
    for asked in ("who will leave?", "list everybody who will leave in the end"):
        assert notices(await talk.say(asked, mention=True)) == [NO_LEAVERS.format(why=why)]


async def test_a_report_of_before_is_asked_of_the_file_anew() -> None:
    """It does not say whether chances hold: the file does."""
    talk, analyst = await told(with_leavers(None))

    class Later(Tells):
        async def take(self, step: Step, task: Task) -> Told:
            done = await super().take(step, task)
            return done.model_copy(update={"report": with_leavers(self.found)}) if step is Step.CORRECT else done

    analyst.__class__ = Later
    analyst.found = FOUND
    said = await talk.say("who will leave?")
    assert (len(listed_in(said)), notices(said)) == (1, [HOW])
    analyst.found = Leavers(why=WHY)
    assert notices(await talk.say("who will leave?")) == [NO_LEAVERS.format(why=WHY)]
    analyst.found = None
    assert notices(await talk.say("who will leave?")) == [NO_LEAVERS.format(why=NOBODY_LEFT)]
    assert notices(await talk.say("list everybody who will leave in the end")) == [ASK_AND_SEE]


async def test_in_a_longer_sentence_it_is_said_how_to_have_the_list() -> None:
    talk, _ = await told(with_leavers(FOUND))
    said = await talk.say("list everybody who will leave in the end")
    assert (listed_in(said), notices(said)) == ([], [ASK_FOR_LEAVERS.format(listed="3", of="30")])


async def test_other_chances_than_the_report_tells_of_are_not_handed_out() -> None:
    talk, analyst = await told(with_leavers(FOUND), rows(29))
    assert notices(await talk.say("who will leave?")) == [NOT_THE_SAME]
    analyst.fails = Step.CORRECT
    [words] = notices(await talk.say("who will leave?"))
    assert "“those who are likely to leave” could not be gathered" in words


async def test_nobody_is_listed_whom_the_file_does_not_name() -> None:
    unnamed = tuple(each for each in MEMBERS.understanding.columns if each.role is not Role.CUSTOMER)
    understanding = replace(MEMBERS.understanding, columns=unnamed)
    talk, _ = await told(with_leavers(FOUND).model_copy(update={"understanding": understanding}))
    assert notices(await talk.say("who will leave?")) == [NOBODY_KNOWN]


@pytest.mark.parametrize(
    "said",
    ["who left", "leave", "who will leave the meeting early", "those who will leave us are fine", "will they leave?"],
)
def test_a_sentence_about_leaving_asks_for_no_list(said: str) -> None:
    assert asked_for(said) == ""
