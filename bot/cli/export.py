"""`segue export`: conversations as JSON or Markdown, and studies (bot/cli/export_study.py). Reads only, also beside a
running Segue (docs/export.md)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.cli import export_study
from bot.cli.reading import add_database, existing_database
from bot.cli.writing import made, write_out
from errors import NothingToExport
from store import archive, installations
from store.archive import Archived
from store.connection import Transaction
from store.reading import reading

ENDINGS = {"json": ".json", "markdown": ".md"}


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("export", help="conversations, or a study with all it knows")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--conversation", metavar="ID", help="one conversation, such as mivo-tana")
    which.add_argument("--channel", metavar="C", help="all conversations of a channel, by Slack's id")
    which.add_argument("--all", action="store_true", help="all conversations")
    which.add_argument("--schema", action="store_true", help="print the JSON Schema of the JSON format instead")
    export_study.add_arguments(which, parser)
    parser.add_argument("--format", choices=(*ENDINGS, *export_study.CHOICES), default="json")
    parser.add_argument(
        "--out", metavar="FILE|DIR", help="a file, or a folder for a file per conversation (default: stdout)"
    )
    parser.add_argument(
        "--workspace", metavar="URL", type=_workspace, help="begin links with this address, not with Slack's own"
    )
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    if export_study.is_meant(chosen):
        return export_study.start(chosen)
    if chosen.format not in ENDINGS:
        raise NothingToExport(f"Conversations leave as {' or '.join(ENDINGS)}; {chosen.format} is for --study.")
    # Reading interviews loads the state machines, which takes a second; whatever is mistyped is said before that.
    if chosen.schema:
        from bot.export.document import schema

        write_out(chosen.out, schema().encode())
        return 0
    with reading(existing_database(chosen)) as tx:
        kept = _kept(tx, chosen)
        address = {each.team_id: chosen.workspace or installations.address(tx, each.team_id) for each in kept}
    from bot.export.document import ExportDocument, as_json
    from bot.export.gather import record
    from bot.export.markdown import markdown

    records = [record(each, address[each.team_id]) for each in kept]

    def page(number: slice) -> str:
        if chosen.format == "markdown":
            return "\n".join(map(markdown, records[number]))
        return as_json(ExportDocument(conversations=tuple(records[number])))

    if chosen.out is not None and (Path(chosen.out).is_dir() or chosen.out.endswith("/")):
        _write_each(Path(chosen.out), kept, page, ENDINGS[chosen.format])
    else:
        write_out(chosen.out, page(slice(None)).encode())
    return 0


def _kept(tx: Transaction, chosen: argparse.Namespace) -> list[Archived]:
    ids = [chosen.conversation] if chosen.conversation is not None else archive.ids(tx, chosen.channel)
    kept = [each for id in ids if (each := archive.archived(tx, id)) is not None]
    if not kept and chosen.conversation is not None:
        raise NothingToExport(f"There is no conversation {chosen.conversation!r} in this database.")
    if not kept and chosen.channel is not None:
        raise NothingToExport(f"There is no conversation of channel {chosen.channel!r} in this database.")
    return kept


def _write_each(folder: Path, kept: Sequence[Archived], page: Callable[[slice], str], ending: str) -> None:
    made(folder)
    for number, each in enumerate(kept):
        # Ids are ours and plain; a file that was tampered with must not choose where we write.
        name = re.sub(r"[^\w-]", "_", each.id, flags=re.ASCII)
        write_out(str(folder / f"{name}{ending}"), page(slice(number, number + 1)).encode())


def _workspace(address: str) -> str:
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?/?", address, re.ASCII):
        raise argparse.ArgumentTypeError(f"{address!r} is no address such as https://acme.slack.com")
    return address
