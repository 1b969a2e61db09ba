"""`segue segment FILE`: segments in a file of customers, without Slack (docs/segments.md)."""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from bot.analysis.analyst import Analyses
from bot.cli.writing import made, write_out
from errors import MaterialError, SettingsError
from flows.analyses import ORDER, Step, Task, Told
from flows.files import File
from segments.told import Role

ROWS = "segments.csv"
DOING = {
    Step.READ: "reading",
    Step.COMPARE: "working out what to compare",
    Step.FIND: "looking for segments, and whether they are real",
    Step.DESCRIBE: "saying what sets them apart",
    Step.DRAW: "drawing",
}


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("segment", help="segments in a file of customers")
    parser.add_argument("file", metavar="FILE", help="CSV, TSV, Excel, JSON lines or Parquet")
    parser.add_argument("--segments", metavar="N", type=int, help="as many as this, whatever the rules say")
    parser.add_argument(
        "--role", metavar="FIELD=ROLE", action="append", default=[], type=_role,
        help=f"what a column is: c1=customer (roles: {', '.join(Role)})",
    )  # fmt: skip
    parser.add_argument("--out", metavar="DIR", help="a folder for the report, pictures and labelled rows")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    if not path.is_file():
        raise SettingsError(f"There is no file {path}.")
    # A name may be any bytes.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    file = File(id=name, name=name, url="", size=path.stat().st_size)
    task = Task(id="here", file=file, roles=dict(chosen.role), wanted=chosen.segments)
    from segments.telling import markdown

    with tempfile.TemporaryDirectory(prefix="segue-segment-") as folder:
        told = asyncio.run(_analysed(path, Path(folder), task))
    report = next(each.report for each in reversed(told) if each.report is not None)
    text = markdown(report)
    if chosen.out is None:
        print(text)
        return 0
    _write(Path(chosen.out), text, told)
    return 0


async def _salt(team: str) -> str:
    """Customers' numbers leave this machine in no form here; by the same hashes the same file gives the same bytes."""
    return "here"


async def _analysed(path: Path, folder: Path, task: Task) -> list[Told]:
    async def here(team: str, file: File, to: Path, most: int) -> None:
        if file.size > most:
            raise MaterialError(f"It is larger than {most // 1_000_000} MB.")
        await asyncio.to_thread(shutil.copyfile, path, to)

    analyst = Analyses(folder, here, salt=_salt).of("here")
    told = []
    for step in ORDER:
        print(f"{DOING[step]} …", file=sys.stderr)
        told.append(await analyst.take(step, task))
        said = told[-1].understanding
        if said is not None:
            print(said.said, *(f"? {question.text}" for question in said.questions), sep="\n", file=sys.stderr)
    return told


def _write(folder: Path, text: str, told: list[Told]) -> None:
    made(folder)
    files = {"report.md": text.encode()}
    for each in told:
        if each.report is not None:
            files["report.json"] = each.report.model_dump_json(indent=2).encode()
        files |= {picture.file: picture.data for picture in each.pictures}
        if each.rows:
            files[ROWS] = _unpacked(each)
    for name, data in files.items():
        write_out(str(folder / name), data)
    print(f"{folder}: {', '.join(sorted(each.name for each in folder.iterdir()))}")


def _unpacked(told: Told) -> bytes:
    if not told.packed:
        return told.rows
    with zipfile.ZipFile(io.BytesIO(told.rows)) as archive:
        return archive.read(ROWS)


def _role(said: str) -> tuple[str, Role]:
    field, _, role = said.rpartition("=")
    try:
        return field, Role(role)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{said}: a column, then = and one of {', '.join(Role)}") from None
