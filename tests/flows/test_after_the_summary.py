"""After the summary: rated, corrected, asked about, shared; the last word is the team's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from errors import ModelRubbish
from flows.analyses import WITH_BELIEFS
from flows.interview import answering, closing, meeting, reviewing, sharing, taking, undelivered
from flows.interview.forms import form
from flows.interview.state import Phase
from flows.llm.rehearsal import RehearsalModel
from flows.llm.tasks import ANSWER_FOLLOW_UP, SUMMARISE, FollowUp, SaidDraft, SummaryDraft
from flows.replies import FollowUpAnswer, Notice, Reply, ReviewCard, SharedSummary, SharePreview, SummaryCard
from interviews.answers import Basis
from personas.guide import decision_in, without_decision
from personas.request import brief_of
from tests.flows.conversation import Conversation
from tests.model_scripts import ScriptedModel

COURIERS = "Couriers call at noon and pay 35 euros, that's from our books."
FAMILIES = "Families book late at night; three of them told us so."


def notice(replies: list[Reply]) -> str:
    [reply] = replies
    assert isinstance(reply, Notice)
    return reply.text


async def summed_up(model: ScriptedModel | None = None) -> Conversation:
    conversation = await Conversation(model=model or RehearsalModel()).begun(3)
    await conversation.say(COURIERS)
    await conversation.say(FAMILIES)
    [card] = await conversation.say("finish")
    assert isinstance(card, SummaryCard)
    assert conversation.state.phase is Phase.REVIEW
    return conversation


def scripted() -> ScriptedModel:
    return ScriptedModel(otherwise=RehearsalModel())


async def test_a_summary_asks_how_useful_it_is() -> None:
    conversation = await summed_up()
    assert conversation.last is not None
    [review] = [reply for reply in conversation.last.replies if isinstance(reply, ReviewCard)]
    assert review.may_share


@pytest.mark.parametrize(("said", "stars"), [("4", 4), ("3/4", 3), ("2 of 4", 2), (" 1 ", 1)])
async def test_a_rating_is_a_number_or_a_button(said: str, stars: int) -> None:
    written, pressed = await summed_up(), await summed_up()
    expected = (reviewing.RATED if stars > 2 else reviewing.RATED_LOW).format(stars=stars)
    assert notice(await written.say(said)) == expected
    assert notice(await pressed.press(f"rate_{stars}", "rating-1")) == expected
    assert written.state.ratings == pressed.state.ratings == {"U1": stars}
    assert written.state.phase is (Phase.CLOSED if stars > 2 else Phase.REVIEW)


async def test_whoever_rates_again_changes_their_mind_and_each_member_has_a_say() -> None:
    conversation = await summed_up()
    await conversation.say("4")
    await conversation.say("2")
    await conversation.say("3", user="U2")
    assert conversation.state.ratings == {"U1": 2, "U2": 3}


async def test_a_rating_without_a_summary_is_an_answer_or_a_button_of_the_past() -> None:
    conversation = await Conversation().begun(3)
    await conversation.say("3")
    assert conversation.state.answers[1].text == "3"
    assert "settled already" in notice(await conversation.press("rate_3", "q2"))
    assert conversation.state.ratings == {}


async def test_a_correction_is_applied_shown_and_can_be_cited() -> None:
    conversation = await summed_up()
    [card] = await conversation.say("Correct: couriers pay 40 euros, we looked it up in the books.")
    assert isinstance(card, SummaryCard)
    assert card.corrected
    assert card.name == "summary-2"
    assert conversation.gone == ["summary"]
    shown = card.summary.model_dump_json()
    assert "40 euros" in shown
    assert "35 euros" not in shown
    statements = [each for part in card.summary.considerations for each in part.statements]
    assert any(each.answers == ("c1",) for each in statements)
    assert conversation.state.phase is Phase.REVIEW


async def test_what_a_model_makes_up_about_a_correction_is_dropped() -> None:
    model = scripted()
    conversation = await summed_up(model)
    model.answers(SUMMARISE, lambda inputs: _summary_citing(inputs.corrections[0].answer.id))
    [card] = await conversation.say("correct: couriers pay 40 euros")
    assert isinstance(card, SummaryCard)
    assert [each.text for each in card.summary.problem] == ["Couriers pay 40 euros."]
    assert card.summary.dropped == 1


def _summary_citing(id: str) -> SummaryDraft:
    said = SaidDraft(text="Couriers pay 40 euros.", answers=[id], basis=Basis.HEARD)
    made_up = SaidDraft(text="Couriers pay 60 euros.", answers=[id], basis=Basis.HEARD)
    return SummaryDraft(
        problem=[said, made_up],
        considerations=[],
        ideas=[],
        not_thinking_of=[],
        segments=[],
        open_questions=[],
        resources=[],
    )


async def test_corrections_come_to_an_end() -> None:
    conversation = await summed_up()
    for number in range(reviewing.MOST_CORRECTIONS):
        await conversation.say(f"correct: couriers pay {40 + number} euros")
    assert "summed up 6 times" in notice(await conversation.say("correct: couriers pay 50 euros"))
    assert len(conversation.state.corrections) == reviewing.MOST_CORRECTIONS


async def test_other_words_are_kept_and_it_is_said_once_how_to_go_on() -> None:
    conversation = await summed_up()
    assert notice(await conversation.say("Thank you all.")) == reviewing.HOW_TO_GO_ON
    assert await conversation.say("That was quick.") == []
    assert await conversation.say("@Ravi what do you think?") == [], "that is for somebody else"


async def test_a_question_is_answered_from_what_was_said_with_links() -> None:
    conversation = await summed_up()
    [reply] = await conversation.say("When do couriers call?")
    assert isinstance(reply, FollowUpAnswer)
    assert reply.statements[0].answers == ("a1",)
    assert "Couriers call at noon" in reply.statements[0].text
    first = conversation.state.answers[1].parts[0].ts
    assert reply.links["a1"] == f"https://slack.test/p{first}"


async def test_a_question_nobody_answered_gets_an_honest_no() -> None:
    conversation = await summed_up()
    assert notice(await conversation.say("Why is the moon bright?")) == answering.NOT_SAID


async def test_an_answer_that_cites_nothing_or_something_made_up_is_not_shown() -> None:
    made_up = SaidDraft(text="Couriers pay 90 euros.", answers=["a1"], basis=Basis.COUNTED)
    reading = SaidDraft(text="Couriers may pay more.", answers=[], basis=None)
    model = scripted().answers(ANSWER_FOLLOW_UP, FollowUp(statements=[made_up, reading]), ModelRubbish("no"))
    conversation = await summed_up(model)
    assert notice(await conversation.say("What do couriers pay?")) == answering.NOT_SAID
    [reply] = await conversation.say("What do couriers pay?")
    assert isinstance(reply, FollowUpAnswer), "without a usable answer the rules look for themselves"


async def test_questions_are_answered_after_the_rating_too() -> None:
    conversation = await summed_up()
    await conversation.say("4")
    [reply] = await conversation.say("Who books late at night?")
    assert isinstance(reply, FollowUpAnswer)


async def test_the_short_version_is_shown_before_it_is_posted_once_and_taken_back() -> None:
    conversation = await summed_up()
    [preview] = await conversation.press("share", "rating-1")
    assert isinstance(preview, SharePreview)
    assert conversation.state.shared_at == ""
    [post, said] = await conversation.press("share_now", preview.name)
    assert isinstance(post, SharedSummary)
    assert post.channel == "C1"
    assert isinstance(said, Notice)
    assert said.text == sharing.SHARED
    assert notice(await conversation.press("share_now", preview.name)) == sharing.ALREADY
    assert notice(await conversation.press("undo", said.name)) == sharing.TAKEN_BACK
    assert conversation.gone == [preview.name, post.name, said.name], "preview and button are gone, as is the post"
    assert notice(await conversation.press("undo", said.name)) == sharing.NOTHING_POSTED
    [again, _] = await conversation.press("share_now", preview.name)
    assert isinstance(again, SharedSummary)
    assert again.name != post.name


async def test_after_ten_minutes_it_stays() -> None:
    conversation = await summed_up()
    [preview] = await conversation.say("share")
    [_, said] = await conversation.press("share_now", preview.name)
    conversation.now += timedelta(minutes=11)
    assert notice(await conversation.press("undo", said.name)) == sharing.TOO_LATE
    assert conversation.gone == [preview.name]


async def test_a_direct_message_has_no_channel_to_share_in() -> None:
    conversation = await summed_up()
    assert notice(await conversation.say("share", direct=True)) == sharing.NOT_HERE


async def test_an_edit_after_the_summary_offers_to_sum_up_again() -> None:
    conversation = await Conversation().begun(3)
    message = conversation.message(COURIERS)
    await conversation.take(message)
    await conversation.say("finish")
    [noted] = await conversation.edit(message.ts, "Couriers call at one and pay 35 euros, that's from our books.")
    assert isinstance(noted, Notice)
    assert noted.text == taking.RESTS_ON_EARLIER
    assert noted.offers == ("again",)
    [card] = await conversation.press("again", noted.name)
    assert isinstance(card, SummaryCard)
    assert "call at one" in card.summary.model_dump_json()
    assert "call at noon" not in card.summary.model_dump_json()


async def test_interview_after_the_summary_closes_it_so_that_a_new_one_can_begin() -> None:
    conversation = await summed_up()
    assert notice(await conversation.say("interview", mention=True)) == reviewing.OVER
    assert conversation.last is not None
    assert conversation.last.status == "closed"


async def test_segments_stand_in_the_order_of_what_speaks_for_them() -> None:
    conversation = await summed_up()
    summary = conversation.state.summary
    assert summary is not None
    scores = [segment.worth.score for segment in summary.segments]
    assert scores == sorted(scores, reverse=True)
    assert [segment.id for segment in summary.segments] == list("ABCDEF"[: len(scores)])
    assert all(segment.worth.why for segment in summary.segments)


async def test_what_was_corrected_since_the_preview_is_looked_at_again() -> None:
    conversation = await summed_up()
    [preview] = await conversation.say("share")
    await conversation.say("correct: couriers pay 40 euros")
    assert notice(await conversation.press("share_now", preview.name)) == sharing.CHANGED
    assert conversation.state.shared_at == ""


async def test_sharing_comes_to_an_end() -> None:
    conversation = await summed_up()
    for _ in range(sharing.MOST):
        [preview] = await conversation.say("share")
        [_, said] = await conversation.press("share_now", preview.name)
        await conversation.press("undo", said.name)
    assert notice(await conversation.say("share")) == sharing.OFTEN_ENOUGH.format(times=sharing.MOST)


async def test_a_share_slack_refused_can_be_tried_again() -> None:
    conversation = await summed_up()
    [preview] = await conversation.say("share")
    [post, _] = await conversation.press("share_now", preview.name)
    row = conversation.message("").model_copy(
        update={"key": "undelivered", "kind": "schedule", "action": "undelivered", "value": post.name}
    )
    assert notice(await conversation.take(row)) == undelivered.NOT_SHARED
    [preview] = await conversation.say("share")
    assert isinstance(preview, SharePreview)


async def test_whether_an_answer_helped_is_kept_and_answered_only_if_not() -> None:
    conversation = await summed_up()
    [reply] = await conversation.say("When do couriers call?")

    async def judges(value: str) -> list[Reply]:
        press = conversation.message("").model_copy(
            update={
                "kind": "press", "action": "feedback", "value": value, "message_ts": conversation.posted[reply.name],
            }
        )  # fmt: skip
        return await conversation.take(press)

    assert await judges("helps") == []
    assert notice(await judges("does not help")) == answering.NO_HELP
    assert await judges("does not help") == [], "said once"
    assert list(conversation.state.feedback.values()) == ["does not help"]


async def test_summing_up_again_needs_something_new_and_comes_to_an_end() -> None:
    conversation = await Conversation().begun(3)
    message = conversation.message(COURIERS)
    await conversation.take(message)
    await conversation.say("finish")
    [noted] = await conversation.edit(message.ts, "Couriers call at one and pay 35 euros.")
    await conversation.press("again", noted.name)
    assert notice(await conversation.press("again", noted.name)) == closing.NOTHING_NEW
    while conversation.state.summaries < closing.MOST_SUMMARIES:
        await conversation.edit(message.ts, f"Couriers pay {conversation.state.summaries} euros a month to us.")
        await conversation.press("again", noted.name)
    await conversation.edit(message.ts, "Couriers pay nothing.")
    assert notice(await conversation.press("again", noted.name)) == closing.OFTEN_ENOUGH.format(times=8)


async def test_help_is_answered_however_often_it_is_asked_for() -> None:
    conversation = await summed_up()
    for _ in range(2):
        assert notice(await conversation.say("help")) == reviewing.WORDS_AFTER
    await conversation.say("4")
    for _ in range(2):
        assert notice(await conversation.say("help")) == reviewing.WORDS_AFTER


async def test_sharing_in_plain_words() -> None:
    conversation = await summed_up()
    await conversation.say("share")
    [post, _] = await conversation.say("post it")
    assert isinstance(post, SharedSummary)
    assert notice(await conversation.say("undo")) == sharing.TAKEN_BACK
    assert post.name in conversation.gone
    assert notice(await conversation.say("sum up again")) == closing.NOTHING_NEW


async def test_after_fifty_questions_it_says_so() -> None:
    conversation = await summed_up()
    conversation.state = conversation.state.model_copy(update={"asked_after": answering.MOST_QUESTIONS})
    reply = notice(await conversation.say("Who books late at night?"))
    assert reply == answering.ASKED_ENOUGH.format(times=answering.MOST_QUESTIONS)


async def test_what_was_rated_is_seen_on_the_card() -> None:
    conversation = await summed_up()
    await conversation.say("2")
    await conversation.say("4", user="U2")
    assert conversation.last is not None
    [card] = [reply for reply in conversation.last.replies if isinstance(reply, ReviewCard)]
    assert (card.ratings, card.changes) == ((2, 4), "rating-1")


async def test_a_correction_may_say_who_is_a_group_and_who_is_none() -> None:
    conversation = await summed_up()
    await conversation.say("correct: night nurses are a group too, and families are no group.")
    summary = conversation.state.summary
    assert summary is not None
    names = [segment.name.lower() for segment in summary.segments]
    assert "night nurses" in names
    assert not any("families" in name for name in names)


async def test_a_segment_can_be_met_as_a_persona() -> None:
    conversation = await summed_up()
    summary = conversation.state.summary
    assert summary is not None
    said = notice(await conversation.press("persona_A", "rating-1"))
    assert said == meeting.IN_A_THREAD.format(segment=summary.segments[0].name)
    assert conversation.last is not None
    [begun] = conversation.last.next
    assert begun.begins == "persona"
    brief = brief_of(begun.said) or ""
    met = summary.segments[0]
    assert without_decision(brief) == f"somebody of the segment “{met.name}”: {met.rule}".strip()
    assert decision_in(brief) == "We must choose by March whom to design it for"
    assert notice(await conversation.press("persona_F", "rating-1")) == meeting.NO_SEGMENT


async def test_candidate_segments_can_be_held_against_a_file_in_a_thread_of_its_own() -> None:
    conversation = await summed_up()
    assert notice(await conversation.press("check_in_data", "rating-1")) == meeting.A_FILE_ELSEWHERE
    assert conversation.last is not None
    [begun] = conversation.last.next
    assert (begun.begins, begun.value) == ("segmentation", WITH_BELIEFS)


async def test_an_answer_that_is_edited_bears_the_number_of_its_card() -> None:
    conversation = await summed_up()
    state = conversation.state
    skipped = state.answers[1].model_copy(update={"skipped": True, "parts": ()})
    state = state.model_copy(update={"answers": (state.answers[0], skipped, *state.answers[2:])})
    offered = form(state, "edit")
    assert offered is not None
    assert f"1. {state.questions[2].text}" in [each.label for each in offered.choices]
