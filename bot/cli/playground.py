"""`segue playground`: a Slack workspace on this machine, with Segue in it. No account, no token, no network."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import own_models
from bot.cli.bot_process import BotProcess
from bot.cli.playground_http import INSTALL, answers, app_settings
from bot.cli.reading import PLAYGROUND
from bot.config import everything_set, from_file_and_environment
from bot.manifest import EVENTS, manifest
from playground.people import TEAM_ID
from playground.ports import free_port
from playground.server import Playground

PORT = 3000
PATIENCE = 180.0
"""Seconds in which the bot connects, on a machine that is busy with something else too."""
CANNOT_BEGIN = 2
"""The bot's exit code when it cannot begin; it has said why, and would say it again."""
FOLDER = Path("data")
REHEARSING = "the rehearsal model answers (no language model is connected)"
CONNECTED = "{model} answers"
OF_THEIR_OWN = "the model of {id} in SEGUE_WORKSPACES answers"
NOBODY = "no model answers: own_only in SEGUE_WORKSPACES, and no table [{id}] there"
NOTICE = "{model} · real Slack: see “Real Slack in five steps” in the README"
GOING = """
  Segue's playground is open:  {url}

  Write “@Segue interview” in #customers, or send Segue a direct message.
  Here {model}.
  Everything is kept in {folder}/. Ctrl+C stops it.
"""


def register(commands: Any) -> None:
    parser: argparse.ArgumentParser = commands.add_parser("playground", help="a Slack workspace on this machine")
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"where the page is (default {PORT}, or the next free one)"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where both remember (default data/)")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    parser.add_argument("--http", action="store_true", help="Segue over HTTP, to be installed in the browser first")
    parser.set_defaults(start=start)


def start(chosen: argparse.Namespace) -> int:
    logging.basicConfig(level="WARNING", format="%(levelname)s %(name)s: %(message)s")
    return asyncio.run(serve(chosen))


async def serve(chosen: argparse.Namespace) -> int:
    """Workspace and bot until Ctrl+C; a bot that dies is started again."""
    chosen.folder.mkdir(parents=True, exist_ok=True)
    told = from_file_and_environment(os.environ, Path(".env"))
    settings = {key: value for key, value in told.items() if not key.startswith("SLACK_")}
    settings |= own_models.keys_named(told, everything_set(os.environ, Path(".env")))
    settings.setdefault("SEGUE_LOG", "WARNING")
    if "SEGUE_PUBLIC_URL" not in settings:
        # The page of this workspace fetches faces as Slack would, from this machine.
        port = settings.setdefault("SEGUE_HTTP_PORT", str(free_port()))
        settings["SEGUE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    app = app_settings(chosen.folder, settings.get("SEGUE_HTTP_PORT") or str(free_port())) if chosen.http else {}
    model = who_answers(settings, settings)
    workspace = Playground(
        str(chosen.folder / "playground.db"),
        chosen.port,
        notice=NOTICE.format(model=model),
        manifest=manifest(),
        request_url=f"{app['SEGUE_PUBLIC_URL']}{EVENTS}" if app else "",
        signing_secret=app.get("SLACK_SIGNING_SECRET", ""),
        client=(app.get("SLACK_CLIENT_ID", ""), app.get("SLACK_CLIENT_SECRET", "")),
    )
    await workspace.start()
    # Never the database of the real workspace: what is played here is none of its transcripts.
    database = f"sqlite:///{chosen.folder / PLAYGROUND}"
    bot = BotProcess(workspace.api_url, database, {**settings, **app}, http=chosen.http)
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    keeping = asyncio.create_task(_keep_running(bot, stop))
    try:
        connecting = asyncio.create_task(_connected(workspace, http=chosen.http))
        await asyncio.wait({connecting, keeping}, return_when=asyncio.FIRST_COMPLETED)
        if keeping.done():
            connecting.cancel()
            return CANNOT_BEGIN
        await connecting
        print(GOING.format(url=workspace.url, model=model, folder=chosen.folder))
        if chosen.http:
            print(INSTALL.format(url=app["SEGUE_PUBLIC_URL"]))
        if chosen.open:
            webbrowser.open(workspace.url)
        await stop.wait()
    finally:
        stop.set()
        await bot.stop()
        keeping.cancel()
        await workspace.stop()
    return 0


async def _connected(workspace: Playground, *, http: bool) -> None:
    if http:
        await answers(workspace)
    await workspace.driver.connected(PATIENCE)


async def _keep_running(bot: BotProcess, stop: asyncio.Event) -> None:
    while not stop.is_set():
        await bot.start()
        code = await bot.ended()
        if code == CANNOT_BEGIN:
            return
        if not stop.is_set():
            print(f"The bot ended with code {code}; starting it again in two seconds.")
            await asyncio.sleep(2)


def who_answers(settings: Mapping[str, str], environ: Mapping[str, str]) -> str:
    """In this workspace. `environ`: every variable there is."""
    own, _ = own_models.read(settings, environ)
    if TEAM_ID in own.of and own.of[TEAM_ID].differs:
        return OF_THEIR_OWN.format(id=TEAM_ID)
    if own.only and TEAM_ID not in own.of:
        return NOBODY.format(id=TEAM_ID)
    if settings.get("OPENAI_API_KEY") or settings.get("OPENAI_BASE_URL"):
        return CONNECTED.format(model=settings.get("SEGUE_MODEL") or "the connected model")
    return REHEARSING
