"""Segue gets into workspaces, and out of them, with the real process."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from playground.driver import CUSTOMERS, DANA
from playground.people import TEAM_ID
from playground.ports import free_port
from playground.server import Playground
from tests.http.stage import KEY, MANY, PATIENCE, Segue, address_in, installs, playground
from tests.http.test_dialogue import PROJECT, heard

OTHER_KEY = "YW5vdGhlci1zZWNyZXQtYW5vdGhlci1zZWNyZXQtISE="


@pytest.fixture
async def workspace() -> AsyncIterator[Playground]:
    async with playground(free_port()) as made:
        yield made


@pytest.fixture
async def segue(workspace: Playground, tmp_path: Path) -> AsyncIterator[Segue]:
    port = int(workspace.http.request_url.split(":")[2].split("/")[0])
    made = Segue(tmp_path, port, workspace.api_url, **MANY)
    await made.start()
    yield made
    await made.stop()


def sealed(segue: Segue) -> list[tuple[str, str]]:
    """(team, what is kept of its token)"""
    with sqlite3.connect(segue.database) as database:
        return database.execute("SELECT team_id, sealed FROM installations").fetchall()


def looked(segue: Segue, table: str) -> int:
    with sqlite3.connect(segue.database) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


async def begins_again(segue: Segue, **settings: str) -> None:
    await segue.stop()
    segue.settings(**settings)
    await segue.start()


async def interviewed(workspace: Playground) -> str:
    thread = await workspace.driver.say(DANA, CUSTOMERS, f"@Segue interview, 3 questions: {PROJECT}")
    await heard(workspace, thread, "Question 1 of 3")
    return thread


async def test_whoever_allows_it_can_talk_with_segue_at_once(workspace: Playground, segue: Segue) -> None:
    status, page = await installs(segue)
    assert status == 200
    assert "Segue is in Playground" in page
    await interviewed(workspace)


async def test_the_token_stands_nowhere_in_the_open(workspace: Playground, segue: Segue) -> None:
    await installs(segue)
    await interviewed(workspace)
    await segue.stop()
    kept = b"".join(each.read_bytes() for each in segue.database.parent.iterdir() if each.is_file())
    assert b"xoxb-" not in kept
    assert len(sealed(segue)) == 1


async def test_a_restart_serves_what_was_installed_before_and_a_new_key_seals_it_anew(
    workspace: Playground, segue: Segue
) -> None:
    await installs(segue)
    await segue.kill()
    before = sealed(segue)
    segue.settings(SEGUE_ENCRYPTION_KEY=f"{OTHER_KEY},{KEY}")
    await segue.start()
    await interviewed(workspace)
    await segue.stop()
    assert sealed(segue) != before
    # The old key is not needed any more.
    segue.settings(SEGUE_ENCRYPTION_KEY=OTHER_KEY)
    await segue.start()
    await interviewed(workspace)


async def test_a_lost_key_costs_the_installation_and_nothing_else(workspace: Playground, segue: Segue) -> None:
    await installs(segue)
    await segue.stop()
    segue.settings(SEGUE_ENCRYPTION_KEY=OTHER_KEY)
    await segue.start()
    assert "cannot be read" in segue.log.read_text()
    await installs(segue)
    await interviewed(workspace)


async def test_a_workspace_whose_key_is_lost_is_kept_where_no_other_opens_and_goes_on_once_the_key_is_back(
    workspace: Playground, segue: Segue
) -> None:
    """Where no token opens, nobody has left: it is a wrong key, however few days there are."""
    await installs(segue)
    thread = await interviewed(workspace)
    await begins_again(segue, SEGUE_ENCRYPTION_KEY=OTHER_KEY, SEGUE_UNINSTALLED_DAYS="0")
    await workspace.driver.wait_for(lambda: looked(segue, "unopened"), PATIENCE)
    assert "a wrong key, and nothing is erased" in segue.log.read_text()
    await workspace.driver.say(DANA, CUSTOMERS, "Mostly small firms.", thread)
    await workspace.driver.wait_for(lambda: not looked(segue, "unopened"), PATIENCE)
    await begins_again(segue, SEGUE_ENCRYPTION_KEY=KEY)
    await heard(workspace, thread, "Question 2 of 3")
    assert not looked(segue, "unopened")
    assert looked(segue, "messages")


async def test_a_workspace_that_takes_segue_out_is_not_called_again_until_it_comes_back(
    workspace: Playground, segue: Segue
) -> None:
    await installs(segue)
    thread = await interviewed(workspace)
    workspace.uninstall()
    await workspace.driver.quiet(PATIENCE)
    assert sealed(segue) == []
    calls = sum(workspace.web_api.counts.values())
    await workspace.driver.say(DANA, CUSTOMERS, "Mostly small firms, we counted 40 of 60.", thread)
    await workspace.driver.quiet(PATIENCE)
    assert sum(workspace.web_api.counts.values()) == calls
    assert workspace.http.counts["given_up"] == 0
    await installs(segue)
    # What was said meanwhile is read from the thread.
    await heard(workspace, thread, "Question 2 of 3")


async def test_a_workspace_that_takes_segue_out_while_nobody_listens_is_seen_at_the_next_start(
    workspace: Playground, segue: Segue
) -> None:
    """Slack tries to say so for a few minutes; its token says it for ever."""
    await installs(segue)
    await segue.stop()
    workspace.uninstall()
    await workspace.driver.wait_for(lambda: workspace.http.counts["given_up"] == 2, PATIENCE)
    await segue.start()
    await workspace.driver.wait_for(lambda: sealed(segue) == [], PATIENCE)
    with sqlite3.connect(segue.database) as database:
        assert database.execute("SELECT count(*) FROM departures").fetchone() == (1,)
    await installs(segue)
    await interviewed(workspace)


async def test_what_was_kept_of_a_workspace_that_left_is_erased_unless_it_comes_back(
    workspace: Playground, segue: Segue
) -> None:
    def kept() -> int:
        return looked(segue, "messages")

    await installs(segue)
    await interviewed(workspace)
    workspace.uninstall()
    await workspace.driver.quiet(PATIENCE)
    await installs(segue)
    await begins_again(segue, SEGUE_UNINSTALLED_DAYS="0")
    assert kept()
    workspace.uninstall()
    await workspace.driver.quiet(PATIENCE)
    await begins_again(segue, SEGUE_UNINSTALLED_DAYS="1")
    assert kept()
    await begins_again(segue, SEGUE_UNINSTALLED_DAYS="0")
    await workspace.driver.wait_for(lambda: not kept(), PATIENCE)
    await segue.stop()
    files = b"".join(each.read_bytes() for each in segue.database.parent.iterdir() if each.is_file())
    assert b"benefits portal" not in files


async def test_installed_again_the_newer_token_counts(workspace: Playground, segue: Segue) -> None:
    await installs(segue)
    first = sealed(segue)
    await installs(segue)
    assert len(sealed(segue)) == 1
    assert sealed(segue) != first
    await interviewed(workspace)


async def test_a_workspace_that_is_not_listed_installs_nothing_and_its_token_is_handed_back(
    workspace: Playground, segue: Segue
) -> None:
    await begins_again(segue, SEGUE_INSTALL_TEAMS="T0SOMEBODY, E0ELSE")
    status, page = await installs(segue)
    assert status == 403
    assert "This Segue is not for every workspace" in page
    assert sealed(segue) == []
    assert len(workspace.web_api.revoked) == 1


async def test_a_workspace_that_is_listed_or_has_it_already_may_install(workspace: Playground, segue: Segue) -> None:
    await begins_again(segue, SEGUE_INSTALL_TEAMS=f"T0SOMEBODY,{TEAM_ID}")
    assert (await installs(segue))[0] == 200
    await begins_again(segue, SEGUE_INSTALL_TEAMS="T0SOMEBODY")
    assert (await installs(segue))[0] == 200
    await interviewed(workspace)


async def test_cancelled_nothing_is_kept_and_the_page_is_kind(workspace: Playground, segue: Segue) -> None:
    status, page = await installs(segue, allow="no")
    assert status == 200
    assert "You chose not to" in page
    assert sealed(segue) == []


async def test_a_state_that_is_forged_used_or_of_another_browser_installs_nothing(
    workspace: Playground, segue: Segue
) -> None:
    def allowed() -> str:
        return workspace.oauth.allow(MANY["SLACK_CLIENT_ID"], f"{segue.url}/slack/oauth_redirect", "chat:write")

    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:

        async def comes_back(state: str, cookie: str) -> tuple[int, str]:
            asked = {"state": state, "code": allowed()}
            headers = {"Cookie": f"slack-app-oauth-state={cookie}"} if cookie else {}
            async with browser.get(f"{segue.url}/slack/oauth_redirect", params=asked, headers=headers) as page:
                return page.status, await page.text()

        async with browser.get(f"{segue.url}/slack/install") as page:
            state = page.headers["Set-Cookie"].split(";")[0].partition("=")[2]
            assert f"state={state}" in address_in(await page.text())
        said, _, signature = state.rpartition(".")
        later = f"{said.rpartition('.')[0]}.9999999999.{signature}"
        for forged in ("x", "a.9999999999.b", later, f"{said}.{signature[:-1]}", f"{said}.é", "..", "%00", "' OR 1 --"):
            status, text = await comes_back(forged, forged if forged.isascii() else "x")
            assert status in (400, 401), forged
            assert "Nothing was installed" in text or "nothing was installed" in text
        for cookie in ("", "another"):
            assert (await comes_back(state, cookie))[0] == 400
        assert sealed(segue) == []
        assert (await comes_back(state, state))[0] == 200
        # A code is good once and so is a state: the second comes with a code that would be good.
        status, text = await comes_back(state, state)
        assert status == 401
        assert "That took too long, or was done before" in text
    assert "Traceback" not in segue.log.read_text()


async def test_a_code_that_slack_does_not_know_is_a_kind_page(segue: Segue) -> None:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{segue.url}/slack/install") as page:
            cookie = page.headers["Set-Cookie"].split(";")[0]
            assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        asked = {"state": cookie.partition("=")[2], "code": "c0de-that-is-none"}
        async with browser.get(f"{segue.url}/slack/oauth_redirect", params=asked, headers={"Cookie": cookie}) as page:
            assert page.status == 401
            assert "Slack did not agree" in await page.text()
    assert "c0de" not in segue.log.read_text()
    assert sealed(segue) == []
