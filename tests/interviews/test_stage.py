"""Whether a product is live yet, from what people say: the last word counts."""

from __future__ import annotations

import pytest

from interviews.stage import before_launch_said


@pytest.mark.parametrize(
    ("texts", "before"),
    [
        (["We rent gardens."], None),
        (["We haven't launched."], True),
        (["We launched in May."], False),
        (["Pre-launch we sell nothing."], True),
        (["Pre-launch it was hard, and now we sell a lot."], False),
        (["We sell it soon, there are no users yet."], True),
        (["We launched in May.", "No, that was the old one: we are still building."], True),
        (["We are still building.", "The old one has been live since May."], False),
        (["It isn't live.", "We rent gardens."], True),
    ],
)
def test_the_last_word_counts_and_what_stands_beside_a_not_yet_belongs_to_it(
    texts: list[str], before: bool | None
) -> None:
    assert before_launch_said(texts) is before
