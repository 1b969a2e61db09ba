"""A dropped file: fetched from Slack with our token, recognised by what is in it, read in a process of its own.

A file may be hostile: what parses it runs apart, with limits on time, memory and output, and can only fail alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.apart import output_of
from bot.fetch import Web
from bot.material.unreadable import BROKEN, TOO_MUCH
from bot.slack_answers import ON_THE_WAY, retry_after
from errors import MaterialError, SlackBusy
from flows.runtime import File, Sheet
from personas.passages import Link, Passage, Portion, Section, passages
from segments.privacy.called import called_without_people

MOST_BYTES = 20_000_000
MOST_OUTPUT = 16_000_000
SECONDS = 30.0
TOO_LARGE = "It is larger than 20 MB."
GONE = "It is no longer there in Slack: somebody deleted it. Drop it again, if that was not meant."
BUSY = "Slack is too busy to give it to me just now. It stands there as it was: ask me again in a few minutes."
TRIES, LONGEST_WAIT = 4, 30.0
"""How often Slack is asked for a file, and seconds between."""
PICTURES = "There is no text in it; scanned pages are pictures to me. A copy whose text can be selected works."
NO_TEXT = "There is no text in it that I can read."
ENDINGS = ("csv", "html", "htm")
"""What a file's name tells that its bytes do not."""


async def read_file(session: aiohttp.ClientSession, token: str, file: File, number: int) -> Sheet:
    """-> what stands in a file. Raises MaterialError, in words for whoever dropped it."""
    return await read_bytes(await fetched(session, token, file), file.name, number)


async def read_bytes(data: bytes, name: str, number: int, *, seconds: float = SECONDS) -> Sheet:
    """-> what stands in `data`. `number`: which material it is, counted from 1. Raises MaterialError."""
    if len(data) > MOST_BYTES:
        raise MaterialError(TOO_LARGE)
    return await _sheet(data, _ending(name), name, number, seconds)


async def read_page(web: Web, address: str, number: int) -> Sheet:
    """-> the passages of a page, and where it leads to on its site. Raises MaterialError."""
    page = await web.fetched(address)
    sheet = await _sheet(page.data, _ending(page.kind), _called(page.url), number, SECONDS)
    told = await _told(["links", page.url], page.data, SECONDS) if page.kind.endswith(".html") else {}
    links = tuple(Link.model_validate(each) for each in told.get("links", ()))
    return sheet.model_copy(update={"links": links})


def _ending(name: str) -> str:
    """`a.CSV` -> `csv`; empty where the name says nothing that is listened to."""
    ending = name.lower().rpartition(".")[2]
    return ending if ending in ENDINGS else ""


def _called(address: str) -> str:
    """What a page is called on a card: `example.org/pricing`."""
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path.rstrip('/')}"[:120]


async def _sheet(data: bytes, ending: str, title: str, number: int, seconds: float) -> Sheet:
    told = await _told(["read", ending], data, seconds)
    if "error" in told:
        raise MaterialError(str(told["error"]))
    try:
        found = await asyncio.to_thread(_passages, told, title, number)
        portion = Portion.model_validate(told["portion"]) if "portion" in told else None
    except (ValueError, KeyError, TypeError) as error:
        raise MaterialError(BROKEN) from error
    if not found:
        raise MaterialError(PICTURES if told["kind"] == "pdf" else NO_TEXT)
    return Sheet(passages=tuple(found), portion=portion)


def _passages(told: dict[str, Any], title: str, number: int) -> list[Passage]:
    sections = [Section.model_validate(each) for each in told["sections"]]
    return passages(sections, title=called_without_people(title), material=number)


async def _told(arguments: list[str], data: bytes, seconds: float) -> dict[str, Any]:
    """What the process says that reads `data`; killed when it takes too long."""
    try:
        output = await output_of([sys.executable, "-P", "-m", "bot.material.child", *arguments], data, seconds)
    except TimeoutError:
        raise MaterialError(f"It took longer than {seconds:.0f} seconds to read.") from None
    if output is None or len(output) > MOST_OUTPUT:
        raise MaterialError(TOO_MUCH)
    try:
        told: dict[str, Any] = await asyncio.to_thread(json.loads, output)
    except ValueError as error:
        raise MaterialError(BROKEN) from error
    return told


async def fetched(session: aiohttp.ClientSession, token: str, file: File) -> bytes:
    """-> its bytes, from Slack. Raises MaterialError."""
    data = bytearray()
    await pieces(session, token, file, MOST_BYTES, data.extend)
    return bytes(data)


async def pieces(
    session: aiohttp.ClientSession, token: str, file: File, most: int, take: Callable[[bytes], object]
) -> None:
    """`take` gets its bytes, from Slack, piece by piece. Raises MaterialError."""
    too_large = MaterialError(f"It is larger than {most // 1_000_000} MB.")
    if file.size > most:
        raise too_large
    taken = 0
    try:
        async with _answered(session, token, file) as answer:
            async for piece in answer.content.iter_chunked(1 << 16):
                taken += len(piece)
                if taken > most:
                    raise too_large
                take(piece)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise SlackBusy("It could not be fetched from Slack just now.") from error


@asynccontextmanager
async def _answered(session: aiohttp.ClientSession, token: str, file: File) -> AsyncIterator[aiohttp.ClientResponse]:
    """Slack hands it over; where it asks to wait, or stumbles, it is asked again a few times. Raises MaterialError."""
    headers = {"Authorization": f"Bearer {token}"}
    for left in reversed(range(TRIES)):
        async with session.get(file.url, headers=headers, allow_redirects=False, timeout=ON_THE_WAY) as answer:
            if answer.status == 200:
                yield answer
                return
            if answer.status in (404, 410):
                raise MaterialError(GONE)
            if answer.status != 429 and answer.status < 500:
                raise MaterialError("Slack does not give it to me; the app may lack the scope files:read.")
            wait = min(retry_after(answer.headers), LONGEST_WAIT)
        if left:
            await asyncio.sleep(wait)
    raise SlackBusy(BUSY)
