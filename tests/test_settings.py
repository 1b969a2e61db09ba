"""Settings are read once, and every fault is named at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from bot.config import LATER, Settings
from errors import SettingsError

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-secret-1", "SLACK_APP_TOKEN": "xapp-secret-2"}


def faults(**environ: str) -> str:
    with pytest.raises(SettingsError) as refused:
        Settings.read({**TOKENS, **environ})
    return str(refused.value)


def test_two_tokens_are_enough() -> None:
    settings = Settings.read(TOKENS)
    assert settings.bot_token == "xoxb-secret-1"
    assert settings.database_path == Path("data/segue.db")
    assert not settings.connects_a_model


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing"),
        ({"SLACK_APP_TOKEN": " "}, "SLACK_APP_TOKEN is missing; the other token of the pair is set"),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}, "are swapped"),
        ({"SLACK_BOT_TOKEN": "token"}, "SLACK_BOT_TOKEN must begin with xoxb-"),
        ({"SLACK_BOT_TOKEN": 'xoxb-1"'}, "SLACK_BOT_TOKEN contains a character that no token has"),
        ({"SLACK_API_URL": "http://127.0.0.1:3000"}, "SLACK_API_URL must be a full address that ends with /api/"),
        ({"OPENAI_BASE_URL": "localhost:11434"}, "OPENAI_BASE_URL must begin with http"),
        ({"SLACK_API_URL": "https:///api/"}, "SLACK_API_URL must be a full address that ends with /api/"),
        ({"SLACK_API_URL": "http://[/api/"}, "SLACK_API_URL must be a full address that ends with /api/"),
        ({"OPENAI_BASE_URL": "http://"}, "OPENAI_BASE_URL must begin with http:// or https:// and name a server"),
        ({"SEGUE_DATABASE_URL": "postgresql://localhost/segue"}, "does not speak yet"),
        ({"SEGUE_DATABASE_URL": "segue.db"}, "must look like sqlite:///"),
        ({"SEGUE_QUIET_SECONDS": "soon"}, "SEGUE_QUIET_SECONDS"),
        ({"SEGUE_QUIET_SECONDS": "inf"}, "SEGUE_QUIET_SECONDS"),
        ({"SEGUE_SLACK_TIMEOUT_SECONDS": "nan"}, "SEGUE_SLACK_TIMEOUT_SECONDS"),
        ({"SEGUE_PACE": "maybe"}, "SEGUE_PACE must be on or off."),
        ({"SEGUE_GRACE_SECONDS": "5"}, "SEGUE_GRACE_SECONDS must be longer than SEGUE_SLACK_TIMEOUT_SECONDS"),
        ({"SEGUE_QUITE_SECONDS": "1"}, "SEGUE_QUITE_SECONDS is not a setting. Did you mean SEGUE_QUIET_SECONDS?"),
        ({"SEGUE_LOG": "LOUD"}, "SEGUE_LOG"),
        ({"SEGUE_MODEL_PRICE": "cheap"}, "SEGUE_MODEL_PRICE"),
    ],
)
def test_a_fault_is_named(environ: dict[str, str], said: str) -> None:
    assert said in faults(**environ)


def test_the_playground_is_offered_only_to_whom_tokens_are_missing() -> None:
    """Who runs it already, with a misspelt setting, is not told to try it."""
    assert "segue playground" in faults(SLACK_APP_TOKEN="")
    assert "segue playground" not in faults(SEGUE_QUITE_SECONDS="1")


def test_all_faults_are_named_at_once() -> None:
    said = faults(SLACK_APP_TOKEN="", SEGUE_LOG="LOUD", SEGUE_QUITE_SECONDS="1", SEGUE_DATABASE_URL="x")
    assert said.count("\n  - ") == 4


def test_a_grace_too_short_is_named_beside_other_faults() -> None:
    """Whoever mends the first fault should not meet a second one."""
    said = faults(SLACK_APP_TOKEN="", SEGUE_LOG="LOUD", SEGUE_GRACE_SECONDS="5")
    assert "SEGUE_GRACE_SECONDS must be longer than SEGUE_SLACK_TIMEOUT_SECONDS" in said
    assert said.count("\n  - ") == 3


@pytest.mark.parametrize("seconds", ["soon", "-1", "0", "nan", "inf"])
def test_a_grace_that_is_no_length_of_time_is_named_once(seconds: str) -> None:
    assert faults(SEGUE_GRACE_SECONDS=seconds).count("\n  - ") == 1


@pytest.mark.parametrize("key", sorted(LATER))
def test_a_promised_key_is_no_misspelling(key: str) -> None:
    """One environment serves this version and the next."""
    assert Settings.read({**TOKENS, key: "anything"}).bot_token == "xoxb-secret-1"
    assert f"{key}S is not a setting." in faults(**{f"{key}S": "anything"})


@pytest.mark.parametrize("written", [b"\xff\xfeS\x00", b"SEGUE_MODEL=caf\xe9\n"])
def test_a_file_that_is_no_text_is_named(tmp_path: Path, written: bytes) -> None:
    (tmp_path / ".env").write_bytes(written)
    with pytest.raises(SettingsError, match=r"\.env.*UTF-8"):
        Settings.read(TOKENS, tmp_path / ".env")


@pytest.mark.parametrize("written", [b"\xef\xbb\xbfSEGUE_QUIET_SECONDS=7\n", b'export SEGUE_QUIET_SECONDS="7" # s\r\n'])
def test_a_file_as_other_editors_write_it(tmp_path: Path, written: bytes) -> None:
    (tmp_path / ".env").write_bytes(written)
    assert Settings.read(TOKENS, tmp_path / ".env").quiet_seconds == 7


def test_the_environment_wins_over_the_file_and_empty_means_unset(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("SEGUE_MODEL=from-file\nSEGUE_LOG=DEBUG\nSLACK_BOT_TOKEN=xoxb-from-file\n")
    settings = Settings.read({**TOKENS, "SEGUE_LOG": "", "SLACK_BOT_TOKEN": "xoxb-env"}, dotenv)
    assert (settings.model, settings.log, settings.bot_token) == ("from-file", "INFO", "xoxb-env")


def test_secrets_show_nowhere() -> None:
    settings = Settings.read({**TOKENS, "OPENAI_API_KEY": "sk-secret-3"})
    assert "secret" not in repr(settings)
    assert "secret" not in faults(SLACK_BOT_TOKEN="nonsense-secret", SEGUE_LOG="secret-4")


def test_the_example_file_names_every_setting_with_its_default() -> None:
    example = Path(".env.example").read_text()
    expected = {}
    for field in Settings.model_fields.values():
        default = "" if field.default in (PydanticUndefined, None) else field.default
        expected[field.alias] = {True: "on", False: "off"}[default] if isinstance(default, bool) else str(default)
        assert f"# {field.description}\n# {field.alias}=" in example
    assert dict(re.findall(r"^# ([A-Z_]+)=(.*)$", example, re.M)) == expected
