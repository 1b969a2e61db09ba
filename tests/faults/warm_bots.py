"""A process that has imported everything and forks bots: a start costs milliseconds, so that many kills
fit into a test.

Reads one line of JSON per bot from stdin ({"environment": {...}, "ack_first": bool, "dies_at": step}) and answers with
the pid. `ack_first` is the control: the bot acknowledges before it commits and never looks back, which must lose
messages. `dies_at`: the bot kills itself at that step of a turn (tests/faults/steps.py).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from typing import Any

import bot.app
import bot.listeners.keep
import bot.slack_app
from bot.config import Settings
from bot.engine.reconciles import Reconciles
from bot.logs import log_to_stderr
from flows.runtime import Incoming
from tests.faults.steps import die_at

BEFORE_COMMIT_SECONDS = 0.2


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    import openai  # noqa: F401  imported before the fork, like everything a bot needs

    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _be_a_bot(order)
        print(pid, flush=True)


def _be_a_bot(order: dict[str, Any]) -> None:
    # Its own children, such as the one that draws a deck, are waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(order["environment"])
    settings = Settings.read(os.environ)
    log_to_stderr(settings.log)
    if order.get("ack_first"):
        bot.slack_app.keep = _keep_ack_first
        # What was missed is read from Slack at the next start, which would heal the loss before anybody sees it.
        Reconciles.events_come = lambda *_: None
    if order.get("dies_at"):
        die_at(order["dies_at"])
    try:
        asyncio.run(bot.app.run(settings, asyncio.Event()))
    # A forked child must never fall back into its parent's loop.
    except BaseException:
        logging.exception("a bot ended")
    os._exit(1)


def _keep_ack_first(accept: Any, *more: Any) -> Any:
    """The mistake this test must be able to see."""
    waiting: set[asyncio.Task[None]] = set()

    async def accept_later(incoming: Incoming) -> None:
        async def later() -> None:
            await asyncio.sleep(BEFORE_COMMIT_SECONDS)
            await accept(incoming)

        task = asyncio.ensure_future(later())
        waiting.add(task)
        task.add_done_callback(waiting.discard)

    return bot.listeners.keep.keep(accept_later, *more)


if __name__ == "__main__":
    main()
