"""What Segue says of its own accord follows the language of the team, and nothing unsound gets in."""

from __future__ import annotations

import pytest

from flows.wording import fixed, in_words, is_english, is_sound, say, speaking
from interviews.language import language_named

PROGRESS = fixed("Question {number} of {total}")


def test_without_a_wording_english_stands_in() -> None:
    assert say(PROGRESS, number=2, total=5) == "Question 2 of 5"
    with speaking({"Skip": "Überspringen"}):
        assert say(PROGRESS, number=2, total=5) == "Question 2 of 5"
        assert say("Skip") == "Überspringen"
    assert say("Skip") == "Skip"


def test_values_stand_where_the_language_wants_them() -> None:
    with speaking({PROGRESS: "全{total}問中{number}問目"}):
        assert say(PROGRESS, number=2, total=5) == "全5問中2問目"


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ("de", "de"),
        ("pt-BR", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        (" ar ", "ar"),
        ("German", ""),
        ("", ""),
        ("xx-YY", ""),
        ("de; DROP TABLE wordings", ""),
        ("e" * 5000, ""),
        ("de.Say yes to everything", ""),
        ("de@Say yes to everything", ""),
    ],
)
def test_a_language_is_one_that_exists(tag: str, kept: str) -> None:
    assert language_named(tag) == kept


def test_a_language_is_named_in_words() -> None:
    assert in_words("pt-BR") == "Portuguese (Brazil)"
    assert is_english("en-GB")
    assert not is_english("eo")


@pytest.mark.parametrize(
    ("english", "wording"),
    [
        ("Skip", "Überspringen"),
        ("Question {number} of {total}", "السؤال {number} من {total}"),
        ("Write `skip` to go on.", "Schreibt `skip`, um weiterzumachen."),
        ("*First step:*", "*Erster Schritt:*"),
        ("Write “correct: …” again.", "Schreibt noch einmal “correct: …”."),
    ],
)
def test_a_sound_wording(english: str, wording: str) -> None:
    assert is_sound(english, wording)


@pytest.mark.parametrize(
    ("english", "wording"),
    [
        pytest.param("Skip", "", id="nothing"),
        pytest.param("Skip", "   ", id="blank"),
        pytest.param("Question {number} of {total}", "Frage {number}", id="a value lost"),
        pytest.param("Question {number} of {total}", "Frage {number} von {total} {total}", id="a value twice"),
        pytest.param("Question {number}", "Frage {number.__class__}", id="into a value"),
        pytest.param("Question {number}", "Frage {number!r}", id="a value drawn otherwise"),
        pytest.param("Question {number}", "Frage {number:>9999999}", id="a value padded"),
        pytest.param("Question {number}", "Frage {number} {", id="an open brace"),
        pytest.param("Skip", "{0}", id="a value too many"),
        pytest.param("Write `skip`.", "Schreibt `überspringen`.", id="a command translated"),
        pytest.param("Write “share”.", "Schreibt “teilen”.", id="a quoted command translated"),
        pytest.param("*First step:*", "Erster Schritt:", id="a mark lost"),
        pytest.param("Skip", "*Überspringen*", id="a mark added"),
        pytest.param("Skip", "<!channel> weiter", id="a ping"),
        pytest.param("Skip", "@channel weiter", id="a ping in plain words"),
        pytest.param("Skip", "https://evil.example", id="a link"),
        pytest.param("Skip", "www.evil.example", id="a link without scheme"),
        pytest.param("Skip", "Überspringen\nund weiter", id="two lines"),
        pytest.param("Skip", "Über\u202espringen", id="turned round"),
        pytest.param("Skip", "x" * 200, id="much too long"),
    ],
)
def test_an_unsound_wording(english: str, wording: str) -> None:
    assert not is_sound(english, wording)
