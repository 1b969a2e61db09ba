"""How shares and figures are written, wherever one is told: in the thread, the pictures, the deck, the report."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from math import floor, isfinite, log10

PRECISE = 9
"""Decimals of a share beyond which it is nothing but how computers add up."""
EXACT = 2.0**53
"""From here on a number has no decimals that could be rounded."""
UNKNOWN = "unknown"


def percent(share: float) -> str:
    """`68 %`, `0.6 %`, `99.7 %`: never `0 %` of something that is there, nor `100 %` of what is not all."""
    value = in_percent(share)
    return f"{value:.{_decimals(value)}f}".removesuffix(".0") + " %"


def in_percent(share: float) -> float:
    """The same as a number, for the bars of a chart: whole, but for the first digit of what would be none or all."""
    value = round(100 * share, PRECISE - 2)
    return _to(value, _decimals(value))


def _decimals(value: float) -> int:
    """`value` in per cent."""
    small = min(abs(value), abs(100 - abs(value)))
    return -floor(log10(small)) if 0 < small < 1 else 0


def figure(value: float) -> str:
    """Three digits that matter, as a person writes them."""
    return _written(value, ROUND_HALF_UP)


def at_least(value: float) -> str:
    """The same of a limit that nobody falls below."""
    return _written(value, ROUND_FLOOR)


def apart(one: str, other: str) -> str:
    """How far two are from each other that are told as figures or shares: what whoever takes away finds."""
    if UNKNOWN in (one, other):
        return UNKNOWN
    first, second = (Decimal(each.removesuffix(" %").replace(",", "")) for each in (one, other))
    return f"{abs(first - second):,f}"


def as_precise(value: float, *told: str) -> str:
    """A figure with as many decimals as the others have that it stands beside."""
    decimals = max((len(each.partition(".")[2]) for each in told), default=0)
    return f"{_to(value, decimals):,.{decimals}f}" if isfinite(value) else UNKNOWN


def _written(value: float, rounding: str) -> str:
    if not isfinite(value):
        return UNKNOWN
    value = round(value, PRECISE)
    if abs(value) >= 100 or value == round(value):
        return f"{_to(value, 0, rounding):,.0f}"
    return f"{_to(value, 2 - floor(log10(abs(value))), rounding):,}"


def _to(value: float, decimals: int, rounding: str = ROUND_HALF_UP) -> float:
    """A half goes up, as people do it."""
    if abs(value) >= EXACT:
        return float(value)
    return float(Decimal(str(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding))
