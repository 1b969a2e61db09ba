"""What a model wrote is held against what was said."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from interviews.answers import Answer, Basis, Claim, Part
from interviews.claims import claims_of
from interviews.coverage import Level, by_dimension, coverage, thinnest
from interviews.dimensions import LORE, Dimension, Matter, topic
from interviews.evidence import is_quote, verified
from interviews.summary import Consideration, Criterion, Judgement, Segment, Statement, Summary, Verdict


@dataclass
class Draft:
    text: str
    quote: str
    basis: Basis = Basis.GUESS
    source: str | None = None
    denominator: str | None = None
    dimensions: tuple[Dimension, ...] = ()
    matters: tuple[Matter, ...] = ()
    aside: bool = False


@dataclass
class Case:
    statement: Statement
    kept: bool
    why: str = field(default="")


def answered(id: str, text: str, *claims: Claim, skipped: bool = False) -> Answer:
    return Answer(id=id, parts=(Part(ts="1.0", author="U1", text=text),), claims=claims, skipped=skipped)


def claim(id: str, quote: str, basis: Basis, *dimensions: Dimension, matters: tuple[Matter, ...] = ()) -> Claim:
    return Claim(id=id, text=quote, quote=quote, basis=basis, dimensions=dimensions, matters=matters)


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("open it once", "they open it  once\na year", True),
        ("once a year", "they open it once\na year", True),
        ("Open it", "they open it", False),
        ("open its", "they open it", False),
        ("", "they open it", False),
        ("   ", "they open it", False),
    ],
)
def test_a_quote_stands_character_for_character_after_folding(quote, text, stands):
    assert is_quote(quote, text) is stands


def test_a_claim_without_its_quote_or_with_a_number_of_its_own_is_dropped():
    answer = answered("a3", "About 41 percent open it. They come by bus.")
    drafts = [
        Draft("41 percent open it", "About 41 percent open it"),
        Draft("They come by train", "They come by train"),
        Draft("45 percent open it", "About 41 percent open it"),
        Draft("They come by bus", "They come by bus", denominator="twenty people"),
        Draft("They come by bus", "They come by bus", dimensions=(Dimension.CHANNEL, Dimension.CHANNEL)),
        Draft("!!", "They come by bus"),
    ]
    kept = claims_of(answer, drafts)
    assert [each.id for each in kept] == ["a3.1", "a3.2"]
    assert [each.text for each in kept] == ["41 percent open it", "They come by bus"]
    assert kept[1].dimensions == (Dimension.CHANNEL,)


def test_a_topic_is_covered_by_evidence_and_not_by_mention():
    answers = [
        answered("a1", "x", claim("a1.1", "x", Basis.GUESS, Dimension.VALUE, matters=(Matter.MONEY,))),
        answered("a2", "x", claim("a2.1", "x", Basis.HEARD, Dimension.CHANNEL)),
        answered("a3", "x", claim("a3.1", "x", Basis.OPEN, Dimension.TEMPORAL)),
        answered("a4", "x", claim("a4.1", "x", Basis.COUNTED, Dimension.GEOGRAPHIC), skipped=True),
        answered("a5", "x", claim("a5.1", "x", Basis.GUESS, Dimension.CHANNEL)),
    ]
    levels = coverage(answers)
    assert set(levels) == set(LORE)
    assert levels[Dimension.VALUE] is levels[Matter.MONEY] is Level.MENTIONED
    assert levels[Dimension.TEMPORAL] is Level.NONE
    assert levels[Dimension.CHANNEL] is Level.EVIDENCE
    assert levels[Dimension.GEOGRAPHIC] is Level.NONE
    assert list(by_dimension(levels)) == list(Dimension)


def test_the_thinnest_topic_is_the_least_covered_then_least_asked_then_weightiest():
    from interviews.answers import Question

    levels = coverage([answered("a1", "x", claim("a1.1", "x", Basis.HEARD, Dimension.BEHAVIOURAL))])
    asked = [Question(id="q1", text="?", why="w", about=Dimension.MOTIVATION)]
    order = thinnest(levels, asked)
    assert order[-1] is Dimension.BEHAVIOURAL
    assert order[-2] is Dimension.MOTIVATION
    assert order[:2] == [Matter.DECISION, Matter.STAGE]


def test_topics_have_a_title_and_a_line_for_people():
    assert len(LORE) == 14
    for each, lore in LORE.items():
        assert topic(each.value) is each
        assert lore.title
        assert lore.worth_knowing.endswith(".")
    with pytest.raises(ValueError, match="nonsense"):
        topic("nonsense")


ANSWERS = [
    answered(
        "a1",
        "About 41 percent open our newsletter.",
        claim("a1.1", "About 41 percent open our newsletter", Basis.GUESS),
    ),
    answered("a2", "We watched twenty of them. Eleven stopped.", claim("a2.1", "Eleven stopped", Basis.COUNTED)),
    answered("a3", "Nobody knows.", skipped=True),
]

CASES = [
    Case(Statement(text="41 percent open it.", answers=("a1",)), True),
    Case(Statement(text="41% open it.", answers=("a1", "a9")), True, "one of its answers exists"),
    Case(Statement(text="People like it.", answers=("a9",)), False, "no such answer"),
    Case(Statement(text="Nobody knows.", answers=("a3",)), False, "skipped"),
    Case(Statement(text="Half of them stopped: 50 percent.", answers=("a2",)), False, "a number nobody gave"),
    Case(Statement(text='They "never come back".', answers=("a2",)), False, "words nobody said"),
    Case(Statement(text="“Eleven stopped”, you saw.", answers=("a2",)), True),
    Case(Statement(text="Opening is not using; 9 of 10 readers may do nothing."), True, "a reading cites nothing"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.statement.text)
def test_a_statement_stays_only_when_an_answer_carries_it(case):
    checked = verified(summary(problem=(case.statement,)), ANSWERS)
    assert (len(checked.problem), checked.dropped) == ((1, 0) if case.kept else (0, 1))
    if case.kept and case.statement.answers:
        assert checked.problem[0].answers == case.statement.answers[:1]


def test_an_idea_may_name_a_number_of_its_own():
    idea = Statement(text="Ask ten of those who stopped.", answers=("a2",))
    assert verified(summary(ideas=(idea,)), ANSWERS).ideas == (idea,)


def test_a_dimension_left_without_statements_goes():
    gone = Consideration(dimension=Dimension.VALUE, statements=(Statement(text="They pay.", answers=("a9",)),))
    checked = verified(summary(considerations=(gone,)), ANSWERS)
    assert (checked.considerations, checked.dropped) == ((), 1)


def test_met_and_not_met_need_somebody_who_counted_or_heard():
    given = (
        Judgement(criterion=Criterion.STABLE, verdict=Verdict.UNKNOWN, text="Ask again in May."),
        Judgement(criterion=Criterion.SIZABLE, verdict=Verdict.MET, text="41 percent.", answers=("a1",)),
        Judgement(criterion=Criterion.IDENTIFIABLE, verdict=Verdict.MET, text="“Eleven stopped”.", answers=("a2",)),
        Judgement(criterion=Criterion.REACHABLE, verdict=Verdict.NOT_MET, text="No list.", answers=()),
        Judgement(criterion=Criterion.COHERENT, verdict=Verdict.MET, text="All 90 are alike.", answers=("a2",)),
    )
    segment = Segment(id="Z", name="Stoppers", rule="Put here who stops.", answers=("a2", "a8"), judgements=given)
    lost = segment.model_copy(update={"answers": ("a8",)})
    checked = verified(summary(segments=(lost, segment)), ANSWERS)
    assert [each.id for each in checked.segments] == ["A"]
    assert checked.segments[0].answers == ("a2",)
    assert checked.dropped == 1
    judged = {each.criterion: each for each in checked.segments[0].judgements}
    assert list(judged) == list(Criterion)
    assert judged[Criterion.IDENTIFIABLE].verdict is Verdict.MET
    assert {each.verdict for key, each in judged.items() if key is not Criterion.IDENTIFIABLE} == {Verdict.UNKNOWN}
    assert judged[Criterion.STABLE].text == "Ask again in May."
    assert all(each.text and not (each.verdict is Verdict.UNKNOWN and each.answers) for each in judged.values())
    assert checked.shortfall


def summary(**parts) -> Summary:
    empty = {"problem": (), "considerations": (), "ideas": (), "not_thinking_of": (), "segments": ()}
    return Summary(**(empty | parts))
