"""Judging by rule: the words of the excerpt that a statement rests on, and whether they carry it."""

from __future__ import annotations

import re

from flows.llm.persona_tasks import SupportInputs, VerdictDraft, Verdicts
from interviews.language import content_stems
from personas.grounding import Pair, Support, why_not
from personas.passages import Passage

_OPPOSITE = ("no", "opposite", "number")
"""What the rule says of a passage that says something against the statement, not just less."""


def judge_support(inputs: SupportInputs) -> Verdicts:
    """-> a verdict for each pair, with the sentence of the excerpt that is nearest."""
    return Verdicts(verdicts=[_verdict(pair) for pair in inputs.pairs])


def _verdict(pair: Pair) -> VerdictDraft:
    fault = why_not(pair.text, Passage(id=pair.ref, title="", place="", text=pair.excerpt, fact=pair.counted))
    against = any(word in fault.split() for word in _OPPOSITE)
    support = (Support.CONTRADICTED if against else Support.SAYS_MORE) if fault else Support.SUPPORTED
    return VerdictDraft(pair=pair.id, support=support, words=_nearest(pair))


def _nearest(pair: Pair) -> str:
    stems = content_stems(pair.text)
    sentences = [each.strip() for each in re.split(r"(?<=[.!?])\s+|\n+", pair.excerpt) if each.strip()]
    return max(sentences, key=lambda each: len(stems & content_stems(each)), default="")
