"""The message with the labelled rows: whose file it is, and how many in it returned nearly all they bought."""

from __future__ import annotations

import pytest

from flows.analyses import Told
from flows.replies import FileGiven
from flows.segmentation.rows import ROWS_ANEW, ROWS_OF, labelled
from segments.leavers import Leavers
from tests.flows.segment_reports import FOUND
from tests.flows.test_segmentation import ORDERS

ALL = "Every customer with the segment: orders.csv"


@pytest.mark.parametrize(
    ("returned", "title"),
    [
        (None, ALL),
        (0, ALL),
        (1, f"{ALL}. One of them returned nearly all they bought: see “money_returned”."),
        (1_023, f"{ALL}. 1,023 of them returned nearly all they bought: see “money_returned”."),
    ],
)
def test_who_returned_nearly_all_is_told_with_the_rows(returned: int | None, title: str) -> None:
    report = FOUND.model_copy(update={"returned_all": returned})
    given = labelled("rows-1", ORDERS, Told(rows=b"a"), "3-segments", report=report)
    assert isinstance(given, FileGiven)
    assert given.title == title
    anew = labelled("rows-1", ORDERS, Told(rows=b"a"), "3-segments", title=ROWS_ANEW, report=report)
    assert isinstance(anew, FileGiven)
    assert ".." not in anew.title
    leavers = report.model_copy(update={"returned_all": None, "leavers": Leavers(listed=3, of=30)})
    known = labelled("rows-1", ORDERS, Told(rows=b"a"), "3-segments", report=leavers)
    assert isinstance(known, FileGiven)
    told = "“chance_to_leave” is the chance of each who has not left; “who will leave?” lists the highest."
    assert known.title == f"{ALL}. {told}"
    texts = labelled("rows-1", ORDERS, Told(rows=b"a"), "3-segments", title=ROWS_OF["texts"])
    assert isinstance(texts, FileGiven)
    assert texts.title == "Every text with its segment: orders.csv"
