"""What people corrected holds after every fit, touches nobody else, and says where it cannot hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from segments.evolution.corrections import Corrected, correct
from segments.keys import hashed
from segments.known import SHORT, known, packed
from segments.labels import labelled
from segments.renaming import renamed
from segments.since import Moved, Since, Size
from segments.standing import Correction
from tests.flows.segment_reports import FOUND

POINTS = np.array([[0.0], [0.2], [4.6], [5.4], [9.8], [10.0]])
LABELS = np.array([0, 0, 0, 1, 1, 1])
CENTERS = np.array([[0.0], [10.0]])
KEYS = np.array(list("abcdef"), dtype=object)


def put(kind: str, customers: str, segment: str = "") -> dict[str, Any]:
    return {"kind": kind, "customers": tuple(customers), "segment": segment}


def corrected(*said: dict[str, Any], labels: Any = LABELS) -> Corrected:
    corrections = [Correction(number=number, **each) for number, each in enumerate(said, 1)]
    return correct(POINTS, labels, CENTERS, KEYS, ("s1", "s2"), corrections)


@pytest.mark.parametrize(
    ("said", "labels", "held", "undone"),
    [
        ([put("in", "a", "s2")], [1, 0, 0, 1, 1, 1], {0: (1,)}, []),
        ([put("in", "ab", "s2"), put("in", "f", "s2")], [1, 1, 0, 1, 1, 1], {0: (1,), 1: (1,), 5: (2,)}, []),
        # Together they are nearer to the first: c and d at 4.6 and 5.4 with a at 0.
        ([put("with", "cda")], [0, 0, 0, 0, 1, 1], {0: (1,), 2: (1,), 3: (1,)}, []),
        ([put("with", "cd"), put("with", "da")], [0, 0, 0, 0, 1, 1], {0: (2,), 2: (1,), 3: (1, 2)}, []),
        ([put("apart", "ac")], [0, 0, 1, 1, 1, 1], {0: (1,), 2: (1,)}, []),
        ([put("apart", "af")], [0, 0, 0, 1, 1, 1], {0: (1,), 5: (1,)}, []),
        ([put("in", "a", "s2"), put("with", "ab")], [1, 1, 0, 1, 1, 1], {0: (1, 2), 1: (2,)}, []),
        ([put("with", "ab"), put("apart", "ab")], [0, 0, 0, 1, 1, 1], {0: (1,), 1: (1,)}, [(2, "contradicts")]),
        ([put("in", "a", "s1"), put("in", "a", "s2")], [0, 0, 0, 1, 1, 1], {0: (1,)}, [(2, "contradicts")]),
        ([put("apart", "abc")], [0, 0, 1, 1, 1, 1], {}, [(1, "contradicts")]),
        ([put("in", "z", "s1")], [0, 0, 0, 1, 1, 1], {}, [(1, "absent")]),
        ([put("in", "za", "s2")], [1, 0, 0, 1, 1, 1], {0: (1,)}, [(1, "absent")]),
        ([put("with", "za")], [0, 0, 0, 1, 1, 1], {}, [(1, "absent")]),
        ([put("in", "a", "s9")], [0, 0, 0, 1, 1, 1], {}, [(1, "gone")]),
    ],
)
def test_corrections_hold_and_touch_nobody_else(
    said: list[dict[str, Any]], labels: list[int], held: dict[int, tuple[int, ...]], undone: list[tuple[int, str]]
) -> None:
    found = corrected(*said)
    assert found.labels.tolist() == labels
    assert found.held == held
    assert [(each.number, each.why) for each in found.undone] == undone
    assert found.standing.customers == len(held)


def test_who_stands_together_already_stays_wherever_that_is() -> None:
    """By the middles c and d would be nearer to the first."""
    far = np.array([0, 0, 1, 1, 1, 1])
    assert corrected(put("with", "cd"), labels=far).labels.tolist() == far.tolist()
    assert corrected(put("apart", "cf"), labels=far).labels.tolist() == [0, 0, 0, 1, 1, 1]


def test_who_belongs_to_nobody_can_be_put_somewhere_and_two_of_them_are_apart_already() -> None:
    nobody = np.array([-1, -1, 0, 1, 1, 1])
    assert corrected(put("in", "a", "s2"), labels=nobody).labels.tolist() == [1, -1, 0, 1, 1, 1]
    assert corrected(put("apart", "ab"), labels=nobody).undone == ()
    assert corrected(put("with", "ab"), labels=nobody).labels.tolist() == [0, 0, 0, 1, 1, 1]


def test_a_customer_is_known_by_how_people_write_the_number_and_the_number_is_kept_nowhere() -> None:
    customers = {"17850": "s1", "C0001": "s2", "ann@acme.test": "s1"}
    data = packed((hashed(name, b"salt")[:SHORT], segment, segment) for name, segment in customers.items())
    found = known(data, ["17850.0", "c0001", "Ann@Acme.test", " 17850 ", "1785"], "salt")
    assert found is not None
    assert found == {
        written: hashed(name, b"salt")[:SHORT]
        for written, name in (
            ("17850.0", "17850"), ("c0001", "C0001"), ("Ann@Acme.test", "ann@acme.test"), (" 17850 ", "17850")
        )
    }  # fmt: skip
    assert not any(name in key for name in customers for key in found.values())
    assert known(data, ["17850"], "another salt") == {}
    assert known(packed(()), ["17850"], "salt") is None


def test_a_new_name_stands_wherever_the_old_one_stood() -> None:
    since = Since(
        file="april.csv",
        moves=(Moved(before="Regulars", after="Once, long ago", customers=3),),
        new=("Once, long ago",),
        ended=("Sleepers",),
        sizes=(Size(id="s1", name="Regulars", before=9, after=5),),
    )
    given = FOUND.model_copy(update={"since": since, "steps_in_short": ("“Regulars”: ask five.",)})
    told = renamed(given, {"s1": "Cooks", "s9": "Resting"}, {"s9": "Sleepers"})
    assert [each.name for each in told.segments] == ["Cooks", "Once, long ago"]
    assert told.next_steps == ("Begin with “Cooks”.",)
    assert told.steps_in_short == ("“Cooks”: ask five.",)
    assert told.since is not None
    assert (told.since.moves[0].before, told.since.ended) == ("Cooks", ("Resting",))
    assert [each.name for each in told.since.sizes] == ["Cooks"]
    assert renamed(told, {"s1": "Regulars"}).segments == FOUND.segments


def test_two_segments_may_change_names_and_none_is_called_like_another() -> None:
    changed = renamed(FOUND, {"s1": "Once, long ago", "s2": "Regulars"})
    assert [each.name for each in changed.segments] == ["Once, long ago", "Regulars"]
    taken = renamed(FOUND, {"s2": "Regulars"})
    assert [each.name for each in taken.segments] == ["Regulars (2)", "Regulars"]
    twice = renamed(FOUND, {"s1": "Cooks", "s2": "cooks"})
    assert [each.name for each in twice.segments] == ["Cooks", "cooks (2)"]
    third = replace(FOUND.segments[1], id="s3", name="Regulars (2)")
    thrice = renamed(FOUND.model_copy(update={"segments": (*FOUND.segments, third)}), {"s2": "Regulars"})
    assert [each.name for each in thrice.segments] == ["Regulars (3)", "Regulars", "Regulars (2)"]


def test_the_rows_say_by_which_correction_a_customer_stands_there() -> None:
    rows = labelled("Customer", ["a", "b"], np.array([0, 1]), FOUND.segments, held={1: (2, 5)})
    assert rows.decode("utf-8-sig").splitlines() == [
        "Customer,segment_id,segment,segment_number,correction",
        "a,s1,Regulars,1,",
        'b,s2,"Once, long ago",2,2 5',
    ]
