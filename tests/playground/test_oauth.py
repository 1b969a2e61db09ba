"""An app is let into the workspace, by somebody who sees what it asks for, and by nobody else's page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground.server import Playground

CLIENT = ("111.222", "c11e47")
BACK = "http://127.0.0.1:9/slack/oauth_redirect"
ASKED = {"client_id": CLIENT[0], "scope": "chat:write,commands", "redirect_uri": BACK, "state": "<s>"}


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(client=CLIENT) as made:
        yield made


@pytest.fixture
async def web(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(playground.url) as session:
        yield session


async def traded(web: aiohttp.ClientSession, code: str, **more: str) -> dict[str, Any]:
    fields = {"client_id": CLIENT[0], "client_secret": CLIENT[1], "code": code, "redirect_uri": BACK, **more}
    async with web.post("/api/oauth.v2.access", data=fields) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_the_page_shows_what_is_asked_for_and_leads_back_with_a_code(web: aiohttp.ClientSession) -> None:
    async with web.get("/oauth/v2/authorize", params=ASKED) as page:
        text = await page.text()
        assert page.headers["X-Frame-Options"] == "DENY"
    assert "<li>chat:write</li><li>commands</li>" in text
    assert "<s>" not in text
    async with web.post("/oauth/v2/authorize", data={**ASKED, "allow": "yes"}, allow_redirects=False) as answer:
        assert answer.headers["Location"].startswith(f"{BACK}?state=%3Cs%3E&code=")
    async with web.post("/oauth/v2/authorize", data={**ASKED, "allow": "no"}, allow_redirects=False) as answer:
        assert answer.headers["Location"].endswith("error=access_denied")


async def test_a_code_is_good_once_for_its_app_and_its_address(
    playground: Playground, web: aiohttp.ClientSession
) -> None:
    code = playground.oauth.allow(CLIENT[0], BACK, "chat:write")
    assert (await traded(web, code, client_secret="x"))["error"] == "bad_client_secret"
    assert (await traded(web, code, client_id="9.9"))["error"] == "invalid_client_id"
    assert (await traded(web, code, redirect_uri="http://127.0.0.1/"))["error"] == "bad_redirect_uri"
    assert (await traded(web, "another"))["error"] == "invalid_code"
    assert (await traded(web, code))["access_token"].startswith("xoxb-")
    assert (await traded(web, code))["error"] == "code_already_used"


async def test_a_token_is_no_longer_good_once_the_app_was_taken_out(
    playground: Playground, web: aiohttp.ClientSession
) -> None:
    token = (await traded(web, playground.oauth.allow(CLIENT[0], BACK, "chat:write")))["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    async with web.post("/api/auth.test", headers=headers) as answer:
        assert (await answer.json())["ok"]
    playground.uninstall()
    async with web.post("/api/auth.test", headers=headers) as answer:
        assert (await answer.json())["error"] == "token_revoked"


@pytest.mark.parametrize("back", ["https://evil.example/", "http://127.0.0.1.evil.example/", "javascript:alert(1)", ""])
async def test_nobody_is_led_away_from_this_machine(web: aiohttp.ClientSession, back: str) -> None:
    for call in (
        web.get("/oauth/v2/authorize", params={**ASKED, "redirect_uri": back}),
        web.post("/oauth/v2/authorize", data={**ASKED, "redirect_uri": back, "allow": "yes"}, allow_redirects=False),
    ):
        async with call as answer:
            assert (answer.status, await answer.text()) == (400, "bad_redirect_uri")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/oauth/v2/authorize", "/api/oauth.v2.access", "/api/chat.postMessage"])
async def test_another_page_cannot_let_an_app_in(
    playground: Playground, web: aiohttp.ClientSession, headers: dict[str, str], path: str
) -> None:
    async with web.post(path, data={**ASKED, "allow": "yes"}, headers=headers, allow_redirects=False) as answer:
        assert answer.status == 403


async def test_a_rebound_host_cannot_read_the_page(web: aiohttp.ClientSession) -> None:
    async with web.get("/oauth/v2/authorize", params=ASKED, headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403
    # The app's own page leads there from another port.
    async with web.get("/oauth/v2/authorize", params=ASKED, headers={"Sec-Fetch-Site": "same-site"}) as answer:
        assert answer.status == 200
