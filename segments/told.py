"""What an analysis tells: plain values, without the libraries that found them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from segments.currencies import currency_named


class Kind(StrEnum):
    """What a line of the file is."""

    TRANSACTIONS = "transactions"
    CUSTOMERS = "customers"
    TEXTS = "texts"
    SURVEY = "survey"


WHOM: dict[Kind, str] = {
    Kind.TRANSACTIONS: "customers", Kind.CUSTOMERS: "customers", Kind.TEXTS: "texts", Kind.SURVEY: "answers",
}  # fmt: skip
"""What those are called who are compared."""


class Role(StrEnum):
    """What a column is to the analysis; everything that has no better one is an attribute."""

    CUSTOMER = "customer"
    TIME = "time"
    AMOUNT = "amount"
    """Money of the whole line."""
    QUANTITY = "quantity"
    PRICE = "price"
    ORDER = "order"
    PRODUCT = "product"
    TEXT = "text"
    ANSWER = "answer"
    """On a scale, of a survey."""
    OUTCOME = "outcome"
    """What is held out of the clustering: churn, conversion, response."""
    CHANNEL = "channel"
    ATTRIBUTE = "attribute"
    IGNORED = "ignored"


Type = Literal["number", "time", "truth", "category", "text", "empty"]


@dataclass(frozen=True)
class Column:
    """A column as it was read. `name` as in the file, `field` as it is called in the database."""

    name: str
    field: str
    type: Type
    role: Role = Role.ATTRIBUTE
    missing: int = 0
    distinct: int = 0
    currency: str = ""
    """ISO 4217, where the cells said so."""
    why: str = ""
    """What spoke for this role, in words."""
    form: str = ""
    """How its cells are written, where they have a value: see segments/tables/values.py."""
    unread: int = 0
    """Cells that have something in them but no value of this type."""


@dataclass(frozen=True)
class Question:
    """What the file does not tell: at most two are asked. `choices` are fields, the likeliest first."""

    role: Role
    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Understanding:
    """What the file is taken for, in a sentence a person can correct."""

    kind: Kind
    columns: tuple[Column, ...]
    rows: int
    said: str
    questions: tuple[Question, ...] = ()

    def field(self, role: Role) -> str | None:
        return next((column.field for column in self.columns if column.role is role), None)

    def called(self, role: Role) -> str:
        """The name of that column in the file; empty where there is none."""
        return next((column.name for column in self.columns if column.role is role), "")

    @property
    def money_column(self) -> str:
        """The one column of money as it is called in the file; empty where there is none, or two make it."""
        amount, quantity, price = map(self.called, (Role.AMOUNT, Role.QUANTITY, Role.PRICE))
        return amount or ("" if quantity else price)

    @property
    def money(self) -> str:
        """What money is counted by: its column, or the two that it is made of; empty where none is."""
        quantity, price = map(self.called, (Role.QUANTITY, Role.PRICE))
        return self.money_column or (f"{quantity} × {price}" if quantity and price else "")

    @property
    def currency(self) -> str:
        """ISO 4217, of the money: as its cells say it, or else its column's name; empty where neither does."""
        money = [column for column in self.columns if column.role in (Role.AMOUNT, Role.PRICE)]
        return next((said for each in money if (said := each.currency or currency_named(each.name))), "")


@dataclass(frozen=True)
class Left:
    """Rows that are not used, and why."""

    why: str
    rows: int


@dataclass(frozen=True)
class Days:
    """From the first to the last day on which something stands in a file, both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Receipt:
    """`read` = `used` + all that was left out. `noted` says what was changed without leaving a row out.

    `customers` and `amount` are of the rows that are used: 0 and "" where no column tells them.
    """

    read: int
    used: int
    left: tuple[Left, ...] = ()
    noted: tuple[str, ...] = ()
    customers: int = 0
    amount: str = ""
    """All the money, to the penny: "8,887,208.89"."""
    choice: str = ""
    """Which of several tables in the file it is about, in a sentence."""
    returned: str = ""
    """The money of the rows left out as returns, which `amount` still has, and its part: "608,689.47 (7 %)"."""
    days: Days | None = None
    """Which days the rows that are used cover; None where nothing says when a line of the file was."""

    def __post_init__(self) -> None:
        if self.read != self.used + sum(left.rows for left in self.left):
            raise ValueError("A receipt that does not add up")


UNDECIDED = 0
"""What a rule says that looked at every number and would have gone on: no vote."""
Method = Literal["k-means", "hierarchical", "DBSCAN", "HDBSCAN"]


@dataclass(frozen=True)
class Scores:
    """What each rule says of `count` segments."""

    count: int
    silhouette: float
    gap: float
    gap_error: float
    """s_k of Tibshirani, Walther and Hastie (2001)."""
    prediction_strength: float
    jaccard: tuple[float, ...]
    """Mean over resamples, of each segment (Hennig 2007)."""
    sizes: tuple[int, ...]
    prediction_error: float = 0.0
    """Standard error over the splits in halves."""
    above_one: float = 0.0
    """The gap less that of one segment, in its standard errors: how much tighter than an even cloud."""
    above_gaussian: float = 0.0
    """The same against a Gaussian cloud of the same shape."""
    above_shuffled: float | None = None
    """The same against attributes that have nothing to do with each other; None where no measure comes in steps."""

    @property
    def has_gap(self) -> bool:
        """A gap is one of centres: of groups that are told by density there is none, and its error is 0."""
        return self.gap_error > 0


BESIDE = "{outcome}: {here} here, {others} among the others"
Verdict = Literal["met", "not met", "unknown"]


@dataclass(frozen=True)
class Criterion:
    """One of the six: the figure it was judged by, in words."""

    name: Literal["sizable", "identifiable", "reachable", "responds differently", "coherent", "stable"]
    verdict: Verdict
    figure: float | None
    words: str
    outcome: str = ""
    """What was held against the others, as it is told: `Churn`. Empty of the other five criteria, where nothing was
    measured, and in reports that an earlier version told."""
    here: str = ""
    others: str = ""
    """Its two figures as they are told: `57 %` and `16 %`, or `1,235` and `-3.2`."""
    aside: str = ""
    """The part of `words` that has the figure of the method behind it: ` (Jaccard 0.84)`."""

    @property
    def differs(self) -> bool:
        """Whether its members answer otherwise than others, and not by a little."""
        return self.name == "responds differently" and self.verdict == "met"

    @property
    def shortly(self) -> str:
        """Without by how much and how sure that is: "Churn: 57 % here, 15 % among the others"."""
        if self.here:
            return BESIDE.format(outcome=self.outcome, here=self.here, others=self.others)
        return self.words.partition(" (from ")[0]

    @property
    def plainly(self) -> str:
        """In short, and without the figure of the method behind it."""
        return self.shortly.replace(self.aside, "", 1) if self.aside else self.shortly

    def is_about(self, outcome: str) -> bool:
        return self.outcome.casefold() == outcome.casefold()


@dataclass(frozen=True)
class Trait:
    """What sets a segment apart: its value and everybody else's, and how much that is (Cohen's d, or log odds)."""

    feature: str
    here: float
    others: float
    effect: float
    words: str
    aside: str = ""
    """The end of `words`: of whom it is known."""

    @property
    def shortly(self) -> str:
        return self.words.removesuffix(self.aside)


@dataclass(frozen=True)
class Usual:
    """A segment's usual value of a measure, and how far it is from everybody's: -1 (less) to 1 (more)."""

    words: str
    apart: float


@dataclass(frozen=True)
class Apart:
    """The segments side by side, a row for each in their order, by numbers and by shares."""

    features: tuple[str, ...]
    """Each with which figure stands below it: `orders (typical)`, `Contract: Two year (share)`, and of how many where
    others lack it."""
    rows: tuple[tuple[Usual, ...], ...]
    everybody: tuple[str, ...] = ()
    """The same figures of all; none in reports of before."""


@dataclass(frozen=True)
class Segment:
    """`id` stays when new data come, and so does its `number`; `label` is what this analysis happens to call it."""

    id: str
    label: int
    name: str
    size: int
    share: float
    value_share: float | None
    """Of all money, where there is any."""
    traits: tuple[Trait, ...]
    criteria: tuple[Criterion, ...]
    rule: str
    """By which a colleague would know a member, in words, with how many it gets right."""

    @property
    def number(self) -> int:
        """By which people call it."""
        return int(self.id.removeprefix("s"))

    @property
    def rule_in_short(self) -> str:
        """Without how many it finds and how many it takes in wrongly: those stand in the report."""
        told, right, _ = self.rule.rpartition(" right: ")
        return f"{told}{right.rstrip(': ')}." if right else self.rule
