"""`segue forget --workspace T…`: all that is kept of a workspace goes, for good; while no Segue runs on the file."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
from pathlib import Path
from typing import Any

from bot.analysis.analyst import BESIDE
from bot.cli.reading import add_database, existing_database
from errors import NothingToErase
from store import erasure
from store.connection import Store, Transaction

FILES = "analyses under way"
STILL_READ = (
    "Something else reads the database: what was erased stands in its log until that ends and Segue starts anew."
)


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("forget", help="erase all that is kept of a workspace")
    parser.add_argument("--workspace", required=True, metavar="ID", help="Slack's id of it, such as T0123ABCD")
    parser.add_argument("--yes", action="store_true", help="do not ask to type the id once more")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    path, team = existing_database(chosen), str(chosen.workspace)
    if not chosen.yes and not _confirmed(team):
        print("Nothing was erased.", file=sys.stderr)
        return 1
    gone = asyncio.run(_forgotten(path, team))
    if not gone:
        raise NothingToErase(f"Nothing is kept of {team} in {path}.", now="Look at the id once more.")
    for table, count in sorted(gone.items()):
        print(f"{table}: {count}")
    print(f"All that was kept of {team} is erased. What stands in its Slack is its own to delete.")
    return 0


def _confirmed(team: str) -> bool:
    print(
        f"This erases all that is kept of {team}, for good. Type its id to go on: ", end="", file=sys.stderr, flush=True
    )
    return sys.stdin.readline().strip() == team


async def _forgotten(path: Path, team: str) -> dict[str, int]:
    store = Store(path)
    await store.open()
    try:
        gone = await store.write(lambda tx: _erased(tx, team))
        # Also where an earlier run was killed once its rows were gone.
        beside = path.parent / BESIDE / team
        if team.isalnum() and beside.is_dir():
            gone |= {FILES: len(list(beside.iterdir()))}
            shutil.rmtree(beside, ignore_errors=True)
        if not await store.leave_no_trace():
            print(STILL_READ, file=sys.stderr)
        return gone
    finally:
        await store.close()


def _erased(tx: Transaction, team: str) -> dict[str, int]:
    return erasure.forget_workspace(tx, team)
