"""What is done in a study becomes one row at its desk, the same however often Slack delivers it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.listeners.studies import OpenStudy, OpenTending, after_tending, done_in_study, study_looked_into
from bot.listeners.submissions import complaint
from bot.names import ASKS_FIRST, INSIGHT, STUDY, STUDY_ACT, TEND_CHOICE, TEND_FORM, TEND_TEXT
from bot.study_page import StudyPage, Tending

PAGE = StudyPage("tiva-melo", 8)


def pressed(action: dict[str, Any], callback: str = STUDY, page: StudyPage = PAGE) -> dict[str, Any]:
    view = {"id": "V1", "hash": "h1", "root_view_id": "V0", "callback_id": callback, "private_metadata": page.written()}
    return {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "1.2", "view": view,
        "actions": [{"action_ts": "1000.5", **action}],
    }  # fmt: skip


def option(act: str, id: str = "i1") -> dict[str, Any]:
    return {"action_id": STUDY_ACT, "selected_option": {"value": f"{act}:{id}"}}


def form(tending: Tending, text: str = "", choice: str = "") -> dict[str, Any]:
    values: dict[str, Any] = {TEND_TEXT: {TEND_TEXT: {"value": text}}}
    if choice:
        values = {TEND_CHOICE: {TEND_CHOICE: {"selected_option": {"value": choice}}}}
    view = {
        "id": "V2", "hash": "h2", "root_view_id": "V0", "callback_id": TEND_FORM,
        "private_metadata": tending.written(), "state": {"values": values},
    }  # fmt: skip
    return {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}


def test_a_choice_in_a_study_is_done_at_its_desk_and_the_study_is_drawn_again() -> None:
    body = pressed(option("pin_insight"))
    row = done_in_study(body, "9.9")
    assert row is not None
    assert (row.study, row.action, row.user, row.channel, row.ts) == ("tiva-melo", "pin_insight", "U1", "", "1000.5")
    assert json.loads(row.value or "")["insight"] == "i1"
    assert row == done_in_study(body, "10.0")
    again = after_tending(body)
    assert again is not None
    assert (again.page.study, again.page.after, again.view_id) == ("tiva-melo", 8, "V0")


@pytest.mark.parametrize("act", sorted({*ASKS_FIRST, "show_insight"}))
def test_what_needs_a_reason_or_a_choice_opens_a_form_first(act: str) -> None:
    body = pressed(option(act))
    assert done_in_study(body, "9.9") is None
    assert study_looked_into(body) == OpenTending("T1", "U1", "1.2", Tending(act, "tiva-melo", "i1"))


def test_a_button_of_an_insight_says_itself_what_it_is_about() -> None:
    split = Tending("split_claim", "tiva-melo", "i1", "calm-river-a1.1")
    row = done_in_study(pressed({"action_id": f"{STUDY_ACT}_x", "value": split.written()}, INSIGHT), "9.9")
    assert row is not None
    assert json.loads(row.value or "") == {"insight": "i1", "other": "calm-river-a1.1", "reason": ""}


def test_a_form_says_why_or_what_and_an_empty_one_says_what_is_missing() -> None:
    row = done_in_study(form(Tending("reject_insight", "tiva-melo", "i1"), "Two people only."), "9.9")
    assert row is not None
    assert (row.key, row.ts, json.loads(row.value or "")["reason"]) == ("submission:V2:h2", "9.9", "Two people only.")
    merged = done_in_study(form(Tending("merge_insights", "tiva-melo", "i1"), choice="i2"), "9.9")
    assert merged is not None
    assert json.loads(merged.value or "")["other"] == "i2"
    blank = form(Tending("reject_insight", "tiva-melo", "i1"), "  \n ")
    assert done_in_study(blank, "9.9") is None
    assert list(complaint(blank)) == [TEND_TEXT]


def test_turning_a_page_is_no_deed() -> None:
    body = pressed({"action_id": "study_page_more", "value": StudyPage("tiva-melo", 16).written()})
    assert study_looked_into(body) == OpenStudy("T1", "U1", "1.2", StudyPage("tiva-melo", 16), "V1", "h1")
    assert done_in_study(body, "9.9") is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": "block_actions"},
        pressed({"action_id": "skip", "value": "skip"}),
        pressed(option("pin_insight"), "library"),
        pressed({"action_id": STUDY_ACT, "value": "no json"}),
        pressed({"action_id": STUDY_ACT, "value": "[]"}),
        form(Tending("", ""), "x"),
        pressed(option("pin_insight"), page=StudyPage("")),
    ],
)
def test_what_belongs_to_no_study_is_none_of_ours(body: dict[str, Any]) -> None:
    assert done_in_study(body, "9.9") is None
    assert after_tending(body) is None
