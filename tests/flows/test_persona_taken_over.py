"""A card that came ready says where it came from, and never that it was made by the rules which rehearse here."""

from __future__ import annotations

import pytest

from flows.llm.rehearsal import RehearsalModel
from flows.persona import PERSONA, keeping
from flows.persona_replies import PersonaCard
from flows.runtime import SAMPLE, File, Sheet
from personas.formats import Imported
from personas.passages import Passage
from personas.sample import sample
from tests.flows.thread import Thread, stored

RULE = "Most bookings may be changed free of charge until 48 hours before the start."


def dropped(name: str) -> tuple[File, ...]:
    return (File(id="F1", name=name, url=f"https://files.test/{name}", size=10),)


def whence(thread: Thread) -> tuple[str, bool]:
    """-> the file that the card says it was taken over from, and whether it says that rules made it."""
    card = thread.last(PersonaCard)
    return card.taken_from, card.rehearsing


async def taken_over() -> Thread:
    thread = Thread(PERSONA, RehearsalModel())
    thread.cards["alice.yaml"] = Imported(sample().persona, sample().passages)
    await thread.say("import this persona", mention=True, attached=dropped("alice.yaml"))
    return thread


async def with_the_sample() -> Thread:
    thread = Thread(PERSONA, RehearsalModel())
    await thread.take(thread.incoming("command", action=SAMPLE))
    return thread


async def mended(thread: Thread) -> None:
    form = keeping.form(thread.state, "edit_card")
    assert form is not None
    quote = next(each.key for each in form.choices if each.key.startswith("quote:"))
    await thread.submit("edit_card", quote, "Ring me, I have the key.")


async def copy_of(thread: Thread) -> Thread:
    await thread.say("duplicate")
    copy = Thread(PERSONA, RehearsalModel())
    await copy.take(copy.message("", value=thread.elsewhere[-1].value))
    return copy


async def test_a_card_from_a_file_names_it_also_when_it_is_mended_put_away_and_copied() -> None:
    thread = await taken_over()
    assert whence(thread) == ("alice.yaml", False)
    await mended(thread)
    await thread.say("archive")
    assert whence(thread) == ("alice.yaml", False)
    assert whence(await copy_of(thread)) == ("alice.yaml", False)


async def test_a_card_that_is_made_anew_in_its_place_was_made_here() -> None:
    thread = await taken_over()
    passage = Passage(id="m2.1", title="rules.md", place="p", text=RULE)
    thread.files["rules.md"] = Sheet(passages=(passage,), links=())
    await thread.say("with this", attached=dropped("rules.md"))
    assert whence(thread) == ("", True)
    assert whence(await copy_of(thread)) == ("", True)


async def test_another_file_in_the_same_thread_is_named_instead() -> None:
    thread = await taken_over()
    thread.cards["bea.yaml"] = Imported(sample().persona)
    await thread.say("import this persona", mention=True, attached=dropped("bea.yaml"))
    assert whence(thread) == ("bea.yaml", False)


async def test_the_sample_was_written_by_hand_also_once_it_is_mended_or_copied() -> None:
    thread = await with_the_sample()
    assert whence(await copy_of(thread)) == ("", False)
    await mended(thread)
    assert not thread.state.sample
    assert whence(thread) == ("", False)


@pytest.mark.parametrize("name", ["persona-v1-made", "persona-v2-of-a-segment"])
async def test_what_was_kept_before_cards_named_their_file_goes_on(name: str) -> None:
    thread = Thread(PERSONA, RehearsalModel(), state=stored(PERSONA, name))
    await thread.say("archive")
    assert whence(thread) == ("", True)
