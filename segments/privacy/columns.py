"""What a column of a file is, or holds, of people.

The first cells say what the column is; a column of numbers is then only sampled, of every other one each cell is read.
A column is taken for one of phones, ids or cards only if nearly all its cells are: of numbers that stand for orders
always some have the right check digit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from segments.meanings import words as words_of
from segments.privacy.folding import folded
from segments.privacy.kinds import Found, Kind
from segments.privacy.people import is_given
from segments.privacy.phones import UNKNOWN, is_phone
from segments.privacy.redacting import find, replaced

FIRST = 1_000
EVERY = 50
"""Of the cells of a column of numbers after the first ones: one in so many is read."""
MOST = 0.5
NEARLY_ALL = 0.9
FEWEST_DIGITS, LONGEST_IDENTITY = 5, 24
FEWEST = 5
"""Cells, for numbers alone to say what they are."""
_NUMBER = re.compile(r"[-+]?[\d.,:/ Te-]{1,32}Z?\Z")
_A_NAME = re.compile(r"[^\W\d_](?:[\w'’.-]|[ ,](?! )){0,60}\Z")
_CALLED = {
    Kind.NAME: (
        "name|full name|first name|last name|given name|family name|surname|forename|middle name|customer name|"
        "client name|contact name|contact person|buyer name|recipient|user name|username|vorname|nachname|familienname|"
        "kundenname|ansprechpartner|nom|prénom|nom de famille|nombre|apellido|apellidos|nome|cognome|voornaam|"
        "achternaam|naam|imię|nazwisko|namn|förnamn|efternamn|fornavn|etternavn|sobrenome"
    ),
    Kind.PHONE: (
        "phone|telephone|mobile|cell|fax|whatsapp|tel|phone number|mobile number|telefon|telefonnummer|handy|"
        "handynummer|mobil|mobilnummer|téléphone|portable|teléfono|móvil|telefono|cellulare|telefoon|telefone|celular"
    ),
    Kind.ADDRESS: (
        "address|street|street address|address line|adresse|straße|strasse|anschrift|rue|dirección|calle|indirizzo|"
        "adres|straat|endereço|ulica"
    ),
    Kind.IDENTITY: (
        "ssn|social security|national id|tax id|nino|nhs|personnummer|pesel|bsn|dni|nie|nif|cpf|cnp|curp|aadhaar|"
        "codice fiscale|steuer id|steuernummer|passport|identity|nir|egn|oib"
    ),
    Kind.EMAIL: "email|e mail|mail|email address|correo",
}  # fmt: skip
_THINGS = set(
    words_of(
        "product item brand company firm file store shop campaign event category model plan hotel city country team "
        "department channel page screen class service segment state region host domain node server type opt ok count "
        "preference allowed consent lines multiple has is produkt artikel firma"
    )
)


@dataclass(frozen=True)
class Finding:
    """`kind`: what the column as a whole is, None where it is not of people; such a column is left out, or hashed if it
    tells customers apart. `within`: what single cells hold, how many of each; such a column is redacted."""

    column: str
    filled: int
    """Cells that are not empty."""
    kind: Kind | None
    share: float
    """Of the first cells: those that are nothing but that."""
    within: dict[Kind, int]
    cells: int
    """That hold any of it."""
    sampled: bool
    """Whether after the first cells only some were read: a column of numbers."""
    rows: tuple[int, ...] = ()
    """Of the file, as a person counts them, where single cells may hold names: the first of them."""

    @property
    def only_names(self) -> bool:
        """Single cells hold names, and nothing that cannot be anything else."""
        return self.kind is None and set(self.within) == {Kind.NAME}

    @property
    def words(self) -> str:
        if self.kind is not None:
            return f"“{self.column}” holds {_PLURALS[self.kind]}: it does not leave this machine."
        if not self.within:
            return ""
        told = ", ".join(f"{count:,} {kind if count == 1 else _PLURALS[kind]}" for kind, count in self.within.items())
        return (
            f"In {self.cells:,} of {self.filled:,} cells of “{self.column}” there is somebody's data ({told}); it is "
            "replaced before a text leaves this machine."
        )


_BY_CHANCE = {Kind.CARD, Kind.IDENTITY, Kind.PHONE}
"""What single numbers of a column of numbers are not taken for: some always have the right check digit."""
_PLURALS = {
    Kind.EMAIL: "e-mail addresses",
    Kind.IBAN: "bank accounts",
    Kind.CARD: "payment cards",
    Kind.IDENTITY: "national ids",
    Kind.IP: "IP addresses",
    Kind.PHONE: "phone numbers",
    Kind.ADDRESS: "postal addresses",
    Kind.NAME: "names",
    Kind.NUMBER: "long numbers",
}


def scan(values: Iterable[str | None], name: str, regions: tuple[str, ...] = UNKNOWN) -> Finding:
    """One pass over the cells of the column called `name`; never more than the first cells are held."""
    return scan_counted(((value, 1) for value in values), name, regions)


def scan_counted(
    values: Iterable[tuple[str | None, int]],
    name: str,
    regions: tuple[str, ...] = UNKNOWN,
    with_names: list[str] | None = None,
) -> Finding:
    """The same of cells that differ, in no order that has a meaning, with how often each is there. `with_names` takes
    those that hold a name, up to as many as the first cells are."""
    cells = iter((text, count) for value, count in values if (text := (value or "").strip()))
    first = list(islice(cells, FIRST))
    kind, share, only_numbers = _whole([text for text, _ in first], name, regions)
    of_things = _is_of_things(name)
    read = filled = holding = 0
    within: Counter[Kind] = Counter()
    for text, count in chain(first, cells):
        read, filled = read + 1, filled + count
        if only_numbers and read > FIRST and read % EVERY and _NUMBER.match(text):
            continue
        found = [each.kind for each in _found(text, regions)]
        if only_numbers and kind is None and text[0] not in "+(":
            found = [each for each in found if each not in _BY_CHANCE]
        if of_things:
            found = [each for each in found if each is not Kind.NAME]
        within.update({each: found.count(each) * count for each in found})
        holding += count if found else 0
        if with_names is not None and Kind.NAME in found and len(with_names) < FIRST:
            with_names.append(text)
    ordered = {each: within[each] for each in Kind if within[each]}
    return Finding(name, filled, kind, share, ordered, holding, only_numbers and read > FIRST)


def cell_without_people(text: str, name: str, regions: tuple[str, ...] = UNKNOWN) -> str:
    """A cell of the column called `name`, with all of it replaced that `scan` finds there."""
    of_things = _is_of_things(name)
    return replaced(text, [each for each in _found(text, regions) if not (of_things and each.kind is Kind.NAME)])


@lru_cache(maxsize=20_000)
def _short(text: str, regions: tuple[str, ...]) -> tuple[Found, ...]:
    return tuple(find(text, regions))


def _found(text: str, regions: tuple[str, ...]) -> tuple[Found, ...]:
    return _short(text, regions) if len(text) <= 64 else tuple(find(text, regions))


def _whole(cells: list[str], name: str, regions: tuple[str, ...]) -> tuple[Kind | None, float, bool]:
    """-> what the column is, the share of cells that are nothing but that, and whether it is one of numbers."""
    if not cells:
        return None, 0.0, False
    only_numbers = sum(bool(_NUMBER.match(cell)) for cell in cells) >= NEARLY_ALL * len(cells)
    counts: Counter[Kind] = Counter()
    of_things = _is_of_things(name)
    for cell in cells:
        found = [each for each in _found(cell, regions) if not (of_things and each.kind is Kind.NAME)]
        if len(found) == 1 and found[0].end - found[0].start >= len(cell) - 2:
            counts[found[0].kind] += 1
    said = {kind for kind in _CALLED if _is_called(name, kind)}
    for kind, count in counts.most_common():
        enough = NEARLY_ALL if only_numbers and not _unmistakable(cells) else MOST
        if count >= enough * len(cells) and (kind in said or not only_numbers or len(set(cells)) >= FEWEST):
            return kind, count / len(cells), only_numbers
    for kind in (Kind.PHONE, Kind.IDENTITY, Kind.NAME, Kind.ADDRESS):
        if kind is Kind.NAME and of_things:
            continue
        share = _share(cells, kind, name if kind in said else None, regions)
        if share >= (MOST if kind in said else NEARLY_ALL):
            return kind, share, only_numbers
    return None, 0.0, only_numbers


def _unmistakable(cells: list[str]) -> bool:
    """Written as no amount or order is: with a + before it."""
    return sum(cell.startswith("+") for cell in cells) >= MOST * len(cells)


def _share(cells: list[str], kind: Kind, name: str | None, regions: tuple[str, ...]) -> float:
    """Of cells that can be of that kind; `name`: of the column, where it says that kind."""
    said = name is not None
    if kind is Kind.NAME:
        given = [_has_given_name(cell) for cell in cells]
        # “Name” alone is as often a product's: then some must be called as people are.
        said = name is not None and (words_of(name) != ("name",) or sum(given) >= len(cells) / 5)
        fits = [bool(_A_NAME.match(cell)) and (said or person) for cell, person in zip(cells, given, strict=True)]
        if not said and len(set(cells)) < max(FEWEST, len(cells) // 20):
            return 0.0  # a handful of words that come again and again are a category
    elif not said:
        return 0.0
    elif kind is Kind.PHONE:
        fits = [is_phone(re.sub(r"\.0\Z", "", folded(cell)[0]), regions, said=True) for cell in cells]
    elif kind is Kind.IDENTITY:
        # The name of the column says what it is: passports too, which have no check digit.
        fits = [sum(map(str.isdigit, cell)) >= FEWEST_DIGITS and len(cell) <= LONGEST_IDENTITY for cell in cells]
    else:
        fits = [any(character.isalpha() for character in cell) and any(map(str.isdigit, cell)) for cell in cells]
    return sum(fits) / len(cells)


def _has_given_name(cell: str) -> bool:
    parts = re.split(r"[ ,]+", cell)
    return len(parts) <= 4 and any(is_given(part) for part in parts)


def _is_called(name: str, kind: Kind) -> bool:
    spoken = words_of(name)
    if _is_of_things(name):
        return False
    return any(_within(tuple(called.split()), spoken) for called in _CALLED[kind].split("|"))


def _is_of_things(name: str) -> bool:
    return bool(_THINGS & set(words_of(name)))


def _within(pattern: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
    return any(spoken[start : start + len(pattern)] == pattern for start in range(len(spoken) - len(pattern) + 1))
