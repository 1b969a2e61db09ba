"""What an edition says: short, invented apart, one step, and no number that nobody counted."""

from __future__ import annotations

import time

import pytest

from segments.since import Size
from studies.digest import MOST_LEARNED, Reason, composed, is_sound
from studies.learned import Strength
from studies.news import Change, Item, News, Someone, Words
from tests.studies.news import SHRUNK, analysed, held, item, settled

ALICE = Someone(id="tiva-melo", name="Alice")


def test_seven_things_are_shown_and_the_rest_is_counted() -> None:
    digest = composed(News(items=tuple(item(f"i{number}") for number in range(19))))
    assert len(digest.learned) == MOST_LEARNED
    assert digest.learned_left == 12
    assert digest.counts["learned"] == 19


def _seconds(news: News) -> float:
    began = time.perf_counter()
    composed(news)
    return time.perf_counter() - began


def test_five_thousand_insights_are_a_short_digest_soon_made() -> None:
    news = News(items=tuple(item(f"i{number}", real=number % 3, at=float(number)) for number in range(5000)))
    small = News(items=news.items[:500])
    few, many = ([_seconds(some) for _ in range(5)] for some in (small, news))
    assert min(many) < 60 * min(few)
    digest = composed(news)
    assert len(digest.learned) + len(digest.invented) <= 10
    assert digest.counts["learned"] + digest.counts["invented"] == 5000


def test_invented_people_have_a_place_of_their_own() -> None:
    digest = composed(News(items=(item("i1", real=0, invented=3), item("i2"))))
    assert [each.insight for each in digest.learned] == ["i2"]
    assert [each.insight for each in digest.invented] == ["i1"]


def test_interviews_with_personas_are_counted_apart_and_come_last() -> None:
    some = (held("a", invented=True), held("b", at=2.0), held("c", invented=True), held("d", at=1.0))
    digest = composed(News(held=some))
    assert [each.id for each in digest.held] == ["d", "b", "a", "c"], "the first first"
    assert (digest.counts["interviews"], digest.counts["with personas"]) == (2, 2)


@pytest.mark.parametrize("change", Change)
def test_what_somebody_pinned_comes_first_among_its_equals(change: Change) -> None:
    """However much the others weigh; and never one that only invented people speak to."""
    strong = item("i1", change=change, strength=Strength.STRONG, real=5, at=9.0, undecided=True)
    pinned = item("i2", change=change, strength=Strength.WEAK, pinned=True)
    invented = item("i3", real=0, invented=4, pinned=True)
    digest = composed(News(items=(strong, invented, pinned)))
    assert [each.insight for each in (*digest.learned, *digest.moved)] == ["i2", "i1"]
    assert [each.insight for each in digest.invented] == ["i3"]


def test_what_was_contradicted_stands_apart_from_what_is_new() -> None:
    digest = composed(News(items=(item("i1"), item("i2", change=Change.CONTRADICTED))))
    assert [each.insight for each in digest.learned] == ["i1"]
    assert [each.insight for each in digest.moved] == ["i2"]


def test_whoever_wrote_in_most_interviews_is_named_first_and_who_left_is_not() -> None:
    news = News(held=(held("a", people=("U1", "U2")), held("b", people=("U2", "U3"))))
    assert composed(news).people == ("U2", "U1", "U3")
    without = composed(news, frozenset({"U2"}))
    assert (without.people, [each.people for each in without.held]) == (("U1", "U3"), [("U1",), ("U3",)])


def test_what_was_decided_last_comes_first_and_the_rest_is_counted() -> None:
    digest = composed(News(settled=tuple(settled(f"d{number}", at=float(number)) for number in range(6))))
    assert [each.id for each in digest.settled] == ["d5", "d4", "d3", "d2"]
    assert (digest.settled_left, digest.counts["decided"], digest.is_empty) == (2, 6, False)


def test_whoever_does_not_want_to_be_named_is_not_named_for_a_decision() -> None:
    [shown] = composed(News(settled=(settled("d1", owner="U2"),)), frozenset({"U2"})).settled
    assert shown.owner == ""


def test_a_question_that_two_interviews_left_open_is_asked_once() -> None:
    news = News(held=(held("a", open=("How many left?", "Why?")), held("b", open=("How many left?", " "))))
    assert composed(news).open == ("How many left?", "Why?")


@pytest.mark.parametrize(
    ("news", "reason", "about"),
    [
        (News(items=(item("i1"), item("i2", change=Change.CONTRADICTED))), Reason.DISAGREE, "What i2 says."),
        (News(items=(item("i1", real=0, invented=2),)), Reason.INVENTED_ONLY, "What i1 says."),
        (News(items=(item("i1"),), held=(held("a", open=("Why?",)),)), Reason.OPEN, "Why?"),
        (News(items=(item("i1", real=4), item("i2"))), Reason.THIN, "What i2 says."),
        (News(items=(item("i1", real=4),)), Reason.QUIET, ""),
        (News(), Reason.QUIET, ""),
    ],
)
def test_one_step_is_suggested_for_what_weighs_most(news: News, reason: Reason, about: str) -> None:
    step = composed(news).step
    assert (step.reason, step.about) == (reason, about)


def test_files_are_told_the_last_first_and_whoever_dropped_them_took_part() -> None:
    some = tuple(analysed(f"r{number}", at=float(number), people=("U1",)) for number in range(5))
    digest = composed(News(analysed=some))
    assert [each.run for each in digest.analysed] == ["r4", "r3", "r2"]
    assert (digest.analysed_left, digest.counts["analysed"], digest.is_empty) == (2, 5, False)
    assert digest.people == ("U1",)
    without = composed(News(analysed=some), frozenset({"U1"}))
    assert (without.people, without.analysed[0].people) == ((), ())


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ((), Reason.SHRUNK),
        ((item("i1"),), Reason.SHRUNK),
        ((item("i1", real=0, invented=2),), Reason.SHRUNK),
        ((item("i1", change=Change.CONTRADICTED),), Reason.DISAGREE),
    ],
)
def test_the_next_step_may_be_about_the_segment_that_lost_most(items: tuple[Item, ...], reason: Reason) -> None:
    digest = composed(News(items=items, analysed=(analysed(since=SHRUNK),)))
    assert digest.step.reason is reason
    assert (digest.step.about == "Regulars") is (reason is Reason.SHRUNK)


def test_a_segment_that_lost_one_in_twenty_is_no_next_step() -> None:
    sizes = (Size(id="s1", name="Regulars", before=120, after=114),)
    little = SHRUNK.model_copy(update={"sizes": sizes})
    assert composed(News(analysed=(analysed(since=little),))).step.reason is Reason.QUIET


def test_a_quotation_within_a_quotation_is_never_suggested() -> None:
    alice = item("i1", real=0, invented=1, text="Alice, asked “Why?”", words=(Words(quote="I ask a sister"),))
    assert composed(News(items=(alice,))).step.about == "I ask a sister"


def test_of_what_single_interviews_say_the_guess_is_asked_about() -> None:
    some = (item("i1", strength=Strength.STRONG), item("i2", strength=Strength.WEAK))
    assert composed(News(items=some)).step.about == "What i2 says."


def test_a_number_of_a_single_interview_needs_a_count_and_no_other_opinion() -> None:
    step = composed(News(items=(item("i1", text="38% cancel in May."),), personas=(ALICE,))).step
    assert (step.reason, step.about, step.persona) == (Reason.COUNT, "38% cancel in May.", None)


def test_who_decided_took_part() -> None:
    news = News(held=(held("a", people=("U1",)),), settled=(settled("d1", owner="U7"), settled("d2", owner="U1")))
    assert composed(news).people == ("U1", "U7")
    assert composed(news, frozenset({"U7"})).people == ("U1",)


def test_a_persona_is_offered_for_what_a_single_interview_said() -> None:
    assert composed(News(items=(item("i1"),), personas=(ALICE,))).step.persona == ALICE
    disagreeing = News(items=(item("i1", change=Change.CONTRADICTED),), personas=(ALICE,))
    assert composed(disagreeing).step.persona is None, "who is invented settles nothing between real people"


@pytest.mark.parametrize(
    ("sentence", "sound"),
    [
        ("Two interviews agree that bills are feared.", True),
        ("Three interviews agree that bills are feared.", False),
        ("Bills are feared by 60 percent.", True),
        ("Bills are feared by 61 percent.", False),
        ("Read <https://a.example|this>.", False),
        ("Ask @dana.", False),
        ("They say “never again”.", False),
        ("One line\nand another", False),
        ("", False),
        ("x" * 200, False),
    ],
)
def test_a_sentence_that_claims_more_than_the_facts_is_not_taken(sentence: str, sound: bool) -> None:
    assert is_sound(sentence, ["2 interviews", "About 60 percent fear bills."], 140) is sound
