"""Somebody is forgotten, or a study: in one transaction, the turn's own, with what Slack still shows of it to be taken
down. A turn that is under way elsewhere does not bring anything back: every conversation that is touched moves on."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from bot.engine.rows import take_down, tell_erased, write_row
from errors import SegueError
from flows.memories import DESK
from flows.news import DIGEST
from flows.records import OldForgotten, PersonaErased, PersonForgotten, StudyForgotten
from flows.registry import FLOWS
from flows.runtime import LAST, Incoming
from flows.wording import FIXED
from personas.passages import Passage
from personas.schema import Persona
from store import (
    conversations,
    erasure,
    forgetting,
    origins,
    outbox,
    personas,
    retention,
    schedules,
    segmentations,
    study_records,
    traces,
)
from store.connection import Store, Transaction
from store.conversations import Conversation
from studies.theirs import FORGOTTEN, Theirs, theirs

log = logging.getLogger("segue.forgetting")

STAYS = "decision"
"""Flow of what belongs to the team, whoever wrote it: it stays, without a name."""
NOBODYS_WORDS = (STAYS, DIGEST, DESK)
"""Flows whose states hold no word of anybody's, or none that goes: only who somebody is goes from them. A digest knows
channels, a time zone and ids; whoever wrote of Berlin did not say `Europe/Berlin`."""
_WORD_BY_WORD = re.compile(r"q\d|parked|stopped|hand|running|project|not-begun|shut-out|sorry")
"""Names of posts of which the transcript keeps every word: whether they take somebody up can be seen."""
_TOLD = re.compile(r"(digest|alert|answer|preview)-\d+$")
"""Names of a digest's posts in which words of others stand."""
ERASING = (PersonForgotten, StudyForgotten, OldForgotten, PersonaErased)
"""Records after which nothing of what went may stand in the log."""
TRIES = 7


async def clear_traces(store: Store) -> None:
    """As soon as nobody reads what was there before; what is in the way for longer, the next start does.

    Raises nothing: what was erased is erased.
    """
    for attempt in range(TRIES):
        try:
            if await store.leave_no_trace():
                return
        except SegueError as error:
            log.warning("the database's log could not be emptied: %s", error)
        await asyncio.sleep(0.2 * 2**attempt)
    log.warning("what was erased stands in the database's log until Segue starts anew: something reads it for long")


def forget_person(tx: Transaction, team_id: str, user: str, now: float) -> list[str]:
    """-> ids of the conversations that got something to do, or to take down in Slack."""
    their = theirs(user, forgetting.said(tx, team_id, user), forgetting.said_by_others(tx, team_id, user), known=FIXED)
    talks, since = forgetting.talks(tx, team_id, user), forgetting.first_said(tx, team_id, user)
    touched = list[str]()
    beside = forgetting.beside(tx, team_id, talks)
    for held in _there(tx, talks):
        if held.flow != STAYS and forgetting.is_alone(tx, team_id, held.id, user):
            touched += _erase(tx, held, now)
        else:
            forgetting.take_out(tx, team_id, held.id, user)
            touched += _put_out(tx, held, their, since, now)
    for held in _there(tx, beside):
        touched += _put_out(tx, held, their, since, now)
    forgetting.let_go(tx, team_id, user)
    traces.erased(tx)
    return touched


def forget_study(
    tx: Transaction, team_id: str, study_id: str, channels: Collection[str], now: float
) -> tuple[list[str], list[str]]:
    """What was said, learned, made and decided in these channels, and what digests told of it since.

    -> (ids of those that went, ids of digests that have something to take down in Slack)
    """
    ids = erasure.held_in(tx, team_id, study_id, channels)
    since = erasure.first_said(tx, team_id, ids) or LAST
    # What was learned in one channel may have been told in another one of the study.
    places = {*channels, *study_records.channels(tx, team_id, study_id)}
    gone = [id for held in _there(tx, ids) for id in _erase(tx, held, now)]
    digests = _untold(tx, team_id, study_id, places, since, now)
    erasure.erase_study(tx, team_id, study_id)
    traces.erased(tx)
    return gone, digests


def forget_old(
    tx: Transaction, team_id: str, ids: Sequence[str], before: float, now: float
) -> tuple[list[str], list[str]]:
    """Conversations in which nobody has written since `before`, as if they had been deleted; what digests told before.

    -> (ids of those that went, ids of digests that have something to take down in Slack)
    """
    still = [id for id in ids if retention.is_old(tx, team_id, id, before)]
    gone = [id for held in _there(tx, still) for id in _erase(tx, held, now)]
    digests = told_before(tx, before).get(team_id, [])
    for digest in _there(tx, digests):
        posts = [each for each in outbox.of_conversation(tx, team_id, digest.id) if _TOLD.match(each.name)]
        _take_down(tx, digest, [each for each in posts if each.ts and float(each.ts) < before], now)
    traces.erased(tx)
    return gone, digests


def told_before(tx: Transaction, before: float) -> dict[str, list[str]]:
    """-> team -> ids of digests of which Slack still shows what they told before that moment."""
    found: dict[str, list[str]] = {}
    for team_id, id, name in retention.posts_of_digests(tx, before):
        if _TOLD.match(name) and id not in found.setdefault(team_id, []):
            found[team_id].append(id)
    return found


def _untold(tx: Transaction, team_id: str, study: str, channels: Collection[str], since: str, now: float) -> list[str]:
    """What digests posted after that moment, as far as it may tell of that study and channels. -> their ids"""
    touched = []
    for digest in _there(tx, schedules.telling_of(tx, team_id, study=study, channels=channels)):
        posts = outbox.of_conversation(tx, team_id, digest.id)
        told = [each for each in posts if _TOLD.match(each.name) and since < (each.ts or LAST)]
        _take_down(tx, digest, told, now)
        touched += [digest.id] if told else []
    return touched


def _there(tx: Transaction, ids: Sequence[str]) -> Iterator[Conversation]:
    """As each stands once those before it are done with."""
    for id in ids:
        if held := conversations.get(tx, id):
            yield held


def _erase(tx: Transaction, held: Conversation, now: float) -> list[str]:
    """All of a conversation; of a persona's, the persona with every talk held with it. -> ids of those touched"""
    touched = [held.id]
    if personas.get(tx, held.team_id, held.id) is not None:
        talks = personas.interviews(tx, held.team_id, held.id)
        personas.erase(tx, held.team_id, held.id)
        touched += [id for talk in _there(tx, talks) for id in _erase(tx, talk, now)]
    _take_down(tx, held, outbox.of_conversation(tx, held.team_id, held.id), now)
    waits = erasure.erase_conversation(tx, held.team_id, held.id, takes_down=True)
    erasure.erase_schedule(tx, held.team_id, held.id)
    if held.flow == "role_play":
        tell_erased(tx, held.id, waits=waits, now=now)
    return touched


def _put_out(tx: Transaction, held: Conversation, their: Theirs, since: Mapping[str, str], now: float) -> list[str]:
    """What a conversation keeps and shows of somebody's words; it goes on without them. -> its id, if it held any

    Of what Segue posted there since they spoke, only questions and notes are kept word by word: all else goes. What
    stood there before took nothing up, and stays. `since`: conversation -> when they spoke first.
    """
    anywhere = min(since.values(), default=LAST)
    # An interview takes up what is said in it; everything else, what was said in its study too.
    first = since.get(held.id, anywhere) if held.flow == "interview" else anywhere
    spoke = anywhere if held.flow == DIGEST else since.get(held.id, LAST)
    posts = outbox.of_conversation(tx, held.team_id, held.id)
    state, readable = _left_of(held, their, {held.id, held.channel, *(each.name for each in posts)})
    title = "" if their.spoken_in(held.title) else held.title
    cards_changed = _put_out_cards(tx, held, their)
    for table in (segmentations, origins):
        table.put_out(tx, held.team_id, held.id, their.spoken_in, FORGOTTEN)
    if not readable:
        return _erase(tx, held, now)
    holds = state != held.state or cards_changed
    unread = LAST if held.flow == STAYS else min(spoke, first if holds else LAST)
    named = f"<@{their.user}" if held.flow != STAYS else None
    gone = [each for each in posts if _took_up(each, their, first, unread, named)]
    if not (spoke < LAST or holds or gone or title != held.title):
        return []
    _take_down(tx, held, gone, now)
    erasure.rewrite(tx, held.team_id, held.id, state=state, title=title)
    if gone and held.flow == "interview" and held.status == "open":
        _show_again(tx, held, now)
    return [held.id]


def _took_up(post: outbox.Post, their: Theirs, first: str, unread: str, named: str | None) -> bool:
    """Whether it names them, was made of their words since they spoke `first`, or may have been since `unread`."""
    text, at = post.text or "", post.ts or LAST
    if named is not None and named in text:
        return True
    return (at > first and their.spoken_in(text)) or (at > unread and not _WORD_BY_WORD.match(post.name))


def _left_of(held: Conversation, their: Theirs, marks: Collection[str]) -> tuple[str | None, bool]:
    """-> (the state without their words, whether it can still be read). `marks`: texts of ours that are no language."""
    flow = FLOWS.get(held.flow)
    their = Theirs(their.user) if held.flow in NOBODYS_WORDS else their
    if held.state is None or flow is None:
        return held.state, held.state is None
    try:
        state = flow.read(held.state)
        marks = _constants(flow.state) | frozenset(marks)
        left = their.without(flow.forget(state, their).model_dump(mode="json"), marks)
        told = flow.state.model_validate(left)
    except ValueError:
        return None, False
    return held.state if told == state else told.model_dump_json(), True


def _put_out_cards(tx: Transaction, held: Conversation, their: Theirs) -> bool:
    """Of the persona that was made here. A card that cannot be read without those words goes. -> whether any changed"""
    changed = False
    for version, card, passages in personas.stored(tx, held.team_id, held.id):
        try:
            persona = Persona.model_validate(their.without(json.loads(card), _constants(Persona)))
            near = [Passage.model_validate(each) for each in their.without(json.loads(passages))]
        except ValueError:
            personas.erase(tx, held.team_id, held.id)
            return True
        if persona.model_dump_json() != card or [each.model_dump() for each in near] != json.loads(passages):
            personas.rewrite(tx, held.team_id, held.id, version, persona, near)
            changed = True
    return changed


@cache
def _constants(model: type[BaseModel]) -> frozenset[str]:
    """The words by which a model tells its states apart: they are no language."""
    return frozenset(_named(model.model_json_schema()))


def _named(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from _named(each)
    if isinstance(schema, dict):
        yield from (each for each in (*schema.get("enum", ()), schema.get("const")) if isinstance(each, str))
        for each in schema.values():
            yield from _named(each)


def _take_down(tx: Transaction, held: Conversation, posts: Sequence[outbox.Post], now: float) -> None:
    for each in posts:
        outbox.erase(tx, held.id, each.seq)
        if each.ts is not None:
            erasure.erase_post(tx, held.team_id, held.id, each.ts)
            take_down(tx, held.team_id, held.id, each.name, each.channel, now, each.ts)


def _show_again(tx: Transaction, held: Conversation, now: float) -> None:
    """The question that waits stands in the thread once more: perhaps it was taken down."""
    row = Incoming(
        key=f"forgotten:{held.id}:{held.epoch}", team=held.team_id, kind="press", channel=held.channel,
        ts=f"{now:.6f}", thread_ts=held.thread_ts, direct=held.direct, action="resume", conversation=held.id,
    )  # fmt: skip
    write_row(tx, row, held.id, now)
