"""What a study keeps of an interview can be read without the interview."""

from __future__ import annotations

import pytest

from interviews.evidence import is_quote
from tests.flows.conversation import Conversation
from tests.flows.test_corrected import kept

TOLD = [
    (
        "Delivery drivers skip breakfast. He pays about £9 a week.",
        ["Delivery drivers skip breakfast; he pays about £9 a week."],
    ),
    (
        "We had 600 sign-ups last spring. 214 of them joined from a single post in March.",
        ["We had 600 sign-ups last spring; 214 of them joined from a single post in March."],
    ),
    (
        "Last Tuesday I sat with a nurse on her night break. She told me she cancels in the summer.",
        ["Last Tuesday I sat with a nurse on her night break; she told me she cancels in the summer."],
    ),
    ("Last Tuesday I sat with a nurse on her night break. Nurses cancel in summer.", ["Nurses cancel in summer."]),
    ("They come in the evening.", ["They come in the evening."]),
    ("She pays about £9 a week.", []),
    ("Nurses cancel after about 7 weeks, we counted.", ["Nurses cancel after about 7 weeks"]),
]


@pytest.mark.parametrize(("said", "expected"), TOLD)
async def test_nobody_asks_who_he_is_of_whom_or_what_a_scene_says(said: str, expected: list[str]) -> None:
    conversation = await Conversation().begun(3)
    await conversation.say(said)
    await conversation.say("finish")
    claims = kept(conversation).claims
    assert [each.text.rstrip(".") for each in claims] == [each.rstrip(".") for each in expected]
    assert all(is_quote(each.quote, said) for claim in claims for each in claim.evidence)


async def test_words_of_two_messages_are_not_made_one_claim_so_that_nothing_of_a_deleted_one_stays() -> None:
    conversation = await Conversation().begun(3)
    await conversation.say("Delivery drivers skip breakfast.", "He pays about £9 a week.")
    await conversation.say("finish")
    assert [each.text.rstrip(".") for each in kept(conversation).claims] == ["Delivery drivers skip breakfast"]
