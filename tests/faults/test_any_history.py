"""Whatever happens in whatever order: each message is answered once, in order, and nothing is posted twice."""

from __future__ import annotations

import json
import os
import re
import tempfile
from itertools import zip_longest
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.engine.forgetting import forget_person
from tests.faults.house_of_cards import HouseOfCards
from tests.faults.slack_that_keeps import Turn

EXAMPLES = int(os.environ.get("FAULTS_EXAMPLES", "12"))
TURNS = st.sampled_from(Turn.__args__)  # type: ignore[attr-defined]
TEXTS = st.sampled_from(
    (
        "We sell bread to cafes in Leeds, and decide by May whom to serve first.",
        "Cafes order each morning, three of them told us so.",
        "HR told us that 60 percent of the calls are about words.",
        "They trust a text message, we counted 41 of 90.",
        "skip",
        "pause",
        "go on",
        "help",
        "<@U9> do you know that?",
    )
)


class AnyHistory(RuleBasedStateMachine):
    """The model is small: who said what, and that each question comes once and in order."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="segue-history-")
        self.house = HouseOfCards(Path(self._folder.name))

    @rule(text=TEXTS, copies=st.integers(1, 4), late=st.booleans())
    def somebody_writes(self, text: str, copies: int, late: bool) -> None:
        self.house.say(text, copies=copies, late=late)

    @precondition(lambda self: len(self.house.said) > 1)
    @rule(which=st.integers(0, 50), text=TEXTS, copies=st.integers(1, 2), late=st.booleans())
    def somebody_edits(self, which: int, text: str, copies: int, late: bool) -> None:
        number = 1 + which % (len(self.house.said) - 1)
        if not self.house.said[number].deleted:
            self.house.edit(number, text, copies, late)

    @precondition(lambda self: len(self.house.said) > 1)
    @rule(which=st.integers(0, 50), copies=st.integers(1, 2), late=st.booleans())
    def somebody_deletes(self, which: int, copies: int, late: bool) -> None:
        number = 1 + which % (len(self.house.said) - 1)
        if not self.house.said[number].deleted:
            self.house.delete(number, copies, late)

    @rule(action=st.sampled_from(("skip", "pause", "retry", "example")), copies=st.integers(1, 2))
    def somebody_presses(self, action: str, copies: int) -> None:
        self.house.press(action, copies)

    @rule()
    def what_was_held_back_arrives(self) -> None:
        self.house.deliver()

    @rule(seconds=st.sampled_from((0.001, 0.02, 0.06, 0.15, 0.4, 1.5, 5.0)))
    def a_moment_passes(self, seconds: float) -> None:
        self.house.wait(seconds)

    @rule(seconds=st.sampled_from((120.0, 3_600.0, 90_000.0)))
    def hours_pass(self, seconds: float) -> None:
        self.house.pass_time(seconds)

    @rule(seconds=st.sampled_from((-90_000.0, -3_600.0, 0.0, 3_600.0)))
    def our_clock_is_set(self, seconds: float) -> None:
        self.house.set_our_clock(seconds)

    @rule(turns=st.lists(TURNS, min_size=1, max_size=3))
    def slack_has_moods(self, turns: list[Turn]) -> None:
        self.house.slack.next.extend(turns)

    @rule(turns=st.lists(TURNS, min_size=1, max_size=2))
    def looking_up_has_moods(self, turns: list[Turn]) -> None:
        self.house.slack.next_reads.extend(turns)

    @rule(calls=st.integers(1, 3))
    def the_model_is_down(self, calls: int) -> None:
        self.house.model.down = calls

    @rule()
    def the_bot_is_killed(self) -> None:
        self.house.crash()

    @invariant()
    def nothing_is_posted_twice(self) -> None:
        keys = [each["metadata"]["event_payload"]["key"] for each in self.house.slack.kept if "metadata" in each]
        assert len(keys) == len(set(keys))

    @invariant()
    def each_question_comes_once_and_in_order(self) -> None:
        asked = [re.match(r"Question (\d+) of 3", each["first_text"]) for each in self.house.slack.kept]
        numbers = [int(each[1]) for each in asked if each]
        assert numbers == sorted(numbers), numbers

    def teardown(self) -> None:
        try:
            self.house.settle()
            self._everything_is_kept()
        finally:
            self.house.close()
            self._folder.cleanup()

    def _everything_is_kept(self) -> None:
        house = self.house
        assert house.rows("PRAGMA integrity_check") == [("ok",)]
        assert house.rows("SELECT key, state FROM inbox WHERE state != 'done'") == []
        assert house.rows("SELECT name, state, error FROM outbox WHERE state != 'sent'") == []
        kept = house.rows("SELECT ts, text, deleted FROM messages WHERE by_segue = 0 ORDER BY ts")
        said = [(each.ts, None if each.deleted else each.text, int(each.deleted)) for each in house.said]
        assert [pair for pair in zip_longest(kept, said) if pair[0] != pair[1]] == []
        self._answers_hold_what_was_said()
        posts = {each["ts"] for each in house.slack.kept} | house.slack.gone
        sent = house.rows("SELECT ts FROM outbox WHERE method = 'chat.postMessage' ORDER BY ts")
        assert [ts for (ts,) in sent] == sorted(posts)

    def _answers_hold_what_was_said(self) -> None:
        """Each message is in one answer at most, and reads there as it reads now."""
        house, now = self.house, {each.ts: each for each in self.house.said}
        [(state,)] = house.rows("SELECT state FROM conversations WHERE flow = 'interview'")
        parts = [part for answer in json.loads(state)["answers"] for part in answer["parts"]]
        assert len(parts) == len({part["ts"] for part in parts})
        differing = [part for part in parts if now[part["ts"]].deleted or part["text"] != now[part["ts"]].text]
        assert differing == []


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=30, deadline=None, derandomize=EXAMPLES <= 12,
    suppress_health_check=list(HealthCheck), print_blob=False,
)  # fmt: skip


class AnyHistoryForgotten(AnyHistory):
    """The same, and at its end, with whatever is under way then, whoever wrote is forgotten."""

    def teardown(self) -> None:
        house = self.house
        try:
            house._do(house._store.write(lambda tx: forget_person(tx, "T1", "U1", house.our_clock())))
            [(id,)] = house.rows("SELECT id FROM conversations WHERE channel = 'C1'")
            house._do(_told(house, id))
            house.settle()
            assert [each["first_text"] for each in house.slack.kept] == []
            assert house.rows("SELECT text FROM messages WHERE text IS NOT NULL") == []
            assert house.rows("SELECT name, payload FROM outbox WHERE payload IS NOT NULL") == []
            assert house.rows("SELECT key, payload FROM inbox WHERE payload IS NOT NULL") == []
        finally:
            house.close()
            self._folder.cleanup()


async def _told(house: HouseOfCards, id: str) -> None:
    house._engine._outbox.notify(id)
    house._engine._turns.notify(id, grew=True)


TestAnyHistoryForgotten = AnyHistoryForgotten.TestCase
TestAnyHistoryForgotten.settings = TestAnyHistory.settings
