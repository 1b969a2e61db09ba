"""What stands on top of a card, whatever words the lines are in."""

from __future__ import annotations

from personas.facts import About, Fact
from personas.foremost import foremost
from personas.passages import Passage
from personas.sample import sample
from personas.schema import LETTERS, Origin, Part, Persona, Source, Statement

KINDS: tuple[About, ...] = ("measure", "share", "measure", "outcome", "size", "money", "journey")
FACTS = tuple(
    Passage(
        id=f"m1.{at}", title="f.csv", place="segment 1", text="Told.", fact=Fact(segment=1, about=kind, subject="s")
    )
    for at, kind in enumerate(KINDS, 1)
)


def of_file(*lines: tuple[Part, str, str]) -> Persona:
    """A card of these lines: its part, what it says, the fact it rests on."""
    statements = tuple(
        Statement(id=f"{LETTERS[part]}{at}", part=part, text=text, sources=(Source(origin=Origin.FILE, ref=ref),))
        for at, (part, text, ref) in enumerate(lines, 1)
    )
    return sample().persona.model_copy(update={"statements": statements})


def told(persona: Persona) -> list[str]:
    return [each.text for each in foremost(persona, FACTS)]


def test_how_it_ends_with_them_stands_on_top_in_whatever_words_it_is_told() -> None:
    card = of_file(
        (Part.BACKGROUND, "One in four is like this.", "m1.5"),
        (Part.BEHAVIOUR, "Pays a lot.", "m1.1"),
        (Part.BEHAVIOUR, "Is on a monthly plan.", "m1.2"),
        (Part.BEHAVIOUR, "Came not long ago.", "m1.3"),
        (Part.OBJECTIONS, "More than half of such customers cancelled.", "m1.4"),
    )
    assert told(card) == ["Pays a lot.", "Is on a monthly plan.", "More than half of such customers cancelled."]


def test_what_sets_them_apart_most_comes_first_wherever_it_stands() -> None:
    card = of_file(
        (Part.BEHAVIOUR, "Came not long ago.", "m1.3"),
        (Part.CHANNELS, "Is on a monthly plan.", "m1.2"),
        (Part.TRIGGERS, "Pays a lot.", "m1.1"),
        (Part.TRIGGERS, "Comes back within a month.", "m1.7"),
    )
    assert told(card) == ["Pays a lot.", "Is on a monthly plan.", "Came not long ago."]


def test_a_line_that_rests_on_two_facts_stands_there_once() -> None:
    both = (Source(origin=Origin.FILE, ref="m1.1"), Source(origin=Origin.FILE, ref="m1.4"))
    card = of_file((Part.BEHAVIOUR, "Pays a lot, and many such customers cancelled.", "m1.1"))
    [line] = card.statements
    card = card.model_copy(update={"statements": (line.model_copy(update={"sources": both}),)})
    assert told(card) == [line.text]


def test_of_anybody_else_one_line_of_each_of_three_parts_grounded_first() -> None:
    persona = sample().persona
    lines = foremost(persona, sample().passages)
    assert [each.part for each in lines] == [Part.GOALS, Part.PAIN_POINTS, Part.BEHAVIOUR]
    for each in lines:
        assert each.assumed == all(other.assumed for other in persona.of(each.part))
