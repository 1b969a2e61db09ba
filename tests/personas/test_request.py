"""What a brief says besides the addresses in it."""

from __future__ import annotations

import pytest

from personas.request import without_addresses


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Alice, a cost-conscious employee, from https://plans.example/costs", "Alice, a cost-conscious employee"),
        ("a plumber (see https://plans.example), who hates forms", "a plumber who hates forms"),
        ("somebody from plans.example (https://plans.example) who reads", "somebody who reads"),
        ("a nurse from Leeds https://plans.example", "a nurse from Leeds"),
        ("using https://plans.example: a nurse", "a nurse"),
    ],
)
def test_what_leads_to_an_address_is_nothing_that_somebody_is(said: str, left: str) -> None:
    assert " ".join(without_addresses(said).split()) == left
