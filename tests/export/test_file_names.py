"""What the files of an export are called, and whose they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cli.writing import write_out
from bot.export.formats import stem_of
from tests.export.studies import STUDY
from tests.export.test_study import gathered


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bike hire: couriers/2026?", "Bike-hire-couriers-2026"),
        ("../../etc/passwd", "etc-passwd"),
        ("Fahrräder 客户", "Fahrräder-客户"),
        ("客" * 500, "客" * 33),
        ("🚲 …", STUDY),
        ("", STUDY),
    ],
)
def test_a_file_is_called_as_its_study_and_the_id_stands_in_where_no_word_is_left(
    study: Path, title: str, name: str
) -> None:
    export = gathered(study)
    assert stem_of(export.model_copy(update={"study": export.study.model_copy(update={"title": title})})) == name


def test_a_new_file_is_its_owners_alone_and_one_that_is_there_keeps_its_readers(tmp_path: Path) -> None:
    shared, mask = tmp_path / "shared.json", os.umask(0)
    shared.touch()
    shared.chmod(0o664)
    try:
        for name in ("new.json", "shared.json"):
            write_out(str(tmp_path / name), b"{}")
    finally:
        os.umask(mask)
    assert {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {
        "new.json": 0o600,
        "shared.json": 0o664,
    }
