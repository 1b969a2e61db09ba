"""Edits and deletions that Slack delivers in another order than people made them: the newest wording stands."""

from __future__ import annotations

import json

from flows.interview import INTERVIEW
from flows.rewording import reworded
from flows.runtime import Incoming
from tests.flows.conversation import Conversation

FIRST, NEWER = "Warehouses in Ohio.", "Warehouses in Texas."


def edit(message: Incoming, text: str, at: str) -> Incoming:
    return Incoming(
        key=f"edit:{message.ts}:{at}", team="T1", kind="edit", channel="C1", ts=at, user="U1", text=text, said=text,
        message_ts=message.ts, edited_ts=at,
    )  # fmt: skip


async def test_an_answer_that_was_edited_before_it_was_taken_up_keeps_that_wording_before_an_older_one() -> None:
    conversation = await Conversation().begun()
    message, older, newer = conversation.message("skip"), conversation.tick(), conversation.tick()
    await conversation.take(reworded(message, edit(message, NEWER, newer)))
    await conversation.take(edit(message, FIRST, older))
    assert conversation.state.answers[1].text == NEWER


async def test_of_two_edits_that_overtake_their_message_the_newer_holds_and_after_a_deletion_none() -> None:
    conversation = await Conversation().begun()
    late, gone = conversation.message("Oops"), conversation.message("Never mind")
    older, newer = conversation.tick(), conversation.tick()
    await conversation.take(edit(late, NEWER, newer))
    await conversation.take(edit(late, FIRST, older))
    await conversation.delete(gone.ts)
    await conversation.take(edit(gone, FIRST, older))
    await conversation.take(late, gone)
    assert conversation.state.answers[1].text == NEWER


async def test_an_answer_edited_away_stays_away_when_an_older_edit_comes_late() -> None:
    conversation = await Conversation().begun()
    message, older, newer = conversation.message(FIRST), conversation.tick(), conversation.tick()
    await conversation.take(message)
    await conversation.take(edit(message, ":sob:", newer))
    await conversation.take(edit(message, NEWER, older))
    assert conversation.state.answers[1].text == ""


async def test_what_an_earlier_version_kept_of_messages_to_come_still_holds() -> None:
    conversation = await Conversation().begun()
    late, gone = conversation.message("Oops"), conversation.message("Never mind")
    kept = json.loads(conversation.state.model_dump_json()) | {"early": {late.ts: NEWER, gone.ts: None}}
    conversation.state = INTERVIEW.read(json.dumps(kept))
    await conversation.take(late, gone)
    assert conversation.state.answers[1].text == NEWER
