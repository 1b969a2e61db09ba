"""An insight as it is seen: by whom, and from how many sources."""

from __future__ import annotations

from studies.learned import Origin, Relation
from tests.studies.insights import INVENTED, claim, insight, member

OPEN = member(claim("Said in the open."), conversation="open-talk", channel="C1")
CLOSED = member(claim("Said behind a door."), conversation="closed-talk", channel="C2")


def test_whoever_reads_one_channel_sees_what_was_said_there_and_no_more() -> None:
    whole = insight("i1", CLOSED, OPEN.model_copy(update={"relation": Relation.SAME}))
    assert whole.text == "Said behind a door."
    seen = whole.seen_in(frozenset({"C1", "C9"}))
    assert seen is not None
    assert (seen.text, [each.id for each in seen.members]) == ("Said in the open.", ["open-talk-a1.1"])
    assert "door" not in seen.model_dump_json()
    assert whole.seen_in(frozenset({"C9"})) is None


def test_a_text_that_only_contradicts_is_still_a_text() -> None:
    against = OPEN.model_copy(update={"relation": Relation.CONTRADICTS})
    assert insight("i1", CLOSED, against).seen_in(frozenset({"C1"})).text == "Said in the open."  # type: ignore[union-attr]


def test_several_claims_of_one_interview_are_one_source_and_the_invented_are_counted_apart() -> None:
    again = member(claim("Said in the open.", id="a2.1"), Relation.SAME, conversation="open-talk")
    invented = member(claim("So I say.", INVENTED), Relation.SAME, conversation="alice-talk")
    against = member(claim("Not so."), Relation.CONTRADICTS, conversation="third-talk")
    whole = insight("i1", OPEN, again, invented, against)
    assert whole.sources(Origin.TEAM, Origin.DATA) == 1
    assert whole.sources(Origin.SYNTHETIC) == 1
    assert whole.contradicting == (against,)
