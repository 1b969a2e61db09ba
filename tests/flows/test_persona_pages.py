"""A page somebody names is read; the pages it leads to are read only when somebody says which."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.fetch import GONE, INSIDE
from bot.material.reading import read_page
from errors import LOGIN, MaterialError
from flows.llm.rehearsal import RehearsalModel
from flows.persona import PERSONA
from flows.persona.state import PersonaState
from flows.persona_replies import PagesOffered, PersonaCard, ProposalsCard
from flows.replies import Notice, Reply
from flows.runtime import Context, File, Incoming, Outcome, Sheet
from personas.passages import Link, Passage, Portion
from tests.personas.site import PAGE, Handler, Site, fails, gives, leads, opened

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

    async def file(self, file: File, number: int) -> Sheet:
        text = "Employees pay all costs until the deductible of 1,500 dollars is met, as the law says."
        passage = Passage(id=f"m{number}.1", title=file.name, place="page 1", text=text)
        return Sheet(passages=(passage,), portion=Portion(read=300, of=2000, unit="pages"))

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
            read_file=self.file,
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
    assert talk.state.brief == "Alice, an employee"


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


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (fails(404), GONE),
        (fails(401), LOGIN),
        (leads("/login"), LOGIN),
        (leads("https://169.254.169.254/latest/meta-data/"), INSIDE),
        (leads("https://[64:ff9b::7f00:1]/"), INSIDE),
    ],
    ids=["not there", "behind a login", "led to a login", "to the metadata service", "to this machine in disguise"],
)
async def test_a_page_that_is_refused_is_said_and_the_card_is_made_without_it(answers: Handler, told: str) -> None:
    """Through the real door, to a real site."""
    async with opened() as site:
        site.pages = {"/": answers, "/login": gives(PAGE)}
        door = Doorman(site)
        heard = await door.says(f"persona of Alice, an employee, from {SITE}")
    [said] = [each.text for each in of(Notice, heard)]
    assert told in said
    assert "made without it" in said
    assert of(PersonaCard, heard)
    assert door.state.passages == ()
    assert set(site.asked) <= {"/", "/login"}


class Doorman(Talk):
    """Pages are read by the bot's own door, at the site of this test."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self._site = site

    async def page(self, address: str, number: int) -> Sheet:
        return await read_page(self._site.web(), self._site.url(), number)


async def test_a_long_file_is_read_in_part_and_that_is_said() -> None:
    talk = Talk()
    heard = await talk.says("persona of Alice, an employee", attached=(File(id="F1", name="law.pdf", url=SITE),))
    [said] = [each.text for each in of(Notice, heard)]
    assert said.startswith("law.pdf is long: I read the first 300 of 2,000 pages.")
    assert of(PersonaCard, heard)
    assert talk.state.passages != ()
