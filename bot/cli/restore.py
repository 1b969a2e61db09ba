"""`segue restore FILE`: a copy becomes the database again; what was there is kept beside it."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cli.reading import add_database, chosen_database
from bot.cli.writing import on_one_line
from errors import StoreError
from store.audit import Line
from store.backup import erased_since, restore


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("restore", help="put a copy in the place of the database")
    parser.add_argument("file", type=Path, metavar="FILE", help="what `segue backup` made")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    path = chosen_database(chosen)
    aside = restore(chosen.file, path, time.time())
    kept = f" What was there is kept as {aside}." if aside else ""
    print(
        f"{path} is what {chosen.file} holds.{kept} Start Segue: it reads in Slack what was said since.",
        file=sys.stderr,
    )
    if aside:
        print(_back(path, aside), end="", file=sys.stderr)
    return 0


def _back(path: Path, aside: Path) -> str:
    """What was erased since the copy was made, and is there again."""
    try:
        found = erased_since(path, aside)
    except StoreError as error:
        return f"What was erased since that copy was made is back; which it was is not known. {error}\n"
    if not found:
        return ""
    told = "".join(f"  {on_one_line(_said(each))}\n" for each in found)
    return f"What was erased since that copy was made is back. Have it erased again:\n{told}"


def _said(line: Line) -> str:
    when = datetime.fromtimestamp(line.at, UTC).strftime("%Y-%m-%d %H:%M")
    return f"{line.kind} {line.object} in workspace {line.team_id}, erased by {line.actor} on {when} UTC"
