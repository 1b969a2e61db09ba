"""Which models answer, by what the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Settings
from bot.model import build_budgets, build_models
from bot.paid_calls import PaidCalls
from store.connection import Store

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
CONNECTED = {"OPENAI_API_KEY": "k", "SEGUE_MODEL": "words"}
DRAWS, PLACES = {"SEGUE_IMAGE_MODEL": "draws"}, {"SEGUE_EMBEDDING_MODEL": "places"}


@pytest.mark.parametrize(
    ("named", "answer"),
    [
        ({}, ["the rehearsal model", None, None]),
        (DRAWS | PLACES, ["the rehearsal model", None, None]),
        (CONNECTED, ["words", None, None]),
        (CONNECTED | DRAWS, ["words", "draws", None]),
        (CONNECTED | PLACES, ["words", None, "places"]),
        (CONNECTED | DRAWS | PLACES, ["words", "draws", "places"]),
    ],
)
def test_each_model_that_is_named_answers_and_without_a_server_only_rehearsal(
    tmp_path: Path, named: dict[str, str], answer: list[str | None]
) -> None:
    settings, store = Settings.read(TOKENS | named), Store(tmp_path / "segue.db")
    paid = PaidCalls(store, lambda: 0.0)
    gates = build_models(settings, build_budgets(settings, store, lambda: 0.0, paid), paid).of("T1")
    assert [each and each.description for each in (gates.words, gates.pictures, gates.vectors)] == answer
