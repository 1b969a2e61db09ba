"""kill -9 while the model reads the texts of a file: what was answered is not asked again, and all is told once."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

from sqlite_utils import Database

from bot.cli.bot_process import BotProcess
from bot.cli.dialogue import parts
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.dialogues.models import connected_to
from tests.dialogues.stage import QUICK
from tests.dialogues.test_reading_texts import inputs, reads
from tests.dialogues.uploads import uploaded
from tests.openai_server import OpenAIServer, hangs
from tests.sample_texts import write_texts

PATIENCE = 120.0
TEXTS, ANSWERED = 183, 3
"""In the file; and calls of 20 texts that were answered when the bot was killed, the last two of them in a turn that
was never over."""


async def test_killed_between_two_calls_of_a_turn_only_those_without_an_answer_are_asked_again(
    playground: Playground, tmp_path: Path
) -> None:
    people, database = playground.driver, tmp_path / "segue.db"
    file = await uploaded(playground, "messages.csv", write_texts(tmp_path / "messages.csv").read_bytes())
    async with OpenAIServer() as server:
        server.answers("read_texts", *[reads] * ANSWERED, hangs(), hangs(), *[reads] * 20)
        settings = {name: value for name, value in QUICK.items() if not name.startswith("SLACK_")}
        settings |= {**connected_to(server), "SEGUE_MODEL_TIMEOUT_SECONDS": "100", "SEGUE_LOG": "ERROR"}
        bot = BotProcess(playground.api_url, f"sqlite:///{database}", settings)
        await bot.start()
        await people.connected(PATIENCE)
        thread = await people.say(DANA, CUSTOMERS, "@Segue three segments", None, [file])
        said = lambda: [each for each in people.thread(CUSTOMERS, thread) if each.get("bot_id")]  # noqa: E731
        offer = await people.wait_for(
            lambda: next((each for each in said() if "I can read the" in "\n".join(parts(each))), None), PATIENCE
        )
        assert offer is not None
        await people.press(DANA, CUSTOMERS, offer["ts"], "read_texts")
        async with asyncio.timeout(PATIENCE):
            while len(server.asked) < ANSWERED + 2 or Database(database)["texts"].count < 20 * ANSWERED:
                await asyncio.sleep(0.02)
        await bot.kill()
        await people.wait_for(lambda: playground.socket_mode.connected == 0, PATIENCE)
        await bot.start()
        names = lambda: [file["name"] for each in said() for file in each.get("files", ())]  # noqa: E731
        await people.wait_for(lambda: "messages-texts.csv" in names(), PATIENCE)
        await people.quiet(PATIENCE)
        await bot.stop()
        asked = Counter(each.text for call in server.asked for each in inputs(call).texts)
        again = {text for text, times in asked.items() if times > 1}
        assert again == {each.text for call in server.asked[ANSWERED : ANSWERED + 2] for each in inputs(call).texts}
        assert set(asked.values()) <= {1, 2}
        assert len(asked) == TEXTS
        assert len(names()) == len(set(names()))
        assert sum("What the texts say" in "\n".join(parts(each)) for each in said()) == 1
