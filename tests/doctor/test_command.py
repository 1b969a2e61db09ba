"""`segue doctor` as a process: its lines, its JSON, its exit code."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from bot.cli.doctor import NAMES, as_lines
from bot.doctor.finding import ok, skipped, to_mend
from playground.server import Playground
from tests.doctor.conftest import TOKENS

HOUSE = Path(__file__).parents[2]
ALWAYS = [check for check in NAMES if check not in ("embeddings", "own-models")]
"""What is looked at on every machine."""


async def segue_doctor(folder: Path, api_url: str, *arguments: str, **environ: str) -> tuple[int, str, str]:
    """-> (exit code, stdout, stderr)"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", *arguments,
        cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "SLACK_API_URL": api_url, **TOKENS, **environ},
    )  # fmt: skip
    said, complained = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode or 0, said.decode(), complained.decode()


async def test_all_well_is_exit_0(tmp_path: Path, playground: Playground) -> None:
    code, said, complained = await segue_doctor(tmp_path, playground.api_url)
    assert (code, complained) == (0, "")
    assert said.endswith("\nNothing to mend.\n")
    assert [line.split()[0] for line in said.splitlines()[:-2] if line[0] != " "].count("ok") == len(ALWAYS) - 1
    assert list(tmp_path.iterdir()) == []


async def test_every_check_has_its_name_in_the_lines(tmp_path: Path, playground: Playground) -> None:
    """An embedding model and models of workspaces' own are looked at only where there are any."""
    (tmp_path / "own.toml").write_text("[T1]\nmodel = 'm'\nembedding_model = 'near'\n")
    named = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "SEGUE_EMBEDDING_MODEL": "e", "SEGUE_WORKSPACES": "own.toml"}
    code, said, complained = await segue_doctor(tmp_path, playground.api_url, "--no-model", **named)
    assert (code, complained) == (0, "")
    assert "\nskipped  embeddings e was not asked (--no-model).\n" in said
    assert "\nskipped  own models [T1] m was not asked (--no-model).\n" in said


async def test_something_to_mend_is_exit_1(tmp_path: Path, playground: Playground) -> None:
    """Nothing but the report: no log, no trace."""
    playground.faults.add("revoke", "auth.test")
    (tmp_path / ".env").write_text("SEGUE_QUITE_SECONDS=1\n")
    code, said, complained = await segue_doctor(tmp_path, playground.api_url, SEGUE_DATABASE_URL="sqlite:////proc/x.db")
    assert (code, complained) == (1, "")
    assert said.endswith("\n3 things to mend.\n")
    assert "mend     bot token  Slack refuses SLACK_BOT_TOKEN: token_revoked.\n" in said
    assert "very-secret" not in said


async def test_a_name_that_has_no_address(tmp_path: Path) -> None:
    code, said, complained = await segue_doctor(tmp_path, "https://slack.invalid/api/", "--no-dotenv")
    assert (code, complained) == (1, "")
    assert "The name in https://slack.invalid/api/ has no address" in said


async def test_a_model_that_is_down(tmp_path: Path, playground: Playground) -> None:
    """The forecast goes to stderr, so that stdout stays what was asked for; the client's own log stays out."""
    model = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": "sk-very-secret-key"}
    code, said, complained = await segue_doctor(tmp_path, playground.api_url, "--json", **model)
    assert code == 1
    assert json.loads(said)["well"] is False
    assert complained.count("\n") == 1
    assert complained.startswith("Asking gpt-5-mini one small question")
    assert (await segue_doctor(tmp_path, playground.api_url, "--no-model", **model))[0] == 0


async def test_a_terminal_that_knows_ascii_only(tmp_path: Path, playground: Playground) -> None:
    """And half a character in a setting."""
    code, said, complained = await segue_doctor(
        tmp_path,
        playground.api_url,
        PYTHONIOENCODING="ascii",
        SEGUE_DATABASE_URL="sqlite:///\udcff.db",
        SLACK_APP_TOKEN="",
    )
    assert (code, complained) == (1, "")
    assert "? api.slack.com/apps" in said
    assert said.endswith("\n1 thing to mend.\n")


async def test_json_holds_the_same(tmp_path: Path, playground: Playground) -> None:
    code, said, _ = await segue_doctor(tmp_path, playground.api_url, "--json")
    told = json.loads(said)
    assert (code, told["well"]) == (0, True)
    assert [each["check"] for each in told["findings"]] == ALWAYS
    assert set(told["findings"][0]) == {"check", "verdict", "said", "mend"}


def test_a_line_each_and_one_for_the_mend() -> None:
    found = [ok("slack", "It answers."), to_mend("database", "It is full.", "Make room."), skipped("events", "Unseen.")]
    assert as_lines(found).splitlines() == [
        "ok       Slack      It answers.",
        "mend     database   It is full.",
        "                    → Make room.",
        "skipped  events     Unseen.",
        "",
        "1 thing to mend.",
    ]
