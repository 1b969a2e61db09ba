"""Things that went wrong in interviews with people who talk as people do."""

from __future__ import annotations

import pytest

from flows.interview.closing import as_summary
from flows.llm.rehearsal import rehearsal_question
from flows.llm.rehearsal.answer_follow_up import answer_follow_up
from flows.llm.rehearsal.clauses import clauses
from flows.llm.rehearsal.groups import groups
from flows.llm.rehearsal.own_words import product
from flows.llm.rehearsal.summarise import summarise
from flows.llm.tasks import FollowUpInputs, SummariseInputs
from interviews.answers import Basis
from tests.rehearsal.played import asking, opening, play

PROJECT = (
    "Who should we aim our evening course offer at?\n"
    "We're a village pottery studio, about 2,000 guests a year and 85 pupils at 60 euros a month. "
    "We need to decide who our new leaflet should be written for this autumn."
)
ANSWERS = [
    "The guests come from the till, so that is counted, including school vouchers.",
    "I'm not sure what you mean by that. Your question is odd, to be honest.",
    "The Millers are parents of three small children from the next valley who came because it rained, "
    "and they stop once the children turn twelve.",
    "Millers is just one family's name, but there are more: local families with children under ten, on wet Sundays.",
    "Last week a grandmother, Mrs. Oak, paid 90 euros for a course for her niece. Grandparents often pay, "
    "I'd guess one in five. Weekend day-trippers say they are only here once.",
]


@pytest.fixture(scope="module")
def exchanges():
    return play(PROJECT, len(ANSWERS), lambda draft, number: ANSWERS[number - 1])


@pytest.mark.parametrize(
    ("project", "called"),
    [
        (PROJECT, "the evening course offer"),
        ("Who should the flyer be written for this spring?", "your product"),
        ("We must choose someone for next year.", "your product"),
        ("We have to decide by January whom the next flyer is for.", "your product"),
        ("We sell a benefits portal to employers.", "the benefits portal"),
    ],
)
def test_when_something_happens_is_no_product(project, called):
    assert product(project) == called


def test_a_short_form_ends_no_sentence():
    said = [clause.quote for clause in clauses("Yesterday Mr. Ash paid 5 euros. Dr. Elm did not.")]
    assert said == ["Yesterday Mr. Ash paid 5 euros.", "Dr. Elm did not."]


def test_a_hedge_stays_with_what_it_is_about(exchanges):
    quotes = [claim.quote for claim in exchanges[-1].answer.claims]
    assert any("Grandparents often pay" in quote and "one in five" in quote for quote in quotes)


def test_groups_are_kinds_of_people(exchanges):
    names = [group.name for group in groups(claim for each in exchanges for claim in each.answer.claims)]
    said = " | ".join(names).lower()
    assert "millers" not in said, "a surname"
    assert "school" not in said, "a kind of voucher"
    assert "guests" not in [name.lower() for name in names], "everybody"
    assert sum("families" in name or "parents of" in name for name in names) == 1, "one group under two names"
    assert "grandparents" in said
    assert "day-trippers" in said
    assert not [name for name in names if name.split()[-1] in ("who", "that", "from", "of", "and")]


def test_the_decision_is_known_from_the_first_message(exchanges):
    assert not [each for each in exchanges if "What is the decision" in each.question.text]
    summary = summarise(SummariseInputs(project=PROJECT, exchanges=tuple(exchanges)))
    first = summary.problem[0]
    assert "decide" in first.text
    assert first.basis is not Basis.GUESS


def test_remarks_about_the_interview_are_no_findings(exchanges):
    summary = summarise(SummariseInputs(project=PROJECT, exchanges=tuple(exchanges)))
    everything = summary.model_dump_json()
    assert "what you mean by that" not in everything
    assert "question is odd" not in everything


def test_what_was_counted_is_not_asked_for_again(exchanges):
    summary = summarise(SummariseInputs(project=PROJECT, exchanges=tuple(exchanges)))
    assert not [idea.text for idea in summary.ideas if "Find out who counted" in idea.text and "guests" in idea.text]
    assert not [said.text for said in summary.not_thinking_of if "the money" in said.text]


def test_both_halves_of_a_question_are_answered(exchanges):
    asked = FollowUpInputs(
        project=PROJECT,
        exchanges=tuple(exchanges),
        segments=(),
        question="What do the grandparents pay? And when do the families come?",
    )
    said = " ".join(statement.text for statement in answer_follow_up(asked).statements)
    assert "Grandparents often pay" in said
    assert "wet Sundays" in said


def test_what_the_team_wants_to_know_gets_no_reply_of_its_own(exchanges):
    project = opening("Who should we bake for?\nWe sell bread boxes. We must decide by May.")
    asked = asking(project.answer.text, [project], 5, asked_back="Who should we bake for?")
    assert rehearsal_question(asked).before == ""


def test_a_project_alone_can_be_played():
    assert opening(PROJECT).answer.claims


def test_what_the_team_will_decide_is_no_line_between_customers():
    said = [
        "Warehouse workers open it late; we counted 62 percent.",
        "Office staff with a new baby told us they read it twice.",
    ]
    project = "We sell a benefits portal to employers. We must choose by March whom to design it for."
    exchanges = play(project, len(said), lambda draft, number: said[number - 1])
    summary = summarise(SummariseInputs(project=project, exchanges=tuple(exchanges)))
    assert not [segment.name for segment in summary.segments if "choose" in segment.name]
    assert "Office staff with a new baby" in [segment.name for segment in summary.segments]


def test_what_was_counted_stays_with_whom_it_was_counted_of():
    [said, other] = clauses("Shift workers open it late; we counted 62 percent. Others do not.")
    assert said.quote == "Shift workers open it late; we counted 62 percent."
    assert other.quote == "Others do not."


PRACTICES = (
    "who are the customers of our reminder software for dentists? By February we decide whether online payment comes "
    "first for single practices or for chains."
)
PRACTICES_SAID = [
    "Early days: of our 140 customers only 3 are chains, with 22 locations between them. The rest are mostly "
    "single-dentist practices.",
    "I did, from our billing list last week. It is a plain count of paying accounts.",
    "I sat with the office manager at one chain in October: she exported the no-show list on Monday and then phoned "
    "11 patients about unpaid bills.",
    "Dr. Brandt, a single dentist, called in September because she had lost 1,400 euros; she had tried paper "
    "reminders, and gave up on a collection agency.",
    "I would say 20 practices. That is my guess.",
]


@pytest.fixture(scope="module")
def practices():
    played = play(PRACTICES, len(PRACTICES_SAID), lambda draft, number: PRACTICES_SAID[number - 1])
    return summarise(SummariseInputs(project=PRACTICES, exchanges=tuple(played))), played


def test_the_two_sides_of_the_decision_are_the_segments(practices):
    summary, _ = practices
    assert {segment.name.lower() for segment in summary.segments} == {"chains", "single practices"}


def test_the_product_is_not_one_of_the_sides():
    assert product(PRACTICES) == "the reminder software"


def test_who_counted_it_is_taken_from_the_answer_and_asked_no_more(practices):
    summary, played = practices
    assert "Who counted it?" in played[2].question.text
    told = {each.text: each.basis for part in summary.considerations for each in part.statements}
    assert told["Early days: of your 140 customers only 3 are chains, with 22 locations between them."] is Basis.COUNTED
    assert not any("billing list" in text for text in told), "how it is known is said once, as its mark"
    assert not any("140 customers" in idea.text and "counted" in idea.text for idea in summary.ideas)


def test_what_was_watched_is_told(practices):
    summary, _ = practices
    assert any("no-show list" in each.text for part in summary.considerations for each in part.statements)


def test_the_size_that_was_given_is_what_the_size_is_set_against(practices):
    summary, _ = practices
    sizes = [each.text for segment in summary.segments for each in segment.judgements if each.criterion == "sizable"]
    assert all("20 practices" in text for text in sizes)


def test_whoever_paid_is_the_kind_to_look_for_first():
    said = [
        "Only an idea so far. I did it by hand for one of them, a nurse who rides to work every day.",
        "Only the nurse. She paid me 120 in October. She never asked what it cost.",
        "It's in my till book.",
        "I don't know",
        "About 30. The rest are weekend riders, parents with kids' bikes, and the e-bike people.",
    ]
    project = "We fix bicycles. I want to know who to offer a yearly service plan to."
    played = play(project, len(said), lambda draft, number: said[number - 1])
    summary = summarise(SummariseInputs(project=project, exchanges=tuple(played)))
    assert summary.segments[0].name == "Those like the nurse who rides to work every day"
    assert not any("asked what it cost" in question for question in summary.open_questions)


def test_those_nobody_named_do_not_come_first():
    """What is known of the named ones says nothing of the others."""
    said = [
        "Warehouse workers on shifts open it on the phone; HR told us 60 percent of the calls are theirs.",
        "Office staff with a new baby told us they read every page twice and still call HR.",
        "I don't know",
    ]
    project = "We sell a benefits portal to mid-size employers. We must choose by March whom to design it for."
    played = play(project, len(said), lambda draft, number: said[number - 1])
    summary = as_summary(summarise(SummariseInputs(project=project, exchanges=tuple(played))))
    names = [segment.name for segment in summary.segments]
    assert any(name == "Everybody else" for name in names)
    assert names[0] != "Everybody else"
