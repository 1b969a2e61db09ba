"""The six criteria on a page: once what all have in common, with each what is its own, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

from bot.views.gallery_segments import FOUND
from segments.telling_judged import each_judged, judged
from segments.told import Criterion, Segment

FIRST, SECOND = FOUND.segments
RULE = "Orders over 3. This gets 96 of 100 right: 96 of 100 it picks are members, and it finds 93 of 100 members."


def stable(value: float, said: str = "It comes back") -> Criterion:
    aside = f" (Jaccard {value})"
    return Criterion("stable", "met", value, f"{said}{aside}. Whether it lasts, later files will show.", aside=aside)


def given(one: Criterion, other: Criterion, rule: str = RULE) -> tuple[Segment, Segment]:
    return replace(FIRST, criteria=(one,), rule=rule), replace(SECOND, criteria=(other,), rule=rule)


def test_what_all_have_in_common_is_told_once_with_what_its_figure_is() -> None:
    both = given(stable(0.91), stable(0.84))
    [told] = judged(both)
    assert told.startswith("✓ stable: It comes back. Whether it lasts, later files will show. Jaccard is the share")
    assert [[*each_judged(each, both)] for each in both] == [["✓ stable: Jaccard 0.91."], ["✓ stable: Jaccard 0.84."]]


def test_a_sentence_of_its_own_stands_with_its_segment_and_none_with_a_mark_of_all() -> None:
    both = given(stable(0.91), stable(0.6, "There is a pattern"))
    [told] = judged(both)
    assert told.startswith("stable: Whether it lasts")
    assert [[*each_judged(each, both)] for each in both] == [
        ["✓ stable: It comes back (Jaccard 0.91)."], ["✓ stable: There is a pattern (Jaccard 0.6)."],
    ]  # fmt: skip


def test_what_nobody_knows_of_any_is_told_of_all_alone() -> None:
    unknown = Criterion("responds differently", "unknown", None, "No outcome is in the file, so nobody knows.")
    both = given(unknown, unknown)
    assert [*judged(both)] == ["? responds differently: No outcome is in the file, so nobody knows."]
    assert [[*each_judged(each, both)] for each in both] == [[], []]


def test_how_often_a_rule_is_right_stands_with_the_rule() -> None:
    aside = " (F1 0.94)"
    found = Criterion("identifiable", "met", 0.94, f"A rule finds 93 % of them{aside}. Too few to test.", aside=aside)
    both = given(found, replace(found, words=f"A rule finds 94 % of them{aside}."))
    assert [*each_judged(both[0], both)] == ["✓ identifiable: F1 0.94. Too few to test."]
    assert [*each_judged(replace(both[0], rule="Orders over 3."), both)] == [f"✓ identifiable: {found.words}"]


def test_one_segment_has_nothing_in_common_with_others() -> None:
    [alone, _] = given(stable(0.91), stable(0.91))
    assert [*each_judged(alone, (alone,))] == [f"✓ stable: {alone.criteria[0].words}"]
