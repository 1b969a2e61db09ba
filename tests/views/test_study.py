"""A study as a modal: whatever was said in it, it is within Slack's limits, and only read."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.names import ASKS_FIRST
from bot.study_page import StudyPage, Tending
from bot.views.home import (
    ALL_SPENT,
    NEARLY_SPENT,
    Allowance,
    HomeEntry,
    ScheduleEntry,
    StudyEntry,
    Usage,
    home,
)
from bot.views.study import (
    InsightEntry,
    InsightShown,
    Line,
    MemberEntry,
    Said,
    StudyShown,
    insight,
    study,
    tend_form,
)
from playground.blocks import faults_of
from tests.views import hostile
from tests.views.hostile import links
from tests.views.marks import INVISIBLE, LINK

texts: st.SearchStrategy[str] = st.deferred(lambda: hostile.texts)
numbers = st.integers(0, 5000)
said = st.builds(Said, quote=texts, link=links | st.just(""), who=texts, synthetic=st.just(True))
entries = st.builds(
    InsightEntry, id=st.just("i0123456789ab"), text=texts, real=numbers, invented=numbers, against=numbers,
    pinned=st.booleans(), reason=texts, said=st.none() | said,
)  # fmt: skip
lines = st.builds(Line, text=texts, link=links | st.just(""), movable=st.sampled_from(["", "calm-river"]))
pages = st.builds(StudyPage, study=st.just("tiva-melo"), after=numbers, rejected=st.booleans(), note=texts)
shown = st.builds(
    StudyShown, title=texts, page=pages, insights=st.lists(entries, max_size=8).map(tuple), more=st.booleans(),
    decisions=st.lists(lines, max_size=8).map(tuple), held=st.lists(lines, max_size=8).map(tuple),
)  # fmt: skip
members = st.builds(
    MemberEntry, claim=st.just("calm-river-a1.1"), relation=st.sampled_from(["first", "contradicts", "odd"]),
    text=texts, said=st.lists(said, max_size=3).map(tuple),
)  # fmt: skip
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def marked(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [text for each in value.values() for text in marked(each)]
    return [text for each in value for text in marked(each)] if isinstance(value, list) else []


def is_only_read(view: dict[str, object]) -> None:
    assert faults_of(view["blocks"], most=100, view=True) == []
    assert len(json.dumps(view.get("private_metadata", ""))) < 3000
    for text in marked(view["blocks"]):
        rest = LINK.sub("", text)
        assert not re.search("[<>]", rest), rest[:200]
        assert not INVISIBLE.search(rest)


@many
@given(shown)
def test_a_study_is_within_slacks_limits_and_nothing_pings(view: StudyShown) -> None:
    is_only_read(study(view))


@many
@given(st.lists(members, min_size=1, max_size=40).map(tuple), texts)
def test_an_insight_is_too(said: tuple[MemberEntry, ...], text: str) -> None:
    is_only_read(insight(InsightShown("tiva-melo", "i1", text, said, ("28 November 2026: began",) * 30)))


@many
@given(st.sampled_from(sorted(ASKS_FIRST)), st.lists(st.tuples(st.just("i1"), texts), max_size=120), texts)
def test_so_are_its_forms(act: str, options: list[tuple[str, str]], initial: str) -> None:
    named = [(f"i{at}", label or "x") for at, (_, label) in enumerate(options)]
    is_only_read(tend_form(Tending(act, "tiva-melo", "i1"), named, initial))


@many
@given(texts)
def test_home_with_everything_it_can_hold_has_at_most_a_hundred_blocks(title: str) -> None:
    running = [HomeEntry(f"c{at}", title, "question 1 of 3", None, running=at % 2 == 0) for at in range(20)]
    some = [StudyEntry(f"s{at}", title, 9, 2, 3, 4, 6, 5000) for at in range(6)]
    told = [ScheduleEntry("every Monday at 09:00", title, "C1")] * 8
    nearly = Allowance("month", 3.0, 50.0, 120_000, 1e6, nearly=True)
    view = home(running, after=0, more=True, studies=some, digests=told, used=Usage(12, 40_000, 1.5), allowed=nearly)
    assert len(view["blocks"]) <= 100
    assert faults_of(view["blocks"], most=100, view=True) == []


@pytest.mark.parametrize(
    ("allowed", "line"),
    [
        (
            Allowance("month", 3.204, 50.0, 120_000, 1_000_000.0),
            "This month, 3.20 of 50.00 US dollars and 120,000 of 1,000,000 tokens for models are spent.",
        ),
        (
            Allowance("day", 4.6, 5.0, nearly=True),
            f"Today, 4.60 of 5.00 US dollars for models are spent. {NEARLY_SPENT}",
        ),
        (
            Allowance("month", tokens=10, most_tokens=10.0, nearly=True, spent=True),
            f"This month, 10 of 10 tokens for models are spent. {ALL_SPENT}",
        ),
    ],
)
def test_what_of_a_budget_is_spent_is_one_line_below_everything(allowed: Allowance, line: str) -> None:
    last = home([], after=0, more=False, used=Usage(12, 40_000, 1.5), allowed=allowed)["blocks"][-1]
    assert last["elements"][0]["text"] == line
    assert "are spent" not in str(home([], after=0, more=False, used=Usage(12, 40_000, 1.5)))
    assert "are spent" not in str(home([], after=20, more=False, allowed=allowed))


def test_what_a_page_carries_along_is_read_back_and_nonsense_is_no_study() -> None:
    page = StudyPage("tiva-melo", 16, True)
    assert StudyPage.read(page.written()) == page
    tending = Tending("split_claim", "tiva-melo", "i1", "calm-river-a1.1")
    assert Tending.read(tending.written()) == tending
    for nonsense in ("", "[]", "{", '{"study": null, "after": "x"}', '"a"'):
        assert StudyPage.read(nonsense) == StudyPage("")
        assert Tending.read(nonsense) == Tending("", "")
