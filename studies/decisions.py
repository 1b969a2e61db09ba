"""What a team decided, and the segmentation it works with: proposed, adopted, retired."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Literal

from studies.learned import Value

LONGEST = 600
_DECIDED = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|today|now),?\s+)?(?:decision\s*:|decided\s*:"
    r"|(?:we|the team)(?:['’]ve| have)?\s+(?:just\s+)?decided(?:\s+(?:that|to|on))?(?!\s+whether))\s*(?P<what>\S.*)$",
    re.I | re.S,
)
_PROPOSED = re.compile(
    r"^\W*(?:proposal|proposed|i propose|we propose)(?:\s+(?:that|to))?\s*:?\s+(?P<what>\S.*)$", re.I | re.S
)
_WHICH = re.compile(
    r"\b(?:which|what)(?:['’]s| is| are)?\s+(?:(?:is|our|the|current|present)\s+){0,3}"
    r"(?P<kind>segmentation|segments|decisions?)\b"
    r"[^.]{0,60}?(?:\b(?:counts?|in force|valid|current|do we (?:use|have)|stands?|did we make|made)\b|\?|$)"
    r"|\bwhat (?:did|have) we (?P<decide>decided?)\b",
    re.I,
)
_OWNER = re.compile(r"^\W*owner\W+<?@?(?P<who>[UW][A-Z0-9]+)>?\W*$")
_RESTS = re.compile(r"^\W*(?:it )?(?:rests?|stands?) on\s+(?P<what>nothing|none|[\d ,and]+)\W*$", re.I)

_RESTS_WORDS = re.compile(r"^\W*(?:rests?|stands?) on\s+(?P<what>[^.?!\n]{3,100})\W*$", re.I)


class Kind(StrEnum):
    DECISION = "decision"
    SEGMENTATION = "segmentation"


class State(StrEnum):
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    RETIRED = "retired"


class Part(Value):
    """A segment of a segmentation: letter, name and the rule by which a customer belongs to it."""

    letter: str
    name: str
    rule: str


class Decision(Value):
    """`id` is that of the conversation it was made in. Times are Unix seconds."""

    id: str
    kind: Kind
    text: str
    state: State
    owner: str
    """Slack user id."""
    made_by: str
    channel: str
    created_at: float
    decided_at: float | None = None
    retired_at: float | None = None
    insights: tuple[str, ...] = ()
    """Ids of what it rests on."""
    link: str = ""
    """Where it was made."""
    corrected: str = ""
    """Where the newer summary stands, if its interview was summed up again since."""


def decision_said(said: str) -> tuple[str, State] | None:
    """-> what was decided, or proposed; None where it is neither. A decision still to be made is none."""
    for pattern, state in ((_DECIDED, State.ADOPTED), (_PROPOSED, State.PROPOSED)):
        if found := pattern.match(said[: 4 * LONGEST]):
            what = " ".join(found["what"].split())[:LONGEST].strip()
            return (what[:1].upper() + what[1:], state) if what else None
    return None


def asks_which(said: str) -> Literal["", "segmentation", "decision"]:
    """'Which segmentation counts?', 'What did we decide?'; empty where nothing of the kind is asked."""
    found = _WHICH.search(" ".join(said[:300].split()))
    if not found:
        return ""
    return "segmentation" if (found["kind"] or "").lower().startswith("segment") else "decision"


def owner_said(said: str) -> str:
    """'owner @Ravi' -> the Slack user id; empty where it names nobody."""
    found = _OWNER.match(said)
    return found["who"] if found else ""


def rests_said(said: str) -> tuple[int, ...] | None:
    """'rests on 1, 3' -> (1, 3); 'rests on nothing' -> (); None where it says nothing of the kind."""
    found = _RESTS.match(said[:200])
    if not found:
        return None
    return tuple(dict.fromkeys(int(each) for each in re.findall(r"\d{1,3}", found["what"])))


def rests_on_words(said: str) -> str:
    """'rests on help desk calls' -> the words; empty where it says nothing of the kind, or numbers."""
    found = _RESTS_WORDS.match(said[:200])
    return " ".join(found["what"].split()) if found and rests_said(said) is None else ""
