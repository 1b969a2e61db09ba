"""What one turn may reach: who thinks, what time it is, what stands in Slack, whose library it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

from bot.engine.house import House
from bot.engine.snapshot import Snapshot
from bot.permalinks import permalink
from flows.replies import Reply
from flows.runtime import Context, Incoming


def context_of(
    house: House, snapshot: Snapshot, first: Incoming, *, step: Callable[[str], None], show: Callable[[Reply], None]
) -> Context:
    """For the turn over what happened first; what is read for somebody is read for whoever did that."""
    conversation = snapshot.conversation
    background = house.flows[conversation.flow].background

    def link(ts: str) -> str | None:
        if not ts:
            return None
        return permalink(house.workspace(), conversation.channel, ts, conversation.thread_ts)

    return Context(
        model=house.gate.bound(conversation.team_id, conversation.id, live=not background),
        pictures=house.pictures.bound(conversation.team_id, conversation.id) if house.pictures else None,
        cost=house.cost,
        now=datetime.fromtimestamp(house.clock(), UTC),
        random=random.Random(f"{conversation.id} {first.key}"),
        posted=snapshot.posted,
        conversation=conversation.id,
        starter=conversation.starter,
        audience=lambda channel, user: house.audience(conversation, channel, user),
        face_url=house.face_url,
        library=house.library(conversation, first.user),
        study_files=house.study_files(conversation.team_id, first.user),
        keeping=house.keeping(conversation.team_id, first.user),
        memory=house.memory(conversation, first.user),
        news=house.news(conversation),
        step=step,
        hint=lambda user, words: house.hint(conversation, user, words),
        show=show,
        link=link,
        read_file=house.read_file,
        read_page=house.read_page,
        read_card=house.read_card,
        make_deck=house.make_deck,
        names=lambda users: house.names(conversation.team_id, users),
        reminder_after=house.pace.reminder_after,
        close_after=house.pace.close_after,
    )
