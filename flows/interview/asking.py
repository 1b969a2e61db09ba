"""Read what was answered, then ask what would change the segments most."""

from __future__ import annotations

from dataclasses import replace

from errors import ModelRefused, ModelRubbish
from flows.interview.material import READING, exchanges, project, short
from flows.interview.reminders import with_timers
from flows.interview.settling import settled
from flows.interview.state import InterviewState, answers_said, title_of
from flows.interview.turn import Change, Run, TurnState
from flows.llm.rehearsal.ask_question import rehearsal_question
from flows.llm.rehearsal.read_answer import read_answer as read_by_rule
from flows.llm.task import Model
from flows.llm.tasks import (
    ASK_QUESTION,
    READ_ANSWER,
    AskInputs,
    Exchange,
    QuestionDraft,
    ReadAnswerInputs,
    Reading,
)
from flows.replies import Introduction, QuestionCard
from flows.wording import fixed, say
from interviews.answers import Answer, Question
from interviews.claims import claims_of
from interviews.controls import only_asks
from interviews.coverage import by_dimension, coverage, thinnest
from interviews.language import language_named, speaks_english
from interviews.question_rules import FOLLOW_UPS_IN_A_ROW, faults, flatters

READING_STEP = fixed("is reading your answer…")
STEP = fixed("is choosing the next question…")
ENGLISH_ONLY = fixed("I can only ask in English while I rehearse; please answer in whatever language you like.")
ENGLISH_FOR_ONCE = fixed("This one comes in English, from simple rules; please answer in whatever language you like.")
LONGEST_BEFORE = 300
READING_TRIES = 3
"""How often a model may give no usable reading of an answer before the reading by rule is left to stand."""


async def read(turn: TurnState, runtime: Run) -> Change:
    """Draw claims from every answer that has not been read as it stands now; answer only what was just asked back."""
    state, asked_back = turn["interview"], ""
    for number, answer in enumerate(state.answers):
        if answer.read or answer.skipped:
            continue
        runtime.context.step(say(READING_STEP))
        inputs = ReadAnswerInputs(
            project=project(state),
            earlier=exchanges(state, until=number),
            exchange=Exchange(question=state.questions[number], answer=short(answer, READING)),
        )
        try:
            reading = await runtime.context.model.run(READ_ANSWER, inputs)
            state = _with_reading(state, answer, reading)
        except (ModelRubbish, ModelRefused):
            reading = read_by_rule(inputs)
            state = _with_makeshift(state, answer, reading)
        if number == len(state.answers) - 1:
            asked_back = reading.asked_back or ""
            told = reading.claims or reading.to_look_up or not only_asks(answer.text)
            if asked_back and not told and not turn["finishing"] and state.waiting is None:
                return {"interview": state.without_last_answer(), "asked_back": asked_back}
    return {"interview": state, "asked_back": asked_back}


async def ask(turn: TurnState, runtime: Run) -> Change:
    """Post the next question: drafted by the model, held against the rules of asking."""
    state, model = turn["interview"], runtime.context.model
    runtime.context.step(say(STEP))
    inputs = _inputs(state, turn["asked_back"])
    draft, by_rule = await _draft(model, inputs, state)
    question = _question(draft, state)
    lines = [turn["before"], _before(draft), _apology_for_english(by_rule or model.rehearses, model.rehearses, state)]
    if not by_rule and (language := language_named(draft.language)):
        state = state.model_copy(update={"language": language})
    state, timers = with_timers(state.with_question(question), runtime.context)
    introduction = Introduction("", state.length, model.rehearses) if turn["introduced"] else None
    head = [_head(introduction, state)] if introduction and _heads_a_thread(turn) else []
    card = QuestionCard(
        name=question.id,
        question=question,
        number=state.number,
        total=state.length,
        coverage=by_dimension(coverage(answers_said(state))),
        before=" ".join(line for line in lines if line),
        introduction=None if head else introduction,
    )
    return {"interview": state, "replies": [*head, card, *settled(turn["interview"])], "timers": timers}


def _heads_a_thread(turn: TurnState) -> bool:
    """Begun by a command or a form: there is no message yet below which one could talk."""
    first = turn["incoming"][0]
    return first.kind == "command" and first.thread_ts is None and not first.direct


def _head(introduction: Introduction, state: InterviewState) -> Introduction:
    return replace(introduction, name="introduction", project=title_of(state.project))


def _with_reading(state: InterviewState, answer: Answer, reading: Reading, *, done: bool = True) -> InterviewState:
    known = {claim.id for other in state.answers if other.id != answer.id for claim in other.claims}
    read = {
        "claims": claims_of(answer, reading.claims),
        "unanswered": tuple(reading.unanswered),
        "to_look_up": tuple(reading.to_look_up),
        "contradicts": tuple(id for id in reading.contradicts if id in known),
        "read": done,
    }
    misread = {id: times for id, times in state.misread.items() if id != answer.id or not done}
    return state.with_answer(answer.model_copy(update=read)).model_copy(update={"misread": misread})


def _with_makeshift(state: InterviewState, answer: Answer, by_rule: Reading) -> InterviewState:
    """Rules have read it for now; the model may try again with the next answer, a few times."""
    times = state.misread.get(answer.id, 0) + 1
    state = state.model_copy(update={"misread": {**state.misread, answer.id: times}})
    return _with_reading(state, answer, by_rule, done=times >= READING_TRIES)


def _inputs(state: InterviewState, asked_back: str) -> AskInputs:
    levels = coverage(answers_said(state))
    asked = state.questions
    last = asked[-FOLLOW_UPS_IN_A_ROW:]
    return AskInputs(
        project=project(state),
        exchanges=exchanges(state),
        number=state.number,
        total=state.length,
        coverage={topic.value: levels[topic].value for topic in thinnest(levels, asked)},
        may_follow_up=not (len(last) == FOLLOW_UPS_IN_A_ROW and all(question.follow_up for question in last)),
        last_one=state.number == state.length,
        asked_back=asked_back or None,
    )


async def _draft(model: Model, inputs: AskInputs, state: InterviewState) -> tuple[QuestionDraft, bool]:
    """The model's draft; once more with what was wrong; then the rehearsal model's question. -> (draft, by rule)"""
    for _ in range(2):
        try:
            draft = await model.run(ASK_QUESTION, inputs)
        except (ModelRubbish, ModelRefused):
            break
        wrong = faults(_question(draft, state), state.questions, answers_said(state))
        if not wrong:
            return draft, False
        inputs = inputs.model_copy(update={"faults": tuple(wrong)})
    return rehearsal_question(inputs.model_copy(update={"faults": ()})), True


def _question(draft: QuestionDraft, state: InterviewState) -> Question:
    return Question(
        id=f"q{len(state.questions)}",
        text=" ".join(draft.text.split()),
        why=" ".join(draft.why.split()),
        about=draft.about,
        follow_up=draft.follow_up,
    )


def _before(draft: QuestionDraft) -> str:
    """The line that answers what was asked back, unless it flatters or runs on."""
    line = " ".join(draft.before.split())
    return "" if len(line) > LONGEST_BEFORE or flatters(line) else line


def _apology_for_english(by_rule: bool, rehearses: bool, state: InterviewState) -> str:
    """Rules ask in English only: said once while rehearsing, and each time a question had to be asked by rule."""
    if not by_rule or speaks_english(state.project):
        return ""
    first = len(state.questions) == 1
    return (say(ENGLISH_ONLY) if first else "") if rehearses else say(ENGLISH_FOR_ONCE)
