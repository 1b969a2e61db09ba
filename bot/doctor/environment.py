"""The settings: missing, half, swapped, misspelt, impossible. And the Python that runs us."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot import own_models
from bot.config import Settings, everything_set, from_file_and_environment
from bot.config_faults import CLIENT, SIGNING, SLACK_TOKENS
from bot.doctor.finding import Finding, ok, to_mend
from bot.manifest import APP_TOKEN_SCOPE
from bot.own_models import OwnModels
from errors import SettingsError

APPS = "api.slack.com/apps, your app"
WHERE = {
    "SLACK_BOT_TOKEN": f"{APPS}, OAuth & Permissions: copy the Bot User OAuth Token (xoxb-) into SLACK_BOT_TOKEN.",
    "SLACK_APP_TOKEN": f"{APPS}, Basic Information, App-Level Tokens: generate one with the scope {APP_TOKEN_SCOPE} "
    "and put it (xapp-) into SLACK_APP_TOKEN.",
    **dict.fromkeys((SIGNING, *CLIENT), f"{APPS}, Basic Information, App Credentials: copy what is shown there."),
}
"""Where a token or a secret comes from."""
BOTH = (
    f"{APPS}: SLACK_BOT_TOKEN is under OAuth & Permissions, SLACK_APP_TOKEN under Basic Information, App-Level Tokens "
    f"(scope {APP_TOKEN_SCOPE}). `segue playground` needs neither, and for HTTP there is `segue doctor --http`."
)
ONE_OR_MANY = "Take SLACK_BOT_TOKEN out where many workspaces install Segue, the id and secret where it is in one."
EXCHANGE = "Exchange the two values: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-."
OWN_MODELS = "own-models"
IN_THE_FILE = "Correct it in that file; docs/running.md says what stands there."
CORRECT = "Correct it in the environment or in .env; .env.example says what each setting may be."


def python() -> Finding:
    """An older Python does not come this far: `bot/__init__.py` turns it away."""
    return ok("python", f"Python {sys.version.split()[0]}.")


def read(
    environ: Mapping[str, str], dotenv: Path | None, *, http: bool = False
) -> tuple[dict[str, str], list[str], list[Finding]]:
    """-> (what is set, the faults of the settings in words, findings)"""
    try:
        values, unread = from_file_and_environment(environ, dotenv), []
    except SettingsError as error:
        values, unread = from_file_and_environment(environ, None), [to_mend("settings", error.happened, error.now)]
    faults = Settings.faults_in(values, http=http)
    found = unread + [to_mend("settings", fault, _mend(fault)) for fault in faults]
    return values, faults, found or [ok("settings", f"{_number(values)} and no fault in them.")]


def read_own_models(
    environ: Mapping[str, str], dotenv: Path | None, values: Mapping[str, str]
) -> tuple[OwnModels, list[Finding]]:
    """-> (models of workspaces' own, findings about their file)"""
    try:
        everything = everything_set(environ, dotenv)
    except SettingsError:  # Told among the settings.
        everything = everything_set(environ, None)
    own, faults = own_models.read(values, everything)
    return own, [to_mend(OWN_MODELS, fault, IN_THE_FILE) for fault in faults]


def _mend(fault: str) -> str:
    if "swapped" in fault:
        return EXCHANGE
    if "leave one of the two out" in fault:
        return ONE_OR_MANY
    if all(token in fault for token in SLACK_TOKENS):
        return BOTH
    return next((where for name, where in WHERE.items() if fault.startswith(name)), CORRECT)


def _number(values: Sequence[str] | Mapping[str, str]) -> str:
    return "1 setting" if len(values) == 1 else f"{len(values)} settings"
