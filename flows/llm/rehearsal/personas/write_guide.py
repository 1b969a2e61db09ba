"""A question guide by rule: what happened, who was asked, what stopped them, each with what it decides."""

from __future__ import annotations

from flows.llm.persona_tasks import Guide, GuideDraft, GuideInputs

QUESTIONS = (
    (
        "Walk me through the last time you dealt with this, from when you first heard of it.",
        "where to meet people like this",
    ),
    ("What did you look at first, and what made you stop there?", "what comes first on the page"),
    ("Tell me about the last time it cost you more than you thought.", "whether costs lead, or stay a detail"),
    ("What do you do when you meet a word you don't know?", "explaining in place, a glossary, or a person"),
    ("Who did you ask the last time you were stuck, and what happened?", "who else has to be served"),
    ("What did you last put aside for later, and what became of it?", "what a reminder has to do"),
    ("What was the last message about it that you acted on?", "the channels, and their order"),
    ("What would you rather keep to yourself in all this?", "what may be asked, and how"),
    ("Tell me about something like it that you stopped using.", "what makes people leave"),
)


def write_guide(inputs: GuideInputs) -> Guide:
    """-> nine open questions about what happened, none about what might."""
    return Guide(questions=[GuideDraft(text=text, decides=decides) for text, decides in QUESTIONS])
