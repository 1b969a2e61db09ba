"""How somebody knows is said in the same words by the summary, the digest and the deck."""

from __future__ import annotations

import pytest

from bot.views.digest_lines import item_line
from bot.views.statements import said
from decks.material import stated
from decks.words import plain
from flows.interview.learned import STRENGTH
from interviews.answers import Basis
from interviews.labels import label
from interviews.summary import Statement
from studies.news import Change, Item
from tests.decks.examples import MATERIAL


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
