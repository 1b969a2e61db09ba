"""What is wrong with the file of workspaces' own models: a sentence for each fault, with what to do. No key is in it.

Pure: what the file and the environment say is handed in.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.config_faults import names_a_server
from bot.model_settings import ModelSettings, amount
from bot.secrets import looks_secret

SETTING = "SEGUE_WORKSPACES"
ID = re.compile(r"[TE][A-Z0-9]+")
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
LONGEST_NAME = 40
IS_NO_VARIABLE = (
    "must be the name of an environment variable, in capitals, such as ACME_MODEL_KEY. The key itself stands in that "
    "variable and never in this file; if it stood here, make a new one."
)
IN_NO_FILE = "a key never stands in this file. Put it into an environment variable, and that one's name in api_key_env."


def faults_of_table(id: str, written: Any, known: set[str], errors: Iterable[Any]) -> list[str]:
    """Of one table. `known`: what it may say. `errors`: what pydantic found in it."""
    if not isinstance(written, dict):
        near = difflib.get_close_matches(id, {"own_only"}, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        return [f"{_named(id)} is no table and no setting.{meant} Settings stand in a table, such as [T0123]."]
    if not ID.fullmatch(id):
        return [
            f"[{_named(id)}] is no id. A workspace's begins with T, an organisation's with E, in capitals; Slack shows "
            "them in the browser's address: app.slack.com/client/T…"
        ]
    faults = [f"[{id}] {_in_words(error, known)}" for error in errors]
    for name in sorted(known & written.keys()):
        if isinstance(written[name], str) and looks_secret(written[name]):
            faults.append(f"[{id}] {name}" + (f" {IS_NO_VARIABLE}" if name == "api_key_env" else f": {IN_NO_FILE}"))
    return faults + ([f"[{id}] {fault}" for fault in _of_address(written)] if not faults else [])


def _in_words(error: Any, known: set[str]) -> str:
    name = str(error["loc"][0])
    if error["type"] != "extra_forbidden":
        return f"{name}: {str(error['msg'])[:1].lower()}{str(error['msg'])[1:]}."
    if name not in known and re.search(r"key|token|secret|password", name, re.I):
        return f"{_named(name)}: {IN_NO_FILE}"
    near = difflib.get_close_matches(name, known, n=1)
    meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(sorted(known))}."
    return f"{_named(name)} is not a setting there. {meant}"


def _of_address(written: Mapping[str, Any]) -> list[str]:
    address = written.get("base_url")
    if address is None:
        return ["names a key and not where it is for: add base_url."] if "api_key_env" in written else []
    if not names_a_server(address):
        return ["base_url must begin with http:// or https:// and name a server."]
    parts = urlsplit(address)
    if parts.username is not None or parts.query or parts.fragment:
        return ["base_url must be an address alone, without a name, password, “?” or “#” in it."]
    return []


def faults_of_key(id: str, written: Mapping[str, Any], environ: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """-> (the key whose variable the table names, what is wrong with it)"""
    if (name := written.get("api_key_env")) is None:
        return None, []
    if not VARIABLE.fullmatch(name) or _is_rather_a_key(name):
        return None, [f"[{id}] api_key_env {IS_NO_VARIABLE}"]
    if name.startswith(("SLACK_", "SEGUE_")):
        return None, [f"[{id}] api_key_env names {name}, which is no key of a model. Name one of its own."]
    key = environ.get(name, "").strip()
    if not key:
        return None, [f"[{id}] api_key_env names {name}, which is not set. Set it in the environment or in .env."]
    if not (key.isascii() and key.isprintable() and " " not in key):
        return None, [f"[{id}] {name} contains a character that no key has. Copy the key again."]
    return key, []


def _is_rather_a_key(name: str) -> bool:
    """Long, in one piece and with digits: nobody calls a variable that."""
    return len(name) >= 20 and max(map(len, name.split("_"))) >= 16 and any(char.isdigit() for char in name)


def faults_of_two_addresses(keys: Iterable[tuple[str, str, str]]) -> list[str]:
    """`keys`: (key, whose it is, the address it would be sent to)"""
    first: dict[str, tuple[str, str]] = {}
    faults = []
    for key, whose, address in keys:
        before, there = first.setdefault(key, (whose, address))
        if _place(there) != _place(address):
            faults.append(f"{before} and {whose} have one key for two addresses. Each address needs a key of its own.")
    return faults


def _place(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:  # No address at all, which is named elsewhere.
        return address
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def faults_of_place(id: str, own: ModelSettings, *, named: bool) -> list[str]:
    """A model that is nowhere would never be asked. `named`: whether the table says anything."""
    if own.connects_a_model or not named:
        return []
    return [f"[{id}] names a model and not where it is: add base_url, and api_key_env where its server wants a key."]


def faults_of_prices(id: str, own: ModelSettings, values: Mapping[str, str]) -> list[str]:
    """A budget in dollars of what has no price would never be reached.

    `own`: the settings as this workspace has them. `values`: those for all.
    """
    budgets = [name for name in sorted(values) if name.startswith("SEGUE_BUDGET_") and _applies(values[name], id)]
    if not budgets or not own.connects_a_model:
        return []
    wanted = {
        "model_price": not own.model_price,
        "image_price": bool(own.image_model) and own.image_price is None,
        "embedding_price": bool(own.embedding_model) and own.embedding_price is None,
    }
    return [
        f"[{id}] needs {name} for {budgets[0]}: without it nothing adds up." for name, lacks in wanted.items() if lacks
    ]


def _applies(said: str, id: str) -> bool:
    """Whether a budget is one of this workspace; of an organisation, of any that may be in it."""
    if id.startswith("E"):
        return bool(said)
    try:
        return amount(said, id) is not None
    except ValueError:  # No amount at all, which is named elsewhere.
        return False


def _named(name: str) -> str:
    """A name from the file, short enough to be told."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
