"""What the team believed and what the data say, as it stands in the thread."""

from __future__ import annotations

from bot.views import render
from bot.views.gallery_segments import COMPARED, LINK
from flows.segmentation_replies import BeliefsCompared, Compared
from segments.said import Belief

SHOWN = BeliefsCompared("beliefs-1", "orders.csv", (COMPARED[2], COMPARED[1], COMPARED[0]))


def texts(reply: BeliefsCompared) -> list[str]:
    """Every line of it."""
    shown = [
        text
        for call in render(reply)
        for block in call.payload["blocks"]
        for text in [block.get("text", {}).get("text") or "".join(each["text"] for each in block.get("elements", ()))]
    ]
    return "\n".join(shown).split("\n")


def test_contradicted_comes_first_then_confirmed_then_what_is_not_told_in_one_line() -> None:
    lines = texts(SHOWN)
    places = [
        next(place for place, line in enumerate(lines) if words in line)
        for words in ("Most customers come back", "Order at least 7 times", "Chefs decide")
    ]
    assert places == sorted(places)
    assert "it takes an interview or a survey" in lines[places[2]]


def test_what_was_said_and_what_was_counted_never_stand_in_one_line() -> None:
    lines = texts(SHOWN)
    for each in COMPARED[:2]:
        said = next(line for line in lines if each.stated.text in line)
        assert each.belief.words not in said
        assert lines[lines.index(said) + 1].startswith("_My reading of the file:_")


def test_a_statement_leads_to_its_message_and_says_how_it_is_known() -> None:
    said = next(line for line in texts(SHOWN) if "Most customers come back" in line)
    assert f"<{LINK}|[a3]>" in said
    assert "(a guess of the team)" in said


def test_the_notification_holds_nobodys_words() -> None:
    [call] = render(SHOWN)
    assert not any(each.stated.text in call.payload["text"] for each in COMPARED)
    assert "1 contradicted, 1 confirmed, 1 that it does not tell" in call.payload["text"]


def test_what_does_not_fit_is_counted() -> None:
    untold = Compared(COMPARED[2].stated, Belief("", "untestable", None, "", "x" * 400))
    told = Compared(COMPARED[0].stated, COMPARED[0].belief)
    shown = "\n".join(texts(BeliefsCompared("beliefs-1", "a.csv", (*[told] * 14, *[untold] * 30), left=7)))
    assert "✗ and 4 more" in shown
    assert "and 20 more" in shown
    assert "7 more were not looked at" in shown
