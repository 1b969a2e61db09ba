"""What people do with insights by hand: merge, split, reject with a reason, bring back, pin."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from flows.records import ClaimJoined, InsightChanged, InsightsMerged, Record
from flows.runtime import Context, Incoming
from studies.learned import Relation, Status

LONGEST_REASON = 500


class Tended(BaseModel):
    """What a press or a form says. `other` is the insight that takes this one in, or the claim that is split off."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    insight: str = ""
    other: str = ""
    reason: str = ""

    @classmethod
    def of(cls, incoming: Incoming) -> Tended:
        """Nothing where the press says nothing that can be read."""
        try:
            return cls.model_validate_json(incoming.value or "{}")
        except ValueError:
            return cls()


async def merge(incoming: Incoming, context: Context) -> list[Record]:
    """All claims of one insight become the other's; both must be seen by whoever merges."""
    told = Tended.of(incoming)
    gone = await context.memory.insight(told.insight)
    into = await context.memory.insight(told.other) if gone else None
    if gone is None or into is None or gone.id == into.id or gone.study != into.study:
        return []
    if Status.MERGED in (gone.status, into.status):
        return []
    return [InsightsMerged(gone.id, into.id, incoming.user)]


async def split(incoming: Incoming, context: Context) -> list[Record]:
    """One claim leaves an insight and stands alone from now on; the last one stays where it is."""
    told = Tended.of(incoming)
    insight = await context.memory.insight(told.insight)
    claim = next((each.claim for each in insight.members if each.id == told.other), None) if insight else None
    if insight is None or claim is None or len(insight.members) < 2:
        return []
    return [
        InsightChanged(insight.id, "split", incoming.user, note=told.other),
        ClaimJoined(told.other, claim.text, new_id(context), Relation.FIRST, incoming.user, begins=True),
    ]


async def reject(incoming: Incoming, context: Context) -> list[Record]:
    """It counts no more, for a reason that is kept; its claims stay."""
    told = Tended.of(incoming)
    insight = await context.memory.insight(told.insight)
    reason = " ".join(told.reason.split())[:LONGEST_REASON]
    if insight is None or insight.status is not Status.STANDING or not reason:
        return []
    return [InsightChanged(insight.id, "rejected", incoming.user, note=reason, status=Status.REJECTED, reason=reason)]


async def bring_back(incoming: Incoming, context: Context) -> list[Record]:
    """A rejected insight counts again; nothing where it was not rejected."""
    insight = await context.memory.insight(Tended.of(incoming).insight)
    if insight is None or insight.status is not Status.REJECTED:
        return []
    return [InsightChanged(insight.id, "brought back", incoming.user, status=Status.STANDING, reason="")]


async def pin(incoming: Incoming, context: Context) -> list[Record]:
    """Always on top, or no longer so."""
    insight = await context.memory.insight(Tended.of(incoming).insight)
    wanted = incoming.action == "pin_insight"
    if insight is None or insight.pinned == wanted:
        return []
    return [InsightChanged(insight.id, "pinned" if wanted else "unpinned", incoming.user, pinned=wanted)]


def new_id(context: Context) -> str:
    """Of an insight that begins: `i` and twelve hexadecimal digits."""
    return f"i{context.random.getrandbits(48):012x}"
