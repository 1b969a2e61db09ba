"""The command line: `segue run | playground | demo | export | doctor | backup | ...`, a file per command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from bot.cli import (
    audit,
    backup,
    dead_letters,
    demo,
    doctor,
    export,
    forget,
    gallery,
    key,
    manifest,
    playground,
    restore,
    run,
    search,
    segment,
)  # fmt: skip
from bot.secrets import secrets_in, without
from errors import SegueError

COMMANDS = (
    run,
    playground,
    demo,
    export,
    segment,
    search,
    audit,
    forget,
    doctor,
    dead_letters,
    backup,
    restore,
    manifest,
    key,
    gallery,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """-> the exit code: 0, 1 when `doctor` finds a fault, 2 when Segue cannot begin (stderr says why)."""
    parser = argparse.ArgumentParser(
        prog="segue", description="A Slack bot that interviews your team about its customers."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.register(commands)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.start(chosen))
    except SegueError as error:
        print(without(str(error), secrets_in(os.environ)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
