"""What a team said of its customers in interviews, with the message it stands in."""

from __future__ import annotations

from studies.learned import Strength, Value


class Stated(Value):
    """A statement, or the rule of a candidate segment (then `candidate` is its name)."""

    text: str
    conversation: str
    strength: Strength | None = None
    """How the team knows; None of a candidate segment, which is a reading."""
    answer: str = ""
    """Id of the answer it stands in; of a candidate, its letter."""
    link: str = ""
    """Where Slack opens the message; empty where that is not known."""
    candidate: str = ""
