"""Alerts: what somebody wanted to hear at once, looked for twice an hour and when a file was analysed; told once."""

from __future__ import annotations

from typing import Any

from flows.digest.state import MOST_ALERTED, WATCHES, DigestState, DigestTurn, Run, looked
from flows.digest_replies import DigestAlert
from flows.news import WATCH
from flows.runtime import Timer
from studies.digest import brief
from studies.file_news import findings
from studies.news import Change, Item
from studies.ranking import ranked
from studies.schedule import Alerts

MOST_SHOWN = 3
MOST_LOOKS = 6
"""What Slack has not said by then may be read is left to the next edition."""


async def look_for_alerts(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    state, context = turn["state"], runtime.context
    again = Timer(WATCH, context.now + WATCHES)
    if not state.plan.alerts.on:
        return {}
    news = await looked(state, context, state.watched or state.since, frozenset())
    alerts, told = state.plan.alerts, frozenset(state.alerted)
    said = {key: each for each in ranked(news.items) if (key := _deserves(each, alerts)) not in told | {""}}
    about = {each.key: each for file in news.analysed for each in findings(file, alerts) if each.key not in told}
    state = _looked(state, news.whole, context.now.timestamp()).changed(
        alerted=(*state.alerted, *said, *about)[-MOST_ALERTED:], language=news.language or state.language
    )
    if not said and not about:
        return {"state": state, "timers": [again]}
    state, name = state.named("alert")
    items, segments = tuple(map(brief, said.values())), tuple(about.values())
    alert = DigestAlert(
        name,
        state.to,
        items[:MOST_SHOWN],
        segments[:MOST_SHOWN],
        left=len(items[MOST_SHOWN:]) + len(segments[MOST_SHOWN:]),
        personal=state.plan.personal,
        id=context.conversation,
    )
    return {"state": state, "timers": [again], "replies": [alert]}


def _looked(state: DigestState, whole: bool, now: float) -> DigestState:
    """What may be read is told at once; for the rest the same time is looked through again, but not for ever."""
    if whole or state.looks >= MOST_LOOKS:
        return state.changed(watched=now, looks=0)
    return state.changed(looks=state.looks + 1)


def _deserves(item: Item, alerts: Alerts) -> str:
    """-> under which key it is remembered as told; empty where nobody wanted to hear of it."""
    if alerts.contradicted and item.change is Change.CONTRADICTED:
        return f"{item.insight}:contradicted"
    if alerts.sources and item.real >= alerts.sources:
        return f"{item.insight}:sources"
    return ""
