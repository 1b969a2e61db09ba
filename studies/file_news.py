"""An analysis of a file as a digest tells of it: what was found, and what became of the segments of the file before."""

from __future__ import annotations

from segments.since import Since, Size
from studies.learned import Value
from studies.schedule import Alerts


class FileNews(Value):
    """`run` names it among all analyses, `upload` the file; `at` in Unix seconds."""

    run: str
    upload: str
    file: str
    customers: int
    """How many were compared; `whom` says what they are called."""
    whom: str = "customers"
    segments: int
    """0: there are no real ones."""
    at: float
    shown: str = ""
    """Name of the message that tells of it."""
    since: Since | None = None
    """What became of the segments of the file before; None for a first file."""

    conversation: str = ""
    """This and what follows is known where it is told of, and kept nowhere."""
    study: str = ""
    channel: str = ""
    link: str = ""
    people: tuple[str, ...] = ()
    """Slack user ids of those who wrote in its thread."""

    @property
    def key(self) -> str:
        """Told is each analysis once, one of the same file made anew too."""
        return f"analysed:{self.run}"

    @property
    def outdated(self) -> bool:
        """The segments of the file before are of no use for this one."""
        since = self.since
        if since is None or since.other_kind:
            return False
        return bool(since.lacks) or not since.holds or not self.segments


class Finding(Value):
    """What deserves an alert: a segment that shrank, or without a `size`, that the earlier segments no longer hold."""

    analysed: FileNews
    size: Size | None = None

    @property
    def key(self) -> str:
        """Of a file each segment is told once, however often the file is analysed."""
        what = self.size.id if self.size else "outdated"
        return f"{self.analysed.conversation}:{self.analysed.upload}:{what}"


def findings(analysed: FileNews, alerts: Alerts) -> list[Finding]:
    """-> what somebody wanted to hear of at once, the segments that lost most first."""
    found = [Finding(analysed=analysed)] if alerts.outdated and analysed.outdated else []
    if alerts.shrinks and analysed.since is not None:
        found += [Finding(analysed=analysed, size=each) for each in analysed.since.shrunk_in_both(alerts.shrinks / 100)]
    return found
