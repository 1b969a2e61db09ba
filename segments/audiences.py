"""The customers of one segment, as a list that a mail tool takes: their numbers, what they brought, how it ended."""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from segments.formulas import inert
from segments.labels import BEFORE, CORRECTION, IN_THE_FILE, NUMBER, READ
from segments.leavers import CHANCE
from segments.meanings import clipped, says, truth
from segments.told import Role, Understanding

ROW = "row "
"""Before the number of a line whose customer has none: it is nobody's number elsewhere."""
OURS = (NUMBER, BEFORE, *READ, CORRECTION)
"""Titles among the labelled rows of what a list of customers leaves out."""
ORDERS = "orders"
"""Title of their number, where orders were added up; of a file of customers its own columns stand there."""
SPENT, RETURNED = "money_spent", "money_returned"
"""Titles of what was added up from orders: before returns, and what went back of it."""
LAST = "last_order"
"""Title of the day of their last order, where orders were added up."""
NEARLY_ALL = 0.95
"""Of what somebody spent: who returned as much stands at the end of a list."""
QUIET_DAYS = 90
"""Before the end of the file; who ordered nothing in them is counted beside a list."""
_NOBODY = re.compile(rf"{ROW}\d+")


@dataclass(frozen=True)
class Asked:
    """The columns by which a list is sorted and looked through: `money` less what was `returned` of it, empty where
    there is none; `outcomes` say how it ended; `end`: the last day of a file of orders."""

    money: str = ""
    outcomes: tuple[str, ...] = ()
    returned: str = ""
    end: date | None = None
    likely: int = 0
    """So many of those who have a chance to leave, the highest first; 0: of whoever is asked for, all."""


NOTHING_ASKED = Asked()


@dataclass(frozen=True)
class Ended:
    """`count` of the listed have `level` in the column `outcome`."""

    outcome: str
    level: str
    count: int
    left: bool
    """It says that they are customers no longer."""


@dataclass(frozen=True)
class Audience:
    """`members` of the segment, of whom those that have a number are `listed` in `data`, as CSV."""

    data: bytes
    members: int
    listed: int
    ended: Ended | None = None
    """None where no outcome says yes or no, or nobody here has it."""
    returned: int | None = None
    """Of the listed, who returned nearly all; None where the file tells of no returns."""
    quiet: int = 0
    """Of the listed, whose last order is `QUIET_DAYS` or more before the file's end."""
    chances: bool = False
    """Somebody on it has a chance to leave."""


def audience(labelled: bytes, id: str, asked: Asked = NOTHING_ASKED) -> Audience:
    """The labelled rows (segments/labels.py), packed or not -> those of the segment `id`, of all where that is empty,
    whoever kept most for their money first, and at the end whoever returned nearly all; without money in the order of
    the rows. Of those likely to leave, the highest chance first, and of equal ones in that order.

    Cells stand as they do there: what a spreadsheet would take for a formula has a quote in front already.
    """
    header, *rows = csv.reader(io.StringIO(_plain(labelled).decode("utf-8-sig"), newline=""))
    told = [0, 2, *(at for at, title in enumerate(header) if at > 2 and title not in OURS)]
    by, back, last = (_place(header, each, 3) for each in (asked.money, asked.returned, LAST if asked.end else ""))
    chance = header.index(CHANCE) if CHANCE in header[3:] else None
    members = [row for row in rows if not id or row[1] == id]
    if by is not None:
        members.sort(key=lambda row: _kept(row, by, back), reverse=True)
    if asked.likely:
        members = [] if chance is None else [row for row in members if row[chance]]
        members.sort(key=lambda row: _amount(row[chance or 0]), reverse=True)
    meant = members[: asked.likely] if asked.likely else members
    listed = [row for row in meant if not _NOBODY.fullmatch(row[0])]
    held = io.StringIO(newline="")
    lines = csv.writer(held, lineterminator="\r\n")
    lines.writerows([row[at] for at in told] for row in (header, *listed))
    returned = None if by is None or back is None else sum(_returned(row, by, back) for row in listed)
    return Audience(
        held.getvalue().encode("utf-8-sig"),
        members=len(members),
        listed=len(listed),
        ended=_ended(header, rows, listed, asked.outcomes),
        returned=returned,
        quiet=0 if last is None or asked.end is None else sum(_is_quiet(row[last], asked.end) for row in listed),
        chances=chance is not None and any(row[chance] for row in listed),
    )


def money_called(title: str, understanding: Understanding) -> str:
    """`money_spent_eur`, where the file says the currency."""
    return f"{title}_{understanding.currency.lower()}" if understanding.currency else title


def is_nearly_all(returned: float, spent: float) -> bool:
    return returned > 0 and returned >= NEARLY_ALL * spent


def outcomes_in(understanding: Understanding) -> tuple[str, ...]:
    """Columns that were held out, by what they are taken for or by their name."""
    told = [each for each in understanding.columns if each.role is not Role.IGNORED]
    return tuple(each.name for each in told if each.role is Role.OUTCOME or says(each.name, "outcome"))


def _place(header: Sequence[str], title: str, ours: int) -> int | None:
    """Where a column of the file stands behind the first `ours`, which are of the analysis; None where it does not."""
    called = {inert(title), inert(IN_THE_FILE.format(title=title))}
    return next((at for at, each in enumerate(header) if at >= ours and title and each in called), None)


def _kept(row: Sequence[str], by: int, back: int | None) -> tuple[bool, float]:
    """To sort by: whoever returned nearly all comes after everybody else."""
    if back is None:
        return True, _amount(row[by])
    return not _returned(row, by, back), _amount(row[by]) - max(_amount(row[back]), 0.0)


def _returned(row: Sequence[str], by: int, back: int) -> bool:
    return is_nearly_all(_amount(row[back]), _amount(row[by]))


def _is_quiet(day: str, end: date) -> bool:
    return bool(day) and (end - date.fromisoformat(day)).days >= QUIET_DAYS


def _amount(cell: str) -> float:
    """Whoever has none comes last."""
    try:
        return float(cell)
    except ValueError:
        return -math.inf


def _ended(
    header: Sequence[str], rows: Sequence[Sequence[str]], listed: Sequence[Sequence[str]], outcomes: Sequence[str]
) -> Ended | None:
    """Of the outcome that tells who left, or else of the first one that says yes or no."""
    for name in sorted(outcomes, key=lambda each: not says(each, "churn")):
        at, left = _place(header, name, 3), says(name, "churn")
        if at is None:
            continue
        level = _level({_folded(row[at]) for row in rows} - {""}, left)
        having = [row[at] for row in listed if level and _folded(row[at]) == level]
        if level:
            return Ended(clipped(name), clipped(having[0].strip()), len(having), left) if having else None
    return None


def _level(levels: set[str], left: bool) -> str:
    """Which of two answers says that it came to it; empty where neither does for certain."""
    if len(levels) != 2:
        return ""
    yes = [each for each in levels if truth(each)]
    yes = yes or [each for each in levels if any(truth(other) is False for other in levels - {each})]
    yes = yes or [each for each in levels if left and says(each, "churn")]
    return yes[0] if len(yes) == 1 else ""


def _folded(cell: str) -> str:
    return cell.strip().casefold()


def _plain(rows: bytes) -> bytes:
    if not rows.startswith(b"PK"):
        return rows
    with zipfile.ZipFile(io.BytesIO(rows)) as archive:
        return archive.read(archive.namelist()[0])
