"""What type each column is of: a sample of its different texts proposes, all of its cells decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import duckdb

from segments.currencies import CODES, CURRENCIES
from segments.shapes import Column, Type
from segments.tables import times
from segments.tables.values import (
    ABSENT,
    ABSENT_VALUE,
    CONTINENTAL,
    ENGLISH,
    PLAIN,
    currency_in,
    is_absent,
    number_pattern,
    signs_of,
    value_of,
)
from segments.tables.words import BOUGHT, TEXT, TIME, words_of

SAMPLE = 2_000
"""Different texts of a column that are looked at; which ones is up to their hash, not to their place in the file."""
ENOUGH = 0.9
"""Share of cells that have to be of a type; the others are counted as unread."""
NUMBERING = 0.005
"""Share of cells with a zero in front, or very many figures, from which on a column numbers things."""
TRUTHS = (("yes", "no"), ("true", "false"), ("y", "n"), ("t", "f"), ("ja", "nein"), ("oui", "non"), ("sí", "no"),
          ("si", "no"), ("1", "0"), ("wahr", "falsch"))  # fmt: skip
_COMMA = re.compile(r"\D{0,4}\d+(\.\d{3})*,\d{1,2}\D{0,5}|\D{0,4}\d{1,3}(\.\d{3})+,\d+\D{0,5}")
_PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)
_ZERO_FIRST = re.compile(r"0\d+(\.0)?")
_GROUPS = re.compile(r"\D{0,4}\d{1,3}([.,])\d{3}(\1\d{3})*\D{0,5}")
_LONG = re.compile(r"\d{16,}")
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True)) + r"|\b[A-Z]{3}\b")


@dataclass(frozen=True)
class Seen:
    """What is in a column: its cells, its different texts, and a sample of these with how often each is there."""

    name: str
    field: str
    filled: int
    distinct: int
    texts: tuple[tuple[str, int], ...]


def typed_columns(database: duckdb.DuckDBPyConnection, called: Sequence[str], rows: int) -> tuple[Column, ...]:
    """The columns of table `rows`, by their names in the file's order."""
    seen = [_seen(database, name, f"c{place}") for place, name in enumerate(called, 1)]
    comma = any(_has_commas(column) for column in seen)
    return tuple(_checked(database, column, _proposed(column, comma), rows) for column in seen)


def _seen(database: duckdb.DuckDBPyConnection, name: str, field: str) -> Seen:
    filled, distinct = database.execute(
        f"SELECT count({field}), count(DISTINCT hash({field})) FROM rows WHERE NOT {is_absent(field, ABSENT)}"
    ).fetchall()[0]
    every = max(1, distinct // SAMPLE)
    texts = database.execute(
        f"SELECT {field}, count(*) FROM rows WHERE NOT {is_absent(field, ABSENT)} AND hash({field}) % {every} = 0 "
        f"GROUP BY {field} ORDER BY {field}"
    ).fetchall()
    return Seen(name, field, filled, distinct, tuple(texts))


def _has_commas(column: Seen) -> bool:
    texts = [text for text, _ in column.texts]
    return bool(texts) and sum(bool(_COMMA.fullmatch(text)) for text in texts) > 0.5 * len(texts)


def _proposed(column: Seen, comma: bool) -> tuple[tuple[Type, str, str], ...]:
    """Types a column may have, the likeliest first: type, form, currency."""
    texts = {text: count for text, count in column.texts if text.lower() not in ABSENT_VALUE}
    if not texts:
        return (("category", "", ""),) if column.texts else (("empty", "", ""),)
    different = {text.lower() for text in texts}
    truth = next((pair for pair in TRUTHS if different == set(pair)), None)
    if truth:
        return (("truth", truth[0], ""),)
    words = words_of(column.name)
    named = bool(words & (TIME | BOUGHT)) or bool(words & {"joined", "since", "signup", "birthday", "updated", "last"})
    form, share = times.form_of(texts, named=named, day_first=comma)
    if form and share >= ENOUGH:
        return (("time", form, ""), _words(column))
    number = _as_number(texts, comma)
    return (number, _words(column)) if number else (_words(column),)


def _as_number(texts: Mapping[str, int], comma: bool) -> tuple[Type, str, str] | None:
    numbering = sum(count for text, count in texts.items() if _ZERO_FIRST.fullmatch(text) or _LONG.fullmatch(text))
    if numbering > NUMBERING * sum(texts.values()):
        return None
    enough = ENOUGH * sum(texts.values())
    if not comma and sum(count for text, count in texts.items() if _PLAIN.fullmatch(text)) >= enough:
        return "number", PLAIN, ""
    currency = _currency(texts)
    grouped = {found[1] for text in texts if (found := _GROUPS.fullmatch(text))}
    if comma or "," in grouped:
        both = any("." in text.partition(",")[2] for text in texts)
        forms = (CONTINENTAL, ENGLISH) if comma and not both else (ENGLISH, CONTINENTAL)
    else:
        forms = (ENGLISH, CONTINENTAL)
    for form in forms:
        # What is in another currency is money all the same.
        signs = (sign for code in CODES for sign in signs_of(code)) if currency else ()
        pattern = re.compile(number_pattern(form, *signs))
        fitting = [text for text in texts if pattern.fullmatch(text) and any(map(str.isdigit, text))]
        if sum(texts[text] for text in fitting) >= enough:
            plain = not currency and all(_PLAIN.fullmatch(text) for text in fitting)
            return "number", PLAIN if plain and form == ENGLISH else form, currency
    return None


def _currency(texts: Mapping[str, int]) -> str:
    """The currency most of the cells are in, as far as they say."""
    found: Counter[str] = Counter()
    for text, count in texts.items():
        if len(text) < 40 and (sign := _SIGN.search(text)):
            code = CURRENCIES.get(sign.group(), sign.group())
            if code in CODES:
                found[code] += count
    return min(found, key=lambda code: (-found[code], code)) if found.total() * 20 > sum(texts.values()) else ""


def _words(column: Seen) -> tuple[Type, str, str]:
    """Free text is long and hardly repeats; everything else in words is a category, however many there are."""
    texts = [text for text, _ in column.texts]
    words = fmean(len(text.split()) for text in texts)
    alone = column.distinct / max(1, column.filled)
    called = bool(words_of(column.name) & TEXT)
    free = (alone > 0.3 and (words >= 5 or (called and words >= 2))) or (words >= 12 and alone > 0.05)
    return ("text" if free else "category"), "", ""


def _checked(
    database: duckdb.DuckDBPyConnection, seen: Seen, proposed: Sequence[tuple[Type, str, str]], rows: int
) -> Column:
    """The first type that all of the column bears."""
    column = Column(name=seen.name, field=seen.field, type="empty", missing=rows, distinct=seen.distinct)
    for type, form, currency in proposed:
        column = replace(column, type=type, form=form, currency=currency, missing=rows - seen.filled)
        if type not in ("number", "time"):
            return column
        there, read, elsewhere = database.execute(
            f"SELECT count(*), count({value_of(column)}), count({currency_in(column)}) FROM rows "
            f"WHERE NOT {is_absent(seen.field, ABSENT_VALUE)}"
        ).fetchall()[0]
        column = replace(column, missing=rows - there, unread=there - read)
        if read + elsewhere >= ENOUGH * there:
            return column
    return replace(column, unread=0)
