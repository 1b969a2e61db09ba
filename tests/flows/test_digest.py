"""A digest, turn by turn: due, late, silent, previewed; once each time, and nothing lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from errors import ModelUnavailable
from flows.digest import DIGEST
from flows.digest.posting import MOST_TRIES
from flows.digest.state import DigestState
from flows.digest.writing import _inputs
from flows.digest_replies import DigestPost, DigestSet
from flows.llm.memory_tasks import DigestWords
from segments.since import Since, Size
from studies.digest import composed
from studies.file_news import FileNews
from studies.news import News
from studies.rhythm import Every, Rhythm, due_after
from studies.schedule import WhenNothing
from tests.flows.digests import MONDAY, NEWS, NEXT, PLAN, Newsroom, Series, days, posts
from tests.studies.news import held, item

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia")
STATES = Path(__file__).parent / "states"


async def test_it_is_said_where_it_will_come_what_comes_and_when(series: Series) -> None:
    [said] = await series.begun()
    assert isinstance(said, DigestSet)
    assert (said.to, said.by, said.next) == ("C1", "Name of U1", NEXT)


async def test_on_monday_at_nine_the_channel_gets_what_is_new(series: Series) -> None:
    await series.begun()
    [post] = posts(await series.until(NEXT))
    assert (post.to, post.late, post.preview) == ("C1", None, False)
    assert [each.text for each in post.digest.learned] == ["Couriers fear winter."]
    assert series.now == NEXT


async def test_the_first_one_looks_back_a_week_and_the_next_to_the_one_before(series: Series) -> None:
    await series.begun()
    await series.until(NEXT + days(7))
    first, second = (since for since, _ in series.news.asked)
    assert first < (MONDAY - days(7)).timestamp()
    assert NEXT.timestamp() - 7200 < second < NEXT.timestamp()


async def test_what_was_told_is_not_told_again(series: Series) -> None:
    """Nor is it lost: an hour is looked through twice, and what was written down late in it is found."""
    hour = NEXT - timedelta(hours=1)
    edges = [hour - timedelta(seconds=1), hour, hour + timedelta(seconds=1), NEXT]
    some = [item(f"i{number}", at=when.timestamp()) for number, when in enumerate(edges)]
    series.news.ready = News(items=tuple(some))
    await series.begun()
    [first] = posts(await series.until(NEXT))
    series.news.ready = News(items=(*some, item("late", at=(NEXT - timedelta(minutes=59)).timestamp())))
    [second] = posts(await series.until(NEXT + days(7)))
    assert [each.text for each in second.digest.learned] == ["What late says."]
    assert first.digest.counts["learned"] == len(edges)
    assert [told for _, told in series.news.asked] == [frozenset(), frozenset({"i2", "i3"})]


@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("zone", ZONES)
async def test_a_year_with_outages_loses_no_date_and_doubles_none(series: Series, zone: str, every: Every) -> None:
    """Down from time to time, for an hour or for weeks: whatever was due meanwhile is one edition, marked late."""
    rhythm = Rhythm(every=every, hour=2, minute=15, zone=zone, weekday=6, monthday=31)
    series.now = begins = datetime(2027, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ends = datetime(2028, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    await series.begun(PLAN.model_copy(update={"rhythm": rhythm}))
    outages = [
        (begins + days(start), begins + days(start) + length)
        for start, length in ((40.1, timedelta(hours=1)), (58.9, days(2)), (120.4, days(20)), (300, days(70)))
    ]
    for down, back in outages:
        await series.until(down)
        await series.down_until(back)
    await series.until(ends)
    expected: list[datetime] = []
    due = due_after(rhythm, begins)
    while due < ends:
        back = next((back for down, back in outages if down < due <= back), due)
        expected += [back] if back not in expected else []
        due = due_after(rhythm, due)
    assert [when for when, said in series.said if isinstance(said, DigestPost)] == expected


async def test_down_at_the_hour_it_comes_once_and_says_that_it_is_late(series: Series) -> None:
    await series.begun()
    [post] = posts(await series.down_until(NEXT + days(15)))
    assert post.late == NEXT
    [following] = posts(await series.until(NEXT + days(21)))
    assert following.late is None


async def test_a_ring_that_comes_twice_posts_once(series: Series) -> None:
    await series.begun()
    rung = f"{series.timers['due']:.6f}"
    await series.until(NEXT)
    assert await series.take("schedule", "due", ts=rung) == []
    assert await series.take("schedule", "overdue", ts=f"{float(rung) + 3600:.6f}") == []


async def test_a_clock_that_is_set_back_makes_no_second_edition(series: Series) -> None:
    await series.begun()
    rung = f"{series.timers.pop('due'):.6f}"
    series.now = NEXT - timedelta(minutes=3)
    assert len(posts(await series.take("schedule", "due", ts=rung))) == 1
    assert posts(await series.until(NEXT + days(6))) == []


async def test_should_a_turn_fail_for_good_the_series_goes_on_an_hour_later(series: Series) -> None:
    await series.begun()
    del series.timers["due"]
    [post] = posts(await series.until(NEXT + timedelta(hours=2)))
    assert post.late == NEXT
    assert len(posts(await series.until(NEXT + days(8)))) == 1


@pytest.mark.parametrize(("choice", "count"), [(WhenNothing.LINE, 1), (WhenNothing.SILENCE, 0)])
async def test_nothing_new_is_a_line_or_silence_by_choice(series: Series, choice: WhenNothing, count: int) -> None:
    series.news.ready = News()
    await series.begun(PLAN.model_copy(update={"when_nothing": choice}))
    found = posts(await series.until(NEXT))
    assert len(found) == count
    assert all(each.digest.is_empty for each in found)
    assert len(posts(await series.until(NEXT + days(7)))) == count


async def test_a_preview_is_for_one_person_and_counts_as_nothing(series: Series) -> None:
    _, first = await series.begun(preview=True)
    [second] = await series.presses("digest_preview", user="U2")
    assert isinstance(first, DigestPost)
    assert isinstance(second, DigestPost)
    assert [(each.to, each.preview) for each in (first, second)] == [("U1", True), ("U2", True)]
    [post] = posts(await series.until(NEXT))
    assert post.digest == first.digest


async def test_while_slack_does_not_say_who_may_read_it_waits_and_then_says_what_it_may(series: Series) -> None:
    series.news.ready = News(whole=False)
    await series.begun()
    assert posts(await series.until(NEXT + timedelta(minutes=5 * MOST_TRIES - 1))) == []
    series.news.ready = NEWS.model_copy(update={"whole": False})
    [post] = posts(await series.until(NEXT + timedelta(minutes=5 * MOST_TRIES)))
    assert post.late is None, "what Slack takes is not Segue's being late"


async def test_late_by_more_than_slack_took_it_says_so(series: Series) -> None:
    series.news.ready = NEWS.model_copy(update={"whole": False})
    await series.begun()
    await series.until(NEXT + timedelta(minutes=1))
    [post] = posts(await series.down_until(NEXT + days(1)) + await series.until(NEXT + days(2)))
    assert post.late == NEXT


@pytest.mark.parametrize("path", sorted(STATES.glob("digest-*.json")), ids=lambda path: path.stem)
async def test_stored_states_of_every_version_still_load_and_go_on(series: Series, path: Path) -> None:
    state = DIGEST.load(json.loads(path.read_text()))
    assert isinstance(state, DigestState)
    series.state, series.now = state, NEXT
    series.news.ready = News(held=(held("luma-rori", people=("U1", "U2")),))
    [post] = posts(await series.take("schedule", "due", ts=f"{NEXT.timestamp():.6f}"))
    assert post.name == "digest-2"
    assert post.names == {"U1": "Name of U1"}


class Writer:
    """A model that says what it is told to; `None`: it cannot be had."""

    rehearses = False

    def __init__(self, words: DigestWords | None) -> None:
        self.words = words

    async def run(self, task: Any, inputs: Any, on_text: Any = None) -> Any:
        if self.words is None:
            raise ModelUnavailable("The model cannot be had.")
        return self.words


@pytest.mark.parametrize(
    ("words", "headline", "step"),
    [
        (DigestWords(headline="Winter scares.", step="Ask one of them."), "Winter scares.", "Ask one of them."),
        (DigestWords(headline="60 couriers fear winter.", step="Ask <!channel>."), "", ""),
        (None, "", ""),
    ],
)  # fmt: skip
async def test_a_model_words_it_where_the_facts_carry_that(words: DigestWords | None, headline: str, step: str) -> None:
    series = Series(model=Writer(words), news=Newsroom(NEWS))
    await series.begun()
    [post] = posts(await series.until(NEXT))
    assert (post.headline, post.step) == (headline, step)


def test_a_share_is_given_to_whoever_words_a_digest_as_people_read_it() -> None:
    """Else a digest would say 12 % in one line and 13 % in another, or none of what is there."""
    shrank = Size(id="s1", name="Regulars", before=40, after=1, of_before=320, of_after=250)
    since = Since(file="april.csv", both=200, moved=30, sizes=(shrank,))
    news = FileNews(run="r1", upload="1.0", file="may.csv", customers=250, segments=2, at=0.0, since=since)
    [file] = _inputs(composed(News(analysed=(news,))), "en").segments
    assert [(each.share_before, each.share_now) for each in file.smaller] == [("13 %", "0.4 %")]
