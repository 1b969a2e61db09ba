"""Rules of asking, as checks that run on every question before it is posted, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.answers import Answer, Question


def faults(question: Question, asked: Sequence[Question], answers: Sequence[Answer]) -> list[str]:
    """-> one plain sentence per broken rule, addressed to whoever writes the next draft; empty: fit to be asked.

    `asked` are the earlier questions, in order. Sources: METHOD.md sections 1 and 6.
    """
    raise NotImplementedError
