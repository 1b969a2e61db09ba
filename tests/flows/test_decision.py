"""A decision from the first word to its end: nothing is adopted on its own, and only one segmentation counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flows.decision import DECISION
from flows.decision.graph import NONE_LISTED, NONE_YET, WHAT
from flows.decision.state import Proposal
from flows.desk.graph import DESK, DeskState
from flows.memories import NoMemory
from flows.memory_replies import DecisionCard, DecisionsShown
from flows.records import DecisionKept
from flows.replies import Notice
from studies.decisions import Decision, Kind, Part, State
from studies.learned import Insight
from tests.flows.thread import Thread, stored
from tests.studies.insights import INVENTED, claim, insight, member, saying

TOLD = "We decided to raise prices for warehouse workers in May."
SEGMENTS = (
    Part(letter="A", name="Couriers", rule="Ride every day."),
    Part(letter="B", name="Schools", rule="Ask once."),
)


@dataclass
class Memory(NoMemory):
    learned: list[Insight] = field(default_factory=list)
    made: list[Decision] = field(default_factory=list)

    async def insights(self) -> list[Insight]:
        return self.learned

    async def decisions(self) -> list[Decision]:
        return self.made


def thread(memory: Memory | None = None) -> Thread:
    return Thread(DECISION, memory=memory or Memory())


async def proposed(memory: Memory | None = None) -> Thread:
    talk = thread(memory)
    proposal = Proposal(text="2 segments: Couriers, Schools", parts=SEGMENTS, link="https://slack.test/p1")
    await talk.take(talk.incoming("command", user="U1", action="propose", value=proposal.model_dump_json()))
    return talk


def card(talk: Thread) -> DecisionCard:
    return talk.last(DecisionCard)


def kept(talk: Thread) -> DecisionKept:
    return [each for each in talk.records if isinstance(each, DecisionKept)][-1]


async def test_whoever_says_what_was_decided_answers_for_it_until_somebody_else_does() -> None:
    talk = thread()
    await talk.say(TOLD, mention=True)
    assert (card(talk).state, card(talk).text, card(talk).owner) == (
        State.ADOPTED,
        "Raise prices for warehouse workers in May.",
        "U1",
    )
    await talk.say("owner <@U7>")
    assert (card(talk).owner, card(talk).changes, kept(talk).owner) == ("U7", "decision", "U7")
    await talk.say("retire")
    assert (card(talk).state, talk.status) == (State.RETIRED, "closed")
    assert kept(talk).retired_at is not None
    await talk.say("adopt")
    assert (card(talk).state, kept(talk).retired_at) == (State.ADOPTED, None)


async def test_what_is_proposed_is_adopted_by_a_person_only() -> None:
    talk = await proposed()
    assert (card(talk).state, card(talk).parts) == (State.PROPOSED, SEGMENTS)
    await talk.press("adopt_decision", "decision", user="U9")
    assert (card(talk).state, kept(talk).decided_at) == (State.ADOPTED, talk.now.timestamp())
    before = len(talk.records)
    await talk.press("adopt_decision", "decision", user="U9")
    assert len(talk.records) == before


async def test_one_whose_place_was_taken_is_retired() -> None:
    old = thread()
    await old.say(TOLD, mention=True)
    await old.take(old.incoming("schedule", user="", action="superseded"))
    assert card(old).state is State.RETIRED


async def test_it_rests_on_what_was_learned_here_and_says_what_is_invented() -> None:
    here = insight("i1", member(claim("Warehouse workers mind higher prices.", INVENTED)))
    elsewhere = insight("i2", member(claim("Warehouse workers love raised prices."), channel="C9"))
    talk = thread(Memory(learned=[elsewhere, here]))
    await talk.say(TOLD, mention=True)
    assert [(each.text, each.synthetic, each.chosen) for each in card(talk).basis] == [
        ("Warehouse workers mind higher prices.", True, False)
    ]
    await talk.say("rests on 2")
    assert "lists 1" in talk.last(Notice).text
    await talk.say("rests on 1")
    assert kept(talk).insights == ("i1",)
    await talk.say("rests on nothing")
    assert kept(talk).insights == ()


async def test_a_card_offers_what_shares_its_subject_in_other_words() -> None:
    far = "Most of our warehouse people call on Monday mornings, when the new lists come out and nobody answers."
    talk = thread(Memory(learned=[saying("i1", far), saying("i2", "Schools ask once.")]))
    await talk.say(TOLD, mention=True)
    assert [each.text for each in card(talk).basis] == [far]


async def test_a_card_that_lists_nothing_says_what_to_do_and_finds_by_words() -> None:
    learned = [saying("i1", "The help desk gets 90 calls a day."), saying("i2", "Each help desk call takes an hour.")]
    talk = thread(Memory(learned=learned))
    await talk.say(TOLD, mention=True)
    await talk.say("rests on 3")
    assert talk.last(Notice).text == NONE_LISTED
    await talk.say("rests on pelicans")
    assert "“pelicans”" in talk.last(Notice).text
    await talk.say("rests on help desk calls")
    assert [(each.number, each.chosen) for each in card(talk).basis] == [(1, False), (2, False)]
    assert "“rests on 1”" in talk.last(Notice).text
    await talk.say("rests on takes an hour")
    assert kept(talk).insights == ("i2",)


async def test_words_that_were_erased_are_on_no_card_that_is_drawn_anew() -> None:
    memory = Memory(learned=[insight("i1", member(claim("Warehouse workers mind higher prices.")))])
    talk = thread(memory)
    await talk.say(TOLD, mention=True)
    assert "mind higher prices" in str(card(talk).basis)
    memory.learned.clear()
    await talk.say("owner <@U7>")
    assert card(talk).basis == ()
    assert "mind higher prices" not in talk.state.model_dump_json()


async def test_which_one_counts_is_answered_and_what_is_proposed_comes_apart() -> None:
    told = {"text": "Two segments", "owner": "U1", "made_by": "U1", "channel": "C1", "created_at": 1.0}
    made = [
        Decision(id="a", kind=Kind.SEGMENTATION, state=State.ADOPTED, **told),
        Decision(id="b", kind=Kind.SEGMENTATION, state=State.PROPOSED, **told),
        Decision(id="c", kind=Kind.SEGMENTATION, state=State.RETIRED, **told),
        Decision(id="d", kind=Kind.DECISION, state=State.ADOPTED, **told),
    ]
    talk = thread(Memory(made=made))
    await talk.say("which segmentation counts?", mention=True)
    shown = talk.last(DecisionsShown)
    assert [[each.id for each in some] for some in (shown.in_force, shown.proposed)] == [["a"], ["b"]]
    assert talk.records == []
    await talk.say("what did we decide?", mention=True)
    assert [each.id for each in talk.last(DecisionsShown).in_force] == ["d"]


async def test_people_who_talk_below_it_are_left_alone_and_who_asks_is_told() -> None:
    talk = thread()
    await talk.say(TOLD, mention=True)
    assert await talk.say("I like that.") == []
    answer: Any = await talk.say("And now?")
    assert "adopt" in answer[0].text


async def test_what_another_version_wrote_is_read() -> None:
    talk = await proposed()
    assert DECISION.read(talk.state.model_dump_json()) == talk.state


async def test_a_decision_of_the_first_version_goes_on() -> None:
    talk = Thread(DECISION, state=stored(DECISION, "decision-v1-adopted"), memory=Memory())
    talk.posted["decision"] = "1000.000001"
    await talk.say("retire")
    assert (card(talk).state, kept(talk).insights) == (State.RETIRED, ("i0123456789ab",))
    talk = Thread(DECISION, state=stored(DECISION, "decision-v1-proposed"), memory=Memory())
    talk.posted["decision"] = "1000.000001"
    await talk.press("adopt_decision", "decision")
    assert card(talk).state is State.ADOPTED


def test_a_desk_of_the_first_version_is_read() -> None:
    assert stored(DESK, "desk-v1") == DeskState()


async def test_whoever_means_a_decision_where_none_is_hears_what_to_do_and_nothing_stays_open() -> None:
    kept_one = Decision(
        id="d1", kind=Kind.DECISION, text="Raise prices.", state=State.ADOPTED, owner="U1", made_by="U1", channel="C1",
        created_at=1.0,
    )  # fmt: skip
    for memory, told in ((Memory(), NONE_YET), (Memory(made=[kept_one]), WHAT)):
        talk = thread(memory)
        await talk.say("rests on 1, 3", mention=True)
        assert (talk.last(Notice).text, talk.status) == (told, "closed")
