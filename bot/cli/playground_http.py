"""The playground over HTTP: an app with an id and secrets of its own, which somebody installs in the browser."""

from __future__ import annotations

import asyncio
import os
import secrets
from pathlib import Path

from playground.server import Playground

CLIENT_ID = "1111111111.2222222222"
VERIFY_SECONDS = 0.2
INSTALL = """
  Segue is served over HTTP, and is in no workspace yet. Let it in:  {url}/slack/install
"""


def app_settings(folder: Path, port: str) -> dict[str, str]:
    """-> what `segue run --http` needs, with secrets that are made once and kept in `folder`."""
    signing, client, key = _secrets_in(folder / "playground.secrets")
    return {
        "SLACK_SIGNING_SECRET": signing,
        "SLACK_CLIENT_ID": CLIENT_ID,
        "SLACK_CLIENT_SECRET": client,
        "SEGUE_ENCRYPTION_KEY": key,
        "SEGUE_HTTP_PORT": port,
        "SEGUE_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


async def answers(workspace: Playground) -> None:
    """Returns once the app is there."""
    there = False
    while not there:
        there = await workspace.http.verify()
        await asyncio.sleep(VERIFY_SECONDS)


def _secrets_in(path: Path) -> list[str]:
    if not path.exists():
        # Here alone: what seals takes a while to load, and other commands need none of it.
        from bot.seal import new_key

        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as made:
            made.write("\n".join([secrets.token_hex(16), secrets.token_hex(16), new_key()]))
    return path.read_text(encoding="utf-8").split()
