"""What commands that only read have in common: which database they mean."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bot.config import database_path
from errors import StoreMissing

PLAYGROUND = "playground-segue.db"
"""What Segue remembers of the playground, in the folder of its own database."""


def add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database", type=Path, help="the file to read (default: SEGUE_DATABASE_URL, or data/segue.db)"
    )


def existing_database(chosen: argparse.Namespace) -> Path:
    """The same, where there is one. Raises StoreMissing, which names the playground's if that is what there is."""
    path = chosen_database(chosen)
    if path.is_file():
        return path
    played = path.with_name(PLAYGROUND)
    there = f"The playground's is {played}: name it with --database." if played.is_file() else ""
    raise StoreMissing(f"There is no database at {path}.", now=there or "Name the right one with --database.")


def chosen_database(chosen: argparse.Namespace) -> Path:
    """Raises SettingsError when none is given and the environment's is no database we read."""
    given: Path | None = chosen.database
    return given if given is not None else database_path(os.environ, Path(".env"))
