"""The page: served safely, live over a websocket, seen through one person's eyes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from echo_app import EchoApp, client_of
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from playground.driver import BOT_USER, CUSTOMERS, DANA, GENERAL, LEADERSHIP, MEI, RAVI, Driver
from playground.live import PAGE
from playground.server import Playground


class OpenPage:
    """A page as the server sees it: frames in, deeds out."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, hello: dict[str, Any]) -> None:
        self._socket, self.hello = socket, hello
        self.frames: list[dict[str, Any]] = []

    async def do(self, what: str, **details: Any) -> dict[str, Any]:
        await self._socket.send_json({"id": 1, "do": what, **details})
        return await self.until("done")

    async def until(self, kind: str) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = await self._socket.receive_json(timeout=5)
            if frame["type"] == kind:
                return frame
            self.frames.append(frame)


@pytest.fixture
async def web(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(playground.url) as session:
        yield session


async def page_of(web: aiohttp.ClientSession, user: str) -> OpenPage:
    socket = await web.ws_connect(f"/playground/live?as={user}")
    return OpenPage(socket, await socket.receive_json(timeout=5))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/page/main.js", 200),
        ("/page/nothing.js", 404),
        ("/page/..%2fserver.py", 404),
    ],
)
async def test_the_pages_files_and_nothing_else(path: str, status: int, web: aiohttp.ClientSession) -> None:
    """What belongs to the page is served with a strict policy; nothing outside its folder is."""
    async with web.get(path) as answer:
        assert answer.status == status
        if status == 200:
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example:80"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/auth.test", "/playground/faults", "/playground/live"])
async def test_strangers_are_turned_away(
    path: str, headers: dict[str, str], status: int, web: aiohttp.ClientSession
) -> None:
    """A foreign Host or Origin gets nothing, whatever it asks for."""
    async with web.get(path, headers=headers) as answer:
        allowed = {"/playground/live": 400}.get(path, 200)
        assert answer.status == (allowed if status == 200 else 403)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_an_image_on_a_foreign_page_posts_nothing(site: str, web: aiohttp.ClientSession, people: Driver) -> None:
    """It sends no Origin. A link to the page or to a message may be followed all the same."""
    before = len(people.history(CUSTOMERS))
    post = f"/api/chat.postMessage?token=xoxb-a&channel={CUSTOMERS}&text=hello"
    for path, status in ((post, 403), ("/playground/faults", 403), ("/playground/live", 403), ("/", 200)):
        async with web.get(path, headers={"Sec-Fetch-Site": site}) as answer:
            assert answer.status == status
    assert len(people.history(CUSTOMERS)) == before


async def test_the_own_origin_may_talk(playground: Playground, web: aiohttp.ClientSession) -> None:
    """The page itself sends its Origin with the websocket."""
    async with web.ws_connect("/playground/live", headers={"Origin": playground.url}) as socket:
        assert (await socket.receive_json(timeout=5))["me"] == DANA


async def test_a_page_shows_what_its_speaker_may_see(web: aiohttp.ClientSession, people: Driver) -> None:
    """Ravi is not in the private channel, so neither its name nor its messages reach his page."""
    await people.say(MEI, LEADERSHIP, "only for the two of us")
    await people.say(MEI, GENERAL, "for everybody")
    ravi, mei = await page_of(web, RAVI), await page_of(web, MEI)
    assert LEADERSHIP not in [channel["id"] for channel in ravi.hello["channels"]]
    shown = (await ravi.do("history", channel=GENERAL, limit=50))["messages"]
    assert [message["text"] for message in shown] == ["for everybody"]
    assert "not in this channel" in (await ravi.do("history", channel=LEADERSHIP, limit=50))["error"]
    assert LEADERSHIP in [channel["id"] for channel in mei.hello["channels"]]
    await people.say(MEI, LEADERSHIP, "again")
    await ravi.do("say", channel=GENERAL, text="a marker")
    assert "again" not in json.dumps(ravi.frames)


async def test_an_interview_by_hand(web: aiohttp.ClientSession, echo: EchoApp, people: Driver) -> None:
    """Say, see the answer arrive, edit, delete; the page hears of each at once."""
    page = await page_of(web, DANA)
    said = await page.do("say", channel=CUSTOMERS, text="@Segue hello\nthere")
    await people.replies(CUSTOMERS, said["ts"], 1)
    await page.do("edit", channel=CUSTOMERS, ts=said["ts"], text="@Segue hello again")
    await page.do("delete", channel=CUSTOMERS, ts=said["ts"])
    shown = [frame["message"] for frame in page.frames if frame["type"] == "message"]
    assert shown[0]["text"] == f"<@{BOT_USER}> hello\nthere"
    assert any(message["text"].startswith("You said") for message in shown)
    assert any(message.get("edited") for message in shown)
    assert shown[-1]["deleted"]
    assert [frame["connected"] for frame in [page.hello]] == [1]


async def test_a_status_shows_and_goes_with_the_answer(
    web: aiohttp.ClientSession, slack: AsyncWebClient, people: Driver
) -> None:
    """The line "is thinking" is there until the bot posts in that thread."""
    page = await page_of(web, DANA)
    ts = await people.say(DANA, GENERAL, "hm")
    await slack.assistant_threads_setStatus(channel_id=GENERAL, thread_ts=ts, status="is thinking…")
    assert (await page.until("status"))["status"]["status"] == "is thinking…"
    assert people.status(GENERAL, ts) == "is thinking…"
    await slack.chat_postMessage(channel=GENERAL, thread_ts=ts, text="done")
    assert (await page.until("status"))["status"] is None


async def test_an_ephemeral_message_reaches_one_page_only(
    web: aiohttp.ClientSession, slack: AsyncWebClient, people: Driver
) -> None:
    """Dana sees it, Ravi does not, and history does not keep it."""
    dana, ravi = await page_of(web, DANA), await page_of(web, RAVI)
    await slack.chat_postEphemeral(channel=GENERAL, user=DANA, text="between us")
    assert (await dana.until("message"))["message"]["text"] == "between us"
    await ravi.do("say", channel=GENERAL, text="a marker")
    assert "between us" not in json.dumps(ravi.frames)
    assert [message["text"] for message in people.history(GENERAL)] == ["a marker"]


MANIFEST = {
    "features": {
        "shortcuts": [
            {"name": "Begin", "type": "global", "callback_id": "begin", "description": "Begin something"},
            {"name": "About this", "type": "message", "callback_id": "about", "description": "Begin with this"},
            {"name": "no callback id", "type": "global"},
        ],
        "slash_commands": [
            {"command": "/begin", "description": "Begin", "usage_hint": "[what]", "should_escape": True}
        ],
    }
}


class Listening:
    """A bare app that keeps what it is sent, and acknowledges it."""

    def __init__(self, playground: Playground) -> None:
        self._client = client_of(playground)
        self._socket = SocketModeClient(app_token="xapp-test", web_client=self._client)
        self.heard: list[dict[str, Any]] = []
        self._socket.socket_mode_request_listeners.append(self._hear)

    async def _hear(self, client: Any, request: SocketModeRequest) -> None:
        self.heard.append(request.payload)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    async def __aenter__(self) -> Listening:
        await self._socket.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()


async def test_the_apps_shortcuts_are_offered_and_reach_it() -> None:
    """The page offers what the manifest declares, and nothing that it does not."""
    async with (
        Playground(manifest=MANIFEST) as playground,
        Listening(playground) as app,
        aiohttp.ClientSession(playground.url) as web,
    ):
        await playground.driver.connected()
        ts = await playground.driver.say(RAVI, GENERAL, "hm")
        page = await page_of(web, DANA)
        offers = page.hello["offers"]
        assert [one["callback_id"] for one in offers["shortcuts"]] == ["begin", "about"]
        assert [one["command"] for one in offers["commands"]] == ["/begin"]
        assert "error" not in await page.do("shortcut", callback_id="begin")
        assert "error" not in await page.do("shortcut", callback_id="about", channel=GENERAL, ts=ts)
        assert "no shortcut" in (await page.do("shortcut", callback_id="about"))["error"]
        assert "no shortcut" in (await page.do("shortcut", callback_id="other"))["error"]
        chosen = [payload for payload in app.heard if "callback_id" in payload]
        assert [(each["type"], each["callback_id"]) for each in chosen] == [
            ("shortcut", "begin"),
            ("message_action", "about"),
        ]
        assert chosen[1]["message"]["text"] == "hm"


async def test_a_working_session_can_be_stopped_and_keeps_its_words(playground: Playground) -> None:
    """Status and session are two calls in any order; the stop button stays until the session is no longer at work."""
    async with Listening(playground) as app, aiohttp.ClientSession(playground.url) as web:
        await playground.driver.connected()
        slack = client_of(playground)
        page = await page_of(web, DANA)
        channel = playground.driver.direct_channel(DANA)
        ts = await playground.driver.say(DANA, channel, "hm")
        place = {"channel_id": channel, "thread_ts": ts}
        session = {"channel": channel, "thread_ts": ts}
        await slack.assistant_threads_setStatus(**place, status="is reading…")
        await slack.api_call("agents.sessions.setStatus", json={**place, **session, "status": "processing"})
        await slack.assistant_threads_setStatus(**place, status="is writing…")
        seen = [(await page.until("status"))["status"] for _ in range(3)]
        assert [(each["status"], each.get("stoppable", False)) for each in seen] == [
            ("is reading…", False),
            ("is reading…", True),
            ("is writing…", True),
        ]
        assert "error" not in await page.do("stop", **session)
        await playground.driver.wait_for(
            lambda: any(each.get("event", {}).get("type") == "agent_session_stopped" for each in app.heard)
        )
        await slack.api_call("agents.sessions.setStatus", json={**place, **session, "status": "active"})
        assert playground.driver.status(channel, ts) == ""


async def test_what_cannot_be_done_is_said(web: aiohttp.ClientSession, people: Driver) -> None:
    """A page that asks for the impossible gets the reason, and lives on."""
    page = await page_of(web, RAVI)
    ts = await people.say(DANA, GENERAL, "mine")
    assert "only one's own" in (await page.do("edit", channel=GENERAL, ts=ts, text="yours"))["error"]
    assert "is not in" in (await page.do("say", channel=LEADERSHIP, text="hello"))["error"]
    assert "does not understand" in (await page.do("dance"))["error"]
    assert "ts" in await page.do("say", channel=GENERAL, text="still here")


def test_foreign_text_never_becomes_markup() -> None:
    """No file of the page uses anything that parses text as HTML or runs it."""
    dangerous = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "new Function")
    for path in PAGE.rglob("*.js"):
        text = path.read_text()
        assert [word for word in dangerous if word in text] == [], path.name


DOM = """
globalThis.document = { createElement: (name) => ({
  name, kids: [], set textContent(text) { this.kids = [text]; },
  append(...kids) { this.kids.push(...kids); }, addEventListener() {}, setAttribute(key, value) { this[key] = value; },
  className: "", href: "", target: "", rel: "" }) };
const show = (node) => Array.isArray(node) ? node.map(show).join("")
  : typeof node === "string" ? node.replaceAll("<", "‹")
  : `[${node.name}${node.href ? " " + node.href : ""}${node.kids.length ? " " : ""}${node.kids.map(show).join("")}]`;
const { mrkdwn, markdown, know } = await import(PATH);
know(new Map([["U1", { name: "Dana" }]]), new Map([["C1", { name: "general" }]]));
const cases = JSON.parse(CASES);
process.stdout.write(JSON.stringify(cases.map(([kind, text]) => show((kind === "md" ? markdown : mrkdwn)(text)))));
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_text_as_the_page_draws_it() -> None:
    """Slack's mrkdwn and Markdown become elements; script stays text; only web addresses become links."""
    table = [
        ("mrkdwn", "*bold* and _it_ ~no~", "[div [strong bold] and [em it] [del no]]"),
        ("mrkdwn", "2*3*4 snake_case_name", "[div 2*3*4 snake_case_name]"),
        ("mrkdwn", "<@U1> in <#C1|general>", "[div [span @Dana] in [span #general]]"),
        ("mrkdwn", "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;", "[div ‹script>alert(1)‹/script> &amp;]"),
        ("mrkdwn", "<https://a.example/?a=1&amp;b=2|here>", "[div [a https://a.example/?a=1&b=2 here]]"),
        ("mrkdwn", "<javascript:alert(1)|press>", "[div press]"),
        ("mrkdwn", "`*code*` :wave: :nothing:", "[div [code *code*] 👋 :nothing:]"),
        ("mrkdwn", "&gt; said\nso", "[blockquote [div said]][div so]"),
        ("mrkdwn", "```a *b*\nc```", "[pre a *b*\nc]"),
        ("md", "## Title\n**b** *i* [x](https://x.example)", "[h4 Title][p [strong b] [em i] [a https://x.example x]]"),
        ("md", "- one\n- two\n\n1. a\n2. b", "[ul [li one][li two]][ol [li a][li b]]"),
        ("md", "| a | b |\n|---|---|\n| 1 | 2 |", "[div [table [thead [tr [th a][th b]]][tbody [tr [td 1][td 2]]]]]"),
        ("md", "[x](javascript:alert(1))", "[p [x](javascript:alert(1))]"),
        ("md", "\\*a\\* \\[x\\](y) \\&lt;", "[p *a* [x](y) &lt;]"),
        ("md", "| a \\| b | c |", "[div [table [thead [tr [th a | b][th c]]][tbody]]]"),
        ("md", "<img src=x onerror=y>", "[p ‹img src=x onerror=y>]"),
    ]
    cases = json.dumps([[kind, text] for kind, text, _ in table])
    script = DOM.replace("PATH", json.dumps((PAGE / "text/text.js").as_uri())).replace("CASES", json.dumps(cases))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [expected for _, _, expected in table]
