"""Whatever people or models write, every message is within Slack's limits and has no effect but being read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings

from bot.views import render
from bot.views.call import SlackCall
from bot.views.limits import faults
from flows.replies import Reply
from playground.blocks import ALL_TEXT, all_text, faults_of
from tests.views.hostile import replies
from tests.views.marks import ENTITY, INVISIBLE, LINK

LOOSE_JOINER = re.compile(r"(?<!\S)[\u200c\u200d]|[\u200c\u200d](?!\S)")
TYPED = "skip|pause|finish|resume|correct:|share|leave out 6|put back 6|call it …|title 3: …"
OURS = re.compile(rf"`(?:{TYPED})`")
EMPHASIS = re.compile(r"(?<!\w)\*[^*\n]+\*|(?<!\w)_(?:[^_\n]|(?<=\w)_(?=\w))+_(?!\w)")
"""An underscore inside a word formats nothing, in slanted words too."""

many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def strings(value: Any) -> Iterator[str]:
    """Every text somebody sees."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "text" and isinstance(each, str):
                yield each
            else:
                yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def mrkdwn(call: SlackCall) -> Iterator[str]:
    for block in call.payload["blocks"]:
        for part in (block.get("text"), *block.get("elements", ())):
            if isinstance(part, dict) and part.get("type") == "mrkdwn":
                yield part["text"]


@many
@given(replies)
def test_every_message_is_within_slacks_limits(reply: Reply) -> None:
    """Held against our own list, and against the playground's, which somebody else wrote from Slack's pages."""
    for call in render(reply):
        assert faults(call.payload, changes=bool(call.changes)) == []
        assert faults_of(call.payload["blocks"]) == []
        assert all_text(call.payload["blocks"]) <= ALL_TEXT


@many
@given(replies)
def test_nothing_pings_links_or_reverses(reply: Reply) -> None:
    for call in render(reply):
        for text in strings(call.payload):
            text = LINK.sub("", text)
            assert not re.search("[<>]", text)
            assert "&" not in ENTITY.sub("", text)
            assert not INVISIBLE.search(text)
            assert not LOOSE_JOINER.search(text)


@many
@given(replies)
def test_only_our_own_words_are_formatted(reply: Reply) -> None:
    """What is left after our own emphasis is taken away formats nothing."""
    for call in render(reply):
        for text in mrkdwn(call):
            rest = EMPHASIS.sub("", OURS.sub("", LINK.sub("", text)))
            assert not re.search(r"[*`~]|(?<!\w)_|_(?!\w)", rest), text
            assert not re.search(r"^\s*&gt;", text, re.M)


@many
@given(replies)
def test_every_call_has_its_own_name_and_a_text(reply: Reply) -> None:
    calls = render(reply)
    assert calls[0].name == reply.name
    assert len({call.name for call in calls}) == len(calls)
    assert all(call.payload["text"].strip() for call in calls)
