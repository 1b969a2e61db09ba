"""A correction takes the place of one statement, in the summary and in what the study keeps, and of nothing else."""

from __future__ import annotations

from flows.records import ClaimsKept
from flows.replies import SummaryCard
from interviews.answers import Basis
from interviews.summary import Summary
from studies.learned import Strength
from tests.flows.conversation import Conversation

WHO = "Mostly nurses, delivery drivers and bus drivers."
STAY = "Bus drivers stay for 5 months on average, our billing data shows that."
SKIP = "Delivery drivers skip breakfast."
CORRECTION = "correct: it was the bus drivers who stay for 5 months, not the delivery drivers"


async def corrected(*answers: str, by: str = CORRECTION) -> tuple[Summary, Conversation]:
    conversation = await Conversation().begun(5)
    for answer in answers:
        await conversation.say(answer)
    await conversation.say("finish")
    [card] = await conversation.say(by)
    assert isinstance(card, SummaryCard)
    return card.summary, conversation


def kept(conversation: Conversation) -> ClaimsKept:
    assert conversation.last is not None
    return next(each for each in conversation.last.records if isinstance(each, ClaimsKept))


async def test_a_corrected_statement_is_known_as_well_as_before() -> None:
    summary, conversation = await corrected(WHO, STAY, SKIP)
    [said] = [each for part in summary.considerations for each in part.statements if each.answers == ("c1",)]
    assert said.basis is Basis.COUNTED
    [learned] = [each for each in kept(conversation).claims if each.id.startswith("c1")]
    assert learned.strength is Strength.STRONG


async def test_whoever_guesses_in_a_correction_has_guessed() -> None:
    summary, _ = await corrected(WHO, STAY, by="correct: I guess bus drivers stay for 4 months")
    [said] = [each for part in summary.considerations for each in part.statements if each.answers == ("c1",)]
    assert said.basis is Basis.GUESS


async def test_a_correction_leaves_everybody_elses_answers_in_the_summary() -> None:
    summary, _ = await corrected(WHO, STAY, SKIP)
    cited = {id for part in summary.considerations for each in part.statements for id in each.answers}
    assert cited == {"a1", "a3", "c1"}


async def test_a_correction_makes_no_segment_of_its_own_and_keeps_the_ones_it_speaks_of() -> None:
    summary, _ = await corrected(WHO, STAY, SKIP)
    segments = {each.name: each for each in summary.segments}
    assert set(segments) >= {"Bus drivers", "Delivery drivers"}
    assert all(set(each.answers) != {"c1"} for each in segments.values())
    assert "stay for 5 months" in segments["Bus drivers"].rule
    assert "c1" not in segments["Delivery drivers"].answers


async def test_a_group_that_only_the_corrected_answer_named_is_still_a_segment() -> None:
    summary, _ = await corrected(SKIP, STAY, by="correct: bus drivers stay for 4 months")
    assert "Bus drivers" in [each.name for each in summary.segments]
    assert f"“{summary.segments[0].name.lower()}”" in summary.ideas[0].text.lower()


async def test_the_study_keeps_the_correction_in_place_of_what_it_corrects() -> None:
    _, conversation = await corrected(WHO, STAY, SKIP)
    assert [each.id for each in kept(conversation).claims] == ["a1.1", "a3.1", "c1.1"]


async def test_a_second_correction_takes_the_place_of_the_first() -> None:
    _, conversation = await corrected(WHO, STAY, SKIP)
    await conversation.say("correct: the bus drivers stay for 6 months")
    assert [each.id for each in kept(conversation).claims] == ["a1.1", "a3.1", "c2.1"]
