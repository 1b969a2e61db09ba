"""In another language nothing of ours stays English, and what people said stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from string import ascii_letters
from typing import Any

import pytest

from bot.views import limits, page_view, render
from bot.views.form import edit_form
from bot.views.gallery import FORM, SAMPLES
from bot.views.gallery_personas import PERSONA
from flows.interview.forms import form
from flows.persona_replies import WholeCard
from flows.wording import FIXED, is_sound, speaking
from interviews.resources import catalogue
from personas.schema import Knowledge, State

FOREIGN = str.maketrans(ascii_letters, "авсdefghijklмnорqrsтuvwхyzАВСDEFGHIJKLМNОРQRSТUVWХYZ".translate(
    {ord(letter): chr(0x0410 + number) for number, letter in enumerate("defghijklnqrsuvwyzDEFGHIJKLNQRSUVWYZ")}
))  # fmt: skip
_KEPT = re.compile(r"\{[^}]*\}|`[^`]*`|“[^”]*”")
_WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {"Segue", "ISBN"}
TYPED = "skip pause finish share correct"
"""What people type is English in every language."""


def foreign(english: str) -> str:
    """The sentence in letters that are not ours; what has to stay stays."""
    kept, at, said = [], 0, ""
    for match in _KEPT.finditer(english):
        said += english[at : match.start()].translate(FOREIGN) + match[0]
        at = match.end()
        kept.append(match[0])
    return said + english[at:].translate(FOREIGN)


WORDINGS = {english: foreign(english) for english in FIXED}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("text", "label", "title", "hint", "submit", "close") and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def ours(payload: dict[str, Any], said: str) -> set[str]:
    """English words that nobody but Segue can have said."""
    shown = re.sub(r"<[^|>]+\|", " ", " ".join(texts(payload)))
    shown = re.sub(r"`[^`]*`|“[^”]*”|&\w+;|\[[^\]]*\]", " ", shown)
    return set(_WORD.findall(shown)) - set(_WORD.findall(said)) - NAMES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: type(sample).__name__)
def test_a_view_says_nothing_of_ours_in_english(sample: Any) -> None:
    said = str(asdict(sample)) + " ".join(str(each) for each in catalogue().values())
    with speaking(WORDINGS, "ru"):
        calls = render(sample)
    for call in calls:
        assert ours(call.payload, f"{said} {TYPED}") == set()
        if call.method != "chat.delete":
            assert limits.faults(call.payload, changes=bool(call.changes)) == []


def test_the_form_too() -> None:
    with speaking(WORDINGS, "ru"):
        view = edit_form(FORM, {"channel": "C1"})
    assert ours(view, str(asdict(FORM))) == set()


@pytest.mark.parametrize("english", FIXED)
def test_every_sentence_can_be_worded(english: str) -> None:
    """No sentence is marked up in a way that no wording could keep."""
    assert is_sound(english, foreign(english))
    assert is_sound(english, english)


def test_sentences_of_flows_and_forms_are_marked() -> None:
    assert form.__module__ == "flows.interview.forms"
    assert {"Which answer?", "Skip", "not met", "Who they are", "counted", "is writing the summary…"} <= set(FIXED)


@pytest.mark.parametrize("state", State)
def test_what_a_persona_knows_is_told_in_the_language_too(state: State) -> None:
    """The card's own word for it is English, and no word of the team's."""
    known = Knowledge(topic="угол", state=state, belief="Чем круче, тем острее.")
    persona = PERSONA.model_copy(update={"knowledge": (known,)})
    with speaking(WORDINGS, "ru"):
        blocks = page_view(WholeCard("whole-1", persona, {}))["blocks"]
    [line] = [line for block in blocks for text in texts(block) for line in text.split("\n") if "угол" in line]
    assert not _WORD.search(line), line
