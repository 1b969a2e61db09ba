"""What was found in the files of a study, as far as everybody who is told of it may read it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.access import Access
from bot.permalinks import permalink
from bot.stated import Asking, open_to_all
from decks.analysed.material import Analysed as Reported
from flows.segmentation import SEGMENTATION
from flows.segmentation.state import SegmentationState
from store import conversations, outbox, segmentations
from store.connection import Store, Transaction


async def reports(store: Store, access: Access, asking: Asking, study: str) -> Sequence[Reported]:
    """The last one of each thread in which a file was analysed, the newest first."""
    around = await store.read(lambda tx: segmentations.around(tx, asking.team, study=study, channel=asking.channel))
    own = [each for each in around if each.study == study]
    places = await open_to_all(access, asking, {each.channel for each in own})
    threads = dict.fromkeys(each.conversation for each in own if each.channel in places)
    return await store.read(lambda tx: [told for id in threads if (told := _told(tx, asking, id)) is not None])


def _told(tx: Transaction, asking: Asking, id: str) -> Reported | None:
    held = conversations.get(tx, id)
    try:
        state = SEGMENTATION.read(held.state) if held else None
    except ValueError:
        return None  # Another version wrote it.
    if held is None or not isinstance(state, SegmentationState) or state.report is None:
        return None
    ts = outbox.ts_of(tx, id, state.shown) or held.thread_ts
    link = permalink(asking.address, held.channel, ts, held.thread_ts if ts != held.thread_ts else None) if ts else ""
    return Reported(report=state.report, made_on=state.reported, link=link or "", language=held.language or "en")
