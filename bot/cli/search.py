"""`segue search`: words in all transcripts, for the operator. Reads only, also beside a running Segue."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bot.cli.reading import add_database, chosen_database
from bot.cli.writing import on_one_line
from store.hits import Hit
from store.reading import reading
from store.search import search_everywhere
from studies.query import words_of
from studies.snippets import snippet


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("search", help="find words in all transcripts")
    parser.add_argument("words", nargs="+", help="a message must hold them all, or words that begin with them")
    parser.add_argument("--most", type=int, default=20, help="how many messages at most (default 20)")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    with reading(chosen_database(chosen)) as tx:
        hits = search_everywhere(tx, " ".join(chosen.words), most=chosen.most)
    words = words_of(" ".join(chosen.words))
    for hit in hits:
        print(_shown(hit, words))
    if not hits:
        print("Nothing found.", file=sys.stderr)
    return 0


def _shown(hit: Hit, words: list[str]) -> str:
    who = "Segue" if hit.by_segue else hit.author
    found = "".join(text for text, _ in snippet(hit.text, words))
    return f"{hit.conversation_id}  {hit.channel}  {hit.ts}  {who}: {on_one_line(found)}"
