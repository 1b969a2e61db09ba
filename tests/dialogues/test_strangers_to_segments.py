"""Whoever is not in the channel of an analysis gets no list, page, deck or form of it, and changes nothing in it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import names
from bot.views.gallery import gallery
from bot.views.gallery_segments import SEGMENTS
from flows.segmentation.beliefs import COMPARE
from flows.segmentation.correcting import CORRECT
from flows.segmentation.handing_out import AUDIENCE, CANVAS, DECK
from flows.segmentation.hearing_corrections import CORRECT_SEGMENT
from playground.driver import CUSTOMERS, DANA, GENERAL, RAVI
from playground.people import TEAM_ID
from tests.dialogues.personas import dropped
from tests.dialogues.stage import Bot, Stage
from tests.dialogues.test_bad_tables import PATIENCE, shown, until
from tests.sample_orders import write_orders
from tests.security.elements import chosen, elements

STRANGER, ELSEWHERE = "USTRANGER", "T0ELSEWHERE"
DRAWN = {
    name
    for shown in (gallery()[type(each).__name__] for each in SEGMENTS)
    for element in elements(shown)
    for name in (element["action_id"], *chosen(element))
}
BUTTONS = sorted({CANVAS, DECK, COMPARE, "persona_of_1", "whole_report", CORRECT, CORRECT_SEGMENT, "stop", "resume",
                  "column_0", "take_back_1", "read_texts"} | DRAWN)  # fmt: skip
"""Those of today, and whatever else a view of an analysis draws."""
_numbers = itertools.count(1)


def who(user: str, team: str) -> dict[str, Any]:
    return {"team": {"id": team, "domain": "x"}, "user": {"id": user, "name": "x", "team_id": team}}


def presses(user: str, team: str, channel: str, report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every button of a report, and the menu of lists, with whatever ids one likes."""
    place = {"type": "message", "message_ts": report["ts"], "channel_id": channel, "thread_ts": report["thread_ts"]}
    message = {"container": place, "channel": {"id": channel}, "message": {"ts": report["ts"]}, "trigger_id": "1.2.x"}
    actions: list[dict[str, Any]] = [{"type": "button", "action_id": each, "value": "1"} for each in BUTTONS]
    chosen = {"selected_option": {"value": "1"}, "type": "static_select"}
    actions += [{"action_id": AUDIENCE, **chosen}, {"action_id": "more", **chosen}]
    for action in actions:
        acted = {"block_id": f"analysis:{report['ts']}", "action_ts": f"1700000001.{next(_numbers):06d}", **action}
        yield who(user, team) | message | {"actions": [acted]}


def forms(user: str, team: str, channel: str, report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    place = {"channel": channel, "thread_ts": report["thread_ts"], "message_ts": report["ts"]}
    renamed = {"text:name:s1": {"text": {"value": "Stolen"}}}
    moved = {"c2": {names.PICK: {"selected_option": {"value": "ignored"}}}}
    for callback, about, values in (
        (names.EDIT_FORM, {"action": CORRECT_SEGMENT, "key": "name:s1"}, renamed),
        (names.PICKS_FORM, {"action": CORRECT}, moved),
    ):
        view = {"type": "modal", "id": f"V{next(_numbers)}", "hash": "1.a", "callback_id": callback, "blocks": [],
                "private_metadata": json.dumps({**place, **about}), "state": {"values": values},
                "team_id": team, "app_installed_team_id": team}  # fmt: skip
        yield who(user, team) | {"view": view}


async def test_who_left_a_stranger_and_another_workspace_get_and_change_nothing(
    bot: Bot, thread: Stage, tmp_path: Path
) -> None:
    people, workspace = thread.driver, bot.playground.workspace
    orders = write_orders(tmp_path / "o.csv").read_bytes()
    await thread.says("@Segue two segments", files=[await dropped(bot, "orders.csv", orders)])
    await until(thread, "where is it from")
    await people.quiet(PATIENCE)
    report = next(
        each for each in people.thread(CUSTOMERS, thread.thread or "") if f'"{DECK}"' in json.dumps(each.get("blocks"))
    )
    people.add_user(STRANGER, "sly", home="T0OTHER")
    for user in (RAVI, STRANGER):
        people.leave(CUSTOMERS, user)
    before, general = shown(thread), len(people.history(GENERAL))
    for user, team in ((RAVI, TEAM_ID), (STRANGER, TEAM_ID), (DANA, ELSEWHERE), (STRANGER, ELSEWHERE)):
        for channel in (CUSTOMERS, GENERAL, people.direct_channel(RAVI)):
            for payload in presses(user, team, channel, report):
                await people.forge(user, "block_actions", payload)
            for payload in forms(user, team, channel, report):
                await people.forge(user, "view_submission", payload)
    await people.quiet(PATIENCE)
    assert shown(thread) == before
    assert workspace.canvases == {}
    assert len(people.history(GENERAL)) == general
    told = [each for user in (RAVI, STRANGER) for each in people.history(people.direct_channel(user))]
    assert not any(each.get("files") for each in told)
    assert "Regular" not in json.dumps(told)
    assert people.modal(RAVI) is None
    assert people.modal(STRANGER) is None
    await people.press(DANA, CUSTOMERS, report["ts"], AUDIENCE, "1")
    await until(thread, "orders-segment-1-")
