"""A doctor for a machine that the test describes by its environment."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.doctor.examination import examine
from bot.doctor.finding import Finding
from playground.server import Playground

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-very-secret-1", "SLACK_APP_TOKEN": "xapp-very-secret-2"}


@dataclass(frozen=True)
class Report:
    """What the doctor found, and what it said about cost before it asked."""

    findings: list[Finding]
    costs: list[str]

    def __getitem__(self, check: str) -> Finding:
        """The finding of a check; the first that is to be mended, where there are several."""
        found = [each for each in self.findings if each.check == check]
        return next((each for each in found if each.verdict == "mend"), found[0])

    @property
    def to_mend(self) -> list[str]:
        return [each.check for each in self.findings if each.verdict == "mend"]

    @property
    def text(self) -> str:
        return "\n".join([*self.costs, *(f"{each.said} {each.mend}" for each in self.findings)])


Doctor = Callable[..., Awaitable[Report]]


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground() as playground:
        yield playground


@pytest.fixture
def doctor(tmp_path: Path) -> Doctor:
    """`await doctor(api_url, SEGUE_LOG="LOUD")`: both tokens and a database, but for what is said otherwise."""

    async def examined(api_url: str, *, ask_model: bool = True, dotenv: Path | None = None, ahead: float = 0.0,
                       http: bool = False, **environ: str) -> Report:  # fmt: skip
        costs: list[str] = []
        told: dict[str, Any] = {
            "SLACK_API_URL": api_url, "SEGUE_DATABASE_URL": f"sqlite:///{tmp_path}/segue.db", **TOKENS, **environ,
        }  # fmt: skip
        found = await examine(
            told, dotenv, ask_model=ask_model, tell=costs.append, http=http, clock=lambda: time.time() + ahead
        )
        report = Report(found, costs)
        assert "very-secret" not in report.text
        return report

    return examined
