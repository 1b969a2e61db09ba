"""What Slack's answers mean for a post, as a table."""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack_answers import Meaning, meaning_of


def refused(error: str, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="chat.postMessage",
        req_args={},
        data={"ok": False, "error": error},
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError("refused", response)


def no_json(status: int) -> SlackApiError:
    """What the SDK raises where the body cannot be read: aiohttp's response, which has no `status_code`."""
    return SlackApiError("Received a response in a non-JSON format", SimpleNamespace(status=status, headers={}))


@pytest.mark.parametrize(
    ("error", "meaning", "wait"),
    [
        (refused("ratelimited", 429, {"Retry-After": "7"}), Meaning.NOT_NOW, 7.0),
        (refused("ratelimited", 429, {"retry-after": "soon"}), Meaning.NOT_NOW, 1.0),
        (refused("ratelimited", 429), Meaning.NOT_NOW, 1.0),
        (refused("ratelimited", 429, {"Retry-After": "inf"}), Meaning.NOT_NOW, 3600.0),
        (refused("ratelimited", 429, {"Retry-After": "nan"}), Meaning.NOT_NOW, 1.0),
        (refused("rate_limited"), Meaning.NOT_NOW, 1.0),
        (refused("team_added_to_org"), Meaning.NOT_NOW, 60.0),
        (refused("internal_error"), Meaning.UNCERTAIN, 0.0),
        (refused("", 503), Meaning.UNCERTAIN, 0.0),
        (refused("token_revoked"), Meaning.NOT_NOW, 60.0),
        (refused("missing_scope"), Meaning.NOT_NOW, 60.0),
        (refused("invalid_blocks"), Meaning.WITHOUT_BLOCKS, 0.0),
        (refused("channel_not_found"), Meaning.NEVER, 0.0),
        (refused("is_archived"), Meaning.NEVER, 0.0),
        (refused("something_new"), Meaning.NEVER, 0.0),
        (refused("", 200), Meaning.UNCERTAIN, 0.0),
        (refused("", 302), Meaning.UNCERTAIN, 0.0),
        (refused("", 408), Meaning.UNCERTAIN, 0.0),
        (refused("", 413), Meaning.NEVER, 0.0),
        (no_json(200), Meaning.UNCERTAIN, 0.0),
        (no_json(502), Meaning.UNCERTAIN, 0.0),
        (no_json(404), Meaning.NEVER, 0.0),
        (TimeoutError(), Meaning.UNCERTAIN, 0.0),
        (aiohttp.ServerDisconnectedError(), Meaning.UNCERTAIN, 0.0),
        (ConnectionResetError(), Meaning.UNCERTAIN, 0.0),
    ],
)
def test_meaning(error: Exception, meaning: Meaning, wait: float) -> None:
    """Only what certainly had no effect is repeated without asking Slack first."""
    answer = meaning_of(error)
    assert (answer.meaning, answer.wait) == (meaning, wait)
