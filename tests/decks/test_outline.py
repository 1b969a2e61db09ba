"""The nine parts are made of the interview and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.views import VIEWS
from bot.views.statements import references
from decks.canvas import markdown
from decks.deck import Deck, Kind, Line, Slide
from decks.material import Proposed
from decks.outline import outline
from decks.words import ALL, PARTS, TOPICS, plain
from flows.interview.decking import MADE
from flows.wording import FIXED
from interviews.answers import Basis
from interviews.dimensions import Dimension
from interviews.evidence import is_quote
from interviews.language import numbers
from interviews.summary import Statement
from tests.decks.examples import ANSWERS, BARE, MATERIAL, SUMMARY, answer, claim, made

EVERY = tuple(range(1, 10))


def slides(deck: Deck) -> list[Slide]:
    return [slide for part in deck.parts for slide in part.slides]


def lines(deck: Deck) -> Iterator[Line]:
    for slide in slides(deck):
        yield slide.headline
        yield from (line for group in slide.groups for line in group.lines)


def test_nine_parts_in_their_order_whatever_was_said() -> None:
    for material in (MATERIAL, BARE):
        parts = outline(material)
        assert [(part.number, part.name) for part in parts] == list(PARTS.items())
        assert all(part.headline and part.slides for part in parts)


def test_a_title_is_a_statement_of_the_interview_and_stands_nowhere_twice() -> None:
    parts = {part.number: part for part in outline(MATERIAL)}
    assert parts[1].headline == "In May we decide which group the van tour is for"
    assert parts[2].headline == "About 300 families rent"
    assert parts[9].headline == "Begin with A · Schools"
    [group] = parts[1].slides[0].groups
    assert [line.text for line in group.lines] == ["We rent violins."]


def test_what_nobody_said_is_called_unknown_or_a_hypothesis() -> None:
    found = {line.text: line.kind for line in lines(made())}
    assert found["They may want one bill for all."] is Kind.READING
    assert found["Two schools asked for a class set"] is Kind.SAID
    assert found["Nobody has spoken to the teachers yet."] is Kind.READING
    ideas = [kind for text, kind in found.items() if "Ring both schools" in text]
    assert ideas
    assert set(ideas) == {Kind.READING}, "an idea is ours, also where it grows from what was said"
    bare = list(lines(made(BARE, put_back=EVERY)))
    assert not any(line.kind is Kind.SAID for line in bare)
    assert sum(line.kind is Kind.UNKNOWN for line in bare) >= 9


def test_each_number_the_team_said_leads_to_the_answer_that_says_it() -> None:
    deck = made()
    for line in lines(deck):
        if line.kind is Kind.SAID:
            assert line.sources
            said = " ".join(answer.text for answer in MATERIAL.said if answer.id in line.sources)
            assert numbers(line.text) <= numbers(said), line.text
    expected = [f"https://acme.slack.com/archives/C1/p{each.id}" for each in ANSWERS]
    assert [source.link for source in deck.sources] == expected


def test_a_source_is_called_as_in_the_summary_on_slides_in_notes_and_among_the_sources() -> None:
    skipped = ANSWERS[1].model_copy(update={"parts": (), "skipped": True})
    deck = made(MATERIAL.model_copy(update={"answers": (ANSWERS[0], skipped, ANSWERS[2])}))
    assert [source.mark for source in deck.sources] == ["a0", "a2"], "what was skipped leaves its number free"
    [need] = [slide for slide in slides(deck) if slide.headline.text == "Two schools asked for a class set"]
    assert need.headline.sources == ("a2",)
    assert need.notes.startswith("[a2] ")
    assert references(("a2",)) == "[a2]"
    page = markdown(deck)
    assert set(re.findall(r"(?<!\\)\[(\w+)\]\(", page)) == {"a0", "a2"}


def test_the_notes_have_the_words_verbatim_with_who_when_and_where() -> None:
    slide = outline(MATERIAL)[1].slides[0]
    assert "“About 300 families rent, that is from our system.”" in slide.notes
    assert "Dana Okafor, 14 November 2023" in slide.notes
    assert "https://acme.slack.com/archives/C1/pa1" in slide.notes
    for deck in (made(), made(BARE)):
        for each in slides(deck):
            source = "\n".join(answer.text for answer in MATERIAL.answers)
            assert each.notes
            assert all(is_quote(quote, source) for quote in re.findall(r"^“(.+)”$", each.notes, re.M))


def test_whoever_has_no_name_is_a_member_of_the_team() -> None:
    assert {source.who for source in made().sources} == {"Dana Okafor", "a member of the team"}


def test_charts_count_what_was_said_and_judged() -> None:
    claims, judged = [slide.chart for slide in slides(made()) if slide.chart is not None]
    assert {series.name: sum(series.values) for series in claims.series} == {
        "counted": 1,
        "heard": 1,
        "a guess of the team": 0,
    }
    assert {series.name: series.values for series in judged.series} == {
        "met": (1, 1, 1),
        "not met": (0, 0, 0),
        "unknown": (5, 5, 5),
    }
    assert not [slide for slide in slides(made(BARE)) if slide.chart is not None], "nothing to count, no chart"


def test_the_cover_counts_the_answers_as_the_summary_does_without_the_project() -> None:
    assert made().subtitle.startswith("2 answers of one interview")


def test_where_they_are_is_not_unknown_when_the_project_says_it_and_the_chart_counts_it_there() -> None:
    said = claim("a0.1", "We rent violins in Leeds and Hull.", Basis.HEARD, Dimension.GEOGRAPHIC, Dimension.VALUE)
    problem = Statement(text="You rent violins in Leeds and Hull.", answers=("a0",))
    material = MATERIAL.model_copy(
        update={
            "answers": (answer("a0", said.text, said), *MATERIAL.answers[1:]),
            "summary": MATERIAL.summary.model_copy(update={"problem": (problem,)}),
        }
    )
    deck = made(material)
    audience = deck.parts[1].slides[0]
    where = [group.lines for group in audience.groups if group.heading == TOPICS[Dimension.GEOGRAPHIC]]
    assert "Leeds and Hull" in str([audience.headline, *where])
    assert not any(line.kind is Kind.UNKNOWN for lines in where for line in lines)
    chart = next(slide.chart for slide in slides(deck) if slide.chart is not None)
    counted = {
        series.name: series.values[chart.categories.index(TOPICS[Dimension.GEOGRAPHIC])] for series in chart.series
    }
    assert counted == {"counted": 0, "heard": 1, "a guess of the team": 0}


def test_a_quotation_beside_the_lines_says_what_no_line_says() -> None:
    quotes = [slide.quote for slide in slides(made()) if slide.quote is not None]
    assert [quote.text for quote in quotes] == ["One of them told us her son hides the violin under his bed."]


def test_the_team_words_its_titles_and_leaves_parts_out() -> None:
    deck = made(title="Violins\n2027", left_out=(6, 8), titles={3: "What   they\ndo"})
    assert deck.title == "Violins 2027"
    assert [part.number for part in deck.parts] == [1, 2, 3, 4, 7, 9, 0]
    third = deck.parts[2].slides[0].headline
    assert (third.text, third.kind) == ("What they do", Kind.WORDED)


def test_a_part_about_which_nothing_was_said_is_left_out_and_asked_for_among_the_unknown() -> None:
    deck = made()
    assert [part.number for part in deck.parts] == [1, 2, 4, 6, 7, 8, 9, 0]
    unknown = [line.text for slide in deck.parts[-1].slides for group in slide.groups for line in group.lines]
    assert "Worth asking: In one sentence: what nobody else has or does." in unknown
    assert not [slide for slide in slides(deck) if slide.headline.text == "Nothing was said about this yet"]
    back = made(put_back=(5,))
    assert [part.number for part in back.parts] == [1, 2, 4, 5, 6, 7, 8, 9, 0]
    asked = [line.text for slide in back.parts[-1].slides for group in slide.groups for line in group.lines]
    assert not [text for text in asked if "what nobody else has" in text], "it stands on its own slide again"
    assert 5 in [part.number for part in made(titles={5: "How they differ"}).parts], "who words it wants it"


def test_of_almost_nothing_there_remain_how_one_judges_and_what_to_ask() -> None:
    deck = made(BARE)
    assert [part.name for part in deck.parts] == ["Framework", "What is still unknown"]
    groups = [group for slide in deck.parts[-1].slides for group in slide.groups]
    assert [group.heading for group in groups] == [PARTS[number] for number in (1, 2, 3, 4, 5, 7, 8, 9)]


def test_what_a_model_proposed_takes_the_place_of_the_rule() -> None:
    proposed = Proposed(
        titles={4: Statement(text="Schools want a set, not a violin", answers=("a2",))},
        steps={"A": (Statement(text="Ask both for last year's order.", answers=("a2",)),)},
    )
    parts = {part.number: part for part in outline(MATERIAL.model_copy(update={"proposed": proposed}))}
    assert parts[4].headline == "Schools want a set, not a violin"
    groups = parts[8].slides[0].groups
    assert "What to do: Ask both for last year's order." in [line.text for line in groups[0].lines]
    assert all(line.kind is not Kind.SAID for group in groups for line in group.lines)


def test_a_canvas_says_the_same_and_its_references_are_links() -> None:
    page = markdown(made(put_back=EVERY))
    assert [f"# {number} · {name}" in page for number, name in PARTS.items()] == [True] * 9
    assert "[a1](https://acme.slack.com/archives/C1/pa1)" in page
    assert "dimension and by how the team knows | counted | heard | a guess of the team |" in page
    assert "Ring both schools before May" in page


def test_words_of_people_do_nothing_in_a_canvas() -> None:
    statement = Statement(text="# not a heading [x](https://evil.example) | **b** ![](@U1) <@U2>", answers=("a1",))
    summary = SUMMARY.model_copy(update={"problem": (statement,)})
    page = markdown(made(MATERIAL.model_copy(update={"summary": summary})))
    assert "\\# not a heading \\[x\\](https\\://evil.example) \\| \\*\\*b\\*\\*" in page
    assert "](https://evil" not in page
    assert not re.search(r"(?<!\\)<@|!\[\]", page)


def test_it_speaks_the_language_it_is_made_in() -> None:
    def shouted(english: str, **values: object) -> str:
        return plain(english, **values).upper()

    for part in outline(BARE, shouted):
        assert part.name == part.name.upper()
        assert all(line.label == line.label.upper() for slide in part.slides for line in (slide.headline,))


def test_every_word_of_ours_is_on_the_list_that_is_translated() -> None:
    """What is said and not on the list would stay English in every language."""
    spoken: set[str] = set()

    def heard(english: str, **values: object) -> str:
        spoken.add(english)
        return plain(english, **values)

    for material in (MATERIAL, BARE):
        outline(material, heard)
    assert VIEWS
    assert MADE in FIXED
    assert spoken - set(FIXED) == set()


@pytest.mark.parametrize("words", ALL)
def test_words_are_calm(words: str) -> None:
    assert "!" not in words
    assert len(words.split()) <= 25
