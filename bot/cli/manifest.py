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
    parser.add_argument("--http", action="store_true", help="for `segue run --http`, at the address of --url")
    parser.add_argument("--url", default="", help="where Slack finds Segue, e.g. https://segue.example.com")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    """Raises SegueError when the address is none, or the file cannot be written."""
    if chosen.http is not chosen.url.startswith("https://") or (chosen.url and not chosen.http):
        raise SegueError("Over HTTP Slack needs an address: `segue manifest --http --url https://segue.example.com`.")
    text = as_json(url=chosen.url)
    if not chosen.write:
        print(text, end="")
        return 0
    try:
        FILE.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SegueError(f"{FILE} cannot be written: {error.strerror}.") from error
    print(f"{FILE} is written.")
    return 0
