"""News made by hand."""

from __future__ import annotations

from typing import Any

from segments.since import Moved, Since, Size
from studies.decisions import Kind, State
from studies.file_news import FileNews
from studies.learned import Evidence, Insight, Learned, Member, Origin, Relation, Strength
from studies.news import Change, Held, Item, Settled

SHRUNK = Since(
    file="april.csv", both=238, moved=30, gone=2, moves=(Moved(before="Regulars", after="Once", customers=30),),
    sizes=(Size(id="s1", name="Regulars", before=120, after=90), Size(id="s2", name="Once", before=120, after=148)),
)  # fmt: skip
"""Regulars lost a quarter."""


def item(insight: str = "i1", **more: Any) -> Item:
    told = {"text": f"What {insight} says.", "change": Change.NEW, "at": 0.0, "strength": Strength.MEDIUM, "real": 1}
    return Item(insight=insight, **{**told, **more})


def held(id: str, **more: Any) -> Held:
    return Held(id=id, **{"title": f"About {id}", **more})


def analysed(run: str = "r2", since: Since | None = None, **more: Any) -> FileNews:
    """Of 240 customers; without a `since`, a first file."""
    told = {"upload": f"F-{run}", "file": "may.csv", "customers": 240, "segments": 2, "at": 1.0, "conversation": "c1"}
    return FileNews(run=run, since=since, **{**told, **more})


def settled(id: str, **more: Any) -> Settled:
    told = {"kind": Kind.DECISION, "state": State.ADOPTED, "text": f"What {id} says.", "owner": "U1", "at": 1.0}
    return Settled(id=id, **{**told, **more})


def member(
    id: str, relation: Relation = Relation.SAME, origin: Origin = Origin.TEAM, *, conversation: str = "",
    channel: str = "C1", strength: Strength = Strength.MEDIUM, text: str = "", joined_at: float = 0.0,
) -> Member:  # fmt: skip
    claim = Learned(
        id="1", kind="finding", text=text or f"What {id} says.", strength=strength, origin=origin,
        evidence=(Evidence(answer="a1", ts="1.0", quote=f"{id}, word for word"),),
    )  # fmt: skip
    held_in = conversation or f"in-{id}"
    return Member(id=id, relation=relation, conversation=held_in, channel=channel, joined_at=joined_at, claim=claim)


def insight(*members: Member) -> Insight:
    return Insight(id="i1", study="s", members=members)
