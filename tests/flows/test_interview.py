"""The guided interview, as dialogues with its state machine."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.interview import INTERVIEW, reminders, rereading, steering, taking
from flows.interview.beginning import ALREADY_RUNNING, HOW_TO_BEGIN, WHAT_I_DO, WHILE_PAUSED
from flows.interview.forms import wording
from flows.interview.reminders import after_working_time
from flows.interview.state import InterviewState, Phase, title_of
from flows.replies import DirectNote, Introduction, Notice, QuestionCard, SummaryCard
from flows.runtime import Incoming, Timer
from interviews.question_rules import faults
from tests.flows.conversation import PROJECT, Conversation

ANSWERS = [
    "Employees of companies with 200 to 2,000 people, about half of them paid by the hour.",
    "HR told us that about 60 percent of the calls to the help desk are about words like deductible.",
    "Most open the portal once a year, in the last three days, on the phone.",
    "They trust a text message from the shift lead more than a portal.",
    "People with a new baby compare for hours; the young ones do it in four minutes.",
]


async def test_a_bare_mention_is_introduced_to_and_asked_for_the_project() -> None:
    [introduction] = await Conversation().say("", mention=True)
    assert isinstance(introduction, Introduction)
    assert introduction.total == 10
    assert introduction.rehearsing


@pytest.mark.parametrize(
    ("words", "total"),
    [("interview, 5 questions", 5), ("quick interview", 5), ("interview", 10), ("interview with 99 questions", 15)],
)
async def test_the_length_is_as_asked(words: str, total: int) -> None:
    [introduction] = await Conversation().say(words, mention=True)
    assert isinstance(introduction, Introduction)
    assert introduction.total == total


async def test_a_mention_with_the_project_brings_the_first_question_at_once() -> None:
    conversation = Conversation()
    [card] = await conversation.say(PROJECT, mention=True)
    assert isinstance(card, QuestionCard)
    assert (card.number, card.total) == (1, 10)
    assert card.introduction is not None
    assert conversation.last is not None
    assert conversation.last.title.startswith("We sell a benefits portal")


async def test_a_whole_interview_ends_with_a_summary_that_cites_its_answers() -> None:
    conversation = await Conversation().begun(5)
    for number, answer in enumerate(ANSWERS, 1):
        assert conversation.state.number == number
        [reply] = await conversation.say(answer)
    assert isinstance(reply, SummaryCard)
    cited = {id for part in reply.summary.considerations for each in part.statements for id in each.answers}
    assert cited <= {f"a{number}" for number in range(6)}
    assert len(cited) >= 4
    assert 3 <= len(reply.summary.segments) <= 6
    assert all(len(segment.judgements) == 6 for segment in reply.summary.segments)
    assert conversation.last is not None
    assert conversation.last.status == "open", "the team has the last word"


async def test_every_question_posted_keeps_the_rules_of_asking() -> None:
    conversation = await Conversation().begun(5)
    for answer in ANSWERS:
        await conversation.say(answer)
    questions, answers = conversation.state.questions, conversation.state.answers
    for number in range(1, len(questions)):
        assert faults(questions[number], questions[:number], answers[:number]) == []


async def test_three_short_messages_of_two_people_are_one_answer() -> None:
    conversation = await Conversation().begun()
    first, second = conversation.message("Mostly"), conversation.message("warehouse workers", user="U2")
    third = conversation.message("in Ohio")
    [card] = await conversation.take(third, first, second)
    assert isinstance(card, QuestionCard)
    assert card.number == 2
    assert conversation.state.answers[1].text == "Mostly\nwarehouse workers\nin Ohio"
    assert [part.author for part in conversation.state.answers[1].parts] == ["U1", "U2", "U1"]


async def test_skips_do_not_count_and_follow_ups_do() -> None:
    conversation = await Conversation().begun(5)
    [card] = await conversation.say("skip")
    assert isinstance(card, QuestionCard)
    assert (card.number, card.total) == (1, 5)
    assert steering.SKIPPED in card.before


async def test_skipping_everything_ends_without_a_summary() -> None:
    conversation = await Conversation().begun(3)
    for _ in range(5):
        await conversation.say("skip")
    [notice] = await conversation.say("skip")
    assert isinstance(notice, Notice)
    assert notice.text == steering.FINISHED_EMPTY


@pytest.mark.parametrize("by_button", [True, False])
async def test_a_pause_keeps_the_question_and_resume_shows_it_again(by_button: bool) -> None:
    conversation = await Conversation().begun()
    waiting = conversation.state.waiting
    [paused] = await (conversation.press("pause", "q1") if by_button else conversation.say("Pause."))
    assert isinstance(paused, Notice)
    assert paused.offers == ("resume", "finish")
    assert conversation.last is not None
    assert conversation.last.status == "paused"
    [card] = await (conversation.press("resume", paused.name) if by_button else conversation.say("resume"))
    assert isinstance(card, QuestionCard)
    assert card.question == waiting
    assert conversation.last.status == "open"


async def test_an_answer_given_while_paused_is_taken_and_the_interview_goes_on() -> None:
    conversation = await Conversation().begun()
    await conversation.say("pause")
    [card] = await conversation.say(ANSWERS[0])
    assert isinstance(card, QuestionCard)
    assert card.number == 2
    assert card.before.startswith(taking.RESUMED)


async def test_finish_now_sums_up_what_there_is() -> None:
    conversation = await Conversation().begun()
    await conversation.say(ANSWERS[0])
    [summary] = await conversation.say("finish")
    assert isinstance(summary, SummaryCard)
    assert summary.answered == 1


async def test_an_old_button_changes_nothing_and_says_so() -> None:
    conversation = await Conversation().begun()
    await conversation.say(ANSWERS[0])
    for _ in range(2):
        [notice] = await conversation.press("skip", "q1")
        assert isinstance(notice, Notice)
        assert notice.text == steering.STALE
    assert conversation.state.number == 2


async def test_what_was_written_before_the_question_appeared_joins_the_answer_before() -> None:
    conversation = await Conversation().begun()
    early = conversation.tick()
    [card] = await conversation.say(ANSWERS[0])
    assert await conversation.take(conversation.message("and some in Texas", ts=early)) == []
    assert "and some in Texas" in conversation.state.answers[1].text
    assert conversation.state.waiting == card.question
    await conversation.say(ANSWERS[1])
    assert any("Texas" in claim.quote for claim in conversation.state.answers[1].claims)


async def test_nobody_skips_a_question_they_have_not_seen() -> None:
    conversation = await Conversation().begun()
    early = conversation.tick()
    await conversation.say(ANSWERS[0])
    assert await conversation.take(conversation.message("skip", ts=early)) == []
    assert conversation.state.number == 2


async def test_side_talk_is_no_answer() -> None:
    conversation = await Conversation().begun()
    assert await conversation.say("@Ravi do you know the number?") == []
    assert conversation.state.number == 1


@pytest.mark.parametrize("text", [":tada:", "🎉🎉", "…"])
async def test_emoji_are_asked_to_become_words(text: str) -> None:
    conversation = await Conversation().begun()
    [notice] = await conversation.say(text)
    assert isinstance(notice, Notice)
    assert notice.text == taking.ONLY_WORDS
    assert conversation.state.number == 1


async def test_a_file_without_words_is_answered() -> None:
    conversation = await Conversation().begun()
    [notice] = await conversation.say("", files=("survey.xlsx",))
    assert isinstance(notice, Notice)
    assert notice.text == taking.NO_FILES


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return x < 3 and x > 1",
        "موظفون يعملون بالساعة في المستودعات",
        "word " * 8000,
        "<!channel> all of them",
    ],
)
async def test_odd_answers_are_kept_whole_and_the_interview_goes_on(text: str) -> None:
    conversation = await Conversation().begun()
    [card] = await conversation.say(text)
    assert isinstance(card, QuestionCard)
    assert card.number == 2
    assert conversation.state.answers[1].text == text


async def test_i_do_not_know_is_an_answer() -> None:
    conversation = await Conversation().begun(3)
    for _ in range(2):
        await conversation.say("I don't know")
    [summary] = await conversation.say("no idea")
    assert isinstance(summary, SummaryCard)


async def test_a_second_start_says_it_is_running() -> None:
    conversation = await Conversation().begun()
    [notice] = await conversation.say("interview", mention=True)
    assert isinstance(notice, Notice)
    assert notice.text == ALREADY_RUNNING.format(number=1, total=10)


async def test_the_project_cannot_be_skipped() -> None:
    conversation = Conversation()
    await conversation.say("interview", mention=True)
    [notice] = await conversation.say("skip")
    assert isinstance(notice, Notice)
    assert notice.text == steering.NEED_PROJECT


async def test_an_edited_answer_is_read_again_and_what_rests_on_it_is_shown() -> None:
    conversation = await Conversation().begun()
    message = conversation.message("Warehouses in Ohio.")
    await conversation.take(message)
    [notice] = await conversation.edit(message.ts, "Warehouses in Texas.")
    assert isinstance(notice, Notice)
    assert notice.text == rereading.READ_AGAIN
    assert [card.changes for card in conversation.redrawn] == ["q2"]
    assert await conversation.edit(message.ts, "Warehouses in Texas") == [], "nothing that was said has changed"
    assert [claim.quote for claim in conversation.state.answers[1].claims] == ["Warehouses in Texas"]


async def test_an_edit_or_deletion_that_overtakes_its_message_holds() -> None:
    conversation = await Conversation().begun()
    late, gone = conversation.tick(), conversation.tick()
    await conversation.edit(late, "Warehouses in Texas.")
    await conversation.delete(gone)
    await conversation.take(conversation.message("Warehouses in Ohio.", ts=late), conversation.message("Oops", ts=gone))
    assert conversation.state.answers[1].text == "Warehouses in Texas."


async def test_a_deleted_answer_stays_as_an_open_question() -> None:
    conversation = await Conversation().begun(3)
    message = conversation.message("Warehouses in Ohio.")
    await conversation.take(message)
    await conversation.delete(message.ts)
    await conversation.say(ANSWERS[1])
    [summary] = await conversation.say(ANSWERS[2])
    assert isinstance(summary, SummaryCard)
    assert "Ohio" not in summary.summary.model_dump_json()


async def test_after_the_end_it_is_said_once_and_an_edit_is_noted() -> None:
    conversation = await Conversation().begun()
    message = conversation.message(ANSWERS[0])
    await conversation.take(message)
    await conversation.say("finish")
    await conversation.say("4")
    [notice] = await conversation.say("one more thing: couriers")
    assert isinstance(notice, Notice)
    assert notice.text == taking.CLOSED
    assert await conversation.say("and another") == []
    [noted] = await conversation.edit(message.ts, "Only couriers.")
    assert isinstance(noted, Notice)
    assert noted.text == taking.RESTS_ON_EARLIER


async def test_the_reminder_comes_once_per_question_and_only_while_it_waits() -> None:
    conversation = await Conversation().begun()
    [note] = await conversation.ring("reminder")
    assert isinstance(note, DirectNote)
    assert note.user == "U1"
    assert await conversation.ring("reminder") == []
    await conversation.say("pause")
    assert await conversation.ring("reminder") == []


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23T10:00", 24, "2026-11-24T10:00"),  # Monday -> Tuesday
        ("2026-11-27T12:00", 24, "2026-11-30T12:00"),  # Friday -> Monday
        ("2026-11-28T09:00", 24, "2026-12-01T00:00"),  # Saturday -> Monday is the working day
        ("2026-11-27T23:00", 0.5, "2026-11-27T23:30"),
    ],
)
def test_a_working_day_leaves_out_weekends(start: str, hours: float, due: str) -> None:
    at = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert after_working_time(at, timedelta(hours=hours)) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "states").glob("interview-*.json")), ids=lambda path: path.stem
)
async def test_stored_states_of_every_version_still_load_and_go_on(path: Path) -> None:
    state = INTERVIEW.load(json.loads(path.read_text()))
    conversation = Conversation(state=state)
    replies = await conversation.say(ANSWERS[3])
    assert replies
    assert conversation.state.phase in (Phase.ASKING, Phase.CLOSED)


@pytest.mark.parametrize("stored", [{"version": 99}, {"version": 1, "phase": "dancing"}, {"phase": "new"}, {}])
def test_corrupt_and_newer_states_are_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"version|phase"):
        INTERVIEW.load(stored)


@pytest.mark.parametrize("name", ["benefits_portal", "social_platform"])
async def test_the_shared_interviews_end_with_segments(name: str, shared_data: Path) -> None:
    material = json.loads((shared_data / "interviews" / f"{name}.json").read_text())
    conversation = Conversation()
    await conversation.say("interview", mention=True)
    await conversation.say(material["project"])
    for answer in material["answers"]:
        [reply] = await conversation.say(answer)
    assert isinstance(reply, SummaryCard)
    assert reply.summary.dropped == 0
    assert len(reply.summary.segments) >= 3
    questions, answers = conversation.state.questions, conversation.state.answers
    for number in range(1, len(questions)):
        assert faults(questions[number], questions[:number], answers[:number]) == []
    assert reply.answered == len(material["answers"]) == 10
    assert [answer.text for answer in answers[1:]] == material["answers"]
    assert all(answer.read for answer in answers)


# What the table of ENTRANCES promises beyond the main road.


async def test_a_press_after_the_end_is_answered_each_time_and_changes_nothing() -> None:
    conversation = await Conversation().begun()
    await conversation.say(ANSWERS[0])
    await conversation.say("finish")
    await conversation.say("3 of 4")
    closed = conversation.state
    for action in ("skip", "finish", "resume"):
        [notice] = await conversation.press(action, "q2")
        assert isinstance(notice, Notice)
        assert notice.text == steering.STALE_AT_THE_END
    assert conversation.state == closed.model_copy(update={"notices": closed.notices + 3})


async def test_typed_words_after_the_end_are_told_once_but_a_mention_always() -> None:
    conversation = await Conversation().begun()
    await conversation.say(ANSWERS[0])
    await conversation.say("finish")
    await conversation.say("3")
    [notice] = await conversation.say("resume")
    assert isinstance(notice, Notice)
    assert notice.text == taking.CLOSED
    assert await conversation.say("finish") == []
    [again] = await conversation.say("interview", mention=True)
    assert isinstance(again, Notice)
    assert again.text == taking.CLOSED


async def test_what_came_while_the_summary_was_written_is_kept_and_said_so() -> None:
    """It was an answer to the question that waited, although that question was never summed up."""
    conversation = await Conversation().begun()
    await conversation.say(ANSWERS[0])
    early = conversation.tick()
    await conversation.say("finish")
    [notice] = await conversation.take(conversation.message(ANSWERS[1], ts=early))
    assert isinstance(notice, Notice)
    assert notice.text == taking.TOO_LATE
    assert conversation.state.answers[2].text == ANSWERS[1]
    assert conversation.state.phase is Phase.REVIEW


async def test_a_deletion_after_the_end_says_what_became_of_the_words() -> None:
    conversation = await Conversation().begun()
    first, second = conversation.message("Warehouses in Ohio, HR told us."), conversation.message("And in Texas.")
    await conversation.take(first, second)
    await conversation.say("finish")
    [notice] = await conversation.delete(first.ts)
    assert isinstance(notice, Notice)
    assert notice.text == taking.RESTS_ON_DELETED
    assert "Ohio" not in conversation.state.answers[1].model_dump_json(), "neither its words nor what was quoted"
    assert conversation.state.answers[1].text == "And in Texas."


async def test_an_edit_after_an_end_without_a_summary_says_nothing_of_one() -> None:
    conversation = Conversation()
    message = conversation.message(PROJECT, mention=True)
    await conversation.take(message)
    await conversation.say("finish")
    assert await conversation.edit(message.ts, "We rent out violins.") == []
    assert conversation.state.project == "We rent out violins."


async def test_an_edited_project_is_the_project_from_then_on() -> None:
    conversation = Conversation()
    message = conversation.message(f"interview, 5 questions: {PROJECT}", mention=True)
    await conversation.take(message)
    assert conversation.state.project == PROJECT
    await conversation.edit(message.ts, "interview: We rent out violins to beginners.")
    await conversation.say(ANSWERS[0])
    assert conversation.state.project == "We rent out violins to beginners."
    assert conversation.last is not None
    assert conversation.last.title == "We rent out violins to beginners"


async def test_emoji_that_become_words_by_an_edit_are_the_answer() -> None:
    """Asked for a sentence, people correct their message instead of writing another."""
    conversation = await Conversation().begun()
    message = conversation.message("🎉")
    await conversation.take(message)
    [card] = await conversation.edit(message.ts, ANSWERS[0])
    assert isinstance(card, QuestionCard)
    assert card.number == 2
    assert [part.ts for part in conversation.state.answers[1].parts] == [message.ts]
    [notice] = await conversation.edit(message.ts, ANSWERS[1])
    assert isinstance(notice, Notice)
    assert notice.text == rereading.READ_AGAIN
    assert [card.changes for card in conversation.redrawn] == ["q2"]
    assert conversation.state.answers[1].text == ANSWERS[1]


async def test_emoji_corrected_after_the_next_question_join_the_answer_before() -> None:
    conversation = await Conversation().begun()
    message = conversation.message("🎉")
    await conversation.take(message)
    await conversation.say(ANSWERS[0])
    assert await conversation.edit(message.ts, "Half of them paid by the hour.") == []
    assert conversation.state.number == 2
    assert conversation.state.answers[1].text == f"Half of them paid by the hour.\n{ANSWERS[0]}"


async def test_words_beside_a_file_are_taken_and_the_file_is_mentioned() -> None:
    conversation = await Conversation().begun()
    [card] = await conversation.say(ANSWERS[0], files=("survey.xlsx",))
    assert isinstance(card, QuestionCard)
    assert card.number == 2
    assert card.before.startswith(taking.FILE_BESIDE)


async def test_a_late_word_to_a_skipped_question_answers_it_after_all() -> None:
    conversation = await Conversation().begun(3)
    early = conversation.tick()
    await conversation.say("skip")
    assert await conversation.take(conversation.message("Warehouses in Ohio.", ts=early)) == []
    assert not conversation.state.answers[1].skipped
    for answer in ANSWERS[:2]:
        [reply] = await conversation.say(answer)
    assert isinstance(reply, SummaryCard)
    assert reply.answered == 3


async def test_a_resumed_question_has_its_reminder_again() -> None:
    conversation = await Conversation().begun()
    await conversation.say("pause")
    assert conversation.last is not None
    assert conversation.last.timers[0] == Timer("reminder", None)
    await conversation.say("resume")
    assert conversation.last.timers[0].due is not None
    [note] = await conversation.ring("reminder")
    assert isinstance(note, DirectNote)


async def test_a_reminder_due_for_an_answered_question_is_not_sent_for_the_next() -> None:
    conversation = await Conversation().begun()
    conversation.now += timedelta(hours=20)
    due = conversation.timers["reminder"]
    await conversation.say(ANSWERS[0])
    assert conversation.timers["reminder"] > due
    conversation.timers["reminder"] = due
    assert await conversation.ring("reminder") == []


@pytest.mark.parametrize(("mention", "said"), [(True, ""), (True, "interview please"), (False, "Interview")])
async def test_a_second_start_in_any_wording_changes_nothing(mention: bool, said: str) -> None:
    conversation = await Conversation().begun()
    await conversation.say("pause")
    [notice] = await conversation.say(said, mention=mention)
    assert isinstance(notice, Notice)
    assert notice.text == WHILE_PAUSED.format(number=1, total=10)
    assert notice.offers == ("resume",)
    assert conversation.state.phase is Phase.PAUSED


@pytest.mark.parametrize(
    ("phase", "said", "joins"),
    [
        ("new", "hello", False),
        ("new", PROJECT, True),
        ("asking", "Mostly warehouse workers", True),
        ("asking", "I don't know", True),
        ("asking", "skip", False),
        ("asking", "Finish now!", False),
        ("asking", "skip the warehouses, they are different", True),
        ("asking", "@Ravi do you know?", False),
        ("asking", "@channel everybody pays by the hour", True),
        ("asking", "🎉", False),
        ("paused", "Mostly warehouse workers", True),
        ("paused", "resume", False),
    ],
)
async def test_what_joins_an_answer(phase: str, said: str, joins: bool) -> None:
    conversation = Conversation()
    if phase != "new":
        await conversation.begun()
    if phase == "paused":
        await conversation.say("pause")
    assert INTERVIEW.joins(conversation.state, conversation.message(said, mention=phase == "new")) is joins


def test_presses_and_edits_never_join() -> None:
    state = InterviewState()
    press = Incoming(key="p", team="T1", kind="press", channel="C1", ts="1.0", user="U1", action="skip", said="x")
    edit = press.model_copy(update={"kind": "edit", "said": ANSWERS[0]})
    assert not INTERVIEW.joins(state, press)
    assert not INTERVIEW.joins(state, edit)


@pytest.mark.parametrize(
    ("project", "title"),
    [
        ("We rent out violins. To beginners!", "We rent out violins"),
        ("a new\nsocial   media platform", "a new social media platform"),
        ("We sell 3.5 tonne vans to bakers? Yes.", "We sell 3.5 tonne vans to bakers"),
        (
            "We run a meal-kit subscription for shift workers in Leeds and Hull. We decide by March.",
            "Meal-kit subscription for shift workers in Leeds and Hull",
        ),
        ("word " * 30, "word word word word word word word word word word word…"),
        ("", ""),
    ],
)
def test_the_title_is_the_first_sentence_or_what_is_sold_where_only_that_fits(project: str, title: str) -> None:
    assert title_of(project) == title
    assert len(title) <= 60


async def test_a_project_nobody_told_is_asked_for_once_more() -> None:
    conversation = Conversation()
    await conversation.say("interview", mention=True)
    [note] = await conversation.ring("reminder")
    assert isinstance(note, DirectNote)
    assert note.text == reminders.PROJECT_WAITING.format(place="")
    assert await conversation.ring("reminder") == []
    [card] = await conversation.say(PROJECT)
    assert isinstance(card, QuestionCard)
    [note] = await conversation.ring("reminder")
    assert isinstance(note, DirectNote)
    assert card.question.text not in note.text, "what is asked stays in the thread"


async def test_a_pause_before_the_project_ends_with_the_project() -> None:
    conversation = Conversation()
    await conversation.say("interview, 5 questions", mention=True)
    [paused] = await conversation.say("pause")
    assert isinstance(paused, Notice)
    assert paused.text == steering.PAUSED_AT_START
    [notice] = await conversation.press("resume", paused.name)
    assert isinstance(notice, Notice)
    assert steering.NEED_PROJECT in notice.text
    assert conversation.state.phase is Phase.GREETING
    [card] = await conversation.say(PROJECT)
    assert isinstance(card, QuestionCard)
    assert card.total == 5


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("What do you mean?", "In other words"),
        ("hm, sorry? why do you ask?", "I asked because"),
        ("still there?", "Yes, I'm here"),
        ("Can you give an example?", "Any real case will do"),
    ],
)
async def test_asking_back_uses_up_no_question(asked: str, reply: str) -> None:
    conversation = await Conversation().begun()
    before = conversation.state
    [notice] = await conversation.say(asked)
    assert isinstance(notice, Notice)
    assert notice.text.startswith(reply)
    assert notice.text.endswith("Question 1 of 10 stays open until you answer or skip it.")
    assert conversation.state.questions == before.questions
    assert conversation.state.answers == before.answers
    [card] = await conversation.say("Shift workers open it on their phones in the last three days.")
    assert isinstance(card, QuestionCard)
    assert card.number == 2


async def test_asking_back_before_the_project_keeps_waiting_for_it() -> None:
    conversation = Conversation()
    await conversation.say("", mention=True)
    [notice] = await conversation.say("who are you?")
    assert isinstance(notice, Notice)
    assert notice.text.endswith("Whenever you like: what do you offer, and what will you decide?")
    [card] = await conversation.say(PROJECT)
    assert isinstance(card, QuestionCard)
    assert conversation.state.project == PROJECT


async def test_a_question_edited_into_an_answer_is_one() -> None:
    conversation = await Conversation().begun()
    asked = conversation.message("what do you mean?")
    await conversation.take(asked)
    [card] = await conversation.edit(asked.ts, "Warehouse workers open it on their phones.")
    assert isinstance(card, QuestionCard)
    assert conversation.state.answers[1].text == "Warehouse workers open it on their phones."


async def test_finishing_after_asking_back_sums_up() -> None:
    conversation = await Conversation().begun()
    await conversation.say("Warehouse workers open it on their phones in the last three days.")
    await conversation.say("why?")
    [card] = await conversation.say("finish")
    assert isinstance(card, SummaryCard)


async def test_help_says_what_one_can_write_and_what_waits() -> None:
    conversation = await Conversation().begun()
    [notice] = await conversation.say("Help!")
    assert isinstance(notice, Notice)
    assert "skip" in notice.text
    assert notice.text.endswith("Question 1 of 10 waits for your answer.")
    assert conversation.state.answered == 0


async def test_a_card_shrinks_once_its_question_is_settled() -> None:
    conversation = await Conversation().begun(3)
    await conversation.say("Shift workers open it on their phones in the last three days.")
    await conversation.say("skip")
    await conversation.say("pause")
    await conversation.say("resume")
    await conversation.say("They trust the shift lead.")
    await conversation.say("finish")
    assert conversation.settled == {
        "q1": "answered",
        "q2": "skipped",
        "q3": "asked again below",
        "q3-again-1": "answered",
        "q4": "left open",
    }


async def test_an_older_edit_that_comes_late_changes_nothing() -> None:
    conversation = await Conversation().begun()
    message = conversation.message("Warehouses in Ohio.")
    await conversation.take(message)
    older = conversation.tick()
    await conversation.edit(message.ts, "Warehouses in Texas.")
    late = message.model_copy(
        update={
            "key": "late", "kind": "edit", "ts": older, "edited_ts": older, "message_ts": message.ts,
            "text": "Warehouses in Maine.", "said": "Warehouses in Maine.",
        }
    )  # fmt: skip
    await conversation.take(late)
    assert conversation.state.answers[1].text == "Warehouses in Texas."


async def test_words_reworded_in_a_form_go_when_their_author_deletes_them() -> None:
    conversation = await Conversation().begun()
    message = conversation.message("Our client Wonderfirm leaves us in May.")
    await conversation.take(message)
    answer = conversation.state.answers[1]
    reworded = "Our client Wonderfirm leaves us in May, they told us."
    form = conversation.message(reworded, user="U2").model_copy(
        update={"kind": "submission", "action": "edit", "value": f"a1:{wording(answer)}"}
    )
    await conversation.take(form)
    assert conversation.state.answers[1].text == reworded
    await conversation.delete(message.ts)
    assert "Wonderfirm" not in conversation.state.model_dump_json(include={"answers"})


async def test_a_question_one_begins_with_is_introduced_and_becomes_part_of_the_project() -> None:
    conversation = Conversation()
    [introduction] = await conversation.say("quick who buys our bread boxes?")
    assert isinstance(introduction, Introduction)
    assert conversation.state.length == 5
    [card] = await conversation.say("We are a bakery and sell bread boxes by subscription.")
    assert isinstance(card, QuestionCard)
    assert conversation.state.project == (
        "who buys our bread boxes?\nWe are a bakery and sell bread boxes by subscription."
    )


async def test_whoever_first_asks_what_it_can_do_is_told() -> None:
    conversation = Conversation()
    [about] = await conversation.say("What can you do?")
    assert isinstance(about, Notice)
    assert about.text.startswith(f"{WHAT_I_DO}\n{HOW_TO_BEGIN}")
    for asked in ("“we decided to …”", "“which segmentation counts?”", "“deck”", "“/segue export”"):
        assert asked in about.text
    assert conversation.timers == {}, "nobody is reminded of what they only looked at"
    [card] = await conversation.say(PROJECT)
    assert isinstance(card, QuestionCard)
