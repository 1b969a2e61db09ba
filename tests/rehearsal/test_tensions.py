from __future__ import annotations

import pytest

from flows.llm.rehearsal import tensions as rules
from flows.llm.rehearsal.tensions import tensions
from interviews.answers import Basis, Claim
from interviews.language import content_stems


def _claim(number: int, quote: str) -> Claim:
    return Claim(
        id=f"a{number}.1", text=quote, quote=quote, basis=Basis.COUNTED, source=None, denominator=None, dimensions=(),
        matters=(), aside=False,
    )  # fmt: skip


FIGURES = [_claim(number, f"We counted {number} cargo bikes at the bridge.") for number in range(2, 42)]


def test_only_the_newest_claims_are_held_against_all_others() -> None:
    every, newest = tensions(FIGURES), tensions(FIGURES, since=len(FIGURES) - 1)
    assert len(every) == 40 * 39 // 2
    assert newest == [pair for pair in every if pair.second == FIGURES[-1]]


def test_each_claim_is_looked_at_once_however_many_others_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def counted(text: str) -> set[str]:
        looked_at.append(text)
        return content_stems(text)

    monkeypatch.setattr(rules, "content_stems", counted)
    tensions(FIGURES)
    assert len(looked_at) == len(FIGURES)
