"""Names of people in a text, as far as that is honest without a model of language.

Two ways: words that only ever stand before or after a name (Mrs, my name is, Kind regards), and a common given name
followed by a capitalised word. Names that are neither (rare given names, names in small letters or in capitals
throughout, scripts that have none) are not found; the documentation says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from segments.privacy.kinds import Found, Kind

# `[^\W\d_a-zß-öø-ÿ]` is a letter that is no small Latin one; isupper() decides.
_CAP = r"[^\W\d_a-zß-öø-ÿ](?:[\w'’]|-(?=\w)){0,24}"
_BETWEEN = r"(?:(?:van|von|de|der|den|del|della|da|di|dos|du|la|le|ten|ter|zu|bin|el|al|y)[ ]){0,3}"
_NAME = rf"{_CAP}(?:[ ](?:[A-Z]\.[ ])?{_BETWEEN}{_CAP}){{0,2}}"
_PAIR = re.compile(rf"(?<![\w@#])({_CAP})((?:[ ](?:[A-Z]\.[ ])?{_BETWEEN}{_CAP}){{1,2}})")
_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Herrn|Frau|Mme|Mlle|Monsieur|Madame|Sra?|Srta|Señora?|Sig|Sig\.ra|Signora?|"
    r"Dott|Mevrouw|Meneer|Dhr|Senhora?|Pani)"
)
_TITLED = re.compile(rf"\b{_TITLE}\.?[ ](?:{_TITLE}\.?[ ])?({_NAME})")
_INTRODUCED = re.compile(
    r"\b(?i:my name is|my name's|name:|mein name ist|ich heiße|ich heisse|je m'appelle|mon nom est|me llamo|"
    r"mi nombre es|mi chiamo|ik heet|mijn naam is|jag heter|nazywam się|mam na imię|meu nome é|chamo-me|signed,|"
    rf"contact:|contact person:|kontaktperson:|ansprechpartner:|ansprechpartnerin:)[ ]({_NAME})"
)
_GREETED = re.compile(
    r"\b(?i:dear|hi|hello|hey|liebe|lieber|hallo|bonjour|cher|chère|hola|querida|querido|ciao|cara|caro|beste|thanks|"
    r"thank you|danke|merci|gracias|grazie|i am|i'm|this is|ich bin|hier ist|je suis|soy|sono|ik ben|with|spoke to|"
    rf"from|an|mit|avec|con|met|by|von),?[ ]({_CAP})(?![\w'’-])"
)
_SIGNED = re.compile(
    r"(?i:(?:regards|sincerely|grüße|grüßen|gruß|grüsse|grüssen|gruss|cordialement|saludos|atentamente|saluti|groeten|"
    r"pozdrawiam|cumprimentos|hälsningar),?|(?:yours|cheers|thanks|best|danke|merci|gracias|grazie)[,\r\n])"
    rf"[ ]?[\r\n ]{{0,4}}-?[ ]?({_NAME})[.! ]?(?=\n|\r|\Z)"
)


@cache
def _listed(file: str) -> frozenset[str]:
    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(_unaccented(word).replace("_", " ") for word in words.split())


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """Also of a double name: `Anna-Lena`; with its accents or without."""
    return _unaccented(word.partition("-")[0]) in _listed("given_names.txt")


def _unaccented(word: str) -> str:
    return "".join(sign for sign in normalize("NFKD", word.casefold()) if not combining(sign))


def names(text: str) -> Iterator[Found]:
    """After a title or an introduction, in a greeting or a signature; else a known given name with another one."""
    for pattern in (_TITLED, _INTRODUCED, _SIGNED):
        for match in pattern.finditer(text):
            if (end := _name_end(match[1])) > 0 and not match[0].isupper():
                yield Found(Kind.NAME, match.start(1), match.start(1) + end)
    for match in _GREETED.finditer(text):
        if is_given(match[1]) and match[1][0].isupper():
            yield Found(Kind.NAME, match.start(1), match.end(1))
    at = 0
    while pair := _PAIR.search(text, at):
        # A name may follow a word that has a capital because it begins the sentence: “Ask Anna Schmidt”.
        at = pair.end() if is_given(pair[1]) else pair.end(1)
        both = f"{pair[1]} {pair[2].split()[0]}"
        brand = both.casefold().removesuffix("'s").removesuffix("’s")
        # In capitals throughout are headings and articles, hardly ever people.
        if not is_given(pair[1]) or brand in _listed("nobody.txt") or both.isupper():
            continue
        if (end := _name_end(pair[0])) > len(pair[1]):
            yield Found(Kind.NAME, pair.start(), pair.start() + end)


def _name_end(written: str) -> int:
    """How much of it is a name: up to the first word that is nobody's (`Frau Muster Danke`), 0 for none."""
    end = 0
    for word in re.finditer(r"[^ ]+", written):
        bare = word[0].casefold().removesuffix("'s").removesuffix("’s").strip(".")
        if bare in _listed("nobody.txt"):
            break
        if word[0][0].isupper() and (len(bare) > 1 or end):
            end = word.end()
    return end
