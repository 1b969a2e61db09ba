"""From which figure on a rule is content, by those who proposed it. Loads nothing that counts."""

from __future__ import annotations

STABLE, TRUSTED = 0.75, 0.6
"""Mean Jaccard index of a segment that is stable, and below which none is to be trusted (Hennig 2007)."""
ENOUGH = 0.8
"""Prediction strength, within one standard error (Tibshirani and Walther 2005)."""
