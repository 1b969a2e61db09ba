"""Which encoding a text file is in: found by all of its bytes, and line by line where it is in more than one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = "cp1252"
MIXED = "segue-mixed"
"""UTF-8 with bytes in between that are Windows-1252: files of two sources put together."""
_INSIDE = re.compile("[a-z][³¹¿£¥¯¼¾ªº][a-z]")
_SIGNS = frozenset(b"\x80\xa3\xa5\x85\x91\x92\x93\x94\x96\x97\x99\xa0\xa7\xa9\xae\xb0")
"""In Windows-1252: the euro, pound and yen; quotes, dashes, dots, a space that holds together, §, ©, ®, ™ and °."""
_MONEY = re.compile(rb"[\x80\xa3\xa5]")
_OF_A_NUMBER = re.compile(rb"[0-9][ \xa0]?[\x80\xa3\xa5](?![A-Za-z])|(?<![A-Za-z])[\x80\xa3\xa5][ \xa0]?[-+.,]?[0-9]")
_OF_A_HEADING = re.compile(rb"[\x80\xa3\xa5](?![A-Za-z])")
CHUNK = 1 << 20
LONGEST = 1_000_000
"""Characters of a line that is still looked at."""


def _as_western(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8, as Windows-1252; the five it does not know as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    strange = error.object[error.start : error.end]
    return "".join(_western(byte) for byte in strange), error.end


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode(WESTERN)
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(MIXED, _as_western)


@dataclass(frozen=True)
class Encoding:
    """`codec` and `errors` as Python's `bytes.decode` takes them."""

    codec: str
    errors: str = "replace"

    @property
    def note(self) -> str:
        if self.errors == MIXED:
            return "Some lines are in UTF-8 and some in Windows-1252; I read each as what it is."
        if self.codec.startswith("utf-8"):
            return ""
        return f"Its letters are encoded as {self.codec.upper().replace('CP125', 'Windows-125')}."


def encoding_of(path: Path) -> Encoding:
    """The encoding of all of the file; bytes that fit no other reading become Windows-1252."""
    with path.open("rb") as file:
        head = file.read(4096)
    for bom, codec in BOMS:
        if head.startswith(bom):
            return Encoding(codec)
    first, second = head[::2].count(0), head[1::2].count(0)
    # Two bytes a letter, and of the Latin ones every second is nothing; a stray one is no encoding.
    if max(first, second) > max(len(head) // 20, 10 * min(first, second)):
        return Encoding("utf-16-be" if first > second else "utf-16-le")
    if _is_utf8(path):
        return Encoding("utf-8")
    valid, strange = _beyond_ascii(path)
    if valid >= max(1, (valid + len(strange)) // 20):
        return Encoding("utf-8", MIXED)
    if _has_only_money(strange, head.splitlines()[0] if head else b""):
        return Encoding(WESTERN)
    return _guessed(strange)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _beyond_ascii(path: Path, most: int = 3000) -> tuple[int, list[bytes]]:
    """Of the first lines that are more than ASCII: how many are UTF-8, and those that are not."""
    valid = 0
    strange: list[bytes] = []
    with path.open("rb") as file:
        while (line := file.readline(1 << 16)) and valid + len(strange) < most:
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                valid += 1
            except UnicodeDecodeError:
                strange.append(line)
    return valid, strange


def _has_only_money(strange: list[bytes], first: bytes) -> bool:
    """Whether nothing beyond ASCII but signs of Windows-1252 is there, and those of money stand where money does: most
    beside a number, or all in the heading, which is the `first` line. So few signs are guessed to be any language's."""
    sample = b"\n".join(strange)
    if not {byte for byte in sample if byte > 127} <= _SIGNS:
        return False
    signs, of_numbers = len(_MONEY.findall(sample)), len(_OF_A_NUMBER.findall(sample))
    in_heading = len(_OF_A_HEADING.findall(first))
    return signs > 0 and (of_numbers + in_heading) * 2 > signs


def _guessed(strange: list[bytes]) -> Encoding:
    """Windows-1252 unless what is guessed writes with other letters than Latin ones."""
    sample = b"".join(strange)[:60_000]
    best = from_bytes(sample).best()
    if best is None or best.encoding.startswith("utf"):
        return Encoding("utf-8", MIXED)
    if _is_latin(str(best)) and not (best.encoding == "cp1250" and _is_central(sample)):
        return Encoding("utf-8", MIXED) if b"\x81" in sample else Encoding(WESTERN)
    return Encoding(best.encoding)


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha() and ord(letter) > 127]
    return sum(ord(letter) < 0x180 for letter in letters) * 2 > len(letters)


def _is_central(sample: bytes) -> bool:
    """Whether Polish or Czech words would be strange in Windows-1252: signs inside of them, or letters nobody has."""
    western = sample.decode(WESTERN, errors="replace")
    beyond = [letter for letter in western if ord(letter) > 127]
    return bool(_INSIDE.search(western)) or sum(letter in "ìøùèïò" for letter in beyond) * 2 > len(beyond)


def lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """Lines with their ends as `\\n`; of one that is longer than any table's only the beginning comes."""
    with path.open(encoding=encoding.codec, errors=encoding.errors) as file:
        while line := file.readline(LONGEST):
            if len(line) == LONGEST and not line.endswith("\n"):
                while (rest := file.readline(LONGEST)) and not rest.endswith("\n"):
                    pass
            yield line.replace("\0", "") if "\0" in line else line
