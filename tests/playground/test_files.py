"""Files: uploaded by people and by the app, named safely, shown to members only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import files
from playground.driver import BOT_USER, DANA, GENERAL, LEADERSHIP, MEI, RAVI
from playground.server import Playground
from tests.playground.test_page import page_of


@pytest.fixture
async def web(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(playground.url) as session:
        yield session


async def uploaded(web: aiohttp.ClientSession, user: str, name: str, body: bytes) -> dict:
    async with web.post("/playground/upload", params={"as": user, "name": name}, data=body) as response:
        return await response.json()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../x", "x"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a\x00b\n.csv", "ab.csv"),
        ("\u202etxt.exe", "txt.exe"),
        ("...", "file"),
        ("", "file"),
        ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
        ("ä" * 300 + ".pdf", "ä" * 125 + ".pdf"),
    ],
)
def test_names_are_made_safe(name: str, kept: str) -> None:
    assert files.safe_name(name) == kept
    assert len(files.safe_name(name).encode()) <= 255


async def test_a_file_goes_with_a_message_and_only_members_get_it(
    playground: Playground, web: aiohttp.ClientSession
) -> None:
    mei = await page_of(web, MEI)
    file = (await uploaded(web, MEI, "plan.csv", b"a,b\n1,2\n"))["file"]
    assert (file["filetype"], file["mimetype"], file["size"]) == ("csv", "text/csv", 8)
    address = file["url_private"].removeprefix(playground.url)
    assert (await web.get(address, params={"as": MEI})).status == 404, "nobody has shared it yet"
    assert "error" not in await mei.do("say", channel=LEADERSHIP, text="", files=[file["id"]])
    got = await web.get(address, params={"as": DANA})
    assert await got.read() == b"a,b\n1,2\n"
    assert got.headers["Content-Disposition"] == "attachment"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    assert (await web.get(address, params={"as": RAVI})).status == 403
    assert (await web.get(address, headers={"Authorization": "Bearer xoxb-x"})).status == 403, "the app is no member"
    again = await mei.do("say", channel=LEADERSHIP, text="", files=[file["id"]])
    assert "attach it again" in again["error"]


async def test_somebody_elses_file_cannot_be_sent(web: aiohttp.ClientSession) -> None:
    file = (await uploaded(web, MEI, "a.txt", b"x"))["file"]
    ravi = await page_of(web, RAVI)
    assert "attach it again" in (await ravi.do("say", channel=GENERAL, text="mine", files=[file["id"]]))["error"]


async def test_a_refused_message_keeps_its_files(web: aiohttp.ClientSession) -> None:
    file = (await uploaded(web, RAVI, "a.txt", b"x"))["file"]
    ravi = await page_of(web, RAVI)
    assert "error" in await ravi.do("say", channel=LEADERSHIP, text="", files=[file["id"]])
    assert "error" not in await ravi.do("say", channel=GENERAL, text="", files=[file["id"]])


async def test_what_is_too_large_is_refused_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    store = tmp_path / "playground.db"
    async with Playground(str(store)) as playground, aiohttp.ClientSession(playground.url) as web:
        assert "less than 100 MB" in (await uploaded(web, MEI, "big", b"x" * 1001))["error"]

        async def without_a_length() -> AsyncIterator[bytes]:
            for _ in range(20):
                yield b"x" * 100

        async with web.post("/playground/upload", params={"as": MEI, "name": "b"}, data=without_a_length()) as answer:
            assert answer.status == 413
        assert "error" not in await uploaded(web, MEI, "small", b"x")
    folder = Path(f"{store}-files")
    assert len(list(folder.iterdir())) == 1
    async with Playground(str(store)):
        assert not folder.exists(), "what was never sent goes at the next start"


async def test_files_outlive_a_restart(tmp_path: Path) -> None:
    store = str(tmp_path / "playground.db")
    async with Playground(store) as playground, aiohttp.ClientSession(playground.url) as web:
        page = await page_of(web, MEI)
        file = (await uploaded(web, MEI, "a.txt", b"kept"))["file"]
        await page.do("say", channel=GENERAL, text="look", files=[file["id"]])
    async with Playground(store) as playground, aiohttp.ClientSession(playground.url) as web:
        name = file["url_private"].rpartition("/")[2]
        got = await web.get(f"/files-pri/{file['id']}/{name}", params={"as": DANA})
        assert await got.read() == b"kept"


async def test_the_app_uploads_and_reads_as_with_slack(playground: Playground, web: aiohttp.ClientSession) -> None:
    app = AsyncWebClient("xoxb-x", base_url=playground.api_url)
    answer = await app.files_upload_v2(channel=GENERAL, content="one,two", filename="deck.csv", title="The deck")
    [file] = answer["files"]
    assert file["title"] == "The deck"
    shown = playground.driver.history(GENERAL)[-1]
    assert (shown["user"], shown["files"][0]["id"]) == (BOT_USER, file["id"])
    looked_up = (await app.files_info(file=file["id"]))["file"]
    got = await web.get(looked_up["url_private"], headers={"Authorization": "Bearer xoxb-x"})
    assert await got.read() == b"one,two"
    with pytest.raises(SlackApiError, match="file_not_found"):
        await app.files_info(file="F0NOTHING")
