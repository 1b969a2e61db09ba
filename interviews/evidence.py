"""A claim without evidence is not shown: what a model wrote is held against what was said."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.answers import Answer
from interviews.summary import Summary


def is_quote(quote: str, text: str) -> bool:
    """Whether `quote` stands in `text`, character for character after white-space folding."""
    raise NotImplementedError


def verified(summary: Summary, answers: Sequence[Answer]) -> Summary:
    """The summary without what no answer carries, and with the number of statements dropped.

    A statement that cites only unknown or skipped answers goes. `MET` and `NOT_MET` need a counted or
    heard claim in a cited answer; otherwise the verdict becomes `UNKNOWN` with what would tell us.
    All six criteria are present afterwards, in order.
    """
    raise NotImplementedError
