"""Who is likely to leave, as far as it may be told of single customers: how many, by which chances, or why it may not.

What a chance is worth stands in segments/prediction/chances.py, who is meant in segments/prediction/likely_to_leave.py.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

CHANCE = "chance_to_leave"
"""Title of its column: 0.76, empty for whoever has left."""


class Leavers(BaseModel):
    """`listed` are the tenth of those `of` who have not left with the highest chance; where there is no list, 0, and
    `why` says so in a sentence."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    listed: int = 0
    of: int = 0
    low: str = ""
    high: str = ""
    """Within which their chances lie, as in the column."""
    alike: int = 0
    """Customers with a chance of `low` or more of whom it is known, those who left among them."""
    left: float = 0.0
    """The share of these who did."""
    without: tuple[str, ...] = ()
    """Columns that nothing was learnt from, because they may be known only afterwards."""
    why: str = ""


def as_a_cell(chance: float) -> str:
    """0 to 1, two digits that matter and no more than three places: 0.76, 0.046, 0.003; never that it is certain."""
    return f"{min(chance, 0.99):.2f}" if chance >= 0.0995 else f"{max(chance, 0.001):.3f}"
