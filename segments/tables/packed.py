"""What a file is by its bytes, whatever it is called; packed ones are unpacked into the folder, as far as is sane."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Literal, NamedTuple

from errors import TableError
from segments.ending import is_of_room
from segments.tables.table import FEWER_ROWS, Limits

Format = Literal["text", "jsonl", "parquet", "sheet"]

TABLES = (".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".xlsx", ".xls", ".xlsb", ".ods")
CHUNK, SHOWN, LONGEST = 1 << 20, 3, 60
READ = "I read CSV, TSV, Excel, ODS, JSON lines and Parquet."


class Plain(NamedTuple):
    """A file that is not packed. `choice` says which of several it is, in a sentence."""

    path: Path
    name: str
    format: Format
    choice: str = ""


def plain(path: Path, name: str, folder: Path, limits: Limits) -> Plain:
    """The file, or what is packed in it: of several tables the largest. Raises TableError where there is none in it."""
    size = path.stat().st_size
    if size > limits.size:
        raise TableError(
            f"{name} has {megabytes(size)}, and I read up to {megabytes(limits.size)}.",
            kept="Nothing of it was read.",
            now="Drop the last year of it, or a sample of customers with all their lines; gzip (.gz) helps too.",
        )
    if size == 0:
        raise TableError(f"{name} is empty.", now="Perhaps the export was cut off: export it again and drop it here.")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"\x1f\x8b"):
        inner = name.removesuffix(".gz") if name.lower().endswith(".gz") else name
        return plain_inside(_unpacked(gzip.open(path), name, folder, limits), inner, limits)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path, name, folder, limits)
    return Plain(path, name, _format(head, name))


def plain_inside(path: Path, name: str, limits: Limits) -> Plain:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"\x1f\x8b", b"PK\x03\x04")) and not _is_sheet(path):
        raise TableError(f"{name} is packed twice.", now="Unpack it once and drop what is in it.")
    if not head:
        raise TableError(f"{name} is empty.", now="Perhaps the export was cut off: export it again and drop it here.")
    return _sheet(path, name, limits) if head.startswith(b"PK\x03\x04") else Plain(path, name, _format(head, name))


def _sheet(path: Path, name: str, limits: Limits) -> Plain:
    """A workbook is packed itself: what it says of its size counts before it is opened."""
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > limits.unpacked:
            raise too_large(name, limits)
    return Plain(path, name, "sheet")


def _format(head: bytes, name: str) -> Format:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "sheet"
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"SQLite format")):
        raise TableError(f"{name} is not a table.", kept="Nothing of it was read.", now=READ)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[{")) or name.lower().endswith((".json", ".jsonl", ".ndjson")):
        return "jsonl"
    if start[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise TableError(
            f"{name} is a web page, not a table.",
            kept="Nothing of it was read.",
            now="Often that is the page that asks for a password: log in there and export again.",
        )
    return "text"


def _is_sheet(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return bool(names & {"xl/workbook.xml", "xl/workbook.bin"}) or {"content.xml", "mimetype"} <= names


def _zipped(path: Path, name: str, folder: Path, limits: Limits) -> Plain:
    """A spreadsheet, or an archive that holds tables."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if _is_sheet(path):
                return _sheet(path, name, limits)
            inside = [entry for entry in entries if _looks_like_table(entry.filename)]
            if not inside:
                raise TableError(
                    f"There is no table in {name}.",
                    kept="Nothing of it was read.",
                    now="Drop the file with the customers. " + READ,
                )
            # A text beside tables is what is to be read before them.
            largest, *others = sorted(inside, key=lambda each: (_is_text(each), -each.file_size, each.filename))
            inner = PurePosixPath(largest.filename).name
            left = [PurePosixPath(each.filename).name for each in others if not _is_text(each)]
            with archive.open(largest) as file:
                found = plain_inside(_unpacked(file, name, folder, limits), inner, limits)
            return found._replace(choice=chosen(name, "tables", inner, left))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise TableError(
            f"{name} cannot be unpacked: it is damaged, or has a password.", now="Drop what is in it, unpacked."
        ) from error


def _looks_like_table(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in TABLES and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _is_text(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(".txt")


def chosen(name: str, what: str, largest: str, others: list[str]) -> str:
    """Of several the largest was read; empty where there was only one."""
    if not others:
        return ""
    of = f"{name} has {len(others) + 1} {what}"
    return f'{of}; I read the largest, "{shown([largest])}", and left out {shown(others)}.'


def shown(names: list[str]) -> str:
    """The first of them, each as far as one can read it."""
    short = (each if len(each) <= LONGEST else f"{each[: LONGEST - 1]}…" for each in names[:SHOWN])
    return f"{', '.join(short)}{' and more' if len(names) > SHOWN else ''}"


def _unpacked(file: IO[bytes] | gzip.GzipFile, name: str, folder: Path, limits: Limits) -> Path:
    path = folder / "unpacked"
    written = 0
    try:
        with path.open("wb") as out:
            for chunk in _chunks(file):
                written += len(chunk)
                if written > limits.unpacked:
                    raise too_large(name, limits)
                out.write(chunk)
    except (OSError, EOFError, zlib.error) as error:
        if is_of_room(error):
            raise
        raise TableError(
            f"{name} ends in the middle or is damaged.", kept="Nothing of it was read.", now="Upload it once more."
        ) from error
    return path


def _chunks(file: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def too_large(name: str, limits: Limits) -> TableError:
    return TableError(
        f"{name} is more than {megabytes(limits.unpacked)} once it is unpacked.",
        kept="Nothing of it was read.",
        now=FEWER_ROWS,
    )


def megabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:,.0f} MB"
