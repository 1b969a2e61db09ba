"""Settings: read once, from the environment and a `.env` file, and refused at once with every fault named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import ConfigDict, Field, PrivateAttr, SecretStr, ValidationError

from bot import own_models
from bot.config_faults import (
    SLACK_TOKENS,
    faults_of_addresses,
    faults_of_database,
    faults_of_http,
    faults_of_prices,
    faults_of_socket_mode,
    is_local,
    keys_in,
    unknown,
)
from bot.model_settings import ModelSettings, Seconds
from bot.operations.settings import Watched
from bot.own_models import NO_OWN_MODELS, OwnModels
from errors import SettingsError

MEND = "\nMend them in the environment or in .env (see .env.example)."
MEND_FILE = "\nMend them in the file that SEGUE_WORKSPACES names (see docs/running.md)."
WITHOUT_TOKENS = (
    "\nSet them in the environment or in .env (see .env.example), or try `segue playground`, which needs no tokens."
)
OURS = ("SEGUE_", "SLACK_", "OPENAI_")
# What features to come will read; known, so that an environment made for them is not taken for misspelt.
LATER = {"SEGUE_SPEECH_MODEL", "SEGUE_TRANSCRIPTION_MODEL"}

Ids = Annotated[str, Field(pattern=r"^$|^[TE]\w+(\s*,\s*[TE]\w+)*$")]


class Settings(Watched, ModelSettings):
    """Everything the environment says. Field descriptions are the comments of `.env.example`."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, allow_inf_nan=False)

    _own_models: OwnModels = PrivateAttr(default=NO_OWN_MODELS)

    slack_bot_token: SecretStr | None = Field(
        None, alias="SLACK_BOT_TOKEN", description="Bot User OAuth Token of your Slack app; begins with xoxb-"
    )
    slack_app_token: SecretStr | None = Field(
        None,
        alias="SLACK_APP_TOKEN",
        description="App-level token with connections:write (Socket Mode); begins with xapp-",
    )
    slack_signing_secret: SecretStr | None = Field(
        None, alias="SLACK_SIGNING_SECRET", description="By it Slack's requests are known (segue run --http)"
    )
    client_id: str = Field(
        "", alias="SLACK_CLIENT_ID", description="For many workspaces, instead of a bot token (segue run --http)"
    )
    slack_client_secret: SecretStr | None = Field(
        None, alias="SLACK_CLIENT_SECRET", description="The other half of SLACK_CLIENT_ID"
    )
    install_teams: Ids = Field(
        "", alias="SEGUE_INSTALL_TEAMS", description="Workspaces or organisations that may install, e.g. T0123,E0456"
    )
    encryption_key: SecretStr | None = Field(
        None,
        alias="SEGUE_ENCRYPTION_KEY",
        description="Keeps the tokens of many workspaces unreadable in the database; `segue key` makes one",
    )
    api_url: str = Field(
        "https://slack.com/api/", alias="SLACK_API_URL", description="Where Slack's Web API is, with /api/ at the end"
    )
    database_url: str = Field(
        "sqlite:///data/segue.db", alias="SEGUE_DATABASE_URL", description="Where Segue remembers: sqlite:///path"
    )
    public_url: str = Field(
        "",
        alias="SEGUE_PUBLIC_URL",
        description="An https address that leads here, where Slack can fetch the faces of personas",
    )
    http_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        3000, alias="SEGUE_HTTP_PORT", description="The port behind SEGUE_PUBLIC_URL, and for segue run --http"
    )
    log: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", alias="SEGUE_LOG", description="How much is logged: DEBUG, INFO, WARNING or ERROR"
    )
    quiet_seconds: Annotated[float, Field(ge=0)] = Field(
        1.5, alias="SEGUE_QUIET_SECONDS", description="How long nobody must have written before an answer is complete"
    )
    grows: Annotated[int, Field(ge=0)] = Field(
        3, alias="SEGUE_GROWS", description="How often an answer may grow while the model thinks about it"
    )
    slack_timeout_seconds: Seconds = Field(
        10, alias="SEGUE_SLACK_TIMEOUT_SECONDS", description="How long a call to Slack may take"
    )
    grace_seconds: Seconds = Field(
        15,
        alias="SEGUE_GRACE_SECONDS",
        description="How long after an uncertain post Slack is asked about it; longer than the time-out",
    )
    pace: bool = Field(True, alias="SEGUE_PACE", description="Keep Slack's speed limits by ourselves: on or off")
    stray_seconds: Seconds = Field(
        60, alias="SEGUE_STRAY_SECONDS", description="How long a reply waits for the mention it may have overtaken"
    )
    reconcile_hours: Seconds = Field(
        24, alias="SEGUE_RECONCILE_HOURS", description="How many hours back Segue looks for what it did not hear"
    )
    silence_seconds: Seconds = Field(
        30, alias="SEGUE_SILENCE_SECONDS", description="After how long without a sign from Slack the socket is replaced"
    )
    reminder_hours: Seconds = Field(
        24, alias="SEGUE_REMINDER_HOURS", description="Hours (weekends left out) until a waiting question is recalled"
    )
    close_days: Seconds = Field(
        14, alias="SEGUE_CLOSE_DAYS", description="Days without a word after which an interview is closed"
    )
    retention_days: Annotated[float | None, Field(gt=0)] = Field(
        None,
        alias="SEGUE_RETENTION_DAYS",
        description="Days without a word after which a conversation is erased; without it, everything is kept",
    )
    uninstalled_days: Annotated[float, Field(ge=0)] = Field(
        30,
        alias="SEGUE_UNINSTALLED_DAYS",
        description="How many days what is kept of a workspace outlives Segue's removal there; then it is erased",
    )
    audit_days: Seconds = Field(
        400, alias="SEGUE_AUDIT_DAYS", description="How many days the log of who read, took along and erased goes back"
    )
    shutdown_seconds: Seconds = Field(
        10, alias="SEGUE_SHUTDOWN_SECONDS", description="How long running work may take when Segue is told to stop"
    )

    @classmethod
    def read(cls, environ: Mapping[str, str], dotenv: Path | None = None, *, http: bool = False) -> Settings:
        """The environment wins over the file; an empty value counts as unset. Raises SettingsError with every fault.

        `http`: what serving over HTTP needs, instead of what Socket Mode needs.
        """
        values = from_file_and_environment(environ, dotenv)
        own, faults_of_own = own_models.read(values, everything_set(environ, dotenv))
        if faults := (known := cls.faults_in(values, http=http)) + faults_of_own:
            tokens = all(token in values for token in SLACK_TOKENS)
            raise SettingsError(
                "Segue cannot start with these settings:\n" + "\n".join(f"  - {fault}" for fault in faults),
                now=MEND_FILE if not known else MEND if tokens else WITHOUT_TOKENS,
            )
        return cls.model_validate(values).with_own_models(own)

    def with_own_models(self, own: OwnModels) -> Settings:
        """Themselves, knowing which workspaces have a model of their own."""
        self._own_models = own
        return self

    @property
    def own_models(self) -> OwnModels:
        """What the file of SEGUE_WORKSPACES says."""
        return self._own_models

    @classmethod
    def faults_in(cls, values: Mapping[str, str], *, http: bool = False) -> list[str]:
        """Every fault, a sentence each that begins with or names the setting, never its value. `http`: over HTTP."""
        faults = unknown(values, cls._keys() | LATER) + (
            faults_of_http(values) if http else faults_of_socket_mode(values)
        )
        try:
            cls.model_validate(values)
        except ValidationError as error:
            faults += [_in_words(fault) for fault in error.errors() if fault["type"] != "missing"]
        return faults + faults_of_addresses(values) + faults_of_prices(values) + cls._grace(values)

    @classmethod
    def as_far_as_they_go(cls, values: Mapping[str, str]) -> Settings:
        """Settings in spite of faults: the default where a value is impossible."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            impossible = {str(fault["loc"][0]) for fault in error.errors()}
            return cls.model_validate({key: value for key, value in values.items() if key not in impossible})

    @classmethod
    def names_slack(cls, environ: Mapping[str, str], dotenv: Path | None = None) -> bool:
        """Whether any Slack token is set: then the playground is not what is meant."""
        values = from_file_and_environment(environ, dotenv)
        return any(token in values for token in SLACK_TOKENS)

    @classmethod
    def _keys(cls) -> set[str]:
        return {str(field.alias) for field in cls.model_fields.values()}

    @classmethod
    def _grace(cls, values: Mapping[str, str]) -> list[str]:
        """Looked at in the values themselves, so that it is named also where another setting is at fault."""
        defaults = {str(field.alias): field.default for field in cls.model_fields.values()}
        names = ("SEGUE_GRACE_SECONDS", "SEGUE_SLACK_TIMEOUT_SECONDS")
        try:
            grace, timeout = (float(values.get(name, defaults[name])) for name in names)
        except ValueError:  # No number at all, which is named already; so are numbers that are no length of time.
            return []
        return [f"{names[0]} must be longer than {names[1]}."] if 0 < grace <= timeout < float("inf") else []

    @property
    def bot_token(self) -> str:
        return _revealed(self.slack_bot_token)

    @property
    def app_token(self) -> str:
        return _revealed(self.slack_app_token)

    @property
    def signing_secret(self) -> str:
        return _revealed(self.slack_signing_secret)

    @property
    def client_secret(self) -> str:
        return _revealed(self.slack_client_secret)

    @property
    def encryption_keys(self) -> list[str]:
        """The first seals; the others only open what was sealed before."""
        return keys_in(_revealed(self.encryption_key))

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def http_host(self) -> str:
        """This machine alone where the public address is its own; otherwise whoever stands in front of it."""
        return "127.0.0.1" if is_local(self.public_url) else "0.0.0.0"


def from_file_and_environment(environ: Mapping[str, str], dotenv: Path | None) -> dict[str, str]:
    """Our keys with their values: the environment wins over the file, empty values count as unset.

    Raises SettingsError when the file is there and cannot be read.
    """
    return {key: value for key, value in everything_set(environ, dotenv).items() if key.startswith(OURS)}


def everything_set(environ: Mapping[str, str], dotenv: Path | None) -> dict[str, str]:
    """The same of all keys: a workspace's own model names the variable of its key as it likes."""
    try:
        from_file = dotenv_values(dotenv) if dotenv is not None and dotenv.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"{dotenv} cannot be read: {why}.", now="Save it anew, or leave it out.") from error
    merged = {**from_file, **environ}
    return {key: value.strip() for key, value in merged.items() if value and value.strip()}


def database_path(environ: Mapping[str, str], dotenv: Path | None = None) -> Path:
    """Where Segue remembers, for commands that only read and need no tokens. Raises SettingsError."""
    values = from_file_and_environment(environ, dotenv)
    if faults := faults_of_database(values):
        raise SettingsError(" ".join(faults))
    default = Settings.model_fields["database_url"].default
    return Path(values.get("SEGUE_DATABASE_URL", default).removeprefix("sqlite:///"))


def _revealed(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret is not None else ""


def _in_words(fault: Any) -> str:
    if fault["type"] == "bool_parsing":
        return f"{fault['loc'][0]} must be on or off."
    return f"{fault['loc'][0]}: {str(fault['msg'])[:1].lower()}{str(fault['msg'])[1:]}."
