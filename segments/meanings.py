"""What a column's name says it is about: by whole words, in the languages such files come in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Meaning = Literal[
    "age", "channel", "churn", "contract", "frequency", "money", "outcome", "paying", "place", "product", "protected",
    "recency", "service", "tenure",
]  # fmt: skip

LONGEST = 60
"""Of a name or a level that is told."""
_SAID = {
    "age": """
        age, age group, age band, age range, alter, altersgruppe, âge, edad, birth, birthday, birth date, birthdate,
        birth year, year of birth, date of birth, dob, geburtsdatum, geburtsjahr, senior citizen, senior, seniors
    """,
    "channel": """
        channel, medium, media, source, campaign, utm, device type, platform, store, branch, e mail, email,
        newsletter, opt in, kanal, quelle, filiale, referrer, contact method, preferred contact
    """,
    "churn": """
        churn, churned, churner, churn label, attrition, attrited, cancelled, canceled, exited, lost customer, left
        us, gekündigt, abgewandert, kündigung, résilié, baja
    """,
    "contract": "contract, plan, tariff, subscription, membership, vertrag, tarif, contrat, contrato",
    "frequency": """
        frequency, orders, order count, purchases, times, visits, transactions, transaction count, invoices, number
        of orders, number of purchases, bestellungen, käufe, sessions, commandes, pedidos
    """,
    "money": """
        money, monetary, amount, revenue, spend, spent, spending, sales, charge, charges, turnover, umsatz,
        ausgaben, betrag, paid, payments, ltv, clv, lifetime value, profit, margin, mrr, arr, total price, sum,
        order value, basket value, chiffre d affaires, dépenses, montant, gasto, importe
    """,
    "outcome": """
        converted, conversion, converts, response, responded, responder, accepted, subscribed, renewed, defaulted,
        default, outcome, target, label, purchased, bought, clicked, opened, deposit, konvertiert, reagiert,
        reaktion
    """,
    "paying": "payment, paymethod, billing, zahlung, zahlart, paiement, pago",
    "place": """
        country, city, state, region, postcode, postal code, zip, zip code, town, county, district, continent,
        location, land, stadt, ort, plz, bundesland, pays, ville, région, país, ciudad
    """,
    "product": """
        product, products, category, categories, sku, item, items, service, plan, contract, tariff, produkt,
        produkte, artikel, vertrag, tarif
    """,
    "protected": """
        sex, gender, geschlecht, sexe, sexo, religion, faith, belief, konfession, nationality, nationalität,
        staatsangehörigkeit, nationalité, nacionalidad, citizenship, ethnicity, ethnic, ethnic group, race, skin,
        disability, disabled, behinderung, schwerbehindert, orientation, sexual orientation, marital, marital
        status, married, familienstand, pregnant, pregnancy, trade union, union member, political, party
        affiliation, immigrant, migration background, native language, mother tongue
    """,
    "recency": """
        recency, last order, last purchase, last visit, last seen, last login, last bought, days since, since last,
        inactive days, letzte bestellung, letzter kauf, dernier achat, última compra
    """,
    "service": "service, internet, dienst",
    "tenure": """
        tenure, customer since, member since, months as customer, first order, first purchase, since first, signup,
        sign up, joined, registered, membership, kunde seit, kundenalter, ancienneté, antigüedad, months on book,
        lifetime
    """,
}
_NOT = {
    "age": "account age, customer age, company age, age of account",
    "outcome": """
        response time, response date, accepted at, conversion time, churn date, churn score, churn reason, default
        language, target group, opened tickets
    """,
    "protected": "race track, account age, customer age, company age, age of account",
    "money": "sum insured, payments method, age of account",
    "recency": "days since first, since first",
    "frequency": "times of day",
}
_PATTERNS = {meaning: [tuple(said.split()) for said in listed.split(",")] for meaning, listed in _SAID.items()}
_PATTERNS["outcome"] += _PATTERNS["churn"]
_PATTERNS["protected"] += _PATTERNS["age"]
_EXCEPTIONS = {meaning: [tuple(said.split()) for said in listed.split(",")] for meaning, listed in _NOT.items()}
_EDGES = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-ZÀ-Ý])(?=[A-ZÀ-Ý][a-zà-ÿ])")


def words(name: str) -> tuple[str, ...]:
    """`SeniorCitizen`, `senior_citizen` and `senior citizen` are the same two words."""
    return tuple(re.findall(r"[^\W\d_]+|\d+", _EDGES.sub(" ", name).casefold()))


def plain(name: str) -> str:
    """As one would say it in a sentence; of a name that is a sentence itself, its beginning."""
    return clipped(" ".join(words(name)) or name)


def clipped(text: str) -> str:
    """At most LONGEST characters."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


@lru_cache(maxsize=4096)
def says(name: str, meaning: Meaning) -> bool:
    """Whether the name of a column has that meaning, by its words and never by a part of one."""
    spoken = words(name)
    if any(_within(pattern, spoken) for pattern in _EXCEPTIONS.get(meaning, ())):
        return False
    return any(_within(pattern, spoken) for pattern in _PATTERNS[meaning])


def _within(pattern: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
    return any(spoken[start : start + len(pattern)] == pattern for start in range(len(spoken) - len(pattern) + 1))


_YES = {"yes", "true", "1", "y", "t", "ja", "oui", "si", "sí", "wahr", "positive", "x"}
_NO = {"no", "false", "0", "n", "f", "nein", "non", "falsch", "negative", "none", "never", "not", "stayed", "active"}


_SOMEBODY = {
    "citizen", "customer", "employed", "employee", "homeowner", "married", "member", "owner", "parent", "pensioner",
    "retired", "senior", "single", "smoker", "student", "subscriber", "user", "vip",
}  # fmt: skip


def is_somebody(name: str) -> bool:
    """Whether a column is called after what somebody is (`SeniorCitizen`), not after what they have (`Newsletter`)."""
    return not _SOMEBODY.isdisjoint(words(name)[-1:])


def truth(level: str) -> bool | None:
    """What an answer of one word says; None where it is neither yes nor no."""
    said = level.strip().casefold().removesuffix(".0")
    return True if said in _YES else False if said in _NO else None
