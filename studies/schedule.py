"""What somebody set up to be told again and again: how often, where, about what, and what when nothing is new."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from studies.learned import Value
from studies.rhythm import Rhythm

MOST_IN_A_CHANNEL = 20
MOST_SOURCES = 20


class WhenNothing(StrEnum):
    """What comes when there is nothing new."""

    LINE = "line"
    SILENCE = "silence"


class Alerts(Value):
    """What is said at once, not with the next digest. Off unless somebody turns it on."""

    contradicted: bool = False
    sources: int = Field(0, ge=0, le=MOST_SOURCES)
    """From so many interviews with real people on; 0: never."""
    shrinks: int = Field(0, ge=0, le=100)
    """A segment lost that many per cent of its customers, or more; 0: never."""
    outdated: bool = False
    """The segments of a file no longer hold for the next one."""

    @property
    def on(self) -> bool:
        return self.contradicted or self.sources > 0 or self.of_segments

    @property
    def of_segments(self) -> bool:
        """They are looked for as soon as a file was analysed."""
        return self.outdated or self.shrinks > 0


class Schedule(Value):
    """`channel` is what it is about, and where it comes; a personal edition comes by direct message."""

    channel: str
    rhythm: Rhythm
    study: str = ""
    """Id of the study it is about; empty: the channel."""
    personal: bool = False
    when_nothing: WhenNothing = WhenNothing.LINE
    alerts: Alerts = Alerts()
