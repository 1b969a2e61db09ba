"""An edition: gathered since the last one, ranked, worded, posted once; and the same as a preview for one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flows.digest.state import MOST_TOLD, DigestState, DigestTurn, Run, at, done, looked
from flows.digest.writing import worded
from flows.digest_replies import DigestPost
from flows.runtime import Context, Timer
from studies.digest import Digest, composed
from studies.news import News
from studies.rhythm import local
from studies.schedule import WhenNothing

LATE = timedelta(minutes=15)
"""Without the time in which Slack was asked again."""
ROUNDING = 0.001
"""Seconds; a ring bears its time in words."""
MOST_TRIES, TRY_AGAIN = 6, timedelta(minutes=5)


async def post_edition(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """What is due now, whatever else was missed meanwhile: one edition, and the next date."""
    state, context = turn["state"], runtime.context
    if float(turn["incoming"][0].ts) < state.due - ROUNDING:
        # It rang for a date that was changed, or that an edition has made good since.
        return {}
    news = await gathered(state, context)
    if not news.whole and state.tries < MOST_TRIES:
        # What may be read by whom was not said: later, rather than with a part of it.
        later = Timer("due", context.now + TRY_AGAIN)
        return {"state": state.changed(tries=state.tries + 1), "timers": [later]}
    number = state.editions + 1
    replies = []
    if not news.is_empty or state.plan.when_nothing is WhenNothing.LINE:
        post = await drawn(state, news, context, name=f"digest-{number}", to=state.to)
        is_late = context.now - at(state.due) - state.tries * TRY_AGAIN > LATE
        replies.append(replace(post, late=local(state.plan.rhythm, at(state.due))) if is_late else post)
    new = tuple(key for key in news.keys if key not in state.told)
    after = state.changed(
        editions=number,
        before=state.since,
        since=context.now.timestamp(),
        posted_at=context.now.timestamp(),
        told=(*state.told, *new)[-MOST_TOLD:],
        told_last=len(new),
        language=news.language or state.language,
    )
    return done(after, context, replies, after=at(state.due))


async def preview(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """What would be posted now, to whoever asks and to nobody else; nothing counts as told."""
    state, post = await previewed(turn["state"], runtime.context, turn["incoming"][0].user)
    return {"state": state, "replies": [post]}


async def previewed(state: DigestState, context: Context, user: str) -> tuple[DigestState, DigestPost]:
    state, name = state.named("preview")
    news = await gathered(state, context)
    return state, await drawn(state, news, context, name=name, to=user, preview=True)


async def gathered(state: DigestState, context: Context) -> News:
    return await looked(state, context, state.since, frozenset(state.told))


def _named(digest: Digest) -> list[str]:
    """Slack user ids of everybody whose name stands in it."""
    held = [user for each in digest.held for user in each.people]
    analysed = [user for each in digest.analysed for user in each.people]
    owners = [each.owner for each in digest.settled if each.owner]
    return list(dict.fromkeys((*digest.people, *held, *analysed, *owners)))


async def drawn(
    state: DigestState, news: News, context: Context, *, name: str, to: str, preview: bool = False
) -> DigestPost:
    digest = composed(news, frozenset(state.muted))
    headline, step = await worded(digest, news.language or state.language, context)
    rhythm = state.plan.rhythm
    return DigestPost(
        name=name,
        to=to,
        digest=digest,
        since=local(rhythm, at(state.since)),
        until=local(rhythm, context.now),
        headline=headline,
        step=step,
        names=await context.news.names(_named(digest)),
        preview=preview,
        personal=state.plan.personal,
        channel=state.plan.channel,
        id=context.conversation,
    )
