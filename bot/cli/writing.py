"""What commands give out: to a file, or to whoever reads along."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

from errors import ExportFailed
from store.locking import OWNER_ONLY


def made(folder: Path) -> None:
    """The folder is there. Raises ExportFailed where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportFailed(f"The folder {folder} cannot be made: {error.strerror}.") from error


def write_out(out: str | None, data: bytes) -> None:
    """Bytes, so that no line break and no letter is translated on the way. `out`: a file; None: stdout."""
    try:
        if out is not None:
            # Of a file that is there its owner has chosen who reads it; a new one holds what people said.
            with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as file:
                file.write(data)
            return
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough (`| head`); what Python flushes at its end must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ExportFailed(f"{out or 'The output'} cannot be written: {error.strerror}.") from error


def on_one_line(text: str) -> str:
    """Words for a terminal; what it would obey is left out."""
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join(plain.split())
