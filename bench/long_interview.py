"""Segue, with interviews that never end: the guided interview itself, of which one is 1,000 questions long.

The product stops at 15. What turn 200 of one conversation costs can only be seen in one that goes on.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import cast

from bot.cli import main
from flows import registry
from flows.interview import INTERVIEW
from flows.interview.state import InterviewState
from flows.runtime import Flow


class LongInterviewState(InterviewState):
    """Nobody asks for this length, so it stays."""

    length: int = 1000


if __name__ == "__main__":
    cast(dict[str, Flow], registry.FLOWS)[INTERVIEW.name] = replace(INTERVIEW, state=LongInterviewState)
    sys.exit(main(["run", "--no-dotenv"]))
