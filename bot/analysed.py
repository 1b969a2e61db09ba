"""Analyses that were finished before, as far as everybody who is told of them may read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from bot.access import Access
from bot.permalinks import permalink
from bot.stated import Asking, open_to_all
from segments.told import Days
from store import segmentations
from store.connection import Store
from store.segmentations import Kept
from studies.analysed import Analysed


async def analysed(store: Store, access: Access, asking: Asking, study: str) -> Sequence[Analysed]:
    """Those of a study, and the others of the channel that asks: the newest first.

    What comes of it stands where others read it: what not all of them may read is left out.
    """
    kept = await store.read(lambda tx: segmentations.around(tx, asking.team, study=study, channel=asking.channel))
    places = await open_to_all(access, asking, {each.channel for each in kept})
    return [_shown(asking, each, study) for each in kept if each.channel in places]


def _shown(asking: Asking, kept: Kept, study: str) -> Analysed:
    link = permalink(asking.address, kept.channel, kept.thread_ts, None) if kept.thread_ts else None
    return Analysed(
        run=kept.run,
        file=kept.file,
        kind=kept.kind,
        day=datetime.fromtimestamp(kept.at, UTC).date(),
        days=_days(kept.first_day, kept.last_day),
        channel="" if kept.channel.startswith("D") else kept.channel,
        link=link or "",
        same_study=kept.study == study,
    )


def _days(first: str | None, last: str | None) -> Days | None:
    return Days(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
