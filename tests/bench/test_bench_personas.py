"""The bench of interviews with personas: what it counts is real work. No figure is judged here."""

from __future__ import annotations

from bench import personas


async def test_both_sides_ask_every_question_once() -> None:
    samples = await personas.run(rounds=1, personas=2, questions=2)
    assert samples["segue"][0]["calls"] == {"answer": 4, "judge": 4}
    assert samples["floor"][0]["calls"] == {"answer": 4}
    assert "| answer calls | 4 | 4 |" in personas.table(samples)
