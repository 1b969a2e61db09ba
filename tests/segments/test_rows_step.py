"""The labelled rows as they leave the folder: plain, or packed where there are very many."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from bot.analysis.process import _told
from bot.cli.segment import _unpacked
from segments import handed_on
from segments.handed_on import ROWS
from segments.steps import FILE, TASK, Wish, take
from tests.sample_orders import write_orders


def test_very_many_rows_are_packed_and_come_out_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_orders(tmp_path / FILE)
    (tmp_path / TASK).write_text(Wish(name="orders.csv", salt="s", wanted=2).model_dump_json())
    plain = _told(json.dumps(take("draw", tmp_path)).encode(), tmp_path)
    assert not plain.packed
    assert plain.rows == _unpacked(plain) == (tmp_path / ROWS).read_bytes()
    monkeypatch.setattr(handed_on, "LARGE_ROWS", len(plain.rows) - 1)
    packed = _told(json.dumps(take("draw", tmp_path)).encode(), tmp_path)
    assert packed.packed
    assert len(packed.rows) < len(plain.rows) / 2
    assert zipfile.ZipFile(tmp_path / f"{ROWS}.zip").namelist() == [ROWS]
    assert _unpacked(packed) == plain.rows
