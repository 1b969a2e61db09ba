"""A fact as a line of a card, as she would say it, and as a question; whatever kind of file it is from."""

from __future__ import annotations

import pytest

from bot.views.gallery_segments import FOUND, VOICES
from flows.llm.rehearsal.personas.facts_asked import asked, asks_for
from flows.llm.rehearsal.personas.facts_told import spoken, stated
from flows.segmentation.facts import told_facts
from flows.segmentation.personas import start_of
from personas.counted import why_not_counted
from personas.schema import Part
from segments.told import Segment, Trait


def segment(trait: Trait) -> Segment:
    return Segment("s1", 0, "Some", 50, 0.5, None, (trait,), (), "")


def number(feature: str, here: float, others: float, how: str = "on average") -> Trait:
    words = f"{feature} {how} {here:g}, the others {others:g}"
    return Trait(feature, here, others, here - others, words)


def share(feature: str, here: float, others: float) -> Trait:
    return Trait(feature, here, others, here - others, f"{feature}: {here:.0%} of them, {others:.0%} of the others")


@pytest.mark.parametrize(
    ("trait", "line", "said"),
    [
        (
            number("how satisfied are you with delivery", 1.99, 4.37),
            "Answers “how satisfied are you with delivery” with about 2, lower than the others (about 4.4).",
            "Asked “how satisfied are you with delivery”, I'd say about 2.",
        ),
        (
            share("Contact channel = App", 0.95, 0.19),
            "Is reached by app (95 % of people like this, 19 % of the others).", "I'm reached by app.",
        ),
        (
            share("Country = France", 0.72, 0.21),
            "Is from France (72 % of people like this, 21 % of the others).", "I'm from France.",
        ),
        (
            number("orders", 7, 2, "typically"),
            "Has ordered about 7 times, the others about 2.", "I've ordered there about 7 times.",
        ),
        (
            number("days since last purchase", 28.7, 121),
            "Last bought about 29 days before the file ends, the others about 120 days.",
            "The last time I bought something there was about 4 weeks ago.",
        ),
        (
            number("days since first purchase", 275, 146),
            "First bought about 275 days before the file ends, the others about 150 days.",
            "The first time I bought something there was about 9 months ago.",
        ),
        (
            number("orders", 2, 4, "typically"),
            "Has ordered twice, the others about 4 times.", "I've ordered there twice.",
        ),
        (
            number("money spent", 523, 1158, "typically"), "Has spent about 520 in all, the others about 1,200.",
            "All in all I've spent about 520 there.",
        ),
        (
            share("InternetService = Fiber optic", 0.99, 0.24),
            "Has fiber optic internet service (99 % of people like this, 24 % of the others).",
            "My internet service is fiber optic.",
        ),
        (
            share("Contract = Two year", 0.72, 0.2),
            "Has a two year contract (72 % of people like this, 20 % of the others).",
            "I have a two-year contract.",
        ),
        (
            share("StreamingTV = Yes", 0.83, 0.38),
            "Has streaming TV (83 % of people like this, 38 % of the others).", "I have streaming TV.",
        ),
        (
            share("Partner = Yes", 0.68, 0.45),
            "Has a partner (68 % of people like this, 45 % of the others).", "I have a partner.",
        ),
        (
            number("days from one purchase to the next", 112, 56),
            "Orders again after about 110 days, the others after about 56 days.",
            "About 4 months go by before I order again.",
        ),
        (
            number("money per order", 364, 243),
            "Spends about 360 on an order, more than the others (about 240).", "An order of mine comes to about 360.",
        ),
        (
            number("tenure", 15.5, 38.4),
            "Has been a customer for a shorter time than the others: tenure about 16 (the others about 38).",
            "I've been with them for a shorter time than most.",
        ),
        (number("Age", 61.7, 34), "Is about 62 years old, the others about 34.", ""),
        (
            number("Seats", 4, 20),
            "Has seats of about 4, less than the others (about 20).", "With seats I'm at about 4, less than most.",
        ),
    ],
)  # fmt: skip
def test_a_fact_is_stated_spoken_and_carried(trait: Trait, line: str, said: str) -> None:
    fact, told = told_facts(FOUND.model_copy(update={"journeys": ()}), segment(trait))[0]
    assert stated(fact, told)[1] == line
    assert spoken(fact, told) == said
    assert why_not_counted(line, fact, told) == ""


def test_a_question_of_a_survey_is_asked_behind_and_a_channel_stands_among_the_channels() -> None:
    report = FOUND.model_copy(update={"journeys": ()})
    fact, told = told_facts(report, segment(number("how easy is our site to use", 2.39, 4.45)))[0]
    assert [each for each, _ in asked(fact)] == [
        "Tell me about the last time this came up for you: “how easy is our site to use”."
    ]
    assert asks_for("Is the site easy to use?", fact)
    assert not asks_for("What do you pay?", fact)
    fact, told = told_facts(report, segment(share("Contact channel = App", 0.95, 0.19)))[0]
    assert stated(fact, told)[0] is Part.CHANNELS


def test_texts_are_told_by_how_many_write_of_what_and_in_their_own_words() -> None:
    passages = start_of(VOICES, VOICES.segments[0]).passages
    known = [each.fact for each in passages if each.fact is not None and each.fact.about in ("topic", "quote")]
    lines = [
        stated(each.fact, each.text)[1] for each in passages if each.fact and each.fact.about in ("topic", "quote")
    ]
    assert lines[:2] == [
        "48 % of people like this write about “delivery”.",
        "Wrote about delivery: “The courier rang twice and waited.”",
    ]
    assert all(not why_not_counted(line, fact, told.text) for line, fact, told in zip(
        lines, known, [each for each in passages if each.fact in known], strict=True
    ))  # fmt: skip
    quote = next(each for each in passages if each.fact is not None and each.fact.about == "quote")
    assert quote.fact is not None
    assert spoken(quote.fact, quote.text).endswith("was this: The courier rang twice and waited.")
    [(question, decides)] = asked(quote.fact)
    assert question == "What had happened before you last wrote to them about “delivery”?"
    assert decides == "what to mend first"


@pytest.mark.parametrize(
    ("days", "ago"),
    [(1, "1 day"), (20, "20 days"), (21, "3 weeks"), (59, "8 weeks"), (60, "2 months"), (230, "8 months")],
)
def test_days_are_told_in_the_unit_one_would_say(days: int, ago: str) -> None:
    last = number("days since last purchase", days, 40)
    fact, told = told_facts(FOUND.model_copy(update={"journeys": ()}), segment(last))[0]
    assert spoken(fact, told) == f"The last time I bought something there was about {ago} ago."
