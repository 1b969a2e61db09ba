"""What a segment is called by a measure: of its own, and beside another segment that would bear the same name."""

from __future__ import annotations

from typing import Final, NamedTuple

from segments.meanings import Meaning
from segments.measured import BASKET, MONEY, PACE, PIECES, PRODUCTS


class Spoken(NamedTuple):
    """Each pair: above, and below."""

    own: tuple[str, str]
    beside: tuple[str, str]


OF_BUYERS: Final = {
    MONEY: Spoken(("Spend much", "Spend little"), ("more money", "less money")),
    BASKET: Spoken(("Large orders", "Small orders"), ("larger orders", "smaller orders")),
    PACE: Spoken(("Long between orders", "Soon back"), ("longer between orders", "sooner back")),
    PRODUCTS: Spoken(("Many different products", "Few different products"), ("more products", "fewer products")),
    PIECES: Spoken(
        ("Many pieces per order", "Few pieces per order"), ("more pieces per order", "fewer pieces per order")
    ),
}
"""By what is measured of buyers."""
OF_COLUMNS: Final[dict[Meaning, Spoken]] = {
    "tenure": Spoken(("Long with us", "New with us"), ("longer with us", "newer")),
    "recency": Spoken(("Seen longer ago", "Seen more lately"), ("seen longer ago", "seen more lately")),
    "frequency": Spoken(("Many", "Few"), ("more orders", "fewer orders")),
    "money": Spoken(("High", "Low"), ("more money", "less money")),
}
"""By what a column means; in front of two words of its name, where one word stands here."""
OF_ANY: Final = Spoken(("High", "Low"), ("higher", "lower"))
"""In front of a column's name, where nothing better is known of it."""
NEWER = "Newer, "
WHEN: Final = ("last month", "of late", "gone quiet", "long ago")
"""Before and behind what buyers are called: when they came, and when they were here last."""


def without_when(name: str) -> str:
    """`big spenders` of `big spenders of late`."""
    when = when_in(name)
    return name.removesuffix(f" {when}") if when else name


def when_in(name: str) -> str:
    return next((each for each in WHEN if name.endswith(f" {each}")), "")
