"""Somebody is to be forgotten who answered together with others: what is left of the interview is theirs alone."""

from __future__ import annotations

from pydantic import BaseModel

from flows.interview.state import InterviewState
from interviews.answers import Answer, Question
from interviews.evidence import verified
from interviews.summary import Consideration, Statement, Summary
from studies.theirs import Theirs

NEUTRAL = "What else should the team know about this?"
NEUTRAL_WHY = "The question that stood here took up what somebody said who asked to be forgotten."


def forget(state: BaseModel, theirs: Theirs) -> BaseModel:
    """Without that person's part of every answer, and without what was made of it.

    An answer of several people keeps the parts of the others; one of nobody else counts as skipped.
    """
    assert isinstance(state, InterviewState)
    answers = tuple(_without(each, theirs) for each in state.answers)
    corrections = tuple(each for each in (_without(each, theirs) for each in state.corrections) if each.parts)
    left = (*answers, *corrections)
    summary = state.summary and _cleared(verified(state.summary, left), theirs)
    return state.model_copy(
        update={
            "questions": tuple(_asked(each, theirs) for each in state.questions),
            "answers": answers,
            "corrections": corrections,
            "opening": tuple(part for part in state.opening if part.author != theirs.user),
            "early": {},
            "summary": summary,
            "deck": None,
        }
    )


def _without(answer: Answer, theirs: Theirs) -> Answer:
    if all(part.author != theirs.user for part in answer.parts):
        return answer
    parts = tuple(part for part in answer.parts if part.author != theirs.user)
    if not parts:
        return Answer(id=answer.id, skipped=True, read=True)
    claims = tuple(
        each
        for each in answer.claims
        if any(each.quote in part.text for part in parts) and not theirs.spoken_in(each.text)
    )
    return answer.model_copy(update={"parts": parts, "claims": claims, "unanswered": (), "to_look_up": ()})


def _asked(question: Question, theirs: Theirs) -> Question:
    if not theirs.spoken_in(f"{question.text} {question.why}"):
        return question
    return question.model_copy(update={"text": NEUTRAL, "why": NEUTRAL_WHY})


def _cleared(summary: Summary, theirs: Theirs) -> Summary:
    """Without what is told in their words."""

    def told(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(each for each in statements if not theirs.spoken_in(each.text))

    considered = (
        Consideration(dimension=each.dimension, statements=told(each.statements)) for each in summary.considerations
    )
    return summary.model_copy(
        update={
            "problem": told(summary.problem),
            "considerations": tuple(each for each in considered if each.statements),
            "ideas": told(summary.ideas),
            "not_thinking_of": told(summary.not_thinking_of),
            "segments": tuple(each for each in summary.segments if not theirs.spoken_in(each.model_dump_json())),
            "open_questions": tuple(each for each in summary.open_questions if not theirs.spoken_in(each)),
        }
    )
