"""What is shown of the team's memory, with made-up words."""

from __future__ import annotations

from flows import memory_replies
from flows.replies import Reply
from studies.decisions import Decision, Kind, Part, State

LINK = "https://example.slack.com/archives/C0123456789/p1700000000000100"
DECIDED = 1_790_000_000.0
DECISION = Decision(
    id="tiva-melo",
    kind=Kind.DECISION,
    text="Open the evening class in Ghent first.",
    state=State.ADOPTED,
    owner="U0123456789",
    made_by="U0123456789",
    channel="C0123456789",
    created_at=DECIDED,
    decided_at=DECIDED,
    link=LINK,
)
MEMORY: tuple[Reply, ...] = (
    memory_replies.DecisionCard(
        "decision",
        Kind.SEGMENTATION,
        "2 segments: Cooking schools, Night kitchens",
        State.PROPOSED,
        "U0123456789",
        DECIDED,
        parts=(
            Part(letter="A", name="Cooking schools", rule="A school that asks for forty knives at once."),
            Part(letter="B", name="Night kitchens", rule="Whoever calls after ten in the evening."),
        ),
        source=LINK,
        basis=(
            memory_replies.BasisLine(1, "Two schools rang by themselves.", False, True),
            memory_replies.BasisLine(2, "Night cooks sharpen their own knives.", True, False),
        ),
    ),
    memory_replies.DecisionsShown("notice-1", Kind.DECISION, in_force=(DECISION,), names={DECISION.owner: "Dana"}),
)
