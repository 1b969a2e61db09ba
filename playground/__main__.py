"""`python -m playground`: the workspace alone, for any Slack app to connect to."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from pathlib import Path
from typing import Any

from playground.server import Playground
from playground.store import StoreFileError

HELLO = """The playground is open: {url}
Point a Slack app at it (any tokens that begin like this will do):
  SLACK_API_URL={api_url}
  SLACK_BOT_TOKEN=xoxb-playground
  SLACK_APP_TOKEN=xapp-playground
Ctrl-C closes it.
"""


def manifest_in(path: str) -> dict[str, Any]:
    """The app manifest in a file. Raises ArgumentTypeError when there is none."""
    try:
        manifest = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read as JSON ({error})") from None
    if not isinstance(manifest, dict):
        raise argparse.ArgumentTypeError(f"{path} is no app manifest")
    return manifest


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """What the command line said."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=3000, help="the port; the next free one when it is taken")
    parser.add_argument("--store", default=":memory:", metavar="FILE", help="keep the workspace in this SQLite file")
    parser.add_argument("--seed", type=int, help="makes the fault switch reproducible")
    parser.add_argument("--bot-name", default="Segue", help="the name people type after the @")
    parser.add_argument(
        "--manifest", metavar="FILE", type=manifest_in, default={}, help="the app's manifest (JSON), for its menus"
    )
    parser.add_argument("--request-url", default="", metavar="URL", help="send everything there over HTTP")
    parser.add_argument("--signing-secret", default="playground", help="what it is signed with")
    parser.add_argument("--retry-pace", type=float, default=1.0, help="scales the waits between attempts")
    parser.add_argument("--notice", default="", help="a line on top of the page")
    return parser.parse_args(argv)


async def serve(chosen: argparse.Namespace) -> None:
    """Run until asked to end."""
    playground = Playground(
        chosen.store,
        chosen.port,
        chosen.seed,
        bot_name=chosen.bot_name,
        notice=chosen.notice or "any app may connect",
        manifest=chosen.manifest,
        request_url=chosen.request_url,
        signing_secret=chosen.signing_secret,
        retry_pace=chosen.retry_pace,
    )
    await playground.start()
    asked = asyncio.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(ending, asked.set)
    sys.stdout.write(HELLO.format(url=playground.url, api_url=playground.api_url))
    sys.stdout.flush()
    await asked.wait()
    await playground.stop()


def main() -> None:
    """Start, and say in one line why when that is impossible."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        asyncio.run(serve(arguments()))
    except (StoreFileError, OSError) as error:
        sys.exit(f"The playground could not start: {error}")


if __name__ == "__main__":
    main()
