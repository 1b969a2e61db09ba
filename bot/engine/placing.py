"""What arrives is kept in its conversation, which it may begin. Decided inside the transaction that keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable

from bot.engine.belonging import conversation_of
from bot.engine.desks import desk_of, new_id
from bot.engine.fate import Fate, Placed
from bot.engine.rows import write_row
from flows.digest.state import Setup
from flows.keeping import PERSONAL
from flows.news import DIGEST
from flows.runtime import ASK_PERSONA, Incoming
from flows.study_files import EXPORT
from interviews.controls import control, is_side_talk
from store import conversations, inbox, outbox, personas, schedules, studies, transcripts
from store.connection import Transaction
from studies.schedule import MOST_IN_A_CHANNEL

JOINS_THE_LATEST = ("decision",)
"""Flows that belong to the study that was last worked on in their channel."""

APART = (EXPORT, PERSONAL)
"""Flows that belong to no study, and in which nobody talks."""
FORGETS_WHOLE = ("interview", "persona")
"""Flows that do not know that they were forgotten: they would take what is said there for a beginning."""


def place(
    tx: Transaction,
    incoming: Incoming,
    *,
    now: float,
    first_flow: Callable[[Incoming], str],
    begins_anew: Callable[[str, str | None, Incoming], bool] = lambda flow, state, incoming: False,
    stops: Callable[[str], bool] = lambda flow: False,
    interrupts: Callable[[str, Incoming], bool] = lambda flow, incoming: False,
) -> Placed:
    """Keep `incoming` in the inbox of its conversation, beginning that conversation if this is its start.

    `begins_anew` (flow, state, incoming): whether it begins something else than what is open in a direct message.
    `stops` (flow), `interrupts` (flow, incoming): as in `Flow`.
    """
    if inbox.is_known(tx, incoming.team, incoming.key):
        return Placed(Fate.KNOWN)
    if incoming.kind == "command" and incoming.action == DIGEST:
        return _begin_digest(tx, incoming, now)
    conversation_id = None
    if incoming.kind != "command":
        conversation_id = _begun_desk(tx, incoming, now) or conversation_of(tx, incoming)
    if incoming.kind == "command" and incoming.thread_ts and _is_taken(tx, incoming):
        if incoming.action != ASK_PERSONA:
            return Placed(Fate.TAKEN)
        # Where a conversation is held already, the persona is asked in a thread of its own.
        incoming = incoming.model_copy(update={"thread_ts": None})
    anew = conversation_id is not None and _begins_anew(tx, conversation_id, incoming, begins_anew)
    conversation_id = None if anew else conversation_id
    if conversation_id is None and _stands_elsewhere(tx, incoming):
        return Placed(Fate.ELSEWHERE)
    if conversation_id is None and _only_stops(tx, incoming):
        return Placed(Fate.NOTHING_RUNS)
    if conversation_id is None and _starts(incoming):
        incoming = incoming if anew else _with_choices(tx, incoming)
        conversation_id = _begin(tx, incoming, now=now, flow=first_flow(incoming))
    if conversation_id is not None and _says_nothing(tx, conversation_id, incoming):
        return Placed(Fate.KNOWN)
    if conversation_id is None and not _may_be_early(incoming):
        return Placed(Fate.NOT_OURS)
    write_row(tx, incoming, conversation_id, now)
    if conversation_id is None:
        return Placed(Fate.STRAY)
    grew = _ends_the_turn(tx, conversation_id, incoming, stops, interrupts)
    if incoming.kind in ("edit", "deletion") and incoming.message_ts:
        grew = grew or inbox.waits(tx, incoming.team, incoming.channel, incoming.message_ts)
    if grew:
        conversations.raise_epoch_unless_settled(tx, conversation_id)
    return Placed(Fate.PLACED, conversation_id, grew)


def _ends_the_turn(
    tx: Transaction,
    id: str,
    incoming: Incoming,
    stops: Callable[[str], bool],
    interrupts: Callable[[str, Incoming], bool],
) -> bool:
    """Whether the turn under way begins anew with it: an answer grew, or what is done there has to end first."""
    held = conversations.get(tx, id)
    if incoming.kind != "message":
        return held is not None and interrupts(held.flow, incoming)
    if is_side_talk(incoming.said) and not incoming.mention:
        return False
    wish = control(incoming.said)
    return wish is None or (wish in ("finish", "pause") and held is not None and stops(held.flow))


def _says_nothing(tx: Transaction, id: str, incoming: Incoming) -> bool:
    """An edit of what was deleted or forgotten; or what is said to nobody, or changed, where all was forgotten."""
    changes = incoming.kind in ("edit", "deletion")
    if (
        incoming.kind == "edit"
        and incoming.message_ts
        and transcripts.is_buried(tx, incoming.team, id, incoming.message_ts)
    ):
        return True
    if not changes and (incoming.kind != "message" or incoming.mention or incoming.direct):
        return False
    held = conversations.get(tx, id)
    return held is not None and held.flow in FORGETS_WHOLE and held.status == "closed" and held.state is None


def _is_taken(tx: Transaction, incoming: Incoming) -> bool:
    """Whether a conversation is held in the thread where one is asked for."""
    in_thread = conversations.in_thread(tx, incoming.team, incoming.channel, incoming.thread_ts or "")
    return bool(in_thread or conversation_of(tx, incoming))


def _begin_digest(tx: Transaction, incoming: Incoming, now: float) -> Placed:
    """A schedule and its conversation. It has no place in Slack: each of its posts stands by itself."""
    try:
        plan = Setup.model_validate_json(incoming.value or "").schedule
    except ValueError:
        return Placed(Fate.NOT_OURS)
    if schedules.beside(tx, incoming.team, plan, incoming.user) >= MOST_IN_A_CHANNEL:
        return Placed(Fate.FULL)
    id = new_id(tx)
    conversations.begin(
        tx, team_id=incoming.team, id=id, study_id=plan.study, flow=DIGEST, channel="", thread_ts=None, direct=False,
        starter=incoming.user, now=now,
    )  # fmt: skip
    schedules.add(tx, team_id=incoming.team, id=id, owner=incoming.user, plan=plan, now=now)
    write_row(tx, incoming, id, now)
    return Placed(Fate.PLACED, id)


def _begins_anew(
    tx: Transaction, id: str, incoming: Incoming, begins_anew: Callable[[str, str | None, Incoming], bool]
) -> bool:
    """Only at the top of a direct message: elsewhere the thread says what is meant."""
    if incoming.kind != "message" or not incoming.direct or incoming.thread_ts:
        return False
    conversation = conversations.get(tx, id)
    try:
        return conversation is not None and begins_anew(conversation.flow, conversation.state, incoming)
    except ValueError:
        return False


def _begun_desk(tx: Transaction, incoming: Incoming, now: float) -> str | None:
    """-> id of the desk of the study that `incoming` is about; None where it is about none, or none is known."""
    if not incoming.study:
        return None
    study = studies.present(tx, incoming.team, incoming.study)
    return desk_of(tx, incoming.team, study, now) if studies.title(tx, incoming.team, study) is not None else None


def begin_elsewhere(tx: Transaction, incoming: Incoming, now: float, *, study: str) -> str | None:
    """-> id of the conversation that a turn begins with this row, in the study of that turn's conversation; None where
    it belongs to one that is there."""
    if incoming.begins is None or conversations.in_thread(
        tx, incoming.team, incoming.channel, incoming.thread_ts or ""
    ):
        return None
    return _begin(tx, incoming, now=now, flow=incoming.begins, study=study)


def _stands_elsewhere(tx: Transaction, incoming: Incoming) -> bool:
    """Somebody answers below a note or a summary of ours whose conversation is held in another place."""
    if incoming.kind != "message" or not incoming.thread_ts:
        return False
    above = outbox.conversation_of_post(tx, incoming.team, incoming.channel, incoming.thread_ts)
    # What has no place of its own, such as a digest, only posts: below its posts people talk among themselves.
    conversation = conversations.get(tx, above) if above else None
    return conversation is not None and bool(conversation.channel)


def _with_choices(tx: Transaction, incoming: Incoming) -> Incoming:
    """Several interviews are open in threads of a direct message: the message brings along which there are."""
    if incoming.kind != "message" or not incoming.direct or incoming.thread_ts:
        return incoming
    open_ones = conversations.open_in_channel(tx, incoming.team, incoming.channel)
    choices = [{"title": title, "thread_ts": thread_ts} for _, thread_ts, title in open_ones]
    return incoming.model_copy(update={"value": json.dumps(choices)}) if choices else incoming


def _starts(incoming: Incoming) -> bool:
    return incoming.kind == "command" or (incoming.kind == "message" and (incoming.mention or incoming.direct))


def _only_stops(tx: Transaction, incoming: Incoming) -> bool:
    """Whoever says no more than “stop” begins nothing; where several are open, it is asked which is meant."""
    if incoming.kind != "message" or not _starts(incoming) or control(incoming.said) != "finish":
        return False
    return not (incoming.direct and conversations.open_in_channel(tx, incoming.team, incoming.channel))


def _may_be_early(incoming: Incoming) -> bool:
    return incoming.kind in ("message", "edit", "deletion") and bool(incoming.thread_ts or incoming.message_ts)


def _begin(tx: Transaction, incoming: Incoming, *, now: float, flow: str, study: str = "") -> str:
    """What comes of another conversation, or of a study, belongs to that study; all else begins one of its own."""
    study = study or incoming.study or ""
    id = new_id(tx)
    # A command has no message of its own: its conversation's first post becomes the head of the thread.
    headless = incoming.direct or incoming.kind == "command"
    thread_ts = incoming.thread_ts or (None if headless else incoming.ts)
    if not study and flow in JOINS_THE_LATEST:
        study = studies.latest_in(tx, incoming.team, incoming.channel)
    if not study and flow not in APART:
        studies.begin(tx, team_id=incoming.team, id=id, now=now)
    conversations.begin(
        tx,
        team_id=incoming.team,
        id=id,
        # An export reads a study and is no part of it: whoever may read the one could else read the other.
        study_id="" if flow in APART else study or id,
        flow=flow,
        channel=incoming.channel,
        thread_ts=thread_ts,
        direct=incoming.direct,
        starter=incoming.user,
        now=now,
        # Nobody talks with an export: what is written beside it in the direct message is not for it.
        status="closed" if flow in APART else "open",
    )
    if incoming.persona:
        personas.held(tx, incoming.team, incoming.persona, id, 0)
    if thread_ts or incoming.kind == "message":
        inbox.adopt_strays(tx, incoming.team, incoming.channel, thread_ts or incoming.ts, id, since=incoming.ts)
    return id
