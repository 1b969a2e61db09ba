"""The thread of a persona, rule by rule: what a card keeps, what is edited, what is counted and what begins what."""

from __future__ import annotations

from typing import Any

import pytest

from flows.keeping import THE_TEAMS, WHO_IS_THAT
from flows.libraries import Scoring, Seed
from flows.llm.rehearsal import RehearsalModel
from flows.persona import PERSONA, beginning, keeping
from flows.persona.graph import MOST_INTERVIEWS
from flows.persona.state import MOST_PASSAGES, PersonaState
from flows.persona_replies import PersonaCard, Plan, ProposalsCard
from flows.records import PersonaErased, PersonaKept
from flows.replies import Notice
from flows.runtime import SAMPLE, SCORED, File, Incoming, Sheet
from personas.fidelity import Score
from personas.formats import Imported
from personas.passages import Link, Passage, nearest
from personas.request import CHILD
from personas.sample import sample
from personas.schema import MOST_STATEMENTS, Origin, Part, Persona, Source, Statement
from tests.flows.thread import Thread, stored
from tests.model_scripts import ScriptedModel

ASKED = "persona of a caretaker who books the sports hall for a village club"
RULE = "Most bookings may be changed free of charge until 48 hours before the start."


async def made(asked: str = ASKED, model: Any = None, **more: Any) -> Thread:
    thread = Thread(PERSONA, model or RehearsalModel(), **more)
    await thread.say(asked, mention=True)
    assert thread.state.persona is not None
    return thread


def card(thread: Thread) -> Persona:
    persona = thread.state.persona
    assert isinstance(persona, Persona)
    return persona


def line(thread: Thread, key: str) -> str:
    """How the form calls that line: with a fingerprint of how it reads."""
    form = keeping.form(thread.state, "edit_card")
    assert form is not None
    return next(each.key for each in form.choices if each.key.startswith(f"{key}:"))


async def edited(thread: Thread, key: str, text: str) -> str:
    """-> what is said of it."""
    await thread.submit("edit_card", line(thread, key), text)
    return thread.last(Notice).text


async def test_material_read_after_a_card_was_taken_in_is_numbered_behind_what_came_with_it() -> None:
    """A citation of the card leads to the passage it came with, not to one of another file."""
    came = Passage(id="m2.1", title="old.md", place="p", text=RULE)
    rule = Statement(id="C1", part=Part.CHALLENGES, text=RULE, sources=(Source(origin=Origin.MATERIAL, ref="m2.1"),))
    thread = Thread(PERSONA, RehearsalModel())
    thread.cards["card.yaml"] = Imported(sample().persona.model_copy(update={"statements": (rule,)}), (came,))
    thread.files["new.md"] = sheet("Every knife is sharpened on Tuesday mornings only.", material=3)
    await thread.say("import this persona", mention=True, attached=dropped("card.yaml"))
    assert thread.state.materials == 2
    await thread.say("this too", attached=dropped("new.md"))
    assert len({each.id for each in thread.state.passages}) == len(thread.state.passages) == 2


def over(interview: str, version: int, answers: int) -> str:
    scored = Scoring(interview=interview, version=version, score=Score(answers=answers, fitting=answers))
    return scored.model_dump_json()


async def tell_score(thread: Thread, interview: str, version: int, answers: int) -> None:
    value = over(interview, version, answers)
    await thread.take(thread.incoming("schedule", action=SCORED, value=value, user="", thread_ts=None))


def sheet(*texts: str, material: int = 1, links: tuple[Link, ...] = ()) -> Sheet:
    passages = (Passage(id=f"m{material}.{at}", title="t", place="p", text=each) for at, each in enumerate(texts, 1))
    return Sheet(passages=tuple(passages), links=links)


def dropped(name: str) -> tuple[File, ...]:
    return (File(id="F1", name=name, url=f"https://files.test/{name}", size=10),)


async def test_a_card_made_anew_begins_without_the_scores_of_the_old_one() -> None:
    thread = await made(files={"rules.md": sheet(RULE)})
    await tell_score(thread, "one", 1, 4)
    await edited(thread, "quote", "Ring me, I have the key.")
    await tell_score(thread, "two", 2, 5)
    shown = thread.last(PersonaCard)
    assert (shown.interviews, shown.score.answers) == (2, 9)
    await thread.say("with this", attached=dropped("rules.md"))
    shown = thread.last(PersonaCard)
    assert (shown.interviews, shown.score.answers) == (0, 0)
    await tell_score(thread, "late", 2, 3)
    assert thread.last(PersonaCard).interviews == 0


async def test_a_score_told_twice_counts_once() -> None:
    thread = await made()
    await tell_score(thread, "one", 1, 4)
    await tell_score(thread, "one", 1, 6)
    shown = thread.last(PersonaCard)
    assert (shown.interviews, shown.score.answers) == (1, 6)


async def test_so_many_interviews_begin_from_one_card_and_no_more() -> None:
    thread = await made(files={"rules.md": sheet(RULE)})
    for _ in range(MOST_INTERVIEWS):
        assert await thread.press("interview_persona", "card-1") == []
    [told] = await thread.press("interview_persona", "card-1")
    assert isinstance(told, Notice)
    assert str(MOST_INTERVIEWS) in told.text
    assert len({each.key for each in thread.elsewhere}) == MOST_INTERVIEWS
    await edited(thread, "quote", "Ring me.")
    [told] = await thread.press("interview_persona", "card-1")
    assert isinstance(told, Notice)
    await thread.say("again", attached=dropped("rules.md"))
    assert await thread.press("interview_persona", "card-3") == []


async def test_an_interview_is_held_with_the_card_as_it_was_when_it_began() -> None:
    thread = await made()
    await thread.press("interview_persona", "card-1")
    await edited(thread, "quote", "Ring me, I have the key.")
    await thread.press("interview_persona", "card-1")
    seeds = [Seed.model_validate_json(each.value or "") for each in thread.elsewhere]
    assert [each.version for each in seeds] == [1, 2]
    assert [each.persona.quote == "Ring me, I have the key." for each in seeds] == [False, True]
    assert all(each.persona == "calm-river-1" for each in thread.elsewhere)


async def test_whoever_edits_must_have_seen_the_line_as_it_is() -> None:
    thread = await made()
    seen = line(thread, "quote")
    await edited(thread, "quote", "Ring me, I have the key.")
    await thread.submit("edit_card", seen, "Write me.")
    assert thread.last(Notice).text == keeping.CHANGED_MEANWHILE
    assert card(thread).quote == "Ring me, I have the key."
    await thread.submit("edit_card", "Z9:00000000", "Write me.")
    assert thread.last(Notice).text == keeping.CHANGED_MEANWHILE


async def test_an_edited_statement_is_the_team_s() -> None:
    thread = await made()
    id = card(thread).statements[0].id
    await edited(thread, id, "Keeps the key of the hall on a string.")
    changed = card(thread).statements[0]
    assert (changed.id, changed.text) == (id, "Keeps the key of the hall on a string.")
    assert [each.origin for each in changed.sources] == [Origin.TEAM]
    kept = thread.kept(PersonaKept)
    assert [each.version for each in kept] == [1, 2]


async def test_a_statement_that_would_make_a_child_of_her_is_refused() -> None:
    thread = await made()
    before = card(thread)
    assert CHILD in await edited(thread, before.statements[0].id, "Is a nine-year-old boy who plays there.")
    assert card(thread) == before


async def test_a_line_is_taken_off_and_what_every_card_needs_is_not() -> None:
    thread = await made()
    first = card(thread).statements[0]
    await edited(thread, first.id, "remove")
    assert first.id not in [each.id for each in card(thread).statements]
    assert await edited(thread, "name", "remove") == keeping.NOT_TO_BE_REMOVED
    assert await edited(thread, "new", "Remove") == keeping.NOT_TO_BE_REMOVED


async def test_a_question_of_the_guide_is_changed_and_taken_off() -> None:
    thread = await made()
    guide = card(thread).guide
    await edited(thread, "g2", "What did you do with the key the last time?")
    assert [each.text for each in card(thread).guide][1] == "What did you do with the key the last time?"
    await edited(thread, "g1", "remove")
    assert [each.id for each in card(thread).guide] == [each.id for each in guide[1:]]


@pytest.mark.parametrize("typed", ["needs: A spare key at the bakery.", "Needs :  A spare key at the bakery."])
async def test_a_new_line_gets_the_next_number_of_its_part(typed: str) -> None:
    thread = await made()
    before = [each.id for each in card(thread).of(Part.NEEDS)]
    await edited(thread, "new", typed)
    new = card(thread).of(Part.NEEDS)[-1]
    assert new.text == "A spare key at the bakery."
    assert new.id not in before
    assert new.id == f"N{len(before) + 1}"


async def test_a_new_line_without_a_part_is_refused_with_the_parts() -> None:
    thread = await made()
    assert "pain points" in await edited(thread, "new", "A spare key at the bakery.")
    assert await edited(thread, "new", "needs:") == keeping.NO_PART.format(parts=", ".join(part.value for part in Part))


async def test_a_full_card_takes_no_further_line() -> None:
    thread = await made()
    lines = tuple(
        Statement(id=f"G{at}", part=Part.GOALS, text=f"Wants thing {at}.", sources=keeping.BY_TEAM)
        for at in range(1, MOST_STATEMENTS + 1)
    )
    full = card(thread).model_copy(update={"statements": lines})
    thread.state = thread.state.model_copy(update={"persona": full})
    assert str(MOST_STATEMENTS) in await edited(thread, "new", "needs: One more.")
    assert card(thread) == full


async def test_only_the_sample_goes_without_a_question() -> None:
    thread = await made()
    assert await thread.press("remove_sample", "card-1") == []
    assert card(thread)
    other = Thread(PERSONA)
    await other.take(other.incoming("command", action=SAMPLE))
    assert card(other).name == sample().persona.name
    await other.press("remove_sample", "card-1")
    assert other.state.persona is None
    assert len(other.kept(PersonaErased)) == 1


@pytest.mark.parametrize(("member", "words"), [(False, THE_TEAMS), (None, WHO_IS_THAT)])
async def test_who_is_no_member_of_the_team_deletes_no_persona(member: bool | None, words: str) -> None:
    """Neither by the button nor in words, and not where Slack does not say who somebody is."""
    thread = await made()
    thread.member = member
    for said in ("delete", "delete for good"):
        await thread.say(said)
        assert thread.last(Notice).text == words
    await thread.press("erase", "card-1")
    assert card(thread)
    assert thread.kept(PersonaErased) == []
    thread.member = True
    await thread.say("delete for good")
    assert thread.state.persona is None


async def test_the_sample_that_somebody_mends_is_the_team_s_own() -> None:
    thread = Thread(PERSONA)
    await thread.take(thread.incoming("command", action=SAMPLE))
    await edited(thread, "quote", "I take the cheapest one.")
    assert await thread.press("remove_sample", "card-1") == []
    assert card(thread).quote == "I take the cheapest one."


async def test_the_passages_nearest_to_the_brief_travel_with_the_card() -> None:
    near = [f"The caretaker books the sports hall of village {number}." for number in range(40)]
    far = [f"Lorries of the type {number} burn diesel on motorways." for number in range(60)]
    texts = [text for pair in zip(far, near, strict=False) for text in pair] + far[40:]
    thread = await made(files={})
    thread.files["rules.md"] = sheet(*texts)
    await thread.say("", attached=dropped("rules.md"))
    kept = [each.text for each in thread.state.passages]
    assert len(kept) == MOST_PASSAGES
    assert [each for each in kept if each in near] == near, "all that are near, in the order of the material"
    assert nearest(thread.state.passages, thread.state.brief, 40) == tuple(
        each for each in thread.state.passages if each.text in near
    )


async def test_a_picture_is_part_of_the_price() -> None:
    class Paid(RehearsalModel):
        rehearses = False

    without = await made(model=Paid(), price=1.0)
    pictures = ScriptedModel()
    thread = Thread(PERSONA, Paid(), price=1.0, pictures=pictures, waits=True)
    await thread.say(ASKED, mention=True)
    costs = [float(each.last(Plan).cost.split(" tokens of the language model, ")[1].split(" ")[0])
             for each in (_first_plan(without), thread)]  # fmt: skip
    assert costs[1] - costs[0] == pytest.approx(1.0, abs=0.011)


def _first_plan(thread: Thread) -> Thread:
    """The same thread, as if only its first plan had been said."""
    first = next(each for each in thread.heard if isinstance(each, Plan) and each.cost)
    thread.heard = [first]
    return thread


async def test_a_step_that_was_put_off_does_nothing() -> None:
    thread = Thread(PERSONA, waits=True)
    await thread.say(ASKED, mention=True)
    [early] = thread.rows
    await thread.say("She keeps the key of the hall.")
    late = thread.rows[-1]
    assert early.value != late.value
    before = thread.state
    assert await thread.take(early) == []
    assert thread.state == before
    assert await thread.take(late) != []


async def test_pages_are_offered_once() -> None:
    home, prices = Link(url="https://hall.test/", title="Home"), Link(url="https://hall.test/prices", title="Prices")
    thread = Thread(PERSONA)
    thread.pages = {
        home.url: sheet(RULE, links=(home, prices)),
        prices.url: sheet("An hour costs 40 euros on a weekday.", material=2, links=(home, prices)),
    }
    await thread.say(f"{ASKED} {home.url}", mention=True)
    assert [each.url for each in thread.state.offered] == [prices.url]
    await thread.say("read 1")
    assert thread.state.offered == ()
    assert {each.id for each in thread.state.passages} == {"m1.1", "m2.1"}


async def test_whoever_was_proposed_gets_one_thread_however_often_it_is_pressed() -> None:
    thread = Thread(PERSONA, files={"rules.md": sheet(RULE, "An hour costs 40 euros on a weekday for clubs.")})
    await thread.say("make us personas", mention=True, attached=dropped("rules.md"))
    proposals = thread.last(ProposalsCard)
    await thread.press("make_1", proposals.name)
    [told] = await thread.press("make_1", proposals.name)
    assert isinstance(told, Notice)
    called = thread.state.proposed[0].partition(",")[0]
    assert told.text == beginning.IN_A_THREAD_ALREADY.format(name=called)
    await thread.say("make 2")
    assert [each.begins for each in thread.elsewhere] == ["persona", "persona"]
    await thread.say("make us personas", mention=True)
    await thread.press("make_1", thread.last(ProposalsCard).name)
    assert len(thread.elsewhere) == 3


async def test_the_plan_of_proposals_ends_with_who_they_are() -> None:
    thread = Thread(PERSONA, RehearsalModel())
    await thread.say("make us personas", mention=True)
    plans = [each for each in thread.heard if isinstance(each, Plan)]
    assert {(each.kind, each.about) for each in plans if not each.finished} == {("proposals", "")}
    proposed = thread.last(ProposalsCard).proposals
    assert plans[-1].finished
    assert plans[-1].about.split(", ") == [each.name for each in proposed]


async def test_people_who_talk_below_a_card_are_told_once_how_to_go_on_and_again_when_they_ask() -> None:
    thread = await made()
    assert "write “interview”" in (await thread.say("I know somebody like that."))[0].text  # type: ignore[attr-defined]
    assert await thread.say("So do I, from the club.") == []
    for asked, mention in (("How do I talk with him?", False), ("And now", True)):
        assert "write “interview”" in (await thread.say(asked, mention=mention))[0].text  # type: ignore[attr-defined]


async def test_what_comes_after_the_end_of_a_persona_is_told_once() -> None:
    thread = await made()
    await thread.say("delete for good")
    await tell_score(thread, "one", 1, 4)
    assert thread.state.scores == {}
    row = Incoming(key="i", team="T1", kind="schedule", channel="", ts="5000.0", action="interview_at", value="x")
    assert await thread.take(row) == []
    [told] = await thread.say("hello?")
    assert isinstance(told, Notice)
    assert await thread.say("hello?") == []
    assert isinstance(thread.state, PersonaState)


async def test_a_card_of_the_first_version_is_edited_and_interviewed() -> None:
    thread = Thread(PERSONA, state=stored(PERSONA, "persona-v1-made"))
    await edited(thread, "quote", "I take the cheapest one.")
    assert thread.last(PersonaCard).changes == "card-1"
    await thread.press("interview_persona", "card-1")
    assert Seed.model_validate_json(thread.elsewhere[0].value or "").persona == card(thread)


async def test_a_card_that_was_being_made_is_finished() -> None:
    thread = Thread(PERSONA, state=stored(PERSONA, "persona-v2-making"))
    job = thread.state.job
    await thread.take(thread.incoming("schedule", action="step", value=f"{job.key}:{job.steps}"))
    assert card(thread).name == job.draft.name


async def test_where_a_persona_was_deleted_it_is_told_once() -> None:
    thread = Thread(PERSONA, state=stored(PERSONA, "persona-v2-gone"))
    assert [isinstance(each, Notice) for each in await thread.say("hello?")] == [True]
    assert await thread.say("hello?") == []
