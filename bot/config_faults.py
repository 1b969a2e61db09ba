"""What is wrong with the settings: a sentence for each fault, which names the setting and never its value. Pure."""

from __future__ import annotations

import base64
import difflib
from collections.abc import Mapping
from urllib.parse import urlsplit

BOT_TOKEN, APP_TOKEN = SLACK_TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
SIGNING, KEY = "SLACK_SIGNING_SECRET", "SEGUE_ENCRYPTION_KEY"
CLIENT = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
NO_TOKEN = frozenset(" \"'`<>,;")
"""What comes along when a token is copied with its surroundings."""


def unknown(values: Mapping[str, str], known: set[str]) -> list[str]:
    """Misspelt keys of ours; Slack's and OpenAI's families have members that are none of our business."""
    faults = []
    for key in sorted(values):
        if key.startswith("SEGUE_") and key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            faults.append(f"{key} is not a setting." + (f" Did you mean {near[0]}?" if near else ""))
    return faults


def faults_of_socket_mode(values: Mapping[str, str]) -> list[str]:
    bot, app = (values.get(name, "") for name in SLACK_TOKENS)
    if not bot and not app:
        meant = " Is `segue run --http` meant?" if SIGNING in values else ""
        return [f"SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing.{meant}"]
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        return ["SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped."]
    missing = [f"{name} is missing; the other token of the pair is set." for name in SLACK_TOKENS if name not in values]
    return missing + _ill_formed(values, BOT_TOKEN, "xoxb-") + _ill_formed(values, APP_TOKEN, "xapp-")


def faults_of_http(values: Mapping[str, str]) -> list[str]:
    """One workspace by its bot token, or many by the app's own id and secret."""
    faults = []
    if SIGNING not in values:
        faults.append(f"{SIGNING} is missing; your app's page 'Basic Information' shows it.")
    pair = [name for name in CLIENT if name in values]
    if pair and BOT_TOKEN in values:
        faults.append(f"{BOT_TOKEN} is for one workspace and {pair[0]} for many: leave one of the two out.")
    if not pair and BOT_TOKEN not in values:
        faults.append(f"{BOT_TOKEN} is missing; for many workspaces, {CLIENT[0]} and {CLIENT[1]} are.")
    if len(pair) == 1:
        missing = CLIENT[0] if pair[0] == CLIENT[1] else CLIENT[1]
        faults.append(f"{missing} is missing; {pair[0]} is set.")
    if pair and "SEGUE_PUBLIC_URL" not in values:
        faults.append("SEGUE_PUBLIC_URL is missing: Slack leads people back there who have installed Segue.")
    if pair and KEY not in values:
        faults.append(f"{KEY} is missing: without one, no token is kept. `segue key` makes one.")
    faults += _ill_formed(values, BOT_TOKEN, "xoxb-")
    for name in (SIGNING, *CLIENT):
        faults += _ill_formed(values, name, "")
    return faults + _faults_of_key(values)


def keys_in(value: str) -> list[str]:
    """Several, with commas between them: the first seals, the others are older."""
    return [key.strip() for key in value.split(",") if key.strip()]


def _faults_of_key(values: Mapping[str, str]) -> list[str]:
    keys = keys_in(values.get(KEY, ""))
    if (KEY in values and not keys) or not all(map(_is_key, keys)):
        return [f"{KEY} must be what `segue key` prints; several with commas between them, the newest first."]
    return []


def _is_key(key: str) -> bool:
    """https://github.com/fernet/spec/blob/master/Spec.md#key-format"""
    try:
        return len(base64.b64decode(key, altchars=b"-_", validate=True)) == 32
    except ValueError:
        return False


def _ill_formed(values: Mapping[str, str], name: str, prefix: str) -> list[str]:
    value = values.get(name, "")
    if value and not value.startswith(prefix):
        return [f"{name} must begin with {prefix}."]
    if not NO_TOKEN.isdisjoint(value) or not (value.isascii() and value.isprintable()):
        return [f"{name} contains a character that no token has: a space, a quotation mark, an ellipsis?"]
    return []


def faults_of_addresses(values: Mapping[str, str]) -> list[str]:
    faults = []
    api_url = values.get("SLACK_API_URL", "https://slack.com/api/")
    if not names_a_server(api_url) or not api_url.endswith("/api/"):
        faults.append("SLACK_API_URL must be a full address that ends with /api/.")
    if "OPENAI_BASE_URL" in values and not names_a_server(values["OPENAI_BASE_URL"]):
        faults.append("OPENAI_BASE_URL must begin with http:// or https:// and name a server.")
    public = values.get("SEGUE_PUBLIC_URL", "")
    if public and not (names_a_server(public) and (public.startswith("https://") or is_local(public))):
        faults.append("SEGUE_PUBLIC_URL must be a full address that begins with https://.")
    return faults + faults_of_database(values)


def is_local(address: str) -> bool:
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def faults_of_database(values: Mapping[str, str]) -> list[str]:
    faults = []
    database = values.get("SEGUE_DATABASE_URL", "sqlite:///data/segue.db")
    if database.startswith("postgres"):
        faults.append("SEGUE_DATABASE_URL names PostgreSQL, which Segue does not speak yet: use sqlite:///path.")
    elif not database.startswith("sqlite:///") or database == "sqlite:///":
        faults.append("SEGUE_DATABASE_URL must look like sqlite:///path/to/segue.db.")
    return faults


def names_a_server(address: str) -> bool:
    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # Brackets that do not close, a port that is no number.
        return False


def faults_of_prices(values: Mapping[str, str]) -> list[str]:
    """A budget in dollars of what has no price would never be reached."""
    if not (budgets := [key for key in values if key.startswith("SEGUE_BUDGET_")]):
        return []
    priced = (("OPENAI_API_KEY", "SEGUE_MODEL_PRICE"), ("OPENAI_BASE_URL", "SEGUE_MODEL_PRICE"))
    more = (("SEGUE_IMAGE_MODEL", "SEGUE_IMAGE_PRICE"), ("SEGUE_EMBEDDING_MODEL", "SEGUE_EMBEDDING_PRICE"))
    wanted = {price for key, price in (*priced, *more) if key in values}
    return [f"{budgets[0]} needs {price}: without it nothing adds up." for price in sorted(wanted - set(values))]
