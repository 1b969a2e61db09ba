"""Who may begin or resume from elsewhere: where both the asker and Segue are members of the channel meant.

A mention or a message shows by itself that its author is there. A form, a message's shortcut and App Home do not:
the channel may be closed to whoever asks by now, or to Segue.
"""

from __future__ import annotations

import asyncio
import logging

from bot.access import Access
from bot.engine.belonging import RECALLS, conversation_of
from bot.engine.bound import Clients
from bot.names import DIGEST_ASK
from flows.digest.answering import asked_in
from flows.digest.state import setup_of
from flows.news import DIGEST
from flows.runtime import Incoming
from store import conversations, outbox, schedules
from store.connection import Store, Transaction
from studies.schedule import MOST_IN_A_CHANNEL

log = logging.getLogger("segue.admission")

SECONDS = 2.0
"""How long Slack may take to say who is there; it wants our acknowledgement within three."""
NOT_TOLD = "Slack did not tell me who is in that channel. Nothing was begun; please try once more."
ASKER_OUT = "You are not a member of that channel, so I can't begin or go on there for you. Join it, then try again."
SEGUE_OUT = (
    "I am not a member of that channel, or it is closed to me. Invite me with /invite and my name, then try again."
)

FULL = (
    f"There are {MOST_IN_A_CHANNEL} digests there already, and that is as many as I post. “/segue digest” shows them: "
    "change one, or end one first."
)
NOT_YOURS = "That is somebody's own edition: only they can change it."
NOT_BELOW = "I answer below the digest itself. Please open this form there once more."


class Admission:
    """Asks Slack before something is kept that came from outside its channel."""

    def __init__(self, store: Store, clients: Clients, access: Access) -> None:
        self._store, self._clients, self._access = store, clients, access

    async def refusal(self, incoming: Incoming) -> str:
        """-> why it cannot be, in words for whoever asked; empty when it can. Raises StoreError."""
        if incoming.kind in ("message", "edit", "deletion"):
            return ""  # What is written shows by itself that its author and Segue are there.
        words, channel = await self._store.read(lambda tx: _digest_refused(tx, incoming)), ""
        if not words:
            channel = await self._channel_meant(incoming)
            words = await (self._asked(incoming, channel) if channel else self._stranger(incoming))
        if words in (ASKER_OUT, SEGUE_OUT, NOT_YOURS, NOT_BELOW):
            where = channel or incoming.conversation or incoming.channel
            self._access.denied(incoming.team, incoming.user, incoming.kind, where)
        return words

    async def _asked(self, incoming: Incoming, channel: str) -> str:
        try:
            async with asyncio.timeout(SECONDS):
                return await self._refused(incoming.team, incoming.user, channel)
        except TimeoutError:
            log.info("who is in %s was not said in time", channel)
            return NOT_TOLD

    async def _stranger(self, incoming: Incoming) -> str:
        """A button is pressed, or a command typed, in the channel itself: only whom Slack knows to be outside is
        refused. What comes of it stands there, so nothing is read by it; who is silent about members stops nobody.
        """
        if incoming.kind not in ("press", "command") or not (incoming.channel and incoming.user):
            return ""
        try:
            async with asyncio.timeout(SECONDS):
                outside = await self._access.is_outside(incoming.team, incoming.user, incoming.channel)
        except TimeoutError:
            return ""
        return ASKER_OUT if outside else ""

    async def _channel_meant(self, incoming: Incoming) -> str:
        if incoming.conversation:
            id = incoming.conversation
            return await self._store.read(lambda tx: _held_in(tx, incoming.team, id))
        if incoming.kind == "press" and incoming.action in RECALLS and incoming.message_ts:
            held = await self._store.read(lambda tx: _held_elsewhere(tx, incoming))
            return held or ""
        # A form stays open for hours; whoever sends it in may have left the channel by now.
        if incoming.kind == "submission":
            return incoming.channel
        # A slash command is typed in the channel itself; its key says that it is one and stands in no thread.
        from_elsewhere = incoming.thread_ts or incoming.key.startswith(("submission:", "press:"))
        return incoming.channel if incoming.kind == "command" and from_elsewhere else ""

    async def may_read(self, team: str, user: str, channel: str) -> bool:
        """Whether `user` may see, now, what is said in `channel`: one of its members, of a direct message too."""
        return await self._access.may_read(team, user, channel, anew=True)

    async def _refused(self, team: str, user: str, channel: str) -> str:
        # Asked anew: whoever has just invited Segue waits for no memory to fade, and nobody passes who has just left.
        members = await self._access.members(team, channel, anew=True)
        if members is None or self._clients.bot_user(team) not in members:
            return SEGUE_OUT
        return "" if await self._access.may_read(team, user, channel) else ASKER_OUT


def _digest_refused(tx: Transaction, incoming: Incoming) -> str:
    """Why a digest cannot be set up there, or changed by them; empty when it can."""
    if incoming.kind == "command" and incoming.action == DIGEST:
        setup = setup_of(incoming)
        full = setup and schedules.beside(tx, incoming.team, setup.schedule, incoming.user) >= MOST_IN_A_CHANNEL
        return FULL if full else ""
    kept = schedules.get(tx, incoming.team, incoming.conversation) if incoming.conversation else None
    if kept and kept.plan.personal and kept.owner != incoming.user:
        return NOT_YOURS
    return "" if incoming.action != DIGEST_ASK or _is_asked_below_it(tx, incoming) else NOT_BELOW


def _is_asked_below_it(tx: Transaction, incoming: Incoming) -> bool:
    """Whether the post that a form names, below which the answer would come, is one of that digest's."""
    asked = asked_in(incoming)
    if asked is None or not incoming.conversation:
        return False
    return outbox.conversation_of_post(tx, incoming.team, asked.channel, asked.ts) == incoming.conversation


def _held_in(tx: Transaction, team: str, id: str) -> str:
    """-> the channel of a conversation; of a digest, the one that it is about."""
    if kept := schedules.get(tx, team, id):
        return "" if kept.plan.personal else kept.plan.channel
    conversation = conversations.get(tx, id)
    return conversation.channel if conversation is not None and conversation.team_id == team else ""


def _held_elsewhere(tx: Transaction, press: Incoming) -> str | None:
    """-> the channel of the conversation that a button on a note recalls, where that is another one."""
    id = conversation_of(tx, press)
    conversation = conversations.get(tx, id) if id else None
    return conversation.channel if conversation is not None and conversation.channel != press.channel else None
