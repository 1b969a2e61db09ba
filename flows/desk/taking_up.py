"""New claims find their place: with what said the same before, against what says the opposite, or alone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from errors import ModelError
from flows.desk.tending import new_id
from flows.llm.memory_tasks import MATCH_CLAIMS, Candidate, MatchInputs, NewClaim
from flows.records import ClaimJoined, Record
from flows.runtime import Context
from studies.learned import Insight, Loose, Member
from studies.matching import NEW, Match, Meaning, Nearest, adds_weight, judged

MOST_AT_ONCE = 40
"""Claims that are taken up in one turn; the rest follows in the next."""


async def take_up(context: Context) -> tuple[list[Record], bool]:
    """-> what becomes of the claims that belong nowhere yet, and whether some are left for another turn."""
    loose = await context.memory.loose()
    known = {each.id: each for each in await context.memory.insights()}
    now, some = context.now.timestamp(), loose[:MOST_AT_ONCE]
    # Thousands of insights take a moment to be taken apart: beside the loop.
    nearest, fresh = await asyncio.to_thread(Nearest, list(known.values())), Nearest()
    near = {each.id: [known[id] for id in nearest.of(each.claim.text)] for each in some}
    said = await _model_says(some, near, context)
    records: list[Record] = []
    for each in some:
        match, by = said.get(each.id), "model"
        if match is None:
            match, by = judged(each.claim, [known[one.id] for one in near[each.id]]), "rule"
        match = _against_others(match, each, known)
        # Of what came together with it no model was asked.
        together = [known[id] for id in fresh.of(each.claim.text)] if match.meaning is Meaning.NEW else []
        same = _against_others(judged(each.claim, together), each, known)
        if same.meaning is not Meaning.NEW:
            match, by = same, "rule"
        id, begins = (match.insight, False) if match.insight else (_fresh(context, known), True)
        records.append(ClaimJoined(each.id, each.claim.text, id, match.relation, by, begins=begins))
        known[id] = _with(known.get(id) or _begun(id, now), each, match, now)
        if begins:
            fresh.add(known[id])
    return records, len(loose) > len(some)


async def _model_says(
    loose: Sequence[Loose], near: Mapping[str, Sequence[Insight]], context: Context
) -> Mapping[str, Match]:
    """Claim -> what a model takes it for, among those it may be; empty where there is none, or nothing to ask."""
    asked = [each for each in loose if near[each.id]]
    if context.model.rehearses or not asked:
        return {}
    inputs = MatchInputs(
        claims=tuple(
            NewClaim(
                id=f"n{number}",
                text=each.claim.text,
                candidates=tuple(Candidate(id=insight.id, text=insight.text) for insight in near[each.id]),
            )
            for number, each in enumerate(asked, 1)
        )
    )
    try:
        result = await context.model.run(MATCH_CLAIMS, inputs)
    except ModelError:
        # Nobody waits at a desk, and the rule is there.
        return {}
    verdicts = {each.claim: each for each in result.verdicts}
    found = {}
    for number, each in enumerate(asked, 1):
        verdict = verdicts.get(f"n{number}")
        insight = next((one for one in near[each.id] if verdict and one.id == verdict.candidate), None)
        if verdict is None:
            continue
        found[each.id] = _match(Meaning(verdict.relation), insight, each)
    return found


def _match(meaning: Meaning, insight: Insight | None, loose: Loose) -> Match:
    """A model that names what it was not shown has found nothing."""
    if insight is None or meaning is Meaning.NEW:
        return NEW
    if meaning is Meaning.SAME and adds_weight(loose.claim, insight):
        meaning = Meaning.STRONGER
    return Match(meaning=meaning, insight=insight.id)


def _against_others(match: Match, loose: Loose, known: Mapping[str, Insight]) -> Match:
    """Nobody is two sides: what speaks only against words of its own conversation stands by itself."""
    if match.meaning is not Meaning.CONTRADICTS:
        return match
    said_in = {each.conversation for each in known[match.insight].supporting}
    return match if said_in - {loose.conversation} else NEW


def _fresh(context: Context, known: Mapping[str, Insight]) -> str:
    while (id := new_id(context)) in known:
        pass
    return id


def _begun(id: str, now: float) -> Insight:
    return Insight(id=id, study="", created_at=now, updated_at=now)


def _with(insight: Insight, loose: Loose, match: Match, now: float) -> Insight:
    member = Member(
        id=loose.id,
        relation=match.relation,
        conversation=loose.conversation,
        channel=loose.channel,
        joined_at=now,
        claim=loose.claim,
    )
    return insight.model_copy(update={"members": (*insight.members, member)})
