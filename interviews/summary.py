"""What an interview ends with."""

from __future__ import annotations

from enum import StrEnum

from interviews.answers import Basis, Value
from interviews.dimensions import Dimension
from interviews.ordering import Worth


class Statement(Value):
    """One sentence of the summary.

    With `answers` it restates what those answers say ("you said"); without, it is Segue's own reading.
    The two are shown differently and never mixed in one sentence.
    """

    text: str
    answers: tuple[str, ...] = ()
    """Ids (`a3`) of the answers it rests on; empty for a reading."""
    basis: Basis | None = None

    @property
    def is_reading(self) -> bool:
        return not self.answers


class Consideration(Value):
    """What was said about one dimension."""

    dimension: Dimension
    statements: tuple[Statement, ...]


class Criterion(StrEnum):
    """When a segment is worth having (after Kotler and Keller; Lehmann and Winer)."""

    SIZABLE = "sizable"
    IDENTIFIABLE = "identifiable"
    REACHABLE = "reachable"
    RESPONDS = "responds differently"
    COHERENT = "coherent"
    STABLE = "stable"


class Verdict(StrEnum):
    """`NOT_MET` needs evidence just as `MET` does; what was never asked is `UNKNOWN`."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


class Judgement(Value):
    """One criterion of one segment. For `UNKNOWN`, `text` says what would tell us."""

    criterion: Criterion
    verdict: Verdict
    text: str
    answers: tuple[str, ...] = ()


class Segment(Value):
    """A candidate segment: a hypothesis until customers are asked."""

    id: str
    """`A`, `B`, ..."""
    name: str
    rule: str
    """One sentence a colleague could apply to a customer."""
    answers: tuple[str, ...]
    """The answers it grows from."""
    judgements: tuple[Judgement, ...]
    """All six criteria, in their order."""
    worth: Worth = Worth()


class Summary(Value):
    """The result of a guided interview."""

    problem: tuple[Statement, ...]
    considerations: tuple[Consideration, ...]
    ideas: tuple[Statement, ...]
    not_thinking_of: tuple[Statement, ...]
    segments: tuple[Segment, ...]
    """Three to six; fewer only where the answers carry fewer (then `shortfall` says why)."""
    open_questions: tuple[str, ...] = ()
    """Unanswered parts and things somebody could look up."""
    resources: tuple[str, ...] = ()
    """Ids of references from the catalogue (`interviews/resources.py`)."""
    shortfall: str = ""
    dropped: int = 0
    """How many statements were removed because no answer carries them."""
