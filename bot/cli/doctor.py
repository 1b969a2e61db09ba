"""`segue doctor`: what keeps Segue from running, a line for each place looked at and a line for each mend."""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.doctor.examination import examine
from bot.doctor.finding import Finding

ALL_WELL, TO_MEND = 0, 1
NAMES = {
    "python": "Python",
    "settings": "settings",
    "slack": "Slack",
    "clock": "clock",
    "bot-token": "bot token",
    "scopes": "scopes",
    "channels": "channels",
    "app-token": "app token",
    "events": "events",
    "database": "database",
    "workspaces": "workspaces",
    "model": "model",
    "embeddings": "embeddings",
    "own-models": "own models",
    "address": "address",
    "office": "office",
}


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("doctor", help="find what keeps Segue from running")
    parser.add_argument("--http", action="store_true", help="for `segue run --http`: what that needs")
    parser.add_argument("--no-model", action="store_true", help="do not ask the language model, which costs a little")
    parser.add_argument("--json", action="store_true", help="for programs: JSON instead of lines")
    parser.add_argument("--no-dotenv", action="store_true", help="read the environment only, not the .env file")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    """-> 0 when all is well, 1 when something is to be mended."""
    # What goes wrong here is told as a finding; the log would say it a second time, in other words.
    logging.basicConfig(level="CRITICAL")
    _print_whatever_comes()
    found = asyncio.run(
        examine(
            os.environ,
            None if chosen.no_dotenv else Path(".env"),
            ask_model=not chosen.no_model,
            http=chosen.http,
            tell=lambda cost: print(cost, file=sys.stderr, flush=True),
        )
    )
    print(as_json(found) if chosen.json else as_lines(found))
    return TO_MEND if faults(found) else ALL_WELL


def _print_whatever_comes() -> None:
    """A terminal that cannot show an arrow, or half a character in a setting, must not end the report."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def faults(found: Sequence[Finding]) -> int:
    return sum(each.verdict == "mend" for each in found)


def as_lines(found: Sequence[Finding]) -> str:
    """Verdict, place and what is the case; under it, after an arrow, what to do."""
    lines = []
    for each in found:
        lines.append(f"{each.verdict:<9}{NAMES[each.check]:<11}{each.said}")
        if each.mend:
            lines.append(f"{'':<20}→ {each.mend}")
    number = faults(found)
    ending = "Nothing to mend." if not number else "1 thing to mend." if number == 1 else f"{number} things to mend."
    return "\n".join([*lines, "", ending])


def as_json(found: Sequence[Finding]) -> str:
    """`well`, and the `findings` in order: `check`, `verdict` (ok, mend, skipped), `said`, `mend`."""
    told = {"well": not faults(found), "findings": [asdict(each) for each in found]}
    return json.dumps(told, ensure_ascii=False, indent=2)
