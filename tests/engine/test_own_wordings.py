"""What a workspace's own model words is said in that workspace alone, and its trouble keeps no other from learning."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.wordings import Wordings
from bot.model import Gates
from flows.llm.gate import Gate
from flows.llm.rehearsal import RehearsalModel
from flows.llm.tasks import WORD_SENTENCES, Sentence, Worded, WordInputs
from flows.wording import FIXED, say
from store.connection import Store
from tests.model_scripts import ScriptedModel

SKIP = "Skip"


def says(wording: str) -> ScriptedModel:
    def worded(inputs: WordInputs) -> Worded:
        given = {SKIP: wording}
        return Worded(
            sentences=[Sentence(id=each.id, text=given.get(each.text, each.text)) for each in inputs.sentences]
        )

    return ScriptedModel(otherwise=RehearsalModel()).answers(WORD_SENTENCES, *[worded] * 99)


class Taught:
    """T1 has a model of its own; all others share one."""

    def __init__(self, store: Store, own: ScriptedModel, common: ScriptedModel) -> None:
        gates = Gates(Gate(own, at_once=2, tries=1), own=True), Gates(Gate(common, at_once=2, tries=1))
        self.wordings = Wordings(store, lambda team: gates[team != "T1"])

    async def learns(self, team: str) -> None:
        self.wordings.learn("de", team, "c1")
        async with asyncio.timeout(8):
            while self.says(team) == SKIP:
                await asyncio.sleep(0.01)

    def says(self, team: str) -> str:
        with self.wordings.speaking("de", team):
            return say(SKIP)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(tmp_path / "segue.db")
    await opened.open()
    yield opened
    await opened.close()


async def test_what_one_model_words_is_said_in_its_own_workspace_alone(store: Store) -> None:
    own, common = says("Weg damit"), says("Überspringen")
    taught = Taught(store, own, common)
    await taught.learns("T1")
    assert [taught.says(team) for team in ("T1", "T2")] == ["Weg damit", SKIP]
    await taught.learns("T2")
    assert [taught.says(team) for team in ("T1", "T2", "T3")] == ["Weg damit", "Überspringen", "Überspringen"]
    await taught.wordings.stop()
    again = Taught(store, says(""), says(""))
    await again.wordings.open()
    assert [again.says(team) for team in ("T1", "T2")] == ["Weg damit", "Überspringen"]


async def test_what_is_known_for_all_is_not_paid_for_again_by_a_model_of_ones_own(store: Store) -> None:
    own = says("Weg damit")
    taught = Taught(store, own, says("Überspringen"))
    await taught.learns("T2")
    async with asyncio.timeout(8):
        while (await store.read(lambda tx: tx.execute("SELECT count(*) FROM wordings").fetchone()[0])) < len(FIXED):
            await asyncio.sleep(0.01)
    taught.wordings.learn("de", "T1", "c1")
    await taught.wordings.stop()
    assert taught.says("T1") == "Überspringen"
    assert own.asked(WORD_SENTENCES) == []


async def test_a_model_that_never_answers_keeps_no_other_workspace_from_learning(store: Store) -> None:
    class Silent(RehearsalModel):
        async def run(self, *_: object) -> None:  # type: ignore[override]
            await asyncio.Event().wait()

    taught = Taught(store, Silent(), says("Überspringen"))  # type: ignore[arg-type]
    taught.wordings.learn("de", "T1", "c1")
    await taught.learns("T2")
    assert taught.says("T2") == "Überspringen"
    await taught.wordings.stop()
