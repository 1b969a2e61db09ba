"""Texts with people in them, and texts that only look it: nobody here exists, everything is made by a fixed seed.

A label is what was put in: the kind and the very characters. A third of the given names are ones the product does not
list, some names are in small letters, some streets have no number: what cannot be found belongs into the measure too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from segments.privacy.kinds import Kind
from tests.segments.invented_numbers import account, card, filled, identity, machine, phone


class Labelled(NamedTuple):
    text: str
    labels: tuple[tuple[Kind, int, int], ...]


def _lines(title: str) -> list[str]:
    parts = Path(__file__).with_name("invented_people.txt").read_text(encoding="utf-8").split("# ")
    lines = next(part for part in parts if part.startswith(f"{title}\n")).splitlines()[1:]
    return [line.replace("\\n", "\n") for line in lines]


GIVEN, FAMILY = (" ".join(_lines(title)).split() for title in ("given", "family"))
STREETS, TEMPLATES, LOOKALIKES = (_lines(title) for title in ("streets", "with people", "lookalikes"))
BETWEEN = ("van der ", "de la ", "von ", "")
DOMAINS = "example.com example.org example.net mail.example.com shop.example firma.test post.example.de"


def name(random: Random) -> str:
    given = random.choice(GIVEN)
    return f"{given} {random.choice(BETWEEN) if random.random() < 0.2 else ''}{random.choice(FAMILY)}"


def email(random: Random) -> str:
    given, family = random.choice(GIVEN).lower(), re.sub(r"\W", "", random.choice(FAMILY).lower())
    local = random.choice(
        [f"{given}.{family}", f"{given[0]}_{family}", f"{given}+shop", f"{family}{random.randint(1, 99)}"]
    )
    domain = random.choice(DOMAINS.split())
    odd = random.random()
    if odd < 0.04:
        return f"{local} (at) {domain.replace('.', ' (dot) ')}"
    if odd < 0.08:
        return f"{local} @ {domain}"
    return f"{local}@{domain}".upper() if odd < 0.12 else f"{local}@{domain}"


def address(random: Random) -> str:
    return random.choice(STREETS).replace("{n}", str(random.randint(1, 299)))


def seen_differently(random: Random, text: str) -> str:
    """Now and then as a phone or a word processor writes it: other digits, other spaces, marks one does not see."""
    odd = random.random()
    if odd < 0.02:
        return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)
    if odd < 0.04:
        return text.replace(" ", "\u00a0").replace("-", "\u2011")
    return text.replace("0", "0\u200b").rstrip("\u200b") if odd < 0.06 else text


MADE: dict[str, tuple[Kind, Callable[[Random], str]]] = {
    "email": (Kind.EMAIL, email),
    "phone": (Kind.PHONE, lambda random: seen_differently(random, phone(random))),
    "card": (Kind.CARD, lambda random: seen_differently(random, card(random))),
    "iban": (Kind.IBAN, account),
    "ip": (Kind.IP, machine),
    "name": (Kind.NAME, name),
    "family": (Kind.NAME, lambda random: random.choice(FAMILY)),
    "small": (Kind.NAME, lambda random: name(random).lower()),
    "address": (Kind.ADDRESS, address),
}


def written(random: Random, template: str) -> Labelled:
    text, labels = "", []
    for piece in re.split(r"(\{\w+\})", template):
        what = piece[1:-1]
        if piece[:1] != "{":
            text += piece
        elif what == "identity":
            number, said = identity(random)
            text += said
            labels.append((Kind.IDENTITY, len(text), len(text) + len(number)))
            text += number
        elif what in MADE:
            kind, make = MADE[what]
            made = make(random)
            labels.append((kind, len(text), len(text) + len(made)))
            text += made
        else:
            text += str(random.randint(1, 9)) + filled(random, "#" * (int(what[1:]) - 1))
    return Labelled(text, tuple(labels))


def texts(count: int, seed: int) -> list[Labelled]:
    """Half of them with people, half without, in turn."""
    random = Random(seed)
    return [written(random, random.choice(TEMPLATES if turn % 2 else LOOKALIKES)) for turn in range(count)]


def measured(
    found: Callable[[str], list[tuple[Kind, int, int]]], given: list[Labelled]
) -> dict[Kind, tuple[float, float, int]]:
    """-> of each kind precision, recall and how many there are. Recalled is what is covered to its last character by
    finds of its kind; precise is a find that touches a label of its kind."""
    right: dict[Kind, int] = {}
    all_found: dict[Kind, int] = {}
    covered: dict[Kind, int] = {}
    there: dict[Kind, int] = {}
    for text, labels in given:
        finds = found(text)
        for kind, start, end in finds:
            all_found[kind] = all_found.get(kind, 0) + 1
            right[kind] = right.get(kind, 0) + any(k is kind and s < end and start < e for k, s, e in labels)
        for kind, start, end in labels:
            there[kind] = there.get(kind, 0) + 1
            covered[kind] = covered.get(kind, 0) + any(k is kind and s <= start and end <= e for k, s, e in finds)
    return {
        kind: (right.get(kind, 0) / max(all_found.get(kind, 0), 1), covered.get(kind, 0) / there[kind], there[kind])
        for kind in Kind
        if kind in there
    }


def main() -> None:
    """The table of docs/segments.md: `python -m tests.segments.invented_people`."""
    from segments.privacy.redacting import find

    for kind, (precision, recall, there) in measured(find, texts(20_000, seed=2026)).items():
        print(f"| {kind} | {precision:.2f} | {recall:.2f} | {there:,} |")


if __name__ == "__main__":
    main()
