"""What the interview does with what a language model says, usable or not."""

from __future__ import annotations

import pytest

from errors import ModelError, ModelMisconfigured, ModelRefused, ModelRubbish, ModelUnavailable
from flows.interview.asking import READING_TRIES
from flows.interview.closing import BY_RULES
from flows.interview.material import LEFT_OUT, READING
from flows.interview.state import InterviewState, Phase
from flows.llm.rehearsal import RehearsalModel
from flows.llm.tasks import ASK_QUESTION, READ_ANSWER, SUMMARISE, ClaimDraft, QuestionDraft, Reading, SummaryDraft
from flows.replies import QuestionCard, SummaryCard
from interviews.answers import Basis
from interviews.dimensions import Dimension, Matter
from interviews.question_rules import faults
from tests.flows.conversation import PROJECT, Conversation
from tests.model_scripts import ScriptedModel

OHIO = "Mostly warehouse workers in Ohio, said two shift leads."
TEXTS = "They trust a text message from the shift lead more than a portal."
GOOD = QuestionDraft(
    before="",
    text="Walk me through what the two shift leads saw, person by person.",
    why="What they saw decides who comes first.",
    about=Dimension.BEHAVIOURAL,
    follow_up=False,
)
LEADING = GOOD.model_copy(update={"text": "Would warehouse workers pay more, and why do they love the portal?"})
NOTHING = Reading(claims=[], unanswered=[], to_look_up=[], contradicts=[], asked_back=None)


def claim(quote: str, **more: object) -> ClaimDraft:
    drafted: dict[str, object] = {
        "text": quote,
        "quote": quote,
        "basis": Basis.HEARD,
        "source": None,
        "denominator": None,
        "dimensions": [Dimension.DEMOGRAPHIC],
        "matters": [],
        "aside": False,
    }
    return ClaimDraft.model_validate(drafted | more)


def reading(*claims: ClaimDraft, **more: object) -> Reading:
    return NOTHING.model_copy(update={"claims": list(claims), **more})


def scripted() -> ScriptedModel:
    """Whatever is not in the script is answered by rule."""
    return ScriptedModel(otherwise=RehearsalModel())


async def asked_once(model: ScriptedModel, length: int = 10) -> Conversation:
    """The project is said; question 1 waits. The script begins with the answer to it."""
    conversation = await Conversation().begun(length)
    conversation.model = model
    return conversation


async def test_a_good_draft_is_asked_as_it_is() -> None:
    model = scripted().answers(ASK_QUESTION, GOOD)
    conversation = await asked_once(model)
    [card] = await conversation.say(OHIO)
    assert isinstance(card, QuestionCard)
    assert (card.question.text, card.question.why, card.question.id) == (GOOD.text, GOOD.why, "q2")


async def test_a_faulty_draft_gets_a_second_try_with_its_faults_named() -> None:
    model = scripted().answers(ASK_QUESTION, LEADING, GOOD)
    conversation = await asked_once(model)
    [card] = await conversation.say(OHIO)
    assert isinstance(card, QuestionCard)
    assert card.question.text == GOOD.text
    first, second = model.asked(ASK_QUESTION)
    assert first.faults == ()
    assert any(fault.startswith("Ask openly") for fault in second.faults)


@pytest.mark.parametrize(
    "replies",
    [
        (LEADING, LEADING),
        (ModelRubbish("Not JSON."),),
        (ModelRefused("I'd rather not."),),
        (LEADING, ModelRubbish("x")),
    ],
    ids=["two faulty drafts", "rubbish", "a refusal", "a faulty draft, then rubbish"],
)
async def test_without_a_usable_draft_the_rehearsal_model_asks(replies: tuple[QuestionDraft | ModelError, ...]) -> None:
    model = scripted().answers(ASK_QUESTION, *replies)
    conversation = await asked_once(model)
    [card] = await conversation.say(OHIO)
    assert isinstance(card, QuestionCard)
    assert len(model.asked(ASK_QUESTION)) == len(replies)
    assert card.question.text not in (GOOD.text, LEADING.text)
    state = conversation.state
    assert faults(card.question, state.questions[:-1], state.answers) == []


@pytest.mark.parametrize("task", [READ_ANSWER, ASK_QUESTION, SUMMARISE], ids=lambda task: task.name)
@pytest.mark.parametrize("error", [ModelUnavailable("It is down."), ModelMisconfigured("The key is wrong.")])
async def test_a_model_that_cannot_be_had_ends_the_turn_and_changes_nothing(task: object, error: ModelError) -> None:
    """The engine parks the turn; the same messages go through once the model is back."""
    model = scripted().answers(task, error)  # type: ignore[arg-type]
    conversation = await asked_once(model, length=3)
    if task is SUMMARISE:
        for answer in (OHIO, TEXTS):
            await conversation.say(answer)
    before = conversation.state
    message = conversation.message("People with a new baby compare for hours, HR told us.")
    with pytest.raises(type(error)):
        await conversation.take(message)
    assert conversation.state == before
    [reply] = await conversation.take(message)
    assert isinstance(reply, SummaryCard if task is SUMMARISE else QuestionCard)


@pytest.mark.parametrize("error", [ModelRubbish("Not JSON."), ModelRefused("I'd rather not.")], ids=["rubbish", "no"])
async def test_an_answer_the_model_could_not_read_is_kept_and_read_with_the_next(error: ModelError) -> None:
    model = scripted().answers(READ_ANSWER, error, reading(claim("warehouse workers in Ohio")), NOTHING)
    conversation = await asked_once(model)
    [card] = await conversation.say(OHIO)
    assert isinstance(card, QuestionCard)
    assert not conversation.state.answers[1].read
    assert conversation.state.answers[1].claims, "rules have read it for the time being"
    await conversation.say(TEXTS)
    assert conversation.state.answers[1].read
    assert [each.quote for each in conversation.state.answers[1].claims] == ["warehouse workers in Ohio"]
    assert conversation.state.misread == {}


async def test_after_a_few_tries_the_reading_by_rule_stands() -> None:
    def refuses_ohio(inputs: object) -> Reading:
        if "Ohio" in inputs.exchange.answer.text:  # type: ignore[attr-defined]
            raise ModelRefused("I'd rather not.")
        return NOTHING

    model = scripted().answers(READ_ANSWER, *[refuses_ohio] * 30)
    conversation = await asked_once(model)
    for text in (OHIO, TEXTS, "I don't know", "no idea", "don't know either"):
        await conversation.say(text)
    tries = [inputs for inputs in model.asked(READ_ANSWER) if inputs.exchange.answer.id == "a1"]
    assert len(tries) == READING_TRIES
    assert conversation.state.answers[1].read
    assert conversation.state.answers[1].claims


async def test_claims_that_were_not_said_are_dropped() -> None:
    drafts = (claim("warehouse workers in Ohio"), claim("warehouse workers in Texas"), claim("two shift leads"))
    model = scripted().answers(READ_ANSWER, reading(*drafts, contradicts=["a0.1", "a9.9"]))
    conversation = await asked_once(model)
    await conversation.say(OHIO)
    answer = conversation.state.answers[1]
    assert [(each.id, each.quote) for each in answer.claims] == [
        ("a1.1", "warehouse workers in Ohio"),
        ("a1.2", "two shift leads"),
    ]
    assert answer.contradicts == ("a0.1",)


async def test_what_was_asked_back_is_answered_before_the_next_question() -> None:
    back = "That stays in this thread."
    model = scripted().answers(READ_ANSWER, reading(asked_back="who reads this?"))
    model.answers(ASK_QUESTION, GOOD.model_copy(update={"before": back}))
    conversation = await asked_once(model)
    [card] = await conversation.say(f"{OHIO} who reads this?")
    assert isinstance(card, QuestionCard)
    assert card.before == back
    [inputs] = model.asked(ASK_QUESTION)
    assert inputs.asked_back == "who reads this?"


async def test_what_an_earlier_answer_asked_back_is_not_answered_again() -> None:
    """The turn of a skip reads it again because it was edited; its question was answered when it was new."""
    model = scripted().answers(READ_ANSWER, *[reading(asked_back="who reads this?")] * 2)
    conversation = await asked_once(model)
    message = conversation.message(f"{OHIO} who reads this?")
    await conversation.take(message)
    await conversation.edit(message.ts, f"{OHIO} Who reads this?")
    await conversation.say("skip")
    assert [inputs.asked_back for inputs in model.asked(ASK_QUESTION)] == ["who reads this?", None]
    assert not model.left()


@pytest.mark.parametrize("line", ["Great answer, thank you.", "word " * 100])
async def test_praise_and_speeches_before_a_question_are_left_out(line: str) -> None:
    model = scripted().answers(ASK_QUESTION, GOOD.model_copy(update={"before": line}))
    conversation = await asked_once(model)
    [card] = await conversation.say(OHIO)
    assert isinstance(card, QuestionCard)
    assert card.before == ""


async def test_after_two_follow_ups_the_model_is_told_to_open_a_new_topic() -> None:
    third = "Of the workers in Ohio, how many did the two shift leads see?"
    follow = GOOD.model_copy(update={"follow_up": True})
    again = follow.model_copy(update={"text": "What makes you sure of the text message?", "about": Dimension.CHANNEL})
    model = scripted().answers(ASK_QUESTION, follow, again, follow.model_copy(update={"text": third}), GOOD)
    conversation = await asked_once(model)
    for text in (OHIO, TEXTS, "The shift leads told us, they see the phones."):
        await conversation.say(text)
    asked = model.asked(ASK_QUESTION)
    assert [inputs.may_follow_up for inputs in asked[:3]] == [True, True, False]
    assert any("two follow-ups" in fault for fault in asked[3].faults)


async def test_the_last_question_is_kept_for_the_decision() -> None:
    model = scripted()
    conversation = Conversation(model=model)
    await conversation.say("interview, 3 questions", mention=True)
    [card] = await conversation.say("We sell a benefits portal to mid-size employers.")
    while isinstance(card, QuestionCard):
        last = card
        [card] = await conversation.say(OHIO if card.number == 1 else TEXTS)
    assert [inputs.last_one for inputs in model.asked(ASK_QUESTION)] == [False, False, True]
    assert last.question.about is Matter.DECISION


async def test_a_long_answer_is_kept_whole_and_shortened_for_the_model() -> None:
    long = "The shift lead in Ohio told us this. " * 1100 + "Two of them left."
    model = scripted()
    conversation = await asked_once(model)
    await conversation.say(long)
    assert conversation.state.answers[1].text == long
    [inputs] = model.asked(READ_ANSWER)
    seen = inputs.exchange.answer.text
    assert len(seen) <= READING + len(LEFT_OUT) + 10
    assert "characters are left out here" in seen
    assert seen.endswith("Two of them left.")
    assert len(model.asked(ASK_QUESTION)[0].model_dump_json()) < 20_000


@pytest.mark.parametrize("error", [ModelRubbish("Not JSON."), ModelRefused("I'd rather not.")], ids=["rubbish", "no"])
async def test_without_a_usable_summary_rules_sum_up_and_the_card_says_so(error: ModelError) -> None:
    model = scripted().answers(SUMMARISE, error)
    conversation = await asked_once(model)
    await conversation.say(OHIO)
    [summary] = await conversation.say("finish")
    assert isinstance(summary, SummaryCard)
    assert summary.note == BY_RULES
    assert summary.summary.problem
    assert conversation.state.phase is Phase.REVIEW


async def test_what_the_summary_made_up_is_dropped_and_counted() -> None:
    said = {"text": "Two shift leads told you of warehouse workers in Ohio.", "answers": ["a1"], "basis": "heard"}
    made_up = {"text": "73 percent would leave.", "answers": ["a1"], "basis": "counted"}
    unknown_answer = {"text": "They love the portal.", "answers": ["a8"], "basis": "heard"}
    segment = {
        "name": "Ohio warehouses",
        "rule": "Works in a warehouse in Ohio.",
        "answers": ["a1"],
        "judgements": [
            {"criterion": "sizable", "verdict": "met", "text": "It is the largest group.", "answers": []},
            {"criterion": "identifiable", "verdict": "met", "text": "Two shift leads named them.", "answers": ["a1"]},
        ],
        "value": "high",
        "growth": "unknown",
        "reach": "some",
        "evidence": "some",
        "why": "they asked first",
    }
    draft = SummaryDraft.model_validate_json(
        SummaryDraft.model_construct(
            problem=[said, made_up, unknown_answer],
            considerations=[],
            ideas=[],
            not_thinking_of=[],
            segments=[segment],
            open_questions=[],
            resources=["made-up-2020"],
        ).model_dump_json(warnings=False)
    )
    model = scripted().answers(READ_ANSWER, reading(claim("two shift leads"), to_look_up=["the list in Ohio"]))
    model.answers(SUMMARISE, draft)
    conversation = await asked_once(model)
    await conversation.say(OHIO)
    [card] = await conversation.say("finish")
    assert isinstance(card, SummaryCard)
    assert [each.text for each in card.summary.problem] == [said["text"]]
    assert card.summary.dropped == 2
    verdicts = {each.criterion.value: each.verdict.value for each in card.summary.segments[0].judgements}
    assert verdicts["identifiable"] == "met"
    assert verdicts["sizable"] == "unknown"
    assert "the list in Ohio" in card.summary.open_questions
    assert not card.rehearsing


async def test_the_same_turn_twice_says_the_same() -> None:
    """A turn whose commit was lost runs again: same state, same messages, same outcome."""
    outcomes = []
    state: InterviewState = (await Conversation().begun()).state
    for _ in range(2):
        conversation = Conversation(state=state)
        await conversation.say(OHIO, ts="2000.000000")
        outcomes.append(conversation.last)
    assert outcomes[0] == outcomes[1]
    assert PROJECT in state.project
