"""`segue manifest`: the app manifest that Slack is given, generated from what the code uses."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.manifest import as_json
from errors import SegueError

FILE = Path("manifest.json")


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("manifest", help="the app manifest for api.slack.com")
    parser.add_argument("--write", action="store_true", help=f"write {FILE} here instead of printing it")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    """Raises SegueError when the file cannot be written."""
    if not chosen.write:
        print(as_json(), end="")
        return 0
    try:
        FILE.write_text(as_json(), encoding="utf-8")
    except OSError as error:
        raise SegueError(f"{FILE} cannot be written: {error.strerror}.") from error
    print(f"{FILE} is written.")
    return 0
