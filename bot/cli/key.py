"""`segue key`: a new key for SEGUE_ENCRYPTION_KEY."""

from __future__ import annotations

import argparse
from typing import Any


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("key", help="a new key for SEGUE_ENCRYPTION_KEY")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    """Kept nowhere: whoever asks puts it where their secrets are."""
    from bot.seal import new_key

    print(new_key())
    return 0
