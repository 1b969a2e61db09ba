"""What a playground keeps, and who may keep it."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.store import Store, StoreFileError


async def test_two_playgrounds_do_not_share_one_file(tmp_path: Path) -> None:
    """Each would undo what the other changed, and sweep its uploads away."""
    first = Store(str(tmp_path / "w.db"))
    with pytest.raises(StoreFileError, match="Another playground"):
        Store(str(tmp_path / "w.db"))
    first.close()
    Store(str(tmp_path / "w.db")).close()
