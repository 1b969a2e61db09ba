"""Customers known again by what people write of them: hashed as the file's were, the plain number is kept nowhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator

from segments.keys import hashed

SHORT = 24
"""Letters of a hash that are kept: among five million customers two alike are less likely than one in 10 ** 15."""


def packed(lines: Iterable[tuple[str, str, str]]) -> bytes:
    """(key, id of the segment, id of where the frozen model puts them) of each."""
    return gzip.compress("\n".join(" ".join(line) for line in lines).encode(), mtime=0)


def unpacked(data: bytes) -> Iterator[tuple[str, str, str]]:
    """What `packed` took."""
    for line in gzip.decompress(data).decode().splitlines():
        key, segment, placed = line.split(" ")
        yield key, segment, placed


def known(data: bytes, written: Iterable[str], salt: str) -> dict[str, str] | None:
    """-> the key of each that is found, by how it was written; None where nobody can be known again."""
    keys = {each: [hashed(spelling, salt.encode())[:SHORT] for spelling in _spellings(each)] for each in written}
    meant, there, anybody = {key for some in keys.values() for key in some}, set[str](), False
    for key, _, _ in unpacked(data):
        anybody = True
        if key in meant:
            there.add(key)
    found = {each: next((key for key in some if key in there), None) for each, some in keys.items()}
    return {each: key for each, key in found.items() if key is not None} if anybody else None


def _spellings(written: str) -> list[str]:
    """As the file may have it, the likeliest first: see `identity_of` in segments/tables/values.py."""
    plain = " ".join(written.split())
    plain = re.sub(r"^(\d+)\.0$", r"\1", plain)
    return list(dict.fromkeys([plain.lower() if "@" in plain else plain, plain.upper(), plain.lower(), plain.title()]))
