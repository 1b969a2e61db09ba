"""What is changed before it is taken up was never said otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.engine.amending import amended
from flows.llm.rehearsal import RehearsalModel
from flows.llm.rehearsal.read_answer import read_answer
from flows.llm.tasks import READ_ANSWER
from flows.runtime import Incoming
from tests.engine.stage import LIMITS, Scene, scene
from tests.model_scripts import ScriptedModel

SECRET = "Bob from ACME pays 9000 a year."
INSTEAD = "Cafes order each morning, three of them told us so."


async def changes(stage: Scene, kind: str, ts: str, text: str = "") -> None:
    at = f"{float(ts) + 0.5:.6f}"
    incoming = Incoming(
        key=f"{kind}:C1:{ts}:{at}", team="T1", kind=kind, channel="C1", ts=at, user="U1", thread_ts=stage.root,
        message_ts=ts, edited_ts=at, text=text, said=text,
    )  # fmt: skip
    await stage.engine.accept(incoming)


async def kept(stage: Scene, ts: str) -> list[tuple[object, ...]]:
    return await stage.rows("SELECT text, deleted FROM messages WHERE ts = ?", ts)


async def test_what_was_deleted_within_the_quiet_window_answers_nothing(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    async with scene(tmp_path, model, replace(LIMITS, quiet=0.3)) as stage:
        await stage.begins()
        read = len(model.asked(READ_ANSWER))
        ts = await stage.says(SECRET)
        await changes(stage, "deletion", ts)
        while await stage.rows("SELECT 1 FROM inbox WHERE state = 'waiting'"):
            await stage.until(lambda: True)
        assert len(model.asked(READ_ANSWER)) == read
        assert await kept(stage, ts) == [(None, 1)]
        await stage.says(INSTEAD)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert "9000" not in str(stage.slack.calls)


async def test_what_was_mended_within_the_quiet_window_is_read_once_as_it_reads_now(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel())
    async with scene(tmp_path, model, replace(LIMITS, quiet=0.3)) as stage:
        await stage.begins()
        read = len(model.asked(READ_ANSWER))
        ts = await stage.says(SECRET)
        await changes(stage, "edit", ts, INSTEAD)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert [inputs.exchange.answer.text for inputs in model.asked(READ_ANSWER)[read:]] == [INSTEAD]
        assert await kept(stage, ts) == [(INSTEAD, 0)]
        assert (SECRET,) in await stage.rows("SELECT text FROM revisions WHERE ts = ?", ts), "the first is kept too"


async def test_what_is_deleted_while_it_is_thought_about_is_thought_about_no_more(tmp_path: Path) -> None:
    model = ScriptedModel(otherwise=RehearsalModel()).answers(READ_ANSWER, read_answer)
    thought = model.thinks(READ_ANSWER, read_answer)
    async with scene(tmp_path, model) as stage:
        await stage.begins()
        ts = await stage.says(SECRET)
        await thought.begun.wait()
        await changes(stage, "deletion", ts)
        await stage.says(INSTEAD)
        await stage.until(lambda: any("Question 2 of 3" in post for post in stage.slack.posts()))
        assert "9000" not in str(stage.slack.calls)
        assert await kept(stage, ts) == [(None, 1)]


def test_of_edits_that_wait_in_another_order_than_they_were_made_the_newest_is_read() -> None:
    said = Incoming(
        key="message:C1:1.0", team="T1", kind="message", channel="C1", ts="1.0", user="U1", text="a", said="a"
    )
    newer, older = (
        said.model_copy(update={"kind": "edit", "message_ts": "1.0", "edited_ts": at, "text": text, "said": text})
        for at, text in (("3.0", "newer"), ("2.0", "older"))
    )
    [now], changes = amended([said], [said, newer, older])
    assert (now.text, now.said, now.edited_ts) == ("newer", "newer", "3.0")
    assert changes == [newer, older]
