"""A question guide by rule: what happened, who was asked, what stopped them, each with what it decides."""

from __future__ import annotations

from flows.llm.persona_tasks import Guide, GuideDraft, GuideInputs
from interviews.language import folded

QUESTIONS = (
    (
        "Walk me through the last time you dealt with this, from when you first heard of it.",
        "where to meet people like this",
    ),
    ("What did you look at first?", "what comes first on the page"),
    ("Where did you stop the last time, on the way through it?", "which step has to become easier"),
    ("Tell me about the last time it cost you more than you thought.", "whether costs lead, or stay a detail"),
    ("What do you do when you meet a word you don't know?", "explaining in place, a glossary, or a person"),
    ("Who helped you the last time you were stuck?", "who else has to be served"),
    ("What became of the last thing you put aside for later?", "what a reminder has to do"),
    ("What was the last message about it that you acted on?", "the channels, and their order"),
    ("What have you kept to yourself in all this so far?", "what may be asked, and how"),
    ("Tell me about a service or an app of this kind that you gave up on.", "what makes people leave"),
)
ON_THE_DECISION = "What changed the way you go about this, the last time it changed?"


def write_guide(inputs: GuideInputs) -> Guide:
    """-> open questions about what happened, none about what might; one more where a decision has been named."""
    asked = [GuideDraft(text=text, decides=decides) for text, decides in QUESTIONS]
    if inputs.decision:
        asked.append(GuideDraft(text=ON_THE_DECISION, decides=folded(inputs.decision)))
    return Guide(questions=asked)
