"""Whatever a card, its material or a model says, what is shown of it is within Slack's limits and only read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.views import VIEWS, render
from bot.views.gallery_personas import PERSONA
from bot.views.limits import faults
from flows import memory_replies, origin_replies, persona_replies, segmentation_replies
from flows.persona_replies import PagesOffered, PersonaCard, SharedSynthesis, SynthesisPreview
from flows.replies import Reply
from personas.passages import Link
from personas.synthesis import Claim, Quote, Synthesis
from playground.blocks import ALL_TEXT, all_text, faults_of
from tests.views import hostile_memory, hostile_segments
from tests.views.hostile import names
from tests.views.hostile_personas import SHOWN, replies
from tests.views.marks import ENTITY, INVISIBLE, LINK

EVERYTHING = st.one_of(
    replies,
    *(
        st.builds(kind, name=names, **fields)
        for kind, fields in (*hostile_memory.SHOWN.items(), *hostile_segments.SHOWN.items())
    ),
)
OURS = re.compile(r"<#C1>|<@(?:U0123456789|U1|W77)>|<https://a\.example/b\|[^<>]*>")
"""Where a synthesis would be posted to, who answers for a decision, and the pages of a site that somebody named."""
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def marked_up(value: Any) -> Iterator[dict[str, Any]]:
    """Every text object that Slack reads as mrkdwn."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value
        for each in value.values():
            yield from marked_up(each)
    elif isinstance(value, list):
        for each in value:
            yield from marked_up(each)


@many
@given(EVERYTHING)
def test_every_message_is_within_slacks_limits(reply: Reply) -> None:
    for call in render(reply):
        assert faults(call.payload, changes=bool(call.changes)) == []
        assert faults_of(call.payload["blocks"]) == []
        assert all_text(call.payload["blocks"]) <= ALL_TEXT


@many
@given(EVERYTHING)
def test_nothing_pings_links_or_reverses(reply: Reply) -> None:
    for call in render(reply):
        shown = list(marked_up(call.payload["blocks"]))
        assert all(each["verbatim"] for each in shown)
        for text in (call.payload["text"], *(each["text"] for each in shown)):
            rest = OURS.sub("", LINK.sub("", text))
            assert not re.search("[<>]", rest)
            assert "&" not in ENTITY.sub("", rest)
            assert not INVISIBLE.search(rest)


@many
@given(EVERYTHING)
def test_slack_is_told_to_make_nothing_of_it(reply: Reply) -> None:
    for call in render(reply):
        told = {key: call.payload.get(key) for key in ("parse", "link_names")}
        assert told == {"parse": "none", "link_names": False}
        if not call.changes:
            assert (call.payload["unfurl_links"], call.payload["unfurl_media"]) == (False, False)
        assert call.payload["text"].strip()


def test_every_view_of_personas_is_tried() -> None:
    ours = {each.__name__ for each in (persona_replies, memory_replies, origin_replies, segmentation_replies)}
    tried = {*SHOWN, *hostile_memory.SHOWN, *hostile_segments.SHOWN}
    assert tried == {kind for kind in VIEWS if kind.__module__ in ours}


AMPERSANDS = "&" * 400
"""Five characters each, once they are made safe: nothing takes more room."""


@pytest.mark.parametrize("claims", [1, 5, 10])
def test_a_synthesis_without_an_end_is_still_one_message_with_its_firmest_claims(claims: int) -> None:
    quotes = (Quote(answer="a1", text=AMPERSANDS), Quote(answer="a12", text=AMPERSANDS))
    claim = Claim(kind="need", text=AMPERSANDS, quotes=quotes, against=AMPERSANDS, decides=AMPERSANDS)
    first = claim.model_copy(update={"text": "Pays at the end of the month.", "against": "", "decides": ""})
    synthesis = Synthesis(claims=(first, *[claim] * (claims - 1)), ask_customers=("When did you pay last?",) * 3)
    persona = PERSONA.model_copy(update={"occupation": AMPERSANDS[:200], "decision": AMPERSANDS})
    for reply in (
        SharedSynthesis("post", persona, synthesis, {}, "C1", "https://acme.slack.com/archives/C1/p1"),
        SynthesisPreview("preview", persona, synthesis, {}, "C1", people=9, outside=2),
    ):
        [call] = render(reply)
        assert faults(call.payload) == []
        assert "Pays at the end of the month." in str(call.payload["blocks"])


def test_a_card_that_stands_on_nothing_says_so_plainly() -> None:
    assumed = tuple(each.model_copy(update={"sources": ()}) for each in PERSONA.statements)
    assert all(each.assumed for each in assumed)
    invented = PERSONA.model_copy(update={"statements": assumed})
    [told] = [str(call.payload) for call in render(PersonaCard("card-1", invented, (), rehearsing=False))]
    assert f"Nothing on it stands on the brief or your material: all {len(assumed)} statements are assumptions." in told


def test_pages_with_long_addresses_are_offered_in_as_many_messages_as_it_takes() -> None:
    links = tuple(Link(url=f"https://a.example/{'b' * 900}/{number}", title="Prices") for number in range(19))
    calls = render(PagesOffered("pages", links))
    assert len(calls) > 1
    assert all(faults(call.payload) == [] for call in calls)
