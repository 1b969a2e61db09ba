"""`segue backup FILE`: a whole copy of the database, also while Segue runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bot.cli.reading import add_database, existing_database
from store.backup import back_up


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("backup", help="copy the database, also while Segue runs")
    parser.add_argument("file", type=Path, metavar="FILE", help="a new file; only its owner will be able to read it")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    back_up(existing_database(chosen), chosen.file)
    print(
        f"{chosen.file}: {chosen.file.stat().st_size:,} bytes. It holds what people said: keep it safe.",
        file=sys.stderr,
    )
    return 0
