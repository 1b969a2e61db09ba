"""Settings: read once, from the environment and a `.env` file, and refused at once with every fault named."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from errors import SettingsError

SLACK_TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
MEND = "\nMend them in the environment or in .env (see .env.example)."
WITHOUT_TOKENS = (
    "\nSet them in the environment or in .env (see .env.example), or try `segue playground`, which needs no tokens."
)
OURS = ("SEGUE_", "SLACK_", "OPENAI_")
NO_TOKEN = frozenset(" \"'`<>,;")
"""What comes along when a token is copied with its surroundings."""
# What features to come will read; known, so that an environment made for them is not taken for misspelt.
LATER = {
    "SEGUE_EMBEDDING_MODEL",
    "SEGUE_SPEECH_MODEL",
    "SEGUE_TRANSCRIPTION_MODEL",
}

Seconds = Annotated[float, Field(gt=0)]


class Settings(BaseModel):
    """Everything the environment says. Field descriptions are the comments of `.env.example`."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, allow_inf_nan=False)

    slack_bot_token: SecretStr = Field(
        alias="SLACK_BOT_TOKEN", description="Bot User OAuth Token of your Slack app; begins with xoxb-"
    )
    slack_app_token: SecretStr = Field(
        alias="SLACK_APP_TOKEN", description="App-level token with connections:write (Socket Mode); begins with xapp-"
    )
    api_url: str = Field(
        "https://slack.com/api/", alias="SLACK_API_URL", description="Where Slack's Web API is, with /api/ at the end"
    )
    openai_api_key: SecretStr | None = Field(
        None,
        alias="OPENAI_API_KEY",
        description="Key of the language model; without it and a base URL, Segue rehearses",
    )
    openai_base_url: str | None = Field(
        None,
        alias="OPENAI_BASE_URL",
        description="Any server that speaks OpenAI's protocol, e.g. http://localhost:11434/v1",
    )
    model: str = Field("gpt-5-mini", alias="SEGUE_MODEL", description="Name of the language model")
    model_price: Annotated[str, Field(pattern=r"^$|^\d+(\.\d+)?/\d+(\.\d+)?(/\d+(\.\d+)?)?$")] = Field(
        "",
        alias="SEGUE_MODEL_PRICE",
        description="US dollars per million tokens: question/answer, or question/answer/cached, e.g. 0.25/2; for usage",
    )
    image_model: str = Field(
        "",
        alias="SEGUE_IMAGE_MODEL",
        description="A model that makes pictures, e.g. gpt-image-1-mini; without one, the faces of personas are drawn",
    )
    image_price: Annotated[float | None, Field(ge=0)] = Field(
        None, alias="SEGUE_IMAGE_PRICE", description="US dollars for one picture, e.g. 0.02; for usage"
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
        3000, alias="SEGUE_HTTP_PORT", description="The port behind SEGUE_PUBLIC_URL; without that nothing listens"
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
    model_timeout_seconds: Seconds = Field(
        60, alias="SEGUE_MODEL_TIMEOUT_SECONDS", description="How long one call to the language model may take"
    )
    model_tries: Annotated[int, Field(ge=1)] = Field(
        3, alias="SEGUE_MODEL_TRIES", description="How often a model that cannot be reached is tried before we wait"
    )
    model_at_once: Annotated[int, Field(ge=1)] = Field(
        8, alias="SEGUE_MODEL_AT_ONCE", description="How many calls to the model may run at the same time"
    )
    stray_seconds: Seconds = Field(
        60, alias="SEGUE_STRAY_SECONDS", description="How long a reply waits for the mention it may have overtaken"
    )
    reconcile_hours: Seconds = Field(
        24, alias="SEGUE_RECONCILE_HOURS", description="How many hours back Segue looks for what it did not hear"
    )
    silence_seconds: Seconds = Field(
        30,
        alias="SEGUE_SILENCE_SECONDS",
        description="After how long without a sign from Slack the socket is replaced",
    )
    reminder_hours: Seconds = Field(
        24, alias="SEGUE_REMINDER_HOURS", description="Hours (weekends left out) until a waiting question is recalled"
    )
    close_days: Seconds = Field(
        14, alias="SEGUE_CLOSE_DAYS", description="Days without a word after which an interview is closed"
    )
    shutdown_seconds: Seconds = Field(
        10, alias="SEGUE_SHUTDOWN_SECONDS", description="How long running work may take when Segue is told to stop"
    )

    @classmethod
    def read(cls, environ: Mapping[str, str], dotenv: Path | None = None) -> Settings:
        """The environment wins over the file; an empty value counts as unset. Raises SettingsError with every fault."""
        values = from_file_and_environment(environ, dotenv)
        if faults := cls.faults_in(values):
            raise SettingsError(
                "Segue cannot start with these settings:\n" + "\n".join(f"  - {fault}" for fault in faults),
                now=WITHOUT_TOKENS if _tokens(values) else MEND,
            )
        return cls.model_validate(values)

    @classmethod
    def faults_in(cls, values: Mapping[str, str]) -> list[str]:
        """Every fault, a sentence each that begins with or names the setting, never its value."""
        faults = _unknown(values, cls._keys()) + _tokens(values)
        try:
            cls.model_validate(values)
        except ValidationError as error:
            faults += [_in_words(fault) for fault in error.errors() if fault["type"] != "missing"]
        return faults + _urls(values) + cls._grace(values)

    @classmethod
    def as_far_as_they_go(cls, values: Mapping[str, str]) -> Settings:
        """Settings in spite of faults: the default where a value is impossible, and no text for a missing token."""
        usable = {**dict.fromkeys(SLACK_TOKENS, ""), **values}
        try:
            return cls.model_validate(usable)
        except ValidationError as error:
            impossible = {str(fault["loc"][0]) for fault in error.errors()}
            return cls.model_validate({key: value for key, value in usable.items() if key not in impossible})

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
        return self.slack_bot_token.get_secret_value()

    @property
    def app_token(self) -> str:
        return self.slack_app_token.get_secret_value()

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def http_host(self) -> str:
        """This machine alone where the public address is its own; otherwise whoever stands in front of it."""
        return "127.0.0.1" if _is_local(self.public_url) else "0.0.0.0"

    @property
    def connects_a_model(self) -> bool:
        """Whether a language model is named; otherwise the rehearsal model answers."""
        return self.openai_api_key is not None or self.openai_base_url is not None


def from_file_and_environment(environ: Mapping[str, str], dotenv: Path | None) -> dict[str, str]:
    """Our keys with their values: the environment wins over the file, empty values count as unset.

    Raises SettingsError when the file is there and cannot be read.
    """
    try:
        from_file = dotenv_values(dotenv) if dotenv is not None and dotenv.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"{dotenv} cannot be read: {why}.", now="Save it anew, or leave it out.") from error
    merged = {**from_file, **environ}
    return {key: value.strip() for key, value in merged.items() if key.startswith(OURS) and value and value.strip()}


def database_path(environ: Mapping[str, str], dotenv: Path | None = None) -> Path:
    """Where Segue remembers, for commands that only read and need no tokens. Raises SettingsError."""
    values = from_file_and_environment(environ, dotenv)
    if faults := _database(values):
        raise SettingsError(" ".join(faults))
    default = Settings.model_fields["database_url"].default
    return Path(values.get("SEGUE_DATABASE_URL", default).removeprefix("sqlite:///"))


def _unknown(values: Mapping[str, str], known: set[str]) -> list[str]:
    """Misspelt keys of ours; Slack's and OpenAI's families have members that are none of our business."""
    faults = []
    for key in sorted(values):
        if key.startswith("SEGUE_") and key not in known | LATER:
            near = difflib.get_close_matches(key, known, n=1)
            faults.append(f"{key} is not a setting." + (f" Did you mean {near[0]}?" if near else ""))
    return faults


def _tokens(values: Mapping[str, str]) -> list[str]:
    bot, app = (values.get(name, "") for name in SLACK_TOKENS)
    if not bot and not app:
        return ["SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing."]
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        return ["SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped."]
    faults = []
    for name, value, prefix in zip(SLACK_TOKENS, (bot, app), ("xoxb-", "xapp-"), strict=True):
        if not value:
            faults.append(f"{name} is missing; the other token of the pair is set.")
        elif not value.startswith(prefix):
            faults.append(f"{name} must begin with {prefix}.")
        elif not NO_TOKEN.isdisjoint(value) or not (value.isascii() and value.isprintable()):
            faults.append(f"{name} contains a character that no token has: a space, a quotation mark, an ellipsis?")
    return faults


def _urls(values: Mapping[str, str]) -> list[str]:
    faults = []
    api_url = values.get("SLACK_API_URL", "https://slack.com/api/")
    if not _names_a_server(api_url) or not api_url.endswith("/api/"):
        faults.append("SLACK_API_URL must be a full address that ends with /api/.")
    if "OPENAI_BASE_URL" in values and not _names_a_server(values["OPENAI_BASE_URL"]):
        faults.append("OPENAI_BASE_URL must begin with http:// or https:// and name a server.")
    public = values.get("SEGUE_PUBLIC_URL", "")
    if public and not (_names_a_server(public) and (public.startswith("https://") or _is_local(public))):
        faults.append("SEGUE_PUBLIC_URL must be a full address that begins with https://.")
    return faults + _database(values)


def _is_local(address: str) -> bool:
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def _database(values: Mapping[str, str]) -> list[str]:
    faults = []
    database = values.get("SEGUE_DATABASE_URL", "sqlite:///data/segue.db")
    if database.startswith("postgres"):
        faults.append("SEGUE_DATABASE_URL names PostgreSQL, which Segue does not speak yet: use sqlite:///path.")
    elif not database.startswith("sqlite:///") or database == "sqlite:///":
        faults.append("SEGUE_DATABASE_URL must look like sqlite:///path/to/segue.db.")
    return faults


def _names_a_server(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # Brackets that do not close, a port that is no number.
        return False


def _in_words(fault: Any) -> str:
    if fault["type"] == "bool_parsing":
        return f"{fault['loc'][0]} must be on or off."
    return f"{fault['loc'][0]}: {str(fault['msg'])[:1].lower()}{str(fault['msg'])[1:]}."
