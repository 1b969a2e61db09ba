"""What an answer of Slack's, or its absence, means for a call: done, again, unknown, never.

Error names follow https://docs.slack.dev/reference/methods/chat.postMessage#errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

# Slack may or may not have stored the message before it said this.
UNCERTAIN = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
# Nothing is wrong with the message; an operator has to mend the connection first.
ACCESS = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
# A workspace on its way into an organisation takes nothing meanwhile.
MOVING = {"team_added_to_org", "org_login_required"}
# Slack knows both.
LIMITS = {"ratelimited", "rate_limited"}
TIMED_OUT = 408
# Slack dislikes the blocks; the plain text may still pass.
BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}
_NAME = re.compile(r"[a-zA-Z0-9_]{1,100}")

LONGEST_LIMIT = 3600.0
ON_THE_WAY = aiohttp.ClientTimeout(total=300.0, sock_read=60.0)
"""How long a file may take from Slack, or to it: a call's few seconds are too few for 200 MB."""
# Everything the SDK and its transport raise about a call.
CALL_ERRORS = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)


class Meaning(Enum):
    """What to do with an outbox row whose call did not succeed."""

    NOT_NOW = "not now"
    """It had no effect; make it again after `wait` seconds."""
    UNCERTAIN = "uncertain"
    """It may have had an effect; look it up before making it again."""
    WITHOUT_BLOCKS = "without blocks"
    """It had no effect; try again with the text alone."""
    NEVER = "never"
    """Slack will not take it."""


@dataclass(frozen=True)
class Answer:
    meaning: Meaning
    error: str
    wait: float = 0.0
    limited: bool = False

    @property
    def outcome(self) -> str:
        """In one word, for whoever counts."""
        if self.limited:
            return "limited"
        return {Meaning.NEVER: "refused", Meaning.UNCERTAIN: "uncertain"}.get(self.meaning, "again")


def meaning_of(error: Exception) -> Answer:
    """-> what one of CALL_ERRORS means for the call."""
    if isinstance(error, SlackApiError):
        return _of_response(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return Answer(Meaning.NOT_NOW, "no connection", wait=2.0)
    return Answer(Meaning.UNCERTAIN, type(error).__name__)


def is_foreign(error: str) -> bool:
    """Whether an answer (its `error`) is none that Slack gives: a page of something else stands at that address."""
    return re.match(r"HTTP (?!408)[234]", error) is not None


def _of_response(error: SlackApiError) -> Answer:
    response = error.response
    # Where the body was no JSON, the SDK hands over aiohttp's own response, which calls it `status`.
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 200)
    name = _error_name(response)
    if status == 429 or name in LIMITS:
        headers = getattr(response, "headers", {})
        return Answer(Meaning.NOT_NOW, "ratelimited", wait=retry_after(headers), limited=True)
    if status >= 500 or name in UNCERTAIN or (not name and (status < 400 or status == TIMED_OUT)):
        # Without a name it was not Slack who refused: somebody between us lost or replaced its answer.
        return Answer(Meaning.UNCERTAIN, name or f"HTTP {status}")
    if name in ACCESS or name in MOVING:
        return Answer(Meaning.NOT_NOW, name, wait=60.0)
    if name in BLOCKS:
        return Answer(Meaning.WITHOUT_BLOCKS, name)
    return Answer(Meaning.NEVER, name or f"HTTP {status}")


def _error_name(response: object) -> str:
    data = getattr(response, "data", response)
    name = str(data.get("error") or "") if isinstance(data, dict) else ""
    # It is kept and logged. What does not look like a name may hold anything, our token as well.
    return name if not name or _NAME.fullmatch(name) else "unreadable_error"


def retry_after(headers: object) -> float:
    """Seconds from the Retry-After header, in whatever case it came; one second when it is missing or odd, and never so
    long that nobody would ask again."""
    if not hasattr(headers, "items"):
        return 1.0
    for key, value in headers.items():
        if str(key).lower() == "retry-after":
            value = value[0] if isinstance(value, list) else value
            try:
                asked = float(value)
            except (TypeError, ValueError):
                return 1.0
            return min(max(asked, 0.0), LONGEST_LIMIT) if asked == asked else 1.0
    return 1.0
