"""What one turn may reach: who thinks, what time it is, what stands in Slack, whose library it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

from bot.engine.house import House
from bot.engine.snapshot import Snapshot
from bot.engine.texts import TeamTexts
from bot.engine.timed import Stopwatch, TimedModel
from bot.permalinks import permalink
from flows.llm.task import Model
from flows.replies import Reply
from flows.runtime import Context, Incoming


def context_of(
    house: House,
    snapshot: Snapshot,
    first: Incoming,
    *,
    stopwatch: Stopwatch,
    step: Callable[[str], None],
    show: Callable[[Reply], None],
) -> Context:
    """For the turn over what happened first; what is read for somebody is read for whoever did that."""
    conversation, team = snapshot.conversation, snapshot.conversation.team_id
    background = house.flows[conversation.flow].background

    def link(ts: str) -> str | None:
        if not ts:
            return None
        return permalink(house.workspace(team), conversation.channel, ts, conversation.thread_ts)

    def timed(model: Model) -> Model:
        return TimedModel(model, stopwatch, house.watch, conversation.team_id, conversation.id)

    return Context(
        model=timed(house.gate.bound(team, conversation.id, live=not background, channel=conversation.channel)),
        unhurried=timed(house.gate.bound(team, conversation.id, live=False, channel=conversation.channel)),
        vectors=timed(house.vectors.bound(team, conversation.id, live=False, channel=conversation.channel))
        if house.vectors
        else None,
        made_of_texts=TeamTexts(
            house.store,
            conversation,
            house.gate.description,
            house.vectors.description if house.vectors else "",
            house.clock,
        ),
        pictures=timed(house.pictures.bound(team, conversation.id, channel=conversation.channel))
        if house.pictures
        else None,
        cost=house.cost,
        now=datetime.fromtimestamp(house.clock(), UTC),
        random=random.Random(f"{conversation.id} {first.key}"),
        posted=snapshot.posted,
        conversation=conversation.id,
        starter=conversation.starter,
        audience=lambda channel, user: house.audience(conversation, channel, user),
        face_url=house.face_url,
        library=house.library(conversation, first.user),
        study_files=house.study_files(team, first.user),
        keeping=house.keeping(team, first.user),
        memory=house.memory(conversation, first.user),
        news=house.news(conversation),
        step=step,
        hint=lambda user, words: house.hint(conversation, user, words),
        show=show,
        link=link,
        read_file=lambda file, number: house.read_file(team, file, number),
        read_page=house.read_page,
        read_card=lambda file: house.read_card(team, file),
        make_deck=house.make_deck,
        analyst=house.analyst(team),
        names=lambda users: house.names(team, users),
        reminder_after=house.pace.reminder_after,
        close_after=house.pace.close_after,
    )
