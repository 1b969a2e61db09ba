"""What the README says exists."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HOUSE = Path(__file__).parent.parent
README = (HOUSE / "README.md").read_text()
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text(), re.M))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.M)) <= targets


def test_every_file_it_links_to_exists() -> None:
    for link in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (HOUSE / link).exists(), link


def test_every_dependency_has_its_line() -> None:
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    table = README.split("## Dependencies")[1].split("##")[0]
    for requirement in wanted:
        assert re.search(rf"\b{re.escape(re.split('[<>=]', requirement)[0])}\b", table), requirement


def test_every_package_is_locked() -> None:
    locked = (HOUSE / "requirements.lock").read_text()
    for requirement in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]:
        assert re.search(rf"^{re.escape(re.split('[<>=]', requirement)[0])}==", locked, re.M), requirement


def test_the_manifest_asks_for_what_messages_need() -> None:
    """tests/test_manifest.py holds all of it to the code; this is what a newcomer notices first."""
    manifest = json.loads((HOUSE / "manifest.json").read_text())
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {"app_mentions:read", "chat:write", "commands"} <= scopes
    for place in (event.partition(".")[2] for event in events if event.startswith("message.")):
        assert f"{place}:history" in scopes


def test_every_command_it_names_exists() -> None:
    said = subprocess.run([sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True).stdout
    pages = [HOUSE / "README.md", *(HOUSE / "docs").glob("*.md"), HOUSE / "playground" / "README.md"]
    named = {command for page in pages for command in re.findall(r"`segue ([a-z-]+)", page.read_text())}
    known = set(re.findall(r"^ {4}([\w-]+) ", said, re.M))
    assert {"doctor", "export", "search"} <= named <= known


def test_run_without_tokens_exits_2_and_names_them(tmp_path: Path) -> None:
    environ = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOUSE)}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"], capture_output=True, text=True, cwd=tmp_path, env=environ, check=False
    )
    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are missing" in done.stderr
    assert "Traceback" not in done.stderr
