"""How the people of a workspace are called, for what is read outside Slack."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack_answers import CALL_ERRORS, Meaning, meaning_of

log = logging.getLogger("segue.slack")

MOST = 50
"""Of how many people the names are asked."""


async def names(client: AsyncWebClient, users: Sequence[str]) -> Mapping[str, str]:
    """Slack user id -> display name; who cannot be looked up is left out."""
    found = {}
    for user in users[:MOST]:
        try:
            profile = (await client.users_info(user=user))["user"]
        except CALL_ERRORS as error:
            answer = meaning_of(error)
            log.info("A name is not known: %s", answer.error)
            if answer.meaning is not Meaning.NEVER:  # No scope, no Slack: the others would fare no better.
                break
            continue
        shown = profile.get("profile", {}).get("display_name") or profile.get("real_name") or profile.get("name")
        if shown:
            found[user] = str(shown)
    return found
