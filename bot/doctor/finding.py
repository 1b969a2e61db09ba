"""What was found in one place, in words that hold no secret."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from bot.secrets import without

Verdict = Literal["ok", "mend", "skipped"]


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
    known = set(secrets)
    return [
        replace(each, said=_plain(without(each.said, known)), mend=_plain(without(each.mend, known)))
        for each in findings
    ]


def shown(address: str) -> str:
    """An address without the name and password it may carry."""
    try:
        parts = urlsplit(address)
        place = parts.hostname or ""
        return f"{parts.scheme}://{place}{f':{parts.port}' if parts.port else ''}{parts.path}"
    except ValueError:
        return "that address"


def _plain(text: str) -> str:
    """What a terminal would obey is left out."""
    readable = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join(readable.split())
