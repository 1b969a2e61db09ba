"""Whoever was made of a segment in a file: the mark of each fact, and the way back, wherever she is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from bot.views import render
from bot.views.gallery_personas import FACT, OF_SEGMENT, PERSONA, SYNTHESIS
from flows.persona_replies import (
    PersonaCard,
    RolePlayHead,
    SharedSynthesis,
    SynthesisCard,
    SynthesisPreview,
    WholeCard,
)
from flows.replies import Reply
from personas.foremost import foremost
from personas.formats import exported, imported
from personas.synthesis import Synthesis

MADE_OF = "Made of segment 2, “Once, long ago”, in orders.csv."
LINK = "<https://example.slack.com/archives/C0123456789/p1700000000000200|"


def shown(reply: Reply) -> str:
    blocks: list[Any] = [block for call in render(reply) for block in call.payload["blocks"]]
    return json.dumps(blocks, ensure_ascii=False)


def test_a_statement_names_the_file_the_segment_and_the_fact() -> None:
    told = shown(PersonaCard("card-1", OF_SEGMENT, OF_SEGMENT.statements, rehearsing=False))
    assert "the others about 38 days. [file: orders.csv, segment 2, m1.1]" in told
    assert "1 of 2 statements stand on the file" in told


def test_the_whole_card_lists_the_facts_under_whose_they_are() -> None:
    told = shown(WholeCard("whole-1", OF_SEGMENT, {FACT.id: FACT}))
    assert "What the file says of people like Noor" in told
    assert f"[m1.1] {FACT.text}" in told
    assert "The passages" not in told


def test_card_interview_synthesis_and_post_lead_back_to_the_segment_and_say_synthetic() -> None:
    replies: tuple[Reply, ...] = (
        PersonaCard("card-1", OF_SEGMENT, OF_SEGMENT.statements, rehearsing=False),
        RolePlayHead("head", OF_SEGMENT),
        SynthesisCard("synthesis", OF_SEGMENT, SYNTHESIS, {}, answers=1, rehearsing=False),
        SynthesisPreview("preview-1", OF_SEGMENT, SYNTHESIS, {}, "C1"),
        SharedSynthesis("shared-1", OF_SEGMENT, SYNTHESIS, {}, "C1", None),
    )
    for reply in replies:
        told = shown(reply)
        assert f"{LINK}{MADE_OF}>" in told, reply.name
        assert "Synthetic: an invented person" in told


def test_nobody_else_is_said_to_be_of_a_segment() -> None:
    assert "Made of segment" not in shown(RolePlayHead("head", PERSONA))


def test_a_card_from_a_file_is_not_taken_for_one_of_a_file_that_was_analysed_here() -> None:
    """Anybody can write a card: what it says was counted was counted by nobody here."""
    card = imported(exported(OF_SEGMENT, (FACT,), "own")[1])
    shown_first = PersonaCard("card-1", card.persona, foremost(card.persona, card.passages), rehearsing=False)
    for reply in (shown_first, RolePlayHead("head", card.persona)):
        told = shown(reply)
        assert "I have not seen that one" in told
        assert "Made of segment" not in told
        assert "[file: orders.csv" not in told
    assert "[as the card says, m1.1]" in shown(shown_first)


def test_a_card_that_was_taken_over_says_from_which_file_and_not_that_rules_made_it() -> None:
    told = shown(PersonaCard("card-1", PERSONA, (), rehearsing=False, taken_from="<!here> alice.yaml"))
    assert "Taken over from the file &lt;!here&gt; alice.yaml, not made here." in told
    assert "Made by simple rules" not in told


def test_the_mark_of_a_file_is_explained_only_on_a_card_that_has_it() -> None:
    card = imported(exported(OF_SEGMENT, (FACT,), "own")[1]).persona
    counted, unseen = "*file*: it was counted in your file", "*as the card says*: counted in a file"
    for persona, wanted in ((PERSONA, []), (OF_SEGMENT, [counted]), (card, [unseen])):
        told = shown(WholeCard("whole-1", persona, {}))
        assert "*assumption*: invented" in told
        assert [each for each in (counted, unseen) if each in told] == wanted


def test_before_she_is_asked_it_is_said_what_she_knows() -> None:
    assert "Noor knows only what the file says, and what the card assumes." in shown(RolePlayHead("head", OF_SEGMENT))
    assert "knows only" not in shown(RolePlayHead("head", PERSONA))
    assert "knows only" not in shown(RolePlayHead("head", OF_SEGMENT, over=True, changes="head"))


def test_where_nothing_carries_a_claim_she_is_said_to_know_the_file_only() -> None:
    card = SynthesisCard(
        "synthesis", OF_SEGMENT, Synthesis(), {}, answers=1, rehearsing=True, of_file=True,
        answerable="When did you last order?",
    )  # fmt: skip
    told = shown(card)
    only = (
        "Noor stands for a segment and knows only what the file says. What happened on one occasion, and why, is not in"
    )
    assert only in told
    assert "What Noor can tell you, for example: When did you last order?" in told
    without = shown(replace(card, answerable=""))
    assert only in without
    assert "for example" not in without
    assert "the last time …" not in told + without
    assert "the last time …" in shown(replace(card, persona=PERSONA, of_file=False, answerable=""))
