"""Reading by rule: claims with their labels, and what an answer leaves open."""

from __future__ import annotations

import pytest

from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.tasks import Exchange, ReadAnswerInputs
from interviews.answers import Answer, Basis, Part, Question
from interviews.dimensions import Dimension, Matter
from interviews.evidence import is_quote
from tests.rehearsal.played import answer_to, shared_project

ASKED = Question(id="q1", text="How far along is it?", why="to begin", about=Matter.STAGE)


def reading(text: str, question: Question = ASKED, earlier=()):
    answer = Answer(id="a" + question.id[1:], parts=(Part(ts="1.0", author="U1", text=text),))
    return read_answer(
        ReadAnswerInputs(project="", earlier=tuple(earlier), exchange=Exchange(question=question, answer=answer))
    )


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Our logs show that 31 percent leave in a year.", Basis.COUNTED),
        ("We watched twenty people while they chose.", Basis.COUNTED),
        ("HR says 60 percent of the calls are about words.", Basis.HEARD),
        ("Two customers told us they gave up.", Basis.HEARD),
        ("Readers complain about the price.", Basis.HEARD),
        ("I think most of them are older.", Basis.GUESS),
        ("Probably 40 percent come back.", Basis.GUESS),
        ("They are basically all young.", Basis.GUESS),
        ("No idea what they pay.", Basis.OPEN),
        ("I'm not sure how they find us.", Basis.OPEN),
        ("We never looked at it by date.", Basis.OPEN),
        ("We sell a benefits portal.", Basis.HEARD),
        ("We decide in six weeks.", Basis.HEARD),
    ],
)
def test_each_claim_says_how_the_speaker_knows(text, basis):
    assert [claim.basis for claim in reading(text).claims] == [basis]


def test_an_answer_is_cut_into_the_single_things_it_says():
    text = "can't name anyone, we have no usage data yet. but our newsletter is going really well, 41 percent open it!"
    claims = reading(text).claims
    assert [claim.text for claim in claims] == [
        "Can't name anyone, we have no usage data yet",
        "Our newsletter is going really well",
        "41 percent open it",
    ]
    assert all(is_quote(claim.quote, text) for claim in claims)


def test_a_remark_about_knowing_belongs_to_what_it_is_about():
    claims = reading("they try every new app, more our impression I guess").claims
    assert [(claim.text, claim.basis) for claim in claims] == [("They try every new app", Basis.GUESS)]


def test_source_and_denominator_are_kept():
    (claim,) = reading("HR says about 60 percent of the calls to the help desk are about words.").claims
    assert (claim.source, claim.denominator) == ("HR", "the calls to the help desk")
    seen = reading("We watched twenty people while they chose. Eleven stopped at the second page.").claims[-1]
    assert (seen.basis, seen.denominator) == (Basis.COUNTED, "twenty people")


def test_what_is_said_in_passing_is_marked():
    claims = reading("price still open. creators asked if they can earn btw, readers didn't").claims
    assert [claim.aside for claim in claims] == [False, True]
    assert claims[1].text == "Creators asked if they can earn, readers didn't"


def test_no_is_never_taken_away():
    assert reading("No usage data yet.").claims[0].text == "No usage data yet"


def test_what_could_be_looked_up_is_kept_as_something_to_do():
    found = reading("whether list and newsletter are the same people I'd have to check")
    assert found.to_look_up == ["Whether list and newsletter are the same people you'd have to check"]


def test_the_unanswered_half_of_a_double_question_is_noted():
    double = Question(
        id="q9", text="How do you earn money, and what has anyone promised so far?", why="w", about=Matter.MONEY
    )
    assert reading("Nobody promised anything.", double).unanswered == ["How do you earn money"]
    assert reading("We earn by fees; one promised to pay.", double).unanswered == []


def test_a_number_asked_for_and_not_given_stays_open():
    count = Question(id="q2", text="How many came back?", why="w", about=Dimension.RELATIONSHIP)
    assert reading("They like the colours.", count).unanswered == ["How many came back"]
    assert reading("Four did.", count).unanswered == []
    assert reading("I don't know.", count).unanswered == []


@pytest.mark.parametrize(
    ("earlier", "now", "contradicts"),
    [
        ("It's for everyone, all ages.", "Mostly older women with children.", ["a1.1"]),
        ("Two thirds are from Brazil.", "They live anywhere in the world.", ["a1.1"]),
        ("The waiting list holds 4,000 people.", "The waiting list holds 3,000 people.", ["a1.1"]),
        ("The waiting list holds 4,000 people.", "The waiting list holds 4000 people.", []),
        ("They come by bus.", "They trust the shift lead.", []),
    ],
)
def test_what_cannot_hold_at_once_is_seen(earlier, now, contradicts):
    first = answer_to(ASKED, earlier)
    second = Question(id="q2", text="And who else?", why="w", about=Dimension.DEMOGRAPHIC)
    assert reading(now, second, [first]).contradicts == contradicts


@pytest.mark.parametrize(
    ("text", "asked_back", "claims"),
    [
        ("What do you mean by stage?", "What do you mean by stage?", 0),
        ("We sell tea. Why do you ask?", "Why do you ask?", 1),
        ("most check it in the evening if timing is what you mean?", "if timing is what you mean?", 1),
        ("We sell tea.", None, 1),
    ],
)
def test_a_question_back_is_heard_and_is_no_claim(text, asked_back, claims):
    found = reading(text)
    assert found.asked_back == asked_back
    assert len(found.claims) == claims


@pytest.mark.parametrize("text", ["🎉", "```\nprint('x')\n```", "?!", "   ", "…"])
def test_nothing_is_read_out_of_nothing(text):
    assert reading(text).claims == []


def test_a_very_long_answer_gives_a_few_short_claims():
    found = reading("Most of them come by bus and pay 4 euros. " * 1000)
    assert 0 < len(found.claims) <= 12
    assert all(len(claim.quote) <= 240 for claim in found.claims)
    assert len(reading("x" * 40_000).claims) == 1


def test_an_answer_without_topic_words_speaks_of_what_was_asked():
    asked = Question(id="q3", text="How do they think?", why="w", about=Dimension.PSYCHOGRAPHIC)
    assert reading("rather calm", asked).claims[0].dimensions == [Dimension.PSYCHOGRAPHIC]


@pytest.mark.parametrize(("name", "least"), [("benefits_portal", 10), ("social_platform", 9)])
def test_dimensions_agree_with_the_shared_projects(name, least, record_property):
    """How many of the ten labelled answers are seen to speak of their dimension; the words were chosen knowing them."""
    project = shared_project(name)
    seen = 0
    for dimension, place in project["by_dimension"].items():
        claims = reading(project["answers"][place]).claims
        seen += any(Dimension(dimension) in claim.dimensions for claim in claims)
    record_property("dimensions_seen", seen)
    print(f"{name}: {seen} of {len(project['by_dimension'])} dimensions seen")
    assert seen >= least


def test_dimensions_of_answers_nobody_tuned_for():
    """Sentences written apart from the word lists: most must be seen, not each."""
    table = {
        "Most of our members are retired teachers in their sixties.": Dimension.DEMOGRAPHIC,
        "They live in villages around Leeds.": Dimension.GEOGRAPHIC,
        "People book on Sunday and cancel on Monday.": Dimension.BEHAVIOURAL,
        "They distrust anything with a subscription.": Dimension.PSYCHOGRAPHIC,
        "What they suffer from is the weekly shopping.": Dimension.MOTIVATION,
        "The bigger gyms bring in most of our income.": Dimension.VALUE,
        "It begins when a child starts school, in September.": Dimension.TEMPORAL,
        "One in three never renews after the first year.": Dimension.RELATIONSHIP,
        "They hear of us from their midwife or on Instagram.": Dimension.CHANNEL,
        "Unlike the others, they plan a month ahead.": Dimension.DISTINGUISHING,
    }
    seen = sum(
        any(dimension in claim.dimensions for claim in reading(text).claims) for text, dimension in table.items()
    )
    assert seen >= 8
