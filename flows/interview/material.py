"""What a model gets to see: everything that was said, long texts shortened so that a prompt stays bounded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.interview.state import CORRECTION, InterviewState
from flows.llm.tasks import Exchange
from interviews.answers import Answer, Part

READING = 12_000
"""Characters of the answer that is being read."""
EARLIER = 1_500
"""Characters of each other answer; its claims say the rest."""
LEFT_OUT = " [… shortened: {count} characters are left out here …] "


def exchanges(state: InterviewState, *, most: int = EARLIER, until: int | None = None) -> tuple[Exchange, ...]:
    """Questions with their answers, in order, the project first; `until` leaves out that number and later."""
    pairs = list(zip(state.questions, state.answers, strict=False))[:until]
    return tuple(Exchange(question=question, answer=short(answer, most)) for question, answer in pairs)


def corrections(state: InterviewState) -> tuple[Exchange, ...]:
    """What the team corrected in the summary, each as an exchange that can be cited."""
    return tuple(
        Exchange(question=CORRECTION.model_copy(update={"id": f"q{each.id}"}), answer=short(each, EARLIER))
        for each in state.corrections
    )


def project(state: InterviewState) -> str:
    """What the team said of its project, shortened to EARLIER characters."""
    return shortened(state.project, EARLIER)


def short(answer: Answer, most: int) -> Answer:
    """The answer with its parts shortened to `most` characters in all."""
    if len(answer.text) <= most:
        return answer
    each = max(200, most // len(answer.parts))
    return answer.model_copy(update={"parts": _within(answer.parts, most, each)})


def shortened(text: str, most: int) -> str:
    """Beginning and end of a long text, cut between sentences where there are any."""
    if len(text) <= most:
        return text
    head, tail = _cut_after(text[: most * 2 // 3]), _cut_before(text[-(most // 3) :])
    return head + LEFT_OUT.format(count=len(text) - len(head) - len(tail)) + tail


def _within(parts: Sequence[Part], most: int, each: int) -> tuple[Part, ...]:
    kept: list[Part] = []
    for part in parts:
        text = shortened(part.text, each)
        most -= len(text)
        if most < 0 and kept:
            break
        kept.append(part.model_copy(update={"text": text}))
    return tuple(kept)


def _cut_after(text: str) -> str:
    ends = [match.end() for match in re.finditer(r"[.!?…](?=\s)|\n", text)]
    return text[: ends[-1]] if ends and ends[-1] > len(text) // 2 else text


def _cut_before(text: str) -> str:
    match = re.search(r"[.!?…]\s+|\n", text)
    return text[match.end() :] if match and match.end() < len(text) // 2 else text
