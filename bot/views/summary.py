"""The end of an interview: the result on one screen, then the detail, each statement with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block, SlackCall, post, posts
from bot.views.elements import context, divider, header, section, sections
from bot.views.introduction import REHEARSING
from bot.views.text import escaped, fallback, safe, safe_line, shortened
from flows.replies import SummaryCard
from interviews.dimensions import Dimension
from interviews.summary import Judgement, Segment, Statement, Summary, Verdict

HYPOTHESES = "Segments are hypotheses until customers have been asked."
LEGEND = "[a3] is the answer it rests on. Counted, heard, guess, open: how you know. _My reading_ is mine, not yours."
MARKS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.UNKNOWN: "?"}
NAMES = {
    Dimension.DEMOGRAPHIC: "Who they are",
    Dimension.GEOGRAPHIC: "Where",
    Dimension.BEHAVIOURAL: "What they do",
    Dimension.PSYCHOGRAPHIC: "Attitudes",
    Dimension.MOTIVATION: "Motivation and need",
    Dimension.VALUE: "Value",
    Dimension.TEMPORAL: "When",
    Dimension.RELATIONSHIP: "Relationship and loyalty",
    Dimension.CHANNEL: "Where to reach them",
    Dimension.DISTINGUISHING: "What sets them apart",
}


def summary(reply: SummaryCard) -> list[SlackCall]:
    """The first message fits a phone; the rest follows for whoever wants to check."""
    content = reply.summary
    details = [
        *posts(f"{reply.name}-considerations", "Considerations by dimension", _considerations(content)),
        *posts(f"{reply.name}-ideas", "Ideas, and what you are not thinking of", _ideas(content)),
        *posts(f"{reply.name}-segments", "The segments against six criteria", _segments(content)),
    ]
    return [_first(reply), *details]


def _first(reply: SummaryCard) -> SlackCall:
    content = reply.summary
    problem = " ".join(_said(statement) for statement in content.problem[:2])
    named = [f"*{segment.id}* {safe_line(shortened(segment.name, 80))}" for segment in content.segments]
    small = [f"From {_answers(reply.answered)}. {HYPOTHESES}"]
    small += [safe(line) for line in (reply.segment_note, content.shortfall) if line]
    small += [REHEARSING] if reply.rehearsing else []
    blocks = [
        header("What we know about your customers"),
        *sections([shortened(problem, 900)]),
        *sections(["*Candidate segments*", *named] if named else []),
        context("\n".join(small)),
    ]
    names = "; ".join(f"{segment.id} {segment.name}" for segment in content.segments)
    text = (
        f"Summary of your interview. {' '.join(each.text for each in content.problem[:2])} Candidate segments: {names}"
    )
    return post(reply.name, fallback(text), blocks)


def _considerations(content: Summary) -> list[Block]:
    lines = []
    for consideration in content.considerations:
        lines.append(f"*{NAMES[consideration.dimension]}*")
        lines += _bullets(consideration.statements)
    more_of_problem = [f"• {_said(statement)}" for statement in content.problem[2:]]
    blocks = [section("*The problem, continued*"), *sections(more_of_problem)] if more_of_problem else []
    return [
        *blocks,
        header("Considerations"),
        *sections(lines or ["Nothing was said about any dimension."]),
        context(LEGEND),
    ]


def _ideas(content: Summary) -> list[Block]:
    blocks: list[Block] = []
    for title, lines in (
        ("Ideas generated", _bullets(content.ideas)),
        ("What you are not thinking of", _bullets(content.not_thinking_of)),
        ("Still open", [f"• {safe_line(question)}" for question in content.open_questions]),
    ):
        if lines:
            blocks += [header(title), *sections(lines)]
    return [*blocks, *_dropped(content.dropped)]


def _segments(content: Summary) -> list[Block]:
    blocks: list[Block] = []
    for segment in content.segments:
        blocks += [*_segment(segment), divider()]
    return blocks[:-1]


def _segment(segment: Segment) -> list[Block]:
    title = f"*{segment.id}. {safe_line(segment.name)}*"
    return sections(
        [title, f"{safe_line(segment.rule)} {_references(segment.answers)}", *map(_judged, segment.judgements)]
    )


def _judged(judgement: Judgement) -> str:
    verdict = "unknown, would tell" if judgement.verdict is Verdict.UNKNOWN else str(judgement.verdict)
    line = f"{MARKS[judgement.verdict]} {judgement.criterion.capitalize()} ({verdict}): {safe_line(judgement.text)}"
    return f"{line} {_references(judgement.answers)}".rstrip()


def _bullets(statements: Sequence[Statement]) -> list[str]:
    return [f"• {_said(statement)}" for statement in statements]


def _said(statement: Statement) -> str:
    """A statement with its references and label; what nobody said is marked as a reading."""
    if statement.is_reading:
        return f"_My reading:_ {safe_line(statement.text)}"
    label = f" ({statement.basis})" if statement.basis else ""
    return f"{safe_line(statement.text)} {_references(statement.answers)}{label}"


def _references(answers: Sequence[str]) -> str:
    return escaped(f"[{', '.join(answers)}]") if answers else ""


def _answers(count: int) -> str:
    return "one answer" if count == 1 else f"{count} answers"


def _dropped(count: int) -> list[Block]:
    if not count:
        return []
    what = "One statement was" if count == 1 else f"{count} statements were"
    return [
        context(
            f"{what} left out, because no answer carries it."
            if count == 1
            else f"{what} left out, because no answer carries them."
        )
    ]
