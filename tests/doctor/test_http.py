"""The doctor of a Segue that is served over HTTP: what that needs, and nothing that Socket Mode would."""

from __future__ import annotations

import pytest

from playground.server import Playground
from tests.doctor.conftest import Doctor

NO_TOKENS = {"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}
SIGNED = {"SLACK_SIGNING_SECRET": "very-secret-signature"}
CLIENT = {"SLACK_CLIENT_ID": "111.222", "SLACK_CLIENT_SECRET": "very-secret-client"}
KEY = {"SEGUE_ENCRYPTION_KEY": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMyISE="}


async def test_for_one_workspace_its_token_is_looked_at_and_no_other(doctor: Doctor, playground: Playground) -> None:
    playground.faults.add("refuse", "apps.connections.open", error="invalid_auth")
    report = await doctor(
        playground.api_url, http=True, **{**NO_TOKENS, "SLACK_BOT_TOKEN": "xoxb-very-secret-1"}, **SIGNED
    )
    assert report.to_mend == []
    assert (report["bot-token"].verdict, report["scopes"].verdict) == ("ok", "ok")
    assert report["app-token"].said == "None is needed over HTTP."
    assert "SEGUE_PUBLIC_URL" in report["address"].mend
    assert "segue manifest --http" in report["events"].mend


async def test_for_many_workspaces_no_token_of_the_environment_is_needed(
    doctor: Doctor, playground: Playground
) -> None:
    address = playground.api_url.removesuffix("/api/")
    settings = {**NO_TOKENS, **SIGNED, **CLIENT, **KEY, "SEGUE_PUBLIC_URL": address}
    report = await doctor(playground.api_url, http=True, **settings)
    assert report.to_mend == []
    assert report["bot-token"].said == "Each workspace that installs Segue has a token of its own."
    assert report["address"].verdict == "ok"


@pytest.mark.parametrize(
    ("settings", "said", "mend"),
    [
        ({}, "SLACK_SIGNING_SECRET is missing", "Basic Information"),
        (SIGNED, "SLACK_BOT_TOKEN is missing; for many workspaces", "OAuth & Permissions"),
        ({**SIGNED, "SLACK_CLIENT_ID": "111.222"}, "SLACK_CLIENT_SECRET is missing", "Basic Information"),
        ({**SIGNED, **CLIENT}, "SEGUE_ENCRYPTION_KEY is missing", ".env.example"),
        ({**SIGNED, **CLIENT, **KEY, "SLACK_BOT_TOKEN": "xoxb-very-secret-1"}, "for many", "where it is in one"),
    ],
)
async def test_a_fault_of_the_settings_over_http(
    doctor: Doctor, playground: Playground, settings: dict[str, str], said: str, mend: str
) -> None:
    report = await doctor(playground.api_url, http=True, **{**NO_TOKENS, **settings})
    assert any(said in each.said and mend in each.mend for each in report.findings if each.verdict == "mend")


async def test_whoever_forgot_to_say_so_is_told_the_way(doctor: Doctor, playground: Playground) -> None:
    report = await doctor(playground.api_url, **NO_TOKENS, **SIGNED)
    assert "Is `segue run --http` meant?" in report["settings"].said
    assert "segue doctor --http" in report["settings"].mend
