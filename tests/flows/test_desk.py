"""The desk of a study: what becomes of claims when they come, and of insights when people tend them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from errors import ModelUnavailable
from flows.desk import DESK
from flows.desk.taking_up import MOST_AT_ONCE
from flows.llm.memory_tasks import MATCH_CLAIMS, MatchResult
from flows.llm.rehearsal import RehearsalModel
from flows.memories import LEARNED
from flows.records import ClaimJoined, ConversationMoved, InsightChanged, InsightsMerged, StudyChanged
from studies.decisions import Decision
from studies.learned import Insight, Learned, Loose, Member, Relation, Status
from tests.flows.thread import Thread
from tests.model_scripts import ScriptedModel
from tests.studies.insights import INVENTED, claim, insight, member

LONG = "Warehouse workers find the plan comparison too long to read."
SAME = "The plan comparison is too long to read for warehouse workers."
OPPOSITE = "Warehouse workers do not find the plan comparison too long to read."
OTHER = "Couriers ride sixty kilometres a day."


@dataclass
class Shelf:
    """A memory that keeps what the desk records, as the database does."""

    waiting: list[Loose] = field(default_factory=list)
    kept: dict[str, Insight] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    """Insights that whoever acts may not see."""

    async def loose(self) -> Sequence[Loose]:
        return list(self.waiting)

    async def insights(self) -> Sequence[Insight]:
        return [each for each in self.kept.values() if each.status is Status.STANDING]

    async def insight(self, id: str) -> Insight | None:
        return None if id in self.closed else self.kept.get(id)

    async def sees(self, study: str) -> bool:
        return study in ("", "S2")

    async def holds(self, conversation: str) -> bool:
        return conversation == "calm-river"

    async def closed_with(self, persona: str) -> Sequence[str]:
        return ("hidden-talk",)

    async def decisions(self) -> Sequence[Decision]:
        return ()

    def learn(self, *said: Learned, conversation: str = "calm-river") -> None:
        for each in said:
            self.waiting.append(
                Loose(id=f"{conversation}-{each.id}", conversation=conversation, channel="C1", claim=each)
            )

    def take(self, records: Sequence[Any]) -> None:
        for record in records:
            if isinstance(record, ClaimJoined):
                self._join(record)
            elif isinstance(record, InsightsMerged):
                gone, into = self.kept[record.gone], self.kept[record.into]
                self.kept[gone.id] = gone.model_copy(update={"members": (), "status": Status.MERGED})
                self.kept[into.id] = into.model_copy(update={"members": (*into.members, *gone.members)})
            elif isinstance(record, InsightChanged) and record.insight in self.kept:
                told = {"status": record.status, "reason": record.reason, "pinned": record.pinned}
                changed = {name: value for name, value in told.items() if value is not None}
                self.kept[record.insight] = self.kept[record.insight].model_copy(update=changed)

    def _join(self, record: ClaimJoined) -> None:
        found = self._taken(record.claim)
        assert found.claim.text == record.text
        if record.begins:
            assert record.insight not in self.kept
            self.kept[record.insight] = insight(record.insight)
        into = self.kept[record.insight]
        joined = found.model_copy(update={"relation": record.relation})
        self.kept[record.insight] = into.model_copy(update={"members": (*into.members, joined)})

    def _taken(self, claim: str) -> Member:
        for place, each in enumerate(self.waiting):
            if each.id == claim:
                del self.waiting[place]
                return member(each.claim, conversation=each.conversation)
        for id, whole in self.kept.items():
            if any(one.id == claim for one in whole.members):
                left = tuple(one for one in whole.members if one.id != claim)
                self.kept[id] = whole.model_copy(update={"members": left})
                return next(one for one in whole.members if one.id == claim)
        raise AssertionError(claim)


@dataclass
class Desk:
    shelf: Shelf = field(default_factory=Shelf)
    model: Any = field(default_factory=RehearsalModel)
    number: int = 0

    def __post_init__(self) -> None:
        self.thread = Thread(DESK, self.model, memory=self.shelf)

    async def hears(self) -> None:
        self.number += 1
        await self._take(self.thread.incoming("schedule", user="", action=LEARNED, key=f"learned:{self.number}"))

    async def does(self, action: str, insight: str, **more: str) -> list[Any]:
        told = json.dumps({"insight": insight, **more})
        return await self._take(self.thread.incoming("press", user="U7", action=action, value=told))

    async def _take(self, incoming: Any) -> list[Any]:
        before = len(self.thread.records)
        await self.thread.take(incoming)
        new = self.thread.records[before:]
        self.shelf.take(new)
        return new

    @property
    def texts(self) -> list[list[tuple[str, str]]]:
        return [[(each.relation.value, each.claim.text) for each in one.members] for one in self.shelf.kept.values()]


@pytest.mark.parametrize("at_once", [True, False])
async def test_two_claims_of_one_conversation_are_never_two_sides(at_once: bool) -> None:
    desk = Desk()
    desk.shelf.learn(claim(LONG))
    if not at_once:
        await desk.hears()
    desk.shelf.learn(claim(OPPOSITE, id="a3.1"))
    await desk.hears()
    assert desk.texts == [[("first", LONG)], [("first", OPPOSITE)]]


async def test_the_first_claims_stand_alone_and_later_ones_join_them() -> None:
    desk = Desk()
    desk.shelf.learn(claim(LONG), claim(OTHER, id="a2.1"))
    await desk.hears()
    desk.shelf.learn(claim(SAME), claim(OPPOSITE, id="a3.1"), conversation="other-talk")
    await desk.hears()
    assert desk.texts == [[("first", LONG), ("same", SAME), ("contradicts", OPPOSITE)], [("first", OTHER)]]


async def test_what_comes_together_is_held_against_each_other_too() -> None:
    desk = Desk()
    desk.shelf.learn(claim(LONG), claim(SAME, id="a2.1"))
    await desk.hears()
    assert desk.texts == [[("first", LONG), ("same", SAME)]]


async def test_what_was_rejected_takes_nothing_in() -> None:
    desk = Desk()
    desk.shelf.learn(claim(LONG))
    await desk.hears()
    [id] = desk.shelf.kept
    await desk.does("reject_insight", id, reason="One person only.")
    desk.shelf.learn(claim(SAME), conversation="other-talk")
    await desk.hears()
    assert [len(each) for each in desk.texts] == [1, 1]


async def test_many_claims_are_taken_up_in_several_turns_and_none_is_left() -> None:
    desk = Desk()
    desk.shelf.learn(*(claim(f"Customers of town {at} ask for part {at * 7}.", id=f"a{at}.1") for at in range(95)))
    desk.thread.waits = True
    await desk.hears()
    assert len(desk.shelf.waiting) == 95 - MOST_AT_ONCE
    while desk.thread.rows:
        await desk._take(desk.thread.rows.pop(0))
    assert desk.shelf.waiting == []


def verdicts(*said: tuple[str, str, str]) -> MatchResult:
    told = [{"claim": each[0], "relation": each[1], "candidate": each[2]} for each in said]
    return MatchResult.model_validate({"verdicts": told})


async def matched(relation: str, candidate: str = "", new: str = "They give up on the plan comparison.") -> Desk:
    """What a model says of a claim that is near to the only insight there is, `i1`."""
    desk = Desk(model=ScriptedModel().answers(MATCH_CLAIMS, verdicts(("n1", relation, candidate))))
    desk.shelf.kept["i1"] = insight("i1", member(claim("People give up on the plan comparison halfway.", INVENTED)))
    desk.shelf.learn(claim(new), conversation="other-talk")
    await desk.hears()
    return desk


async def test_a_model_may_find_what_the_rule_does_not() -> None:
    desk = await matched("contradicts", "i1")
    assert [len(each) for each in desk.texts] == [2]
    assert desk.texts[0][1][0] == "contradicts"


async def test_that_it_is_stronger_is_counted_and_not_believed() -> None:
    assert (await matched("same", "i1")).texts[0][1][0] == "stronger"


@pytest.mark.parametrize("candidate", ["i99", "", "n1", "calm-river-a1.1"])
async def test_a_model_that_names_what_it_was_not_shown_has_found_nothing(candidate: str) -> None:
    assert [len(each) for each in (await matched("same", candidate)).texts] == [1, 1]


async def test_without_a_model_at_the_moment_the_rule_decides() -> None:
    desk = Desk(model=ScriptedModel().answers(MATCH_CLAIMS, ModelUnavailable("away")))
    desk.shelf.kept["i1"] = insight("i1", member(claim(LONG)))
    desk.shelf.learn(claim(SAME), conversation="other-talk")
    await desk.hears()
    assert desk.texts == [[("first", LONG), ("same", SAME)]]


async def two(desk: Desk) -> tuple[str, str]:
    desk.shelf.learn(claim(LONG), claim(OTHER, id="a2.1"))
    await desk.hears()
    first, second = desk.shelf.kept
    return first, second


async def test_two_are_merged_with_all_that_was_said_and_the_empty_one_stays_away() -> None:
    desk = Desk()
    first, second = await two(desk)
    await desk.does("merge_insights", second, other=first)
    assert desk.shelf.kept[second].status is Status.MERGED
    assert [each.claim.text for each in desk.shelf.kept[first].members] == [LONG, OTHER]
    assert await desk.does("merge_insights", second, other=first) == []
    assert await desk.does("merge_insights", first, other=second) == []


async def test_a_claim_that_is_split_off_begins_anew_and_the_last_one_stays() -> None:
    desk = Desk()
    first, second = await two(desk)
    await desk.does("merge_insights", second, other=first)
    await desk.does("split_claim", first, other="calm-river-a2.1")
    assert sorted(len(each) for each in desk.texts) == [0, 1, 1]
    assert await desk.does("split_claim", first, other="calm-river-a1.1") == []
    [alone] = [each for each in desk.shelf.kept.values() if each.text == OTHER]
    assert alone.members[0].relation is Relation.FIRST


async def test_a_rejection_has_a_reason_and_can_be_taken_back() -> None:
    desk = Desk()
    first, _ = await two(desk)
    assert await desk.does("reject_insight", first, reason="  ") == []
    await desk.does("reject_insight", first, reason="Two people\nonly.")
    assert (desk.shelf.kept[first].status, desk.shelf.kept[first].reason) == (Status.REJECTED, "Two people only.")
    assert await desk.does("reject_insight", first, reason="Again.") == []
    await desk.does("restore_insight", first)
    assert (desk.shelf.kept[first].status, desk.shelf.kept[first].reason) == (Status.STANDING, "")


async def test_a_pin_pressed_twice_pins_once() -> None:
    desk = Desk()
    first, _ = await two(desk)
    assert len(await desk.does("pin_insight", first)) == 1
    assert await desk.does("pin_insight", first) == []
    assert len(await desk.does("unpin_insight", first)) == 1


@pytest.mark.parametrize(
    "action", ["merge_insights", "split_claim", "reject_insight", "restore_insight", "pin_insight"]
)
async def test_nobody_tends_what_they_may_not_see(action: str) -> None:
    for closed in (False, True):
        desk = Desk()
        first, second = await two(desk)
        if action == "split_claim":
            desk.shelf.learn(claim(SAME), conversation="other-talk")
            await desk.hears()
        if action == "restore_insight":
            await desk.does("reject_insight", first, reason="One person only.")
        other = desk.shelf.kept[first].members[-1].id if action == "split_claim" else second
        desk.shelf.closed = frozenset({first} if closed else ())
        done = await desk.does(action, first, other=other, reason="So there.")
        assert (done == []) is closed
    assert await desk.does("merge_insights", second, other=first) == []


@pytest.mark.parametrize("value", ["", "[]", "{}", '{"insight": 7}', "no json"])
async def test_a_press_that_says_nothing_does_nothing(value: str) -> None:
    desk = Desk()
    await two(desk)
    press = desk.thread.incoming("press", user="U7", action="pin_insight", value=value)
    assert await desk._take(press) == []


async def test_a_study_is_named_and_merged_only_into_one_that_is_seen() -> None:
    desk = Desk()
    named = await desk.does("rename_study", "", reason=" Spring\nresearch ")
    assert named == [StudyChanged("U7", title="Spring research")]
    assert await desk.does("rename_study", "", reason="  ") == []
    assert await desk.does("merge_studies", "", other="S2") == [StudyChanged("U7", merged_into="S2")]
    assert await desk.does("merge_studies", "", other="S9") == []


async def test_what_moves_to_another_study_is_taken_up_at_its_desk() -> None:
    desk = Desk()
    moved = await desk.does("move_conversation", "", other="calm-river", reason="S2")
    assert moved == [ConversationMoved("calm-river", "S2", ("hidden-talk",))]
    [row] = desk.thread.elsewhere
    assert (row.study, row.action) == ("S2", LEARNED)
    assert await desk.does("move_conversation", "", other="calm-river", reason="S9") == []
    assert await desk.does("move_conversation", "", other="strange-talk", reason="S2") == []
