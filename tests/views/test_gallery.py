"""The gallery shows one of everything, and Slack would take all of it."""

from __future__ import annotations

import json

import pytest

from bot.cli import main
from bot.views import VIEWS
from bot.views.gallery import SAMPLES, gallery
from bot.views.limits import faults
from flows.replies import CanvasGiven, CanvasRewritten, FileGiven
from playground.web_api.views import definition_faults

LIKE_NOTHING = {FileGiven, CanvasGiven, CanvasRewritten}
"""Files and pages show themselves."""


def test_every_view_is_in_it() -> None:
    assert {type(sample) for sample in SAMPLES} == set(VIEWS) - LIKE_NOTHING


@pytest.mark.parametrize("name", list(gallery()))
def test_slack_would_take_it(name: str) -> None:
    for call in gallery()[name]:
        if call["method"].startswith("views."):
            view = call["payload"]["view"]
            assert definition_faults(view, view["type"]) == []
        elif call["method"] != "chat.delete":
            assert faults(call["payload"], changes="changes" in call) == []


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gallery", "QuestionCard"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == ["QuestionCard"]
