"""Whatever people have written, in whatever script, the forms that carry it along are forms that Slack opens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library_page import LibraryPage
from bot.listeners.starts import start_asked
from bot.views.asking import HINT, ask_form
from bot.views.form import edit_form
from bot.views.library import LibraryEntry, library
from bot.views.limits import PRIVATE
from flows.forms import Choice, Form
from flows.libraries import About
from flows.runtime import Incoming
from flows.wording import speaking
from playground.web_api.views import definition_faults

ALICE = [("P1", "Alice Tanaka, dispatcher")]
WORDS = st.one_of(st.text(), st.sampled_from('ü日😀"\\\n\x00\x7f').map(lambda character: character * 4000))


def about(text: str) -> dict[str, str]:
    return {"channel": "C1", "ts": "1.0", "thread_ts": "", "author": "U1", "text": text}


def sent_in(view: dict[str, Any]) -> Incoming:
    """What comes of it when it is sent in."""
    state = {"values": {"persona": {"persona": {"selected_option": {"value": "P1"}}}}}
    body = {
        "type": "view_submission", "user": {"id": "U2"}, "team": {"id": "T1"},
        "view": {**view, "id": "V1", "hash": "1", "state": state},
    }  # fmt: skip
    incoming = start_asked(body, "USEGUE", "2.0")
    assert incoming is not None
    return incoming


@given(WORDS)
def test_a_message_of_any_words_opens_the_form(text: str) -> None:
    view = ask_form(ALICE, about(text))
    assert definition_faults(view, "modal") == []
    carried = json.loads(view["private_metadata"])
    assert text.startswith(carried["text"])
    assert (carried["cut"] == "yes") is (carried["text"] != text)


@pytest.mark.parametrize("text", ["ü" * 600, "日" * 2500, "Wir müssen entscheiden. " * 100])
def test_a_long_message_in_another_script_arrives_whole(text: str) -> None:
    asked = sent_in(ask_form(ALICE, about(text)))
    assert asked.text == text
    assert About.model_validate_json(asked.value or "").message == text.strip()


def test_of_a_message_without_end_what_fits_is_laid_before_her_and_passes_for_no_message() -> None:
    view = ask_form(ALICE, about("日" * 40_000))
    assert len(view["private_metadata"]) == PRIVATE
    asked = sent_in(view)
    assert asked.text == ""
    assert len(About.model_validate_json(asked.value or "").message) > 2800


@given(WORDS.map(lambda text: text[:100]))
def test_any_words_can_be_looked_for(words: str) -> None:
    row = LibraryEntry("P1", "Élodie", "chef de cuisine", "Ça suffit.", None)
    view = library([row], LibraryPage(words=words, after=15, note="Done."), more=True)
    assert definition_faults(view, "modal") == []


def test_a_hint_is_shown_to_its_end() -> None:
    *_, question = ask_form(ALICE, about("Prices rise in May."))["blocks"]
    assert question["hint"]["text"] == HINT


@given(st.text(min_size=1, max_size=99).filter(str.strip))
def test_a_form_in_any_language_is_one_that_slack_opens(words: str) -> None:
    """Some say in forty letters what English says in four."""
    form = Form("edit", words, words, words, (Choice("a1:0", words, words, words),), 400)
    with speaking(dict.fromkeys(("Cancel", "It should read"), words)):
        assert definition_faults(edit_form(form, {"channel": "C1"}), "modal") == []
