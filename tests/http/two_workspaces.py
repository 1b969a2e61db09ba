"""Two playgrounds in which everything bears the same name, and one Slack in front of them that tells them apart.

It does what Slack's own front does: the token says which workspace is meant, and what is delivered says where from.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from playground.http_mode import signed
from playground.people import TEAM_ID
from playground.ports import free_port
from playground.server import Playground
from tests.http.stage import SECRET, playground

TEAMS = ("T0PLAY00001", "T0PLAY00002")
assert TEAMS[0] == TEAM_ID


@dataclass
class Front:
    """Passes calls to the workspace of their token, and deliveries on with the id of the workspace they come from."""

    app_port: int
    port: int = field(default_factory=free_port)
    workspaces: list[Playground] = field(default_factory=list)
    of_token: dict[str, int] = field(default_factory=dict)
    chosen: int = 0
    """Of whoever installs next."""
    organisation: str = ""
    """To which both belong."""
    calls: list[tuple[str, str]] = field(default_factory=list)
    """(team, method), as the tokens say."""

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/delivered/{number}", self._deliver)
        router.add_route("*", "/oauth/v2/authorize", self._pass_on)
        router.add_route("*", "/api/{method}", self._call)

    async def _call(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        method = request.match_info["method"]
        number = self.chosen if method == "oauth.v2.access" else self.of_token[token]
        self.calls.append((TEAMS[number], method))
        answer = await self._at(number, request)
        if method == "oauth.v2.access" and (found := re.search(r"xoxb-[\w-]+", answer.text or "")):
            self.of_token[found[0]] = number
        if method == "auth.test" and self.organisation:
            return web.json_response({**json.loads(answer.text or ""), "enterprise_id": self.organisation})
        return answer

    async def _pass_on(self, request: web.Request) -> web.Response:
        return await self._at(self.chosen, request)

    async def _at(self, number: int, request: web.Request) -> web.Response:
        there = self.workspaces[number]
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        asked = (await request.read()).replace(TEAMS[number].encode(), TEAM_ID.encode())
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                request.method, there.url + request.path_qs, data=asked, headers=headers, allow_redirects=False
            ) as answer,
        ):
            text = (await answer.text()).replace(TEAM_ID, TEAMS[number])
            more = {name: answer.headers[name] for name in ("Location",) if name in answer.headers}
            return web.Response(text=text, status=answer.status, content_type=answer.content_type, headers=more)

    async def _deliver(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        body = (await request.text()).replace(TEAM_ID, TEAMS[number])
        headers = {**signed(SECRET, body, time.time()), "Content-Type": request.content_type}
        url = f"http://127.0.0.1:{self.app_port}/slack/events"
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(url, data=body.encode(), headers=headers) as answer,
            ):
                return web.Response(text=await answer.text(), status=answer.status, content_type=answer.content_type)
        except aiohttp.ClientError:
            return web.Response(status=502)


@asynccontextmanager
async def two_workspaces(app_port: int) -> AsyncIterator[Front]:
    front = Front(app_port)
    app = web.Application()
    front.add_routes(app.router)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", front.port).start()
    here = f"http://127.0.0.1:{front.port}/delivered"
    async with playground(app_port) as one, playground(app_port) as two:
        front.workspaces = [one, two]
        for number, each in enumerate(front.workspaces):
            each.http.request_url = f"{here}/{number}"
        yield front
    await runner.cleanup()
