"""Online Retail is large: it is read once for all who ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from segments.receipt import clean
from segments.tables import read
from segments.understanding import understand
from tests.segments.files import Retail, public


@pytest.fixture(scope="session")
def retail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retail]:
    with read(public("online_retail.csv.gz"), "online_retail.csv.gz", tmp_path_factory.mktemp("retail")) as table:
        understanding = understand(table)
        yield Retail(table, understanding, clean(table, understanding))
