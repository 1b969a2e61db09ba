from __future__ import annotations

from pathlib import Path

import pytest

from store.connection import Store
from tests.export.studies import fill


@pytest.fixture
async def study(tmp_path: Path) -> Path:
    """A database that holds it, and that no Segue has open."""
    store = Store(tmp_path / "study.db")
    await store.open()
    await store.write(fill)
    await store.close()
    return tmp_path / "study.db"
