"""A workspace that has a model of its own, and one that has none where only own models answer."""

from __future__ import annotations

from pathlib import Path

from playground.people import TEAM_ID
from tests.dialogues.models import connected_to, sensible
from tests.dialogues.stage import PROJECT, Stage, staged
from tests.openai_server import OpenAIServer

NOBODY = "No language model has been named for your workspace yet"


async def test_without_a_model_of_its_own_nothing_is_asked_and_everything_is_kept(
    tmp_path: Path, server: OpenAIServer
) -> None:
    """Not even the model for all; once one is named, the interview goes on where it stood."""
    file = tmp_path / "workspaces.toml"
    file.write_text("own_only = true\n")
    server.answers("read_answer", sensible(), sensible()).answers("ask_question", sensible())
    async with staged(tmp_path, **connected_to(server), SEGUE_WORKSPACES=str(file)) as bot:
        thread = Stage(bot)
        await thread.says("@Segue interview, 3 questions")
        await thread.hears("Hello, I'm Segue")
        await thread.says(PROJECT)
        await thread.hears(NOBODY, "Nothing is lost", "Whoever runs Segue can name one", "[ Try again ]")
        await thread.says("try again")
        await thread.hears(NOBODY)
        await thread.hears_nothing_more()
        assert server.asked == []
        await bot.stop()
        file.write_text(f"own_only = true\n[{TEAM_ID}]\nmodel = 'ours'\n")
        await bot.again()
        await thread.says("try again")
        await thread.hears("Question 1 of 3")
    assert {each.body["model"] for each in server.asked} == {"ours"}
