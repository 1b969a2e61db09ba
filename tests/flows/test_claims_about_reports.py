"""A sentence whose figures all stand in its lines may still be wrong: what it claims by its words has to hold there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from segments.tallies import Tally
from segments.told import Criterion
from tests.flows.test_questions import CHURN, MONEY, SIZE, TELCO, TENURE, fault, line

UNKNOWN = Criterion("reachable", "unknown", None, "No column of this file tells how to reach them.")
STABLE = Criterion("stable", "met", 0.93, "Drawn anew, 93 % of it comes back.")
TOLD = TELCO.model_copy(
    update={
        "tallies": (
            Tally("country is Germany", (90, 20)),
            Tally("region is North", (90, 40)),
            Tally("with app", (40, 30)),
        ),
        "in_all": ("120 of 300 customers (40 %) came back: they ordered more than once.",),
        "segments": tuple(replace(each, criteria=(*each.criteria, UNKNOWN, STABLE)) for each in TELCO.segments),
    }
)
NORTH = "region is North"
GERMANY, APP, BACK, ROWS = "country is Germany", "with app: 70", "came back", "Not used: 100"
REACHED, IS_STABLE = "Segment 1, “Regulars”: reachable", "Segment 1, “Regulars”: stable"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Segment 1 brings the most money: 70 %.", MONEY),
        ("Segment 2 brings the least, with 30 % of the money.", MONEY),
        ("The largest segment has 200 customers (67 %).", "largest first: Segment 1, “Regulars”: 200"),
        ("Segment 1 churns more than segment 2.", CHURN),
        ("Segment 1 has a lower tenure than the others, on average 15.5.", TENURE),
        ("Segments 1 and 2 bring 70 % and 30 % of the money.", MONEY),
        ("Most of segment 1 churn: 57 %.", CHURN),
        ("In segment 1 there are 90 of 200 customers from Germany (45 %).", GERMANY),
        ("Germany is most common in segment 1 (45 %).", GERMANY),
        ("110 of 300 customers are in Germany (37 %).", GERMANY),
        ("Segment 2 has the highest share with the app: 30 %.", APP),
        ("120 of 300 customers (40 %) came back.", BACK),
        ("100 rows were left out, because they have no customer.", ROWS),
        ("It is not known whether segment 1 is reachable.", REACHED),
        ("Segment 1 is stable: 93 % of it comes back.", IS_STABLE),
        ("There are two segments: two groups come back in nine of ten resamples.", "Two groups come back"),
        ("No one test decides: silhouette says 2, stability 3.", "each test"),
        ("One test, the silhouette, would make 2, another 3.", "each test"),
        ("Most tests would make 2.", "each test"),
    ],
)
def test_what_holds_in_the_lines_is_carried(text: str, words: str) -> None:
    assert fault(TOLD, text, line(TOLD, words)) == ""


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("Segment 2 brings the most money.", MONEY, "not the one with the most"),
        ("Segment 1 churns least.", CHURN, "not the one with the least"),
        ("The largest segment has 100 customers (33 %).", "largest first: Segment 1", "not what the segment with"),
        ("Segment 1 churns most of all.", TENURE, "side by side"),
        ("Segment 2 brings more than segment 1.", MONEY, "the other way round"),
        ("Segment 1 churns less than segment 2.", CHURN, "the other way round"),
        ("Segment 1 has a higher tenure than the others, on average 15.5.", TENURE, "the other way round"),
        ("Segments 1 and 2 bring 30 % and 70 % of the money.", MONEY, "is not that of segment"),
        ("Segments 1 and 2 bring 70 % of the money.", MONEY, "not that of each"),
        ("Together segments 1 and 2 bring 70 % of the money.", MONEY, "for several segments together"),
        ("57 % of segment 1 do not churn.", CHURN, "without a “not”"),
        ("Segment 1 never churned.", CHURN, "“never” does not stand"),
        ("Segment 1 does not churn.", CHURN, "not so"),
        ("Everybody in segment 1 churned.", CHURN, "“Everybody” does not stand"),
        ("Everybody in segment 1 is from North.", NORTH, "“Everybody” does not stand"),
        ("Segment 1 brings 57 % of the money.", CHURN, "do not say that of money"),
        ("70 % of segment 1 churn.", MONEY, "do not say that of leaving"),
        ("57 % of all customers are in segment 1.", CHURN, "do not say that of size"),
        ("67 % of the money comes from segment 1.", SIZE, "do not say that of money"),
        ("Segment 1 stays for 15.5 months on average.", TENURE, "counts no months"),
        ("Segment 1 has 200 orders.", SIZE, "counts no orders"),
        ("Over 57 % of segment 1 churn.", CHURN, "“Over 57” does not stand"),
        ("Segment 1 churns twice as often as the others.", CHURN, "“twice” does not stand"),
        ("Most of segment 2 churn (16 %).", CHURN, "more than half"),
        ("In segment 2 there are 90 customers from Germany.", GERMANY, "does not stand"),
        ("Germany is most common in segment 2 (20 %).", GERMANY, "not the one with the most"),
        ("120 of 300 customers did not come back.", BACK, "without a “not”"),
        ("Segment 1 is not reachable.", REACHED, "not known"),
        ("Segment 1 is not stable.", IS_STABLE, "stable"),
        ("Segment 1 is coming from Germany, all of them.", GERMANY, "does not stand"),
        ("Segment 1 brings 140 % of it together with segment 2.", MONEY, "does not stand"),
    ],
)
def test_what_turns_the_lines_round_falls(text: str, words: str, why: str) -> None:
    assert why in fault(TOLD, text, line(TOLD, words))
