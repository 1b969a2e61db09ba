"""An edition: gathered since the last one, ranked, worded, checked, posted once; or shown to one person before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from langgraph.graph import END

from flows.digest.state import MOST_TOLD, DigestState, DigestTurn, Draft, Run, at, done, looked
from flows.digest.writing import checked, written
from flows.digest_replies import DigestPost
from flows.replies import Reply
from flows.runtime import Context, Timer
from studies.digest import Digest, composed
from studies.rhythm import local
from studies.schedule import WhenNothing

LATE = timedelta(minutes=15)
"""Without the time in which Slack was asked again."""
ROUNDING = 0.001
"""Seconds; a ring bears its time in words."""
MOST_TRIES, TRY_AGAIN = 6, timedelta(minutes=5)


async def gather(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """What is new since the last edition, for the next one or for whoever looks ahead; no draft where none is due."""
    state, context = turn["state"], runtime.context
    if not _is_preview(turn) and float(turn["incoming"][0].ts) < state.due - ROUNDING:
        # It rang for a date that was changed, or that an edition has made good since.
        return {}
    news = await looked(state, context, state.since, frozenset(state.told))
    if not _is_preview(turn) and not news.whole and state.tries < MOST_TRIES:
        # What may be read by whom was not said: later, rather than with a part of it.
        later = Timer("due", context.now + TRY_AGAIN)
        return {"state": state.changed(tries=state.tries + 1), "timers": [later]}
    return {"draft": Draft(news)}


async def rank(turn: DigestTurn) -> dict[str, Any]:
    draft = turn["draft"]
    return {"draft": replace(draft, digest=composed(draft.news, frozenset(turn["state"].muted)))}


async def write(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    draft = turn["draft"]
    language = draft.news.language or turn["state"].language
    return {"draft": replace(draft, words=await written(draft.digest, language, runtime.context))}


async def check(turn: DigestTurn) -> dict[str, Any]:
    """Quotes are those of the transcripts already; what a model worded stays only where the facts carry it."""
    draft = turn["draft"]
    return {"draft": replace(draft, words=checked(draft.words, draft.digest))}


async def post_edition(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """What is due now, whatever else was missed meanwhile: one edition, and the next date."""
    state, context, draft = turn["state"], runtime.context, turn["draft"]
    news, number = draft.news, state.editions + 1
    replies = []
    if not news.is_empty or state.plan.when_nothing is WhenNothing.LINE:
        post = await _post(draft, state, context, name=f"digest-{number}", to=state.to)
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
    state, name = turn["state"].named("preview")
    to = turn["incoming"][0].user
    post = await _post(turn["draft"], state, runtime.context, name=name, to=to, preview=True)
    said: Sequence[Reply] = turn["replies"]
    return {"state": state, "replies": [*said, post]}


async def after_gathering(turn: DigestTurn) -> str:
    return "rank" if "draft" in turn else END


async def after_checking(turn: DigestTurn) -> str:
    return "preview" if _is_preview(turn) else "post_edition"


def _is_preview(turn: DigestTurn) -> bool:
    """A press, or the form that sets it up: no timer of its own rang."""
    return turn["incoming"][0].kind != "schedule"


def _named(digest: Digest) -> list[str]:
    """Slack user ids of everybody whose name stands in it."""
    held = [user for each in digest.held for user in each.people]
    analysed = [user for each in digest.analysed for user in each.people]
    owners = [each.owner for each in digest.settled if each.owner]
    return list(dict.fromkeys((*digest.people, *held, *analysed, *owners)))


async def _post(
    draft: Draft, state: DigestState, context: Context, *, name: str, to: str, preview: bool = False
) -> DigestPost:
    rhythm, digest = state.plan.rhythm, draft.digest
    return DigestPost(
        name=name,
        to=to,
        digest=digest,
        since=local(rhythm, at(state.since)),
        until=local(rhythm, context.now),
        headline=draft.words.headline,
        step=draft.words.step,
        names=await context.news.names(_named(digest)),
        preview=preview,
        personal=state.plan.personal,
        channel=state.plan.channel,
        id=context.conversation,
    )
