"""A synthesis by extraction: sentences of the answers, sorted by what they are about, with the words as they stand."""

from __future__ import annotations

import re

from flows.llm.persona_tasks import ClaimDraft, ClaimKind, QuoteDraft, Said, SynthesisDraft, SynthesisInputs
from flows.llm.rehearsal.personas.repeated import facts
from interviews.language import folded, words

_KINDS: tuple[tuple[re.Pattern[str], ClaimKind], ...] = (
    (
        re.compile(
            r"\b(?:(?:don't|do not) (?:want|trust|type)|who gains|why would|not going to|no thanks|distrust)\b", re.I
        ),
        "objection",
    ),
    (re.compile(r"\b(?:paid|bill|lost|gave up|waited|hung up|twice|stuck|owe|worry|wrong)\b", re.I), "pain point"),
    (re.compile(r"\b(?:need|wish|would help|explained)\b", re.I), "need"),
    (re.compile(r"\b(?:read|text messages|telephone|paper|pick up|e-mail)\b", re.I), "preference"),
)
_EMPTY = re.compile(
    r"\b(?:don't know|no idea|couldn't tell|lost me|don't follow|never came up|making it up"
    r"|nobody ever asked|like i said|all there is to it|told you what)\b",
    re.I,
)
MOST = 8


def synthesise_interview(inputs: SynthesisInputs) -> SynthesisDraft:
    """-> claims in the order of the answers, one for each; what was only 'I don't know' is no finding. What led to
    an answer is worth asking real customers."""
    told = [(said, sentence) for said in inputs.exchanges for sentence in _sentences(said)]
    claims = [_claim(inputs.persona.first_name, said, sentence) for said, sentence in told]
    return SynthesisDraft(
        claims=claims[:MOST],
        ask_customers=list(dict.fromkeys(folded(said.question) for said, _ in told)),
    )


def _sentences(said: Said) -> list[str]:
    """The first sentence of an answer that says something: that no single time comes to mind says nothing."""
    if _EMPTY.search(said.answer):
        return []
    return [line for each in facts(said.answer) if len(words(line := folded(each))) >= 4][:1]


def _claim(name: str, said: Said, sentence: str) -> ClaimDraft:
    kind: ClaimKind = next((kind for cue, kind in _KINDS if cue.search(sentence)), "finding")
    return ClaimDraft(
        kind=kind,
        text=f"{name}, asked “{_inside(said.question)}”",
        quotes=[QuoteDraft(answer=said.id, text=sentence)],
        against="",
        decides="",
    )


def _inside(question: str) -> str:
    """The question as it stands between quotation marks, with marks of its own made single."""
    line = folded(question).replace("“", "‘").replace("”", "’").replace('"', "’")
    return line if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"
