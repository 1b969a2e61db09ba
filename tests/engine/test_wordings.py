"""A language is learned once, beside the conversation, and what is learned is kept."""

from __future__ import annotations

import asyncio
from pathlib import Path

from errors import ModelUnavailable
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.ask_question import rehearsal_question
from flows.llm.tasks import ASK_QUESTION, WORD_SENTENCES, AskInputs, QuestionDraft, Sentence, Worded, WordInputs
from flows.wording import FIXED
from tests.engine.stage import scene
from tests.model_scripts import ScriptedModel

ANSWER = "Cafes order each morning, three of them told us so."


def asked_in(language: str) -> list[object]:
    def ask(inputs: AskInputs) -> QuestionDraft:
        return rehearsal_question(inputs).model_copy(update={"language": language})

    return [ask] * 9


def in_german(inputs: WordInputs) -> Worded:
    german = {"Question {number} of {total}": "Frage {number} von {total}", "Skip": "Überspringen"}
    return Worded(sentences=[Sentence(id=each.id, text=german.get(each.text, each.text)) for each in inputs.sentences])


def german_model() -> ScriptedModel:
    model = ScriptedModel(otherwise=RehearsalModel())
    return model.answers(ASK_QUESTION, *asked_in("de")).answers(WORD_SENTENCES, *[in_german] * 99)


async def test_from_the_second_card_on_segue_speaks_german(tmp_path: Path) -> None:
    model = german_model()
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await learned(stage)
        await stage.says(ANSWER)
        await stage.until(lambda: any("Frage 2 von 3" in post for post in stage.slack.posts()))
        assert all(inputs.language == "German (de)" for inputs in model.asked(WORD_SENTENCES))
        worded = [each.text for inputs in model.asked(WORD_SENTENCES) for each in inputs.sentences]
        assert sorted(worded) == sorted(FIXED), "each sentence once"


async def test_what_is_learned_is_known_after_a_restart_and_not_paid_for_again(tmp_path: Path) -> None:
    async with scene(tmp_path, german_model()) as stage:
        await stage.begins()
        await learned(stage)
        root = stage.root
    second = ScriptedModel(otherwise=RehearsalModel()).answers(ASK_QUESTION, *asked_in("de"))
    async with scene(tmp_path, second) as stage:
        stage.root = root
        await stage.says(ANSWER)
        await stage.until(lambda: any("Frage 2 von 3" in post for post in stage.slack.posts()))
        assert second.asked(WORD_SENTENCES) == []


async def test_a_wording_that_pings_or_loses_a_value_is_asked_for_once_more_and_then_stays_english(
    tmp_path: Path,
) -> None:
    def hostile(inputs: WordInputs) -> Worded:
        return Worded(sentences=[Sentence(id=each.id, text="<!channel> {oops}") for each in inputs.sentences])

    model = ScriptedModel(otherwise=RehearsalModel()).answers(ASK_QUESTION, *asked_in("de"))
    model.answers(WORD_SENTENCES, *[hostile] * 99)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await learned(stage)
        await stage.says(ANSWER)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert await stage.rows("SELECT count(*) FROM wordings WHERE english != wording") == [(0,)]
        asked = len(model.asked(WORD_SENTENCES))
        await stage.says("pause")
        await stage.until(lambda: any("Paused at question 2" in post for post in stage.slack.posts()))
        assert len(model.asked(WORD_SENTENCES)) == asked, "what cannot be worded is not paid for at every turn"


async def test_a_model_that_cannot_be_had_for_it_stops_nothing(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel()).answers(ASK_QUESTION, *asked_in("de"))
    model.answers(WORD_SENTENCES, ModelUnavailable("Away.", kept="All.")).answers(WORD_SENTENCES, *[in_german] * 99)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        await stage.says(ANSWER)
        await stage.until(lambda: any("2 of 3" in post or "2 von 3" in post for post in stage.slack.posts()))
        await learned(stage)


async def test_a_language_that_does_not_exist_is_english(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel()).answers(ASK_QUESTION, *asked_in("klingon; DROP"))
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        assert model.asked(WORD_SENTENCES) == []
        assert await stage.rows("SELECT language FROM conversations") == [("",)]


async def learned(stage: object) -> None:
    async with asyncio.timeout(8):
        while (await stage.rows("SELECT count(*) FROM wordings"))[0][0] < len(FIXED):  # type: ignore[attr-defined]
            await asyncio.sleep(0.01)
