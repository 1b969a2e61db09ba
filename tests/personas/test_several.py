"""Asking for several is told from asking for one, and from talking about personas."""

from __future__ import annotations

import pytest

from personas.request import brief_of, how_many, wants_several

SEVERAL = """
personas
Personas, please
make us personas
Make me some personas
please create three personas from this
can you propose personas for our portal?
Could you suggest a few personas
let's make personas
we need personas
we'd like four different personas of tenants
give us 5 user personas
propose personas
come up with some new personas
three personas from this
two personas, please
Who should we interview?
who should we talk to first
whom should I interview?
who to interview?
who else should we ask?
which customers should we talk to?
which personas should we make?
Hi, who could we meet
suggest people to interview
propose three people worth meeting
tell us who is worth interviewing
"""
NOT = """
persona
make me a persona of a nurse
make me Alice, a cost-conscious employee who does not understand benefits
persona: a tenant who would rather leave
how do personas work?
what are personas?
our personas are too alike
the personas we made last week
the personas
show my personas
delete all personas
who should we ask about the invoice?
who should we meet at noon?
who are you?
interview
our customers are tenants
I don't know who we should invite
personas do not help us
"""


@pytest.mark.parametrize("said", SEVERAL.strip().splitlines())
def test_several_are_wanted(said: str) -> None:
    assert wants_several(said)
    assert brief_of(said) is None, "it is not read as one persona's description"


@pytest.mark.parametrize("said", NOT.strip().splitlines())
def test_several_are_not_wanted(said: str) -> None:
    assert not wants_several(said)


@pytest.mark.parametrize(
    ("said", "many"),
    [
        ("make us personas", 4),
        ("three personas from this", 3),
        ("5 user personas", 5),
        ("ten personas", 5),
        ("one or two personas", 3),
        ("propose four kinds of people", 4),
        ("who should we interview in 12 weeks?", 4),
    ],
)
def test_how_many(said: str, many: int) -> None:
    assert how_many(said) == many
