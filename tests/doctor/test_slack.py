"""Faults between this machine and Slack, each with what the doctor says and which menu or variable mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.manifest import SEGUE
from playground.server import Playground
from tests.doctor.conftest import Doctor
from tests.doctor.slack_server import Answer, drops, hangs, says, self_signed, slack, status

NOWHERE = "http://127.0.0.1:9/api/"


async def test_in_a_playground_there_is_nothing_to_mend(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url)
    assert report.to_mend == []
    assert [each.check for each in report.findings if each.verdict == "skipped"] == ["events"]
    assert "Cannot be checked from here: whether events are subscribed" in report["events"].said
    assert "segue manifest" in report["events"].mend


@pytest.mark.parametrize(
    ("method", "error", "check", "said", "mend"),
    [
        ("auth.test", "invalid_auth", "bot-token", "refuses SLACK_BOT_TOKEN: invalid_auth", "OAuth & Permissions"),
        ("auth.test", "token_revoked", "bot-token", "token_revoked", "Install App: install it again"),
        ("auth.test", "account_inactive", "bot-token", "account_inactive", "Install App: install it again"),
        ("apps.connections.open", "invalid_auth", "app-token", "refuses SLACK_APP_TOKEN", "App-Level Tokens"),
        (
            "apps.connections.open",
            "missing_scope",
            "app-token",
            "lacks the scope connections:write",
            "App-Level Tokens",
        ),
        ("apps.connections.open", "not_allowed_token_type", "app-token", "refuses SLACK_APP_TOKEN", "App-Level Tokens"),
        ("apps.connections.open", "access_denied", "app-token", "opens no connection: access_denied", "Socket Mode"),
    ],
)
async def test_a_refused_token(
    doctor: Doctor, playground: Playground, method: str, error: str, check: str, said: str, mend: str
) -> None:
    playground.faults.add("refuse", method, error=error)
    report = await doctor(playground.api_url)
    assert report.to_mend == [check]
    assert said in report[check].said
    assert mend in report[check].mend
    assert "api.slack.com/apps" in report[check].mend


async def test_both_tokens_refused_are_told_at_once(doctor: Doctor, playground: Playground) -> None:
    playground.faults.add("revoke")
    assert (await doctor(playground.api_url)).to_mend == ["bot-token", "app-token"]


async def test_missing_scopes_are_named(doctor: Doctor) -> None:
    granted = ",".join(scope for scope in SEGUE.scopes if scope not in ("im:write", "chat:write"))
    async with slack(auth_test=says({"ok": True}, X_OAuth_Scopes=granted)) as api_url:
        report = await doctor(api_url)
    assert report.to_mend == ["scopes"]
    assert report["scopes"].said == "Scopes are missing: chat:write, im:write."
    assert "OAuth & Permissions, Bot Token Scopes" in report["scopes"].mend
    assert "Reinstall" in report["scopes"].mend


async def test_scopes_that_slack_does_not_name_cannot_be_checked(doctor: Doctor) -> None:
    async with slack(auth_test=says({"ok": True})) as api_url:
        report = await doctor(api_url)
    assert (report["scopes"].verdict, report.to_mend) == ("skipped", [])
    assert "Cannot be checked from here" in report["scopes"].said


@pytest.mark.parametrize(
    ("ahead", "said"), [(600, "10 minutes ahead of"), (-125, "2 minutes behind"), (86_400, "24 hours ahead of")]
)
async def test_a_clock_that_is_off(doctor: Doctor, playground: Playground, ahead: float, said: str) -> None:
    report = await doctor(playground.api_url, ahead=ahead)
    assert report.to_mend == ["clock"]
    assert said in report["clock"].said
    assert "time synchronisation" in report["clock"].mend


async def test_half_a_minute_is_no_fault_of_the_clock(doctor: Doctor, playground: Playground) -> None:
    assert (await doctor(playground.api_url, ahead=30)).to_mend == []


@pytest.mark.parametrize("date", ["", "yesterday"])
async def test_without_a_date_the_clock_cannot_be_checked(doctor: Doctor, date: str) -> None:
    async with slack(api_test=says({"ok": True}, Date=date)) as api_url:
        assert (await doctor(api_url))["clock"].verdict == "skipped"


@pytest.mark.parametrize(
    ("answer", "said", "mend"),
    [
        (status(404), "does not answer as Slack does (HTTP 404)", "SLACK_API_URL"),
        (status(200, "<html>Log in to the hotel's network</html>"), "does not answer as Slack does", "login page"),
        (status(503), "Slack has trouble (HTTP 503)", "https://slack-status.com"),
        (hangs, "did not answer within 0.2 seconds", "SEGUE_SLACK_TIMEOUT_SECONDS"),
        (drops, "broke off", "proxy and firewall"),
    ],
)
async def test_something_else_answers_than_slack(doctor: Doctor, answer: Answer, said: str, mend: str) -> None:
    """Then nothing more can be said of tokens and scopes, and that is said."""
    async with slack(api_test=answer) as api_url:
        report = await doctor(api_url, SEGUE_SLACK_TIMEOUT_SECONDS="0.2")
    assert report.to_mend == ["slack"]
    assert said in report["slack"].said
    assert mend in report["slack"].mend
    for check in ("clock", "bot-token", "scopes", "app-token", "events"):
        assert report[check].verdict == "skipped"


async def test_a_connection_that_breaks_off_later_hides_nothing_else(doctor: Doctor) -> None:
    """The bot token's call is cut; the app token is looked at all the same, and found wanting."""
    refusal = says({"ok": False, "error": "missing_scope", "needed": "connections:write"})
    async with slack(auth_test=drops, apps_connections_open=refusal) as api_url:
        report = await doctor(api_url)
    assert report.to_mend == ["bot-token", "app-token"]
    assert "broke off" in report["bot-token"].said
    assert (report["slack"].verdict, report["clock"].verdict, report["scopes"].verdict) == ("ok", "ok", "skipped")


async def test_nobody_listens_there(doctor: Doctor) -> None:
    report = await doctor(NOWHERE)
    assert report.to_mend == ["slack"]
    assert "Connection refused" in report["slack"].said
    assert "firewall" in report["slack"].mend


async def test_a_proxy_that_is_not_there(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its password stays untold."""
    monkeypatch.setenv("HTTPS_PROXY", "http://dana:very-secret-3@127.0.0.1:9")
    async with slack() as api_url:
        report = await doctor(api_url)
    assert report.to_mend == ["slack"]
    assert "The proxy http://127.0.0.1:9 does not let us through" in report["slack"].said
    assert "HTTPS_PROXY" in report["slack"].mend


async def test_a_certificate_that_is_not_trusted(doctor: Doctor, tmp_path: Path) -> None:
    async with slack(self_signed(tmp_path)) as api_url:
        report = await doctor(api_url)
    assert report.to_mend == ["slack"]
    assert "is not trusted: self-signed certificate" in report["slack"].said.replace("self signed", "self-signed")
    assert "SSL_CERT_FILE" in report["slack"].mend


async def test_a_server_without_tls(doctor: Doctor) -> None:
    async with slack() as api_url:
        report = await doctor(api_url.replace("http://", "https://"))
    assert report.to_mend == ["slack"]
    assert "No secure connection" in report["slack"].said


async def test_a_limit_is_no_fault_of_the_set_up(doctor: Doctor, playground: Playground) -> None:
    playground.faults.add("rate_limit")
    report = await doctor(playground.api_url)
    assert report.to_mend == []
    assert (report["bot-token"].verdict, report["app-token"].verdict) == ("skipped", "skipped")


async def test_an_answer_of_another_shape_is_a_finding_too(doctor: Doctor) -> None:
    async def a_list(request: object) -> object:
        from aiohttp import web

        return web.json_response(["ok"])

    async with slack(api_test=a_list) as api_url:  # type: ignore[arg-type]
        report = await doctor(api_url)
    assert report.to_mend == ["slack"]
    assert "Traceback" not in report.text
