"""What deserves the first line of a digest, as a table; and what counts as news at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studies.learned import Origin, Relation, Strength
from studies.news import Change, Item, changed, strength_of
from studies.ranking import ranked
from tests.studies.news import insight, item, member

FIRST, SECOND, STRONGER = Relation.FIRST, Relation.SAME, Relation.STRONGER
AGAINST, INVENTED = Relation.CONTRADICTS, Origin.SYNTHETIC


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"pinned": True, "strength": Strength.WEAK}, {"strength": Strength.STRONG, "real": 5, "undecided": True}),
        ({"change": Change.CONTRADICTED}, {"change": Change.NEW}),
        ({"change": Change.NEW}, {"change": Change.STRONGER}),
        ({"strength": Strength.STRONG}, {"strength": Strength.WEAK}),
        ({"real": 3}, {"real": 1}),
        ({"decisions": ("x",), "undecided": True}, {"decisions": ("x",)}),
        ({"decisions": ("x",)}, {}),
        ({"decisions": ("x",), "undecided": True}, {"real": 3}),
        ({"strength": Strength.WEAK}, {"real": 0, "invented": 9, "strength": Strength.STRONG}),
        ({"strength": Strength.WEAK}, {"real": 0, "invented": 1, "pinned": True}),
        ({"at": 2.0}, {"at": 1.0}),
        ({"real": 0, "invented": 1, "change": Change.CONTRADICTED}, {"real": 0, "invented": 5}),
    ],
)
def test_what_matters_more_comes_first(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Also where its id would put it last."""
    some = [item("i1", **second), item("i2", **first)]
    assert [each.insight for each in ranked(some)] == ["i2", "i1"]


def test_many_who_say_the_same_do_not_drown_what_was_contradicted() -> None:
    some = [item("i1", real=40), item("i2", change=Change.CONTRADICTED, real=4)]
    assert [each.insight for each in ranked(some)] == ["i2", "i1"]


items = st.lists(
    st.builds(
        item, st.uuids().map(str), change=st.sampled_from(Change), real=st.integers(0, 9),
        invented=st.integers(0, 9), pinned=st.booleans(), at=st.floats(0, 9), strength=st.sampled_from(Strength),
    ),
    max_size=12,
)  # fmt: skip


@given(items, st.randoms())
def test_the_order_depends_on_nothing_else(some: list[Item], dice: Any) -> None:
    mixed = list(some)
    dice.shuffle(mixed)
    assert ranked(mixed) == ranked(some)


@given(items)
def test_nobody_invented_leads_where_somebody_real_speaks(some: list[Item]) -> None:
    real = [each.is_real for each in ranked(some)]
    assert real == sorted(real, reverse=True)


@pytest.mark.parametrize(
    ("members", "fresh", "expected"),
    [
        ([member("a", FIRST)], "a", Change.NEW),
        ([member("a", FIRST), member("b", SECOND)], "ab", Change.NEW),
        ([member("a", FIRST), member("b", SECOND)], "b", Change.STRONGER),
        ([member("a", FIRST), member("b", SECOND, conversation="in-a")], "b", None),
        ([member("a", FIRST), member("b", STRONGER, conversation="in-a")], "b", Change.STRONGER),
        ([member("a", FIRST), member("b", AGAINST)], "b", Change.CONTRADICTED),
        ([member("a", FIRST), member("b", AGAINST)], "ab", Change.CONTRADICTED),
        ([member("b", AGAINST)], "b", Change.NEW),
        ([member("a", FIRST), member("b", AGAINST)], "", None),
        ([member("a", FIRST), member("b", SECOND, INVENTED)], "b", None),
        ([member("a", FIRST), member("b", AGAINST, INVENTED)], "b", None),
        ([member("a", FIRST, INVENTED), member("b", AGAINST, INVENTED)], "b", None),
        ([member("a", FIRST, INVENTED), member("b", AGAINST)], "b", Change.CONTRADICTED),
        ([member("a", FIRST, INVENTED), member("b", SECOND)], "b", Change.STRONGER),
        ([member("a", FIRST, INVENTED), member("b", SECOND, INVENTED)], "b", Change.STRONGER),
    ],
)
def test_what_became_of_an_insight(members: list[Any], fresh: str, expected: Change | None) -> None:
    assert changed(insight(*members), frozenset(fresh)) is expected


def test_what_invented_people_are_sure_of_adds_nothing_to_what_real_ones_say() -> None:
    members = (
        member("a", strength=Strength.WEAK),
        member("b", origin=INVENTED, strength=Strength.STRONG),
    )
    assert strength_of(members) is Strength.WEAK
    assert strength_of(members[1:]) is Strength.STRONG
