"""`segue search`: all that the window in Slack looks through, in every channel, for the operator. Reads only, also
beside a running Segue."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from bot.cli.reading import add_database, existing_database
from bot.cli.writing import on_one_line
from store.hits import Hit
from store.reading import reading
from store.search import search_everywhere
from studies.query import wanted
from studies.snippets import snippet

EVERYWHERE = "Looked through every channel, private ones and direct messages too."
LEFT_OUT = "Left out: {what}. It reads like study:couriers, persona:alice, from:U0123456789 or since:30d."


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("search", help="find words in all that was said and learned")
    parser.add_argument("words", nargs="+", help="all must be there, or words that begin with them; also study:, "
                        "persona:, from: and since:, as in Slack")  # fmt: skip
    parser.add_argument("--most", type=int, default=20, help="how many finds at most (default 20)")
    add_database(parser)
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    asked = wanted(" ".join(chosen.words), time.time())
    with reading(existing_database(chosen)) as tx:
        hits = search_everywhere(tx, asked, most=chosen.most)
    if asked.unread:
        print(LEFT_OUT.format(what=on_one_line(", ".join(asked.unread))), file=sys.stderr)
    for hit in hits:
        print(_shown(hit, asked.words))
    print(EVERYWHERE if hits else f"Nothing found. {EVERYWHERE}", file=sys.stderr)
    return 0


def _shown(hit: Hit, words: tuple[str, ...]) -> str:
    found = "".join(text for text, _ in snippet(hit.text, words))
    aside = " (set aside)" if hit.set_aside else ""
    ts = hit.ts or hit.thread_ts or "-"
    return f"{hit.conversation_id}  {hit.channel}  {ts}  {on_one_line(_whose(hit))}{aside}: {on_one_line(found)}"


def _whose(hit: Hit) -> str:
    invented = f"{hit.persona}, synthetic" if hit.persona else ""
    if hit.kind == "said":
        return invented or ("Segue" if hit.by_segue else hit.author)
    named = {"claim": f"learned from {invented or 'the team'}", "persona": f"persona {invented}", "study": "study"}
    return named[hit.kind]
