"""`segue dead-letters`: what was set aside, to be tried again or dropped. Beside a running Segue it asks that one."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cli.reading import add_database, existing_database
from bot.cli.writing import on_one_line
from errors import StoreInUse
from store import requests
from store.connection import Store
from store.dead_letters import NOT_THERE, DeadLetter, dead_letters
from store.reading import reading

SECONDS = 15.0
"""How long a running Segue is waited for; it looks every second."""


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("dead-letters", help="what was set aside: list, retry, drop")
    parser.add_argument("what", nargs="?", choices=("list", *requests.WHATS), default="list")
    parser.add_argument("names", nargs="*", metavar="NAME", help="as `list` shows them")
    parser.add_argument("--all", action="store_true", help="everything that `list` shows")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    path = existing_database(chosen)
    with reading(path) as tx:
        letters = dead_letters(tx)
    if chosen.what == "list":
        for each in letters:
            print(shown(each))
        print("Nothing was set aside." if not letters else f"{len(letters)} in all.", file=sys.stderr)
        return 0
    names = [each.name for each in letters] if chosen.all else list(dict.fromkeys(chosen.names))
    if not names:
        print("Nothing was set aside." if chosen.all else "Name them, or say --all.", file=sys.stderr)
        return 0 if chosen.all else 2
    said = _done(path, chosen.what, names)
    for name in names:
        print(f"{on_one_line(name)} {said[name]}")
    return 1 if NOT_THERE in said.values() else 0


def shown(letter: DeadLetter) -> str:
    """No word of what was said: when, where, what, and why."""
    at = datetime.fromtimestamp(letter.at, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    why = letter.why or "see the log"
    parts = (letter.name, at, letter.conversation_id, letter.what, f"tried {letter.attempts} times", why)
    return "  ".join(on_one_line(part) for part in parts)


def _done(path: Path, what: str, names: list[str]) -> dict[str, str]:
    """-> name -> what came of it."""
    try:
        return asyncio.run(_by_ourselves(path, what, names))
    except StoreInUse:
        ids = requests.ask(path, what, names, time.time())
        said = requests.answers(path, ids, SECONDS)
        waits = "was not taken up yet: the running Segue will do it as soon as it can"
        return {name: said.get(id, waits) for id, name in zip(ids, names, strict=True)}


async def _by_ourselves(path: Path, what: str, names: list[str]) -> dict[str, str]:
    """Nobody runs: the next start finds it. Raises StoreInUse where somebody does."""
    store = Store(path)
    await store.open()
    try:
        return await store.write(lambda tx: {name: requests.WHATS[what](tx, name).said for name in names})
    finally:
        await store.close()
