"""The answer to a window's own button: the same window anew, or why it stands as it did.

https://docs.slack.dev/surfaces/modals#updating_response
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from bot.slack_answers import CALL_ERRORS
from errors import StoreError

log = logging.getLogger("segue.side_door")

PATIENCE = 2.5
"""Seconds; Slack waits three for the answer to a form."""
TOO_SLOW = "That took too long for Slack. Your words are still here: please press Search once more."


async def shown_anew(view: Awaitable[dict[str, Any]], field: str) -> dict[str, Any]:
    """`field`: the block beside which it is said that `view` could not be drawn in time."""
    try:
        async with asyncio.timeout(PATIENCE):
            return {"response_action": "update", "view": await view}
    except (*CALL_ERRORS, StoreError) as error:
        log.info("a search was not answered: %s", error)
        return {"response_action": "errors", "errors": {field: TOO_SLOW}}
