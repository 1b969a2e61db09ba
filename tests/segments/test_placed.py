"""Texts that a model has placed are compared by that, and by their words where it could not be had."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from segments.features.placed import VECTORS, places_in
from segments.features.texts import BY_MEANING, BY_WORDS, texts
from segments.measures import rand
from segments.readings import Given
from segments.steps import FILE, TASK, Wish, take
from segments.themes import grouped
from segments.voices import given
from tests.sample_texts import write_texts
from tests.segments.test_themes import asked, numbered

WIDTH = 8


def direction(theme: str, random: np.random.Generator) -> np.ndarray:
    middle = {"card": 0, "rate": 1, "pin": 2}[theme]
    return np.eye(WIDTH)[middle] + 3.0 + 0.1 * random.standard_normal(WIDTH)


def packed(folder: Path, keys: list[str], vectors: list[np.ndarray]) -> None:
    whole = b"".join(np.asarray(each, dtype="<f2").tobytes() for each in vectors)
    (folder / VECTORS).write_bytes(json.dumps(keys).encode() + b"\n" + whole)


def test_what_the_model_says_is_compared_and_not_the_words() -> None:
    """The words say one thing and the places another: the places count."""
    said, meant = asked()
    random = np.random.default_rng(1)
    dealt = random.permutation(meant).tolist()
    customers = texts(said, places={text: direction(theme, random) for text, theme in zip(said, dealt, strict=True)})
    labels = grouped(customers, 3).labels
    assert rand(labels, numbered(dealt)) > 0.9
    assert rand(labels, numbered(meant)) < 0.1
    assert BY_MEANING in customers.notes


def test_where_it_could_not_be_had_words_are_compared_and_it_is_said() -> None:
    said, meant = asked()
    customers = texts(said, places={})
    assert rand(grouped(customers, 3).labels, numbered(meant)) > 0.9
    assert BY_WORDS in customers.notes
    assert not {BY_WORDS, BY_MEANING} & set(texts(said).notes)


@pytest.mark.parametrize("what", ["no file", "a text is missing", "cut off"])
def test_places_that_are_not_whole_are_none(tmp_path: Path, what: str) -> None:
    sent = {text: Given(key=text, text=text) for text in ("a", "b", "c")}
    if what != "no file":
        packed(tmp_path, ["a", "b", "c"][: 2 if what == "a text is missing" else 3], [np.ones(4)] * 3)
    if what == "a text is missing":
        packed(tmp_path, ["a", "b"], [np.ones(4)] * 2)
    if what == "cut off":
        whole = (tmp_path / VECTORS).read_bytes()
        (tmp_path / VECTORS).write_bytes(whole[:-4])
    assert places_in(tmp_path, sent) == {}


def test_from_the_file_to_what_is_compared(tmp_path: Path) -> None:
    write_texts(tmp_path / FILE)
    (tmp_path / TASK).write_text(Wish(name="m.csv", salt="s", placed=True).model_dump_json())
    sent = [Given.model_validate(each) for each in take("texts", tmp_path)["texts"]]
    random = np.random.default_rng(2)
    packed(tmp_path, [each.key for each in sent], [random.standard_normal(WIDTH) for _ in sent])
    take("compare", tmp_path)
    words = json.loads((tmp_path / "customers.json").read_text())
    with np.load(tmp_path / "customers.npz") as arrays:
        assert arrays["scaled"].shape == (len(words["keys"]), WIDTH)
    assert BY_MEANING in words["notes"]


def test_who_is_in_a_text_is_not_in_what_is_sent_to_be_placed() -> None:
    array = np.empty(1, dtype=object)
    array[:] = ["Write to jane.miller@example.com"]
    assert [each.text for each in given(array, "s", ()).values()] == ["Write to [e-mail]"]
