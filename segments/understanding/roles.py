"""Which column has which role, and what could as well be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from segments.shapes import Role
from segments.tables.table import Table
from segments.understanding import scores
from segments.understanding.facts import Facts, same_people

SINGLE = (
    Role.CUSTOMER, Role.TIME, Role.AMOUNT, Role.QUANTITY, Role.PRICE, Role.ORDER, Role.PRODUCT, Role.TEXT, Role.CHANNEL,
)  # fmt: skip
"""Roles that one column has at most."""
SAID = "you said so"


@dataclass
class Cast:
    """Who plays what. `rivals`: fields between which a role was in doubt, the chosen one first."""

    facts: tuple[Facts, ...]
    roles: dict[str, Role] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    rivals: dict[Role, tuple[str, ...]] = field(default_factory=dict)

    def of(self, role: Role) -> Facts | None:
        return next((facts for facts in self.facts if self.roles.get(facts.column.field) is role), None)

    def free(self) -> list[Facts]:
        return [facts for facts in self.facts if facts.column.field not in self.roles]

    def give(self, facts: Facts, role: Role, why: str) -> None:
        self.roles[facts.column.field] = role
        self.why[facts.column.field] = why

    def choose(self, role: Role, score: Callable[[Facts], float], why: str, *, breaks: bool = True) -> Facts | None:
        """The free column that most speaks for; of several alike the one with more different values."""
        if (found := self.of(role)) is not None:
            return found
        scored = [(score(facts), facts) for facts in self.free()]
        most = max((points for points, _ in scored), default=0.0)
        if most <= 0:
            return None
        best = [facts for points, facts in scored if points == most]
        best.sort(key=lambda facts: (facts.column.missing, -facts.column.distinct, facts.column.name))
        if len(best) > 1 and breaks:
            self.rivals[role] = tuple(facts.column.field for facts in best)
        self.give(best[0], role, why)
        return best[0]


def cast_transactions(table: Table, facts: tuple[Facts, ...], fixed: Mapping[str, Role]) -> Cast:
    """The roles of a file with a line for each thing that was bought or done."""
    cast = _begun(facts, fixed)
    _nothing_and_line_numbers(cast, lines=True)
    cast.choose(Role.TIME, scores.time, "its name and its values are times")
    cast.choose(Role.ORDER, scores.order, "its name", breaks=False)
    _customer(table, cast)
    cast.choose(Role.QUANTITY, scores.quantity, "its name, and whole numbers", breaks=False)
    amount = cast.choose(Role.AMOUNT, scores.amount, "its name, and numbers")
    price = cast.choose(Role.PRICE, scores.price, "its name, and numbers", breaks=False)
    if price is not None and amount is None and cast.of(Role.QUANTITY) is None and price.column.field not in fixed:
        cast.give(price, Role.AMOUNT, "a price, and no column says how many")
    elif amount is None and price is None:
        cast.choose(Role.AMOUNT, scores.amount_by_values, "numbers with fractions, as money has")
        if cast.of(Role.AMOUNT) is not None and unnamed(facts):
            cast.choose(Role.QUANTITY, scores.quantity_by_values, "small whole numbers", breaks=False)
    cast.choose(Role.PRODUCT, scores.product, "its name", breaks=False)
    cast.choose(Role.CHANNEL, scores.channel, "its name", breaks=False)
    return cast


def cast_people(facts: tuple[Facts, ...], fixed: Mapping[str, Role]) -> Cast:
    """The roles of a file with a line for each customer, text or respondent."""
    cast = _begun(facts, fixed)
    _nothing_and_line_numbers(cast, lines=False)
    known = cast.choose(Role.CUSTOMER, _alone, "its name, and no value stands twice", breaks=False)
    if known is None:
        cast.choose(Role.CUSTOMER, _code_alone, "each line has another", breaks=False)
    for each in cast.free():
        if scores.outcome(each):
            cast.give(each, Role.OUTCOME, "its name: it is held out, to test the segments by")
    cast.choose(Role.TEXT, scores.text, "whole sentences", breaks=False)
    cast.choose(Role.CHANNEL, scores.channel, "its name", breaks=False)
    return cast


def _begun(facts: tuple[Facts, ...], fixed: Mapping[str, Role]) -> Cast:
    cast = Cast(facts)
    for each in facts:
        if (role := fixed.get(each.column.field)) is not None:
            cast.give(each, role, SAID)
    return cast


def _nothing_and_line_numbers(cast: Cast, *, lines: bool) -> None:
    for each in cast.free():
        if each.column.type == "empty":
            cast.give(each, Role.IGNORED, "nothing is in it")
        elif each.counts_rows and (lines or each.low <= 1) and not scores.customer(each) and not scores.order(each):
            cast.give(each, Role.IGNORED, "it numbers the lines")


def _alone(facts: Facts) -> float:
    """Who a line is about: hardly a value stands twice."""
    return scores.customer(facts) if facts.repeats < 1.5 else 0.0


def _code_alone(facts: Facts) -> float:
    alone = facts.column.distinct == facts.rows > 2
    return 1.0 if alone and (facts.codes > 0.9 or facts.addresses > 0.9 or facts.counts_rows) else 0.0


def unnamed(facts: tuple[Facts, ...]) -> bool:
    """Whether no column of the file has a name: these were called `column 1`, `column 2` …"""
    return all("column" in each.words for each in facts)


def _customer(table: Table, cast: Cast) -> None:
    """Whoever bought: by a name, else by values that many lines share."""
    found = cast.choose(Role.CUSTOMER, scores.customer, "its name, and values that repeat")
    if found is None:
        found = cast.choose(Role.CUSTOMER, scores.customer_by_values, "numbers that many lines share")
        if found is not None and not unnamed(cast.facts):
            cast.rivals.setdefault(Role.CUSTOMER, (found.column.field,))
    if found is None:
        return
    rivals = [each for each in cast.free() if each.column.field in cast.rivals.get(Role.CUSTOMER, ())]
    for each in rivals:
        if same_people(table, found, each):
            # Of two numbers of the same people the first in the file is taken, as a person would.
            first, second = sorted((found, each), key=lambda one: int(one.column.field[1:]))
            cast.give(first, Role.CUSTOMER, cast.why[found.column.field])
            cast.give(second, Role.IGNORED, f"the same customers as {first.column.name}, by another number")
            found = first
    left = [each.column.field for each in rivals if cast.roles.get(each.column.field) is None]
    if left:
        cast.rivals[Role.CUSTOMER] = (found.column.field, *left)
    elif rivals:
        del cast.rivals[Role.CUSTOMER]
