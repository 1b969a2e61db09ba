"""What stands around Segue, as the doctor sees it."""

from __future__ import annotations

import shutil

import pytest
from aiohttp import web

from playground.driver import BOT_USER
from playground.ports import free_port
from playground.server import Playground
from tests.doctor.conftest import Doctor


async def test_a_public_address_that_leads_nowhere(doctor: Doctor, playground: Playground) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    report = await doctor(playground.api_url, SEGUE_PUBLIC_URL=address, SEGUE_HTTP_PORT="3456")
    assert "Nothing answers" in report["address"].said
    assert "3456" in report["address"].mend


@pytest.mark.parametrize(("status", "verdict"), [(404, "ok"), (200, "ok"), (502, "mend"), (503, "mend")])
async def test_a_proxy_that_does_not_reach_segue(
    doctor: Doctor, playground: Playground, status: int, verdict: str
) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status)

    app, port = web.Application(), free_port()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    report = await doctor(playground.api_url, SEGUE_PUBLIC_URL=f"http://127.0.0.1:{port}/")
    await runner.cleanup()
    assert report["address"].verdict == verdict


async def test_a_missing_office_program_is_a_note_and_no_fault(
    doctor: Doctor, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    report = await doctor(playground.api_url)
    assert report["office"].verdict == "skipped"
    assert "without a PDF" in report["office"].said
    assert report.to_mend == []


async def test_segue_in_no_channel_is_told_how_to_invite_it(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url)
    assert report["channels"].verdict == "ok"
    for channel in playground.workspace.channels.values():
        if channel.kind != "im" and BOT_USER in channel.members:
            channel.members.remove(BOT_USER)
    report = await doctor(playground.api_url)
    assert "no channel" in report["channels"].said
    assert "/invite" in report["channels"].mend
