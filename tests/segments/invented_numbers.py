"""Numbers of nobody: from ranges kept for examples where there are any, otherwise made up with right check digits."""

from __future__ import annotations

from importlib import import_module
from random import Random

from stdnum import iban, luhn

CARDS = ("411111", "424242", "555555", "378282", "601111")
PHONES = {
    # Ofcom, NANPA, Bundesnetzagentur, Arcep, ACMA and PTS keep these for drama and examples.
    "GB": ("+44 7700 900###", "020 7946 0###", "(020) 7946 0###", "+44 (0)20 7946 0###", "0044 20 7946 0###"),
    "US": ("(202) 555-01##", "202-555-01##", "+1 202 555 01##", "202.555.01##", "1-202-555-01##"),
    "DE": ("030 23125 ###", "+49 30 23125###", "0171 39200##", "030/23125###", "0049 30 23125 ###", "01713920###"),
    "FR": ("01 99 00 ## ##", "+33 1 99 00 ## ##", "01.99.00.##.##", "06 39 98 ## ##", "+33 6 39 98 ## ##"),
    "SE": ("+46 70 174 06 ##", "08-465 004 ##"),
    "AU": ("+61 491 570 ###",),
}
IBANS = {"DE": 18, "GB": 14, "AT": 16, "CH": 17, "NL": 10, "PL": 24, "DK": 14}
IDENTITIES = {
    "us.ssn": ("6##-##-####", "my SSN is "),
    "be.nn": ("85.07.##-###.##", ""),
    "br.cpf": ("###.###.###-##", ""),
    "ch.ssn": ("756.####.####.##", ""),
    "de.idnr": ("## ### ### ###", ""),
    "es.dni": ("########@", ""),
    "fi.hetu": ("1#0852-3##@", ""),
    "fr.nir": ("1 85 05 78 ### ### ##", ""),
    "it.codicefiscale": ("RSSMRA85T10A5##@", ""),
    "kr.rrn": ("85070#-1######", ""),
    "mx.curp": ("BOXW310820HNERX@0#", ""),
    "nl.bsn": ("#########", "mijn bsn is "),
    "no.fodselsnummer": ("150785#####", ""),
    "pl.pesel": ("8507######8", "PESEL: "),
    "tr.tckimlik": ("1##########", ""),
    "se.personnummer": ("850715-####", ""),
    "za.idnr": ("850715####08#", ""),
}
"""How it is written, and the words before it that say what it is, which stand there in half of the texts."""


def filled(random: Random, form: str) -> str:
    signs = {"#": "0123456789", "@": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    return "".join(random.choice(signs[sign]) if sign in signs else sign for sign in form)


def phone(random: Random) -> str:
    return filled(random, random.choice(PHONES[random.choice(sorted(PHONES))]))


def card(random: Random) -> str:
    start = random.choice(CARDS)
    digits = filled(random, start + "#" * ((14 if start.startswith("3") else 15) - len(start)))
    digits += luhn.calc_check_digit(digits)
    groups = (4, 6, 5) if len(digits) == 15 else (4, 4, 4, 4)
    pieces = [digits[sum(groups[:n]) : sum(groups[: n + 1])] for n in range(len(groups))]
    return random.choice(["", " ", " ", "-"]).join(pieces) if random.random() < 0.95 else " ".join(digits)


def account(random: Random) -> str:
    country = random.choice(sorted(IBANS))
    while True:
        start = {"GB": "WEST", "NL": "TEST"}.get(country, "")
        bban = start + filled(random, "#" * IBANS[country])
        made = f"{country}{iban.calc_check_digits(country + '00' + bban)}{bban}"
        if iban.is_valid(made):
            break
    spaced = " ".join(made[n : n + 4] for n in range(0, len(made), 4))
    return random.choice([made, spaced, spaced, made.lower()])


def identity(random: Random) -> tuple[str, str]:
    """-> it, and the words before it."""
    kind = random.choice(sorted(IDENTITIES))
    form, words = IDENTITIES[kind]
    while True:
        made = filled(random, form)
        if import_module(f"stdnum.{kind}").is_valid(made):
            return made, random.choice([words, ""])


def machine(random: Random) -> str:
    """RFC 5737 and RFC 3849."""
    nets = ("192.0.2.#", "198.51.100.##", "203.0.113.#", "2001:db8::#:#", "2001:db8:0:1:##:0:0:#")
    return filled(random, random.choice(nets))
