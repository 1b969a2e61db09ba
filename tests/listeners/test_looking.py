"""What somebody does in the search, read from Slack's payloads."""

from __future__ import annotations

from typing import Any

import pytest

from bot.listeners.aside import UNKNOWN, aside, help_asked
from bot.listeners.search import OpenSearch, searched, searched_by_form
from bot.names import HOME_SEARCH, SEARCH, SEARCH_PAGE, SEARCH_PERSON, SEARCH_SINCE, SEARCH_STUDY, SEARCH_WORDS
from bot.search_page import LONGEST, SearchPage


def command(text: str) -> dict[str, Any]:
    return {"command": "/segue", "text": text, "team_id": "T1", "user_id": "U1", "trigger_id": "t"}


def pressed(
    action: dict[str, Any], page: SearchPage, typed: str | None = None, kind: str = SEARCH
) -> OpenSearch | None:
    state = {} if not typed else {"values": {SEARCH_WORDS: {SEARCH_WORDS: {"value": typed}}}}
    view = {"callback_id": kind, "private_metadata": page.written(), "id": "V1", "hash": "h", "state": state}
    body = {"type": "block_actions", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", "view": view}
    return searched({**body, "actions": [action]})


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("search", SearchPage()),
        ("Search couriers since:30d", SearchPage("couriers since:30d")),
        ("search from:<@U7|dana> price", SearchPage("price", person="U7")),
        ("search " + "x" * 4000, SearchPage("x" * LONGEST)),
    ],
)
def test_the_command_says_what_to_look_for(text: str, page: SearchPage) -> None:
    assert searched(command(text)) == OpenSearch("T1", "U1", "t", page)
    assert aside(command(text)) == searched(command(text))
    assert help_asked(command(text)) is None


@pytest.mark.parametrize("text", ["", "searching", "interview", "personas search"])
def test_other_commands_open_no_search(text: str) -> None:
    assert searched(command(text)) is None


@pytest.mark.parametrize(
    ("action", "page"),
    [
        ({"action_id": SEARCH_WORDS, "value": "bikes"}, SearchPage("bikes", study="s1")),
        ({"action_id": SEARCH_STUDY, "selected_option": {"value": "s2"}}, SearchPage("rain", study="s2")),
        ({"action_id": SEARCH_STUDY, "selected_option": {"value": "any"}}, SearchPage("rain")),
        ({"action_id": SEARCH_PERSON, "selected_user": "U9"}, SearchPage("rain", study="s1", person="U9")),
        ({"action_id": SEARCH_SINCE, "selected_option": {"value": "30d"}}, SearchPage("rain", "s1", since="30d")),
        ({"action_id": f"{SEARCH_PAGE}_more", "value": SearchPage("x", after=10).written()}, SearchPage("x", after=10)),
    ],
)
def test_every_choice_leads_to_its_page(action: dict[str, Any], page: SearchPage) -> None:
    """What was typed and not sent is looked for too; another place begins at the top."""
    found = pressed(action, SearchPage("couriers", study="s1", after=20), typed="rain")
    assert found == OpenSearch("T1", "U1", "t", page, "V1", "h")


@pytest.mark.parametrize(("kind", "finds"), [(SEARCH, True), ("library", False)])
def test_the_windows_own_button_looks_in_the_same_place_from_the_top(kind: str, finds: bool) -> None:
    state = {"values": {SEARCH_WORDS: {SEARCH_WORDS: {"value": "rain"}}}}
    page = SearchPage("couriers", study="s1", after=20)
    view = {"callback_id": kind, "private_metadata": page.written(), "id": "V1", "hash": "h", "state": state}
    body = {"type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"}, "trigger_id": "t", "view": view}
    assert searched_by_form(body) == (OpenSearch("T1", "U1", "", SearchPage("rain", "s1"), "V1") if finds else None)


def test_what_is_no_choice_of_the_search_opens_nothing() -> None:
    assert pressed({"action_id": "other"}, SearchPage()) is None
    assert pressed({"action_id": SEARCH_WORDS, "value": "x"}, SearchPage(), kind="library") is None


def test_the_button_at_home_opens_an_empty_search() -> None:
    found = pressed({"action_id": HOME_SEARCH}, SearchPage(), kind="")
    assert found == OpenSearch("T1", "U1", "t", SearchPage())


def test_a_command_nobody_knows_is_said_to_be_unknown_before_the_help() -> None:
    text = help_asked(command("help"))
    assert help_asked(command("")) == text
    assert help_asked(command("bananas")) == f"{UNKNOWN}\n{text}"


def test_help_fits_a_phones_screen() -> None:
    """And names every word that the command knows."""
    text = help_asked(command("help")) or ""
    assert len(text.splitlines()) <= 7
    assert max(map(len, text.splitlines())) <= 110
    assert "we decided to" in text
    assert "which segmentation counts?" in text
    assert all(f"/segue {word}" in text for word in ("interview", "personas", "search", "digest", "export"))
