"""A deck as files: drawn in a process of its own, and printed as a PDF where LibreOffice is at hand."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.apart import output_of
from decks.deck import Deck
from errors import DeckError
from flows.runtime import DeckFiles

log = logging.getLogger("segue.deck")

SECONDS, PDF_SECONDS = 90.0, 60.0
NOT_DRAWN = "The deck could not be drawn."


def office() -> str | None:
    """Where LibreOffice is; None where it is not."""
    return shutil.which("soffice") or shutil.which("libreoffice")


async def make_deck(deck: Deck, *, office: Callable[[], str | None] = office) -> DeckFiles:
    """-> the file and, where it can be had, its PDF. Raises DeckError."""
    try:
        drawn = await output_of(
            [sys.executable, "-P", "-m", "bot.deck.child"], deck.model_dump_json().encode("utf-8", "replace"), SECONDS
        )
    except TimeoutError as error:
        raise DeckError(NOT_DRAWN) from error
    if not drawn:
        raise DeckError(NOT_DRAWN)
    program = office()
    if program is None:
        return DeckFiles(drawn)
    pdf = await _printed(program, drawn)
    return DeckFiles(drawn, pdf, pdf_failed=not pdf)


async def _printed(program: str, pptx: bytes) -> bytes:
    """As PDF; empty where that failed. LibreOffice keeps a profile, and two of it may not share one."""
    with tempfile.TemporaryDirectory(prefix="segue-deck-") as folder:
        source, printed = Path(folder, "deck.pptx"), Path(folder, "deck.pdf")
        await asyncio.to_thread(source.write_bytes, pptx)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            await output_of(command, b"", PDF_SECONDS)
            return await asyncio.to_thread(printed.read_bytes)
        except (TimeoutError, OSError) as error:
            log.warning("No PDF of a deck: %s", error or "it took too long")
            return b""
