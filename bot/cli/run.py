"""`segue run`: serve the Slack workspace that the environment names, or over HTTP those that install Segue."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from pathlib import Path
from typing import Any

from bot.config import Settings, from_file_and_environment
from bot.logs import log_to_stderr
from bot.secrets import secrets_in


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("run", help="serve Slack, over Socket Mode or HTTP")
    parser.add_argument(
        "--or-playground", action="store_true", help="without any Slack token, start the playground instead"
    )
    parser.add_argument("--http", action="store_true", help="let Slack come here, on SEGUE_HTTP_PORT")
    parser.add_argument("--no-dotenv", action="store_true", help="read the environment only, not the .env file")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    dotenv = None if chosen.no_dotenv else Path(".env")
    if chosen.or_playground and not chosen.http and not Settings.names_slack(os.environ, dotenv):
        from bot.cli import playground

        return playground.start(
            argparse.Namespace(port=playground.PORT, folder=playground.FOLDER, open=False, http=False)
        )
    settings = Settings.read(os.environ, dotenv, http=chosen.http)
    secrets = secrets_in(from_file_and_environment(os.environ, dotenv)) | settings.own_models.secrets
    log_to_stderr(settings.log, settings.log_format, secrets)
    # Loading the models' libraries takes a second; what is wrong with the environment is said before that.
    from bot.app import run

    return asyncio.run(_until_told_to_stop(run, settings, http=chosen.http))


async def _until_told_to_stop(run: Any, settings: Settings, *, http: bool) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    await run(settings, stop, http=http)
    return 0
