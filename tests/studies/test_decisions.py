"""What counts as a decision in somebody's words, and what is asked about them."""

from __future__ import annotations

import pytest

from studies.decisions import State, asks_which, decision_said, owner_said, rests_on_words, rests_said


@pytest.mark.parametrize(
    ("said", "text", "state"),
    [
        ("we decided to raise prices in May", "Raise prices in May", State.ADOPTED),
        ("We've decided that warehouse workers come first.", "Warehouse workers come first.", State.ADOPTED),
        ("decision: no free plan", "No free plan", State.ADOPTED),
        ("OK, we have just decided on two plans", "Two plans", State.ADOPTED),
        ("proposal: one plan for everybody", "One plan for everybody", State.PROPOSED),
        ("we propose to drop the free plan", "Drop the free plan", State.PROPOSED),
    ],
)
def test_what_was_decided_is_kept_in_the_teams_words(said: str, text: str, state: State) -> None:
    assert decision_said(said) == (text, state)


@pytest.mark.parametrize(
    "said",
    [
        "we have to decide by March",
        "we decide on Monday",
        "did we decide that?",
        "we decided whether to go",
        "decision:",
        "interview, 3 questions",
        "",
        "🎉",
        "decided " * 3000,
    ],
)
def test_what_is_still_to_be_decided_is_none(said: str) -> None:
    assert decision_said(said) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("which segmentation counts?", "segmentation"),
        ("Which segments do we use", "segmentation"),
        ("what is our segmentation?", "segmentation"),
        ("what's our current segmentation?", "segmentation"),
        ("Which decisions stand?", "decision"),
        ("what did we decide?", "decision"),
        ("what have we decided so far", "decision"),
        ("tell me about segments", ""),
        ("which customers count?", ""),
        ("what do you pay a month?", ""),
        ("", ""),
    ],
)
def test_it_is_asked_in_plain_words(said: str, kind: str) -> None:
    assert asks_which(said) == kind


def test_who_answers_for_it_and_what_it_rests_on() -> None:
    assert owner_said("owner <@U0RAVI123>") == "U0RAVI123"
    assert owner_said("the owner is away") == ""
    assert rests_said("rests on 1, 3 and 1") == (1, 3)
    assert rests_said("it stands on nothing") == ()
    assert rests_said("it rests on trust") is None
    assert rests_on_words("rests on help desk calls.") == "help desk calls"
    assert rests_on_words("rests on 1, 3") == rests_on_words("it rests on trust, I think") == ""
