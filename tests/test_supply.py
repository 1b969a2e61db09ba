"""What we rest on is pinned, looked through where that can be done, and asked for no more than is used."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from bot.manifest import SEGUE

HOUSE = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "bench/requirements.lock", "bench/peers.lock", ".ci/supply.lock")


def told(said: str) -> tuple[int, str]:
    spec = importlib.util.spec_from_file_location("audit_said", HOUSE / ".ci" / "audit_said.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result: tuple[int, str] = module.told(said)
    return result


def package(*faults: str, **more: str) -> dict[str, object]:
    vulns = [{"id": each, "fix_versions": ["2.0"]} for each in faults]
    return {"name": "left-pad", "version": "1.0", "vulns": vulns, **more}


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("", 0, "not looked up"),
        ("no network", 0, "not looked up"),
        (json.dumps({"dependencies": [package(skip_reason="not found on PyPI")]}), 0, "not looked up"),
        (json.dumps({"dependencies": [package()]}), 0, "1 packages looked up, 0 known faults"),
        (json.dumps({"dependencies": [package("CVE-1"), package(skip_reason="x")]}), 1, "CVE-1, mended in 2.0"),
    ],
)
def test_a_known_fault_fails_and_a_missing_network_does_not(said: str, code: int, words: str) -> None:
    got, lines = told(said)
    assert got == code
    assert words in lines


@pytest.mark.parametrize("lock", LOCKS)
def test_every_version_is_pinned_with_its_hashes(lock: str) -> None:
    text = re.sub(r" \\\n\s+", " ", (HOUSE / lock).read_text())
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(lines) > 20
    assert not [line[:60] for line in lines if not re.match(r"[\w.\[\]-]+==\S+.* --hash=sha256:[0-9a-f]{64}", line)]


def test_every_scope_that_slack_is_asked_for_has_a_line_of_why() -> None:
    page = (HOUSE / "docs" / "security.md").read_text()
    table = dict(re.findall(r"^\| `([a-z_.]+:[a-z_.:]+|commands)` \| (.+) \|$", page, re.M))
    assert sorted(set(table) - {"connections:write"}) == sorted(SEGUE.scopes)
    assert all(len(why.split()) > 3 for why in table.values())
