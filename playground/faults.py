"""The fault switch: everything that goes wrong between an app and Slack, on purpose and reproducibly.

Rules are added in Python or over HTTP (`/playground/faults`). A rule hits its next few occasions (`next`) or
each with a `probability`, drawn from one seeded source. What each kind does:

- `rate_limit`: HTTP 429 with `Retry-After` (whole seconds), nothing stored.
- `error_before`: HTTP 500, nothing stored.      - `error_after`: stored, then HTTP 500.
- `late`: HTTP 500 at once, and stored `seconds` later.
- `reset_after`: stored, then the connection is cut without an answer.
- `refuse`: answers `{"ok": false, "error": error}`.
- `revoke`: the tokens are no longer valid (`token_revoked`).
- `delay`: the answer waits `seconds`.
- `lose`: an envelope counts as sent but never arrives (it is redelivered like any that is not acknowledged).
- `double`: an envelope is delivered twice.      - `reorder`: it waits a random part of `seconds`.
- `drop`: an event never becomes an envelope at all.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

CallFault = Literal["rate_limit", "error_before", "error_after", "late", "reset_after", "refuse", "revoke", "delay"]
EnvelopeFault = Literal["lose", "double", "reorder", "drop"]
Kind = Literal[CallFault, EnvelopeFault]
KINDS: tuple[str, ...] = (*get_args(CallFault), *get_args(EnvelopeFault))


class FaultError(ValueError):
    """A rule that makes no sense; says which part."""


@dataclass
class Rule:
    """One thing that goes wrong. `method` is a Web API method or `*`; envelopes don't look at it."""

    kind: Kind
    method: str = "*"
    next: int | None = None
    probability: float | None = None
    seconds: float = 0.05
    retry_after: int = 1
    error: str = "internal_error"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultError(f"no such kind of fault: {self.kind!r}; there are {', '.join(KINDS)}")
        if self.next is not None and self.next < 1:
            raise FaultError("next counts occasions, from 1")
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise FaultError("probability lies between 0 and 1")
        if self.seconds < 0 or self.retry_after < 0 or int(self.retry_after) != self.retry_after:
            raise FaultError("seconds is not negative, and retry_after is a whole number of seconds")


class Faults:
    """The rules that hold now. Without rules nothing goes wrong."""

    def __init__(self, seed: int | None = None) -> None:
        self.random = random.Random(seed)
        self.rules: list[Rule] = []
        self.hits: Counter[str] = Counter()

    def add(self, kind: Kind, method: str = "*", **how: Any) -> Rule:
        """Add a rule: `add("rate_limit", "chat.postMessage", next=3, retry_after=1)`,
        `add("double", probability=0.2)`. Without `next` and `probability` it holds until `clear`."""
        unknown = set(how) - {"next", "probability", "seconds", "retry_after", "error"}
        if unknown:
            raise FaultError(f"a rule has no {', '.join(sorted(unknown))}")
        rule = Rule(kind, method, **how)
        self.rules.append(rule)
        return rule

    def clear(self, kind: str | None = None) -> None:
        """Take back all rules, or all of one kind."""
        self.rules = [rule for rule in self.rules if kind is not None and rule.kind != kind]

    def strikes(self, kind: Kind, method: str = "*") -> Rule | None:
        """Does a fault of this kind happen now? Counts it if so."""
        for rule in self.rules:
            if rule.kind != kind or rule.method not in ("*", method):
                continue
            if rule.probability is not None and self.random.random() >= rule.probability:
                continue
            if rule.next is not None:
                rule.next -= 1
                if rule.next == 0:
                    self.rules.remove(rule)
            self.hits[kind] += 1
            return rule
        return None

    def as_data(self) -> dict[str, Any]:
        """The rules and what they did so far, for `/playground/faults`."""
        return {"rules": [asdict(rule) for rule in self.rules], "hits": dict(self.hits)}
