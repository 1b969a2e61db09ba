from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.flows.digests import NEWS, Newsroom, Series

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def shared_data() -> Path:
    """The shared data beside the project; elsewhere the test is skipped, in CI never."""
    if not SHARED.is_dir() and not os.environ.get("CI"):
        pytest.skip("../shared/data is not beside this checkout")
    return SHARED


@pytest.fixture
def series() -> Series:
    """A digest that is not set up yet, in a house where something happened lately."""
    return Series(news=Newsroom(NEWS))
