"""Where is this from? Asked once of what came together, whatever is read later; said while the card is being made."""

from __future__ import annotations

from typing import Any

from flows.origin_replies import OriginAsked, OriginKnown
from flows.origins import SAY_ORIGIN, answer_of
from flows.persona import PERSONA
from flows.persona.state import Phase, Start
from flows.persona_replies import PersonaCard, WholeCard
from flows.records import MaterialGiven, OriginSaid
from flows.replies import Reply
from flows.runtime import File, Sheet
from personas.passages import Link, Passage
from studies.provenance import Basis, CameFrom, Provenance
from tests.flows.thread import Thread

SITE, FAQ = "https://vans.example", "https://vans.example/faq"
RULE = "You pay all costs of care yourself until the deductible of 1,500 dollars is met."
BRIEF = "persona of Alice, a cost-conscious employee"
OURS = Provenance(came_from=CameFrom.OWN, basis=Basis.NOT_PERSONAL)


def sheet(number: int, *links: Link) -> Sheet:
    return Sheet(passages=(Passage(id=f"m{number}.1", title="t", place="p", text=RULE),), links=links)


def talk(**more: Any) -> Thread:
    pages = {SITE: sheet(1, Link(url=FAQ, title="FAQ")), FAQ: sheet(2)}
    return Thread(PERSONA, files={"a.md": sheet(1), "b.md": sheet(2)}, pages=pages, **more)


def dropped(*names: str) -> tuple[File, ...]:
    return tuple(File(id=f"F-{name}", name=name, url=f"https://files.test/{name}", size=10) for name in names)


def asked(heard: list[Reply]) -> list[OriginAsked]:
    return [each for each in heard if isinstance(each, OriginAsked)]


def given(thread: Thread) -> list[tuple[str, str]]:
    return [(each.name, each.upload) for each in thread.records if isinstance(each, MaterialGiven)]


async def says(thread: Thread, upload: str, **more: Any) -> list[Reply]:
    value = answer_of(upload, OURS)
    return await thread.take(thread.incoming("submission", action=SAY_ORIGIN, value=value, user="U2", **more))


async def test_files_of_one_message_are_asked_about_together_and_of_two_apart() -> None:
    thread = talk()
    one, two = thread.message(BRIEF, attached=dropped("a.md")), thread.message("and this", attached=dropped("b.md"))
    lines = asked(await thread.take(one, two))
    assert [(each.materials, each.upload) for each in lines] == [(("a.md",), one.ts), (("b.md",), two.ts)]
    assert [each.number for each in thread.state.given] == [1, 2]


async def test_nothing_is_asked_where_nothing_was_given() -> None:
    thread = talk()
    assert asked(await thread.say(BRIEF, mention=True)) == []
    assert thread.state.given == ()


async def test_a_file_that_comes_again_is_not_asked_about_again_and_read_under_another_number() -> None:
    thread = talk()
    await thread.say(BRIEF, attached=dropped("a.md"))
    assert asked(await thread.say("again", attached=dropped("a.md"))) == []
    assert [(each.name, each.number) for each in thread.state.given] == [("a.md", 1), ("a.md", 2)]
    assert len({each.upload for each in thread.state.given}) == 1


async def test_further_pages_of_a_site_are_what_its_first_is() -> None:
    thread = talk()
    [line] = asked(await thread.say(f"{BRIEF}, from {SITE}", mention=True))
    assert asked(await thread.press("read_pages")) == []
    assert given(thread) == [(SITE, line.upload), (FAQ, line.upload)]
    assert [each.number for each in thread.state.given] == [1, 2]


async def test_it_is_said_while_the_card_is_made_and_the_card_is_made_all_the_same() -> None:
    thread = talk(waits=True)
    [line] = asked(await thread.say(BRIEF, attached=dropped("a.md")))
    before = thread.state.job
    [known] = await says(thread, line.upload)
    assert isinstance(known, OriginKnown)
    assert (known.changes, known.said, known.materials) == (line.name, OURS, ("a.md",))
    assert thread.records[-1] == OriginSaid(line.upload, OURS, "U2")
    assert (thread.state.phase, thread.state.job) == (Phase.MAKING, before)
    thread.waits = False
    assert any(isinstance(each, PersonaCard) for each in await thread.take(thread.rows.pop()))


async def test_each_correction_changes_the_same_line() -> None:
    thread = talk()
    [line] = asked(await thread.say(BRIEF, attached=dropped("a.md")))
    lines = [each for _ in range(2) for each in await says(thread, line.upload)]
    assert [each.changes for each in lines if isinstance(each, OriginKnown)] == [line.name] * 2


async def test_what_was_never_given_here_and_what_makes_no_sense_is_left_alone() -> None:
    thread = talk()
    await thread.say(BRIEF, attached=dropped("a.md"))
    kept = len(thread.records)
    assert await says(thread, "9.9") == []
    for value in ("", "{", '{"upload": "9.9"}', '{"upload": "1", "said": {"came_from": "mars", "basis": "agreed"}}'):
        assert await thread.take(thread.incoming("submission", action=SAY_ORIGIN, value=value)) == []
    assert len(thread.records) == kept


async def test_whoever_is_proposed_takes_along_where_her_material_is_from() -> None:
    thread = talk()
    await thread.say("make us personas", mention=True, attached=dropped("a.md"))
    await thread.say("make 1")
    start = Start.model_validate_json(thread.elsewhere[-1].value or "")
    assert [(each.name, each.number, each.conversation) for each in start.given] == [
        ("a.md", 1, thread.state.given[0].conversation)
    ]
    child = talk()
    await child.take(child.incoming("command", value=start.model_dump_json(), begins="persona"))
    assert asked(child.heard) == []
    child.files = {"b.md": sheet(2)}
    await child.say("and this", attached=dropped("b.md"))
    assert [(each.name, each.number) for each in child.state.given] == [("a.md", 1), ("b.md", 2)]
    [whole] = [each for each in await child.say("card") if isinstance(each, WholeCard)]
    assert {f"m{each.number}" for each in whole.given} == {each.partition(".")[0] for each in whole.passages}
