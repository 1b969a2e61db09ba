"""A press that has to wait for what runs is answered within a second: whoever pressed hears what comes first."""

from __future__ import annotations

import asyncio

from bot.engine.courtesies import Courtesies
from bot.engine.wordings import Wordings
from errors import StoreError
from flows.runtime import Incoming
from flows.wording import fixed, say
from store import conversations, inbox
from store.connection import Store, Transaction
from store.conversations import Conversation

AFTER_SECONDS = 0.6
"""What is taken up sooner answers for itself."""
NEXT = fixed("I see to that next. Just now Segue {doing}")


class Patience:
    """Looks once after each press, and says nothing where it was taken up by then."""

    def __init__(self, store: Store, courtesies: Courtesies, wordings: Wordings) -> None:
        self._store, self._courtesies, self._wordings = store, courtesies, wordings

    def ask(self, incoming: Incoming, conversation_id: str) -> None:
        """`incoming` was put into the inbox of that conversation."""
        if incoming.kind in ("press", "submission") and self._courtesies.doing(conversation_id):
            self._courtesies.spawn(self._told(incoming, conversation_id))

    async def _told(self, incoming: Incoming, conversation_id: str) -> None:
        await asyncio.sleep(AFTER_SECONDS)
        try:
            held = await self._store.read(lambda tx: _held(tx, incoming, conversation_id))
        except StoreError:
            return  # Whoever takes it up has the same trouble, and says so.
        doing = self._courtesies.doing(conversation_id)
        if held is None or not doing:
            return
        with self._wordings.speaking(held.language, held.team_id):
            words = say(NEXT, doing=doing)
        self._courtesies.hint(incoming.team, incoming.channel, incoming.thread_ts or "", incoming.user, words)


def _held(tx: Transaction, incoming: Incoming, conversation_id: str) -> Conversation | None:
    """-> the conversation, where what happened still waits in it."""
    waits = inbox.is_waiting(tx, incoming.team, incoming.key)
    return conversations.get(tx, conversation_id) if waits else None
