"""How it ended with customers, as far as a file says it: whether they left, or did what was wanted."""

from __future__ import annotations

import numpy as np

from segments.meanings import says
from segments.shapes import Customers, Floats


def leaving(customers: Customers) -> str:
    """-> the column that says who left, 1 or 0; empty where there is none"""
    about = [name for name, values in sorted(customers.outcomes.items()) if says(name, "churn") and yes_or_no(values)]
    return next(iter(about), "")


def yes_or_no(values: Floats) -> bool:
    """Whether an outcome happened or did not."""
    return set(np.unique(values[np.isfinite(values)]).tolist()) == {0.0, 1.0}
