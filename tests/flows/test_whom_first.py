"""Whom to call first, who left a name that was cut, and who is most loyal: what comes first is what was asked for."""

from __future__ import annotations

import pytest

from flows.segmentation.lists import LIKELY_LISTED, LISTED
from flows.segmentation_replies import ReportAnswered
from segments.leavers import Leavers
from segments.report import Report
from segments.since import NameKept, Part
from tests.flows.test_questions import TELCO, told
from tests.flows.test_questions_to_act_on import LINES, ORDERS, by_rule, first

LIKELY = ORDERS.model_copy(update={"leavers": Leavers(listed=517, of=5174, low="0.60", high="0.90")})
CUT = NameKept(
    number=1, name="Regulars", of=1362, stay=526, size=526, same=True, elsewhere=(Part(number=2, customers=836),)
)
PACE = (
    "c4",
    "By days from one purchase to the next (average), the highest first: Segment 2, “Once”: 103; "
    "Segment 1, “Regulars”: 52.0",
)


@pytest.mark.parametrize(
    "asked", ["who should I call first?", "who should I call first to keep them?", "which customers do we call first?"]
)
async def test_whom_to_call_first_begins_with_the_list_of_those_likely_to_leave(asked: str) -> None:
    talk = await told(LIKELY)
    [said] = await talk.say(asked, mention=True)
    assert isinstance(said, ReportAnswered)
    assert said.sentences[:2] == (LIKELY_LISTED.format(listed="517"), first(LIKELY))
    assert said.sentences[-1] == LISTED.format(number=1)


@pytest.mark.parametrize(
    ("report", "asked"),
    [
        (LIKELY.model_copy(update={"leavers": Leavers(why="No chance held.")}), "who should I call first?"),
        (LIKELY, "what should I offer to segment 1?"),
        (LIKELY, "what should we do next?"),
        (LIKELY, "who should we call to win back segment 1?"),
    ],
)
async def test_that_list_is_named_only_where_there_is_one_and_it_is_asked_whom_to_turn_to(
    report: Report, asked: str
) -> None:
    talk = await told(report)
    [said] = await talk.say(asked, mention=True)
    assert isinstance(said, ReportAnswered)
    assert said.sentences[0] == first(report)


@pytest.mark.parametrize("report", [ORDERS, TELCO], ids=["orders", "a file that tells who left"])
@pytest.mark.parametrize(
    "asked", ["who left Regulars?", "what happened to the Regulars?", "how many Regulars did we lose?"]
)
async def test_who_left_a_name_that_was_cut_is_told_by_where_they_are_now(report: Report, asked: str) -> None:
    talk = await told(report.model_copy(update={"names_kept": (CUT,)}))
    [said] = await talk.say(asked)
    assert isinstance(said, ReportAnswered)
    assert said.sentences == (
        "“Regulars” was cut: 526 of its 1,362 stay in segment 1 under that name; 836 are in segment 2 now, “Once, long "
        "ago”.",
    )


@pytest.mark.parametrize(
    ("asked", "ids"), [("which segment is most loyal?", ["h1", "c3"]), ("how loyal is segment 1?", ["s1.2", "s1.3"])]
)
def test_the_rarest_buyers_do_not_stand_on_top_of_the_most_loyal(asked: str, ids: list[str]) -> None:
    told_by = [each.lines for each in by_rule(asked, *LINES, PACE).sentences]
    assert [each for each in told_by if each != ["h1"]] == [[id] for id in ids if id != "h1"]
