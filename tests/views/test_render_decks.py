"""What people see of a deck before it is made."""

from __future__ import annotations

from bot.views import render
from bot.views.gallery_decks import PARTS
from flows.deck_replies import DeckOutline


def shown(outline: DeckOutline) -> str:
    [call] = render(outline)
    return str(call.payload["blocks"])


def test_nine_lines_what_is_thin_and_what_is_left_out() -> None:
    text = shown(DeckOutline("deck-1", "Violins", PARTS))
    assert [text.index(f"{number}. *") for number in range(1, 10)] == sorted(
        text.index(f"{number}. *") for number in range(1, 10)
    )
    assert "_(only guesses)_" in text
    assert "6. *Framework:* _left out_" in text
    assert "leave out 6" in text


def test_while_and_after_it_is_made_there_is_nothing_to_press() -> None:
    text = shown(DeckOutline("deck-1/1", "Violins", PARTS, stage="making", changes="deck-1"))
    assert "The deck is being made" in text
    assert "make_deck" not in text
    assert "make_deck" not in shown(DeckOutline("deck-1/2", "Violins", PARTS, stage="made", changes="deck-1"))
    assert "make_deck" in shown(DeckOutline("deck-1/3", "Violins", PARTS, changes="deck-1"))


def test_what_nothing_was_said_about_is_one_line_that_says_how_it_comes_back() -> None:
    line = "2, 4 and 5 are left out: nothing was said about them. `put back 4` brings one back."
    assert line in shown(DeckOutline("deck-1", "Violins", PARTS, unsaid=(2, 4, 5)))
    alone = "3 is left out: nothing was said about it. `put back 3` brings it back."
    assert alone in shown(DeckOutline("deck-1", "Violins", PARTS, unsaid=(3,)))
    assert "brings" not in shown(DeckOutline("deck-1", "Violins", PARTS))
