"""National ids of people, told from other numbers by their check digits (python-stdnum).

A check digit alone lets every tenth number pass. So three ways in: a number whose form is its country's own
(`1 85 05 78 006 084 36`); one of a kind that lets fewer than 1 in 300 of all numbers of its length pass (a date and two
check digits); and, where the words before it say so, any that is valid somewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module

_IN_ITS_FORM = {
    "us.ssn": r"\d{3}-\d{2}-\d{4}",
    "be.nn": r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}",
    "se.personnummer": r"(?:\d{2})?\d{6}[-+]\d{4}",
    "dk.cpr": r"\d{6}-\d{4}",
    "ch.ssn": r"756[.]?\d{4}[.]?\d{4}[.]?\d{2}",
    "br.cpf": r"\d{3}\.\d{3}\.\d{3}-\d{2}",
    "kr.rrn": r"\d{6}-\d{7}",
    "cz.rc": r"\d{6}/\d{4}",
    "fr.nir": r"[12] ?\d{2} ?[0-9]{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}",
    "de.idnr": r"\d{2} \d{3} \d{3} \d{3}",
    "at.vnr": r"\d{4} \d{6}",
    "in_.aadhaar": r"\d{4} \d{4} \d{4}",
    "th.pin": r"\d-\d{4}-\d{5}-\d{2}-\d",
}
_BARE = {11: ("no.fodselsnummer", "be.nn", "ee.ik"), 13: ("za.idnr",), 18: ("cn.ric",)}
_SAID = {
    8: ("dk.cpr",),
    9: ("nl.bsn", "pt.nif", "ca.sin", "us.ssn", "il.idnr", "au.tfn", "cz.rc"),
    10: ("gb.nhs", "se.personnummer", "dk.cpr", "bg.egn", "at.vnr", "cz.rc"),
    11: ("pl.pesel", "de.idnr", "br.cpf", "tr.tckimlik", "hr.oib", "be.nn", "lt.asmens", "gr.amka"),
    12: ("in_.aadhaar", "se.personnummer"),
    13: ("th.pin", "kr.rrn", "ch.ssn", "ro.cnp", "za.idnr"),
    15: ("fr.nir",),
}
_MILLISECONDS = re.compile(r"1[4-9]\d{11}")
"""Since 1970, of a moment between 2014 and 2033: in files such numbers of 13 digits are far commoner than ids."""
_FORMS = [(name, re.compile(form)) for name, form in _IN_ITS_FORM.items()]
_LETTERED = {
    "it.codicefiscale": r"[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]",
    "mx.curp": r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d",
    "fi.hetu": r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]",
    "es.nie": r"[XYZ]-?\d{7}-?[A-Z]",
    "es.dni": r"\d{8}-?[A-Z]",
    "cn.ric": r"\d{17}X",
    "cl.rut": r"\d{1,2}\.\d{3}\.\d{3}-[\dKk]",
    "gb": r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] \d{2} \d{2} \d{2} [A-D]",
}
_NAMED = "|".join(f"(?P<{name.replace('.', '_')}>{form})" for name, form in _LETTERED.items())
LETTERED = re.compile(rf"(?<![\w-])(?:{_NAMED})(?!\w)")


def is_identity(written: str, said: bool) -> bool:
    """`written`: digits and what separates them. `said`: the words before it speak of an identity."""
    digits = re.sub(r"\D", "", written)
    if len(digits) < 8 or len(set(digits)) < 3:
        return False
    if said and any(_valid(name, digits) for name in _SAID.get(len(digits), ())):
        return True
    bare = written == digits and not _MILLISECONDS.fullmatch(digits)
    if bare and any(_valid(name, digits) for name in _BARE.get(len(digits), ())):
        return True
    return any(form.fullmatch(written) and _valid(name, digits) for name, form in _FORMS)


def lettered(match: re.Match[str]) -> bool:
    """Whether what LETTERED found is one; the British number has no check digit, only a form."""
    kind = match.lastgroup or ""
    return kind == "gb" or _valid(kind.replace("_", ".", 1), match[0])


@lru_cache(maxsize=100_000)
def _valid(name: str, number: str) -> bool:
    if name == "fr.nir" and not (1 <= int(number[3:5]) <= 12 or 20 <= int(number[3:5]) <= 42 or number[3] >= "5"):
        return False
    try:
        return bool(import_module(f"stdnum.{name}").is_valid(number))
    except (LookupError, ValueError):  # a place or a date its tables do not know
        return False
