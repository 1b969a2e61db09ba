"""Postal addresses: a street with a house number, in the order and with the words of its language, and the town after.

A street without a number, a house with a name and a town alone are not taken for an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from segments.privacy.kinds import Found, Kind

_CAP = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]{0,24}"
_STREETS = (
    r"Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Close|Place|Pl|Square|Sq|Terrace|"
    r"Crescent|Gardens|Row|Mews|Grove|Parkway|Pkwy|Highway|Hwy|Circle|Trail"
)
_HOUSE = r"\d{1,5}(?:(?:[A-Za-z]|[ ][A-H])(?![\w'’]))?(?:[-/]\d{1,4}[a-z]?)?"
_ROOM = r"(?:,?[ ](?:Apt|Apartment|Flat|Unit|Suite|#)\.?[ ]?\w{1,5})?"
_GERMANIC = (
    r"straße|strasse|str\.|weg|gasse|platz|allee|damm|ufer|chaussee|straat|laan|plein|gracht|kade|singel|vägen|gatan|"
    r"gade|vej|katu|tie|gata"
)
_FRENCH = r"(?i:rue|avenue|boulevard|bd|place|impasse|allée|chemin|quai|cours|route|square)"
_SOUTHERN = (
    r"(?i:calle|c/|avenida|avda\.?|plaza|paseo|camino|carrer|via|viale|piazza|corso|largo|rua|travessa|praça|ul\.|"
    r"ulica|al\.)"
)
_OF = r"(?:(?:de|del|della|dei|la|las|los|el|da|do|dos|das)[ ]){0,3}"
_PATTERNS = [
    # 12 High Street, 221b Baker St, Flat 3
    rf"(?<![\w.,-]){_HOUSE},?[ ](?:{_CAP}[ ]){{1,3}}(?:{_STREETS})\b\.?{_ROOM}",
    # Musterstraße 5, Lange Gasse 12a, Prinsengracht 263
    rf"(?<!\w)[^\W\d_a-z]\w{{0,30}}?(?:{_GERMANIC})[ ]?{_HOUSE}(?!\w)",
    rf"(?<!\w){_CAP}[ ](?:Straße|Strasse|Str\.|Weg|Gasse|Platz|Allee|Ring|Damm|Ufer|Straat|Laan)[ ]{_HOUSE}(?!\w)",
    rf"(?<!\w)(?:Am|An der|Im|In der|Auf der|Zum|Zur)[ ]{_CAP}(?:[ ]{_CAP})?[ ]\d{{1,3}}[a-z]?(?=,[ ]\d{{5}}[ ])",
    # 12 bis, rue de la Paix
    rf"(?<![\w.,-])\d{{1,4}}(?:[ ]?(?:bis|ter|[A-D])\b)?,?[ ]{_FRENCH}[ ]"
    rf"(?:(?:de|du|des|la|le|les|l'|d')[ ]?){{0,3}}{_CAP}(?:[ -]{_CAP}){{0,3}}",
    # Calle Mayor 5, Via Roma, 10, Rua Augusta nº 12, ul. Polna 3
    rf"(?<!\w){_SOUTHERN}[ ]{_OF}{_CAP}(?:[ ](?:(?:de|del|della|y|e)[ ])?{_CAP}){{0,3}},?"
    rf"[ ](?:n[º°.o]{{0,2}}[ ]?)?{_HOUSE}(?!\w)",
    r"\b(?i:p\.?[ ]?o\.?[ ]box|postfach|apartado|casella postale|boîte postale)[ ]\d{1,3}(?:[ ]?\d{2,3}){0,2}",
]
_ADDRESS = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_BRITISH, _STATE = r"[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}", r"[A-Z]{2}[ ]\d{5}(?:-\d{4})?"
# 10115 Berlin, 1012 AB Amsterdam; 00-950 Warszawa; London SW1A 1AA, Springfield, IL 62704
_TOWN = re.compile(
    rf",?[ \n]{{1,2}}(?:(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:[ ][A-Z]{{2}}(?!\w))?[ ]{_CAP}(?:[ -]{_CAP})?"
    rf"|\d{{2}}-\d{{3}}[ ]{_CAP}"
    rf"|(?:{_CAP}(?:[ ]{_CAP})?,?[ ])?(?:{_BRITISH}|{_STATE})(?!\w))"
)
_UNLIKELY = re.compile(
    r"(?:19|20)\d\d-\d|"
    r"\d{1,5} (?:The|A|An|This|That|My|Your|Best|Great|Long|One|Way|[KMGT]B|Bed|Bedroom|Day|Star|Piece|Pack|Hour|Min|"
    r"Inch|Seater|Year|Player|Speed|Door|Wheel|Watt|Volt|Person) "
)


def addresses(text: str) -> Iterator[Found]:
    """A street with its number, and the postcode and town behind it."""
    for match in _ADDRESS.finditer(text):
        if not _UNLIKELY.match(match[0]):
            town = _TOWN.match(text, match.end())
            yield Found(Kind.ADDRESS, match.start(), town.end() if town else match.end())
