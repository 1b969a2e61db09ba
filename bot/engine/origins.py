"""The form in which somebody says where material is from, drawn from committed data for whoever reads the thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.audit import Audit
from bot.engine.admission import ASKER_OUT
from bot.engine.belonging import conversation_of
from bot.engine.bound import Clients
from bot.engine.wordings import Wordings
from bot.listeners.origins import OpenOrigin
from bot.views.origin import FOR_PERSONAS, FOR_SEGMENTS, origin_form
from flows.persona_replies import WholeCard
from flows.replies import Reply
from flows.runtime import Incoming
from flows.segmentation_replies import WholeReport
from flows.wording import say
from store import conversations, origins, titles
from store.connection import Store, Transaction
from store.conversations import Conversation
from studies.provenance import Provenance

NOTHING_THERE = "That material is not here any more, so there is nothing to say about it."


FOR = {"segmentation": FOR_SEGMENTS}
"""Flow -> what its material is used for."""


class Origins:
    """Opens the form. Raises what Slack and the store raise."""

    def __init__(
        self, store: Store, clients: Clients, wordings: Wordings,
        may_read: Callable[[str, str, str], Awaitable[bool]], audit: Audit,
    ) -> None:  # fmt: skip
        self._store, self._clients, self._wordings = store, clients, wordings
        self._may_read, self._audit = may_read, audit

    async def show(self, asked: OpenOrigin) -> str:
        """-> why it did not open, in words for whoever pressed; empty when it did."""
        held = await self._store.read(lambda tx: _asked_in(tx, asked))
        if held is None:
            return NOTHING_THERE
        if not await self._may_read(asked.team, asked.user, held.channel):
            self._audit.denied(asked.team, asked.user, "form", held.channel)
            return ASKER_OUT
        names, said, purpose = await self._store.read(lambda tx: _known(tx, held, asked.upload))
        if not names:
            return NOTHING_THERE
        place = {
            "channel": held.channel, "message_ts": asked.message_ts, "thread_ts": asked.thread_ts,
            "upload": asked.upload,
        }  # fmt: skip
        self._audit.read(asked.team, asked.user, "material", held.id, held.channel)
        with self._wordings.speaking(held.language, asked.team):
            view = origin_form(names, place, said, purpose or say(FOR.get(held.flow, FOR_PERSONAS)))
        await self._clients.of(asked.team).api_call("views.open", json={"trigger_id": asked.trigger, "view": view})
        return ""


def with_origins(tx: Transaction, conversation: Conversation, page: Reply) -> Reply:
    """A card with what was said of the material it cites, a report with what was said of the file."""
    if not isinstance(page, WholeCard | WholeReport):
        return page
    uploads = [(each.conversation, each.upload) for each in page.given]
    return replace(page, origins=origins.told(tx, conversation.team_id, uploads, conversation.channel))


def _asked_in(tx: Transaction, asked: OpenOrigin) -> Conversation | None:
    press = Incoming(
        key="aside", team=asked.team, kind="press", channel=asked.channel, ts="0", message_ts=asked.message_ts,
        thread_ts=asked.thread_ts or None,
    )  # fmt: skip
    id = conversation_of(tx, press)
    return conversations.get(tx, id) if id else None


def _known(tx: Transaction, held: Conversation, upload: str) -> tuple[list[str], Provenance | None, str]:
    """-> (what the material is called, what was said of it, what the study is called there, unless that is the name of
    what is made of it)"""
    names = origins.names(tx, held.team_id, held.id, upload)
    history = origins.history(tx, held.team_id, held.id, upload)
    title = titles.title_for(tx, held.team_id, held.study_id, [held.channel])
    purpose = "" if held.flow in ("persona", "segmentation") and title == held.title else title or ""
    return names, history[-1].provenance if history else None, purpose
