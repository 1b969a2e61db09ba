"""Passages of a card's material as people read them."""

from __future__ import annotations

import json

import pytest

from bot.views.gallery_personas import PERSONA
from bot.views.persona import whole_card_view
from flows.persona_replies import WholeCard
from personas.passages import Passage


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Four categories:\n\n* Bronze\n* Silver\n\nThe **same set** of benefits.",
         "Four categories: • Bronze • Silver The same set of benefits."),
        ("## Costs\n- a premium\n+ a deductible", "Costs • a premium • a deductible"),
        ("2 * 3 is 6, and #5 is a number; well-known", "2 ∗ 3 is 6, and #5 is a number; well-known"),
    ],
)  # fmt: skip
def test_the_signs_of_markdown_are_not_read_aloud(text: str, shown: str) -> None:
    passage = Passage(id="m1.1", title="brochure.md", place="Costs", text=text)
    view = whole_card_view(WholeCard("whole-1", PERSONA, {passage.id: passage}))
    assert f"“{shown}”" in json.dumps(view, ensure_ascii=False)
