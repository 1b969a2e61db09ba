"""The list of a channel's digests and the form of one: what each is about, whatever became of its study."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.access import Access
from bot.engine.digests import MOST_STUDIES, Digests
from bot.listeners.digests import OpenDigestForm, OpenDigests
from bot.people import People
from store import schedules, studies
from store.connection import Store, Transaction
from studies.rhythm import Every, Rhythm
from studies.schedule import Schedule
from tests.engine.memories import TEAM, said

PLAN = Schedule(channel="C1", rhythm=Rhythm(every=Every.WEEK, hour=9, zone="UTC"), study="boots")
KEPT = {"team_id": TEAM, "id": "luma-rori", "plan": PLAN}
NAMES = {"boots": "Winter boots", "tyres": "Winter tyres"}


class Slack:
    """Everybody is in every channel; what is opened is kept."""

    def __init__(self) -> None:
        self.views: list[dict[str, Any]] = []

    @property
    def bot_user(self) -> str:
        return "UBOT"

    def of(self, team: str) -> Any:
        return self

    async def api_call(self, method: str, json: Any = None, params: Any = None) -> dict[str, Any]:
        if method == "conversations.members":
            return {"members": ["U1", "UBOT"]}
        if method == "users.info":
            return {"user": {"name": params["user"].lower(), "profile": {}, "tz": "Asia/Kolkata"}}
        self.views.append(json["view"])
        return {}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    await opened.write(filled)
    yield opened
    await opened.close()


def filled(tx: Transaction) -> None:
    for id, title in NAMES.items():
        said(tx, id, "Winter is feared.", study=id)
        studies.name(tx, team_id=TEAM, id=id, title=title, conversation=id)
    schedules.add(tx, **KEPT, owner="U1", now=1.0)


async def opened(store: Store, asked: OpenDigests | OpenDigestForm) -> dict[str, Any]:
    """-> the view"""
    slack = Slack()
    digests = Digests(store, slack, Access(slack), People(slack))  # type: ignore[arg-type]
    await (digests.show(asked) if isinstance(asked, OpenDigests) else digests.open_form(asked))
    [view] = slack.views
    return view


LIST = OpenDigests(TEAM, "U1", "trigger", "C1")
FORM = OpenDigestForm(TEAM, "U1", "trigger", "C1", schedule="luma-rori")


async def test_a_digest_is_said_to_be_about_its_study(store: Store) -> None:
    assert "about the study “Winter boots”" in str(await opened(store, LIST))
    assert _about(await opened(store, FORM)) == ("study:boots", "Study: Winter boots")


async def test_once_its_study_was_merged_it_is_about_the_other_one(store: Store) -> None:
    await store.write(lambda tx: studies.merge(tx, team_id=TEAM, id="boots", into="tyres", now=2.0))
    view = str(await opened(store, LIST))
    assert "about the study “Winter tyres”" in view
    assert "without a title" not in view
    assert _about(await opened(store, FORM)) == ("study:tyres", "Study: Winter tyres")


async def test_an_edition_that_comes_after_the_merging_leaves_it_so(store: Store) -> None:
    """The digest itself goes on by the plan that it knows."""
    await store.write(lambda tx: studies.merge(tx, team_id=TEAM, id="boots", into="tyres", now=2.0))
    moved = {"state": schedules.RUNNING, "next_at": 9.0, "last_at": 3.0, "now": 3.0}
    await store.write(lambda tx: schedules.change(tx, **KEPT, **moved))
    rows = await store.read(lambda tx: tx.execute("SELECT study_id FROM schedules").fetchall())
    assert [row[0] for row in rows] == ["tyres"]


@pytest.mark.parametrize("count", [95, MOST_STUDIES + 5])
async def test_of_more_studies_than_are_looked_up_the_chosen_one_keeps_its_title(store: Store, count: int) -> None:
    def many(tx: Transaction) -> None:
        for number in range(count):
            said(tx, f"s{number}", "Something.", study=f"s{number}")
            tx.execute("UPDATE studies SET title = 'Another', created_at = 5 WHERE id = ?", [f"s{number}"])

    await store.write(many)
    assert "about the study “Winter boots”" in str(await opened(store, LIST))
    assert _about(await opened(store, FORM)) == ("study:boots", "Study: Winter boots")


def _about(form: dict[str, Any]) -> tuple[str, str]:
    [chosen] = [
        block["element"]["initial_option"] for block in form["blocks"] if block["element"].get("action_id") == "scope"
    ]
    return chosen["value"], chosen["text"]["text"]
