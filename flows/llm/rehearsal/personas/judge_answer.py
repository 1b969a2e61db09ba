"""An answer held against memory by rule: what was released had passed the same check, so it rarely finds anything."""

from __future__ import annotations

from flows.llm.persona_tasks import AnswerVerdict, JudgeAnswerInputs


def judge_answer(inputs: JudgeAnswerInputs) -> AnswerVerdict:
    """-> consistent: clashes that a rule can see are rewritten before anybody reads them."""
    return AnswerVerdict(verdict="consistent", words="", against="", correction="")
