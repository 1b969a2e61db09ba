"""An export for people, and still exact: the words of a transcript stand in fences they cannot close.

A fence has more backticks than any run of them in its text. Between its two lines stand the text and one line break,
nothing else. `json` instead of `text` above it: the text holds characters that Markdown's readers change or that do
not show, and is written as a JSON string. https://spec.commonmark.org/0.31.2/#fenced-code-blocks
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping

from bot.export.document import ConversationRecord, InterviewRecord, MessageRecord
from bot.export.naming import names_in
from interviews.answers import Answer
from interviews.dimensions import LORE
from interviews.labels import label
from interviews.summary import Segment, Statement, Summary

INVISIBLE = ("Cc", "Zl", "Zp")
"""Control characters and line breaks of other kinds. Direction marks and joiners stay: languages need them."""


def markdown(conversation: ConversationRecord) -> str:
    """One conversation as a page of CommonMark."""
    lines = [f"# {line(conversation.title) or 'Conversation'} ({line(conversation.id)})", ""]
    lines += [f"- {name}: {value}" for name, value in _facts(conversation)]
    if conversation.interview is not None:
        lines += _interview(conversation.interview, names_in(conversation))
    lines += ["", "## Transcript", ""]
    for message in conversation.messages:
        lines += _message(message)
    return "\n".join(lines).rstrip("\n") + "\n"


def line(text: str) -> str:
    """Words on one line that mean nothing to Markdown. What does not show becomes �, white space one blank."""
    shown = "".join("�" if unicodedata.category(char) in INVISIBLE else char for char in " ".join(text.split()))
    escaped = re.sub(r"([\\`*_\[\]<>&~|!#$@])", r"\\\1", shown)
    return re.sub(r"(?i)\bwww\.", r"www\\.", escaped.replace("://", r"\://"))


def fenced(text: str) -> list[str]:
    """`text` between two fences; its own line breaks stay inside one item of the list."""
    plain = all(char in "\n\t" or unicodedata.category(char) not in INVISIBLE for char in text)
    inside = text if plain else json.dumps(text, ensure_ascii=False).translate(_ESCAPES)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", inside)), default=0))
    return [fence + ("text" if plain else "json"), inside, fence]


# What JSON may leave as it is, but does not show.
_ESCAPES = {number: f"\\u{number:04x}" for number in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def _facts(conversation: ConversationRecord) -> list[tuple[str, str]]:
    facts = [
        ("Study", f"{line(conversation.study_title)} ({line(conversation.study_id)})".strip()),
        ("Flow", f"{line(conversation.flow)}, {line(conversation.status)}"),
        ("Team and channel", f"{line(conversation.team)}, {line(conversation.channel)}"),
        ("Thread", line(conversation.thread_ts or "none yet")),
        ("Begun", f"{conversation.started_at} by {line(conversation.starter_name or conversation.starter)}"),
    ]
    if conversation.permalink:
        facts.append(("Link", f"<{conversation.permalink}>"))
    if conversation.unreadable:
        facts.append(("Interview", line(conversation.unreadable)))
    return facts


def _message(message: MessageRecord) -> list[str]:
    who = "Segue" if message.by_segue else line(message.author_name or message.author) or "unknown"
    name = f" · {line(message.name)}" if message.name else ""
    lines = [f"### {message.at or 'undated'} · {who}{name} · ts {line(message.ts)}", ""]
    if message.permalink:
        lines += [f"<{message.permalink}>", ""]
    if message.deleted or message.text is None:
        return [*lines, "Deleted. That there was a message is kept, its words are not.", ""]
    lines += [*fenced(message.text), ""]
    if message.edited_ts is None:
        return lines
    lines += [f"Edited {message.edited_at or 'at an unknown time'} · ts {line(message.edited_ts)}", ""]
    for wording in message.revisions:
        if wording.edited_ts != message.edited_ts:
            written = f"as edited · ts {line(wording.edited_ts)}" if wording.edited_ts else "as first written"
            lines += [f"Other wording, {written}:", "", *fenced(wording.text), ""]
    return lines


def _interview(interview: InterviewRecord, names: Mapping[str, str]) -> list[str]:
    lines = _summary(interview.summary) if interview.summary else []
    lines += ["", "## Questions and answers"]
    for question in interview.questions:
        lines += ["", f"### {line(question.id)}: {line(question.text)}", ""]
        for answer in interview.answers:
            if answer.id[1:] == question.id[1:]:
                lines += _answer(answer, names)
    return lines


def _answer(answer: Answer, names: Mapping[str, str]) -> list[str]:
    said = ", ".join(f"{line(names.get(part.author, part.author))} (ts {line(part.ts)})" for part in answer.parts)
    lines = [f"- {line(answer.id)}, {'skipped' if answer.skipped else f'said by {said}' if said else 'nothing left'}"]
    for claim in answer.claims:
        details = [label(claim.basis), *filter(None, (claim.source, claim.denominator))]
        lines.append(f"- {line(claim.id)} ({', '.join(map(line, details))}): {line(claim.text)} “{line(claim.quote)}”")
    lines += [f"- Unanswered: {line(part)}" for part in answer.unanswered]
    lines += [f"- To look up: {line(part)}" for part in answer.to_look_up]
    return lines + [f"- Contradicts {line(id)}" for id in answer.contradicts]


def _summary(summary: Summary) -> list[str]:
    lines = ["", "## Summary", *_statements("The problem", summary.problem)]
    for part in summary.considerations:
        lines += _statements(LORE[part.dimension].title, part.statements)
    lines += _statements("Ideas generated", summary.ideas)
    lines += _statements("What you are not thinking of", summary.not_thinking_of)
    for segment in summary.segments:
        lines += _segment(segment)
    if summary.open_questions:
        lines += ["", "### Still open", "", *(f"- Open: {line(question)}" for question in summary.open_questions)]
    if summary.shortfall:
        lines += ["", f"Note: {line(summary.shortfall)}"]
    return lines


def _statements(title: str, statements: tuple[Statement, ...]) -> list[str]:
    if not statements:
        return []
    return ["", f"### {line(title)}", "", *(f"- {_kind(each)}: {line(each.text)}" for each in statements)]


def _kind(statement: Statement) -> str:
    if statement.is_reading:
        return "Segue's reading"
    return f"From {_ids(statement.answers)}" + (f" ({label(statement.basis)})" if statement.basis else "")


def _segment(segment: Segment) -> list[str]:
    lines = ["", f"### Segment {line(segment.id)}: {line(segment.name)}", ""]
    lines += [f"- Rule: {line(segment.rule)}", f"- Rests on {_ids(segment.answers) or 'no answer'}"]
    for each in segment.judgements:
        rests = f" ({_ids(each.answers)})" if each.answers else ""
        lines.append(f"- {each.criterion.value.capitalize()}, {each.verdict.value}{rests}: {line(each.text)}")
    return lines


def _ids(answers: tuple[str, ...]) -> str:
    return ", ".join(map(line, answers))
