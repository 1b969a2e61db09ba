"""What the team believed, what the data say: asked for in the thread of an analysis."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from errors import AnalysisError
from flows.analyses import WITH_BELIEFS, Drawn, Step, Task, Told
from flows.memories import NoMemory
from flows.runtime import File
from flows.segmentation import SEGMENTATION
from flows.segmentation.beliefs import MOST, NOTHING_SAID, asks_for_it
from flows.segmentation.graph import ASK_FILE_TO_COMPARE
from flows.segmentation_replies import BeliefsCompared, SegmentsFound
from segments.said import Belief, Said
from studies.learned import Strength
from studies.stated import Stated
from tests.flows.segment_reports import FOUND, RECEIPT, UNDERSTOOD
from tests.flows.test_segmentation import notices
from tests.flows.thread import Thread

ORDERS = File(id="F1", name="orders.csv", url="https://files.test/F1")
ONCE = Stated(text="Most customers buy once", conversation="c1", strength=Strength.WEAK, answer="a3", link="https://x")
WHY = Stated(text="They come for the sauce", conversation="c1", strength=Strength.MEDIUM, answer="a4")
SEGMENT = Stated(text="Buy at least 3 times", conversation="c1", answer="A", candidate="Regulars")


class Memory(NoMemory):
    def __init__(self, *stated: Stated) -> None:
        self.said: tuple[Stated, ...] = stated

    async def stated(self) -> Sequence[Stated]:
        return self.said


class Analyst:
    """Contradicts whatever is said of once, and knows nothing else; remembers what was taken and put away."""

    def __init__(self) -> None:
        self.asked: list[Task] = []
        self.dropped = 0
        self.fails = False

    def is_free(self, task: Task) -> bool:
        return True

    async def admitted(self, task: Task) -> None:
        return None

    async def take(self, step: Step, task: Task) -> Told:
        if step is Step.READ:
            return Told(understanding=UNDERSTOOD, receipt=RECEIPT)
        if step is Step.DESCRIBE:
            return Told(report=FOUND)
        if step is Step.DRAW:
            return Told(pictures=(Drawn(file="a.png", title="A", alt="A", data=b"png"),))
        if step is not Step.BELIEVE:
            return Told()
        self.asked.append(task)
        if self.fails:
            raise AnalysisError("It is gone.", kept="The report stands.", now="Drop it again.")
        found = (
            Belief(each.text, "contradicted", 0.5, "50 %.")
            if "once" in each.text
            else Belief(each.text, "untestable", None, "It does not tell.", "a survey")
            for each in task.statements
        )
        return Told(beliefs=tuple(found))

    async def stop(self, task: Task) -> None:
        """Nothing runs."""

    async def drop(self, task: Task) -> None:
        self.dropped += 1


async def analysed(*stated: Stated) -> tuple[Thread, Analyst, str]:
    analyst = Analyst()
    talk = Thread(SEGMENTATION, analyst=analyst, memory=Memory(*stated))
    await talk.say("", attached=(ORDERS,))
    return talk, analyst, talk.last(SegmentsFound).name


@pytest.mark.parametrize("way", ["press", "what did we believe?", "compare with the interview"])
async def test_each_statement_is_held_against_the_file_and_keeps_its_source(way: str) -> None:
    talk, analyst, shown = await analysed(ONCE, WHY, SEGMENT)
    assert analyst.asked == []
    await (talk.press("compare_beliefs", shown) if way == "press" else talk.say(way))
    [task] = analyst.asked
    assert task.statements == (
        Said(text=ONCE.text), Said(text=WHY.text), Said(text=SEGMENT.text, rule=True)
    )  # fmt: skip
    told = talk.last(BeliefsCompared)
    assert [each.stated for each in told.compared] == [ONCE, WHY, SEGMENT]
    assert [each.belief.verdict for each in told.compared] == ["contradicted", "untestable", "untestable"]
    assert analyst.dropped == 2


async def test_whoever_came_from_an_interview_gets_its_segments_held_against_the_file_unasked_and_once() -> None:
    analyst = Analyst()
    talk = Thread(SEGMENTATION, analyst=analyst, memory=Memory(ONCE, SEGMENT))
    assert notices(await talk.take(talk.incoming("command", value=WITH_BELIEFS))) == [ASK_FILE_TO_COMPARE]
    said = await talk.say("", attached=(ORDERS,))
    assert [type(each) for each in said if isinstance(each, SegmentsFound | BeliefsCompared)] == [
        SegmentsFound,
        BeliefsCompared,
    ]
    await talk.say("", attached=(File(id="F2", name="july.csv", url="https://files.test/F2"),))
    assert len(analyst.asked) == 1


@pytest.mark.parametrize("stated", [(), (ONCE,)], ids=["no interview", "an interview"])
async def test_it_is_offered_only_where_something_was_said(stated: tuple[Stated, ...]) -> None:
    talk, _, _ = await analysed(*stated)
    assert talk.last(SegmentsFound).believed is bool(stated)
    [how] = notices(await talk.say("help?"))
    assert ("what did we believe" in how) is bool(stated)


async def test_without_an_interview_nothing_is_made_up() -> None:
    talk, analyst, shown = await analysed()
    assert notices(await talk.press("compare_beliefs", shown)) == [NOTHING_SAID]
    assert analyst.asked == []


async def test_what_two_interviews_say_in_the_same_words_is_looked_at_once() -> None:
    talk, analyst, _ = await analysed(
        ONCE, ONCE.model_copy(update={"conversation": "c2", "text": "most  customers buy once"})
    )
    await talk.say("what did we believe?")
    assert len(analyst.asked[0].statements) == 1


async def test_of_very_many_statements_the_newest_and_the_candidates_are_looked_at_and_the_others_counted() -> None:
    many = [ONCE.model_copy(update={"text": f"Customer {number} buys once"}) for number in range(MOST + 7)]
    talk, analyst, _ = await analysed(*many, SEGMENT)
    await talk.say("what did we believe?")
    assert [each.text for each in analyst.asked[0].statements] == [*[each.text for each in many[:MOST]], SEGMENT.text]
    assert talk.last(BeliefsCompared).left == 7


async def test_a_file_that_is_gone_is_said_and_the_segments_stay() -> None:
    talk, analyst, shown = await analysed(ONCE)
    analyst.fails = True
    [words] = notices(await talk.press("compare_beliefs", shown))
    assert "orders.csv" in words
    assert "It is gone. The report stands. Drop it again." in words
    assert talk.state.report == FOUND


async def test_what_the_team_said_is_kept_nowhere_in_the_conversation() -> None:
    talk, _, _ = await analysed(ONCE)
    await talk.say("what did we believe?")
    assert ONCE.text not in talk.state.model_dump_json()


async def test_before_there_are_segments_there_is_nothing_to_compare() -> None:
    analyst = Analyst()
    talk = Thread(SEGMENTATION, analyst=analyst, memory=Memory(ONCE))
    await talk.say("segments please")
    await talk.press("compare_beliefs")
    await talk.say("what did we believe?")
    assert analyst.asked == []


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("What did we believe?", True),
        ("what had the team assumed", True),
        ("what did we say in the interview?", True),
        ("please compare this with our interview", True),
        ("Compare it to what we believed", True),
        ("compare the beliefs", True),
        ("persona of segment 2", False),
        ("what did they buy?", False),
        ("I believe that is right", False),
        ("compare segment 1 with segment 2", False),
    ],
)
def test_plain_words_ask_for_it(said: str, asks: bool) -> None:
    assert asks_for_it(said) is asks
