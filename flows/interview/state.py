"""What an interview knows between two turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from flows.interview.deck_plan import DeckPlan
from flows.runtime import LAST, Incoming
from interviews.answers import Answer, Part, Question, Value
from interviews.controls import THOROUGH
from interviews.dimensions import Matter
from interviews.summary import Summary


class Phase(StrEnum):
    """Where the interview stands; the graph is entered by it."""

    NEW = "new"
    GREETING = "greeting"
    """Introduced, waiting for the project."""
    ASKING = "asking"
    PAUSED = "paused"
    REVIEW = "review"
    """Summed up; the team rates and corrects the summary, and asks about it."""
    CLOSED = "closed"


MOST_WORDLESS = 20
"""Messages that answered nothing are remembered so far back."""
CORRECTION = Question(
    id="q0", text="What should be corrected in the summary?", why="The team has the last word.", about=Matter.DECISION
)
"""What a correction answers."""
PROJECT = Question(
    id="q0",
    text="Tell me about the project: what do you offer, and what will you decide with this segmentation?",
    why="Segments are only useful for a decision.",
    about=Matter.DECISION,
)
"""What the introduction asks. Its answer, a0, is the project."""


class Revision(Value):
    """What an edit or a deletion leaves of a message: its new wording, or None when nothing is left of it."""

    wording: str | None
    edited: str
    """Slack's timestamp of that edit; LAST of a deletion, after which no edit counts."""


GONE = Revision(wording=None, edited=LAST)
"""It was deleted."""


def as_revision(kept: Any) -> Any:
    """A state of before had the wording alone."""
    if kept is None or isinstance(kept, str):
        return {"wording": kept, "edited": LAST if kept is None else ""}
    return kept


class InterviewState(BaseModel):
    """One interview. Questions and answers have the same numbers: `a3` answers `q3`; `a0` is the project."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    phase: Phase = Phase.NEW
    length: int = THOROUGH
    """How many answered questions make a summary; skipped ones don't count."""
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()
    shown_again: int = 0
    """How often the waiting question was posted again."""
    notices: int = 0
    """How many notices there were: gives each its own name."""
    in_plain_words: str = ""
    """Name of the notice that says the waiting question, where Slack refused its card."""
    unshown: bool = False
    """Slack refused that too: nobody has seen the waiting question, and nothing can be an answer to it."""
    reminded: str = ""
    """Id of the last question a reminder was sent for."""
    reminder_due: str = ""
    """When the waiting question's reminder is due, written as Slack writes a ts; an earlier one was another's."""
    closing_due: str = ""
    """When the interview is closed if nothing happens, written as Slack writes a ts."""
    proposed: int = 0
    """Number of the summary whose segments were proposed as the team's segmentation; 0: none."""
    told_closed: bool = False
    confirming: str = ""
    """What somebody was asked to confirm, and who: `finish U1`."""
    handed_over: int = 0
    """How often it was handed over; each sends a note."""
    previewed: int = 0
    """Which summary the last preview showed: what is posted is what was seen."""
    preview: str = ""
    """Name of the last preview, which shrinks once it is posted."""
    shares: int = 0
    """How often the short version went to the channel."""
    holder: str = ""
    """Slack user id of whoever the interview was handed over to; empty: whoever began it."""
    handover: str = ""
    """Name of the note that told whoever holds it."""
    held_before: str = ""
    """Who held it before that note, and holds it again if the note reaches nobody."""
    opening: tuple[Part, ...] = ()
    """A question with which somebody began: it becomes part of the project once that is told."""
    language: str = ""
    """What is spoken, as a tag (`pt-BR`): that of the last question. Empty: English, or not known yet."""
    early: dict[str, Annotated[Revision, BeforeValidator(as_revision)]] = {}
    """Edits and deletions of messages that have not arrived themselves yet, by ts."""
    wordless: tuple[str, ...] = ()
    """Ts of messages that answered nothing, without words or only asking back; an edit may make them an answer."""
    misread: dict[str, int] = {}
    """Id of an answer -> how often a model gave no usable reading of it."""
    summary: Summary | None = None
    """What the interview ended with, as it was posted last."""
    summaries: int = 0
    """How many summaries were posted: the first, and one after each correction."""
    corrections: tuple[Answer, ...] = ()
    """What the team corrected in the summary, `c1`, `c2`, ...; each is read like an answer."""
    ratings: dict[str, int] = {}
    """Slack user id -> how useful the summary was to them, 1 to 4."""
    rests_on: str = ""
    """A fingerprint of the answers the last summary was written from."""
    asked_after: int = 0
    """How many questions were asked about the interview after its summary."""
    feedback: dict[str, str] = {}
    """Ts of an answer after the summary and who judged it -> whether it helped."""
    deck: DeckPlan | None = None
    """How its deck is wanted, once somebody asked for one."""
    undoable: str = ""
    """Name of the note with the button that takes it back; the button goes once it was used."""
    shared_at: str = ""
    """When the short version went to the channel, as Slack writes a ts; empty: it did not, or was taken back."""

    @property
    def claimed(self) -> tuple[str, ...]:
        """What the answers say, claim by claim, as it was read."""
        return tuple(claim.text for answer in self.answers for claim in answer.claims)

    @property
    def wordings(self) -> str:
        """A fingerprint of how the answers and corrections read now."""
        read = "\0".join(answer.text for answer in self.evidence)
        return sha256(read.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def evidence(self) -> tuple[Answer, ...]:
        """Everything a summary may cite."""
        return (*self.answers, *self.corrections)

    @property
    def waiting(self) -> Question | None:
        """The question that has no answer yet."""
        return self.questions[-1] if len(self.questions) > len(self.answers) else None

    @property
    def project(self) -> str:
        return self.answers[0].text if self.answers else ""

    @property
    def answered(self) -> int:
        """Questions after the project that got an answer."""
        return sum(1 for answer in self.answers[1:] if not answer.skipped)

    @property
    def number(self) -> int:
        """Which of `length` the waiting (or next) question is; a skipped one that was answered late adds none."""
        return self.number_of(len(self.answers))

    def number_of(self, place: int) -> int:
        """The same of the question at that place, the project's being 0: as its card said it."""
        answered = sum(1 for answer in self.answers[1:place] if not answer.skipped)
        return min(answered + 1, self.length)

    @property
    def has_answers(self) -> bool:
        """Whether anything was answered besides the project."""
        return any(answer.parts for answer in self.answers[1:])

    @property
    def enough(self) -> bool:
        """Nothing more is asked: the length is reached, or so much was skipped that asking on would be a nuisance."""
        return self.answered >= self.length or len(self.answers) - 1 >= 2 * self.length

    def confirmed(self, what: str) -> tuple[InterviewState, bool]:
        """-> (state, whether `what` was asked for before): the first time it only remembers that it was."""
        twice = self.confirming == what
        return self.model_copy(update={"confirming": "" if twice else what}), twice

    def without_last_answer(self) -> InterviewState:
        """It only asked something back: its question waits again, and an edit may still make it an answer."""
        *answers, last = self.answers
        wordless = (*self.wordless, *(part.ts for part in last.parts))[-MOST_WORDLESS:]
        return self.model_copy(update={"answers": tuple(answers), "wordless": wordless})

    def with_answer(self, answer: Answer) -> InterviewState:
        """`answer` in its place: replaced, or appended when it is the waiting question's."""
        number = int(answer.id[1:])
        answers = (*self.answers[:number], answer, *self.answers[number + 1 :])
        return self.model_copy(update={"answers": answers})

    def with_question(self, question: Question) -> InterviewState:
        return self.model_copy(
            update={
                "questions": (*self.questions, question),
                "phase": Phase.ASKING,
                "shown_again": 0,
                "confirming": "",
                "in_plain_words": "",
                "unshown": False,
            }
        )

    def named_notice(self, kind: str) -> tuple[InterviewState, str]:
        """-> (state, a name no other reply of this conversation has)."""
        return self.model_copy(update={"notices": self.notices + 1}), f"{kind}-{self.notices + 1}"


def names_of(question: Question) -> re.Pattern[str]:
    """The names under which a question is posted: `q4`, and `q4-again-1` when it is shown again."""
    return re.compile(rf"{question.id}(?:-again-\d+)?")


def written_at(incoming: Incoming) -> str:
    """Ts of the message it is about: an edit, or a start by shortcut, is about another message."""
    return incoming.message_ts or incoming.ts if incoming.kind in ("edit", "command") else incoming.ts


def answers_said(state: InterviewState) -> Sequence[Answer]:
    """All that were answered, the project included."""
    return [answer for answer in state.answers if not answer.skipped]


_OFFERED = re.compile(
    r"^(?:we|i) (?:sell|run|make|offer|provide|build|rent out|rent|operate)\s+(?:(?:an?|the|our|my)\s+)?", re.I
)


def title_of(project: str) -> str:
    """The first sentence of the project, at most 60 characters: what the study is called.

    Of a longer one that begins "We run a …" what is run, where that fits; otherwise its beginning.
    """
    line = " ".join(project.split())
    sentence = re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0].rstrip(".!?")
    if len(sentence) <= 60:
        return sentence
    product = _OFFERED.sub("", sentence, count=1)
    if len(product) <= 60:
        return product[:1].upper() + product[1:]
    return sentence[:59].rsplit(" ", 1)[0] + "…"
