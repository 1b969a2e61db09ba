"""The real bot as a process of its own, served over HTTP, against playgrounds that are Slack."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import aiohttp

from playground.server import Playground

SECRET = "5ec7e7"
CLIENT = ("111.222", "c11e47")
KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMyISE="
PATIENCE = 60.0
QUICK = {
    "SLACK_SIGNING_SECRET": SECRET,
    "SEGUE_QUIET_SECONDS": "0.05",
    "SEGUE_SLACK_TIMEOUT_SECONDS": "1",
    "SEGUE_GRACE_SECONDS": "1.2",
    "SEGUE_PACE": "off",
    "SEGUE_SHUTDOWN_SECONDS": "1",
}
ONE = {"SLACK_BOT_TOKEN": "xoxb-test"}
MANY = {"SLACK_CLIENT_ID": CLIENT[0], "SLACK_CLIENT_SECRET": CLIENT[1], "SEGUE_ENCRYPTION_KEY": KEY}


class Segue:
    """`segue run --http`; may be killed and started again on the same database and port."""

    def __init__(self, folder: Path, port: int, api_url: str, **settings: str) -> None:
        self.port, self.database, self.log = port, folder / "segue.db", folder / "segue.log"
        self.url = f"http://127.0.0.1:{port}"
        self._environment = {
            **os.environ,
            **QUICK,
            "SLACK_API_URL": api_url,
            "SEGUE_DATABASE_URL": f"sqlite:///{self.database}",
            "SEGUE_HTTP_PORT": str(port),
            "SEGUE_PUBLIC_URL": self.url,
            **settings,
        }
        self._process: asyncio.subprocess.Process | None = None

    def settings(self, **settings: str) -> None:
        """For the next start."""
        self._environment |= settings

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--http", "--no-dotenv", env=self._environment, stderr=log
            )
        async with asyncio.timeout(PATIENCE):
            while not await self._listens():
                assert self._process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def _listens(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(sign)
            await self._process.wait()


async def installs(segue: Segue, allow: str = "yes") -> tuple[int, str]:
    """Somebody installs Segue with their browser.  -> (status, the last page)"""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{segue.url}/slack/install") as page:
            cookie, asked = page.headers["Set-Cookie"].split(";")[0], address_in(await page.text())
        async with browser.get(asked) as page:
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', await page.text())) | {"allow": allow}
        async with browser.post(asked.split("?")[0], data=fields, allow_redirects=False) as page:
            back = page.headers["Location"]
        async with browser.get(back, headers={"Cookie": cookie}) as page:
            return page.status, await page.text()


def address_in(page: str) -> str:
    found = re.search(r'href="([^"]+)"', page)
    assert found is not None, page
    return found[1].replace("&amp;", "&")


def playground(port: int, **more: object) -> Playground:
    """A workspace whose app is at that port, and which tries again as Slack does, only sooner."""
    return Playground(
        request_url=f"http://127.0.0.1:{port}/slack/events", signing_secret=SECRET, client=CLIENT,
        retry_pace=0.005, ack_seconds=2.0, **more,  # type: ignore[arg-type]
    )  # fmt: skip
