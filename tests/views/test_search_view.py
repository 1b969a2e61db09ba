"""Whatever was said and whatever is looked for, what is found is shown within Slack's limits and only read."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.search_page import LONGEST, SearchPage
from bot.views.limits import BUTTON_VALUE, PRIVATE
from bot.views.search import HOW, NO_WORDS, PER_PAGE, Choices, SearchEntry, marked, search_modal
from playground.web_api.views import definition_faults
from studies.query import wanted
from studies.snippets import snippet
from tests.views.hostile import HOSTILE, links, texts
from tests.views.marks import ENTITY, INVISIBLE, LINK

OURS = re.compile(r"<@U1>")
TYPED = st.sampled_from([*HOSTILE, '"', "*", "NEAR(", "客户", "🚀", "since:forever study:x", "x " * 2000]) | st.text()
few = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def entries(draw: st.DrawFn) -> SearchEntry:
    said, words = draw(texts), draw(st.lists(st.sampled_from(["word", "x", "<", "&", "*"]), max_size=2))
    return SearchEntry(
        kind=draw(st.sampled_from(["said", "claim", "persona", "study"])),
        who=draw(st.sampled_from(["U1", "", "<!here>"])),
        persona=draw(st.just("") | texts),
        on=date(2026, 5, 1),
        snippet=snippet(said, words),
        quote=snippet(draw(texts), words),
        study=draw(texts),
        link=draw(st.none() | links),
        set_aside=draw(st.booleans()),
    )


def shown(found: list[SearchEntry], typed: str = "couriers", **more: bool) -> dict[str, Any]:
    page = SearchPage.typed(typed)
    choices = Choices([("s1", typed[:99])], [("p1", typed[:99])])
    return search_modal(found, page, page.wanted(0.0), choices, **{"more": True, "all_ranked": False, **more})


def texts_in(view: dict[str, Any]) -> str:
    return "\n".join(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")


@few
@given(st.lists(entries(), max_size=PER_PAGE), TYPED)
def test_slack_would_open_it(found: list[SearchEntry], typed: str) -> None:
    view = shown(found, typed)
    assert definition_faults(view, "modal") == []
    assert len(view["private_metadata"]) <= PRIVATE


@few
@given(st.lists(entries(), max_size=3), TYPED)
def test_nothing_in_it_pings_links_or_reverses(found: list[SearchEntry], typed: str) -> None:
    rest = OURS.sub("", LINK.sub("", texts_in(shown(found, typed))))
    assert not re.search("[<>]", rest)
    assert "&" not in ENTITY.sub("", rest)
    assert not INVISIBLE.search(rest)


@given(st.text(max_size=LONGEST), st.text(max_size=30), st.integers(0, 1000))
def test_a_page_is_carried_along_as_it_was(words: str, study: str, after: int) -> None:
    page = SearchPage(words, study=study, since="30d", after=after)
    assert SearchPage.read(page.written()) == page
    assert len(page.written()) <= BUTTON_VALUE


@pytest.mark.parametrize("value", ["", "[]", "{", '{"after": "x"}', "7", "null"])
def test_a_page_that_is_none_is_the_first(value: str) -> None:
    assert SearchPage.read(value) == SearchPage()


@pytest.mark.parametrize(
    ("said", "word", "looks"),
    [
        ("our brokers call", "brok", "our *brokers* call"),
        ("我们的客户是", "客户", "我们的 *客户* 是"),
        ("客户客户", "客户", "*客户* *客户*"),
        ("a*b broker_x", "broker", "a∗b *broker*_x"),
    ],
)
def test_what_was_found_stands_out(said: str, word: str, looks: str) -> None:
    assert marked(snippet(said, [word])).replace("＿", "_") == looks


def test_who_is_synthetic_is_called_so() -> None:
    found = [
        SearchEntry("said", "U1", "Alice", date(2026, 5, 1), [("It hurts.", False)]),
        SearchEntry("claim", "", "Alice", date(2026, 5, 1), [("Price hurts.", False)], set_aside=True),
        SearchEntry("persona", "", "Alice", date(2026, 5, 1), [("Alice", True)]),
        SearchEntry("said", "U1", "", date(2026, 5, 1), [("Fine.", False)], study="Couriers"),
        SearchEntry("claim", "", "", date(2026, 5, 1), [("Counted.", False)]),
        SearchEntry("said", "", "", date(2026, 5, 1), [("Asked.", False)]),
    ]
    assert [block["text"]["text"].split("\n")[0] for block in shown(found)["blocks"] if block["type"] == "section"] == [
        "*Alice*, synthetic · 1 May 2026",
        "Learned from *Alice*, synthetic · 1 May 2026 · set aside by the team",
        "Persona *Alice*, synthetic · 1 May 2026",
        "<@U1> · 1 May 2026 · study: Couriers",
        "*Learned from the team* · 1 May 2026",
        "*Segue* · 1 May 2026",
    ]


def test_finding_nothing_says_what_was_looked_for_and_what_to_try() -> None:
    assert texts_in(shown([], "")) == HOW
    assert texts_in(shown([], '"')) == NO_WORDS
    assert "“couriers study:x”" in texts_in(shown([], "couriers study:x"))
    assert "*Look everywhere*" in texts_in(shown([], "couriers study:x"))
    assert "Try fewer words" in texts_in(shown([], "couriers"))
    assert "since:forever" in str(shown([], "couriers since:forever")["blocks"])


def test_clearing_the_menus_gives_their_block_another_name() -> None:
    """Slack keeps what was chosen in a block for as long as it has the same name."""
    page = SearchPage("couriers", study="s1", person="U1", since="30d", after=20)
    assert page.everywhere() == SearchPage("couriers", cleared=1)
    assert {search_modal([], each, wanted("", 0.0), Choices(), more=False, all_ranked=True)["blocks"][1]["block_id"]
            for each in (page, page.everywhere())} == {"where-0", "where-1"}  # fmt: skip


def test_open_stands_in_the_first_line_however_long_a_study_is_called() -> None:
    entry = SearchEntry(
        "claim", "", "", date(2026, 5, 1), [("Couriers leave.", False)], study="long " * 30, link="https://a.b"
    )
    line = texts_in(shown([entry])).splitlines()[0]
    assert line.index("Open") < line.index("study:")
    assert len(line) < 110
