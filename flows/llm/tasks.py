"""The tasks of the guided interview. Each has a brief of the same name in `flows/prompts/`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from flows.llm.task import Task
from interviews.answers import Answer, Basis, Question
from interviews.dimensions import Dimension, Matter
from interviews.ordering import Grade
from interviews.summary import Criterion, Verdict


class Fields(BaseModel):
    """Inputs and results of tasks: strict about what they contain, so that a strict JSON schema can be made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Exchange(Fields):
    """A question and what was answered."""

    question: Question
    answer: Answer


# read_answer: what does this answer say, and how does the person know?


class ReadAnswerInputs(Fields):
    project: str
    earlier: tuple[Exchange, ...]
    """Already read: their claims carry ids to refer to."""
    exchange: Exchange
    """The one to read now."""


class ClaimDraft(Fields):
    text: str = Field(
        description="One thing said, as a short statement that keeps qualifiers such as 'most' or 'about'."
    )
    quote: str = Field(description="The words it rests on, copied exactly from the answer.")
    basis: Basis
    source: str | None = Field(description="Who told or measured it, if said; otherwise null.")
    denominator: str | None = Field(description="Of how many, if a number was given with it; otherwise null.")
    dimensions: list[Dimension]
    matters: list[Matter]
    aside: bool = Field(description="Said in passing, beside what was asked.")


class Reading(Fields):
    claims: list[ClaimDraft]
    unanswered: list[str] = Field(description="Parts of the question that got no answer, in a few words each.")
    to_look_up: list[str] = Field(description="What the person does not know but could look up.")
    contradicts: list[str] = Field(
        description="Ids of earlier claims (a3.1) that cannot be true together with this answer."
    )
    asked_back: str | None = Field(description="What the person asked Segue, if they asked something; otherwise null.")


READ_ANSWER = Task("read_answer", ReadAnswerInputs, Reading)


# ask_question: which question would change the segments most, put well?


class AskInputs(Fields):
    project: str
    exchanges: tuple[Exchange, ...]
    """All so far, with claims; skipped ones included."""
    number: int
    """Which question this is going to be, of `total`."""
    total: int
    coverage: dict[str, str]
    """Topic key -> level (`none`, `mentioned`, `evidence`), thinnest first."""
    may_follow_up: bool
    """False after two follow-ups in a row: open a new topic."""
    last_one: bool
    """Kept for the decision, if that is still open."""
    asked_back: str | None
    """What the team asked Segue with the last answer: answer briefly in `before`."""
    faults: tuple[str, ...] = ()
    """Why the previous draft was turned down, when this is the second try."""


class QuestionDraft(Fields):
    before: str = Field(description="One short line answering what was asked back; otherwise empty.")
    text: str = Field(description="The question: one topic, open, under 40 words.")
    why: str = Field(description="Half a line: why this is asked, at most 20 words.")
    about: Dimension | Matter
    follow_up: bool
    language: str = Field("", description="The language of `text`, as a BCP 47 tag: en, de, pt-BR.")


ASK_QUESTION = Task("ask_question", AskInputs, QuestionDraft)


# explain_question: the team asked something back instead of answering.


class ExplainInputs(Fields):
    project: str
    question: Question
    """The one that waits, and goes on waiting."""
    number: int
    total: int
    asked_back: str
    """What the team asked, as asked; `example` when it only wants to see a good answer."""


class Explanation(Fields):
    reply: str = Field(description="One to three short sentences that answer what was asked back.")


EXPLAIN_QUESTION = Task("explain_question", ExplainInputs, Explanation)


# what_is_missing: what the answers leave out so far.


class MissingInputs(Fields):
    project: str
    exchanges: tuple[Exchange, ...]
    coverage: dict[str, str]
    """Topic key -> level (`none`, `mentioned`, `evidence`), thinnest first."""


class Missing(Fields):
    readings: list[str] = Field(description="Two to five sentences, most important first.")


WHAT_IS_MISSING = Task("what_is_missing", MissingInputs, Missing)


# summarise: what was said, what it may mean, and which segments it suggests.


class SummariseInputs(Fields):
    project: str
    exchanges: tuple[Exchange, ...]
    corrections: tuple[Exchange, ...] = ()
    """What the team corrected in an earlier summary: it overrides what the answers say."""
    resources: dict[str, str] = {}
    """Id -> what it is good for: the references that may be named."""


class SaidDraft(Fields):
    text: str
    answers: list[str] = Field(description="Ids of the answers (a3) that say this; empty for your own reading.")
    basis: Basis | None


class ConsiderationDraft(Fields):
    dimension: Dimension
    statements: list[SaidDraft]


class JudgementDraft(Fields):
    criterion: Criterion
    verdict: Verdict
    text: str = Field(description="Met or not met: why. Unknown: what would tell us, in one line.")
    answers: list[str]


class SegmentDraft(Fields):
    name: str
    rule: str = Field(description="One sentence a colleague could apply to a customer.")
    answers: list[str]
    judgements: list[JudgementDraft]
    value: Grade = Field(description="What they bring or save, going by the answers.")
    growth: Grade = Field(description="Whether there will be more of them, going by the answers.")
    reach: Grade = Field(description="How easily they alone can be spoken to, going by the answers.")
    evidence: Grade = Field(description="How much of what is said of them was counted or heard.")
    why: str = Field(description="One line: what puts this segment where it stands among the others.")


class SummaryDraft(Fields):
    problem: list[SaidDraft]
    considerations: list[ConsiderationDraft]
    ideas: list[SaidDraft]
    not_thinking_of: list[SaidDraft]
    segments: list[SegmentDraft]
    open_questions: list[str]
    resources: list[str] = Field(description="Ids of at most three of the references offered; none is fine.")


SUMMARISE = Task("summarise", SummariseInputs, SummaryDraft)


# answer_follow_up: a question about the interview, after its summary.


class FollowUpInputs(Fields):
    project: str
    exchanges: tuple[Exchange, ...]
    """Corrections included."""
    segments: tuple[str, ...]
    """The candidate segments as they were shown: `A Couriers: ...`."""
    question: str


class FollowUp(Fields):
    statements: list[SaidDraft] = Field(description="One to four sentences; empty when the answers do not say.")


ANSWER_FOLLOW_UP = Task("answer_follow_up", FollowUpInputs, FollowUp)


# outline_deck: what the slides of a deck say.


class DeckInputs(Fields):
    project: str
    exchanges: tuple[Exchange, ...]
    """Corrections included."""
    segments: tuple[str, ...]
    """The candidate segments as they were shown: `A Couriers: ...`."""
    ideas: tuple[str, ...]
    """What the summary proposed."""


class TitleDraft(Fields):
    part: int = Field(description="1 to 9: which part it is the title of.")
    says: SaidDraft


class StepDraft(Fields):
    segment: str = Field(description="The segment's letter.")
    says: SaidDraft


class DeckDraft(Fields):
    titles: list[TitleDraft]
    steps: list[StepDraft] = Field(description="What to do for a segment; at most two for each.")


OUTLINE_DECK = Task("outline_deck", DeckInputs, DeckDraft)


# word_sentences: Segue's own sentences in the language that is spoken with it.


class Sentence(Fields):
    id: str
    text: str


class WordInputs(Fields):
    language: str
    """In words and as a tag: `Portuguese (Brazil) (pt-BR)`."""
    sentences: tuple[Sentence, ...]
    """In English."""


class Worded(Fields):
    sentences: list[Sentence] = Field(description="Each of the sentences given, by its id, in the language.")


WORD_SENTENCES = Task("word_sentences", WordInputs, Worded)
