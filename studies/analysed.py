"""An analysis of customers that was finished before, as those who bring the next file may see it."""

from __future__ import annotations

from datetime import date

from segments.told import Days
from studies.learned import Value


class Analysed(Value):
    """`run`: its id among all analyses of a workspace; `kind`: what a line of its file was."""

    run: str
    file: str
    kind: str
    day: date
    channel: str = ""
    """Where it stands; empty in a direct message."""
    link: str = ""
    """Where Slack opens it; empty where that is not known."""
    days: Days | None = None
    """Which its file covers, where that is known."""
    same_study: bool = True
    """Of the study that asks; otherwise of another one, in the same channel."""
