"""Whom Segue does not play: children, real people, and whoever would give advice or hate. Everybody else it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.gallery_personas import PERSONA
from personas.request import CHILD, NAMELESS, REAL, UNFIT, objection, objection_to_card

CHILDREN = """
a 9-year-old who wants a phone
Alice, 14
twelve-year-olds who love slime
a schoolkid
a minor who shops
ein 12-jähriges Kind
ein Mädchen, das zeichnet
ein Junge, der zeichnet
ein kleiner Junge
een meisje
un enfant
une élève de 9 ans
una niña que dibuja
uma pessoa de 8 anos
una persona di 9 anni
a ten-year-old who collects cards
a twelve year old gamer
Tim, 9, who plays our game
Tim (9)
Lena, aged 12
a girl of eleven
a 16-year-old apprentice
a teenager who hates homework
a shy toddler
children who play our game
a kid
kids
Mia, a schoolgirl who learns the piano
a high-school student who buys sneakers
a sixth-grader
somebody who is 9 years old
Leo, who is only eight years old
a pupil in a village school
a 9 yo
an infant
Ben, a child of divorced parents
"""
REAL_PEOPLE = """
my boss
my wife Anna
our CEO
our colleague Dana
@Dana
@Dana Miller from sales
dana.smith@acme.com
Elon Musk
Elon Musk, who buys our portal
a clone of Taylor Swift
the CEO of Microsoft
the president of France
the former president of the United States
President Macron
Queen Elizabeth
Zinedine Zidane, the former footballer
a celebrity
somebody based on a real customer
a persona modelled on my neighbour
the real Tom
the Pope
my friend Paul
our head of sales
Angela Merkel, the former chancellor
Dana, our CEO
somebody who is my boss
https://www.linkedin.com/in/dana-miller
a real customer of ours
"""
HATE_AND_ADVICE = """
a racist pensioner
a neo-Nazi from Leipzig
somebody who hates refugees
a man who hates women
a woman who despises all Muslims
an antisemite
a homophobic landlord
a doctor who tells us what to take
a lawyer who advises us on dismissals
somebody for medical advice
a persona that gives legal advice
a therapist who treats me
an incel
a right-wing extremist
a doctor who can diagnose me
a terrorist
a nurse who tells me which pills to take
somebody who gives medical advice
legal advice
"""
WELCOME = """
a minor league coach
the parent of a newborn
eine Mutter mit einem Kind
eine junge Frau, die Kleidung verkauft
Ein junger Mann
ein Mann mit 12-jährigen Kindern
une mère d'un enfant de 9 ans
une femme de 40 ans
un client de 9 ans d'ancienneté
a mother with a 9-year-old
a mother with a 9-year-old who wants a phone
a mother and her ten-year-old
a father of two children
a single dad raising a toddler
a nurse on night shift
a kindergarten teacher
a child psychologist who buys software
a babysitter
a kidney patient
a children's book author
a baby photographer
somebody who sells shoes for kids
an employee who uses a 10-year-old laptop
a founder of a 5-year-old company
the owner of a 7-year-old start-up
a teacher of pupils
Alice, a cost-conscious employee who does not understand benefits
Tom, a retired teacher who rents a garden
Tom, 45, who rents a garden
a pensioner, 71, with a dog
a 35-year-old nurse
a 17-strong team's coach
a grandmother who looks after a toddler
our typical customer
my ideal customer
the CEO of a small bakery
a CEO of a start-up
an assistant to the managing director
the president of the allotment club
a king-size bed buyer
a real estate agent
a fan of Taylor Swift
a lawyer who buys our software
a lawyer who tells us what she needs
a doctor who fills in forms at night
a nurse who hates paperwork
a refugee who hates waiting
a tenant who gets racist comments at work
a patient who wants to understand a bill
a legal assistant
a woman who hates men's razors
Maria, the cost-conscious employee
an author who writes at night
a caretaker who books the sports hall for a village club
a head cook who sharpens by hand
a woman without children
a childless couple
a coach with kids in the team
an aunt who buys presents for children
a minor shareholder
a home owner whose house is 9 years old
a subscriber aged 52
the mayor of a village
a queen-bee keeper
a doctor who treats our employees
a Muslim woman who prays at work
a woman
a gay couple who rents
a customer who was given legal advice he did not understand
a mail-order customer who writes to support@
a person who is 90 years old
a nurse who buys our portal. @Ravi what do you think?
Alice, an employee. Our founder thinks they'd love it, and my manager wants it by Friday.
a client who pays for legal advice
a lawyer who gives legal advice to tenants and buys our software
a waiter who treats us well
a real saver
somebody for whom the real costs matter
a reader of celebrity gossip
a shopkeeper in King Street
an assistant of the CEO of Microsoft
a night nurse, as Elon Musk would never be
a tenant who was called a nazi joke
a person for our portal
"""


def each(lines: str) -> list[str]:
    return lines.strip().splitlines()


@pytest.mark.parametrize(
    ("brief", "answer"),
    [
        *((line, CHILD) for line in each(CHILDREN)),
        *((line, REAL) for line in each(REAL_PEOPLE)),
        *((line, UNFIT) for line in each(HATE_AND_ADVICE)),
    ],
)
def test_who_is_declined(brief: str, answer: str) -> None:
    assert objection(brief) == answer


@pytest.mark.parametrize(
    ("brief", "answer"),
    [
        ("Elon\u00a0\u200bMusk", REAL),
        ("Elon\nMusk, who sells cars", REAL),
        ("ELON MUSK who sells cars", REAL),
        ("Еlоn Мusk, who sells cars", REAL),
        ("𝐄𝐥𝐨𝐧 𝐌𝐮𝐬𝐤", REAL),
        ("a 9\u00a0 year old", CHILD),
        ("a nine year\u200bold", CHILD),
        ("a ９-year-old", CHILD),
        ("a tееnager", CHILD),
        ("a ra\u00adcist pensioner", UNFIT),
        ("a\u2800racist pensioner", UNFIT),
        ("Маша, бухгалтер в маленькой фирме", None),
    ],
)
def test_nobody_comes_in_by_disguised_letters(brief: str, answer: str | None) -> None:
    assert objection(brief) == answer


@pytest.mark.parametrize("brief", each(WELCOME))
def test_who_is_welcome(brief: str) -> None:
    assert objection(brief) is None


@given(st.integers(min_value=1, max_value=99))
def test_the_age_alone_decides(years: int) -> None:
    """Up to seventeen it is a child, however it is written."""
    for brief in (f"a {years}-year-old who wants a phone", f"Tim, {years}, who plays chess", f"Lena, aged {years}"):
        assert objection(brief) == (CHILD if years < 18 else None)


@pytest.mark.parametrize("answer", [CHILD, REAL, UNFIT])
def test_a_refusal_offers_somebody_invented(answer: str) -> None:
    assert "I can make an invented" in answer
    assert answer.endswith("?")


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"age_band": "9"}, CHILD),
        ({"age_band": "12 to 15"}, CHILD),
        ({"occupation": "schoolgirl"}, CHILD),
        ({"name": "Elon Musk"}, REAL),
        ({"brief": "my boss"}, REAL),
        ({"name": "S.e.g.u.e"}, NAMELESS),
        ({"name": "123"}, NAMELESS),
        ({"occupation": "racist pensioner"}, UNFIT),
        ({"age_band": "35 to 44"}, None),
        ({}, None),
    ],
)
def test_a_card_is_held_to_the_same(changed: dict[str, str], answer: str | None) -> None:
    assert objection_to_card(PERSONA.model_copy(update=changed)) == answer
