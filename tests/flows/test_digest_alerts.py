"""Alerts: what somebody wanted to hear at once, told once, whatever Slack does not say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.views.digest import digest_alert
from flows.digest.state import OVERLAP, WATCHES, at
from flows.digest.watching import MOST_LOOKS
from flows.digest_replies import DigestAlert
from flows.news import WATCH
from flows.replies import Reply
from studies.learned import Strength
from studies.news import Change, News, Words
from studies.schedule import Alerts
from tests.flows.digests import LATELY, MONDAY, NEXT, PLAN, Series, days, posts
from tests.studies.news import SHRUNK, analysed, item

CONTRADICTED = News(
    items=(item("i1", change=Change.CONTRADICTED, at=LATELY), item("i2", real=3, at=LATELY), item("i3", at=LATELY))
)


async def test_alerts_are_off_unless_somebody_wants_them(series: Series) -> None:
    series.news.ready = CONTRADICTED
    await series.begun()
    assert "watch" not in series.timers


@pytest.mark.parametrize(
    ("alerts", "told"),
    [
        (Alerts(contradicted=True), ["i1"]),
        (Alerts(sources=3), ["i2"]),
        (Alerts(contradicted=True, sources=1), ["i1", "i2", "i3"]),
        (Alerts(sources=4), []),
    ],
)
async def test_what_passes_the_threshold_is_told_at_once_and_once(
    series: Series, alerts: Alerts, told: list[str]
) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": alerts}))
    series.news.ready = CONTRADICTED
    found = [each for each in await series.until(MONDAY + timedelta(hours=5)) if isinstance(each, DigestAlert)]
    assert sorted(item.insight for each in found for item in each.items) == told
    assert len(found) == (1 if told else 0)
    assert series.now < NEXT


SEGMENTS = News(analysed=(analysed(since=SHRUNK, at=LATELY),))


@pytest.mark.parametrize(
    ("alerts", "told"),
    [
        (Alerts(shrinks=20), [("may.csv", "Regulars")]),
        (Alerts(shrinks=25), [("may.csv", "Regulars")]),
        (Alerts(shrinks=30), []),
        (Alerts(outdated=True), []),
        (Alerts(contradicted=True, sources=1), []),
    ],
)
async def test_a_segment_that_lost_as_many_as_somebody_said_is_told_once(
    series: Series, alerts: Alerts, told: list[tuple[str, str]]
) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": alerts}))
    series.news.ready = SEGMENTS
    found = await alerted(series) + await series.until(MONDAY + timedelta(hours=5))
    assert shrunk(found) == told


async def test_a_model_that_no_longer_holds_is_told_once_as_soon_as_the_file_was_analysed(series: Series) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(outdated=True)}))
    outdated = SHRUNK.model_copy(update={"holds": False, "words": "They no longer fit: all is dearer."})
    series.news.ready = News(analysed=(analysed(since=outdated, at=LATELY),))
    [alert] = [each for each in await alerted(series) if isinstance(each, DigestAlert)]
    assert [each.size for each in alert.findings] == [None]
    assert "They no longer fit: all is dearer." in str(digest_alert(alert))
    assert await alerted(series) == []
    assert await series.until(MONDAY + timedelta(hours=5)) == []


async def test_the_same_file_analysed_again_is_no_second_alert_and_another_file_is_one(series: Series) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(shrinks=10)}))
    series.news.ready = SEGMENTS
    assert shrunk(await alerted(series)) == [("may.csv", "Regulars")]
    again = analysed("r3", since=SHRUNK, upload="F-r2", at=LATELY)
    series.news.ready = News(analysed=(again,))
    assert await alerted(series) == []
    june = analysed("r4", since=SHRUNK, file="june.csv", at=LATELY)
    series.news.ready = News(analysed=(again, june))
    assert shrunk(await alerted(series)) == [("june.csv", "Regulars")]


async def test_what_was_alerted_stands_in_the_next_edition_too_and_once(series: Series) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(shrinks=10)}))
    series.news.ready = SEGMENTS
    await series.until(MONDAY + timedelta(hours=1))
    [post] = posts(await series.until(NEXT))
    assert [each.run for each in post.digest.analysed] == ["r2"]
    [post] = posts(await series.until(NEXT + days(7)))
    assert post.digest.is_empty


async def alerted(series: Series) -> list[Reply]:
    """A file was analysed just now: what the engine then writes for each digest that wants to hear of it."""
    return await series.take("schedule", WATCH)


def shrunk(said: list[Reply]) -> list[tuple[str, str]]:
    found = [finding for each in said if isinstance(each, DigestAlert) for finding in each.findings]
    return [(each.analysed.file, each.size.name) for each in found if each.size]


async def test_while_slack_does_not_say_who_may_read_something_the_rest_is_told_at_once(series: Series) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(contradicted=True)}))
    series.news.ready = CONTRADICTED.model_copy(update={"whole": False})
    found = [each for each in await series.until(MONDAY + timedelta(hours=5)) if isinstance(each, DigestAlert)]
    assert [item.insight for each in found for item in each.items] == ["i1"]


async def test_what_slack_never_says_is_not_looked_for_for_ever(series: Series) -> None:
    """What becomes known to be readable in time is found from the beginning; a day later the look has moved on."""
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(contradicted=True)}))
    series.news.ready = News(whole=False)
    begins = series.state.watched
    await series.until(MONDAY + WATCHES * MOST_LOOKS)
    assert {since for since, _ in series.news.asked} == {begins - OVERLAP.total_seconds()}
    await series.until(MONDAY + days(1))
    assert (series.now - at(series.state.watched)) <= WATCHES * (MOST_LOOKS + 2)


async def test_invented_people_set_off_no_alert(series: Series) -> None:
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(contradicted=True, sources=1)}))
    series.news.ready = News(items=(item("i1", real=0, invented=9, at=LATELY, strength=Strength.STRONG),))
    assert await series.until(MONDAY + timedelta(hours=2)) == []


async def test_of_what_many_said_an_alert_shows_as_many_quotes_as_an_edition(series: Series) -> None:
    """Else what is said to the contrary is cut off, in the middle of a link."""
    many = tuple(Words(quote="word for word " * 9, link=f"https://acme.slack.test/p{n}") for n in range(60))
    told = item("i1", change=Change.CONTRADICTED, at=LATELY, words=many, against=(Words(quote="not at all"),))
    series.news.ready = News(items=(told,))
    await series.begun(PLAN.model_copy(update={"alerts": Alerts(contradicted=True)}))
    [alert] = [each for each in await series.until(MONDAY + timedelta(hours=5)) if isinstance(each, DigestAlert)]
    assert "not at all" in str(digest_alert(alert))
