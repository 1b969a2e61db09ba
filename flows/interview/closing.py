"""The end: a summary in which every statement stands on an answer, or is marked as a reading."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.interview.learned import learned
from flows.interview.material import corrections, exchanges, project
from flows.interview.reminders import with_closing
from flows.interview.settling import settled
from flows.interview.state import InterviewState, Phase
from flows.interview.turn import Change, Run, TurnState
from flows.learning import told_to_the_desk
from flows.llm.rehearsal.summarise import summarise as summary_by_rule
from flows.llm.tasks import SUMMARISE, SaidDraft, SegmentDraft, SummariseInputs, SummaryDraft
from flows.replies import Notice, Outdated, ReviewCard, SummaryCard
from flows.runtime import Timer
from flows.wording import fixed, say
from interviews.coverage import Level, coverage
from interviews.dimensions import Dimension
from interviews.evidence import verified
from interviews.ordering import Worth, in_order
from interviews.resources import known, offered
from interviews.summary import Consideration, Judgement, Segment, Statement, Summary

STEP = fixed("is writing the summary…")
NOTHING_NEW = fixed("The last summary rests on these very answers, so there is nothing to sum up anew.")
OFTEN_ENOUGH = fixed("I have summed up {times} times; what changes now is kept with the answers.")
MOST_SUMMARIES = 8
BY_RULES = fixed("The language model gave no usable summary, so this one is made by simple rules.")
MOST_SEGMENTS = 6
MOST_TEXT = 600
"""Characters of one statement; whoever writes more is cut."""


async def summarise(turn: TurnState, runtime: Run) -> Change:
    """Write the summary, hold it against the answers, and hand it to the team to rate and correct."""
    state, model = turn["interview"], runtime.context.model
    runtime.context.step(say(STEP))
    levels = coverage(state.answers)
    inputs = SummariseInputs(
        project=project(state),
        exchanges=exchanges(state),
        corrections=corrections(state),
        resources=offered([each for each in Dimension if levels[each] is not Level.EVIDENCE]),
    )
    note = ""
    try:
        draft = await model.run(SUMMARISE, inputs)
    except (ModelRubbish, ModelRefused):
        draft, note = summary_by_rule(inputs), say(BY_RULES)
    summary = _with_open_questions(verified(as_summary(draft), state.evidence), state)
    again = state.summaries > 0
    card = SummaryCard(
        name=summary_name(state.summaries + 1),
        summary=summary,
        answered=state.answered,
        rehearsing=model.rehearses,
        note=note,
        corrected=again,
    )
    before = [Outdated(f"{summary_name(state.summaries)}-outdated", summary_name(state.summaries))] if again else []
    review = ReviewCard(
        f"rating-{state.summaries + 1}", may_share=not turn["incoming"][0].direct, segments=letters(summary)
    )
    told: dict[str, object] = {
        "phase": Phase.REVIEW,
        "summary": summary,
        "rests_on": state.wordings,
        "summaries": state.summaries + 1,
        "told_closed": False,
    }
    reviewed = state.model_copy(update=told)
    reviewed, closing = with_closing(reviewed, runtime.context)
    return {
        "interview": reviewed,
        "replies": [card, review, *before, *([] if again else settled(state))],
        "timers": [Timer("reminder", None), closing],
        "records": [learned(reviewed)],
        "next": [told_to_the_desk(turn["incoming"][0], runtime.context)],
    }


async def sum_up_again(turn: TurnState) -> Change:
    """An answer was changed after the summary, and somebody wants to see what that makes of it."""
    state = turn["interview"]
    if state.wordings == state.rests_on or state.summaries >= MOST_SUMMARIES:
        text = say(NOTHING_NEW) if state.wordings == state.rests_on else say(OFTEN_ENOUGH, times=MOST_SUMMARIES)
        state, name = state.named_notice("again")
        return {"interview": state, "replies": [Notice(name, text)]}
    return {"finishing": True}


def letters(summary: Summary | None) -> tuple[tuple[str, str], ...]:
    """Letter and name of each segment."""
    return tuple((segment.id, segment.name) for segment in summary.segments) if summary else ()


def summary_name(number: int) -> str:
    """The name under which that summary is posted, the first being 1."""
    return "summary" if number == 1 else f"summary-{number}"


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
        segments=_in_order([_segment(each) for each in draft.segments[:MOST_SEGMENTS]]),
        open_questions=tuple(line for each in draft.open_questions if (line := _line(each))),
        resources=known(draft.resources),
    )


def _statements(drafts: list[SaidDraft]) -> tuple[Statement, ...]:
    return tuple(
        Statement(text=line, answers=tuple(draft.answers), basis=draft.basis if draft.answers else None)
        for draft in drafts
        if (line := _line(draft.text))
    )


def _in_order(segments: list[Segment]) -> tuple[Segment, ...]:
    """Lettered in the order in which to look at them."""
    places = in_order([segment.worth for segment in segments])
    return tuple(segments[place].model_copy(update={"id": "ABCDEF"[rank]}) for rank, place in enumerate(places))


def _segment(draft: SegmentDraft) -> Segment:
    return Segment(
        id="",
        name=_line(draft.name),
        rule=_line(draft.rule),
        answers=tuple(draft.answers),
        judgements=tuple(
            Judgement(
                criterion=each.criterion, verdict=each.verdict, text=_line(each.text), answers=tuple(each.answers)
            )
            for each in draft.judgements
        ),
        worth=Worth(
            value=draft.value, growth=draft.growth, reach=draft.reach, evidence=draft.evidence, why=_line(draft.why)
        ),
    )


def _with_open_questions(summary: Summary, state: InterviewState) -> Summary:
    """What stayed unanswered and what somebody could look up is kept, whether or not the draft says so."""
    kept = [part for answer in state.evidence for part in (*answer.to_look_up, *answer.unanswered)]
    known = " ".join(summary.open_questions)
    missing = [line for line in map(_line, kept) if line not in known]
    open_questions = (*summary.open_questions, *dict.fromkeys(missing))
    return summary.model_copy(update={"open_questions": open_questions})


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_TEXT else line[: MOST_TEXT - 1].rsplit(" ", 1)[0] + "…"
