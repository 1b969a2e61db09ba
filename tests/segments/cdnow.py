"""The CDNOW sample: the tenth of a music shop's new customers of 1997 that papers on lifetime value are checked by."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from segments.prediction.purchases import Purchases, purchases

FILE = Path(__file__).parents[3] / "shared" / "data" / "customers" / "cdnow_sample.txt"


def day(text: str) -> int:
    return int(np.datetime64(text).astype("datetime64[D]").astype(np.int64))


def bought() -> Purchases:
    if not FILE.exists():
        pytest.skip("needs ../shared/data/customers/cdnow_sample.txt")
    rows = [line.split() for line in FILE.read_text().splitlines()]
    days = [f"{row[2][:4]}-{row[2][4:6]}-{row[2][6:]}" for row in rows]
    return purchases(
        np.array([row[1] for row in rows], dtype=object),
        np.array(days, dtype="datetime64[D]"),
        np.array([float(row[4]) for row in rows]),
    )
