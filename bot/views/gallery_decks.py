"""A deck for the gallery, with everything its outline can show."""

from __future__ import annotations

from flows.deck_replies import DeckOutline, OutlinedPart
from flows.replies import Reply

PARTS = (
    OutlinedPart(1, "Introduction", "We decide by May where the second van goes"),
    OutlinedPart(2, "Target audience", "Kitchens of two kinds", thin="only guesses"),
    OutlinedPart(3, "Interests and behaviour", "Eleven kitchens came in February"),
    OutlinedPart(4, "Motivations and needs", "Nothing was said about this yet", thin="nothing said yet"),
    OutlinedPart(5, "Distinguishing characteristics", "They sharpen on Mondays"),
    OutlinedPart(6, "Framework", "4 of ten dimensions have evidence; 3 were not spoken of", left_out=True),
    OutlinedPart(7, "Segment profiles", "Met so far: 1 of 6 judgements; unknown: 5"),
    OutlinedPart(8, "Recommendations per segment", "What to do for each segment, and what to test first"),
    OutlinedPart(9, "Conclusion", "Begin with A · Cooking schools"),
)
DECKS: tuple[Reply, ...] = (
    DeckOutline("deck-1/1", "A sharpening van for restaurants", PARTS, stage="making", changes="deck-1"),
    DeckOutline("deck-1/2", "A sharpening van for restaurants", PARTS, stage="made", changes="deck-1"),
    DeckOutline("deck-1", "A sharpening van for restaurants", PARTS, unsaid=(2, 4, 5), rehearsing=True),
)
