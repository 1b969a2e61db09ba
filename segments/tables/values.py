"""The value of a cell, in SQL: what a column's type and form say about the texts in it.

Forms of numbers: "" (1234.5), or how 1234.5 is written (`1,234.5`, `1.234,5`). Forms of times: what DuckDB's strptime
takes, several with `|` between; `iso`, `seconds`, `milliseconds` (since 1970) and `days` (since 1900, as spreadsheets
count). A `?` before it: the day may be the month. Forms of truths: what stands for yes.
"""

from __future__ import annotations

from segments.currencies import CODES, CURRENCIES, SHARED, currency_named
from segments.shapes import Column
from segments.tables.table import quoted

ABSENT = ("null", "nan", "n/a", "#n/a", "\\n", "nat", "<na>", "(null)", "-", "--", "?", "#ref!", "#value!", "#div/0!")
"""Nothing, in any column."""
ABSENT_VALUE = (*ABSENT, "na", "none", "nil", "unknown", "missing", ".", "k.a.", "keine angabe", "#name?")
"""Nothing where numbers and times are; elsewhere it may be a word like others."""

PLAIN, ENGLISH, CONTINENTAL = "", "1,234.5", "1.234,5"
LAST = {"days": 2_958_466, "seconds": 253_402_300_800, "milliseconds": 253_402_300_800_000}
"""Of times that are numbers the first that is after the year 9999: no time at all."""
_LONGEST = 60
"""Characters of a number or a time."""


def signs_of(currency: str) -> tuple[str, ...]:
    return (*(sign for sign, code in CURRENCIES.items() if code == currency), currency) if currency else ()


def number_pattern(form: str, *signs: str) -> str:
    """What a number looks like, as a regular expression: RE2's and Python's. With other signs beside it it is none."""
    money = "|".join(map(_escaped, signs)) or "\\x01"
    decimal, thousands = (",", "[. '’\u00a0\u202f]") if form == CONTINENTAL else ("\\.", "[, '’\u00a0\u202f]")
    figure = f"(\\d{{1,3}}({thousands}\\d{{2,3}})*{thousands}\\d{{3}}|\\d+)?({decimal}\\d*)?"
    return f"(\\(|[-−+]?)[ \u00a0]*({money})?[ \u00a0]*[-−+]?{figure}[ \u00a0]*({money}|%)?\\)?[-−]?"


def _escaped(sign: str) -> str:
    return sign.replace("$", "\\$").replace(".", "\\.")


def value_of(column: Column, at: str = "") -> str:
    """The SQL that gives the value of the column's cell: DOUBLE, TIMESTAMP, BOOLEAN, or VARCHAR; NULL for none.

    `at` is the alias of the table the cell is in.
    """
    cell = f"{at}.{column.field}" if at else column.field
    if column.type == "number":
        return _number(cell, column)
    if column.type == "time":
        return _time(cell, column.form.removeprefix("?"))
    if column.type == "truth":
        yes = ", ".join(quoted(word) for word in column.form.split("|"))
        return f"CASE WHEN NOT {is_absent(cell, ABSENT)} THEN lower({cell}) IN ({yes}) END"
    return f"CASE WHEN NOT {is_absent(cell, ABSENT)} THEN {cell} END"


def currency_in(column: Column) -> str:
    """The SQL of the currency a cell is in where that is another than the column's, NULL elsewhere: such a cell can be
    read, but it has no value beside the others. `NULL` itself for a column that is no number or says no currency.
    """
    own = column.currency or currency_named(column.name)
    if column.type != "number" or not own:
        return "NULL"
    others = {code: other_signs(own, code) for code in CODES if code != own}
    every = number_pattern(column.form, *(sign for signs in others.values() for sign in signs))
    cases = " ".join(
        f"WHEN regexp_full_match({column.field}, {quoted(number_pattern(column.form, *signs))}) THEN {quoted(code)}"
        for code, signs in others.items()
    )
    return (
        f"CASE WHEN length({column.field}) <= {_LONGEST} AND regexp_matches({column.field}, '[^0-9.,+-]') "
        f"AND regexp_full_match({column.field}, {quoted(every)}) AND regexp_matches({column.field}, '[0-9]') "
        f"AND {value_of(column)} IS NULL THEN CASE {cases} END END"
    )


def other_signs(own: str, code: str) -> tuple[str, ...]:
    """What says that money is in `code`, not in `own`: where dollars are Canadian, `$` alone does not say so."""
    return tuple(sign for sign in signs_of(code) if own not in SHARED.get(sign, ()))


def is_absent(cell: str, words: tuple[str, ...]) -> str:
    """SQL: nothing is in the cell, or a word for nothing; never NULL."""
    longest = max(map(len, words))
    return f"({cell} IS NULL OR (length({cell}) <= {longest} AND lower({cell}) IN ({', '.join(map(quoted, words))})))"


def identity_of(column: Column, at: str = "") -> str:
    """The SQL of a number or name by which something is known: 17850.0 is 17850, and an address has no capitals."""
    cell = f"{at}.{column.field}" if at else column.field
    plain = (
        f"CASE WHEN {cell} LIKE '%.0' THEN regexp_replace({cell}, '^(\\d+)\\.0$', '\\1') "
        f"WHEN {cell} LIKE '%@%' THEN lower({cell}) ELSE {cell} END"
    )
    return f"CASE WHEN NOT {is_absent(cell, ABSENT_VALUE)} THEN {plain} END"


def _number(cell: str, column: Column) -> str:
    if column.form == PLAIN and not column.currency:
        value = f"TRY_CAST({cell} AS DOUBLE)"
        return f"CASE WHEN isfinite({value}) THEN {value} END"
    decimal = "," if column.form == CONTINENTAL else "."
    digits = f"regexp_replace({cell}, '[^0-9{decimal}]', '', 'g')"
    if decimal == ",":
        digits = f"replace({digits}, ',', '.')"
    # The point of a sign ("Fr. 12") is not of the number.
    value = f"TRY_CAST(ltrim({digits}, '.') AS DOUBLE)" if column.currency == "CHF" else f"TRY_CAST({digits} AS DOUBLE)"
    less = f"CASE WHEN regexp_matches({cell}, '[(−-]') THEN -1 ELSE 1 END"
    return (
        f"CASE WHEN length({cell}) <= {_LONGEST} AND regexp_full_match({cell}, "
        f"{quoted(number_pattern(column.form, *signs_of(column.currency)))}) THEN {value} * {less} END"
    )


def _time(cell: str, form: str) -> str:
    forms = form.split("|")
    number = f"TRY_CAST({cell} AS DOUBLE)"
    known = {
        "iso": f"TRY_CAST({cell} AS TIMESTAMP)",
        "seconds": f"epoch_ms(CAST({number} * 1000 AS BIGINT))",
        "milliseconds": f"epoch_ms(CAST({number} AS BIGINT))",
        "days": f"TIMESTAMP '1899-12-30' + to_milliseconds(CAST(round({number} * 86400000) AS BIGINT))",
    }
    known |= {counted: f"CASE WHEN abs({number}) < {most} THEN {known[counted]} END" for counted, most in LAST.items()}
    tried = [known[form] for form in forms if form in known]
    others = [quoted(form) for form in forms if form not in known]
    if others:
        tried.append(f"try_strptime({cell}, [{', '.join(others)}])")
    value = tried[0] if len(tried) == 1 else f"coalesce({', '.join(tried)})"
    return f"CASE WHEN length({cell}) BETWEEN 4 AND {_LONGEST} THEN {value} END"
