"""Learns to say Segue's own sentences in a language that is spoken with it, once, while nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import partial

from bot.engine.bound import ModelsOf
from errors import ModelError, StoreError
from flows.llm.tasks import WORD_SENTENCES, Sentence, WordInputs
from flows.wording import ENGLISH, ENGLISH_AS_IT_IS, FIXED, in_words, is_english, is_sound, speaking
from store import wordings
from store.connection import Store

log = logging.getLogger("segue.wordings")

AT_ONCE = 40
"""Sentences in one call."""
TRIES = 2


class Wordings:
    """What is known so far, by language. `learn` fills in what is missing.

    What a workspace's own model words is said there alone; beside it stands what is known for all.
    """

    def __init__(self, store: Store, models: ModelsOf) -> None:
        self._store, self._models = store, models
        self._known: dict[str, wordings.Worded] = {}
        self._learning: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def open(self) -> None:
        """What was learned before, as far as the sentences are still said."""
        stored = await self._store.read(wordings.known)
        self._known = {
            whose: {
                language: {english: wording for english, wording in known.items() if english in FIXED}
                for language, known in languages.items()
            }
            for whose, languages in stored.items()
        }

    def speaking(self, language: str, team: str) -> AbstractContextManager[None]:
        """Meanwhile everything of ours is said in `language`, as far as its wording is known in that workspace."""
        known = self._of(language, self._whose(team))
        return speaking(known, language if known else ENGLISH)

    def learn(self, language: str, team: str, conversation: str) -> None:
        """Begin to learn what is not known of it; a courtesy, paid for by the conversation that speaks it."""
        whose = self._whose(team)
        if not language or is_english(language) or (whose, language) in self._learning:
            return
        if missing := [english for english in FIXED if english not in self._of(language, whose)]:
            task = asyncio.create_task(self._learn(language, missing, team, conversation))
            self._learning[whose, language] = task
            task.add_done_callback(lambda _: self._learning.pop((whose, language), None))

    async def stop(self) -> None:
        learning = list(self._learning.values())
        for task in learning:
            task.cancel()
        await asyncio.gather(*learning, return_exceptions=True)

    def _whose(self, team: str) -> str:
        return team if self._models(team).own else ""

    def _of(self, language: str, whose: str) -> Mapping[str, str]:
        for_all = self._known.get("", {}).get(language, ENGLISH_AS_IT_IS)
        own = self._known.get(whose, {}).get(language) if whose else None
        return {**for_all, **own} if own else for_all

    async def _learn(self, language: str, missing: list[str], team: str, conversation: str) -> None:
        whose = self._whose(team)
        log.info("learning to say %d sentences in %s", len(missing), in_words(language))
        try:
            for begin in range(0, len(missing), AT_ONCE):
                some = missing[begin : begin + AT_ONCE]
                worded = await self._worded(language, some, team, conversation)
                await self._store.write(partial(wordings.add, team_id=whose, language=language, worded=worded))
                self._known.setdefault(whose, {}).setdefault(language, {}).update(worded)
        except (ModelError, StoreError) as error:
            log.info("the wording in %s has to wait: %s", in_words(language), error)

    async def _worded(self, language: str, some: list[str], team: str, conversation: str) -> dict[str, str]:
        """English -> wording. What the model cannot word soundly stays English. Raises ModelError."""
        model = self._models(team).words.bound(team, conversation, live=False)
        left, found = some, {english: english for english in some}
        for _ in range(TRIES):
            sentences = tuple(Sentence(id=f"s{number}", text=english) for number, english in enumerate(left))
            inputs = WordInputs(language=f"{in_words(language)} ({language})", sentences=sentences)
            drafts = {draft.id: draft.text for draft in (await model.run(WORD_SENTENCES, inputs)).sentences}
            worded = {each.text: drafts.get(each.id, "") for each in sentences}
            found |= {english: wording for english, wording in worded.items() if is_sound(english, wording)}
            left = [english for english, wording in worded.items() if not is_sound(english, wording)]
            if not left:
                break
        return found
