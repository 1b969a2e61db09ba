"""An analysis for the gallery: a file that leaves something open, segments, and none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flows.forms import Pick, Picks
from flows.origin_replies import Given
from flows.replies import Reply
from flows.segmentation_replies import (
    BeliefsCompared,
    Compared,
    CorrectionsTold,
    FileUnderstood,
    MadeBefore,
    ReportAnswered,
    SegmentsFound,
    TextsRead,
    TextsReading,
    WholeReport,
)
from segments.leavers import Leavers
from segments.period import NoLater
from segments.readings import Topic, Voice
from segments.report import Report
from segments.said import Belief, Stage
from segments.since import Moved, NameKept, OnceCalled, Part, Since, Size
from segments.standing import Standing, Undone
from segments.told import (
    Column,
    Criterion,
    Days,
    Kind,
    Left,
    Question,
    Receipt,
    Role,
    Scores,
    Segment,
    Trait,
    Understanding,
)  # fmt: skip
from studies.analysed import Analysed
from studies.learned import Strength
from studies.stated import Stated

COLUMNS = (Column("Invoice", "c1", "text", Role.ORDER), Column("Client", "c2", "text"), Column("Member", "c3", "text"))
WHO = Question(Role.CUSTOMER, "Which column says who had their knives sharpened?", ("c2", "c3"))
SAID = "4,210 order lines, time in Day; 120 lines have no customer."
CHOICE = 'year.zip has 2 tables; I read the largest, "orders.csv", and left out members.csv.'
RECEIPT = Receipt(4210, 4060, (Left("without a customer", 120), Left("twice", 30)))


def _segment(label: int, name: str, size: int, money: float, words: str) -> Segment:
    return Segment(
        f"s{label + 1}", label, name, size, size / 380, money,
        (Trait("orders", 11.0, 3.0, 1.6, words), Trait("days", 8.0, 60.0, -1.1, "last order 8 days ago, others 60")),
        (
            Criterion("sizable", "met", size / 380, f"{size} of 380 customers, above one in twenty"),
            Criterion("stable", "met", 0.91, "found again in 91 % of resamples"),
            Criterion("responds differently", "unknown", None, "no outcome in this file; a test would tell"),
        ),
        "At least 7 orders and the last within 20 days: right for 93 of 100.",
    )  # fmt: skip


FOUND = Report(
    file="orders.csv", understanding=Understanding(Kind.TRANSACTIONS, COLUMNS, 4210, SAID), receipt=RECEIPT,
    customers=380, features=("days since the last order", "orders", "money spent"),
    why="Two groups come back in nine of ten resamples, and stand further apart than noise would.",
    votes={"silhouette": 2, "gap": 2, "prediction strength": 2, "stability": 3},
    disagreements=("Stability would go to three; the third is 9 customers.",),
    scores=(Scores(2, 0.51, 0.92, 0.02, 0.95, (0.93, 0.91), (260, 120)),), method="k-means",
    segments=(
        _segment(0, "Every fortnight", 260, 0.81, "11 orders a year, others 3"),
        _segment(1, "Once, long ago", 120, 0.19, "one order, 200 days ago"),
    ),
    journeys=(
        (
            Stage("first contact", missing="campaign, source or sign-up dates"),
            Stage("first purchase", 260, 1.0, 300, "They first bought typically 300 days before the file ends."),
            Stage("coming back", 250, 0.96, 14, "96 % came back; half of these within 14 days."),
        ),
        (Stage("coming back", 0, 0.0, None, "Nobody has come back for a second purchase yet."),),
    ),
    leavers=Leavers(listed=28, of=287, low="0.52", high="0.88", alike=61, left=0.64),
    returned_all=2,
    predictions=("Tested on the last 26 weeks: it foretold 410 purchases, there were 396.",),
    next_steps=("Begin with “Every fortnight”: 81 % of the money comes from them.",),
)  # fmt: skip
NONE = FOUND.model_copy(update={"segments": (), "why": "They spread as evenly as noise does, by all four rules."})
SINCE = Since(
    file="orders-april.csv", both=361, moved=34, came=19, gone=8, by_then=41, holds=False,
    moves=(
        Moved(before="Every fortnight", after="Once, long ago", customers=27),
        Moved(before="Once, long ago", after="Every fortnight", customers=7),
    ),
    sizes=(
        Size(id="s1", name="Every fortnight", before=260, after=232),
        Size(id="s2", name="Once, long ago", before=109, after=148),
    ),
    words="The segments no longer fit these customers: orders shifted a lot since then. "
    "The next file is held against the new ones.",
    drift=("money spent shifted a little since then.",),
)  # fmt: skip
ONCE = (OnceCalled(number=2, name="Now and then"),)
GIVEN = (
    NameKept(
        number=1, name="Every fortnight", of=256, stay=201, money=0.88, size=251,
        elsewhere=(Part(number=2, customers=55),),
    ),
)  # fmt: skip
LATER = FOUND.model_copy(update={"since": SINCE, "once_called": ONCE, "names_kept": GIVEN, "cautions": (SINCE.words,)})
_APRIL = Days(date(2026, 4, 1), date(2026, 4, 30))
OTHER_DAYS = FOUND.model_copy(
    update={"since": Since(file="orders-april.csv", no_later=NoLater(covers=_APRIL, before=_APRIL, instead="same"))}
)
AFRESH = FOUND.model_copy(update={"since": Since(file="orders-april.csv", lacks=("days since the last order",))})
PUT = LATER.model_copy(update={"standing": Standing(customers=3, undone=(Undone(number=3, why="absent"),))})
LISTED = (
    "1. 2 customers belong in “Once, long ago” (Dana, 3 November 2026)",
    "2. “Fortnightly” is called “Every fortnight” (Ravi, 3 November 2026)",
    "3. 2 customers do not belong together (Dana, 4 November 2026)",
    "Correction 3 waits: a customer of it is not in this file.",
)
LINK = "https://acme.slack.com/archives/C0123456789/p1764000000000100"
BEFORE = Analysed(
    run="calm-river-1", file="orders-april.csv", kind="transactions", day=date(2026, 11, 3), channel="C0123456789",
    link=LINK,
)  # fmt: skip
COMPARED = (
    Compared(
        Stated(text="Most customers come back", conversation="c1", strength=Strength.WEAK, answer="a3", link=LINK),
        Belief("", "contradicted", 0.31, "31 % of 380 are those with orders of 2 or more (26 % to 36 %)."),
    ),
    Compared(
        Stated(text="Order at least 7 times", conversation="c1", answer="B", link=LINK, candidate="Regular kitchens"),
        Belief("", "confirmed", 0.28, "28 % of 380 are those with orders of 7 or more (23 % to 33 %)."),
    ),
    Compared(
        Stated(text="Chefs decide by who answers first", conversation="c1", strength=Strength.MEDIUM, answer="a5"),
        Belief("", "untestable", None, "This file does not tell.", "an interview or a survey"),
    ),
)
VOICES = FOUND.model_copy(update={"voices": (
    Voice(0, 250, 260, {"positive": 0.7, "negative": 0.2, "mixed": 0.06, "neutral": 0.04}, (
        Topic("delivery", 120, 0.48, 0.3, ("The courier rang twice and waited.", "Came a day late.")),
        Topic("edge", 60, 0.24, 0.1, ("It cuts tomatoes again.",)),
    ), ("courier", "late")),
    Voice(1, 120, 120, {"positive": 0.1, "negative": 0.9, "mixed": 0.0, "neutral": 0.0}, (
        Topic("price", 80, 0.67, 0.9, ("Twelve pounds a knife is too much for us.",)),
    ), ("pounds",)),
)})  # fmt: skip
SEGMENTS: tuple[Reply, ...] = (
    FileUnderstood(
        "understood-1", Understanding(Kind.TRANSACTIONS, COLUMNS, 4210, SAID, (WHO,)), RECEIPT, question=WHO
    ),
    FileUnderstood("understood-2", FOUND.understanding, replace(RECEIPT, choice=CHOICE), against=BEFORE),
    SegmentsFound("segments-1", FOUND, believed=True),
    SegmentsFound("segments-2", NONE),
    SegmentsFound("segments-3", LATER, BEFORE),
    SegmentsFound("segments-4", AFRESH, BEFORE.model_copy(update={"channel": ""})),
    SegmentsFound("segments-6", OTHER_DAYS, BEFORE),
    SegmentsFound("segments-5", FOUND, BEFORE.model_copy(update={"same_study": False})),
    WholeReport("report-2", LATER),
    WholeReport("report", FOUND, (Given(conversation="i1", id="F1", name="orders.csv", upload="1700000000.000100"),)),
    TextsReading("texts-1", "offered", 1204, 80, 57, 118_200, 0.12),
    TextsReading("texts-2", "reading", 1204, 320, 57, 118_200, 0.12, changes="texts-1"),
    TextsReading("texts-3", "spent", 1204, 640, 57, 118_200, None, changes="texts-1"),
    TextsReading("texts-4", "declined", 1204, 0, 57, 118_200, None, changes="texts-1"),
    TextsRead("read-1", VOICES),
    TextsReading("texts-5", "offered", 1204, 0, 57, 118_200, None, rehearses=True),
    TextsRead("read-2", VOICES.model_copy(update={"by_rule": True})),
    WholeReport("report-3", VOICES),
    SegmentsFound("segments-3/2", PUT, BEFORE, changes="segments-3"),
    WholeReport("report-4", PUT),
    CorrectionsTold("corrected-1", ("That customer belongs in “Once, long ago” from now on.",), (2,)),
    CorrectionsTold("corrections-1", LISTED, (1, 2, 3)),
    MadeBefore("before-1", ("the pictures", "the deck", "the list of “Once, long ago”")),
    MadeBefore("before-2", ("the deck",), ("the pictures", "the list of “Once, long ago”"), changes="before-1"),
    BeliefsCompared("beliefs-1", "orders.csv", COMPARED, left=4),
    ReportAnswered(
        "answered-1",
        "orders.csv",
        ("“Every fortnight” brings 81 % of the money.", "They order 11 times a year, the others 3."),
        (
            "By their share of the money, the largest first: Segment 1, “Every fortnight”: 81 %; "
            "Segment 2, “Once, long ago”: 19 %",
            "Segment 1, “Every fortnight”: 11 orders a year, others 3",
        ),
    ),
    ReportAnswered("answered-2", "orders.csv", ("Not used: 120 rows, without a customer.",), (), by_rule=True),
)
COLUMNS_FORM = Picks(
    "correct_columns", "Correct the columns", "Begin anew", "What is in the columns of orders.csv?",
    (("customer", "Who it is: the customer"), ("order", "Which order"), ("attribute", "Something about them")),
    tuple(Pick(each.field, each.name, each.role.value) for each in COLUMNS),
)  # fmt: skip
