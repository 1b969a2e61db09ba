"""The bench of interviews with personas: what it counts is real work. No figure is judged here."""

from __future__ import annotations

import pytest

from bench import personas
from bench.personas import OURS, Contender

PEERS = personas.peers()


async def test_every_side_asks_every_question_once_and_remembers() -> None:
    """Two people, two questions each: the second is asked with the first answer in the prompt."""
    samples = await personas.run(rounds=1, personas=2, questions=2, contenders=OURS)
    for side in ("floor", "floor-streamed"):
        assert samples[side][0]["calls"] == {"answer": 4}
        assert samples[side][0]["carried"] == {"answer": 2}
    for side in ("segue", "segue-whole"):
        assert samples[side][0]["calls"] == {"answer": 4, "judge": 4}
        assert samples[side][0]["carried"]["answer"] == 2
    table = personas.table(samples, OURS).splitlines()
    assert [line.count("| 4 | 2 |") for line in table[2:6]] == [1, 1, 1, 1]
    assert "looks at each answer again: 4 calls" in table[-1]


@pytest.mark.skipif(not PEERS, reason="`make bench-peers` installs them")
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.side)
async def test_another_program_does_the_same_work(peer: Contender) -> None:
    samples = await personas.run(rounds=1, personas=2, questions=2, contenders=[peer])
    (told,) = samples[peer.side]
    assert told["calls"] == {"answer": 4}
    assert told["carried"] == {"answer": 2}


async def test_a_side_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="nobody did not hold its interviews"):
        await personas.run(rounds=1, personas=1, questions=1, contenders=[Contender("nobody", "nobody")])
