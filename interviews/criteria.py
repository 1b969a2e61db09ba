"""The six criteria of a segment, after Kotler and Keller, and Lehmann and Winer."""

from __future__ import annotations

from collections.abc import Mapping

from interviews.summary import Criterion

WOULD_TELL: Mapping[Criterion, str] = {
    Criterion.SIZABLE: "Count how many there are, and set the number from which they matter to you.",
    Criterion.IDENTIFIABLE: "Give the rule to a colleague with twenty customers and see where the two of you differ.",
    Criterion.REACHABLE: "Find one list or place and count how many on it belong here.",
    Criterion.RESPONDS: "Make these and others the same offer and compare what they do.",
    Criterion.COHERENT: "Talk to five of them and note where they disagree.",
    Criterion.STABLE: "Apply the rule again in three months and count who moved.",
}
"""Each criterion, in the order in which a segment is judged -> what would tell us, when nothing better is known."""

ASKS: Mapping[Criterion, str] = {
    Criterion.SIZABLE: "Is it big enough to matter?",
    Criterion.IDENTIFIABLE: "Can it be named by something better than a letter?",
    Criterion.REACHABLE: "Can we speak to these and not to all?",
    Criterion.RESPONDS: "Would another offer, price or message change what they do?",
    Criterion.COHERENT: "Are its members like each other?",
    Criterion.STABLE: "Will it be there next year?",
}
"""What each criterion asks of a segment."""
