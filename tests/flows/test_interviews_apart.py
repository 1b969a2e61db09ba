"""Interviews with one persona: each has its own memory, an end without questions, and a word when she is deleted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flows.libraries import ERASED, Erased, Seed
from flows.llm.persona_tasks import ANSWER_AS, JUDGE_ANSWER, SYNTHESISE, AnswerVerdict, PersonaAnswer, SynthesisDraft
from flows.replies import Notice, Reply
from flows.role_play import ROLE_PLAY
from flows.role_play.ending import NOTHING_ASKED
from flows.role_play.gone import GONE
from flows.role_play.state import Phase, RolePlayState
from flows.runtime import Context, Incoming
from tests.model_scripts import ScriptedModel
from tests.personas.cards import alice

FITS = AnswerVerdict(verdict="consistent", words="", against="", correction="")


class Interview:
    """One thread with Alice. `heard`: everything that was said in it."""

    def __init__(self, model: ScriptedModel, name: str) -> None:
        self.name, self.state, self.heard = name, RolePlayState(), list[Reply]()
        self.hints: list[str] = []
        self._model, self._count = model, 0

    async def takes(self, **what: Any) -> Sequence[Reply]:
        """One turn, with the turns it asks for."""
        self._count += 1
        first = Incoming(
            key=f"{self.name}{self._count}", team="T1", kind="message", channel="C1", ts=f"{self._count}.0", user="U1"
        )
        context = Context(
            model=self._model, now=datetime.now(UTC), random=random.Random(1), conversation=self.name,
            hint=lambda user, words: self.hints.append(words),
        )  # fmt: skip
        waiting, heard = [first.model_copy(update=what)], list[Reply]()
        while waiting:
            outcome = await ROLE_PLAY.turn(self.state, waiting[:1], context)
            assert isinstance(outcome.state, RolePlayState)
            waiting = [*waiting[1:], *(each for each in outcome.next if each.thread_ts == first.thread_ts)]
            self.state, self.status, self.language = outcome.state, outcome.status, outcome.language
            heard += outcome.replies
        self.heard += heard
        return heard

    async def opens(self) -> Interview:
        await self.takes(kind="command", value=Seed(persona=alice(), persona_id="p1").model_dump_json())
        return self


async def test_nothing_of_one_interview_is_in_the_prompts_of_another() -> None:
    """Both run at once, turn about; the memory, the facts and the corrections of each are its own."""
    answers = {
        "first": [
            "My brother Zacharias drives me, in a yellow van.",
            "Zacharias paid 77 euros for it.",
            "I told you, the van.",
        ],
        "second": ["I walk there with Ottilie, who yodels.", "Ottilie is cheaper than a bus.", "On foot, I said."],
    }
    secrets = {"first": ("Zacharias", "yellow van", "77", "quokka"), "second": ("Ottilie", "yodels", "numbat")}
    questions = {
        "first": ["How do you get to the quokka desk?", "What did the quokka cost?", "How do you get there?"],
        "second": ["How do you get to the numbat desk?", "What did the numbat cost?", "How do you get there?"],
    }
    model = ScriptedModel().answers(JUDGE_ANSWER, *[FITS] * 6).answers(SYNTHESISE, *[EMPTY] * 2)
    both = [await Interview(model, name).opens() for name in answers]
    for place in range(3):
        for talk in both:
            model.answers(ANSWER_AS, PersonaAnswer(answer=answers[talk.name][place]))
            before = len(model.history)
            await talk.takes(said=questions[talk.name][place])
            sent = "".join(inputs.model_dump_json() for _, inputs in model.history[before:])
            other = "second" if talk.name == "first" else "first"
            assert questions[talk.name][place] in sent
            assert not [secret for secret in secrets[other] if secret in sent]
    for talk in both:
        before = len(model.history)
        await talk.takes(said="finish")
        [(_, inputs)] = model.history[before:]
        other = "second" if talk.name == "first" else "first"
        assert secrets[talk.name][0] in inputs.model_dump_json()
        assert not [secret for secret in secrets[other] if secret in inputs.model_dump_json()]
    assert [len(each.exchanges) for each in model.asked(ANSWER_AS)] == [0, 0, 1, 1, 2, 2]


EMPTY = SynthesisDraft(claims=[], ask_customers=[])


async def test_an_end_without_a_question_asks_no_model_and_ends_nothing() -> None:
    model = ScriptedModel()
    talk = await Interview(model, "only").opens()
    for end in ({"said": "finish"}, {"kind": "press", "action": "end_role_play"}):
        [told] = await talk.takes(**end)
        assert isinstance(told, Notice)
        assert told.text == NOTHING_ASKED.format(name="Alice")
    assert model.history == []
    assert (talk.state.phase, talk.state.synthesis, talk.status) == (Phase.OPEN, None, "open")
    model.answers(ANSWER_AS, PersonaAnswer(answer="In a drawer.")).answers(JUDGE_ANSWER, FITS)
    await talk.takes(said="Where do you keep the papers?")
    assert len(talk.state.exchanges) == 1


async def test_after_she_was_deleted_nothing_of_her_is_left_and_her_language_is_spoken() -> None:
    talk = await Interview(ScriptedModel(), "only").opens()
    erased = Erased(waits=True, language="de").model_dump_json()
    talk.state = RolePlayState()
    [told] = await talk.takes(kind="schedule", action=ERASED, value=erased, user="")
    assert isinstance(told, Notice)
    assert told.text == GONE
    assert (talk.state.persona, talk.status, talk.language) == (None, "closed", "de")
    assert list(await talk.takes(said="Hello?")) == []
    assert (talk.hints, talk.status, talk.language) == ([], "closed", "de")
    await talk.takes(said="@Segue hello?", mention=True)
    await talk.takes(kind="press", action="share")
    assert talk.hints == [GONE] * 2


async def test_where_nobody_waited_it_is_said_to_the_first_who_writes_on() -> None:
    talk = Interview(ScriptedModel(), "only")
    assert list(await talk.takes(kind="schedule", action=ERASED, value=Erased().model_dump_json(), user="")) == []
    for said, answers in (("@Mei look here", 0), (":wave:", 0), ("next", 1), ("next", 0)):
        assert len(await talk.takes(said=said)) == answers
