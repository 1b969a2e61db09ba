"""The rehearsal model's questions, over whole interviews with easy and with difficult people."""

from __future__ import annotations

import pytest

from flows.llm.rehearsal import rehearsal_question
from flows.llm.rehearsal.groups import groups
from flows.llm.rehearsal.own_words import product
from flows.llm.rehearsal.phrasings import ELSE, SUBJECTS, WHY
from interviews.answers import Question
from interviews.dimensions import Dimension, Matter, Topic
from interviews.language import content_stems
from interviews.question_rules import faults
from tests.rehearsal.played import answer_to, asking, opening, play, shared_project

PLATFORM = "We need a customer segmentation for a new social media platform we are building."
PORTAL = "We sell a benefits portal to mid-size employers. HR buys it, employees use it."
DIFFICULT = {
    "one word": "ok",
    "knows nothing": "I don't know",
    "emoji": "🎉🙃",
    "code": "```\nfor x in range(3): print(x)\n```",
    "40,000 characters": "we have words and more words. " * 1334,
    "one endless word": "x" * 40_000,
    "right to left": "נוח לי לבד, אני לא יודע מה לומר על הלקוחות",
    "asks back": "What do you mean by that?",
    "links and pings": "see https://example.org <@U1> @channel “x” 41 percent, I guess",
    "jargon and praise": "Great churn funnel, awesome personas, would you love 40% more?",
    "quotes": "\"one\" “two” 'three' ‘four’ said 4 people",
    "vague": "many things, sometimes various stuff, it depends",
    "German": "Die Kunden kommen mit dem Bus und das ist nicht teuer für uns.",
    "markup": "*bold* _it_ ~no~ {thing} {who} %s {0}",
    "empty": "",
    "skips": None,
}


EVERY = [(kind, project) for kind in DIFFICULT for project in (PORTAL, PLATFORM, "x")]
EVERY = [(kind, project) for kind, project in EVERY if project == PORTAL or kind != "40,000 characters"]


@pytest.mark.parametrize(("kind", "project"), EVERY)
def test_fifteen_different_faultless_questions_whatever_is_answered(kind, project):
    exchanges = play(project, 15, lambda draft, number: DIFFICULT[kind])
    texts = [exchange.question.text for exchange in exchanges[1:]]
    assert len(set(texts)) == 15
    assert exchanges[-1].question.about is Matter.DECISION
    assert not any(text.startswith("Question ") for text in texts), "the last resort was needed"


@pytest.mark.parametrize("project", [value for value in DIFFICULT.values() if value])
def test_any_project_can_be_asked_about(project):
    assert len(play(project, 5, lambda draft, number: "They come by bus.")) == 6


@pytest.mark.parametrize("name", ["benefits_portal", "social_platform"])
def test_both_shared_projects_make_a_whole_interview(name):
    data = shared_project(name)
    exchanges = play(data["project"], 10, lambda draft, number: data["answers"][number - 1])
    questions = [exchange.question for exchange in exchanges[1:]]
    assert len({question.about for question in questions}) >= 7
    assert 1 <= sum(question.follow_up for question in questions) <= 5
    said = content_stems(" ".join(exchange.answer.text for exchange in exchanges))
    taken_up = [question for question in questions if content_stems(question.text) & said]
    assert len(taken_up) >= 8
    assert questions == [
        exchange.question for exchange in play(data["project"], 10, lambda d, n: data["answers"][n - 1])[1:]
    ]


@pytest.mark.parametrize("name", ["benefits_portal", "social_platform"])
def test_someone_who_answers_what_was_asked_is_asked_about_the_rest(name):
    """The respondent gives the answer that fits the topic, once, and otherwise does not know."""
    data = shared_project(name)
    left = {topic: data["answers"][place] for topic, place in data["by_dimension"].items()}
    play(data["project"], 15, lambda draft, number: left.pop(draft.about.value, "I don't know"))
    assert len(left) <= 2


def next_question(*texts: str, project: str = PORTAL, total: int = 10, about=Dimension.BEHAVIOURAL, back=None):
    """The draft after these answers, all to questions on one topic."""
    exchanges = [opening(project)]
    for number, text in enumerate(texts, 1):
        question = Question(id=f"q{number}", text=f"What happened on day {number}?", why="w", about=about)
        exchanges.append(answer_to(question, text, exchanges, project))
    return rehearsal_question(asking(project, exchanges, total, back))


def test_a_number_nobody_counted_is_followed_up():
    draft = next_question("41 percent open our newsletter.")
    assert draft.follow_up
    assert "“41 percent open our newsletter”" in draft.text
    assert not next_question("Our logs show that 41 percent open our newsletter.").follow_up


def test_a_contradiction_is_put_neutrally_in_the_teams_own_words():
    draft = next_question("It's for everyone, all ages.", "The first users are techy people, mostly older women.")
    assert draft.follow_up
    assert "“all ages”" in draft.text
    assert "“The first users are techy people”" in draft.text


def test_an_aside_is_not_lost():
    draft = next_question("price still open. creators asked if they can earn btw")
    assert draft.follow_up
    assert "creators asked if they can earn" in draft.text


def test_a_guess_is_asked_what_it_rests_on():
    draft = next_question("I think they come in the evening.")
    assert draft.follow_up
    assert "they come in the evening" in draft.text


def test_a_short_answer_is_asked_for_one_real_case():
    draft = next_question("Convenience.")
    assert draft.follow_up
    assert "Convenience" in draft.text


def test_not_knowing_is_an_answer():
    draft = next_question("I don't know.")
    assert not draft.follow_up
    assert draft.before
    assert next_question("I don't know.", "No idea.").before == ""


def test_a_named_group_is_asked_about_while_it_is_warm():
    draft = next_question("E-mail works for office staff.")
    assert draft.follow_up
    assert "office staff" in draft.text


def test_whether_it_is_live_is_asked_first_when_nobody_said():
    assert next_question(project="a bakery for cakes").about is Matter.STAGE
    assert next_question(project=PORTAL).about is not Matter.STAGE
    assert next_question(project=PLATFORM).about is not Matter.STAGE


def test_the_last_question_is_kept_for_the_decision():
    texts = ["They come by bus."] * 4
    assert next_question(*texts, total=5).about is Matter.DECISION
    assert next_question(*texts, total=9).about is not Matter.DECISION
    known = next_question(*texts, project=f"{PORTAL} We must decide by March whom to serve.", total=5)
    assert known.text.startswith("From how many employees on")


@pytest.mark.parametrize(
    ("back", "reply"),
    [
        ("why do you ask?", "I asked because w."),
        ("How many questions are left?", "This is question 2 of 10."),
        ("What do you mean?", "In other words: what they did last time"),
        ("can you give an example?", "Any real case will do"),
        ("are you a bot?", "rehearsing"),
        ("which group should we take?", "summary"),
        ("can I skip this?", "skip, pause or finish"),
        ("if timing is what you mean?", "Yes, that answers it."),
        ("is it raining?", "I can't tell"),
        (None, ""),
    ],
)
def test_a_question_back_gets_a_short_reply(back, reply):
    before = next_question("We sell tea.", back=back).before
    assert reply in before
    assert len(before.split()) <= 30
    assert bool(before) is (back is not None)


def test_what_is_said_next_of_a_named_group_is_about_that_group():
    exchange = answer_to(
        Question(id="q1", text="Who?", why="w", about=Dimension.VALUE),
        "Classic early adopters, they try every new app.",
    )
    (group,) = groups(exchange.answer.claims)
    assert (group.name, group.marks) == ("early adopters", "try every new app")


@pytest.mark.parametrize(
    ("project", "called"),
    [
        ("We sell a benefits portal to mid-size employers.", "the benefits portal"),
        ("An appointment reminder tool for small practices", "the appointment reminder tool"),
        ("our new gym app", "the new gym app"),
        (
            "We need a customer segmentation for a new social media platform we are building.",
            "the new social media platform",
        ),
        ("hello", "your product"),
        ("see https://example.org", "your product"),
    ],
)
def test_the_product_is_called_as_the_team_calls_it(project, called):
    assert product(project) == called


@pytest.mark.parametrize("about", SUBJECTS)
def test_the_plainest_question_keeps_the_rules_too(about: Topic) -> None:
    question = Question(id="q1", text=ELSE.format(topic=SUBJECTS[about]), why=WHY[about][0], about=about)
    assert faults(question, [], []) == []
