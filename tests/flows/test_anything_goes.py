"""Whatever happens, in any order: the interview stays an interview, and nobody who speaks to it waits in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.interview.state import Phase
from flows.replies import Reply
from flows.runtime import Incoming
from interviews.evidence import is_quote
from tests.flows.conversation import PROJECT, Conversation

TEXTS = (
    PROJECT,
    "Mostly warehouse workers in Ohio, two shift leads told us.",
    "I don't know",
    "interview",
    "quick interview",
    "skip",
    "pause",
    "what am I missing?",
    "example",
    "not an answer",
    "help",
    "hand over",
    "why do you ask?",
    "resume",
    "finish",
    "try again",
    "🎉",
    "@Ravi do you know?",
    "how many questions are left?",
    "موظفون يعملون بالساعة",
    "",
)
BUTTONS = (
    "skip", "pause", "resume", "finish", "retry", "missing", "example", "not_answer", "no such button",
)  # fmt: skip

Act = tuple[str, int, int]
"""What happens, with two numbers that choose among texts, messages or posts."""

ACTS = st.lists(
    st.tuples(
        st.sampled_from(("say", "say", "say", "say early", "mention", "attach", "press", "edit", "delete", "ring")),
        st.integers(0, 1000),
        st.integers(0, 1000),
    ),
    max_size=25,
)


class Play:
    """Acts on one conversation, and remembers what was written so that it can be edited and deleted."""

    def __init__(self) -> None:
        self.conversation = Conversation()
        self.written: list[str] = []
        self.gaps: list[str] = [self.conversation.tick()]

    async def act(self, act: Act) -> list[Reply]:
        name, first, second = act
        acts: dict[str, Callable[[int, int], Coroutine[Any, Any, list[Reply]]]] = {
            "say": lambda text, _: self.write(TEXTS[text % len(TEXTS)]),
            "say early": self.say_early,
            "mention": lambda text, _: self.write(TEXTS[text % len(TEXTS)], mention=True),
            "attach": lambda text, _: self.write(TEXTS[text % len(TEXTS)], files=("survey.xlsx",)),
            "press": self.press,
            "edit": lambda message, text: self.conversation.edit(self.some(message), TEXTS[text % len(TEXTS)]),
            "delete": lambda message, _: self.conversation.delete(self.some(message)),
            "ring": lambda *_: self.ring(),
        }
        self.gaps.append(self.conversation.tick())
        return await acts[name](first, second)

    async def write(self, text: str, ts: str | None = None, **more: Any) -> list[Reply]:
        message: Incoming = self.conversation.message(text, ts=ts, **more)
        self.written.append(message.ts)
        return await self.conversation.take(message)

    async def say_early(self, text: int, gap: int) -> list[Reply]:
        """A message that was overtaken: Slack's ts lies before what has happened since."""
        ts = self.gaps.pop(gap % len(self.gaps))
        return await self.write(TEXTS[text % len(TEXTS)], ts=ts)

    async def press(self, button: int, post: int) -> list[Reply]:
        cards = [*self.conversation.posted, "unknown"]
        return await self.conversation.press(BUTTONS[button % len(BUTTONS)], cards[post % len(cards)])

    async def ring(self) -> list[Reply]:
        return await self.conversation.ring("reminder") if self.conversation.timers else []

    def some(self, number: int) -> str:
        """The ts of a message, or of one that has not arrived."""
        known = [*self.written, "1.000000"]
        return known[number % len(known)]


async def played(acts: list[Act]) -> None:
    play = Play()
    await play.write("interview, 3 questions", mention=True)
    for act in acts:
        before = play.conversation.state
        replies = await play.act(act)
        state = play.conversation.state
        assert len(replies) <= 1, "one happening, at most one message"
        assert len(state.questions) - len(state.answers) in (0, 1)
        assert state.waiting is not None or state.phase in (Phase.REVIEW, Phase.CLOSED)
        assert [question.id for question in state.questions] == [f"q{n}" for n in range(len(state.questions))]
        assert [answer.id for answer in state.answers] == [f"a{n}" for n in range(len(state.answers))]
        assert 1 <= state.number <= state.length
        assert len(state.questions) - 1 <= 2 * state.length
        assert before.phase is not Phase.CLOSED or state.phase in (Phase.REVIEW, Phase.CLOSED)
        for answer in state.answers:
            stamps = [part.ts for part in answer.parts]
            assert stamps == sorted(set(stamps), key=float)
            assert all(is_quote(claim.quote, answer.text) for claim in answer.claims)
        if waits_for_an_answer(act, before.phase):
            assert replies, f"{act} got no answer in {before.phase}"


def waits_for_an_answer(act: Act, phase: Phase) -> bool:
    """Whether somebody speaks to Segue itself, by a button or a mention; after the end an emoji is only an emoji."""
    name, first, _ = act
    if name == "press":
        return BUTTONS[first % len(BUTTONS)] != "no such button"
    after_the_end = phase in (Phase.REVIEW, Phase.CLOSED)
    return name == "mention" and not (after_the_end and TEXTS[first % len(TEXTS)] == "🎉")


@given(ACTS)
@settings(max_examples=60, deadline=None)
def test_an_interview_stays_an_interview(acts: list[Act]) -> None:
    asyncio.run(played(acts))
