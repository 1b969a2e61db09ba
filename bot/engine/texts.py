"""What models made of texts, as conversations see it: kept beside the turn, because it was paid for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.engine.surely import surely
from flows.llm.text_vectors import PLACE_TEXTS
from store import conversations, texts
from store.connection import Store, Transaction
from store.conversations import Conversation


class TeamTexts:
    """Of one workspace. `reads`, `places`: the models that do it; another model's work is another thing."""

    def __init__(
        self, store: Store, conversation: Conversation, reads: str, places: str, clock: Callable[[], float]
    ) -> None:
        self._store, self._team, self._id = store, conversation.team_id, conversation.id
        self._reads, self._places, self._clock = reads, places, clock
        self._channel = conversation.channel

    async def of(self, made: str, keys: Sequence[str]) -> Mapping[str, bytes]:
        return await self._store.read(lambda tx: texts.of(tx, self._team, self._named(made), keys))

    async def keep(self, made: str, values: Mapping[str, bytes]) -> None:
        """Nothing where the conversation was erased meanwhile."""
        now = self._clock()

        def keep(tx: Transaction) -> None:
            if conversations.is_there(tx, self._team, self._id):
                texts.keep(
                    tx, team_id=self._team, conversation_id=self._id, made=self._named(made), values=values, now=now
                )

        await surely(self._store, keep)

    def _named(self, made: str) -> str:
        if made == PLACE_TEXTS.name:
            return made_by(made, self._places)
        # Worded beside the other texts of its file: what was read in one channel is told in no other.
        return f"{made_by(made, self._reads)} in {self._channel}"


def made_by(made: str, model: str) -> str:
    """What is kept in the table, by its name there."""
    return f"{made} by {model}"
