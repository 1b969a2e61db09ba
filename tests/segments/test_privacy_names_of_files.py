"""People stand in names of files, too: a model hears of none."""

from __future__ import annotations

import pytest

from segments.privacy.called import called_without_people, without_addresses


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("jane.doe@acme.example.csv", "[e-mail].csv"),
        ("jane@acme.com.csv.gz", "[e-mail].csv.gz"),
        ("orders_jane@acme.com_2024.csv", "[e-mail]_2024.csv"),
        ("orders of jane@acme.com (May).xlsx", "orders of [e-mail] (May).xlsx"),
        ("jane＠acme.com.pdf", "[e-mail].pdf"),
        ("example.org/users/jane%40acme.com", "example.org/users/[e-mail]"),
        ("Anna_Schmidt_interview.docx", "[name]_interview.docx"),
        ("Anna-Schmidt.pdf", "[name].pdf"),
        ("notes Anna Schmidt.txt", "notes [name].txt"),
        ("calls_+44_7700_900123.csv", "calls_[phone].csv"),
    ],
)
def test_nobody_stands_in_what_a_file_is_called(name: str, told: str) -> None:
    assert called_without_people(name) == told


@pytest.mark.parametrize(
    "name",
    [
        "orders.csv", "orders-2024-06-30.csv", "online_retail_II.xlsx", "WA_Fn-UseC_-Telco-Customer-Churn.csv", ".csv",
        "", "export 2024-06-30 12.15.04.csv", "Q3 revenue v2.1 (final).xlsx", "客户.csv", "example.org/pricing",
        "a" * 5000,
    ],
)  # fmt: skip
def test_what_is_nobody_stays_as_it_is_called(name: str) -> None:
    assert called_without_people(name) == name


def test_a_sentence_keeps_its_end() -> None:
    said = 'I read the largest, "orders.csv", and left out jane@acme.com.csv.'
    assert without_addresses(said) == 'I read the largest, "orders.csv", and left out [e-mail].'
    assert without_addresses("Thanks to @acme: 2 @ 5.00 each") == "Thanks to @acme: 2 @ 5.00 each"
