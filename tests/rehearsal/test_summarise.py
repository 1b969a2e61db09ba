"""The summary by rule: nothing in it that nobody said."""

from __future__ import annotations

import pytest

from errors import ModelMisconfigured
from flows.interview.closing import as_summary
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.summarise import summarise
from flows.llm.task import Task
from flows.llm.tasks import SUMMARISE, SummariseInputs, SummaryDraft
from interviews.answers import Basis
from interviews.dimensions import Dimension
from interviews.evidence import verified
from interviews.language import content_stems, numbers
from interviews.summary import Criterion, Verdict
from tests.rehearsal.played import play, shared_project
from tests.rehearsal.test_ask_question import DIFFICULT, PLATFORM, PORTAL


def summed_up(project, answers, total=None):
    exchanges = play(project, total or len(answers), lambda draft, number: answers[(number - 1) % len(answers)])
    draft = as_summary(summarise(SummariseInputs(project=project, exchanges=tuple(exchanges))))
    return draft, verified(draft, [exchange.answer for exchange in exchanges]), exchanges


@pytest.mark.parametrize("name", ["benefits_portal", "social_platform"])
def test_a_summary_of_a_shared_project_stands_on_its_answers(name):
    data = shared_project(name)
    draft, checked, exchanges = summed_up(data["project"], data["answers"])
    assert checked == draft, "nothing is dropped and nothing is downgraded"
    assert checked.problem
    assert len(checked.considerations) >= 9
    assert 3 <= len(checked.ideas) <= 5
    assert 2 <= len(checked.not_thinking_of) <= 6
    assert 3 <= len(checked.segments) <= 6
    assert checked.shortfall == ""
    said = content_stems(" ".join(exchange.answer.text for exchange in exchanges))
    for segment in checked.segments:
        assert content_stems(segment.name) <= said | {"thos"}, segment.name
        assert [judgement.criterion for judgement in segment.judgements] == list(Criterion)
        assert len({judgement.text for judgement in segment.judgements}) == 6
    own = [Criterion.SIZABLE, Criterion.REACHABLE, Criterion.RESPONDS]
    every = [each.text for segment in checked.segments for each in segment.judgements if each.criterion in own]
    assert len(set(every)) == len(every), "what is the same for every segment is said of all, not of each"


@pytest.mark.parametrize("name", ["benefits_portal", "social_platform"])
def test_nothing_is_said_twice(name):
    data = shared_project(name)
    _, checked, _ = summed_up(data["project"], data["answers"])
    texts = [statement.text for part in checked.considerations for statement in part.statements]
    texts += [statement.text for statement in (*checked.problem, *checked.ideas, *checked.not_thinking_of)]
    assert len(set(texts)) == len(texts)


def test_the_teams_we_becomes_you_and_keeps_its_numbers():
    draft, _, _ = summed_up(
        PLATFORM, ["We have a waiting list of about 4,000 people.", "Our newsletter reaches parents in the US."]
    )
    considered = [statement for part in draft.considerations for statement in part.statements]
    texts = " ".join(statement.text for statement in (*draft.problem, *considered))
    assert "You have a waiting list of about 4,000 people." in texts
    assert "Your newsletter reaches parents in the US." in texts


def test_only_what_was_counted_is_met():
    data = shared_project("benefits_portal")
    _, checked, exchanges = summed_up(data["project"], data["answers"])
    met = [each for segment in checked.segments for each in segment.judgements if each.verdict is not Verdict.UNKNOWN]
    assert len(met) == 1
    (id,) = met[0].answers
    claims = next(exchange.answer.claims for exchange in exchanges if exchange.answer.id == id)
    assert any(claim.basis is Basis.COUNTED for claim in claims)


def test_what_is_said_without_saying_how_is_labelled_a_guess_as_it_is_in_the_digest():
    answers = ["HR says they call about words.", "They come in the evening.", "I guess they like tea in winter."]
    draft, _, _ = summed_up(PORTAL, answers)
    labels = {statement.text: statement.basis for part in draft.considerations for statement in part.statements}
    assert labels["They come in the evening."] is Basis.GUESS
    assert labels["HR says they call about words."] is Basis.HEARD
    assert Basis.GUESS in labels.values()


def test_what_nobody_knows_is_an_open_question_and_no_consideration():
    draft, _, _ = summed_up(PORTAL, ["No idea how techy those people are.", "I'd have to check the list of shops."])
    assert "Open: no idea how techy those people are" in draft.open_questions
    assert "You'd have to check the list of shops" in draft.open_questions
    assert not any("techy" in each.text for part in draft.considerations for each in part.statements)


def test_few_groups_are_drawn_apart_by_does_and_does_not():
    draft, checked, _ = summed_up(
        "We sell tea in tins.", ["Mostly older people.", "They drink it in the morning.", "no idea"]
    )
    names = [segment.name for segment in checked.segments]
    assert "Older people" in names
    assert any(name.startswith("All but") for name in names)
    assert draft.segments == checked.segments


def test_without_answers_there_are_no_segments_and_it_says_so():
    _, checked, _ = summed_up(PORTAL, ["I don't know"], total=5)
    assert checked.segments == ()
    assert checked.shortfall
    assert len(checked.open_questions) == 5


@pytest.mark.parametrize("kind", [kind for kind, text in DIFFICULT.items() if text is not None])
def test_difficult_answers_give_a_summary_that_stands(kind):
    draft, checked, _ = summed_up(PLATFORM, [DIFFICULT[kind]], total=6)
    assert checked.dropped == 0
    assert checked.problem == draft.problem
    assert all(len(statement.text) < 400 for part in checked.considerations for statement in part.statements)


def test_readings_cite_nothing_and_statements_add_no_number():
    data = shared_project("social_platform")
    _, checked, exchanges = summed_up(data["project"], data["answers"])
    said = {exchange.answer.id: exchange.answer.text for exchange in exchanges}
    assert all(reading.is_reading for reading in checked.not_thinking_of)
    for part in checked.considerations:
        for statement in part.statements:
            assert numbers(statement.text) <= numbers(" ".join(said[id] for id in statement.answers))


def test_the_channel_that_chose_the_customers_is_named():
    draft, _, _ = summed_up(
        PLATFORM, ["They find us through podcasts and Mastodon.", "Creators asked if they can earn btw."]
    )
    readings = " ".join(reading.text for reading in draft.not_thinking_of)
    assert "may have chosen your customers" in readings
    assert "came up only in passing" in readings


async def test_the_rehearsal_model_runs_the_tasks_and_says_that_it_rehearses():
    model = RehearsalModel()
    exchanges = play(PORTAL, 3, lambda draft, number: "They trust the shift lead.")
    inputs = SummariseInputs(project=PORTAL, exchanges=tuple(exchanges))
    assert model.rehearses
    first, second = await model.run(SUMMARISE, inputs), await model.run(SUMMARISE, inputs)
    assert isinstance(first, SummaryDraft)
    assert first == second
    assert any(part.dimension is Dimension.CHANNEL for part in first.considerations)
    with pytest.raises(ModelMisconfigured, match="no rule"):
        await model.run(Task("draw_a_face", SummariseInputs, SummaryDraft), inputs)


def test_the_teams_own_staff_is_no_segment_and_couples_are():
    answers = [
        "walkers are my staff not customers. customers are mostly working couples with a young dog",
        "some older people who cannot walk far, a few nurses on odd shifts",
    ]
    _, checked, _ = summed_up("we do dog walking in bristol, 3 walkers about 60 dogs. never heard of it", answers)
    names = " / ".join(segment.name for segment in checked.segments)
    assert "alkers" not in names
    assert "ouples with a young dog" in names
    problem = {statement.text: statement.basis for statement in checked.problem}
    assert Basis.HEARD not in problem.values(), "never heard of it is no hearing"
