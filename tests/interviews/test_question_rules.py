"""The rules of asking, as tables: good questions pass, each bad one is told how to mend."""

from __future__ import annotations

import pytest

from interviews.answers import Answer, Basis, Claim, Part, Question
from interviews.dimensions import Dimension, Matter
from interviews.question_rules import faults, flatters

WHY = "what people did tells more than what they like."


def question(
    text: str, *, why: str = WHY, about=Dimension.BEHAVIOURAL, follow_up: bool = False, id: str = "q9"
) -> Question:
    return Question(id=id, text=text, why=why, about=about, follow_up=follow_up)


def said(text: str, id: str = "a1") -> Answer:
    return Answer(id=id, parts=(Part(ts="1.0", author="U1", text=text),))


GOOD = [
    "Walk me through the last time somebody used the portal while you watched.",
    "Can you walk me through the last order that went wrong?",
    "Tell me about one person who came to you with a problem: what had they tried before?",
    "Of the last ten employees you know of, how many finished what they came for?",
    "Whom do customers turn to for advice before they choose?",
    "You said “41 percent open it”. Where does that figure come from?",
    'Two things stand side by side: "for everyone, 18 to 50", and early adopters. Which holds when?',
    "Think of two customers who could hardly be more different. Where do they part ways?",
    "What happened on the day, in March, when the first shop opened?",
    "When you last sat beside a customer, what did they do first?",
    "What do the people who said they would pay use today?",
    "How do you know where they are?",
    "You said “that would be great, wouldn't it?”. What had you seen?",
    "Describe the last return that reached you.",
    "From how many customers on is a group big enough to matter to you?",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_question_has_no_fault(text):
    assert faults(question(text), [], []) == []


BAD = [
    ("What do they buy? And where?", "one question"),
    ("What do they buy, and where do they buy it?", "two questions"),
    ("What do they open and how often do they open it?", "two questions"),
    ("Tell me about the last customer, and what do they pay?", "two questions"),
    ("Tell me about your buyers. Who are they?", "two questions"),
    ("What do they pay and is it worth it to them?", "two questions"),
    ("What did they look at and why?", "two questions"),
    ("Do they buy often?", "yes or no"),
    ("And is the shop open in winter?", "yes or no"),
    ("Your customers are mostly young, right?", "yes or no"),
    ("After the visit, did they come back?", "yes or no"),
    ("What keeps them away, such as price or design?", "offers one"),
    ("Why did they leave: because of the price?", "offers one"),
    ("Why do they surely come back?", "leads"),
    ("How much better is it than the old one?", "leads"),
    ("Don't you think price is what they see first?", "leads"),
    ("When did your sign-ups jump?", "nobody has said"),
    ("What made your customers love the app?", "nobody has said"),
    ("Why did sales fall in spring?", "nobody has said"),
    ("That is a great start. Who buys first?", "praise"),
    ("4,000 is a good number to learn from. Who is on the list?", "praise"),
    ("Friends pulled them back: a strong clue. What brought the friends?", "praise"),
    ("What would you change for older customers?", "not for a guess"),
    ("Imagine a perfect customer: what do they do?", "not for a guess"),
    ("How would people pay for it?", "not for a guess"),
    ("What is the churn among your regulars?", "everyday words"),
    ("Which pain points do your users have?", "everyday words"),
    ("See https://example.org and say: who is this?", "links"),
    ("Who did <@U123> meet last?", "links"),
    ("Whom did @ravi meet last?", "links"),
    ("Customers differ in many ways.", "only states"),
    ("?!", "no words"),
    (" ".join(["What did they do on the day"] + ["before the day"] * 12) + "?", "under 40 words"),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_bad_question_is_told_how_to_mend(text, told):
    found = faults(question(text), [], [])
    assert any(told in fault for fault in found), found


def test_every_fault_is_one_plain_sentence():
    for text, _ in BAD:
        for fault in faults(question(text), [], []):
            assert fault[0].isupper()
            assert fault.endswith(".")
            assert "\n" not in fault


REVIEWED = [
    (
        "q0",
        "Tell me about the project: what do you offer, and what will you decide with this segmentation?",
        "two questions",
    ),
    (
        "q4",
        "Tell me about the last person outside your team who tried changing their feed: where did they stop?",
        "live",
    ),
    ("q5", "What do you know about who is on it, and how did they come to sign up?", "two questions"),
    (
        "q6",
        "4,000 is a good number to learn from. What do you know about the people on the waiting list?",
        "close to q5",
    ),
    ("q6", "4,000 is a good number to learn from. What do you know about the people on the waiting list?", "praise"),
    (
        "q7",
        "“For everyone”, and early adopters. Which holds when, and what have you seen from people who aren't techy?",
        "two",
    ),
    ("q8", "Back within a month: that's a strong clue. When did sign-ups to your waiting list jump?", "praise"),
    ("q8", "Back within a month: that's a strong clue. When did sign-ups to your waiting list jump?", "“jump”"),
    (
        "q9",
        "Now money: how is the platform meant to earn it, and what has anyone paid or promised so far?",
        "two questions",
    ),
]


@pytest.mark.parametrize(("id", "text", "told"), REVIEWED)
def test_the_faults_the_reviewer_of_the_trial_interview_found_are_seen(id, text, told):
    earlier = [question("What do you know about who is on it?", id="q5")] if id == "q6" else []
    found = faults(question(text, id=id), earlier, [said("we're still building, no usage data yet")])
    assert any(told in fault for fault in found), found


def test_a_colon_after_a_request_explains_it_and_asks_nothing_new():
    text = (
        "People spoke of data, pay and control: what can someone actually do on your platform today about any of these?"
    )
    assert faults(question(text), [], [said("we're still building")]) == []


def test_what_the_respondent_said_is_no_presupposition():
    assert faults(question("When did your sign-ups jump?"), [], [said("sign-ups jumped in May")]) == []


def test_the_respondents_own_word_is_no_jargon():
    assert faults(question("What is the churn among your regulars?"), [], [said("our churn is high")]) == []


def test_a_question_about_the_decision_may_look_ahead():
    assert faults(question("What would make a group too small for you?", about=Matter.DECISION), [], []) == []


@pytest.mark.parametrize(
    ("project", "asks"),
    [
        ("We sell shoes, live since May.", True),
        ("We are building an app for runners.", False),
        ("We have a waiting list and no usage data yet.", False),
        ("We launched, and our customers pay monthly.", True),
    ],
)
def test_the_last_time_is_asked_for_only_where_there_was_one(project, asks):
    found = faults(question("What did the last customer do first?"), [], [said(project)])
    assert (found == []) is asks


def test_before_launch_the_last_person_met_can_be_asked_about():
    found = faults(question("What did the last person you talked to say first?"), [], [said("still building it")])
    assert found == []


def test_a_question_is_not_asked_twice():
    asked = [question("How did the last few customers you can name come to hear of the portal?", id="q1")]
    again = question("How did the last few customers hear of the portal, as far as you can name them?")
    assert any("close to q1" in fault for fault in faults(again, asked, []))
    same_opening = question("How did the last few who left go?")
    assert any("close to q1" in fault for fault in faults(same_opening, asked, []))
    assert faults(question("Where do your customers live?"), asked, []) == []


def test_there_are_at_most_two_follow_ups_in_a_row():
    asked = [
        question("Who says so about the shop?", id="q1"),
        question("Where was that shop?", follow_up=True, id="q2"),
    ]
    third = question("Which shop was it?", follow_up=True)
    answers = [said("the shop in Leeds")]
    assert faults(third, asked, answers) == []
    asked.append(question("What sort of shop?", follow_up=True, id="q3"))
    assert any("two follow-ups" in fault for fault in faults(third, asked, answers))


def test_a_follow_up_takes_up_the_respondents_words():
    answers = [said("mostly the shift lead tells them")]
    assert faults(question("How does a shift lead hear of it?", follow_up=True), [], answers) == []
    assert any("Take up" in fault for fault in faults(question("Where do they live?", follow_up=True), [], answers))


@pytest.mark.parametrize(
    ("why", "told"), [("", "why you ask"), (" ".join(["word"] * 21), "at most 20"), ("Great, tell.", "praise")]
)
def test_the_reason_is_short_present_and_sober(why, told):
    assert any(told in fault for fault in faults(question("Who buys first?", why=why), [], []))


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Kaufen Ihre Kunden das auch im Winter, und wo ist das?", True),
        ("Was kaufen Ihre Kunden? Und wo ist das für die Kunden?", False),
        ("أخبرني عن آخر عميل: ماذا فعل؟", True),
        ("最近一位客户做了什么？", True),
        ("最近一位客户做了什么？他在哪里？", False),
        ("Siehe www.example.org: was ist das für ein Kunde?", False),
    ],
)
def test_other_languages_are_held_to_the_rules_of_form_alone(text, fine):
    assert (faults(question(text), [], []) == []) is fine


def test_a_line_before_the_question_can_be_checked_for_praise():
    assert flatters("That's a good point.")
    assert not flatters("You said “that's a good point”.")


def test_stage_is_read_from_answers_even_when_claims_say_otherwise():
    claim = Claim(id="a1.1", text="Not live", quote="not live yet", basis=Basis.HEARD, matters=(Matter.STAGE,))
    answer = said("it is not live yet").model_copy(update={"claims": (claim,)})
    assert faults(question("What did the last customer do first?"), [], [answer]) != []
    assert (
        faults(question("What did the last customer do first?"), [], [answer.model_copy(update={"skipped": True})])
        == []
    )
