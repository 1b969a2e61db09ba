"""`segue restore FILE`: a copy becomes the database again; what was there is kept beside it."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from bot.cli.reading import add_database, chosen_database
from store.backup import restore


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
    return 0
