"""What commands that only read have in common: which database they mean."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bot.config import database_path


def add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database", type=Path, help="the file to read (default: SEGUE_DATABASE_URL, or data/segue.db)"
    )


def chosen_database(chosen: argparse.Namespace) -> Path:
    """Raises SettingsError when none is given and the environment's is no database we read."""
    given: Path | None = chosen.database
    return given if given is not None else database_path(os.environ, Path(".env"))
