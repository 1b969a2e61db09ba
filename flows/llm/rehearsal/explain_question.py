"""Explaining a question by rule, when the team asked back instead of answering."""

from __future__ import annotations

from flows.llm.rehearsal.reply_back import reply_to
from flows.llm.tasks import ExplainInputs, Explanation


def explain_question(inputs: ExplainInputs) -> Explanation:
    """-> one or two sentences about the question that waits."""
    return Explanation(reply=reply_to(inputs.asked_back, inputs.question, inputs.number, inputs.total))
