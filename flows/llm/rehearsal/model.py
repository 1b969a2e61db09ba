"""The rehearsal model as a `Model`: which rule runs which task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from errors import ModelMisconfigured
from flows.llm.persona_tasks import (
    ANSWER_AS,
    JUDGE_ANSWER,
    JUDGE_SUPPORT,
    PROPOSE_PERSONAS,
    SYNTHESISE,
    WRITE_GUIDE,
    WRITE_PERSONA,
)
from flows.llm.rehearsal.answer_follow_up import answer_follow_up
from flows.llm.rehearsal.answer_report import answer_report
from flows.llm.rehearsal.ask_question import rehearsal_question
from flows.llm.rehearsal.explain_question import explain_question
from flows.llm.rehearsal.outline_deck import outline_deck
from flows.llm.rehearsal.personas.answer_as import answer_as
from flows.llm.rehearsal.personas.judge_answer import judge_answer
from flows.llm.rehearsal.personas.judge_support import judge_support
from flows.llm.rehearsal.personas.propose_personas import propose_personas
from flows.llm.rehearsal.personas.synthesise_interview import synthesise_interview
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.rehearsal.read_texts import read_texts
from flows.llm.rehearsal.summarise import summarise
from flows.llm.rehearsal.unthought import what_is_missing
from flows.llm.rehearsal.word_sentences import word_sentences
from flows.llm.report_tasks import ANSWER_REPORT
from flows.llm.task import In, Out, Task
from flows.llm.tasks import (
    ANSWER_FOLLOW_UP,
    ASK_QUESTION,
    EXPLAIN_QUESTION,
    OUTLINE_DECK,
    READ_ANSWER,
    SUMMARISE,
    WHAT_IS_MISSING,
    WORD_SENTENCES,
)
from flows.llm.text_tasks import READ_TEXTS

RULES: dict[str, Callable[[Any], BaseModel]] = {
    READ_ANSWER.name: read_answer,
    ASK_QUESTION.name: rehearsal_question,
    EXPLAIN_QUESTION.name: explain_question,
    WHAT_IS_MISSING.name: what_is_missing,
    SUMMARISE.name: summarise,
    OUTLINE_DECK.name: outline_deck,
    ANSWER_FOLLOW_UP.name: answer_follow_up,
    WORD_SENTENCES.name: word_sentences,
    WRITE_PERSONA.name: write_persona,
    JUDGE_ANSWER.name: judge_answer,
    JUDGE_SUPPORT.name: judge_support,
    PROPOSE_PERSONAS.name: propose_personas,
    WRITE_GUIDE.name: write_guide,
    ANSWER_AS.name: answer_as,
    SYNTHESISE.name: synthesise_interview,
    READ_TEXTS.name: read_texts,
    ANSWER_REPORT.name: answer_report,
}
"""Task name -> the rule that runs it."""


class RehearsalModel:
    """Runs tasks by rule. The same inputs give the same result, always."""

    rehearses = True

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        """-> a valid `task.result`. Raises ModelMisconfigured for a task it has no rule for."""
        rule = RULES.get(task.name)
        if rule is None:
            raise ModelMisconfigured(
                f"The rehearsal model has no rule for “{task.name}”.",
                kept="Nothing was changed.",
                now="Set OPENAI_API_KEY or OPENAI_BASE_URL to use a language model.",
            )
        return task.result.model_validate(rule(inputs).model_dump())
