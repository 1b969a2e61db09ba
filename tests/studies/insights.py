"""Claims and insights, as short as they can be."""

from __future__ import annotations

from studies.learned import Evidence, Insight, Learned, Member, Origin, Relation, Strength

TEAM, INVENTED = Origin.TEAM, Origin.SYNTHETIC


def claim(text: str, origin: Origin = TEAM, strength: Strength = Strength.MEDIUM, id: str = "a1.1") -> Learned:
    evidence = (Evidence(answer=id.partition(".")[0], ts="1000.000001", quote=text),)
    return Learned(id=id, kind="finding", text=text, strength=strength, origin=origin, evidence=evidence)


def member(
    said: Learned, relation: Relation = Relation.FIRST, conversation: str = "calm-river", channel: str = "C1"
) -> Member:
    id = f"{conversation}-{said.id}"
    return Member(id=id, relation=relation, conversation=conversation, channel=channel, joined_at=0.0, claim=said)


def insight(id: str, *members: Member) -> Insight:
    return Insight(id=id, study="S1", members=members)


def saying(id: str, text: str, origin: Origin = TEAM, strength: Strength = Strength.MEDIUM) -> Insight:
    return insight(id, member(claim(text, origin, strength)))
