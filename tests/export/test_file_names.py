"""What the files of an export are called."""

from __future__ import annotations

from pathlib import Path

import pytest

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
