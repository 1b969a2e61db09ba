"""A page somebody names is read; the pages it leads to are read only when somebody says which."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from errors import MaterialError
from flows.llm.rehearsal import RehearsalModel
from flows.persona import PERSONA
from flows.persona.state import PersonaState
from flows.persona_replies import PagesOffered, PersonaCard, ProposalsCard
from flows.replies import Reply
from flows.runtime import Context, Incoming, Outcome, Sheet
from personas.passages import Link, Passage

SITE = "https://benefits.example"
LINKS = (Link(url=f"{SITE}/faq", title="Questions"), Link(url=f"{SITE}/plans", title="Plans"))


class Talk:
    """A thread with steps taken as the engine takes them. `read`: addresses in the order in which they were read."""

    def __init__(self) -> None:
        self.state: PersonaState = PersonaState()
        self.read: list[str] = []
        self.heard: list[Reply] = []
        self._count = 0

    async def page(self, address: str, number: int) -> Sheet:
        self.read.append(address)
        if address.endswith("/broken"):
            raise MaterialError("Nobody answers at that address.")
        text = f"Employees pay all costs until the deductible of {number},500 dollars is met, as {address} says."
        passage = Passage(id=f"m{number}.1", title=address, place="Costs", text=text)
        return Sheet(passages=(passage,), links=LINKS if address == SITE else ())

    async def says(self, text: str, **more: Any) -> list[Reply]:
        """-> everything that is said until nothing is left to do"""
        self._count += 1
        first = Incoming(
            key=f"k{self._count}", team="T1", kind="message", channel="C1", ts=f"{self._count}.0", user="U1", said=text
        )
        context = Context(
            model=RehearsalModel(),
            now=datetime.now(UTC),
            random=random.Random(1),
            conversation="c1",
            read_page=self.page,
        )
        waiting, heard = [first.model_copy(update=more)], list[Reply]()
        while waiting:
            outcome: Outcome = await PERSONA.turn(self.state, waiting[:1], replace(context))
            assert isinstance(outcome.state, PersonaState)
            self.state, waiting = outcome.state, [*waiting[1:], *outcome.next]
            heard += outcome.replies
        return heard


def of(kind: type[Any], heard: list[Reply]) -> list[Any]:
    return [each for each in heard if isinstance(each, kind)]


async def test_a_page_is_read_and_where_it_leads_is_asked() -> None:
    talk = Talk()
    heard = await talk.says(f"persona of Alice, an employee, from {SITE}")
    assert talk.read == [SITE]
    assert of(PersonaCard, heard)
    assert [each.links for each in of(PagesOffered, heard)] == [LINKS]
    assert talk.state.brief == "Alice, an employee, from"


async def test_only_the_pages_that_were_chosen_are_read() -> None:
    talk = Talk()
    await talk.says(f"persona of Alice, an employee, from {SITE}")
    heard = await talk.says("read 2")
    assert talk.read == [SITE, f"{SITE}/plans"]
    assert len(of(PersonaCard, heard)) == 1
    assert of(PagesOffered, heard) == []
    assert {each.id for each in talk.state.passages} == {"m1.1", "m2.1"}


async def test_all_of_them_by_a_press_and_none_twice() -> None:
    talk = Talk()
    await talk.says(f"persona of Alice, an employee, from {SITE}")
    await talk.says("", kind="press", action="read_pages")
    assert talk.read == [SITE, f"{SITE}/faq", f"{SITE}/plans"]


async def test_an_address_without_a_description_leads_to_proposals() -> None:
    talk = Talk()
    heard = await talk.says(f"persona from {SITE}")
    assert of(ProposalsCard, heard)
    assert of(PersonaCard, heard) == []


async def test_a_page_that_cannot_be_read_holds_nothing_up() -> None:
    talk = Talk()
    heard = await talk.says(f"persona of Alice, an employee: {SITE}/broken and {SITE}")
    assert talk.read == [f"{SITE}/broken", SITE]
    assert any("Nobody answers" in str(each) for each in heard)
    assert of(PersonaCard, heard)
