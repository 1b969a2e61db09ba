"""The ten dimensions of segmentation, and the matters an interview must settle besides them.

The dimensions follow the usual bases of market segmentation (Kotler and Keller, *Marketing
Management*). Matters are what trial interviews missed when they asked for the dimensions alone.
"""

from __future__ import annotations

from enum import StrEnum


class Dimension(StrEnum):
    """A basis on which customers can differ."""

    DEMOGRAPHIC = "demographic"
    GEOGRAPHIC = "geographic"
    BEHAVIOURAL = "behavioural"
    PSYCHOGRAPHIC = "psychographic"
    MOTIVATION = "motivation"
    VALUE = "value"
    TEMPORAL = "temporal"
    RELATIONSHIP = "relationship"
    CHANNEL = "channel"
    DISTINGUISHING = "distinguishing"


class Matter(StrEnum):
    """What the team must say besides the dimensions: without it no order of segments is possible."""

    DECISION = "decision"
    """Which decision the segmentation serves, by when, and from which size a segment matters."""
    STAGE = "stage"
    """Whether the product is live: before launch nobody has a 'last time' to tell about."""
    MONEY = "money"
    """Who pays whom, for what, how much."""
    SIDES = "sides"
    """Who buys and who uses; the two sides, if it is a market."""


Topic = Dimension | Matter
"""What a question can be about."""
