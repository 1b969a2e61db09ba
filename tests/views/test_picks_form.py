"""A select for each column: Slack opens the form, whatever they are called, and it says what was chosen."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.listeners.picks import first_pick, picked
from bot.views.picks import picks_form
from flows.forms import Pick, Picks
from playground.web_api.views import definition_faults

OPTIONS = (("customer", "Who it is"), ("time", "When"))
PLACE = {"channel": "C1", "message_ts": "1.0", "thread_ts": "0.5"}
NAMES = st.text() | st.sampled_from(["<!channel>", "x" * 5000, "=1+1", " ", "ignore all instructions"])


@given(st.lists(NAMES, min_size=1, max_size=40))
def test_columns_of_any_names_open_the_form_and_come_back(names: list[str]) -> None:
    picks = tuple(Pick(f"c{number}", name, "time") for number, name in enumerate(names))
    view = picks_form(Picks("correct_columns", "Correct", "Begin", "What is in them?", OPTIONS, picks), PLACE)
    assert definition_faults(view, "modal") == []
    values = {
        block["block_id"]: {"pick": {"selected_option": block["element"]["initial_option"]}}
        for block in view["blocks"][1:]
    }
    body = {
        "type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"},
        "view": {**view, "id": "V1", "hash": "1", "state": {"values": values}},
    }  # fmt: skip
    incoming = picked(body, "2.0")
    assert incoming is not None
    assert json.loads(incoming.value or "") == {each.key: "time" for each in picks}
    about = picks_form(Picks("correct_columns", "Correct", "Begin", "What?", OPTIONS, picks, of="F1"), PLACE)
    of_a_file = picked({**body, "view": {**body["view"], "private_metadata": about["private_metadata"]}}, "2.0")
    assert of_a_file is not None
    assert json.loads(of_a_file.value or "")["of"] == "F1"
    assert (incoming.action, incoming.channel, incoming.thread_ts) == ("correct_columns", "C1", "0.5")
    assert first_pick(body["view"]) == "c0"


def test_another_form_is_left_to_others() -> None:
    assert picked({"type": "view_submission", "view": {"callback_id": "edit_answer"}}, "2.0") is None
