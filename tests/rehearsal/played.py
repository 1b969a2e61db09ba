"""An interview played against the rehearsal model, turn by turn, as the flow holds it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from flows.llm.rehearsal import rehearsal_question
from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.tasks import AskInputs, Exchange, QuestionDraft, ReadAnswerInputs
from interviews.answers import Answer, Part, Question
from interviews.claims import claims_of
from interviews.coverage import coverage, thinnest
from interviews.dimensions import Matter
from interviews.question_rules import faults

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def shared_project(name: str) -> dict:
    """A project and its ten answers from the shared data; skips the test where they are not at hand."""
    path = SHARED / "interviews" / f"{name}.json"
    if not path.exists():
        pytest.skip("needs ../shared/data/interviews")
    return json.loads(path.read_text())


def answer_to(question: Question, text: str, earlier: Sequence[Exchange] = (), project: str = "") -> Exchange:
    """The exchange with its answer read."""
    answer = Answer(id="a" + question.id[1:], parts=(Part(ts="1.0", author="U1", text=text),))
    exchange = Exchange(question=question, answer=answer)
    reading = read_answer(ReadAnswerInputs(project=project, earlier=tuple(earlier), exchange=exchange))
    read = {
        "claims": claims_of(answer, reading.claims),
        "contradicts": tuple(reading.contradicts),
        "unanswered": tuple(reading.unanswered),
        "to_look_up": tuple(reading.to_look_up),
        "read": True,
    }
    assert len(read["claims"]) == len(reading.claims), "the rehearsal model drafts only what can be quoted"
    return Exchange(question=question, answer=answer.model_copy(update=read))


def opening(project: str) -> Exchange:
    """q0 and the project."""
    question = Question(id="q0", text="What is the project?", why="to begin", about=Matter.STAGE)
    return answer_to(question, project, project=project)


def asking(project: str, exchanges: Sequence[Exchange], total: int, asked_back: str | None = None) -> AskInputs:
    """What the flow hands over for the next question."""
    questions = [exchange.question for exchange in exchanges]
    levels = coverage([exchange.answer for exchange in exchanges])
    number = len(exchanges)
    return AskInputs(
        project=project,
        exchanges=tuple(exchanges),
        number=number,
        total=total,
        coverage={topic.value: levels[topic].value for topic in thinnest(levels, questions)},
        may_follow_up=not (len(questions) > 1 and all(question.follow_up for question in questions[-2:])),
        last_one=number == total,
        asked_back=asked_back,
    )


def play(project: str, total: int, says: Callable[[QuestionDraft, int], str | None]) -> list[Exchange]:
    """A whole interview; `says` answers each question, None skips it. Every question must be free of faults."""
    exchanges = [opening(project)]
    for number in range(1, total + 1):
        draft = rehearsal_question(asking(project, exchanges, total))
        question = Question(id=f"q{number}", **draft.model_dump(exclude={"before", "language"}))
        answers = [exchange.answer for exchange in exchanges]
        assert faults(question, [exchange.question for exchange in exchanges], answers) == [], question
        text = says(draft, number)
        if text is None:
            exchanges.append(Exchange(question=question, answer=Answer(id=f"a{number}", skipped=True)))
        else:
            exchanges.append(answer_to(question, text, exchanges, project))
    return exchanges
