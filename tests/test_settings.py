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


KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMyISE="
SIGNED = {"SLACK_SIGNING_SECRET": "f00d"}
ONE = {**SIGNED, "SLACK_BOT_TOKEN": "xoxb-1"}
MANY = {
    **SIGNED,
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "beef",
    "SEGUE_PUBLIC_URL": "https://segue.example",
    "SEGUE_ENCRYPTION_KEY": KEY,
}


def over_http(environ: dict[str, str]) -> list[str]:
    """Every fault there is with these settings and `segue run --http`."""
    try:
        Settings.read(environ, http=True)
    except SettingsError as refused:
        return [line.removeprefix("  - ") for line in str(refused).splitlines() if line.startswith("  - ")]
    return []


def test_over_http_one_workspace_needs_a_bot_token_and_many_need_the_app_itself() -> None:
    assert over_http(ONE) == over_http(MANY) == []
    assert Settings.read({**MANY, "SEGUE_ENCRYPTION_KEY": f"{KEY}, {KEY}"}, http=True).encryption_keys == [KEY, KEY]


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, ["SLACK_SIGNING_SECRET is missing", "SLACK_BOT_TOKEN is missing; for many workspaces, SLACK_CLIENT_ID"]),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_SIGNING_SECRET is missing; your app's page"]),
        ({**MANY, "SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many"]),
        ({**MANY, "SLACK_CLIENT_ID": ""}, ["SLACK_CLIENT_ID is missing; SLACK_CLIENT_SECRET is set"]),
        ({**MANY, "SLACK_CLIENT_SECRET": ""}, ["SLACK_CLIENT_SECRET is missing; SLACK_CLIENT_ID is set"]),
        (
            {**MANY, "SEGUE_ENCRYPTION_KEY": ""},
            ["SEGUE_ENCRYPTION_KEY is missing: without one, no token is kept"],
        ),
        ({**MANY, "SEGUE_ENCRYPTION_KEY": "secret"}, ["SEGUE_ENCRYPTION_KEY must be what `segue key` prints"]),
        (
            {**MANY, "SEGUE_ENCRYPTION_KEY": f"{KEY},{KEY[1:]}"},
            ["SEGUE_ENCRYPTION_KEY must be what `segue key` prints"],
        ),
        ({**MANY, "SEGUE_ENCRYPTION_KEY": ","}, ["SEGUE_ENCRYPTION_KEY must be what `segue key` prints"]),
        ({**MANY, "SEGUE_PUBLIC_URL": ""}, ["SEGUE_PUBLIC_URL is missing"]),
        ({**ONE, "SLACK_BOT_TOKEN": "xapp-1"}, ["SLACK_BOT_TOKEN must begin with xoxb-"]),
        ({**ONE, "SLACK_SIGNING_SECRET": "f00d…"}, ["SLACK_SIGNING_SECRET contains a character"]),
    ],
)
def test_what_is_wrong_for_http_is_named(environ: dict[str, str], said: list[str]) -> None:
    found = over_http(environ)
    assert len(found) == len(said)
    assert all(fault.startswith(begin) for fault, begin in zip(found, said, strict=True))


def test_whoever_set_up_http_and_forgot_to_say_so_is_reminded() -> None:
    assert "Is `segue run --http` meant?" in faults(SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="", **SIGNED)


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
    assert "-secret-" not in repr(settings)
    assert "secret" not in faults(SLACK_BOT_TOKEN="nonsense-secret", SEGUE_LOG="secret-4")


def test_the_example_file_names_every_setting_with_its_default() -> None:
    example = Path(".env.example").read_text()
    expected = {}
    for field in Settings.model_fields.values():
        default = "" if field.default in (PydanticUndefined, None) else field.default
        expected[field.alias] = {True: "on", False: "off"}[default] if isinstance(default, bool) else str(default)
        assert f"# {field.description}\n# {field.alias}=" in example
    assert dict(re.findall(r"^# ([A-Z_]+)=(.*)$", example, re.M)) == expected
