"""The end: a summary in which every statement stands on an answer, or is marked as a reading."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.interview.material import exchanges, project
from flows.interview.reminders import NO_TIMERS
from flows.interview.settling import settled
from flows.interview.state import InterviewState, Phase
from flows.interview.turn import Change, Run, TurnState
from flows.llm.rehearsal.summarise import summarise as summary_by_rule
from flows.llm.tasks import SUMMARISE, SaidDraft, SegmentDraft, SummariseInputs, SummaryDraft
from flows.replies import SummaryCard
from interviews.evidence import verified
from interviews.summary import Consideration, Judgement, Segment, Statement, Summary

BY_RULES = "The language model gave no usable summary, so this one is made by simple rules."
MOST_SEGMENTS = 6
MOST_TEXT = 600
"""Characters of one statement; whoever writes more is cut."""


async def summarise(turn: TurnState, runtime: Run) -> Change:
    """Write the summary, hold it against the answers, and close the interview."""
    state, model = turn["interview"], runtime.context.model
    inputs = SummariseInputs(project=project(state), exchanges=exchanges(state))
    note = ""
    try:
        draft = await model.run(SUMMARISE, inputs)
    except (ModelRubbish, ModelRefused):
        draft, note = summary_by_rule(inputs), BY_RULES
    summary = _with_open_questions(verified(as_summary(draft), state.answers), state)
    card = SummaryCard(
        name="summary",
        summary=summary,
        project=state.project,
        answered=state.answered,
        rehearsing=model.rehearses,
        segment_note=note,
    )
    closed = state.model_copy(update={"phase": Phase.CLOSED, "summary": summary})
    return {"interview": closed, "replies": [card, *settled(state)], "timers": NO_TIMERS}


def as_summary(draft: SummaryDraft) -> Summary:
    """A model's draft as a summary; ids of segments are letters, in the order given."""
    return Summary(
        problem=_statements(draft.problem),
        considerations=tuple(
            Consideration(dimension=part.dimension, statements=_statements(part.statements))
            for part in draft.considerations
        ),
        ideas=_statements(draft.ideas),
        not_thinking_of=_statements(draft.not_thinking_of),
        segments=tuple(_segment(number, each) for number, each in enumerate(draft.segments[:MOST_SEGMENTS])),
        open_questions=tuple(line for each in draft.open_questions if (line := _line(each))),
    )


def _statements(drafts: list[SaidDraft]) -> tuple[Statement, ...]:
    return tuple(
        Statement(text=line, answers=tuple(draft.answers), basis=draft.basis if draft.answers else None)
        for draft in drafts
        if (line := _line(draft.text))
    )


def _segment(number: int, draft: SegmentDraft) -> Segment:
    return Segment(
        id="ABCDEF"[number],
        name=_line(draft.name),
        rule=_line(draft.rule),
        answers=tuple(draft.answers),
        judgements=tuple(
            Judgement(
                criterion=each.criterion, verdict=each.verdict, text=_line(each.text), answers=tuple(each.answers)
            )
            for each in draft.judgements
        ),
    )


def _with_open_questions(summary: Summary, state: InterviewState) -> Summary:
    """What stayed unanswered and what somebody could look up is kept, whether or not the draft says so."""
    kept = [part for answer in state.answers for part in (*answer.to_look_up, *answer.unanswered)]
    known = " ".join(summary.open_questions)
    missing = [line for line in map(_line, kept) if line not in known]
    open_questions = (*summary.open_questions, *dict.fromkeys(missing))
    return summary.model_copy(update={"open_questions": open_questions})


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_TEXT else line[: MOST_TEXT - 1].rsplit(" ", 1)[0] + "…"
