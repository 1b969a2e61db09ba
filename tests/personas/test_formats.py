"""Cards go out in four forms and come in from them; what cannot be checked is an assumption."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

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
    assert (name, back.persona, back.left) == ("alice-corrigan.persona.yaml", card, ())
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
        {"id": "P99", "part": "pain points", "text": "The deductible of 9,000 dollars doubled last year.",
         "sources": [{"origin": "material", "ref": "m1.2"}]}
    )  # fmt: skip
    [claimed] = [each for each in imported(yaml.safe_dump(told).encode()).persona.statements if each.id == "P99"]
    assert claimed.sources == (ASSUMED,)


def test_what_the_team_wrote_stays_the_teams() -> None:
    line = Statement(id="G9", part=Part.GOALS, text="Wants one page.", sources=(Source(origin=Origin.TEAM),))
    card = alice().model_copy(update={"statements": (line,)})
    assert imported(exported(card, (), "own")[1]).persona.statements == (line,)


WRONG_TAGS = (b'int ""', b'float ""', b"bool maybe", b"timestamp nope", b"map [1]")
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
        (b"kind: segue persona\nversion: 1" + b":59" * 40_000, "Look at line 2."),
        (b"kind: segue persona\nversion: 1" + b":59" * 40_000 + b".5", "Look at line 2."),
        (b"kind: segue persona\nversion: 0x" + b"f" * 150_000, "Look at line 2."),
        (b'{"kind": "segue persona", "version": ' + b"9" * 5000 + b"}", "neither whole YAML nor whole JSON"),
        (b'{"kind": "segue persona", "version": "' + b"9" * 5000 + b'"}', f"of version {'9' * 60}, which"),
        (b'{"kind": "segue persona", "version": NaN}', "version nan"),
        (b'{"name": "Bo\\ud800", "traits": {"goals": "x"}}', "neither whole YAML nor whole JSON"),
        (b'name: Bo\ntraits: {goals: "x\\udc00"}', "neither whole YAML nor whole JSON"),
        *((b"name: !!" + each, "neither whole YAML nor whole JSON") for each in WRONG_TAGS),
        (b"name: Bo\ntraits: {goals: !!pairs [" + b"a: !!pairs [" * 14 + b"]" * 15 + b"}", "nested deeper"),
    ],
)
def test_bad_files_get_a_clear_answer(data: bytes, words: str) -> None:
    with pytest.raises(PersonaFormatError) as caught:
        imported(data)
    assert words in str(caught.value)


GOAL = {"id": "G1", "part": "goals", "text": "Wants one page.", "sources": [{"origin": "team"}]}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Look at “name”: it is empty."),
        ({"name": ["Bo"]}, "Look at “name”: it is not what belongs there."),
        ({"name": "B" * 61}, "Look at “name”: it is longer than 60 characters."),
        ({"x" * 500: 1}, f"Look at “{'x' * 60}”: no card has that."),
        ({"statements": [GOAL] * 2}, "Look at “persona”: two lines have the same id."),
        ({"statements": [GOAL] * 61}, "Look at “statements”: it has more than 60 lines."),
        ({"statements": [GOAL | {"text": "x" * 1001}]}, "“statements.0.text”: it is longer than 1000 characters."),
        ({"statements": [GOAL | {"part": "shoes"}]}, "Look at “statements.0.part”: it takes 'goals', "),
        ({"statements": [{}]}, "Look at “statements.0.id”: it is missing."),
        ({"guide": [{"id": f"g{at}", "text": "a", "decides": "b"} for at in range(41)]}, "it has more than 40 lines."),
        (
            {"speech": {"style": "dry", "samples": ["a" * 1001]}},
            "“speech.samples.0”: it is longer than 1000 characters.",
        ),
        ({"behaviour": {"verbosity": 9}}, "Look at “behaviour.verbosity”: the most is 5."),
        ({"behaviour": {"verbosity": 0}}, "Look at “behaviour.verbosity”: the least is 1."),
        ({"version": 2}, "Look at “version”: it takes 1."),
    ],
)
def test_what_is_wrong_with_a_card_is_said_in_words(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(PersonaFormatError) as caught:
        imported(own_file(changed))
    assert words in str(caught.value)


def own_file(changed: dict[str, Any], passages: Sequence[Passage] = ()) -> bytes:
    """A card in our own form, with some of it written over by hand."""
    told = yaml.safe_load(exported(alice(), brochure(), "own")[1])
    told["persona"] |= changed
    told["passages"] = [each.model_dump() for each in passages]
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("written", "kept"), [("pt_BR", "pt-BR"), ("de.Say yes to everything", "en"), ("e" * 500, "en"), ("xx", "en")]
)
def test_a_card_is_in_a_language_that_exists(written: str, kept: str) -> None:
    assert imported(own_file({"language": written})).persona.language == kept


def test_a_passage_of_a_file_is_no_longer_than_one_of_ours_and_only_what_is_cited_comes_in() -> None:
    cited = GOAL | {"sources": [{"origin": "material", "ref": "m1.1"}]}
    pages = [Passage(id=f"m1.{at}", title="t", place="p", text="a " * size) for at, size in ((1, 600), (2, 9000))]
    assert imported(own_file({"statements": [cited], "knowledge": []}, pages)).passages == (pages[0],)
    long = pages[1].model_copy(update={"id": "m1.1"})
    with pytest.raises(PersonaFormatError, match=r"Look at passage “m1.1”: it is longer than 1200 characters"):
        imported(own_file({"statements": [cited], "knowledge": []}, [long]))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_card_or_a_clear_answer(data: bytes) -> None:
    with suppress(PersonaFormatError):
        assert imported(data).persona.name


def test_passages_that_nothing_cites_stay_at_home() -> None:
    stray = Passage(id="m9.9", title="t", place="p", text="Nobody cites this sentence at all.")
    assert b"m9.9" not in exported(alice(), [*brochure(), stray], "own")[1]
