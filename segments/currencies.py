"""Which currency money is in: by the sign or the code (ISO 4217) beside a figure, or in a column's name."""

from __future__ import annotations

import re

CURRENCIES = {
    "€": "EUR", "£": "GBP", "US$": "USD", "$": "USD", "¥": "JPY", "₹": "INR", "zł": "PLN", "R$": "BRL", "Fr.": "CHF",
    "₽": "RUB", "₺": "TRY", "₩": "KRW", "Kč": "CZK", "Euro": "EUR",
}  # fmt: skip
SHARED = {"$": ("CAD", "AUD", "NZD", "SGD", "HKD", "MXN"), "¥": ("CNY",)}
"""Signs that other currencies use as well."""
CODES = (
    "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "AUD", "CAD",
    "NZD", "BRL", "MXN", "ZAR", "TRY", "RUB", "KRW", "SGD", "HKD", "AED", "ILS",
)  # fmt: skip
WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "sterling": "GBP"}
_WORD = re.compile(r"[A-Za-z]+")


def currency_named(column: str) -> str:
    """`Amount (EUR)`, `price_usd` and `Total €` say it; empty where a name says none."""
    words = _WORD.findall(column)
    said = [code for word in words if (code := WORDS.get(word.lower(), word.upper())) in CODES]
    signs = [sign for sign in CURRENCIES if not sign.isalpha() and sign in column]
    return next(iter([*said, *(CURRENCIES[sign] for sign in sorted(signs, key=len, reverse=True))]), "")
