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
_IN_USE = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL "
    "LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR "
    "PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP "
    "TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG "
)
ISO_4217 = frozenset(_IN_USE.split())
"""All that are in use, and kuna: for cells only, since in a column's name `all` and `top` are words."""
SPOKEN = {
    "us dollar": "USD", "us dollars": "USD", "canadian dollar": "CAD", "australian dollar": "AUD", "pound": "GBP",
    "british pound": "GBP", "pound sterling": "GBP", "swiss franc": "CHF", "franken": "CHF", "yen": "JPY",
    "japanese yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "indian rupee": "INR", "zloty": "PLN",
    "złoty": "PLN", "swedish krona": "SEK", "norwegian krone": "NOK", "danish krone": "DKK", "forint": "HUF",
}  # fmt: skip
_CELLS = {
    **SPOKEN, **WORDS, **{sign.lower(): code for sign, code in CURRENCIES.items()},
    **{code.lower(): code for code in ISO_4217},
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")


def currency_named(column: str) -> str:
    """`Amount (EUR)`, `price_usd` and `Total €` say it; empty where a name says none."""
    words = _WORD.findall(column)
    said = [code for word in words if (code := WORDS.get(word.lower(), word.upper())) in CODES]
    signs = [sign for sign in CURRENCIES if not sign.isalpha() and sign in column]
    return next(iter([*said, *(CURRENCIES[sign] for sign in sorted(signs, key=len, reverse=True))]), "")


def surely_named(column: str) -> bool:
    """Whether a column's name says its currency by more than a sign that several use."""
    return bool(currency_named(column.translate({ord(sign): " " for sign in SHARED})))


def currency_said(cell: str) -> str:
    """By a cell of a column of currencies, as a code, a name or a sign; empty where it is none that is known."""
    return _CELLS.get(" ".join(cell.split()).lower(), "")
