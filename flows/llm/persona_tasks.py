"""The tasks around personas. Each has a brief of the same name in `flows/prompts/`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from flows.llm.task import Picture, Task
from flows.llm.tasks import Fields
from personas.grounding import Pair, Support, Verdict
from personas.passages import Passage
from personas.schema import Part, Persona, State

# write_persona: the card, each statement with where it comes from.


class PersonaInputs(Fields):
    brief: str
    """What the team asked for, in its own words."""
    passages: tuple[Passage, ...]
    """The product's own material; may be empty."""
    others: tuple[str, ...] = ()
    """Personas the team has already, a line each: this one should differ."""
    faults: tuple[str, ...] = ()
    """What was wrong with the previous card, when this is the second try."""


class SourceDraft(Fields):
    origin: Literal["brief", "material", "assumption"]
    ref: str = Field(description="Id of the passage or fact (m1.4) for material; otherwise empty.")


class StatementDraft(Fields):
    part: Part
    text: str = Field(description="One short sentence about the persona, or a rule of the product's world it meets.")
    sources: list[SourceDraft]


class KnowledgeDraft(Fields):
    topic: str
    state: State
    belief: str = Field(description="What the persona believes about it, in its own words.")
    event: str = Field(description="The one event it comes from; empty where there is none.")
    sources: list[SourceDraft]


class PersonaDraft(Fields):
    declines: Literal["", "real person", "child", "advice or hatred"] = Field(
        default="", description="What speaks against making this persona at all; empty where nothing does."
    )
    name: str
    age_band: str = Field(description="As the brief or a passage says; empty where neither does.")
    occupation: str
    quote: str = Field(description="One line this persona would say.")
    statements: list[StatementDraft]
    knowledge: list[KnowledgeDraft]
    style: str = Field(description="How the persona talks, in one or two sentences.")
    samples: list[str] = Field(description="Three lines in its voice, for the tone only.")
    moods: list[str]
    limits: list[str] = Field(description="What it would not know, and what it would not tell.")
    verbosity: int = Field(description="1 to 5")
    disclosure: int = Field(description="1 to 5: how much it tells unasked")
    agreeableness: int = Field(description="1 to 5")
    expertise: int = Field(description="1 to 5: how well it knows the product's world")
    language: str = Field(description="The language of the card, as a BCP 47 tag: en, de, pt-BR.")


WRITE_PERSONA = Task("write_persona", PersonaInputs, PersonaDraft)


# judge_support: does the cited passage carry the statement? Asked after the check by rule, of what that left.


class SupportInputs(Fields):
    pairs: tuple[Pair, ...]


class VerdictDraft(Fields):
    pair: str = Field(description="Id of the pair (p1).")
    support: Support
    words: str = Field(description="The words of the excerpt it rests on, copied exactly.")


class Verdicts(Fields):
    verdicts: list[VerdictDraft]

    def on(self, pairs: Sequence[Pair]) -> tuple[Verdict, ...]:
        """As `personas.grounding.judged` takes them; what is said of an unknown pair is left out."""
        known = {pair.id: pair for pair in pairs}
        return tuple(
            Verdict(pair=known[each.pair], support=each.support, words=each.words)
            for each in self.verdicts
            if each.pair in known
        )


JUDGE_SUPPORT = Task("judge_support", SupportInputs, Verdicts)


# propose_personas: who is worth meeting, when nobody has been described.


class ProposeInputs(Fields):
    said: str
    """What the team asked for, in its own words."""
    many: int
    """How many to propose."""
    passages: tuple[Passage, ...]
    """The product's own material; may be empty."""
    others: tuple[str, ...] = ()
    """Personas the team has already, a line each."""


class ProposalDraft(Fields):
    name: str
    who: str = Field(description="One line that describes the persona, beginning with 'a' or 'an'.")
    why: str = Field(description="One sentence: what the team would learn from this person.")
    passages: list[str] = Field(description="Ids of the passages that led to it (m1.4); may be empty.")


class Proposals(Fields):
    proposals: list[ProposalDraft]


PROPOSE_PERSONAS = Task("propose_personas", ProposeInputs, Proposals)


# write_guide: questions for the interview, each with what it decides.


class GuideInputs(Fields):
    persona: Persona
    decision: str
    """What the team has to decide, in its own words; empty where it has not said."""
    faults: tuple[str, ...] = ()
    """What was wrong with questions of the previous guide, when this is the second try."""
    facts: tuple[Passage, ...] = ()
    """What a file of customers says of people like the persona; empty where no file does."""


class GuideDraft(Fields):
    text: str
    decides: str = Field(description="What the team would decide differently by the answer.")


class Guide(Fields):
    questions: list[GuideDraft] = Field(description="Eight to twelve, in the order of a natural conversation.")


WRITE_GUIDE = Task("write_guide", GuideInputs, Guide)


# draw_face: what the persona looks like, for models that make pictures.


class FaceInputs(Fields):
    who: str
    """The brief, shortened."""
    age_band: str
    occupation: str
    told: tuple[str, ...] = ()
    """A few lines of the card that may be seen in a face."""


DRAW_FACE = Task("draw_face", FaceInputs, Picture)


# answer_as: the persona answers, in its own voice.


class Said(Fields):
    """One exchange of a role play. `id` is that of the answer: `a3`."""

    id: str
    question: str
    answer: str


class AnswerInputs(Fields):
    persona: Persona
    """Stable: it comes first, so that servers can cache it."""
    passages: tuple[Passage, ...]
    """What the persona's world is like, as far as the material tells: never recited."""
    exchanges: tuple[Said, ...]
    question: str
    shown: str = ""
    """A message, proposal or price that lies before the persona; empty where nothing does."""
    faults: tuple[str, ...] = ()
    """Why the previous answer cannot stand, when this is the second try."""
    facts: tuple[str, ...] = ()
    """What the persona claimed so far, each with the answer it comes from."""
    told: tuple[str, ...] = ()
    """What somebody explained to the persona in this interview: it knows that now, and knows from where."""
    corrects: str = ""
    """What the persona puts right first, in a sentence; empty where nothing is."""
    begun: str = ""
    """What of the previous answer was heard already, when this is the second try: it goes on from there."""


class PersonaAnswer(Fields):
    answer: str = Field(description="What the persona says, and nothing else.")


ANSWER_AS = Task("answer_as", AnswerInputs, PersonaAnswer)


# judge_answer: does an answer go with the card and with what was said before? Asked after it was shown.


class JudgeAnswerInputs(Fields):
    persona: Persona
    facts: tuple[str, ...]
    told: tuple[str, ...] = ()
    """What somebody explained to the persona in this interview."""
    question: str
    answer: str


AnswerFault = Literal["consistent", "contradicts card", "contradicts earlier", "knows too much", "speaks for company"]


class AnswerVerdict(Fields):
    verdict: AnswerFault
    words: str = Field(description="The words of the answer that show it, copied exactly; empty when consistent.")
    against: str = Field(description="What it clashes with, copied exactly; empty when consistent.")
    correction: str = Field(description="How the persona could put it right, in its own voice; empty when consistent.")


JUDGE_ANSWER = Task("judge_answer", JudgeAnswerInputs, AnswerVerdict)


# synthesise_interview: what the interview says, with the words it says it in.


class QuoteDraft(Fields):
    answer: str = Field(description="Id of the answer (a3).")
    text: str = Field(description="The words, copied exactly from that answer.")


ClaimKind = Literal[
    "finding", "pain point", "need", "preference", "objection", "surprise", "contradiction",
]  # fmt: skip


class ClaimDraft(Fields):
    kind: ClaimKind
    text: str
    quotes: list[QuoteDraft]
    against: str = Field(description="What speaks against it; empty where nothing does.")
    decides: str = Field(description="The decision it touches, in a few words; empty where none.")


class SynthesisInputs(Fields):
    persona: Persona
    decision: str
    exchanges: tuple[Said, ...]
    facts: tuple[Passage, ...] = ()
    """What a file says of people like the persona; empty where she was made of no file."""


class SynthesisDraft(Fields):
    claims: list[ClaimDraft]
    ask_customers: list[str] = Field(description="Three questions that would tell whether real customers are so.")


SYNTHESISE = Task("synthesise_interview", SynthesisInputs, SynthesisDraft)
