"""The rehearsal model reads texts by rule: simple, the same every time, and never more than stands there."""

from __future__ import annotations

import pytest

from flows.llm.rehearsal.read_texts import read_texts
from flows.llm.text_tasks import ReadTextsInputs, TextReading, TextToRead
from segments.readings import stands


def read(*texts: str, topics: tuple[str, ...] = ()) -> list[TextReading]:
    given = tuple(TextToRead(id=f"t{number}", text=text) for number, text in enumerate(texts, 1))
    return read_texts(ReadTextsInputs(topics=topics, texts=given)).readings


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("The zip broke after a week.", "negative"),
        ("Lovely jacket, thank you.", "positive"),
        ("Lovely jacket, but the zip broke.", "mixed"),
        ("How do I change my address?", "neutral"),
        ("", "neutral"),
    ],
)
def test_feelings_by_words(text: str, sentiment: str) -> None:
    assert [each.sentiment for each in read(text)] == [sentiment]


def test_the_topic_is_what_texts_share_or_one_that_was_there() -> None:
    shared = read("The courier rang twice.", "No courier came today.", "My address changed.")
    assert [each.topic for each in shared[:2]] == ["courier", "courier"]
    assert read("The courier asked for my address.", topics=("address",))[0].topic == "address"


def test_quotes_and_keywords_stand_in_the_text_and_hold_nothing_that_was_taken_out() -> None:
    found, _ = read("Hello [name], the courier came to [address]. Our courier was late.", "No courier today.")
    assert stands(found.quote, "Our courier was late.")
    assert not {"name", "address"} & set(found.keywords)
