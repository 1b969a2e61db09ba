"""A table is taken for something, and that is said in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from segments.shapes import Column, Kind, Question, Role, Understanding
from segments.tables.table import Table
from segments.tables.times import swapped
from segments.understanding import scores
from segments.understanding.facts import Facts, examples, facts_of
from segments.understanding.roles import SAID, SINGLE, Cast, cast_people, cast_transactions, unnamed
from segments.understanding.sentence import sentence

DAY_FIRST, MONTH_FIRST = "day first", "month first"
"""Choices of a question about time, and what stands for a field in the corrections that answer it."""
QUESTIONS = 2
CHOICES = 5
SHORT_TABLE = 8
"""With more columns than that beside it, a text is one of many things said of somebody."""
AGREES = ("agree", "satisf", "likely", "often", "never", "always", "important", "zustimm", "zufrieden", "wichtig")


def understand(table: Table, corrections: Mapping[str, Role] | None = None) -> Understanding:
    """What the file is taken for. `corrections`: field -> role, as a person says; also DAY_FIRST or MONTH_FIRST."""
    fixed = {field: role for field, role in (corrections or {}).items() if field not in (DAY_FIRST, MONTH_FIRST)}
    facts = facts_of(table)
    kind, cast = _kind(table, facts, _single(fixed))
    columns = tuple(_named(each.column, cast) for each in facts)
    order = next((each for each in (corrections or {}) if each in (DAY_FIRST, MONTH_FIRST)), None)
    if order is not None:
        columns = tuple(_ordered(column, order) for column in columns)
    understanding = Understanding(kind=kind, columns=columns, rows=table.rows, said="")
    questions = _questions(table, understanding, cast, fixed)
    return replace(understanding, said=sentence(table, understanding), questions=questions)


def _single(fixed: Mapping[str, Role]) -> dict[str, Role]:
    """The last word counts, where two columns were said to be the only one."""
    last = {role: field for field, role in fixed.items() if role in SINGLE}
    return {field: role for field, role in fixed.items() if role not in SINGLE or last[role] == field}


def _kind(table: Table, facts: tuple[Facts, ...], fixed: Mapping[str, Role]) -> tuple[Kind, Cast]:
    people = cast_people(facts, fixed)
    answers = [each for each in people.free() if each.scale is not None or _agrees(table, each)]
    said = [each for each in facts if fixed.get(each.column.field) is Role.ANSWER]
    scales = Counter(each.scale for each in answers)
    common = [each for each in answers if scales[each.scale] >= 3]
    attributes = [each for each in people.free() if each.column.type != "time"]
    survey = len(common) >= 3 and len(common) * 2.5 >= len(attributes)
    bought = cast_transactions(table, facts, fixed)
    text = people.of(Role.TEXT)
    money = bought.of(Role.AMOUNT) or (bought.of(Role.QUANTITY) and bought.of(Role.PRICE))
    if said or (survey and not (money and scores.amount(money))):
        for each in common:
            people.give(each, Role.ANSWER, "whole numbers on a scale" if each.scale else "grades of agreement")
        return Kind.SURVEY, people
    named = money is not None and (scores.amount(money) > 0 or money is bought.of(Role.PRICE) or bool(fixed))
    if text is not None and not named and len(attributes) <= SHORT_TABLE:
        return Kind.TEXTS, people
    if _is_bought(bought, money, named):
        return Kind.TRANSACTIONS, bought
    return Kind.CUSTOMERS, people


def _is_bought(cast: Cast, money: Facts | None, named: bool) -> bool:
    """Customers that come again, at times or in orders; without such a column, orders with times and money."""
    customer, time, order = cast.of(Role.CUSTOMER), cast.of(Role.TIME), cast.of(Role.ORDER)
    orders = named and time is not None and order is not None
    if customer is None or customer.repeats < 1.05:
        return orders
    if scores.customer(customer) > 0 or cast.why[customer.column.field] == SAID:
        return time is not None or named
    # By its values alone: a postcode repeats as well.
    return orders or (time is not None and money is not None and (unnamed(cast.facts) or (named and time is not None)))


def _agrees(table: Table, facts: Facts) -> bool:
    """Answers in words: strongly agree, rather not, ..."""
    if facts.column.type != "category" or not 3 <= facts.column.distinct <= 8:
        return False
    texts = table.database.execute(
        f"SELECT DISTINCT lower({facts.column.field}) FROM rows WHERE {facts.column.field} IS NOT NULL"
    ).fetchall()
    return sum(any(word in text for word in AGREES) for (text,) in texts) * 2 > len(texts)


def _named(column: Column, cast: Cast) -> Column:
    role = cast.roles.get(column.field, Role.ATTRIBUTE)
    return replace(column, role=role, why=cast.why.get(column.field, ""))


def _ordered(column: Column, order: str) -> Column:
    if not column.form.startswith("?"):
        return column
    form = column.form.removeprefix("?")
    return replace(column, form=form if order == DAY_FIRST else swapped(form))


def _questions(
    table: Table, understanding: Understanding, cast: Cast, fixed: Mapping[str, Role]
) -> tuple[Question, ...]:
    """What the file does not tell, the most important first."""
    if understanding.kind is not Kind.TRANSACTIONS:
        return ()
    asked = []
    answered = set(fixed.values())
    for role, text in (
        (Role.CUSTOMER, "Which column says who bought?"),
        (Role.TIME, "Which column says when it was bought?"),
        (Role.AMOUNT, "Which column is the money of a line?"),
    ):
        fields = cast.rivals.get(role, ())
        if role is Role.CUSTOMER and understanding.field(Role.CUSTOMER) is None:
            fields = _who_else(cast)
        if role is Role.TIME and (time := understanding.field(Role.TIME)) and role not in answered:
            column = next(column for column in understanding.columns if column.field == time)
            if len(fields) < 2 and column.form.startswith("?"):
                asked.append(_which_first(table, column))
        # A single one is asked about only where its name does not say it.
        if role not in answered and (len(fields) > 1 or (role is Role.CUSTOMER and fields)):
            asked.append(Question(role, text, fields[:CHOICES]))
    return tuple(asked[:QUESTIONS])


def _who_else(cast: Cast) -> tuple[str, ...]:
    """Columns that may say who bought, those that repeat most evenly first."""
    may = [each for each in cast.free() if each.identifies and each.column.distinct > 2]
    may.sort(key=lambda each: (-each.column.distinct, each.column.name))
    return tuple(each.column.field for each in may[:CHOICES])


def _which_first(table: Table, column: Column) -> Question:
    cell = next(iter(examples(table, column)), "03/04")
    return Question(
        Role.TIME, f"In {column.name}, is {cell} written with the day first or the month?", (DAY_FIRST, MONTH_FIRST)
    )
