"""Nothing that can be pressed, chosen or sent in leads anybody to where they are not: by every name that there is."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio

from bot import names
from bot.search_page import SearchPage
from bot.study_page import StudyPage, Tending
from playground.chosen import NotPossible
from playground.driver import DANA
from playground.people import TEAM_ID
from store.reading import reading
from tests.dialogues.digests import QUICK_CLOCK
from tests.dialogues.stage import PATIENCE, staged
from tests.security.elements import actions, drawn_elements, forms, unexplained
from tests.security.test_who_reads import WHO
from tests.security.vault import NOOR, VAULT, Reader, Vault, filled, known
from tests.security.ways import Way, option, options, pressed, sent_in, view_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEPT = {
    "conversations": f"SELECT id, flow, title, status, state FROM conversations WHERE channel = '{VAULT}'",
    "studies": "SELECT * FROM studies",
    "insights": "SELECT id, status, reason, merged_into, pinned FROM insights",
    "decisions": "SELECT * FROM decisions",
    "personas": "SELECT * FROM personas",
    "schedules": f"SELECT id, owner, state, plan FROM schedules WHERE owner = '{DANA}'",
    "said": f"SELECT m.* FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.channel = '{VAULT}'",
}
TAKEN = (
    "SELECT i.key FROM inbox i JOIN conversations c ON c.id = i.conversation_id"
    f" WHERE c.team_id = '{TEAM_ID}' AND c.channel = '{VAULT}' AND i.key GLOB '[psc]*:*'"
)
"""Presses, submissions and commands that came to a conversation there."""
DOES = (
    "edit", "edit_card", "whole_card", "whole_report", "correct_columns", "correct_segment", "say_origin", "share",
    "rename_study", "merge_studies", "merge_insights", "reject_insight", "move_conversation", "digest_ask",
)  # fmt: skip
"""What a form may say that it is for."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def vault(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Vault]:
    async with staged(tmp_path_factory.mktemp("vault"), ack_seconds=5.0, **QUICK_CLOCK) as bot:
        yield await known(await filled(bot))


def presses(vault: Vault, reader: Reader, turn: int) -> Iterator[Way]:
    """Each name on two messages there, and in a window of ours and in Home, with ids of what is kept there."""
    cards, ids = itertools.cycle(vault.cards.values()), itertools.cycle(vault.ids.values())
    windows, values = itertools.cycle(sorted(forms())), itertools.cycle(said(vault))
    for _ in range(turn):
        next(cards), next(ids), next(windows), next(values)
    for action in sorted(actions()):
        for value in (next(ids), reader.place):
            yield pressed(reader, action, value, message=next(cards), channel=VAULT)
            yield pressed(reader, action, value, message=next(cards), channel=reader.place)
        for value in (next(ids), next(values), f"{action}:{next(ids)}"):
            shown = view_of(next(windows), next(values))
            yield pressed(reader, action, value, view=shown)
        yield pressed(reader, action, next(ids), view={"type": "home", "id": "V0HOME"})


def submissions(vault: Vault, reader: Reader) -> Iterator[Way]:
    """Each form, for whatever it may be for, with everything filled in."""
    for form in sorted(forms()):
        for metadata in said(vault):
            yield sent_in(reader, form, metadata, filled_in(vault))


def said(vault: Vault) -> list[str]:
    """What a window may carry along, as if it had been opened there."""
    ids, card, danas = vault.ids, vault.cards["interview"], vault.bot.playground.driver.direct_channel(DANA)
    place = {"channel": VAULT, "message_ts": card["ts"], "thread_ts": card.get("thread_ts", card["ts"])}
    upload = vault.cards["material"]["blocks"][1]["elements"][0]["value"]
    told = [{**place, "action": each, "key": "a1", "upload": upload, "files": []} for each in DOES]
    told += [{"conversation": ids[each], "action": "whole_card", "key": "a1"} for each in ("persona", "interview")]
    told += [
        {"schedule": ids[each], "channel": VAULT, "ts": vault.cards["digest"]["ts"]} for each in ("digest", "edition")
    ]
    told += [
        {"channel": danas, "what": each, "study": ids["study"]} for each in ("forget_study", "forget_me", "my_data")
    ]
    tended = [Tending(each, ids["study"], ids["insight"], ids["interview"]).written() for each in DOES[8:13]]
    pages = [StudyPage(ids["study"]).written(), SearchPage(study=ids["study"]).written()]
    return [*map(json.dumps, told), *tended, *pages, *ids.values()]


def filled_in(vault: Vault) -> dict[str, Any]:
    ids = vault.ids
    text = {"value": "I was here."}
    return {
        **{f"text:{key}": {"text": text} for key in ("", "a1", "name:s1")},
        names.CHANNEL: {names.CHANNEL: {"selected_conversation": VAULT}},
        "study": option(ids["study"]), "form": option("md"), "more": options("all"), "persona": option(ids["persona"]),
        "c1": {names.PICK: {"selected_option": {"value": "ignored"}}}, "project": {"project": text},
        names.TEND_TEXT: {names.TEND_TEXT: text}, "question": {"question": text}, "length": option("5"),
        names.TEND_CHOICE: option(ids["insight"]), names.ORIGIN_FROM: option("own"),
        names.ORIGIN_BASIS: option("agreed"), names.ORIGIN_WORDS: {names.ORIGIN_WORDS: text},
        "every": option("week"), "weekday": option("0"), "time": {"time": {"selected_time": "09:00"}},
        "zone": {"zone": {"value": "Europe/London"}}, "scope": option(f"study:{ids['study']}"),
        "where": option("channel"), "nothing": option("line"), "now": options("preview"), "alerts": options(),
        names.SEARCH_WORDS: {names.SEARCH_WORDS: {"value": "employees"}},
        names.LIBRARY_SEARCH: {names.LIBRARY_SEARCH: {"value": ""}},
    }  # fmt: skip


def kept(vault: Vault, query: str) -> list[tuple[Any, ...]]:
    with reading(vault.bot.database) as tx:
        return [tuple(row) for row in tx.execute(query).fetchall()]


async def test_every_name_that_a_view_draws_is_known_here() -> None:
    """What the gallery draws is what the source says; a name that is made up as it is drawn has to be explained."""
    assert unexplained() == []
    known_ = actions()
    assert len(known_) > 100
    assert len(forms()) > 12
    called = {each for name, each in vars(names).items() if name.endswith("_FORM") and isinstance(each, str)}
    assert forms() >= called

    drawn = {element["action_id"] for element in drawn_elements()}
    assert [each for each in drawn if each not in known_ and not each.startswith(stems(known_))] == []


def stems(found: set[str]) -> tuple[str, ...]:
    """`rate_` of `rate_1`: behind it stands whatever number, id or word."""
    return tuple(each[:-1] for each in found if each.endswith("_1"))


@pytest.mark.parametrize("who", WHO)
async def test_nothing_that_can_be_pressed_or_sent_in_leads_to_where_one_is_not(vault: Vault, who: str) -> None:
    reader, people = vault.readers[who], vault.bot.playground.driver
    before = {name: kept(vault, query) for name, query in KEPT.items()}
    taken = kept(vault, TAKEN)
    vault.sent.clear()
    for way in (*presses(vault, reader, WHO.index(who)), *submissions(vault, reader)):
        with suppress(NotPossible):  # A machine that is slow to acknowledge has kept it all the same.
            await people.forge(reader.user, way.type, way.payload)
    await people.quiet(PATIENCE)
    await asyncio.sleep(1.0)
    assert vault.leaked() == []
    assert vault.files() == []
    assert kept(vault, TAKEN) == taken
    for name, query in KEPT.items():
        mine = set(kept(vault, query)) - set(before[name]) if reader.team == TEAM_ID else set()
        assert not set(before[name]) - set(kept(vault, query)), name
        assert not any(vault.ids["study"] in map(str, row) for row in mine), name


async def test_the_same_presses_and_forms_of_a_member_arrive(vault: Vault) -> None:
    """The control, last of all: names that nobody takes up would be refused to nobody."""
    people, member = vault.bot.playground.driver, Reader("a member", NOOR)
    before = set(kept(vault, TAKEN))
    vault.sent.clear()
    for way in presses(vault, member, 0):
        if way.payload.get("channel", {}).get("id") == VAULT:
            with suppress(NotPossible):
                await people.forge(NOOR, way.type, way.payload)
    await people.quiet(PATIENCE)
    await asyncio.sleep(1.0)
    arrived = {key.split(":")[-2] for (key,) in set(kept(vault, TAKEN)) - before}
    assert len(arrived) > 60
    assert len(vault.leaked()) > 5
