"""A small analysis, as it is told."""

from __future__ import annotations

from segments.report import Report
from segments.told import (
    Column,
    Criterion,
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

COLUMNS = (
    Column("Order", "c1", "text", Role.ORDER),
    Column("Client no", "c2", "text"),
    Column("Member no", "c3", "text"),
    Column("Day", "c4", "time", Role.TIME),
)
WHO = Question(Role.CUSTOMER, "Which column says who bought?", ("c2", "c3"))
UNDERSTOOD = Understanding(Kind.TRANSACTIONS, COLUMNS, 1200, "1,200 order lines, time in Day.")
UNSURE = Understanding(Kind.TRANSACTIONS, COLUMNS, 1200, "1,200 order lines, time in Day.", (WHO,))
RECEIPT = Receipt(1200, 1100, (Left("without a customer", 100),), ("3 amounts had a comma.",))


def segment(label: int, name: str, size: int) -> Segment:
    return Segment(
        id=f"s{label + 1}",
        label=label,
        name=name,
        size=size,
        share=size / 300,
        value_share=0.7 if label == 0 else 0.3,
        traits=(Trait("orders", 12.0, 2.0, 1.4, f"{name}: 12 orders a year, others 2"),),
        criteria=(
            Criterion("sizable", "met", size / 300, f"{size} of 300 customers"),
            Criterion("responds differently", "unknown", None, "no outcome in this file"),
        ),
        rule="At least 8 orders; that is right for 9 of 10.",
    )


FOUND = Report(
    file="orders.csv",
    understanding=UNDERSTOOD,
    receipt=RECEIPT,
    customers=300,
    features=("days since the last order", "orders", "money spent"),
    why="Two groups come back in nine of ten resamples.",
    votes={"silhouette": 2, "gap": 2, "prediction strength": 2, "stability": 3},
    disagreements=("Stability would go to three.",),
    other_ways=("Merging whoever is nearest (Ward), asked for as many: agreement 0.71 of 1.",),
    scores=(Scores(2, 0.51, 0.9, 0.02, 0.95, (0.93, 0.9), (200, 100)),),
    method="k-means",
    segments=(segment(0, "Regulars", 200), segment(1, "Once, long ago", 100)),
    predictions=("It foretold 50 purchases, there were 48.",),
    cautions=("Country stands behind segment 2.",),
    next_steps=("Begin with “Regulars”.",),
)
NONE = FOUND.model_copy(update={"segments": (), "method": None, "why": "They spread evenly, as noise does."})
