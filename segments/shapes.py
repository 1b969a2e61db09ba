"""What the steps of an analysis hand to each other. Arrays have one row for each customer, in the same order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Texts = NDArray[np.object_]


class Kind(StrEnum):
    """What a line of the file is."""

    TRANSACTIONS = "transactions"
    CUSTOMERS = "customers"
    TEXTS = "texts"
    SURVEY = "survey"


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


@dataclass(frozen=True)
class Left:
    """Rows that are not used, and why."""

    why: str
    rows: int


@dataclass(frozen=True)
class Receipt:
    """`read` = `used` + all that was left out. `noted` says what was changed without leaving a row out."""

    read: int
    used: int
    left: tuple[Left, ...] = ()
    noted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.read != self.used + sum(left.rows for left in self.left):
            raise ValueError("A receipt that does not add up")


@dataclass(frozen=True)
class Customers:
    """One row for each customer: what is clustered, and what is only looked at.

    `raw` in units a person reads (days, pounds, times); `scaled` is what distances are measured in. `categories` are
    attributes in words; `outcomes` (0 or 1, or a number) and `protected` attributes are never clustered.
    """

    keys: Texts
    """Salted hashes of the customers' numbers."""
    names: tuple[str, ...]
    raw: Floats
    scaled: Floats
    """May have other columns than `raw`: logarithms, one for each category, components of texts."""
    units: tuple[str, ...] = ()
    categories: dict[str, Texts] = field(default_factory=dict)
    outcomes: dict[str, Floats] = field(default_factory=dict)
    protected: dict[str, Texts] = field(default_factory=dict)
    texts: Texts | None = None

    @property
    def count(self) -> int:
        return len(self.keys)


Method = Literal["k-means", "hierarchical", "DBSCAN", "HDBSCAN"]


@dataclass(frozen=True)
class Clustering:
    """`labels` from 0, the largest segment first; -1 is nobody's."""

    method: Method
    labels: Labels
    centers: Floats | None = None
    """In the space of `scaled`: who is nearest to one belongs to it. None where a method has none."""

    @property
    def count(self) -> int:
        return int(self.labels.max(initial=-1)) + 1


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


@dataclass(frozen=True)
class Decision:
    """How many segments there are, if any, who voted for what, and why."""

    clustering: Clustering | None
    """None: there are no real segments."""
    scores: tuple[Scores, ...]
    votes: dict[str, int]
    """By rule (`silhouette`, `gap`, `prediction strength`, `stability`): the number it would choose; 1 for none."""
    why: str
    disagreements: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()


Verdict = Literal["met", "not met", "unknown"]


@dataclass(frozen=True)
class Criterion:
    """One of the six: the figure it was judged by, in words."""

    name: Literal["sizable", "identifiable", "reachable", "responds differently", "coherent", "stable"]
    verdict: Verdict
    figure: float | None
    words: str


@dataclass(frozen=True)
class Trait:
    """What sets a segment apart: its value and everybody else's, and how much that is (Cohen's d, or log odds)."""

    feature: str
    here: float
    others: float
    effect: float
    words: str


@dataclass(frozen=True)
class Segment:
    """`id` stays when new data come; `label` is its number among the labels of this analysis."""

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
