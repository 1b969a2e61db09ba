"""Plain words: what steers, what is a project, what is meant for somebody else."""

from __future__ import annotations

import pytest

from interviews.controls import control, is_side_talk, length_asked, project_said
from interviews.language import content_stems, has_words, numbers, speaks_english


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("skip", "skip"),
        ("  Skip! ", "skip"),
        ("*PAUSE*", "pause"),
        ("resume.", "resume"),
        ("continue", "resume"),
        ("finish", "finish"),
        ("stop", "finish"),
        ("Stop.", "finish"),
        ("end the interview", "finish"),
        ("they stop in winter", None),
        ("Try again", "retry"),
        ("retry", "retry"),
        ("skip the small shops", None),
        ("we pause in winter", None),
        ("", None),
        ("🎉", None),
    ],
)
def test_a_control_counts_only_as_the_whole_message(message, meant):
    assert control(message) == meant


@pytest.mark.parametrize(
    ("message", "length", "project"),
    [
        ("interview", None, ""),
        ("hello", None, ""),
        ("", None, ""),
        ("please start an interview", None, ""),
        ("5 questions", 5, ""),
        ("interview, quick", 5, ""),
        ("thorough", 10, ""),
        ("interview with 99 questions about tea", 15, "tea"),
        ("interview 1 question: our bakery", 3, "our bakery"),
        ("interview seven questions, we sell tea", 7, "we sell tea"),
        ("quick interview: We sell a benefits portal", 5, "We sell a benefits portal"),
        ("Hi Segue, interview us about our new gym app, 7 questions please", 7, "our new gym app"),
        ("Can you do a quick interview about our bakery?", 5, "our bakery?"),
        ("interview We sell a quick delivery service", None, "We sell a quick delivery service"),
        ("We run an interview scheduling tool", None, "We run an interview scheduling tool"),
        ("We have a survey of 40 questions for nurses", None, "We have a survey of 40 questions for nurses"),
        ("Wir verkaufen Tee", None, "Wir verkaufen Tee"),
        ("We run a quiz app: we ask five questions a day.", None, "We run a quiz app: we ask five questions a day."),
        ("A survey tool with 10 questions per form, for HR", None, "A survey tool with 10 questions per form, for HR"),
        ("About 40 cafes buy from us", None, "About 40 cafes buy from us"),
        ("Customer interview software for researchers", None, "Customer interview software for researchers"),
        ("Hi-fi shop in Leeds", None, "Hi-fi shop in Leeds"),
        ("Hello Fresh style boxes", None, "Hello Fresh style boxes"),
        ("Hello, we sell tea", None, "we sell tea"),
        ("5 questions: we sell tea", 5, "we sell tea"),
        ("quick who should we write to first?", 5, "who should we write to first?"),
        ("quick, we sell tea to offices", 5, "we sell tea to offices"),
        ("quick about our tea shop", 5, "our tea shop"),
        ("quick service restaurants in Ghent", None, "quick service restaurants in Ghent"),
    ],
)
def test_a_first_message_says_length_and_project(message, length, project):
    assert length_asked(message) == length
    assert project_said(message) == project


@pytest.mark.parametrize(
    ("message", "side_talk"),
    [
        ("@Ravi do we know that?", True),
        ("<@U123> do we know that?", True),
        (" @U123 look", True),
        ("@channel who knows?", False),
        ("we asked @Ravi", False),
        ("mail us at hi@tea", False),
    ],
)
def test_a_message_that_addresses_somebody_else_is_side_talk(message, side_talk):
    assert is_side_talk(message) is side_talk


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("We sell tea to older people.", True),
        ("ok", True),
        ("", True),
        ("Wir verkaufen Tee und das ist für die Kunden nicht teuer.", False),
        ("Nous vendons du thé avec des boîtes pour les clients.", False),
        ("Vendemos té para los clientes que no tienen tiempo.", False),
        ("נוח לי לבד", False),
        ("お茶を売っています", False),
    ],
)
def test_english_is_known_by_script_and_small_words(text, english):
    assert speaks_english(text) is english


@pytest.mark.parametrize(
    ("text", "readable"),
    [("ok", True), ("4", True), ("🎉🎉", False), (":tada: :+1:", False), ("…?!", False), ("", False)],
)
def test_emoji_and_punctuation_are_no_words(text, readable):
    assert has_words(text) is readable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4,000 people", "4000"),
        ("four thousand", "4.000"),
        ("one in ten", "1 of 10"),
        ("twenty", "20"),
        ("41 percent", "41%"),
    ],
)
def test_numbers_are_one_however_they_are_written(one, other):
    assert numbers(one) == numbers(other) != set()


def test_words_are_compared_without_their_endings():
    assert content_stems("The creators were asked") == content_stems("a creator asks")
