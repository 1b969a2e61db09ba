"""What one turn may reach: who thinks, what time it is, what stands in Slack, whose library it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

from bot.engine.bound import Bound
from bot.engine.house import House
from bot.engine.snapshot import Snapshot
from bot.engine.texts import TeamTexts
from bot.engine.timed import Stopwatch, TimedModel
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
    conversation, background = snapshot.conversation, house.flows[snapshot.conversation.flow].background
    team, reader = conversation.team_id, house.reader(conversation, first.user)
    models = house.models(team)

    def model(gate: Bound, *, live: bool) -> Model:
        bound = gate.bound(team, conversation.id, live=live, channel=conversation.channel)
        return TimedModel(bound, stopwatch, house.watch, team, conversation.id)

    places = models.vectors.description if models.vectors else ""
    return Context(
        model=model(models.words, live=not background),
        unhurried=model(models.words, live=False),
        vectors=model(models.vectors, live=False) if models.vectors else None,
        pictures=model(models.pictures, live=True) if models.pictures else None,
        made_of_texts=TeamTexts(house.store, conversation, models.words.description, places, house.clock),
        cost=models.cost,
        now=datetime.fromtimestamp(house.clock(), UTC),
        random=random.Random(f"{conversation.id} {first.key}"),
        posted=snapshot.posted,
        conversation=conversation.id,
        starter=conversation.starter,
        audience=reader.audience,
        face_url=house.face_url,
        library=reader.library(),
        study_files=reader.study_files(),
        keeping=reader.keeping(),
        memory=reader.memory(),
        news=reader.news(),
        step=step,
        hint=lambda user, words: house.hint(conversation, user, words),
        show=show,
        link=reader.link,
        read_file=house.reads.of(conversation, reader.read_file),
        read_page=house.reads.of(conversation, reader.read_page),
        read_card=house.reads.of(conversation, reader.read_card),
        make_deck=house.draws.of(conversation, house.make_deck),
        analyst=house.analyst(team),
        names=reader.names,
        reminder_after=house.pace.reminder_after,
        close_after=house.pace.close_after,
    )
