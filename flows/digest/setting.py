"""Set up, changed, paused, started again, ended: by whoever is in the channel, and said there."""

from __future__ import annotations

from typing import Any

from langgraph.graph import END

from flows.digest.state import PERIOD, DigestState, DigestTurn, Phase, Run, at, done, scheduled, setup_of, with_timers
from flows.digest_replies import Act, DigestNote, DigestSet
from flows.runtime import Context, Incoming
from flows.wording import fixed, say, say_day
from studies.rhythm import local

SOMEBODY = fixed("Somebody")
STOPPED = fixed("{name} stopped this digest. What is new meanwhile is kept for the next one.")
PAUSED_ALONE = fixed("Your edition is paused. What is new meanwhile is kept for the next one.")
STARTED = fixed("{name} started this digest again; the next one comes on {day} at {hour} ({zone}).")
ENDED = fixed("{name} ended this digest. No further one comes; what was learned is kept.")
OVER = fixed("That digest was ended. “/segue digest” sets up another one.")
UNNAMED = fixed(
    "From now on this digest leaves your name out. Slack can't hide a channel's post from one person, so you still see "
    "it. Press again to be named again."
)
NAMED = fixed("From now on this digest may name you again among those who took part.")
GONE = fixed(
    "I could not post the digest you set up there: I was removed from the channel, or it was archived. It is paused, "
    "and nothing is lost. Invite me again, then start it again there with “/segue digest”."
)


async def set_up(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """Said where it will come, so that nobody is surprised by it; a preview for whoever wants one first."""
    first, context = turn["incoming"][0], runtime.context
    setup = setup_of(first)
    if setup is None:
        return {}
    now = context.now.timestamp()
    since = now - PERIOD[setup.schedule.rhythm.every].total_seconds()
    state = DigestState(
        phase=Phase.RUNNING, schedule=setup.schedule, owner=first.user, since=since, before=since, watched=now
    )
    state, timers = scheduled(state, context)
    state, said = await _said(state, context, first, previewed=setup.preview)
    return with_timers(state, timers, [said])


async def after_setting_up(turn: DigestTurn) -> str:
    setup = setup_of(turn["incoming"][0])
    return "gather" if setup is not None and setup.preview else END


async def change(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """Another rhythm, scope or choice; where it comes, and for whom, stays."""
    state, first, context = turn["state"], turn["incoming"][0], runtime.context
    setup = setup_of(first)
    if setup is None:
        return {}
    stays = {"channel": state.plan.channel, "personal": state.plan.personal}
    plan = setup.schedule.model_copy(update=stays)
    # The form shows the study that this one's was merged into since.
    if plan == state.plan.model_copy(update={"study": await context.news.present(state.plan.study)}):
        return {"state": state.changed(schedule=plan)}
    watched = state.watched if state.plan.alerts.on else context.now.timestamp()
    state, timers = scheduled(state.changed(schedule=plan, watched=watched), context)
    state, said = await _said(state, context, first, changed=True)
    return with_timers(state, timers, [said])


async def pause(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    state, context = turn["state"], runtime.context
    if state.phase is not Phase.RUNNING:
        return {}
    name = await _called(turn["incoming"][0].user, context)
    text = say(PAUSED_ALONE) if state.plan.personal else say(STOPPED, name=name)
    return _told(state.changed(phase=Phase.PAUSED), context, text, ("digest_resume",))


async def resume(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    state, context = turn["state"], runtime.context
    if state.phase is not Phase.PAUSED:
        return {}
    state, timers = scheduled(state.changed(phase=Phase.RUNNING), context)
    due = local(state.plan.rhythm, at(state.due))
    text = say(
        STARTED,
        name=await _called(turn["incoming"][0].user, context),
        day=say_day(due.date(), weekday=True, year=False),
        hour=f"{due:%H:%M}",
        zone=state.plan.rhythm.zone,
    )
    state, name = state.named("note")
    return with_timers(state, timers, [DigestNote(name, state.to, text, id=context.conversation)])


async def delete(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    state, context = turn["state"], runtime.context
    text = say(ENDED, name=await _called(turn["incoming"][0].user, context))
    return _told(state.changed(phase=Phase.DELETED), context, text, ())


async def mute(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """One person is left out, or named again; a personal edition is that person's alone, and pauses."""
    state, user = turn["state"], turn["incoming"][0].user
    if state.plan.personal:
        return await pause(turn, runtime)
    was = user in state.muted
    muted = tuple(each for each in state.muted if each != user) if was else (*state.muted, user)
    runtime.context.hint(user, say(NAMED if was else UNNAMED))
    return {"state": state.changed(muted=muted)}


async def tell_owner(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    """Slack refused a post for good: it pauses, whoever set it up hears of it once, and the news wait."""
    state, context = turn["state"], runtime.context
    refused = turn["incoming"][0].value or ""
    if state.phase is not Phase.RUNNING or refused.startswith(("preview-", "gone-", "answer-")):
        return {}
    state = state.changed(phase=Phase.PAUSED)
    if refused == f"digest-{state.editions}":
        untold = state.told[: len(state.told) - state.told_last]
        state = state.changed(since=state.before, told=untold, told_last=0)
    if state.plan.personal:
        return done(state, context, [])
    state, name = state.named("gone")
    return done(state, context, [DigestNote(name, state.owner, say(GONE), (), channel=state.plan.channel)])


async def say_over(turn: DigestTurn, runtime: Run) -> dict[str, Any]:
    runtime.context.hint(turn["incoming"][0].user, say(OVER))
    return {}


def _told(state: DigestState, context: Context, text: str, acts: tuple[Act, ...]) -> dict[str, Any]:
    state, name = state.named("note")
    return done(state, context, [DigestNote(name, state.to, text, acts, id=context.conversation)])


async def _said(
    state: DigestState, context: Context, incoming: Incoming, *, changed: bool = False, previewed: bool = False
) -> tuple[DigestState, DigestSet]:
    """What will come, as the timers are set; nothing, while it is paused."""
    state, name = state.named("set")
    known = await context.news.names([incoming.user])
    due = local(state.plan.rhythm, at(state.due)) if state.phase is Phase.RUNNING else None
    by = known.get(incoming.user, "")
    return state, DigestSet(name, state.to, state.plan, due, by, changed, previewed, context.conversation)


async def _called(user: str, context: Context) -> str:
    return (await context.news.names([user])).get(user) or say(SOMEBODY)
