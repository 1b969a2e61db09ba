"""What was returned stands beside the money of a file, which still has it."""

from __future__ import annotations

import json

import pytest

from bot.views import render
from flows.segmentation_replies import FileUnderstood
from segments.shapes import Column, Kind, Left, Receipt, Role, Understanding

ORDERS = Understanding(Kind.TRANSACTIONS, (Column("Total", "c1", "number", Role.AMOUNT),), 70, "70 order lines.")


@pytest.mark.parametrize("returned", ["", "9.00 (5 %)"])
def test_money_is_said_to_be_before_returns_where_something_was_returned(returned: str) -> None:
    left = (Left("returns or cancellations", 10),)
    receipt = Receipt(70, 60, left, customers=9, amount="180.00", returned=returned)
    [call] = render(FileUnderstood("understood-1", ORDERS, receipt))
    told = json.dumps(call.payload, ensure_ascii=False)
    assert "9 customers who paid 180.00 in all" in told
    assert (f"The money is before returns: {returned} was returned" in told) == bool(returned)
