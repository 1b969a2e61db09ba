"""Cards go out in four forms and come in from them; what cannot be checked is an assumption."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from errors import PersonaFormatError
from personas.formats import FORMATS, exported, imported
from personas.passages import Passage
from personas.request import CHILD
from personas.schema import ASSUMED, Behaviour, Origin, Part, Persona, Source, Speech, Statement
from tests.personas.cards import alice, brochure

SAMPLES = Path(__file__).with_name("formats")


def test_our_own_form_loses_nothing() -> None:
    card = alice()
    name, data = exported(card, brochure(), "own")
    back = imported(data)
    assert (name, back.persona, back.left) == ("alice-tanaka.persona.yaml", card, ())
    cited = {source.ref for each in card.statements for source in each.sources if source.ref}
    assert {each.id for each in back.passages} >= cited


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(
    st.builds(
        Persona,
        name=TEXT.map(lambda text: f"A{text}"),
        age_band=st.just("35 to 44"),
        occupation=TEXT,
        quote=TEXT,
        brief=st.just("a cook"),
        statements=st.lists(st.tuples(st.sampled_from(Part), TEXT), max_size=3).map(
            lambda lines: tuple(Statement(id=f"G{at}", part=part, text=text) for at, (part, text) in enumerate(lines))
        ),
        speech=st.builds(Speech, style=TEXT, samples=st.tuples(TEXT)),
        behaviour=st.builds(Behaviour, verbosity=st.integers(1, 5)),
    )
)
def test_any_card_comes_back_as_it_went(card: Persona) -> None:
    with suppress(PersonaFormatError):  # a name that is a child's or a real person's by chance
        assert imported(exported(card, (), "own")[1]).persona == card


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "own"])
def test_other_forms_keep_who_it_is_and_every_line(form: str) -> None:
    card = alice()
    back = imported(exported(card, (), form)[1]).persona
    assert (back.name, back.age_band, back.occupation, back.quote) == (
        card.name, card.age_band, card.occupation, card.quote,
    )  # fmt: skip
    assert sorted(each.text for each in back.statements) == sorted(each.text for each in card.statements)
    assert {each.sources for each in back.statements} == {(ASSUMED,)}


@pytest.mark.parametrize(
    ("sample", "name", "occupation", "line", "left"),
    [
        ("tinytroupe.agent.json", "Wanda Kessel", "Tram driver", "Wants a garden of her own by fifty.", "current_mood"),
        ("edsl.json", "Ilir", "night porter", "home: a flat above a bakery", None),
        ("althing.yaml", "Bea Thorn", "Florist with one shop", "counts stems, not hours", "Otto Graaf"),
    ],
)
def test_files_in_the_documented_shapes_are_read(
    sample: str, name: str, occupation: str, line: str, left: str | None
) -> None:
    found = imported((SAMPLES / sample).read_bytes())
    assert (found.persona.name, found.persona.occupation) == (name, occupation)
    assert line in [each.text for each in found.persona.statements]
    assert left is None or left in found.left


def test_a_citation_in_a_file_counts_only_as_far_as_its_passage_says_so() -> None:
    told = yaml.safe_load(exported(alice(), brochure(), "own")[1])
    told["persona"]["statements"].append(
        {"id": "P9", "part": "pain points", "text": "The deductible of 9,000 dollars doubled last year.",
         "sources": [{"origin": "material", "ref": "m1.2"}]}
    )  # fmt: skip
    [claimed] = [each for each in imported(yaml.safe_dump(told).encode()).persona.statements if each.id == "P9"]
    assert claimed.sources == (ASSUMED,)


def test_what_the_team_wrote_stays_the_teams() -> None:
    line = Statement(id="G9", part=Part.GOALS, text="Wants one page.", sources=(Source(origin=Origin.TEAM),))
    card = alice().model_copy(update={"statements": (line,)})
    assert imported(exported(card, (), "own")[1]).persona.statements == (line,)


BOMB = b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no card that I know"),
        (b"just a text about benefits", "no card that I know"),
        (b"[1, 2]", "no card that I know"),
        (b"{broken", "neither whole YAML nor whole JSON"),
        (BOMB, "neither whole YAML nor whole JSON"),
        (b"kind: segue persona\nkind: other\n", "neither whole YAML nor whole JSON"),
        (b"kind: segue persona\nversion: 9\n", "version 9"),
        (b"kind: segue persona\nversion: 1\npersona: {name: A}\n", "not whole"),
        (b"kind: segue persona\nversion: 1\npersona: 7\n", "not whole"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x" * 200_001, "larger than a card"),
        (b"[" * 200 + b"]" * 200, "nested deeper"),
        (json.dumps({"traits": {"age": 30}}).encode(), "has no name"),
        (json.dumps({"type": "TinyPerson", "persona": {"name": "Tim", "age": 9}}).encode(), CHILD[:20]),
        (b"!!python/object/apply:os.system ['true']", "neither whole YAML nor whole JSON"),
    ],
)
def test_bad_files_get_a_clear_answer(data: bytes, words: str) -> None:
    with pytest.raises(PersonaFormatError) as caught:
        imported(data)
    assert words in str(caught.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_card_or_a_clear_answer(data: bytes) -> None:
    with suppress(PersonaFormatError):
        assert imported(data).persona.name


def test_passages_that_nothing_cites_stay_at_home() -> None:
    stray = Passage(id="m9.9", title="t", place="p", text="Nobody cites this sentence at all.")
    assert b"m9.9" not in exported(alice(), [*brochure(), stray], "own")[1]
