"""A page of a study: what somebody looks at, as the modal and its buttons carry it along."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class StudyPage:
    """Which study, how far down, and whether what was rejected is looked at; `note` tells what was just done."""

    study: str
    after: int = 0
    rejected: bool = False
    note: str = ""

    def written(self) -> str:
        return json.dumps({"study": self.study, "after": self.after, "rejected": self.rejected})

    @classmethod
    def read(cls, value: str) -> StudyPage:
        """What `written` wrote; no study where it names none."""
        told = _read(value)
        after = told.get("after")
        return cls(
            str(told.get("study") or ""), max(0, after) if isinstance(after, int) else 0, told.get("rejected") is True
        )


@dataclass(frozen=True)
class Tending:
    """What is to be done in a study, and to what: `act` with an insight, a claim or a conversation."""

    act: str
    study: str
    insight: str = ""
    other: str = ""

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, value: str) -> Tending:
        told = _read(value)
        return cls(*(str(told.get(name) or "") for name in ("act", "study", "insight", "other")))


def _read(value: str) -> dict[str, Any]:
    try:
        told = json.loads(value or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
