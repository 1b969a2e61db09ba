"""What the log says, and what nothing that Segue writes ever says: a secret of its environment."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from aiohttp import web

from bot.logs import about, log_to_stderr
from bot.secrets import secrets_in, without
from playground.driver import CUSTOMERS, DANA
from playground.server import Playground
from tests.dialogues.models import connected_to, sensible
from tests.dialogues.stage import PROJECT
from tests.openai_server import Asked, Fault, OpenAIServer
from tests.operations.process import HOUSE, Watched, watched

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-7-very-secret-bot-token",
    "SLACK_APP_TOKEN": "xapp-7-very-secret-app-token",
    "SLACK_SIGNING_SECRET": "5167n1n6-53cr37-0f-7h3-4pp",
    "SLACK_CLIENT_SECRET": "c113n7-53cr37-0f-7h3-4pp",
    "OPENAI_API_KEY": "sk-very-secret-key-of-the-model",
}
ENCRYPTION_KEY = "3ncryp710n-k3y-0f-7h3-70k3n5"
ANSWERS = ("HR told us that 60 percent of the calls are about words.", "Most open it once a year.")


@pytest.fixture
def as_before() -> Iterator[None]:
    """The log of the tests themselves is left as it was."""
    root, hooks = logging.getLogger(), (sys.excepthook,)
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], (sys.excepthook,) = handlers, hooks
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_others_say_begins_no_line_of_its_own(
    form: Literal["text", "json"], as_before: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server's error in which somebody wrote a line as ours look, in red."""
    forged = "no such channel\n2026-11-28 10:00:00,000 CRITICAL segue: \x1b[31mall is lost\x1b[0m\r\u2028\x9b1m"
    log_to_stderr("INFO", form)
    with about(team=forged):
        logging.getLogger("segue").error("Slack said: %s", forged)
        try:
            raise RuntimeError("\x1b[31mred\x9b1m")
        except RuntimeError:
            logging.getLogger("segue").exception("it failed")
    said = capsys.readouterr().err
    assert "all is lost" in said
    assert not [line for line in said.splitlines() if line.startswith("2026-11-28 10:00:00,000 CRITICAL")]
    assert not set("\x1b\x9b\r\u2028") & set(said)


def repeats_the_key() -> Fault:
    """A server that refuses, and says with what it was asked."""

    async def reply(asked: Asked) -> web.StreamResponse:
        said = f"I do not like {asked.headers.get('Authorization')} {json.dumps(asked.headers)}"
        return web.json_response({"error": {"message": said, "type": "error", "code": None}}, status=500)

    return reply


async def a_whole_run(bot: Watched, server: OpenAIServer) -> None:
    """An interview in which Slack and the model repeat our tokens when something goes wrong; at last it crashes."""
    people, faults = bot.playground.driver, bot.playground.faults
    server.answers("read_answer", repeats_the_key(), repeats_the_key(), repeats_the_key())
    for method in ("chat.postMessage", "chat.update", "views.publish", "assistant.threads.setStatus"):
        faults.add("refuse", method, next=1, error=f"not liked: {SECRETS['SLACK_BOT_TOKEN']}")
    thread = await people.say(DANA, CUSTOMERS, "@Segue interview, 3 questions")
    await people.open_home(DANA)
    await asyncio.sleep(0.5)
    for said in (PROJECT, *ANSWERS):
        await people.say(DANA, CUSTOMERS, said, thread)
        await asyncio.sleep(0.6)
    await people.quiet(30)
    other = sqlite3.connect(bot.database)
    # A state that nothing can read makes a turn fail with a traceback.
    other.execute("UPDATE conversations SET state = '{\"version\": 99}'")
    other.commit()
    other.close()
    await people.say(DANA, CUSTOMERS, "and one more", thread)
    await people.quiet(30)


@pytest.mark.parametrize("form", ["text", "json"])
async def test_no_secret_of_the_environment_is_anywhere(
    tmp_path: Path, playground: Playground, server: OpenAIServer, form: str
) -> None:
    for task in ("read_answer", "ask_question", "read_project", "describe_project", "word"):
        server.answers(task, *[sensible()] * 3)
    settings = {**connected_to(server), **SECRETS, "SEGUE_LOG": "DEBUG", "SEGUE_LOG_FORMAT": form}
    async with watched(tmp_path, playground, **settings) as bot:
        await a_whole_run(bot, server)
        pages = [await bot.ask(path) for path in ("/healthz", "/readyz", "/metrics", "/nothing")]
        told = [
            (await bot.command(*words))[1]
            for words in (
                ("export", "--all"),
                ("export", "--all", "--format", "markdown"),
                ("dead-letters",),
                ("doctor", "--no-dotenv"),
                ("search", "calls"),
                ("backup", "copy.db"),
                ("run", "--no-dotenv"),
            )
        ]
        await bot.ends(signal.SIGTERM)
    prompts = json.dumps([each.body for each in server.asked])
    kept = "".join(each.read_bytes().decode("latin-1") for each in tmp_path.glob("*.db*"))
    everything = {"log": bot.log, "pages": str(pages), "told": "\n".join(told), "prompts": prompts, "database": kept}
    assert "Traceback" in bot.log
    assert "(key)" in bot.log or "(secret)" in bot.log
    assert len(prompts) > 1000
    found = [(name, place) for name, value in SECRETS.items() for place, text in everything.items() if value in text]
    assert found == []
    # No message text either: what people said stands in the database and in exports alone.
    assert not [said for said in (PROJECT, *ANSWERS) if said in bot.log]


async def test_each_line_of_a_turn_says_what_it_is_about(tmp_path: Path, playground: Playground) -> None:
    async with watched(tmp_path, playground, SEGUE_LOG_FORMAT="json") as bot:
        playground.faults.add("error_before", "chat.postMessage", next=1)
        await bot.interview(*ANSWERS)
        await bot.ends()
    lines = [json.loads(line) for line in bot.log.splitlines()]
    [conversation] = {line["conversation"] for line in lines if line.get("conversation")}
    uncertain = next(line for line in lines if "uncertain" in line["said"])
    assert uncertain["conversation"] == conversation
    assert uncertain["team"].startswith("T")
    assert uncertain["outbox"].isdecimal()
    assert {"at", "level", "place", "said"} <= lines[0].keys()


@pytest.mark.usefixtures("as_before")
@pytest.mark.parametrize("form", ["text", "json"])
def test_whatever_is_logged_loses_its_secrets(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("INFO", form, secrets_in({**SECRETS, "SEGUE_TOKEN_KEY": ENCRYPTION_KEY}))  # type: ignore[arg-type]
    for secret in (*SECRETS.values(), ENCRYPTION_KEY):
        with about(team="T1", inbox=secret):
            logging.getLogger("anything").warning("it said %s", secret)
        try:
            raise RuntimeError(secret)
        except RuntimeError:
            logging.getLogger("asyncio").exception("Task exception was never retrieved")
        sys.excepthook(RuntimeError, RuntimeError(secret), None)
    said = capsys.readouterr().err
    assert said.count("it said") == 6
    assert "team" in said
    assert not [secret for secret in (*SECRETS.values(), ENCRYPTION_KEY) if secret in said]


def test_a_crash_at_the_start_shows_no_secret(tmp_path: Path) -> None:
    """Also where Python itself would have printed the traceback."""
    import subprocess

    code = (
        "import bot.app\n"
        "async def run(*_, **__): raise RuntimeError('no: ' + __import__('os').environ['SLACK_BOT_TOKEN'])\n"
        "bot.app.run = run\n"
        "from bot.cli import main\n"
        "main(['run', '--no-dotenv'])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**SECRETS, "PYTHONPATH": str(HOUSE)},
    )  # fmt: skip
    assert ended.returncode == 1
    assert "RuntimeError" in ended.stderr
    assert SECRETS["SLACK_BOT_TOKEN"] not in ended.stderr + ended.stdout


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Bearer xoxb-1-abc", "Bearer xoxb-…"),
        ("xoxe.xoxp-1-abcdef rest", "xoxe.xoxp-… rest"),
        ("risk-averse people", "risk-averse people"),
        ("nothing", "nothing"),
    ],
)
def test_what_looks_like_a_token_is_one(said: str, shown: str) -> None:
    """Tokens of workspaces that were installed later stand in no environment."""
    assert without(said, ()) == shown


def test_each_of_several_keys_is_secret() -> None:
    """What refuses one of them names that one."""
    told = secrets_in({"SEGUE_ENCRYPTION_KEY": f"{ENCRYPTION_KEY},another-key-of-ours"})
    assert ENCRYPTION_KEY not in without(f"{ENCRYPTION_KEY} is no key", told)
    assert "another" not in without("another-key-of-ours is no key", told)
