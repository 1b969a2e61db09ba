"""`segue segment FILE`: whatever the file is called, what is wrong with it is said."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli.segment import start
from errors import AnalysisError


def test_a_name_that_is_no_text_is_said_as_far_as_it_is_one(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.csv")
    try:
        Path(os.fsdecode(path)).write_text("a,b\n")
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    with pytest.raises(AnalysisError, match=r"^caf\ufffd\.csv has a header \(a, b\) and no rows below it"):
        start(Namespace(file=os.fsdecode(path), role=[], segments=None, out=None))
