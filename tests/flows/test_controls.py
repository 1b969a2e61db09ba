"""Every control besides skip and pause, in the middle of an interview."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from bot.views.elements import LABELS
from flows.interview import handing_over, missing, reminders, steering, undelivered, withdrawing
from flows.interview.state import Phase
from flows.llm.rehearsal import RehearsalModel
from flows.llm.tasks import EXPLAIN_QUESTION, WHAT_IS_MISSING, Explanation, Missing
from flows.replies import DirectNote, Notice, Offer, QuestionCard, Reply, SummaryCard
from interviews.controls import control
from tests.flows.conversation import MONDAY, PROJECT, Conversation
from tests.model_scripts import ScriptedModel

SHIFTS = "Shift workers open it on their phones in the last three days."
TRUST = "They trust the shift lead, he told us."


def notice(reply: Reply) -> str:
    assert isinstance(reply, Notice)
    return reply.text


async def answered(*answers: str, model: ScriptedModel | None = None) -> Conversation:
    conversation = await Conversation(model=model or RehearsalModel()).begun()
    for answer in answers:
        await conversation.say(answer)
    return conversation


@pytest.mark.parametrize("how", ["What am I missing?", "press"])
async def test_what_am_i_missing_is_answered_and_the_question_stays(how: str) -> None:
    conversation = await answered(SHIFTS, TRUST)
    before = conversation.state
    [reply] = await conversation.press("missing", "q3") if how == "press" else await conversation.say(how)
    first, *readings = notice(reply).splitlines()
    assert first == missing.SO_FAR
    assert 1 <= len(readings) <= 4
    assert conversation.state.questions == before.questions
    assert conversation.state.answers == before.answers


async def test_a_reading_that_quotes_what_nobody_said_is_not_shown() -> None:
    readings = ["“Shift workers open it” may be two groups.", "“They love blue buttons” is a guess.", "x" * 400]
    model = ScriptedModel(otherwise=RehearsalModel()).answers(WHAT_IS_MISSING, Missing(readings=readings))
    conversation = await answered(SHIFTS, model=model)
    [reply] = await conversation.say("what am I missing")
    assert notice(reply).splitlines() == [missing.SO_FAR, f"• {readings[0]}"]


async def test_nothing_missing_is_said_too() -> None:
    model = ScriptedModel(otherwise=RehearsalModel()).answers(WHAT_IS_MISSING, Missing(readings=[]))
    conversation = await answered(SHIFTS, model=model)
    [reply] = await conversation.say("missing")
    assert notice(reply) == missing.NOTHING_YET


@pytest.mark.parametrize("how", ["an example, please", "press"])
async def test_an_example_is_shown_and_the_question_stays(how: str) -> None:
    model = ScriptedModel(otherwise=RehearsalModel()).answers(
        EXPLAIN_QUESTION, Explanation(reply="A nurse, paid by her hospital, after two reminders.")
    )
    conversation = await answered(model=model)
    [reply] = await conversation.press("example", "q1") if how == "press" else await conversation.say(how)
    assert notice(reply).startswith("A nurse, paid by her hospital")
    assert notice(reply).endswith("Question 1 of 10 stays open until you answer or skip it.")
    assert conversation.state.answered == 0


async def test_an_explanation_that_flatters_or_never_ends_is_left_to_the_rules() -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    model.answers(EXPLAIN_QUESTION, Explanation(reply="Great question, well done."), Explanation(reply="so " * 400))
    conversation = await answered(model=model)
    for _ in range(2):
        [reply] = await conversation.say("example")
        assert notice(reply).startswith("Any real case will do")


async def test_not_an_answer_takes_the_last_one_back() -> None:
    conversation = await answered(SHIFTS)
    await conversation.say("Lunch, anybody?  The soup is tomato today.")
    [reply] = await conversation.say("That was not an answer.")
    assert notice(reply) == withdrawing.TAKEN_BACK.format(number=2)
    assert conversation.state.answers[2].skipped
    assert conversation.settled["q2"] == "taken back"
    assert conversation.state.answered == 1
    assert conversation.state.waiting is not None


async def test_somebody_elses_answer_is_taken_back_only_when_asked_twice() -> None:
    conversation = await answered(SHIFTS)
    [reply] = await conversation.say("not an answer", user="U2")
    assert notice(reply) == withdrawing.SOMEBODY_ELSES
    assert conversation.state.answered == 1
    await conversation.say("not an answer", user="U3")
    assert conversation.state.answered == 1, "another colleague is asked as well"
    await conversation.say("not an answer", user="U3")
    assert conversation.state.answered == 0


async def test_without_an_answer_there_is_none_to_take_back() -> None:
    conversation = await answered()
    [reply] = await conversation.say("not an answer")
    assert notice(reply) == withdrawing.NOTHING_TO_TAKE_BACK
    assert conversation.state.project == PROJECT


async def test_the_one_who_takes_over_is_told_reminded_and_may_finish() -> None:
    conversation = await answered(SHIFTS)
    [said, note] = await conversation.take(
        conversation.message("hand over to @U7").model_copy(update={"text": "hand over to <@U7>"})
    )
    assert notice(said) == handing_over.HANDED_OVER
    assert isinstance(note, DirectNote)
    assert note.user == "U7"
    assert "https://slack.test/p1.0" in note.text
    assert "portal" not in note.text, "what is talked about stays where it is talked about"
    [reminder] = await conversation.ring("reminder")
    assert isinstance(reminder, DirectNote)
    assert reminder.user == "U7"
    [card] = await conversation.say("finish", user="U7")
    assert isinstance(card, SummaryCard)


async def test_handing_over_to_nobody_asks_to_whom() -> None:
    conversation = await answered(SHIFTS)
    [reply] = await conversation.say("hand over")
    assert notice(reply) == handing_over.TO_WHOM
    assert conversation.state.holder == ""


@pytest.mark.parametrize("how", ["finish", "press"])
async def test_whoever_did_not_begin_is_asked_before_finishing_for_everybody(how: str) -> None:
    conversation = await answered(SHIFTS)
    [reply] = await conversation.say("finish", user="U2")
    assert notice(reply) == steering.FINISH_FOR_ALL
    assert conversation.state.phase is Phase.ASKING
    name = reply.name
    if how == "press":
        press = conversation.message("").model_copy(
            update={"kind": "press", "action": "finish", "user": "U2", "message_ts": conversation.posted[name]}
        )
        [card] = await conversation.take(press)
    else:
        [card] = await conversation.say("finish", user="U2")
    assert isinstance(card, SummaryCard)


async def test_a_confirmation_does_not_outlive_the_next_question() -> None:
    conversation = await answered(SHIFTS)
    await conversation.say("finish", user="U2")
    await conversation.say(TRUST, user="U2")
    [reply] = await conversation.say("finish", user="U2")
    assert notice(reply) == steering.FINISH_FOR_ALL


async def test_whoever_did_not_begin_is_asked_before_skipping_to_the_end() -> None:
    conversation = await answered(SHIFTS)
    for _ in range(2 * conversation.state.length - 2):
        await conversation.say("skip", user="U2")
    assert conversation.state.phase is Phase.ASKING
    [reply] = await conversation.say("skip", user="U2")
    assert notice(reply) == steering.SKIP_FOR_ALL
    *_, card = await conversation.say("skip", user="U2")
    assert isinstance(card, SummaryCard)


async def test_two_weeks_of_silence_end_with_what_there_is() -> None:
    conversation = await answered(SHIFTS)
    assert conversation.timers["closing"] == MONDAY + timedelta(days=14)
    [said, card] = await conversation.ring("closing")
    assert notice(said) == reminders.CLOSED_WITH_SUMMARY.format(days=14)
    assert isinstance(card, SummaryCard)
    assert conversation.state.phase is Phase.REVIEW
    assert await conversation.ring("closing") == []
    assert conversation.state.phase is Phase.CLOSED


async def test_two_weeks_without_an_answer_end_without_a_summary() -> None:
    conversation = await Conversation().begun()
    [said] = await conversation.ring("closing")
    assert notice(said) == reminders.CLOSED_EMPTY.format(days=14)
    assert conversation.state.phase is Phase.CLOSED


async def test_whatever_happens_puts_the_end_off() -> None:
    conversation = await answered(SHIFTS)
    early = dict(conversation.timers)
    conversation.now += timedelta(days=13)
    await conversation.say("pause")
    late = conversation.timers["closing"]
    conversation.timers = early
    assert await conversation.ring("closing") == [], "it was due before something happened"
    assert late == MONDAY + timedelta(days=27)
    conversation.timers["closing"] = late
    [_, card] = await conversation.ring("closing")
    assert isinstance(card, SummaryCard)


async def test_a_card_offers_every_control_within_two_buttons_and_a_menu() -> None:
    conversation = Conversation()
    await conversation.say("", mention=True)
    [card] = await conversation.say(PROJECT)
    assert isinstance(card, QuestionCard)
    assert set(card.offers) == {"skip", "pause", "example", "missing", "edit", "not_answer", "finish"}


async def hands_over(conversation: Conversation, to: str, user: str = "U1") -> list[Reply]:
    said = conversation.message(f"hand over to @{to}", user=user).model_copy(update={"text": f"hand over to <@{to}>"})
    return await conversation.take(said)


async def test_nobody_takes_over_what_somebody_else_holds_without_saying_so_twice() -> None:
    conversation = await answered(SHIFTS)
    [reply] = await hands_over(conversation, "U2", user="U2")
    assert notice(reply) == handing_over.SOMEBODY_ELSES
    assert conversation.state.holder == ""
    [reply] = await conversation.say("finish", user="U2")
    assert notice(reply) == steering.FINISH_FOR_ALL


async def test_handing_over_sends_no_note_twice_and_comes_to_an_end() -> None:
    conversation = await answered(SHIFTS)
    await hands_over(conversation, "U2")
    [reply] = await hands_over(conversation, "U2")
    assert notice(reply) == handing_over.ALREADY_THEIRS
    await hands_over(conversation, "U3")
    await hands_over(conversation, "U4")
    [reply] = await hands_over(conversation, "U5")
    assert notice(reply) == handing_over.OFTEN_ENOUGH.format(times=handing_over.MOST)
    assert conversation.state.holder == "U4"


async def test_a_double_click_takes_back_one_answer() -> None:
    conversation = await answered(SHIFTS, TRUST)
    await conversation.press("not_answer", "q3")
    [reply] = await conversation.press("not_answer", "q3")
    assert notice(reply) == withdrawing.NOTHING_TO_TAKE_BACK
    assert not conversation.state.answers[1].skipped


async def refused(conversation: Conversation, name: str) -> list[Reply]:
    """Slack would not take the post of that name."""
    at = conversation.tick()
    row = conversation.message("").model_copy(
        update={"key": f"undelivered:{name}", "kind": "schedule", "action": "undelivered", "value": name, "ts": at}
    )
    return await conversation.take(row)


async def test_a_question_slack_refused_is_said_in_plain_words() -> None:
    conversation = await answered(SHIFTS)
    [reply] = await refused(conversation, "q2")
    question = conversation.state.waiting
    assert question is not None
    assert notice(reply) == undelivered.IN_PLAIN_WORDS.format(number=2, total=10, question=question.text)
    assert await refused(conversation, reply.name) == [], "once is enough"
    assert await refused(conversation, "q1") == [], "it is settled"


async def test_a_note_slack_refused_hands_nothing_over() -> None:
    conversation = await answered(SHIFTS)
    [_, note] = await hands_over(conversation, "U404")
    [reply] = await refused(conversation, note.name)
    assert notice(reply) == undelivered.NOT_REACHED
    assert conversation.state.holder == ""


async def test_a_late_refusal_takes_the_interview_from_nobody_else() -> None:
    conversation = await answered(SHIFTS)
    [_, first] = await hands_over(conversation, "U2")
    [_, second] = await hands_over(conversation, "U3")
    assert await refused(conversation, first.name) == [], "U3 holds it by now"
    assert conversation.state.holder == "U3"
    [reply] = await refused(conversation, second.name)
    assert notice(reply) == undelivered.NOT_REACHED
    assert conversation.state.holder == "U2", "whoever held it before holds it again"


async def test_what_was_shown_again_shrinks_as_taken_back() -> None:
    conversation = await answered(SHIFTS)
    await conversation.say("pause")
    await conversation.say("resume")
    await conversation.say("They ask in HR, two of them told us.")
    assert conversation.settled["q2-again-1"] == "answered"
    await conversation.say("not an answer")
    assert conversation.settled["q2-again-1"] == "taken back"


@pytest.mark.parametrize("offer", get_args(Offer))
async def test_every_button_is_also_a_word_that_is_answered(offer: Offer) -> None:
    word = control(LABELS[offer])
    assert word is not None, f"nobody understands “{LABELS[offer]}”"
    conversation = await answered(SHIFTS)
    assert await conversation.say(LABELS[offer]) != []


async def test_help_names_every_word() -> None:
    conversation = await answered(SHIFTS)
    [reply] = await conversation.say("help")
    for word in ("skip", "pause", "resume", "finish", "example", "what am I missing?", "not an answer", "hand over to"):
        assert f"“{word}”" in notice(reply)
        assert control(word) or word == "hand over to"


@pytest.mark.parametrize("begun", [False, True])
async def test_help_names_what_the_teams_memory_can_do_on_a_phones_screen(begun: bool) -> None:
    """Before anything was begun, and in the thread of an interview."""
    conversation = await answered() if begun else Conversation()
    [reply] = await conversation.say("help")
    for word in ("we decided to", "which segmentation counts?", "deck", "/segue search", "/segue digest"):
        assert word in notice(reply), word
    assert "/segue export" in notice(reply)
    assert len(notice(reply)) < 1000
