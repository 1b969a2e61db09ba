"""A digest that people change, pause, start again, end and mute; and one that Slack refuses."""

from __future__ import annotations

from datetime import datetime

import pytest

from flows.digest import state as digest_state
from flows.digest.state import Phase
from flows.digest_replies import DigestNote, DigestSet
from studies.news import News
from studies.rhythm import Every, Rhythm, due_after
from tests.flows.digests import MONDAY, NEXT, PLAN, WEEKLY, Series, days, posts
from tests.studies.news import held

LATER = PLAN.model_copy(update={"rhythm": WEEKLY.model_copy(update={"hour": 17})})


async def test_stopped_for_all_it_says_so_and_takes_up_where_it_was_left(series: Series) -> None:
    await series.begun()
    await series.until(NEXT)
    [note] = await series.presses("digest_stop", user="U2")
    assert isinstance(note, DigestNote)
    assert "Name of U2 stopped" in note.text
    assert await series.until(NEXT + days(14)) == []
    await series.presses("digest_resume")
    [post] = posts(await series.until(NEXT + days(21)))
    assert post.since == NEXT
    assert await series.presses("digest_resume") == []


async def test_ended_it_is_over_and_whoever_presses_is_told(series: Series) -> None:
    await series.begun()
    await series.presses("digest_delete")
    assert series.timers == {}
    assert await series.presses("digest_preview", user="U2") == []
    assert [user for user, _ in series.hints] == ["U2"]
    assert series.last is not None
    assert series.last.status == "closed"


async def test_another_rhythm_takes_the_place_of_the_old_one(series: Series) -> None:
    await series.begun()
    daily = WEEKLY.model_copy(update={"every": Every.DAY, "hour": 17})
    moved = PLAN.model_copy(update={"rhythm": daily, "channel": "C2", "personal": True})
    [said] = await series.changes(moved)
    assert isinstance(said, DigestSet)
    assert (said.to, said.changed) == ("C1", True), "where it comes, and for whom, nobody else may change"
    assert len(posts(await series.until(MONDAY + days(3)))) == 3
    assert await series.changes(moved) == []


async def test_changed_while_it_is_paused_it_stays_so_and_promises_no_date(series: Series) -> None:
    await series.begun()
    await series.presses("digest_stop")
    series.now = NEXT + days(9)
    daily = PLAN.model_copy(update={"rhythm": WEEKLY.model_copy(update={"every": Every.DAY})})
    [said] = await series.changes(daily)
    assert isinstance(said, DigestSet)
    assert (said.next, series.timers) == (None, {})
    await series.presses("digest_resume")
    assert len(posts(await series.until(NEXT + days(12)))) == 3


async def test_the_date_that_is_said_is_worked_out_once_and_is_the_one_that_rings(
    series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    dates: list[datetime] = []

    def worked_out(rhythm: Rhythm, after: datetime) -> datetime:
        dates.append(due_after(rhythm, after))
        return dates[-1]

    monkeypatch.setattr(digest_state, "due_after", worked_out)
    said = [*await series.begun(), *await series.changes(LATER)]
    await series.presses("digest_stop")
    await series.presses("digest_resume")
    assert [each.next for each in said if isinstance(each, DigestSet)] == dates[:2]
    assert len(dates) == 3
    assert series.timers["due"] == dates[-1].timestamp()


async def test_a_form_sent_in_untouched_after_its_study_was_merged_changes_nothing(series: Series) -> None:
    """The form shows the study as it is now; that is no change anybody made."""
    of_old, of_new = (PLAN.model_copy(update={"study": study}) for study in ("old", "new"))
    await series.begun(of_old)
    series.news.merged["old"] = "new"
    assert await series.changes(of_new) == []
    [said] = await series.changes(of_new.model_copy(update={"rhythm": LATER.rhythm}))
    assert isinstance(said, DigestSet)
    assert said.changed


async def test_a_ring_for_the_old_rhythm_is_not_meant_any_more(series: Series) -> None:
    await series.begun()
    rung = f"{series.timers['due']:.6f}"
    series.now = NEXT
    await series.changes(LATER)
    assert await series.take("schedule", "due", ts=rung) == []


async def test_whoever_mutes_is_not_named_until_they_press_again(series: Series) -> None:
    await series.begun()
    await series.presses("digest_mute", user="U2")
    assert "Slack can't hide" in series.hints[0][1]
    [post] = posts(await series.until(NEXT))
    assert post.names == {"U1": "Name of U1"}
    await series.presses("digest_mute", user="U2")
    series.news.ready = News(held=(held("luma-rori", people=("U1", "U2")),))
    [post] = posts(await series.until(NEXT + days(7)))
    assert set(post.names) == {"U1", "U2"}


async def test_a_personal_edition_comes_to_its_owner_and_muted_it_pauses(series: Series) -> None:
    await series.begun(PLAN.model_copy(update={"personal": True}))
    [post] = posts(await series.until(NEXT))
    assert (post.to, post.personal) == ("U1", True)
    [note] = await series.presses("digest_mute")
    assert isinstance(note, DigestNote)
    assert note.to == "U1"
    assert await series.until(NEXT + days(14)) == []


async def test_put_out_of_the_channel_the_owner_hears_of_it_once_and_no_news_is_lost(series: Series) -> None:
    await series.begun()
    await series.until(NEXT)
    [note] = await series.refused("digest-1")
    assert isinstance(note, DigestNote)
    assert (note.to, note.channel) == ("U1", "C1")
    assert await series.refused("set-1") == []
    assert await series.until(NEXT + days(14)) == []
    await series.presses("digest_resume")
    await series.until(NEXT + days(21))
    since, told = series.news.asked[-1]
    assert (since, told) == (series.news.asked[0][0], frozenset()), "what nobody saw is gathered again"


async def test_a_note_to_an_owner_who_is_gone_too_leads_nowhere(series: Series) -> None:
    await series.begun()
    await series.until(NEXT)
    [note] = await series.refused("digest-1")
    assert await series.refused(note.name) == []
    assert series.state.phase is Phase.PAUSED
