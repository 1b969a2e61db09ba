"""Cells that are meant to stall whoever reads them: time grows with their length, not faster."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from segments.privacy.kinds import Kind
from segments.privacy.redacting import find, redact

SHORT = 10_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "letters": lambda size: "a" * size,
    "capitals": lambda size: "A" * size,
    "digits": lambda size: "1" * size,
    "digits apart": lambda size: "1 " * (size // 2),
    "pairs": lambda size: "12 " * (size // 3),
    "fours": lambda size: "4111 " * (size // 5),
    "at": lambda size: "@" * size,
    "at and letter": lambda size: "a@" * (size // 2),
    "dots": lambda size: "a." * (size // 2),
    "a long domain": lambda size: "a@" + "b." * (size // 2) + "!",
    "colons": lambda size: "a:" * (size // 2),
    "names": lambda size: "Anna " * (size // 5),
    "titles": lambda size: "Mr " * (size // 3),
    "streets": lambda size: "12 High " * (size // 8),
    "rue": lambda size: "1 rue de la " * (size // 12),
    "plus": lambda size: "+(" * (size // 2),
    "brackets": lambda size: "(1) " * (size // 4),
    "phones": lambda size: "020 7946 0123 " * (size // 14),
    "all different": lambda size: " ".join(f"0{number * 7919 % 9999999999:010d}" for number in range(size // 12)),
    "accounts": lambda size: "GB29" * (size // 4),
    "unseen": lambda size: "\u200b" * size,
    "wide": lambda size: "４１" * (size // 2),
    "spaces": lambda size: " " * size,
    "newlines": lambda size: "regards\n" * (size // 8),
}


def _time(text: str) -> float:
    start = process_time()
    find(text)
    return process_time() - start


@pytest.mark.parametrize("kind", HOSTILE)
def test_five_times_the_length_takes_about_five_times_as_long(kind: str) -> None:
    short, long = HOSTILE[kind](SHORT), HOSTILE[kind](5 * SHORT)
    find(short)
    quick = min(_time(short) for _ in range(2))
    # Quadratic would be 25.
    assert _time(long) <= 15 * max(quick, 0.002)


def test_a_text_with_too_many_numbers_loses_all_its_long_ones() -> None:
    numbers = " ".join(f"12-{number:05d}-12" for number in range(4_000))
    text, counts = redact(f"{numbers} 020 7946 0123")
    assert counts[Kind.NUMBER] > 0
    assert "020 7946" not in text


def test_a_page_of_phone_numbers_is_read_one_by_one() -> None:
    text, counts = redact("\n".join(f"020 7946 0{number:03d}" for number in range(500)))
    assert counts == {Kind.PHONE: 500}
    assert text == "\n".join(["[phone]"] * 500)
