"""`segue audit`: who read, searched, took along or erased what. Reads only; the lines are never edited."""

from __future__ import annotations

import argparse
import csv
import io
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.cli.reading import add_database, existing_database
from bot.cli.writing import on_one_line, write_out
from store.audit import Act, Asked, Line, lines
from store.reading import reading

DAY = 86400.0
FIELDS = ("at", "team_id", "actor", "act", "kind", "object", "channel", "allowed", "detail")


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("audit", help="who read, took along or erased what")
    parser.add_argument("--workspace", default="", metavar="ID", help="lines of one workspace")
    parser.add_argument("--who", default="", metavar="ID", help="of one Slack user, or `operator`, or `time`")
    parser.add_argument("--act", default="", choices=[each.value for each in Act], help="of one kind")
    parser.add_argument("--object", default="", metavar="ID", help="about one study, persona, channel or person")
    parser.add_argument("--days", type=float, default=0.0, help="of so many last days (default: all)")
    parser.add_argument("--denied", action="store_true", help="only what was denied")
    parser.add_argument("--most", type=int, default=200, help="how many lines at most (default 200)")
    parser.add_argument("--csv", action="store_true", help="as CSV, all of them, for a spreadsheet")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    asked = Asked(
        team_id=chosen.workspace,
        actor=chosen.who,
        act=chosen.act,
        object=chosen.object,
        since=time.time() - chosen.days * DAY if chosen.days else 0.0,
        denied=chosen.denied,
    )
    with reading(existing_database(chosen)) as tx:
        found = lines(tx, asked, -1 if chosen.csv else max(0, chosen.most))
    if not found:
        print("No such line.", file=sys.stderr)
    write_out(None, (_csv(found) if chosen.csv else _listed(found)).encode())
    return 0


def _listed(found: Sequence[Line]) -> str:
    return "".join("  ".join(filter(None, map(on_one_line, _fields(each)))) + "\n" for each in found)


def _csv(found: Sequence[Line]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows(_fields(each) for each in found)
    return out.getvalue()


def _fields(line: Line) -> list[str]:
    """What a spreadsheet would take for a formula begins with none of its signs: all of these are ids and words of
    ours."""
    told = asdict(line)
    told["at"] = f"{datetime.fromtimestamp(line.at, UTC):%Y-%m-%dT%H:%M:%SZ}"
    told["allowed"] = "allowed" if line.allowed else "denied"
    return [str(told[name]) for name in FIELDS]
