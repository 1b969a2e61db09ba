"""What a step leaves is what the next one finds."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segments.keeping import keep_customers, keep_decision, kept_customers, kept_decision
from segments.shapes import Clustering, Customers, Decision, Scores
from segments.whole_files import keep

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def objects(*values: str) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def customers(word: str, number: float) -> Customers:
    return Customers(
        keys=objects("a", "b"),
        names=("money spent", word),
        raw=np.array([[1.0, number], [2.0, np.nan]]),
        scaled=np.array([[0.5], [-0.5]]),
        units=("GBP", "days"),
        categories={f"country: {word}": objects("France", word)},
        outcomes={f"churn {word}": np.array([0.0, 1.0])},
        protected={"sex": objects("f", "m")},
        texts=objects(word, "x" * 5000),
        notes=(f"{word} is not compared.",),
    )


@settings(deadline=None)
@given(WORDS, st.floats(allow_nan=False))
def test_customers_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, word: str, number: float) -> None:
    folder, kept = tmp_path_factory.mktemp("kept"), customers(word, number)
    keep_customers(folder, kept)
    found = kept_customers(folder)
    for each in fields(Customers):
        np.testing.assert_equal(getattr(found, each.name), getattr(kept, each.name))


@pytest.mark.parametrize("half", ["unfinished.customers.npz", "customers.json.unfinished"])
def test_of_what_there_is_no_room_for_not_even_half_is_left(tmp_path: Path, half: str) -> None:
    (tmp_path / half).symlink_to("/dev/full")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        keep_customers(tmp_path, customers("red", 1.0))
    assert not list(tmp_path.glob("*unfinished*"))
    assert not (tmp_path / half.replace("unfinished", "").strip(".")).exists()


@pytest.mark.parametrize(("texts", "whom"), [(objects("late", "kind"), "texts"), (None, "customers")])
def test_a_folder_that_says_nothing_of_whom_its_rows_are_is_read(
    tmp_path: Path, texts: np.ndarray | None, whom: str
) -> None:
    keep_customers(tmp_path, replace(customers("red", 1.0), texts=texts))
    words = json.loads((tmp_path / "customers.json").read_text())
    del words["whom"]
    (tmp_path / "customers.json").write_text(json.dumps(words))
    assert kept_customers(tmp_path).whom == whom


@pytest.mark.parametrize("found", [None, Clustering("k-means", np.array([0, 1, -1]), np.array([[1.0], [2.0]]))])
def test_a_decision_comes_back_as_it_was(tmp_path: Path, found: Clustering | None) -> None:
    scores = (Scores(2, 0.4, 0.9, 0.02, 0.95, (0.9, 0.8), (20, 10)),)
    decision = Decision(found, scores, {"gap": 2}, "There are two.", ("The rules disagree.",), (), ("One is thin.",))
    keep_decision(tmp_path, decision)
    back = kept_decision(tmp_path)
    for each in fields(Decision):
        if each.name != "clustering":
            assert getattr(back, each.name) == getattr(decision, each.name)
    assert (back.clustering is None) == (found is None)
    if found is not None and back.clustering is not None:
        np.testing.assert_equal(back.clustering.labels, found.labels)
        np.testing.assert_equal(back.clustering.centers, found.centers)


def test_what_an_earlier_version_noted_of_a_segment_by_its_label_is_left_to_be_worded_anew(tmp_path: Path) -> None:
    scores = (Scores(2, 0.6, 0.9, 0.02, 0.95, (0.9, 0.7), (20, 10)),)
    unsure = "Segment 2 is there, but who belongs to it is unsure (0.70)."
    kept = Decision(Clustering("k-means", np.array([0, 1])), scores, {}, "", notes=("6 missing values.", unsure))
    keep_decision(tmp_path, kept)
    assert kept_decision(tmp_path).notes == ("6 missing values.",)


def test_what_is_kept_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, "report.json", b"first")

    def no_room(file: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        keep(tmp_path, "report.json", b"second")
    assert (tmp_path / "report.json").read_bytes() == b"first"
