"""Rules speak English only: every sentence stays as it is."""

from __future__ import annotations

from flows.llm.tasks import Worded, WordInputs


def word_sentences(inputs: WordInputs) -> Worded:
    return Worded(sentences=list(inputs.sentences))
