"""What an interview with a persona knows between two turns."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from personas.fact_sheet import FactSheet
from personas.passages import Passage
from personas.schema import GuideQuestion, Persona
from personas.synthesis import Synthesis


class Phase(StrEnum):
    NEW = "new"
    OPEN = "open"
    CLOSED = "closed"
    """Summed up; it can still be posted to the channel."""
    GONE = "gone"
    """The persona was deleted, and everything that was said here with it."""


class Exchange(BaseModel):
    """A question and what the persona answered. `id` is the name of the reply: `a3`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    asker: str
    """Slack user id; several colleagues may ask in turn."""
    answer: str
    flagged: tuple[str, ...] = ()
    """What did not go with the card, and was said all the same after a second try."""
    off_role: bool = False
    """She was asked to be something else: what was said there is evidence of nothing."""


class RolePlayState(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    phase: Phase = Phase.NEW
    persona: Persona | None = None
    persona_id: str = ""
    persona_version: int = 1
    face: str = ""
    """Key of the picture."""
    passages: tuple[Passage, ...] = ()
    shown: str = ""
    """What the persona was asked about: the words of a message."""
    sheet: FactSheet = FactSheet()
    """What the persona has claimed."""
    corrects: str = ""
    """What she puts right with her next answer."""
    demands: tuple[str, ...] = ()
    """Demands to leave the role that were remarked upon, each once."""
    hints: bool = True
    hinted: tuple[str, ...] = ()
    """Keys of the hints that were given."""
    last_hint: int = 0
    """After how many answers the last one was given."""
    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0
    """How many questions of the guide were put."""
    synthesis: Synthesis | None = None
    preview: str = ""
    """Name of the last preview, which shrinks once it is posted."""
    previews: dict[str, str] = {}
    """Name of a preview -> the channel it shows; empty where none has been chosen."""
    destination: str = ""
    """The channel to which the synthesis was posted."""
    shares: int = 0
    undoable: str = ""
    """Name of the note with the button that takes it back; the button goes once it was used."""
    shared_at: str = ""
    notices: int = 0
    told_closed: bool = False
    """That it is over, or that the persona is gone, was said."""
    language: str = ""
    """What was spoken, where the persona is gone who spoke it."""

    @property
    def evidence(self) -> tuple[Exchange, ...]:
        """The exchanges in which the persona was asked as herself."""
        return tuple(each for each in self.exchanges if not each.off_role)

    @property
    def next_question(self) -> GuideQuestion | None:
        """The next one of the guide."""
        guide = self.persona.guide if self.persona else ()
        return guide[self.asked] if self.asked < len(guide) else None

    def named_notice(self, kind: str) -> tuple[RolePlayState, str]:
        return self.model_copy(update={"notices": self.notices + 1}), f"{kind}-{self.notices + 1}"
