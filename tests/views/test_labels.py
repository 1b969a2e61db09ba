"""How somebody knows is said in the same words by the summary, the digest and the deck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.search_page import SearchPage
from bot.study_page import StudyPage
from bot.views.digest_lines import item_line
from bot.views.search import Choices, SearchEntry, search_modal
from bot.views.statements import said
from bot.views.study import InsightEntry, InsightShown, MemberEntry, StudyShown, insight, study
from bot.views.terms import known
from decks.material import stated
from decks.words import plain
from flows.interview.learned import STRENGTH
from interviews.answers import Basis
from interviews.labels import label
from interviews.summary import Statement
from studies.news import Change, Item
from tests.decks.examples import MATERIAL

OF_CLAIM = SearchEntry(kind="claim", who="", persona="", on=date(2026, 5, 1), snippet=[("Couriers call.", False)])
SHOWN = StudyShown("Couriers", StudyPage("s1"))


@pytest.mark.parametrize("basis", STRENGTH)
def test_the_same_statement_has_the_same_label_in_summary_digest_and_deck(basis: Basis) -> None:
    statement = Statement(text="Couriers call at noon.", answers=("a1",), basis=basis)
    item = Item(
        insight="i1",
        change=Change.NEW,
        text=statement.text,
        real=1,
        strength=STRENGTH[basis],
        at=0.0,
    )
    assert said(statement).endswith(f"({label(basis)})")
    assert f"· {label(basis)})" in item_line(item)
    assert stated(MATERIAL, statement, plain).basis == label(basis)


@pytest.mark.parametrize("basis", STRENGTH)
def test_the_study_window_and_the_search_say_how_the_team_knows(basis: Basis) -> None:
    how = known(STRENGTH[basis])
    assert how == label(basis)
    entry = InsightEntry("i1", "Couriers call at noon.", real=1, invented=0, against=0, known=how)
    assert f"said in 1 interview with the team · {how}_" in str(study(replace(SHOWN, insights=(entry,)))["blocks"])
    member = MemberEntry("c1", "first", "Couriers call at noon.", (), how)
    assert f"noon. ({how})" in str(insight(InsightShown("s1", "i1", "Couriers", (member,)))["blocks"])
    page = SearchPage("couriers")
    finds = [replace(OF_CLAIM, known=how)]
    modal = search_modal(finds, page, page.wanted(0.0), Choices(), more=False, all_ranked=True)
    assert f"*Learned from the team* · {how} · " in str(modal["blocks"])
