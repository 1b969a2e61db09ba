"""What stands around Segue: the program for PDFs, and the way from outside to the address it is given."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

import aiohttp

from bot.config import Settings
from bot.doctor.finding import Finding, ok, shown, skipped, to_mend

OFFICE = "soffice"
SECONDS = 5.0
NAME_IT = "Put the https address to which Slack sends into SEGUE_PUBLIC_URL; personas get their faces by it, too."


def office() -> Finding:
    """Without it everything works but a deck's PDF."""
    if shutil.which(OFFICE):
        return ok("office", "LibreOffice is there: decks come as PDF, too.")
    return skipped("office", "LibreOffice is not installed: decks come as PowerPoint files alone, without a PDF.")


async def public_address(settings: Settings, faults: Iterable[str], *, http: bool = False) -> Finding:
    """Whether SEGUE_PUBLIC_URL leads anywhere, as far as this machine can see."""
    if any("SEGUE_PUBLIC_URL" in fault for fault in faults):
        return skipped("address", "SEGUE_PUBLIC_URL comes first.")
    if not settings.public_url and http:
        return skipped("address", "Cannot be checked from here: SEGUE_PUBLIC_URL is not set.", NAME_IT)
    if not settings.public_url:
        return ok("address", "No public address is named, and none is needed over Socket Mode.")
    where = shown(settings.public_url)
    try:
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as web, web.get(settings.public_url) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return to_mend(
            "address",
            f"Nothing answers at {where} ({type(error).__name__}).",
            f"Start Segue, and see that name and proxy lead to port {settings.http_port} (SEGUE_HTTP_PORT) here.",
        )
    if status in (502, 503, 504):
        return to_mend(
            "address",
            f"{where} answers with HTTP {status}: what stands before Segue does not reach it.",
            f"Start Segue, and point your proxy to port {settings.http_port} (SEGUE_HTTP_PORT) on this machine.",
        )
    return ok("address", f"{where} answers.")
