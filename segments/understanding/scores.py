"""How much speaks for a role of a column: its name first, then its values. 0: nothing."""

from __future__ import annotations

from segments.meanings import says, words
from segments.tables.words import (
    AMOUNT,
    BOUGHT,
    CUSTOMER,
    IDENTITY,
    LINE,
    ORDER,
    PRICE,
    PRODUCT,
    QUANTITY,
    TEXT,
    TIME,
    set_of,
)
from segments.understanding.facts import Facts

DESCRIBES = set_of(
    """
    segment type class country city state status age gender region group tier level category rating score since name
    first last vorname nachname tenure lifetime value count service agent
    """
)
"""Beside `customer`, these say what the customer is like, not who it is."""
NOT_MONEY = set_of(
    """
    discount tax vat shipping freight fee cost margin rabatt steuer versand percent pct rate score age days
    """
)
LATER = set_of(
    """
    ship shipped shipping delivery delivered due updated modified end expiry expires paid payment return returned
    birth birthday dob geburtstag geburtsdatum joined signup registered since login seen versand lieferung
    """
)
NO_TEXT = set_of("address adresse street straße anschrift url link website")


def customer(facts: Facts) -> float:
    if not facts.identifies:
        return 0.0
    spoken = facts.words
    named, numbered = bool(spoken & CUSTOMER), bool(spoken & IDENTITY)
    if named and spoken & DESCRIBES and not numbered:
        return 0.5 if "name" in spoken else 0.0
    if named:
        return 3.0 if numbered else 2.5
    if facts.addresses > 0.9:
        return 1.5
    if spoken & (ORDER | PRODUCT | LINE):
        return 0.0
    return 1.0 if numbered and spoken & {"id", "uuid", "guid", "hash"} else 0.0


def customer_by_values(facts: Facts) -> float:
    """For columns whose names say nothing: numbers that many lines share, as numbers that somebody was given."""
    if not facts.identifies or facts.repeats < 1.1 or facts.column.distinct < 5:
        return 0.0
    if facts.column.type == "number":
        return 0.5 if facts.high >= 1000 and facts.column.distinct > 20 else 0.0
    return 1.0 if facts.codes > 0.9 else 0.0


def time(facts: Facts) -> float:
    if facts.column.type != "time":
        return 0.0
    if facts.words & LATER:
        return 0.5
    return 3.0 if facts.words & BOUGHT else 2.0 if facts.words & TIME else 1.0


def amount(facts: Facts) -> float:
    """Money of a whole line: `total price` is, `price` alone may be."""
    if facts.column.type != "number" or facts.words & (NOT_MONEY | IDENTITY) or facts.counts_rows:
        return 0.0
    if facts.words & AMOUNT and not facts.words & QUANTITY:
        first = facts.words & {"total", "amount", "revenue", "sales", "betrag", "umsatz", "gesamtbetrag", "totalprice"}
        return 3.0 if first else 2.0
    return 1.0 if facts.column.currency and not facts.words & PRICE else 0.0


def amount_by_values(facts: Facts) -> float:
    return 1.0 if facts.column.type == "number" and not facts.whole else 0.0


def quantity(facts: Facts) -> float:
    if facts.column.type != "number" or facts.words & IDENTITY - {"number", "no", "nr", "num"}:
        return 0.0
    return 2.0 if facts.words & QUANTITY and facts.whole else 0.0


def quantity_by_values(facts: Facts) -> float:
    few = facts.column.type == "number" and facts.whole and facts.column.distinct <= 200
    return 1.0 if few and facts.low >= 0 and 1 < facts.high < 1000 else 0.0


def price(facts: Facts) -> float:
    if facts.column.type != "number" or not facts.words & PRICE or facts.words & (NOT_MONEY - {"cost", "rate"}):
        return 0.0
    return 1.0 if facts.words & {"cost", "rate"} else 2.0


def order(facts: Facts) -> float:
    if not facts.identifies or not facts.words & ORDER:
        return 0.0
    numbered = bool(facts.words & IDENTITY) or bool(facts.words & {"orderid", "invoiceno"})
    if facts.words & DESCRIBES and not numbered:
        return 0.0
    return 3.0 if numbered else 2.0 if facts.column.distinct * 200 >= facts.rows else 0.0


def product(facts: Facts) -> float:
    if not facts.identifies or not facts.words & PRODUCT:
        return 0.0
    return 3.0 if facts.words & (IDENTITY | {"sku", "stockcode", "asin"}) else 2.0


def text(facts: Facts) -> float:
    if facts.column.type != "text" or facts.words & NO_TEXT:
        return 0.0
    return 2.0 if facts.words & TEXT else 1.0


def outcome(facts: Facts) -> float:
    two = facts.column.type == "truth" or (facts.column.type == "category" and facts.column.distinct == 2)
    return 2.0 if two and says(facts.column.name, "outcome") else 0.0


def channel(facts: Facts) -> float:
    """`PreferredChannel` and `source` are, `DeviceProtection` is not: its last word says what it is."""
    few = facts.column.type == "category" and facts.column.distinct <= 50
    last = words(facts.column.name)[-1:]
    return 2.0 if few and last and says(last[0], "channel") else 0.0
