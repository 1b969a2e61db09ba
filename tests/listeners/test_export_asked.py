"""What somebody does to have a study as a file, and what it is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.listeners.aside import aside, help_asked
from bot.listeners.export import OpenExport
from bot.listeners.translate import translate
from bot.names import COMMAND, EXPORT_FORM, OPENS_EXPORT
from flows.study_files import EXPORT_STUDY, Wanted

TYPED = {"command": COMMAND, "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "7.8"}
PRESSED = {
    "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "7.8",
    "view": {"type": "home", "id": "V0", "hash": "h"},
    "actions": [{"action_id": OPENS_EXPORT, "value": "mivo-tana", "action_ts": "1.0"}],
}  # fmt: skip


def sent_in(*, channel: str = "D1", study: str = "mivo-tana", more: bool = False) -> dict[str, Any]:
    values = {
        "study": {"study": {"selected_option": {"value": study} if study else None}},
        "form": {"form": {"selected_option": {"value": "csv"}}},
        "more": {"more": {"selected_options": [{"value": "all"}] if more else []}},
    }
    view = {
        "id": "V1", "hash": "h1", "callback_id": EXPORT_FORM, "private_metadata": f'{{"channel": "{channel}"}}',
        "state": {"values": values},
    }  # fmt: skip
    return {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}


@pytest.mark.parametrize("text", ["export", " Export ", "export everything"])
def test_the_command_opens_the_form_and_asks_for_no_help(text: str) -> None:
    body = {**TYPED, "text": text}
    assert help_asked(body) is None
    assert aside(body) == OpenExport("T1", "U1", "7.8")


def test_a_button_in_home_opens_it_with_its_study() -> None:
    assert aside(PRESSED) == OpenExport("T1", "U1", "7.8", "mivo-tana")


@pytest.mark.parametrize("more", [True, False])
def test_what_was_chosen_happens_in_the_direct_message(more: bool) -> None:
    incoming = translate(sent_in(more=more), "U0", "5.0")
    assert incoming is not None
    assert (incoming.key, incoming.kind, incoming.action) == ("submission:V1:h1", "command", EXPORT_STUDY)
    assert (incoming.channel, incoming.direct, incoming.user, incoming.ts) == ("D1", True, "U1", "5.0")
    assert incoming.study == "mivo-tana"
    assert Wanted.model_validate_json(incoming.value or "") == Wanted(study="mivo-tana", form="csv", transcripts=more)


@pytest.mark.parametrize("body", [sent_in(channel="C1"), sent_in(channel=""), sent_in(study="")])
def test_nothing_leaves_to_a_channel_or_without_a_study(body: dict[str, Any]) -> None:
    assert translate(body, "U0", "5.0") is None
