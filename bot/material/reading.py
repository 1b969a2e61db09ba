"""A dropped file: fetched from Slack with our token, recognised by what is in it, read in a process of its own.

A file may be hostile: what parses it runs apart, with limits on time, memory and output, and can only fail alone.
"""

from __future__ import annotations

import asyncio
import json
import sys

import aiohttp

from bot.material.kinds import Kind, kind_of
from errors import MaterialError
from flows.runtime import File
from personas.passages import Passage, Section, passages

MOST_BYTES = 20_000_000
MOST_OUTPUT = 4_000_000
SECONDS = 20.0
TOO_LARGE = "It is larger than 20 MB."


async def read_file(session: aiohttp.ClientSession, token: str, file: File, number: int) -> list[Passage]:
    """-> the passages of a file. Raises MaterialError, in words for whoever dropped it."""
    return await read_bytes(await fetched(session, token, file), file.name, number)


async def read_bytes(data: bytes, name: str, number: int, *, seconds: float = SECONDS) -> list[Passage]:
    """-> the passages of `data`. `number`: which material it is, counted from 1. Raises MaterialError."""
    if len(data) > MOST_BYTES:
        raise MaterialError(TOO_LARGE)
    found = passages(await _sections(data, kind_of(data, name), seconds), title=name, material=number)
    if not found:
        raise MaterialError("There is no text in it; scanned pages are pictures to me.")
    return found


async def _sections(data: bytes, kind: Kind, seconds: float) -> list[Section]:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.material.child", kind,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            output, _ = await child.communicate(data)
    except TimeoutError:
        raise MaterialError(f"It took longer than {seconds:.0f} seconds to read.") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode or len(output) > MOST_OUTPUT:
        raise MaterialError("It asks for more memory or time than a document should, so I left it alone.")
    try:
        told = json.loads(output)
        if "error" in told:
            raise MaterialError(str(told["error"]))
        return [Section.model_validate(each) for each in told["sections"]]
    except (ValueError, KeyError, TypeError) as error:
        raise MaterialError("It is broken, and could not be read.") from error


async def fetched(session: aiohttp.ClientSession, token: str, file: File) -> bytes:
    """-> its bytes, from Slack. Raises MaterialError."""
    if file.size > MOST_BYTES:
        raise MaterialError(TOO_LARGE)
    try:
        async with session.get(file.url, headers={"Authorization": f"Bearer {token}"}, allow_redirects=False) as answer:
            if answer.status != 200:
                raise MaterialError("Slack does not give it to me; the app may lack the scope files:read.")
            data = bytearray()
            async for piece in answer.content.iter_chunked(1 << 16):
                data += piece
                if len(data) > MOST_BYTES:
                    raise MaterialError(TOO_LARGE)
            return bytes(data)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise MaterialError("It could not be fetched from Slack just now.") from error
