"""`python -m bot.deck.child`: a deck as JSON in, a PowerPoint file out.

Drawing takes a second or two of one core, so it is done apart from the loop that answers people (bot/deck/making.py).
"""

from __future__ import annotations

import resource
import sys

from decks.deck import Deck
from decks.powerpoint import pptx

MEMORY, SECONDS = 2_000_000_000, 60


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.buffer.write(pptx(Deck.model_validate_json(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
