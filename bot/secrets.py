"""What is secret in the environment, and texts without it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

SECRET_NAMES = ("_TOKEN", "_KEY", "_KEYS", "_SECRET")
SHORTEST_SECRET = 8
"""Shorter ones are words of the language: hiding them would only garble what is said."""
_LOOKS_SECRET = re.compile(r"\b(xox[a-z](?:\.xox[a-z])?|xapp|sk)-[^\s\"'<>\\]{3,}")
_PROXIES = ("https_proxy", "http_proxy", "all_proxy")
HIDDEN = "(secret)"


def secrets_in(values: Mapping[str, str]) -> set[str]:
    """Tokens, keys (each of several) and secrets among the settings, and the passwords of addresses and proxies."""
    secrets = {
        secret for key, value in values.items() if key.endswith(SECRET_NAMES) for secret in (value, *value.split(","))
    }
    proxies = [value for key, value in os.environ.items() if key.lower() in _PROXIES]
    for address in [*values.values(), *proxies]:
        try:
            secrets.add(urlsplit(address).password or "")
        except ValueError:  # No address at all.
            continue
    return {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}


def looks_secret(text: str) -> bool:
    """Whether something in it has the form of a token of Slack's or a key of OpenAI's."""
    return _LOOKS_SECRET.search(text) is not None


def without(text: str, secrets: Collection[str]) -> str:
    """`text` without any of `secrets`, and without what looks like a token of Slack's or a key of OpenAI's."""
    for secret in sorted(secrets, key=len, reverse=True):
        if secret in text:
            text = text.replace(secret, HIDDEN)
    return _LOOKS_SECRET.sub(r"\1-…", text)
