"""What segments are called where some of them were there before."""

from __future__ import annotations

from segments.evolution.again import Again
from segments.evolution.calling import called_otherwise, named
from segments.renaming import renamed
from segments.shapes import Segment, Trait
from segments.since import OnceCalled
from segments.telling_since import once_called
from segments.telling_words import plain
from tests.flows.segment_reports import FOUND

ORDERS, MONEY = "orders", "money spent"


def found(*names: str, orders: tuple[float, ...] = ()) -> tuple[Segment, ...]:
    """As the rules name them; `orders`: how far each lies above the others."""
    effects = orders or (0.0,) * len(names)
    return tuple(
        Segment(f"s{at + 1}", at, name, 10, 0.1, 0.1, (Trait(ORDERS, 0, 0, effects[at], "orders"),), (), "")
        for at, name in enumerate(names)
    )


def called(fresh: tuple[Segment, ...], known: Again) -> list[str]:
    return [each.name for each in named(fresh, known)]


def known(*before: str, given: tuple[str, ...] = (), ended: tuple[str, ...] = ()) -> Again:
    ids = tuple(f"s{at + 1}" for at in range(len(before)))
    return Again(ids, before, tuple(range(len(before))), frozenset(ended), frozenset(given))


def test_a_name_does_not_stand_on_those_who_bring_little_while_others_bring_the_most() -> None:
    """`five segments` after three had been found: what was called big spenders is cut in two."""
    fresh = found("Regulars of late", "Gone quiet", "Big spenders of late")
    before = known("Big spenders of late", "Once, long ago", "")
    assert called(fresh, before) == ["Regulars of late", "Once, long ago", "Big spenders of late"]
    assert [each.id for each in named(fresh, before)] == ["s1", "s2", "s3"], "ids and numbers stay"
    otherwise = called_otherwise(named(fresh, before), before)
    assert otherwise == (OnceCalled(number=1, name="Big spenders of late", fits=3),)
    assert once_called(otherwise, plain) == (
        "Segment 1 was once called “Big spenders of late”; now that fits segment 3.",
    )


def test_nor_where_they_differ_only_in_when_they_bought() -> None:
    fresh = found("Regulars of late", "Big spenders last month")
    assert called(fresh, known("Big spenders of late", "")) == ["Regulars of late", "Big spenders last month"]


def test_a_name_of_before_stays_where_no_other_segment_has_a_better_right_to_it() -> None:
    fresh = found("Regulars of late", "Gone quiet")
    before = known("Big spenders of late", "Once, long ago")
    assert called(fresh, before) == ["Big spenders of late", "Once, long ago"]
    assert called_otherwise(named(fresh, before), before) == ()


def test_a_name_goes_where_what_it_says_no_longer_holds_though_no_other_has_a_better_right_to_it() -> None:
    fresh = found("Newer, mostly bought once", "Big spenders")
    before = known("Now and then", "Big spenders")
    told = named(fresh, before, lambda segment, name: (segment.id, name) != ("s1", "Now and then"))
    assert [(each.number, each.name) for each in told] == [(1, "Newer, mostly bought once"), (2, "Big spenders")]
    said = once_called(called_otherwise(told, before), plain)
    assert said == ("Segment 1 was once called “Now and then”; that no longer holds of it.",)


def test_a_name_that_people_gave_stays_whatever_the_figures_say() -> None:
    fresh, before = found("Regulars", "Gone quiet"), known("Cooks", "Gone quiet", given=("s1",))
    told = named(fresh, before, lambda _segment, _name: False)
    assert [each.name for each in told] == ["Cooks", "Gone quiet"]
    assert called_otherwise(told, before) == ()


def test_a_name_that_people_gave_stays_and_who_would_be_called_so_is_told_apart() -> None:
    fresh = found("Gone quiet", "Regulars", orders=(0.1, 1.5))
    assert called(fresh, known("Regulars", "", given=("s1",))) == ["Regulars", "Regulars, more orders"]
    fewer = found("Gone quiet", "Regulars", orders=(2.5, 1.5))
    assert called(fewer, known("regulars", "", given=("s1",))) == ["regulars", "Regulars, fewer orders"]


def test_nobody_is_called_new_nor_like_a_segment_that_ended() -> None:
    fresh = found("Regulars", "Big spenders", orders=(0.0, 2.0))
    assert called(fresh, known("Regulars", "", ended=("Big spenders",))) == ["Regulars", "Big spenders, more orders"]
    alike = found("Regulars", "Big spenders")
    assert called(alike, known("Regulars", "", ended=("Big spenders",))) == ["Regulars", "Big spenders, segment 2"]
    assert called(fresh, known("Regulars", "Big spenders of late (new)")) == ["Regulars", "Big spenders"]


def test_of_two_that_swap_everything_is_said_by_the_names_they_have_today() -> None:
    """A new name for one of them does not go to the other, who has its old one."""
    first, second = FOUND.segments[:2]
    steps = (f"Begin with “{second.name}”.", f"Then “{first.name}”.")
    told = renamed(FOUND.model_copy(update={"next_steps": steps}), {first.id: "Cooks"}, {first.id: second.name})
    assert told.next_steps == (steps[0], "Then “Cooks”.")
