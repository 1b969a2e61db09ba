"""The command line: `segue run | playground | demo | export | search | audit | ...`, a file per command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.cli import audit, demo, doctor, export, forget, gallery, manifest, playground, run, search
from errors import SegueError

COMMANDS = (run, playground, demo, export, search, audit, forget, doctor, manifest, gallery)


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
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
