"""From which figure on a rule is content, by those who proposed it. Loads nothing that counts."""

from __future__ import annotations

from segments.told import Scores

STABLE, TRUSTED = 0.75, 0.6
"""Mean Jaccard index of a segment that is stable, and below which none is to be trusted (Hennig 2007)."""
ENOUGH = 0.8
"""Prediction strength, within one standard error (Tibshirani and Walther 2005)."""
SAME = 0.9
"""Prediction strength from which two halves are said to give the same."""
STRONG = 0.7
"""Silhouette above which a structure is strong (Kaufman and Rousseeuw 1990)."""


def far_apart(own: Scores) -> bool:
    """Whether hardly anybody could be taken for a member of another, and either half of the file gives the same."""
    return own.silhouette > STRONG and own.prediction_strength >= SAME


def halves(scores: Scores) -> str:
    """How far they agree on who belongs together, with its error where that was kept."""
    error = f" ± {scores.prediction_error:.2f}" if scores.prediction_error else ""
    return f"{scores.prediction_strength:.2f}{error}"
