"""Forms, opened from committed data before any queue: a trigger id lives three seconds."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.audit import Audit
from bot.engine.admission import ASKER_OUT
from bot.engine.belonging import conversation_of
from bot.engine.bound import Clients
from bot.engine.courtesies import Courtesies
from bot.engine.origins import Origins, with_origins
from bot.engine.rooms import Rooms
from bot.engine.wordings import Wordings
from bot.listeners.aside import Aside, AskPersona, OpenForm, OpenHome, OpenMessages, OpenStart, RedrawForm
from bot.listeners.digest_ask import OpenDigestAsk
from bot.listeners.digest_form import RhythmChosen
from bot.listeners.digests import OpenDigestForm, OpenDigests, OpenStartAbout
from bot.listeners.export import OpenExport
from bot.listeners.library import OpenImport, OpenLibrary, OpenPersona
from bot.listeners.origins import OpenOrigin
from bot.listeners.payload import string
from bot.listeners.personal import OpenPersonal
from bot.listeners.search import OpenSearch
from bot.listeners.studies import OpenStudy, OpenTending
from bot.names import PROMPTS, PROMPTS_TITLE
from bot.slack_answers import CALL_ERRORS, meaning_of
from bot.views import page_view
from bot.views.digest_answer import ask_form
from bot.views.digests import form_for
from bot.views.form import edit_form, import_form, start_form
from bot.views.picks import picks_form
from errors import StoreError
from flows.forms import Picks
from flows.runtime import Flow, Incoming
from store import conversations
from store.connection import Store, Transaction
from store.conversations import Conversation

log = logging.getLogger("segue.side_door")

NOTHING_TO_EDIT = "There is no answer to edit yet."
NO_COLUMNS = "There are no columns to correct yet."
NO_SEGMENTS = "There are no segments to correct just now."
NO_CARD = "There is no card to open any more: that persona was deleted. “persona of …” makes somebody new."
TOO_SLOW = "That took too long for Slack, so the form did not open. Nothing was changed; please try again."
NOT_OPENED = "Sorry, that did not open. Nothing was changed; please try again in a moment."
MOVED_ON = {"exchanged_trigger_id", "hash_conflict", "not_found"}
"""It is open already, was drawn again meanwhile, or was closed: nobody waits for it."""


class SideDoor:
    """Opens and redraws forms; at most once, never relied on."""

    def __init__(
        self, store: Store, clients: Clients, flows: Mapping[str, Flow], courtesies: Courtesies, wordings: Wordings,
        rooms: Rooms, may_read: Callable[[str, str, str], Awaitable[bool]], audit: Audit,
    ) -> None:  # fmt: skip
        self._store, self._clients, self._flows, self._hint = store, clients, flows, courtesies.hint
        self._homes, self._wordings, self._may_read, self._audit = rooms.homes, wordings, may_read, audit
        self._ways: dict[type[Aside], Callable[[Any], Awaitable[str | None]]] = {
            OpenLibrary: rooms.libraries.show,
            AskPersona: rooms.libraries.ask,
            OpenStudy: rooms.studies.show,
            OpenTending: rooms.studies.tend,
            OpenSearch: rooms.searches.show,
            OpenExport: rooms.offering.offer,
            OpenPersonal: rooms.offering.offer_own,
            OpenDigests: rooms.digests.show,
            OpenDigestForm: rooms.digests.open_form,
            OpenOrigin: Origins(store, clients, wordings, may_read, audit).show,
            OpenPersona: self._open_persona,
            OpenForm: self._open,
            RedrawForm: self._redraw,
        }
        """What is asked -> who opens it, and says why it does not open."""
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, asked: Aside) -> None:
        """Begin to do it; what fails is said to whoever asked, as far as possible, and logged."""
        if isinstance(asked, OpenHome):
            self._homes.open(asked.team, asked.user, asked.after, asked.direct)
            return
        task = asyncio.create_task(self._do(asked))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _do(self, asked: Aside) -> None:
        try:
            if way := self._ways.get(type(asked)):
                if words := await way(asked):
                    self._tell(asked, words)
            else:
                await self._call(asked.team, *_empty_form(asked))
        except (*CALL_ERRORS, StoreError, ValueError) as error:
            log.info("a form was not opened: %s", error)
            if words := _told_of(error):
                self._tell(asked, words)

    def _tell(self, asked: Aside, words: str) -> None:
        """To whoever asked alone: beside the button they pressed, else by direct message."""
        if isinstance(asked, OpenForm):
            self._hint(asked.team, asked.channel, asked.thread_ts, asked.user, words)
        elif not isinstance(asked, OpenHome | OpenMessages):
            self._hint(asked.team, "", "", asked.user, words)

    def _deny(self, asked: OpenForm | OpenPersona | RedrawForm, where: str) -> None:
        self._audit.denied(asked.team, asked.user, "form", where)
        self._hint(asked.team, "", "", asked.user, ASKER_OUT)

    async def _open(self, asked: OpenForm) -> None:
        if not await self._may_read(asked.team, asked.user, asked.channel):
            self._deny(asked, asked.channel)
            return
        press = Incoming(
            key="aside", team=asked.team, kind="press", channel=asked.channel, ts="0", message_ts=asked.message_ts,
            thread_ts=asked.thread_ts or None,
        )  # fmt: skip
        place = {"channel": asked.channel, "message_ts": asked.message_ts, "thread_ts": asked.thread_ts}
        view = await self._store.read(lambda tx: self._form(tx, press, asked.action, place))
        if view is None:
            self._tell(asked, _nothing_of(asked.action))
            return
        self._audit.read(asked.team, asked.user, asked.action, asked.message_ts, asked.channel)
        await self._call(asked.team, "views.open", {"trigger_id": asked.trigger, "view": view})

    async def _open_persona(self, asked: OpenPersona) -> None:
        id = asked.persona_id
        held = await self._store.read(lambda tx: conversations.get(tx, id))
        if held is None or held.team_id != asked.team or not await self._may_read(asked.team, asked.user, held.channel):
            self._deny(asked, held.channel if held is not None and held.team_id == asked.team else id)
            return
        view = await self._store.read(lambda tx: self._drawn(tx, held, asked.action, {"conversation": id}))
        if view is None:
            self._tell(asked, _nothing_of(asked.action))
            return
        self._audit.read(asked.team, asked.user, "persona", id, held.channel)
        await self._call(asked.team, "views.push", {"trigger_id": asked.trigger, "view": view})

    async def _redraw(self, asked: RedrawForm) -> None:
        place = {name: string(asked.place, name) for name in ("channel", "message_ts", "thread_ts", "conversation")}
        if place["conversation"]:
            held = await self._store.read(lambda tx: conversations.get(tx, place["conversation"]))
            place["channel"] = held.channel if held is not None and held.team_id == asked.team else ""
        press = Incoming(
            key="aside", team=asked.team, kind="press", channel=place["channel"], ts="0",
            message_ts=place["message_ts"] or None, thread_ts=place["thread_ts"] or None,
            conversation=place["conversation"] or None,
        )  # fmt: skip
        if not await self._may_read(asked.team, asked.user, place["channel"]):
            self._deny(asked, place["channel"])
            return
        action = string(asked.place, "action")
        view = await self._store.read(lambda tx: self._form(tx, press, action, place, asked.key))
        if view is None:
            self._tell(asked, _nothing_of(action))
            return
        await self._call(asked.team, "views.update", {"view_id": asked.view_id, "hash": asked.hash, "view": view})

    def _form(
        self, tx: Transaction, press: Incoming, action: str, place: dict[str, str], key: str = ""
    ) -> dict[str, Any] | None:
        """The form as the conversation stands now, drawn. Raises ValueError where its state cannot be read."""
        id = press.conversation or conversation_of(tx, press)
        conversation = conversations.get(tx, id) if id else None
        return self._drawn(tx, conversation, action, place, key) if conversation else None

    def _drawn(
        self, tx: Transaction, conversation: Conversation, action: str, place: dict[str, str], key: str = ""
    ) -> dict[str, Any] | None:
        if conversation.state is None:
            return None
        flow = self._flows[conversation.flow]
        with self._wordings.speaking(conversation.language, conversation.team_id):
            state = flow.load(json.loads(conversation.state))
            if form := flow.form(state, action):
                return picks_form(form, place) if isinstance(form, Picks) else edit_form(form, place, key)
            page = flow.page(state, action)
            return page_view(with_origins(tx, conversation, page)) if page else None

    async def _call(self, team: str, method: str, arguments: dict[str, Any]) -> None:
        await self._clients.of(team).api_call(method, json=arguments)


def _empty_form(asked: Aside) -> tuple[str, dict[str, Any]]:
    """-> the method and the arguments for what opens as it is, whatever is kept."""
    match asked:
        case OpenDigestAsk():
            return "views.open", {"trigger_id": asked.trigger, "view": ask_form(asked.place)}
        case RhythmChosen():
            view = form_for(asked.view, asked.place, asked.every)
            return "views.update", {"view_id": asked.view_id, "hash": asked.hash, "view": view}
        case OpenStartAbout():
            return "views.open", {"trigger_id": asked.trigger, "view": start_form(asked.channel, asked.project)}
        case OpenImport():
            return "views.push", {"trigger_id": asked.trigger, "view": import_form()}
        case OpenStart():
            return "views.open", {"trigger_id": asked.trigger, "view": start_form()}
        case OpenMessages():
            prompts = [{"title": title, "message": message} for title, message in PROMPTS]
            arguments = {"channel_id": asked.channel, "title": PROMPTS_TITLE, "prompts": prompts}
            return "assistant.threads.setSuggestedPrompts", arguments
    raise ValueError(f"nobody opens {type(asked).__name__}")


def _nothing_of(action: str) -> str:
    """Why there is nothing to open."""
    reasons = {"correct_columns": NO_COLUMNS, "correct_segment": NO_SEGMENTS, "edit": NOTHING_TO_EDIT}
    return reasons.get(action, NO_CARD)


def _told_of(error: Exception) -> str:
    """-> what to say of it; empty where nobody waits."""
    name = meaning_of(error).error if isinstance(error, SlackApiError) else ""
    if name in MOVED_ON:
        return ""
    return TOO_SLOW if name == "expired_trigger_id" else NOT_OPENED
