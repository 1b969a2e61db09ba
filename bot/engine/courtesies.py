"""Small kindnesses by the side door: drawn from committed data, sent at most once, never relied on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from bot.engine.bound import Clients
from bot.slack_answers import CALL_ERRORS, Meaning, meaning_of
from bot.views.call import PLAIN, QUIET
from bot.views.elements import section
from bot.views.text import escaped, label, shortened
from flows.runtime import Incoming
from flows.wording import fixed, say
from store.conversations import Conversation

log = logging.getLogger("segue.courtesies")

STATUS_AFTER_SECONDS = 0.4
TITLE, STATUS = 100, 100
"""Characters of a thread's title and of its status, our own limits: Slack names none."""
THINKING = fixed("is thinking about your answer…")
NOTHING_RUNS = "Nothing of mine runs here, so there is nothing to stop. Write “help” to see what I can do."
HELD_ELSEWHERE = "I did not take that: the interview is held in its own thread. Please write there."
ALREADY_THERE = "I hold an interview in that thread already; answer there, or start one about another message."
STALE_BUTTON = "This button belongs to a conversation I no longer have. Mention me with `interview` to begin a new one."


class Thinking:
    """What is being done for a conversation, step by step."""

    def __init__(self, over: Callable[[Thinking], None]) -> None:
        self.words = say(THINKING)
        self.shown = False
        """Slack may show the words."""
        self.stoppable = False
        """Slack may show its stop button."""
        self._over = over
        self.moved_on = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def step(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.moved_on.set()

    def over(self) -> None:
        if self.task is not None:
            self.task.cancel()
        self._over(self)


class Courtesies:
    """Status lines and hints. What fails is logged and forgotten."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._thinking: dict[str, Thinking] = {}
        """By conversation: what is done in its turn."""
        self._tasks: set[asyncio.Task[None]] = set()

    def show_thinking(self, conversation: Conversation) -> Thinking:
        """Say what is being done, if it takes longer than a blink. `over()` when it is."""
        thinking = Thinking(over=lambda thinking: self._not_working(conversation, thinking))
        self._thinking[conversation.id] = thinking
        thinking.task = self.spawn(self._status(conversation, thinking))
        return thinking

    def doing(self, conversation_id: str) -> str:
        """-> what is done in the turn that runs there, in words for its status line; empty where none runs."""
        thinking = self._thinking.get(conversation_id)
        return thinking.words if thinking is not None else ""

    def title(self, conversation: Conversation, title: str) -> None:
        """Name the thread of a direct message after what the interview is about."""
        if conversation.direct and conversation.thread_ts:
            place = {"channel_id": conversation.channel, "thread_ts": conversation.thread_ts}
            arguments = {**place, "title": shortened(escaped(label(title, TITLE)), TITLE)}
            self.spawn(self._call(conversation.team_id, "assistant.threads.setTitle", arguments))

    def stale_button(self, incoming: Incoming) -> None:
        """Answer a press that belongs to nothing any more, to the one who pressed."""
        self.hint(incoming.team, incoming.channel, incoming.thread_ts or "", incoming.user, STALE_BUTTON)

    def already_there(self, incoming: Incoming) -> None:
        """A start in a thread where a conversation is held already."""
        self.hint(incoming.team, incoming.channel, incoming.thread_ts or "", incoming.user, ALREADY_THERE)

    def held_elsewhere(self, incoming: Incoming) -> None:
        """Somebody answers below a note, not where the interview is held."""
        self.hint(incoming.team, incoming.channel, incoming.thread_ts or "", incoming.user, HELD_ELSEWHERE)

    def hint(self, team: str, channel: str, thread_ts: str, user: str, text: str) -> None:
        """Tell one person something that nobody else sees; by direct message without a channel, or where it is shut.

        `text`: mrkdwn in which words of others are safe already (bot/views/text.py).
        """
        self.spawn(self._hint(team, channel, thread_ts, user, text))

    async def _hint(self, team: str, channel: str, thread_ts: str, user: str, text: str) -> None:
        told: dict[str, Any] = {"text": text, "blocks": [section(text)]}
        place = {"channel": channel, "user": user} | ({"thread_ts": thread_ts} if thread_ts else {})
        if not channel or not await self._call(team, "chat.postEphemeral", {**place, **told, **PLAIN}):
            await self._call(team, "chat.postMessage", {"channel": user, **told, **QUIET})

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _status(self, conversation: Conversation, thinking: Thinking) -> None:
        if conversation.thread_ts is None:
            return
        await asyncio.sleep(STATUS_AFTER_SECONDS)
        while True:
            thinking.moved_on.clear()
            place = {"channel_id": conversation.channel, "thread_ts": conversation.thread_ts}
            arguments = {**place, "status": escaped(label(thinking.words, STATUS))}
            thinking.shown = True
            await self._call(conversation.team_id, "assistant.threads.setStatus", arguments)
            if conversation.direct and not thinking.stoppable:
                # Slack shows its stop button while a session is processing.
                thinking.stoppable = True
                await self._call(conversation.team_id, "agents.sessions.setStatus", {**place, "status": "processing"})
            await thinking.moved_on.wait()

    def _not_working(self, conversation: Conversation, thinking: Thinking) -> None:
        """A post clears the status by itself, but not every turn posts: an empty one clears it for certain."""
        if self._thinking.get(conversation.id) is thinking:
            del self._thinking[conversation.id]
        if not thinking.shown:
            return
        place = {"channel_id": conversation.channel, "thread_ts": conversation.thread_ts}
        self.spawn(self._call(conversation.team_id, "assistant.threads.setStatus", {**place, "status": ""}))
        if thinking.stoppable:
            self.spawn(self._call(conversation.team_id, "agents.sessions.setStatus", {**place, "status": "active"}))

    async def _call(self, team: str, method: str, arguments: dict[str, Any]) -> bool:
        """-> False when Slack refused it. Whether a call without an answer took effect nobody knows: True."""
        try:
            await self._clients.of(team).api_call(method, json=arguments)
        except CALL_ERRORS as error:
            log.info("courtesy %s was not taken: %s", method, error)
            return meaning_of(error).meaning is Meaning.UNCERTAIN
        return True

    def spawn(self, courtesy: Any) -> asyncio.Task[None]:
        """Does it beside everything else, until Segue stops."""
        task: asyncio.Task[None] = asyncio.create_task(courtesy)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
