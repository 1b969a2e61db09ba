"""What a team said of its customers, as far as everybody who is told of it may read it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.access import Access
from bot.permalinks import permalink
from flows.interview import INTERVIEW
from flows.interview.closing import summary_name
from flows.interview.state import InterviewState
from store import claims, conversations, outbox
from store.connection import Store, Transaction
from store.conversations import Conversation
from studies.learned import Loose
from studies.stated import Stated


@dataclass(frozen=True)
class Asking:
    """Who asks, and in which channel the answer will stand."""

    team: str
    user: str
    channel: str
    address: str
    """Of the workspace, with which permalinks begin."""


async def stated(store: Store, access: Access, asking: Asking, study: str) -> list[Stated]:
    """Of the interviews of a study; where it has none, of those held in the channel. Nothing personas said is in it.

    The answer stands where others read it: what not all of them may read is left out.
    """
    said = await store.read(lambda tx: claims.of_team(tx, asking.team, study_id=study))
    if not said:
        said = await store.read(lambda tx: claims.of_team_in(tx, asking.team, channel=asking.channel))
    places = await open_to_all(access, asking, {each.channel for each in said})
    seen = [each for each in said if each.channel in places]
    if said and not seen:
        access.denied(asking.team, asking.user, "study", study)
    return await store.read(lambda tx: [*_claims(tx, asking, seen), *_candidates(tx, asking, seen)])


async def open_to_all(access: Access, asking: Asking, channels: Iterable[str]) -> frozenset[str]:
    """-> those that whoever asks may read, and everybody in the channel of the answer, at this moment.

    Whoever joins a public channel tomorrow reads what stands there today: there, only what comes from public ones.
    """
    places = frozenset(channels)
    own, elsewhere = places & {asking.channel}, sorted(places - {asking.channel})
    here = await access.members(asking.team, asking.channel, anew=True) or frozenset()
    if asking.user not in here:
        return frozenset()
    public = await access.open_to_all(asking.team) if elsewhere else frozenset[str]()
    if public is None:
        return own
    asked = [place for place in elsewhere if place in public or asking.channel not in public]
    members = await asyncio.gather(*(access.members(asking.team, place, anew=True) for place in asked))
    return own | {place for place, there in zip(asked, members, strict=True) if there and here <= there}


def _claims(tx: Transaction, asking: Asking, said: Sequence[Loose]) -> list[Stated]:
    held = {id: conversations.get(tx, id) for id in {each.conversation for each in said}}
    found = []
    for each in said:
        evidence, talk = next(iter(each.claim.evidence), None), held[each.conversation]
        found.append(
            Stated(
                text=each.claim.text,
                conversation=each.conversation,
                strength=each.claim.strength,
                answer=evidence.answer if evidence else "",
                link=_link(asking, talk, evidence.ts) if evidence and talk else "",
            )
        )
    return found


def _candidates(tx: Transaction, asking: Asking, said: Sequence[Loose]) -> list[Stated]:
    """The candidate segments of these interviews, by their rules."""
    found = []
    for id in dict.fromkeys(each.conversation for each in said):
        talk = conversations.get(tx, id)
        try:
            state = INTERVIEW.read(talk.state) if talk else None
        except ValueError:
            continue  # Another version wrote it: what it says of itself is unknown.
        if talk is None or not isinstance(state, InterviewState) or state.summary is None:
            continue
        link = _link(asking, talk, outbox.ts_of(tx, id, summary_name(state.summaries)) or "")
        found += [
            Stated(text=each.rule, conversation=id, answer=each.id, link=link, candidate=each.name)
            for each in state.summary.segments
            if each.rule
        ]
    return found


def _link(asking: Asking, talk: Conversation, ts: str) -> str:
    if not ts:
        return ""
    return permalink(asking.address, talk.channel, ts, talk.thread_ts) or ""
