"""One turn, one transaction: everything a turn changed is written together, or not at all."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from bot.engine.belonging import conversation_of
from bot.engine.desks import desk_of
from bot.engine.placing import begin_elsewhere
from bot.engine.records import keep_records
from bot.engine.rows import write_row
from bot.views import render
from bot.views.call import UPLOAD, SlackCall, taking_down, update
from flows.memories import DESK
from flows.replies import Reply
from flows.runtime import Incoming, Outcome
from store import claims, conversations, inbox, outbox, studies, timers, transcripts
from store.connection import Transaction
from store.conversations import Conversation
from studies.naming import alike, next_of

METADATA_EVENT = "segue_post"
STUDY_SECONDS = 90 * 86400.0
"""How long nobody may have worked on a study for a new interview, or the next file, to join it by itself."""


class TurnOvertaken(Exception):
    """The conversation moved on while the turn was thinking; its result is void."""


@dataclass(frozen=True)
class Rendered:
    """A Slack call ready for the outbox."""

    call: SlackCall
    key: str
    payload: str


def rendered(replies: Sequence[Reply]) -> list[Rendered]:
    """Replies as outbox rows-to-be. Done before the transaction: drawing is pure and may be slow."""
    ready = []
    for reply in replies:
        for call in render(reply):
            key = secrets.token_hex(8)
            metadata = {"event_type": METADATA_EVENT, "event_payload": {"key": key}}
            # A change that may have been lost is made again, not looked up: it needs no key in Slack.
            more = {} if call.changes or call.method == UPLOAD else {"metadata": metadata}
            ready.append(Rendered(call, key, json.dumps({**call.payload, **more}, ensure_ascii=False)))
    return ready


def commit_turn(
    tx: Transaction,
    conversation: Conversation,
    batch: Sequence[Incoming],
    outcome: Outcome,
    state: str,
    calls: Sequence[Rendered],
    now: float,
    shown: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """-> ids of other conversations that got something to do. Raises TurnOvertaken when the epoch moved on."""
    if not conversations.advance(
        tx,
        conversation.id,
        epoch=conversation.epoch,
        state=state,
        status=outcome.status,
        title=outcome.title,
        language=outcome.language,
        now=now,
    ):
        raise TurnOvertaken
    if outcome.title:
        _name_study(tx, conversation, outcome.title, now)
    # Somebody may have merged or moved while it was thought about.
    conversation = conversations.get(tx, conversation.id) or conversation
    if outcome.title or outcome.records:
        studies.moved_on(tx, team_id=conversation.team_id, id=conversation.study_id, now=now)
    finish_batch(tx, conversation, batch)
    woken = keep_records(tx, conversation, outcome.records, now)
    queue_calls(tx, conversation, finish_early(tx, conversation, calls, shown, now), now)
    for timer in outcome.timers:
        due_at = timer.due.timestamp() if timer.due else None
        timers.set_timer(
            tx, team_id=conversation.team_id, conversation_id=conversation.id, name=timer.name, due_at=due_at
        )
    return woken + _hand_on(tx, conversation, outcome.next, now)


def _name_study(tx: Transaction, conversation: Conversation, title: str, now: float) -> None:
    """Where the channel has a study that is called nearly the same, or one of the same file, what begins joins it."""
    team_id, own = conversation.team_id, conversation.study_id
    if conversation.title == "" and own == conversation.id and (into := _joined(tx, conversation, title, now)):
        studies.join(tx, team_id=team_id, conversation=conversation.id, own=own, into=into, now=now)
        return
    studies.name(tx, team_id=team_id, id=own, title=title, conversation=conversation.id)


def _joined(tx: Transaction, conversation: Conversation, title: str, now: float) -> str:
    """-> the study of its channel to which an interview, or the next file, belongs; empty where there is none."""
    among = {"team_id": conversation.team_id, "channel": conversation.channel}
    since, own = now - STUDY_SECONDS, conversation.study_id
    if conversation.flow == "interview":
        return alike(title, studies.recent_in(tx, **among, since=since, but=own))
    if conversation.flow == "segmentation":
        return next_of(title, studies.analysed_in(tx, **among, since=since, but=own))
    return ""


def _hand_on(tx: Transaction, conversation: Conversation, following: Sequence[Incoming], now: float) -> list[str]:
    """Inbox rows that the turn itself writes: for this conversation, or for the one they belong to."""
    woken, team_id = [], conversation.team_id
    for each in following:
        incoming = each if each.channel else _here(each, conversation)
        if not inbox.is_known(tx, incoming.team, incoming.key):
            target = (
                desk_of(tx, team_id, studies.present(tx, team_id, each.study or conversation.study_id), now)
                if each.begins == DESK
                else begin_elsewhere(tx, incoming, now, study=conversation.study_id)
                or _target(tx, incoming, conversation)
            )
            write_row(tx, incoming, target, now)
            woken.append(target)
    return woken


def _here(incoming: Incoming, conversation: Conversation) -> Incoming:
    """A turn that was asked for from App Home does not know where its conversation is held."""
    return incoming.model_copy(update={"channel": conversation.channel, "direct": conversation.direct})


def _target(tx: Transaction, incoming: Incoming, conversation: Conversation) -> str:
    """A step belongs to whoever takes it; what names a conversation, or happened in another, to that one."""
    step = incoming.kind == "schedule" and incoming.conversation is None
    return conversation.id if step else conversation_of(tx, incoming) or conversation.id


def finish_batch(
    tx: Transaction, conversation: Conversation, batch: Sequence[Incoming], *, state: str = "done"
) -> None:
    """What was taken up is written into the transcript and leaves the inbox."""
    for incoming in batch:
        _record(tx, conversation, incoming)
    inbox.finish(tx, conversation.team_id, [incoming.key for incoming in batch], state)


def drop_batch(
    tx: Transaction, conversation: Conversation, batch: Sequence[Incoming], now: float, *, state: str = "done"
) -> None:
    """No turn comes of it: what a turn had shown of its answer is taken back."""
    finish_batch(tx, conversation, batch, state=state)
    queue_calls(tx, conversation, finish_early(tx, conversation, [], {}, now), now)


def said_in_full(name: str) -> str:
    """The name of the call that brings a reply, shown early, to its last word."""
    return f"{name}-said"


def says_what_stands(name: str, changes: str) -> bool:
    """Whether the call brings the text that its message has from now on: a reply to its last word, or a card drawn anew
    (`decision/1` in the place of `decision`). A question that shrinks to a line once it is answered was still asked."""
    return name == said_in_full(changes) or name.startswith(f"{changes}/")


def finish_early(
    tx: Transaction, conversation: Conversation, calls: Sequence[Rendered], shown: Mapping[str, str], now: float
) -> list[Rendered]:
    """-> the calls that are still to be made, where some replies were shown before the turn committed.

    `shown`: name of such a reply -> what of it was committed. What the turn did not say after all is taken back.
    """
    early = outbox.early(tx, conversation.id)
    if not early:
        return list(calls)
    outbox.settle_early(tx, conversation.id)
    said = {ready.call.name for ready in calls}
    gone = [taking_down(f"{name}-gone", name) for name in sorted(early - said)]
    rest = [_in_full(ready, shown) if ready.call.name in early else ready for ready in calls]
    queue_calls(tx, conversation, [Rendered(call, secrets.token_hex(8), "{}") for call in gone], now)
    return [ready for ready in rest if ready is not None]


def _in_full(ready: Rendered, shown: Mapping[str, str]) -> Rendered | None:
    """The change that completes what was shown early; None where nothing is missing."""
    call = ready.call
    if shown.get(call.name) == fingerprint(call):
        return None
    change = update(said_in_full(call.name), call.name, call.payload["text"], call.payload["blocks"])
    return Rendered(change, ready.key, json.dumps(change.payload, ensure_ascii=False))


def fingerprint(call: SlackCall) -> str:
    """Of what people see of a message."""
    return sha256(json.dumps([call.payload["text"], call.payload["blocks"]]).encode()).hexdigest()


def queue_calls(
    tx: Transaction, conversation: Conversation, calls: Sequence[Rendered], now: float, *, early: bool = False
) -> None:
    """Append calls to the conversation's lane, in order."""
    for ready in calls:
        to_somebody_else = "channel" in ready.call.payload
        outbox.add(
            tx,
            team_id=conversation.team_id,
            conversation_id=conversation.id,
            key=ready.key,
            name=ready.call.name,
            method=ready.call.method,
            changes=ready.call.changes or None,
            channel=ready.call.payload["channel"] if to_somebody_else else conversation.channel,
            thread_ts=ready.call.payload.get("thread_ts") if to_somebody_else else conversation.thread_ts,
            payload=ready.payload,
            now=now,
            early=early,
        )


def _record(tx: Transaction, conversation: Conversation, incoming: Incoming) -> None:
    team_id, id = conversation.team_id, conversation.id
    if incoming.kind == "message" or (incoming.kind in ("command", "submission") and incoming.text):
        transcripts.add(
            tx,
            team_id=team_id,
            conversation_id=id,
            ts=(incoming.message_ts if incoming.kind == "command" else None) or incoming.ts,
            author=incoming.author or incoming.user,
            text=incoming.text,
        )
    elif incoming.kind in ("edit", "deletion") and incoming.message_ts:
        for holder in {id, *transcripts.holders(tx, team_id, incoming.channel, incoming.message_ts)}:
            _record_change(tx, team_id, holder, incoming.message_ts, incoming)


def _record_change(tx: Transaction, team_id: str, id: str, ts: str, incoming: Incoming) -> None:
    if incoming.kind == "deletion":
        transcripts.bury(tx, team_id=team_id, conversation_id=id, ts=ts)
        claims.withdraw(tx, team_id, id, ts, "")
        return
    reads_so_now = transcripts.revise(
        tx,
        team_id=team_id,
        conversation_id=id,
        ts=ts,
        author=incoming.user,
        revision=incoming.edited_ts or incoming.ts,
        text=incoming.text,
    )
    if reads_so_now:
        claims.withdraw(tx, team_id, id, ts, incoming.said)
