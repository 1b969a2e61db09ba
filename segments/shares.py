"""How shares and figures are written, wherever one is told: in the thread, the pictures, the deck, the report."""

from __future__ import annotations

from math import floor, isfinite, log10

PRECISE = 9
"""Decimals of a share beyond which it is nothing but how computers add up."""


def percent(share: float) -> str:
    """`68 %`, `0.6 %`, `99.7 %`: never `0 %` of something that is there, nor `100 %` of what is not all."""
    value = in_percent(share)
    return f"{value:.{_decimals(value)}f}".removesuffix(".0") + " %"


def in_percent(share: float) -> float:
    """The same as a number, for the bars of a chart: whole, but for the first digit of what would be none or all."""
    value = 100 * round(share, PRECISE)
    return round(value, _decimals(value) or None)


def _decimals(value: float) -> int:
    """`value` in per cent."""
    small = min(abs(value), abs(100 - abs(value)))
    return -floor(log10(small)) if 0 < small < 1 else 0


def figure(value: float) -> str:
    """Three digits that matter, as a person writes them."""
    if not isfinite(value):
        return "unknown"
    if abs(value) >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}'):,}"
