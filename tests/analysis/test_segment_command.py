"""`segue segment FILE`: whatever the file is called, what is wrong with it is said."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli.segment import start
from errors import AnalysisError
from tests.sample_orders import write_orders
from tests.sample_subscribers import write_subscribers


def test_a_name_that_is_no_text_is_said_as_far_as_it_is_one(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.csv")
    try:
        Path(os.fsdecode(path)).write_text("a,b\n")
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    with pytest.raises(AnalysisError, match=r"^caf\ufffd\.csv has a header \(a, b\) and no rows below it"):
        start(Namespace(file=os.fsdecode(path), role=[], segments=None, out=None))


def test_what_it_writes_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    """Every customer's number stands in it."""
    out = tmp_path / "out"
    start(Namespace(file=str(write_orders(tmp_path / "o.csv")), role=[], segments=2, out=str(out)))
    assert {"report.md", "report.json", "segments.csv"} <= {each.name for each in out.iterdir()}
    assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    """The halves that a rule is learnt from and tested on are the same customers each time, too."""
    path, written = write_subscribers(tmp_path / "s.csv"), []
    for out in (tmp_path / "one", tmp_path / "two"):
        start(Namespace(file=str(path), role=[], segments=3, out=str(out)))
        written.append([(each.name, each.read_bytes()) for each in sorted(out.iterdir())])
    assert written[0] == written[1]
