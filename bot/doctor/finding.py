"""What was found in one place, in words that hold no secret."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

Verdict = Literal["ok", "mend", "skipped"]

SECRET_NAMES = ("_TOKEN", "_KEY", "_SECRET")
SHORTEST_SECRET = 8
"""Shorter ones are words of the language: hiding them would only garble what is said."""
_LOOKS_SECRET = re.compile(r"\b(xox[a-z]|xapp|sk)-[^\s\"'<>]{3,}")
_PROXIES = ("https_proxy", "http_proxy", "all_proxy")


@dataclass(frozen=True)
class Finding:
    """`said`: what is the case, a sentence. `mend`: what to do about it; empty where nothing is to be done."""

    check: str
    verdict: Verdict
    said: str
    mend: str = ""


def ok(check: str, said: str) -> Finding:
    return Finding(check, "ok", said)


def to_mend(check: str, said: str, mend: str) -> Finding:
    return Finding(check, "mend", said, mend)


def skipped(check: str, said: str, mend: str = "") -> Finding:
    """Not looked at, or not to be seen from here; `said` tells why."""
    return Finding(check, "skipped", said, mend)


def without_secrets(findings: Iterable[Finding], secrets: Iterable[str]) -> list[Finding]:
    """The same findings, each text on one line and without anything that is secret or looks it."""
    known = sorted(secrets, key=len, reverse=True)
    return [
        replace(each, said=_plain(_hidden(each.said, known)), mend=_plain(_hidden(each.mend, known)))
        for each in findings
    ]


def secrets_in(values: Mapping[str, str]) -> set[str]:
    """Tokens and keys among the settings, and the passwords of their addresses and of proxies."""
    secrets = {value for key, value in values.items() if key.endswith(SECRET_NAMES)}
    proxies = [value for key, value in os.environ.items() if key.lower() in _PROXIES]
    for address in [*values.values(), *proxies]:
        try:
            secrets.add(urlsplit(address).password or "")
        except ValueError:  # No address at all.
            continue
    return {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}


def shown(address: str) -> str:
    """An address without the name and password it may carry."""
    try:
        parts = urlsplit(address)
        place = parts.hostname or ""
        return f"{parts.scheme}://{place}{f':{parts.port}' if parts.port else ''}{parts.path}"
    except ValueError:
        return "that address"


def _hidden(text: str, secrets: list[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, "(secret)")
    return _LOOKS_SECRET.sub(r"\1-…", text)


def _plain(text: str) -> str:
    """What a terminal would obey is left out."""
    readable = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join(readable.split())
