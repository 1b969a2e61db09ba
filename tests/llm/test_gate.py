"""How many at once, who goes first, what is tried again, and when a model is left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

from errors import ModelError, ModelMisconfigured, ModelRefused, ModelRubbish, ModelUnavailable
from flows.llm.gate import LONGEST_WAIT, TURNED_DOWN, Gate
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import In, Model, Out, Task, Usage
from flows.llm.usage import LABELS, Labels
from tests.llm.asking import ASK, DRAFT, INPUTS, SPEAK, Words
from tests.llm.conftest import Connect
from tests.model_scripts import Reply, ScriptedModel
from tests.openai_server import OpenAIServer, drops, hangs, says, status

DOWN = ModelUnavailable("It is down.")
WRONG = ModelMisconfigured("The key is wrong.", kept="All is kept.", now="Check it.")


@dataclass
class Time:
    """A clock that only sleeping moves."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def gate(model: Model, time: Time | None = None, **more: Any) -> Gate:
    time = time or Time()
    return Gate(model, **{"at_once": 2, "tries": 3, "clock": time, "sleep": time.sleep, **more})


# How many, and who first


class Crowd:
    """Calls through one gate. `b2` is the second call of team b, `bx2` that of its channel x; each runs until it is
    told to finish.
    """

    rehearses = False

    def __init__(self, at_once: int) -> None:
        self.began: list[str] = []
        self.running: set[str] = set()
        self._gate = gate(self, at_once=at_once)
        self.calls: dict[str, asyncio.Task[Any]] = {}
        self.may_finish: dict[str, asyncio.Event] = {}

    async def run(self, task: Task[In, Out], inputs: In, on_text: Callable[[str], None] | None = None) -> Out:
        name = inputs.model_dump()["project"]
        self.began.append(name)
        self.running.add(name)
        try:
            await self.may_finish[name].wait()
        finally:
            self.running.remove(name)
        return task.result.model_validate(DRAFT.model_dump())

    async def comes(self, *names: str, live: bool = True) -> None:
        for name in names:
            self.may_finish[name] = asyncio.Event()
            asked = INPUTS.model_copy(update={"project": name})
            self.calls[name] = asyncio.create_task(self._gate.bound(name[0], name, live, name[1:-1]).run(ASK, asked))
            await self.settled()

    async def finishes(self, *names: str) -> None:
        for name in names:
            self.may_finish[name].set()
            await self.calls[name]
            await self.settled()

    async def gives_up(self, *names: str) -> None:
        for name in names:
            self.calls[name].cancel()
        await asyncio.wait({self.calls[name] for name in names})
        await self.settled()

    async def goes_home(self) -> None:
        """Everybody who is left finishes, one after the other."""
        while self.running:
            await self.finishes(min(self.running))
        assert all(call.done() for call in self.calls.values())

    async def settled(self) -> None:
        """Everybody who can go on has gone on; there is nothing to wait for but each other."""
        for _ in range(20):
            await asyncio.sleep(0)


async def test_never_more_than_the_cap() -> None:
    crowd = Crowd(at_once=3)
    await crowd.comes(*(f"a{number}" for number in range(9)))
    most = len(crowd.running)
    while crowd.running:
        await crowd.finishes(min(crowd.running))
        most = max(most, len(crowd.running))
    assert (most, len(crowd.began)) == (3, 9)


async def test_teams_take_turns() -> None:
    """A busy team does not keep a quiet one waiting."""
    crowd = Crowd(at_once=1)
    await crowd.comes("a1", "a2", "a3", "a4", "b1", "c1", "b2")
    await crowd.goes_home()
    assert crowd.began == ["a1", "a2", "b1", "c1", "a3", "b2", "a4"]


async def test_the_channels_of_a_team_take_turns() -> None:
    """A busy channel keeps neither a quiet one of its team waiting nor another team."""
    crowd = Crowd(at_once=1)
    await crowd.comes("ax1", "ax2", "ax3", "ax4", "ay1", "b1", "ay2")
    await crowd.gives_up("ax3")
    await crowd.goes_home()
    assert crowd.began == ["ax1", "ax2", "b1", "ay1", "ax4", "ay2"]


async def test_the_living_go_before_jobs() -> None:
    crowd = Crowd(at_once=1)
    await crowd.comes("a1")
    await crowd.comes("j1", "k1", live=False)
    await crowd.comes("b1", "b2")
    await crowd.goes_home()
    assert crowd.began == ["a1", "b1", "b2", "j1", "k1"]


async def test_jobs_leave_a_place_free() -> None:
    """Whoever waits at a screen does not wait for a long job."""
    crowd = Crowd(at_once=3)
    await crowd.comes("j1", "j2", "j3", live=False)
    assert crowd.running == {"j1", "j2"}
    await crowd.comes("a1")
    assert crowd.running == {"j1", "j2", "a1"}
    await crowd.finishes("a1")
    assert crowd.running == {"j1", "j2"}
    await crowd.finishes("j1")
    assert crowd.running == {"j2", "j3"}
    await crowd.goes_home()


async def test_whoever_gives_up_leaves_the_queue() -> None:
    crowd = Crowd(at_once=1)
    await crowd.comes("a1", "a2", "b1", "a3")
    await crowd.gives_up("a2", "b1")
    await crowd.goes_home()
    assert crowd.began == ["a1", "a3"]


async def test_whoever_gives_up_at_work_makes_room() -> None:
    crowd = Crowd(at_once=1)
    await crowd.comes("a1", "b1", "c1")
    await crowd.gives_up("a1")
    assert crowd.running == {"b1"}
    await crowd.gives_up("b1", "c1")
    await crowd.comes("d1")
    assert crowd.running == {"d1"}, "the place of the one who gave up is not lost"
    await crowd.goes_home()


async def test_a_place_given_to_someone_who_just_left_goes_to_the_next() -> None:
    """Let in and cancelled in the same instant: the place must not be lost."""
    crowd = Crowd(at_once=1)
    await crowd.comes("a1", "b1", "c1")
    crowd.may_finish["a1"].set()
    while not crowd.calls["a1"].done():
        await asyncio.sleep(0)
    crowd.calls["b1"].cancel()
    await crowd.settled()
    assert crowd.running == {"c1"}
    await crowd.goes_home()


async def test_waiting_for_the_next_try_takes_no_place() -> None:
    """While one call waits for a server that asked it to, others go on."""
    resting, woken = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        resting.set()
        await woken.wait()

    model = ScriptedModel().answers(ASK, DOWN, DRAFT, DRAFT)
    one = gate(model, at_once=1, sleep=sleep)
    first = asyncio.create_task(one.bound("a", "1").run(ASK, INPUTS))
    await resting.wait()
    assert await one.bound("b", "2").run(ASK, INPUTS) == DRAFT
    woken.set()
    assert await first == DRAFT


def test_a_gate_without_places_is_refused() -> None:
    with pytest.raises(ValueError, match="place"):
        gate(RehearsalModel(), at_once=0)


# What is tried again


@pytest.mark.parametrize(
    ("replies", "error", "tries"),
    [
        ([DRAFT], None, 1),
        ([DOWN, DRAFT], None, 2),
        ([DOWN, DOWN, DRAFT], None, 3),
        ([DOWN, DOWN, DOWN], ModelUnavailable, 3),
        ([ModelRefused("No.")], ModelRefused, 1),
        ([ModelRubbish("What?")], ModelRubbish, 1),
        ([WRONG], ModelMisconfigured, 1),
        ([DOWN, WRONG], ModelMisconfigured, 2),
        ([ZeroDivisionError()], ZeroDivisionError, 1),
        ([ModelUnavailable("Slow down.", retry_after=LONGEST_WAIT + 1)], ModelUnavailable, 1),
    ],
)
async def test_only_what_may_work_later_is_tried_again(
    replies: list[Reply], error: type[Exception] | None, tries: int
) -> None:
    model = ScriptedModel().answers(ASK, *replies)
    bound = gate(model).bound("T1", "c1")
    if error is None:
        assert await bound.run(ASK, INPUTS) == DRAFT
    else:
        with pytest.raises(error):
            await bound.run(ASK, INPUTS)
    assert (len(model.history), model.left()) == (tries, {})


async def test_waits_grow_and_vary() -> None:
    """Seconds before each further try: at most the first wait, doubled each time, never above the longest."""
    time, first = Time(), []
    for _ in range(30):
        time.waits.clear()
        model = ScriptedModel().answers(ASK, *[DOWN] * 9)
        with pytest.raises(ModelUnavailable):
            await gate(model, time, tries=9, first_wait=0.5, patience=1e9).bound("T1", "c1").run(ASK, INPUTS)
        assert all(wait <= min(0.5 * 2**number, LONGEST_WAIT) for number, wait in enumerate(time.waits))
        first.append(time.waits[0])
    assert len(set(first)) > 20, "all would come back at the same instant"


async def test_the_wait_a_server_asks_for_is_kept() -> None:
    """And a little is added, so that not everybody comes back at once."""
    time = Time()
    slow = ModelUnavailable("Slow down.", retry_after=7.0)
    model = ScriptedModel().answers(ASK, slow, slow, DRAFT)
    assert await gate(model, time, first_wait=0.5).bound("T1", "c1").run(ASK, INPUTS) == DRAFT
    assert 7.0 <= time.waits[0] <= 7.5
    assert 7.0 <= time.waits[1] <= 8.0


async def test_patience_ends_before_the_tries_do() -> None:
    """A call of 60 seconds that failed is tried once more, but not twice, within 90."""
    time = Time()

    def hang(_: Any) -> Any:
        time.now += 60
        raise DOWN

    model = ScriptedModel().answers(ASK, hang, hang, hang)
    with pytest.raises(ModelUnavailable):
        await gate(model, time, patience=90.0).bound("T1", "c1").run(ASK, INPUTS)
    assert len(model.history) == 2


async def test_a_cancelled_wait_is_over_at_once() -> None:
    resting = asyncio.Event()

    async def sleep(seconds: float) -> None:
        resting.set()
        await asyncio.Event().wait()

    model = ScriptedModel().answers(ASK, DOWN)
    asking = asyncio.create_task(gate(model, sleep=sleep).bound("T1", "c1").run(ASK, INPUTS))
    await resting.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert len(model.history) == 1


# When a model is left alone


async def ask(through: Gate, times: int) -> list[str]:
    """What came of each call: the words of the error, or `ok`."""
    came = []
    for number in range(times):
        try:
            await through.bound(f"T{number}", "c1").run(ASK, INPUTS)
            came.append("ok")
        except ModelError as error:
            came.append(error.happened)
    return came


async def test_a_model_that_keeps_turning_us_down_is_left_alone() -> None:
    """After the rest one call goes ahead; when it works, all is well again."""
    time = Time()
    model = ScriptedModel().answers(ASK, *[WRONG] * TURNED_DOWN)
    through = gate(model, time, rest=30.0)
    assert await ask(through, 9) == ["The key is wrong."] * 9
    assert len(model.history) == TURNED_DOWN
    with pytest.raises(ModelMisconfigured) as raised:
        await through.bound("T1", "c1").run(ASK, INPUTS)
    assert (raised.value.kept, raised.value.now) == (WRONG.kept, WRONG.now)

    time.now += 31
    model.answers(ASK, WRONG)
    assert await ask(through, 5) == ["The key is wrong."] * 5
    assert len(model.history) == TURNED_DOWN + 1

    time.now += 31
    model.answers(ASK, DRAFT, DRAFT, WRONG, DRAFT)
    assert await ask(through, 4) == ["ok", "ok", "The key is wrong.", "ok"]


async def test_only_one_goes_ahead_after_the_rest() -> None:
    time = Time()
    model = ScriptedModel().answers(ASK, *[WRONG] * TURNED_DOWN)
    through = gate(model, time, rest=30.0)
    await ask(through, TURNED_DOWN)
    time.now += 31
    thought = model.thinks(ASK, DRAFT)
    scout = asyncio.create_task(through.bound("T1", "c1").run(ASK, INPUTS))
    await thought.begun.wait()
    assert await ask(through, 3) == ["The key is wrong."] * 3
    thought.go_on.set()
    assert await scout == DRAFT
    model.answers(ASK, DRAFT)
    assert await ask(through, 1) == ["ok"]


@pytest.mark.parametrize("between", [DRAFT, ModelRefused("No."), ModelRubbish("What?")])
async def test_an_answer_in_between_shows_that_the_model_works(between: Reply) -> None:
    model = ScriptedModel().answers(ASK, *[WRONG] * (TURNED_DOWN - 1), between, *[WRONG] * (TURNED_DOWN - 1), DRAFT)
    came = await ask(gate(model), 2 * TURNED_DOWN)
    assert (came[-1], model.left()) == ("ok", {})


# Streams, labels, and which model


async def test_what_people_read_does_not_begin_twice(server: OpenAIServer, connect: Connect) -> None:
    """A stream that broke off is not repeated before their eyes; the result is what counts."""
    server.answers("ask_question", status(500), drops(after="On Tues"), says("On Mondays."))
    pieces: list[str] = []
    result = await gate(connect(server)).bound("T1", "c1").run(SPEAK, INPUTS, pieces.append)
    assert (result, "".join(pieces)) == (Words(text="On Mondays."), "On Tues")
    assert [asked.body.get("stream", False) for asked in server.asked] == [True, True, False]


async def test_usage_says_for_whom(server: OpenAIServer, connect: Connect, kept: list[tuple[Usage, Labels]]) -> None:
    """Every try is kept, also the one that was cancelled, each with its own team and conversation."""
    server.answers("ask_question", status(500), DRAFT, DRAFT, DRAFT, hangs())
    model = connect(server)
    through = gate(model)
    await through.bound("T1", "c1").run(ASK, INPUTS)
    await through.bound("T2", "c2").run(ASK, INPUTS)
    await model.run(ASK, INPUTS)
    server.arrived.clear()
    asking = asyncio.create_task(through.bound("T3", "c3", live=False).run(ASK, INPUTS))
    await server.arrived.wait()
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    await through.close()
    assert [(labels.get("team"), labels.get("conversation"), usage.outcome) for usage, labels in kept] == [
        ("T1", "c1", "ModelUnavailable"),
        ("T1", "c1", "ok"),
        ("T2", "c2", "ok"),
        (None, None, "ok"),
        ("T3", "c3", "cancelled"),
    ]


async def test_labels_end_with_the_call() -> None:
    """What the same worker does next is not put on the last conversation's account, failed or not."""
    seen: list[Labels | None] = []

    def look(_: Any) -> Any:
        seen.append(LABELS.get())
        raise WRONG

    with pytest.raises(ModelMisconfigured):
        await gate(ScriptedModel().answers(ASK, look)).bound("T1", "c1").run(ASK, INPUTS)
    assert [*seen, LABELS.get()] == [{"team": "T1", "conversation": "c1"}, None]


async def test_a_limit_that_passes_is_never_noticed(server: OpenAIServer, connect: Connect) -> None:
    time = Time()
    server.answers("ask_question", status(429, retry_after="3"), status(503), DRAFT)
    assert await gate(connect(server), time).bound("T1", "c1").run(ASK, INPUTS) == DRAFT
    assert time.waits[0] >= 3


async def test_the_rehearsal_model_passes_the_same_gate() -> None:
    through = gate(RehearsalModel())
    bound = through.bound("T1", "c1")
    assert bound.rehearses
    assert "?" in (await bound.run(ASK, INPUTS)).text
    assert through.description == "the rehearsal model"
    await through.close()
    assert not gate(ScriptedModel()).bound("T1", "c1").rehearses
