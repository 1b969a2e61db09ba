"""Only the steps that look for segments load what that takes, and of a small file one process takes them together."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from segments import steps
from segments.ahead import told_ahead
from segments.steps import FILE, TASK, THEN, Wish, go_on, take
from tests.sample_orders import write_orders

HEAVY = ("sklearn", "scipy", "matplotlib")
LOADED = """
import pathlib, sys
from segments.steps import take
for step in ("read", "compare"):
    take(step, pathlib.Path(sys.argv[1]))
print([each for each in %r if each in sys.modules])
"""


def orders(folder: Path, **wish: Any) -> Path:
    folder.mkdir(exist_ok=True)
    write_orders(folder / FILE)
    (folder / TASK).write_text(Wish(name="orders.csv", salt="s", wanted=2, **wish).model_dump_json())
    return folder


def ahead(folder: Path, step: str) -> Any:
    known = told_ahead(folder, step)
    return None if known is None else json.loads(known)


def test_what_finds_and_draws_is_not_loaded_to_read_a_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOADED % (HEAVY,), str(orders(tmp_path))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_of_a_small_file_the_steps_that_follow_are_told_as_if_each_had_been_asked_for(tmp_path: Path) -> None:
    together, apart = orders(tmp_path / "together"), orders(tmp_path / "apart")
    assert take("find", together) == take("find", apart)
    go_on("find", together)
    for step in THEN["find"]:
        assert ahead(together, step) == take(step, apart)
    assert (together / "segments.csv").read_bytes() == (apart / "segments.csv").read_bytes()
    orders(together, before="calm-river-1")
    assert [ahead(together, step) for step in THEN["find"]] == [None, None], "something else is wanted by now"


def test_what_was_held_against_a_file_that_may_be_read_no_longer_is_told_no_more(tmp_path: Path) -> None:
    """Somebody came into the channel who may not read the file before."""
    folder = orders(tmp_path, before="calm-river-1")
    told = take("describe", folder)
    report = folder / "report.json"
    report.write_text(json.dumps({**told["report"], "why": "Held against what they may not read."}))
    assert "may not read" in take("describe", folder)["report"]["why"]
    orders(folder)
    assert take("describe", folder)["report"]["why"] == told["report"]["why"]


@pytest.mark.parametrize("step", ["read", "compare", "describe", "draw"])
def test_other_steps_take_nothing_along(tmp_path: Path, step: str) -> None:
    folder = orders(tmp_path)
    go_on(step, folder)
    assert not list(folder.glob("told-*"))


def test_of_a_large_file_each_step_is_told_as_soon_as_it_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "SMALL", 10)
    folder = orders(tmp_path)
    go_on("find", folder)
    assert not list(folder.glob("told-*"))


def test_what_goes_wrong_on_the_way_is_left_for_the_step_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(step: str, folder: Path) -> dict[str, Any]:
        raise RuntimeError(step)

    monkeypatch.setattr(steps, "take", fails)
    folder = orders(tmp_path)
    go_on("find", folder)
    assert ahead(folder, "describe") is None
