from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogues.stage import Bot, Stage, staged


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with staged(tmp_path) as bot:
        yield bot


@pytest.fixture
async def thread(bot: Bot) -> Stage:
    return Stage(bot)
