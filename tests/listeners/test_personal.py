"""What somebody does to be forgotten, or to get their data, and what it is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.listeners.aside import aside, help_asked
from bot.listeners.personal import OpenPersonal
from bot.listeners.translate import translate
from bot.names import COMMAND, PERSONAL_FORM

TYPED = {"command": COMMAND, "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "7.8"}


@pytest.mark.parametrize(
    ("text", "what"), [("forget me", "forget_me"), (" Forget  me. ", "forget_me"), ("my data", "my_data")]
)
def test_the_command_opens_a_window_and_does_nothing_else(text: str, what: str) -> None:
    body = {**TYPED, "text": text}
    assert help_asked(body) is None
    assert aside(body) == OpenPersonal("T1", "U1", "7.8", what)
    assert translate(body, "U0", "5.0") is None


@pytest.mark.parametrize("text", ["forget", "forget me not", "data", "forget <@U2>"])
def test_nobody_is_forgotten_by_half_a_word(text: str) -> None:
    assert help_asked({**TYPED, "text": text})


def sent_in(**place: str) -> dict[str, Any]:
    carried = "{" + ", ".join(f'"{name}": "{value}"' for name, value in place.items()) + "}"
    view = {"id": "V1", "hash": "h1", "callback_id": PERSONAL_FORM, "private_metadata": carried}
    return {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}


def test_what_was_confirmed_happens_once_in_the_direct_message() -> None:
    incoming = translate(sent_in(channel="D1", what="forget_me"), "U0", "5.0")
    assert incoming is not None
    assert (incoming.key, incoming.kind, incoming.action) == ("submission:V1:h1", "command", "forget_me")
    assert (incoming.channel, incoming.direct, incoming.user) == ("D1", True, "U1")


@pytest.mark.parametrize(
    "place",
    [
        {"channel": "C1", "what": "forget_me"},
        {"channel": "D1", "what": "forget_everybody"},
        {"channel": "D1", "what": "forget_study"},
        {"what": "my_data"},
    ],
)
def test_a_crafted_form_does_nothing(place: dict[str, str]) -> None:
    assert translate(sent_in(**place), "U0", "5.0") is None
