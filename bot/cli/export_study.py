"""`segue export --study`: all that a study knows, for the operator. Reads only (docs/export.md)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.cli.reading import existing_database
from bot.cli.writing import made, on_one_line, write_out
from errors import NothingToExport
from store import installations, study_records
from store.reading import reading

CHOICES = ("md", "csv", "deck", "zip")
"""Beside JSON. They are those of bot/export/formats.py, which takes a second to load."""


def add_arguments(which: Any, parser: argparse.ArgumentParser) -> None:
    which.add_argument("--study", metavar="ID", help="one study, such as mivo-tana")
    which.add_argument("--list", action="store_true", help="list the studies there are")
    which.add_argument("--study-schema", action="store_true", help="print the JSON Schema of a study's JSON instead")
    parser.add_argument("--transcripts", action="store_true", help="with a study: everything that was said in it, too")


def is_meant(chosen: argparse.Namespace) -> bool:
    return bool(chosen.list or chosen.study_schema or chosen.study is not None)


def start(chosen: argparse.Namespace) -> int:
    if chosen.study_schema:
        from bot.export.study import schema

        write_out(chosen.out, schema().encode())
    elif chosen.list:
        write_out(chosen.out, _listed(chosen).encode())
    else:
        _export(chosen)
    return 0


def _listed(chosen: argparse.Namespace) -> str:
    """A line for each study: id, workspace, how many conversations, title."""
    with reading(existing_database(chosen)) as tx:
        found = study_records.studies(tx)
    rows = [(each.id, each.team_id, str(len(each.held)), on_one_line(each.title) or "-") for each in found]
    return "".join("\t".join(row) + "\n" for row in rows)


def _export(chosen: argparse.Namespace) -> None:
    from bot.export.formats import files, one_file
    from bot.export.learned import Reader, study_export

    with reading(existing_database(chosen)) as tx:
        study = study_records.study(tx, chosen.study)
        if study is None:
            raise NothingToExport(
                f"There is no study {chosen.study!r} in this database.",
                now="`segue export --list` shows which there are.",
            )
        address = chosen.workspace or installations.address(tx, study.team_id)
        export = study_export(tx, study, Reader(), workspace=address, transcripts=chosen.transcripts)
    form = "md" if chosen.format == "markdown" else chosen.format
    if chosen.out is not None and (Path(chosen.out).is_dir() or chosen.out.endswith("/")):
        made(Path(chosen.out))
        for each in files(export, form):
            write_out(str(Path(chosen.out) / each.name), each.data)
    else:
        write_out(chosen.out, one_file(export, form).data)
