"""What became of segments, in a digest and in an alert: in words with their figures, linked to the analysis."""

from __future__ import annotations

from bot.views.segmentation import WHOM
from bot.views.segments_over_time import in_short, shrank, shrunk, told_first, whole
from bot.views.text import linked, safe_line, shortened
from flows.wording import fixed, say
from segments.since import Since
from studies.file_news import FileNews, Finding

FOUND = (fixed("{customers} {whom} of {file}: one segment"), fixed("{customers} {whom} of {file}: {count} segments"))
NONE = fixed("{customers} {whom} of {file}: no real segments")
NEW, ENDED = fixed("New: {names}."), fixed("No longer there: {names}.")
NONE_LEFT = fixed("There are no real segments in {file}, as there were in {before}.")
FILE, NAMES, LINE, MOST_DRIFTS = 60, 160, 300, 2


def analysed_line(analysed: FileNews, aside: str) -> str:
    """`• 380 customers of may.csv: 2 segments · Dana`, and below it what became of those of the file before.

    `aside`: who, where and when.
    """
    lines = [f"• {' · '.join(each for each in (_named(analysed), aside) if each)}"]
    since = analysed.since
    if since is not None:
        told = [*told_first(since), *(_changes(analysed, since) if since.compared else ())]
        lines += [f"   {safe_line(shortened(each, LINE))}" for each in told]
    return "\n".join(lines)


def finding_line(finding: Finding) -> str:
    """`• “Regulars” has a smaller share: 38 % of all now, 50 % in april.csv (90, 120 then) · 238 customers`"""
    analysed, since = finding.analysed, finding.analysed.since
    assert since is not None
    told = [whole(since), shrank(finding.size, since.file)] if finding.size else [_outdated(analysed, since)]
    return f"• {safe_line(shortened('. '.join(filter(None, told)), LINE))} · {_named(analysed)}"


def _changes(analysed: FileNews, since: Since) -> list[str]:
    names = [(NEW, since.new), (ENDED, since.ended)]
    return [
        *shrunk(since),
        *(say(words, names=shortened(", ".join(some), NAMES)) for words, some in names if some),
        *([_outdated(analysed, since)] if analysed.outdated else []),
        *since.drift[:MOST_DRIFTS],
    ]


def _outdated(analysed: FileNews, since: Since) -> str:
    """Why the segments of the file before are of no use for this one."""
    if since.lacks:
        return in_short(since)
    if not since.holds:
        return since.words
    return say(NONE_LEFT, file=shortened(analysed.file, FILE), before=shortened(since.file, FILE))


def _named(analysed: FileNews) -> str:
    words = FOUND[analysed.segments != 1] if analysed.segments else NONE
    told = say(
        words, customers=f"{analysed.customers:,}", whom=say(WHOM[analysed.whom]), count=analysed.segments,
        file=shortened(analysed.file, FILE),
    )  # fmt: skip
    return linked(analysed.link, told) if analysed.link else safe_line(told)
