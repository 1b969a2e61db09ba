"""Slack, as far as its Web API shows it: reachable, the clock, both tokens, the scopes.

Four calls: `api.test` needs no token, `auth.test` shows the bot token and its scopes, `users.conversations` where Segue
was invited, `apps.connections.open` the app token. None of them posts anything, and no socket is opened: it would take
events from a Segue that runs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import Settings
from bot.doctor.environment import APPS, WHERE
from bot.doctor.finding import Finding, ok, shown, skipped, to_mend
from bot.doctor.unreachable import Unreachable, unreachable
from bot.manifest import APP_TOKEN_SCOPE, SEGUE
from bot.slack_answers import CALL_ERRORS, Meaning, is_foreign, meaning_of

CHECKS = ("slack", "clock", "bot-token", "scopes", "channels", "app-token", "events")
MOST_OFF = 60.0
"""Seconds a clock may be off: less is lost in the way of a request, more moves reminders and confuses TLS."""
GONE = {"token_revoked", "account_inactive", "token_expired"}
REINSTALL = f"{APPS}, Install App: install it again, and copy the new Bot User OAuth Token into SLACK_BOT_TOKEN."
UNSEEN = (
    "Cannot be checked from here: whether events are subscribed, and whether both tokens belong to one app. "
    "Slack shows these to nobody but you."
)
UNSEEN_HTTP = (
    "Cannot be checked from here: whether Slack sends events, presses and commands to SEGUE_PUBLIC_URL, and whether "
    "SLACK_SIGNING_SECRET is the app's."
)
COMPARE_HTTP = (
    f"If a mention stays unanswered: {APPS}, App Manifest: paste what `segue manifest --http --url …` prints."
)
EACH_ITS_OWN = "Each workspace that installs Segue has a token of its own."
COMPARE = f"If a mention stays unanswered: {APPS}, App Manifest: paste what `segue manifest` prints, and reinstall."


@dataclass(frozen=True)
class Reply:
    """What came back of a call: `error` is empty when Slack says ok; `at` is when we heard it."""

    error: str
    meaning: Meaning | None
    headers: Any
    at: float
    needed: str = ""
    data: Any = None

    @property
    def not_slack(self) -> bool:
        """It answered, but not as Slack does: no JSON with an error's name."""
        return is_foreign(self.error)

    @property
    def in_trouble(self) -> bool:
        """Slack has trouble, or asks to wait: nothing is wrong with the set-up."""
        return (self.meaning is Meaning.UNCERTAIN and not is_foreign(self.error)) or self.error == "ratelimited"


Judge = Callable[[Reply], Finding]


async def examine(
    settings: Settings, faults: Iterable[str], clock: Callable[[], float], *, http: bool = False
) -> list[Finding]:
    """-> a finding for each of CHECKS. `faults`: of the settings; what they name is not tried."""
    faulty = " ".join(faults)
    if "SLACK_API_URL" in faulty:
        return _all_skipped(CHECKS, "SLACK_API_URL comes first.")
    timeout = aiohttp.ClientTimeout(total=settings.slack_timeout_seconds)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        client = AsyncWebClient(base_url=settings.api_url, session=session, retry_handlers=[])
        try:
            first = await _call(client.api_test, client, settings, clock)
            reached = [_reached(first, settings), _clock(first)]
            if reached[0].verdict == "mend":
                return reached[:1] + _all_skipped(CHECKS[1:], "Slack has to be reached first.")
            return reached + await _tokens(client, settings, faulty, clock, http=http)
        except Unreachable as error:
            return [
                to_mend("slack", error.said, error.mend),
                *_all_skipped(CHECKS[1:], "Slack has to be reached first."),
            ]


async def _tokens(
    client: AsyncWebClient, settings: Settings, faulty: str, clock: Callable[[], float], *, http: bool
) -> list[Finding]:
    """The findings that need a token; a token that the settings already find fault with is not tried."""

    async def shown_to_slack(
        token: str, call: Callable[[], Awaitable[Any]], *checks: tuple[str, Judge]
    ) -> list[Finding]:
        if token in faulty:
            return _all_skipped((check for check, _ in checks), f"{token} comes first.")
        try:
            reply = await _call(call, client, settings, clock)
        except Unreachable as error:  # Only now: what the other token shows is told all the same.
            first, *others = (check for check, _ in checks)
            return [to_mend(first, error.said, error.mend), *_all_skipped(others, f"{token} comes first.")]
        return [judge(reply) for _, judge in checks]

    async def app_token() -> list[Finding]:
        if http:
            return [ok("app-token", "None is needed over HTTP."), skipped("events", UNSEEN_HTTP, COMPARE_HTTP)]
        opened = await shown_to_slack(
            "SLACK_APP_TOKEN",
            lambda: client.apps_connections_open(app_token=settings.app_token),
            ("app-token", _app),
        )
        return [*opened, skipped("events", UNSEEN, COMPARE)]

    if http and settings.client_id:
        return _all_skipped(("bot-token", "scopes", "channels"), EACH_ITS_OWN) + await app_token()
    return [
        *await shown_to_slack(
            "SLACK_BOT_TOKEN",
            lambda: client.auth_test(token=settings.bot_token),
            ("bot-token", _bot),
            ("scopes", _scopes),
        ),
        *await shown_to_slack(
            "SLACK_BOT_TOKEN",
            lambda: client.users_conversations(token=settings.bot_token, types="public_channel,private_channel"),
            ("channels", _channels),
        ),
        *await app_token(),
    ]


async def _call(
    call: Callable[[], Awaitable[Any]], client: AsyncWebClient, settings: Settings, clock: Callable[[], float]
) -> Reply:
    """Raises Unreachable when nothing comes back."""
    try:
        response = await call()
    except SlackApiError as error:
        answer = meaning_of(error)
        data = getattr(error.response, "data", {})
        needed = str(data.get("needed", "")) if isinstance(data, dict) else ""
        return Reply(answer.error, answer.meaning, getattr(error.response, "headers", {}), clock(), needed)
    except CALL_ERRORS as error:
        raise unreachable(error, settings, client.proxy or "") from error
    return Reply("", None, response.headers, clock(), data=response.data)


def _reached(reply: Reply, settings: Settings) -> Finding:
    where = shown(settings.api_url)
    if reply.not_slack:
        return to_mend(
            "slack",
            f"{where} does not answer as Slack does ({reply.error}).",
            "Leave SLACK_API_URL out for Slack itself; behind a proxy or a login page, let slack.com pass.",
        )
    if reply.meaning is Meaning.UNCERTAIN:
        return to_mend(
            "slack", f"Slack has trouble ({reply.error}).", "See https://slack-status.com, and try again later."
        )
    return ok("slack", f"{where} answers.")


def _clock(reply: Reply) -> Finding:
    try:
        off = reply.at - parsedate_to_datetime(_header(reply, "date")).timestamp()
    except ValueError:
        return skipped("clock", "Cannot be checked from here: the answer carries no date.")
    if abs(off) <= MOST_OFF:
        return ok("clock", "This machine's clock agrees with Slack's.")
    return to_mend(
        "clock",
        f"This machine's clock is {_span(abs(off))} {'ahead of' if off > 0 else 'behind'} Slack's.",
        "Switch on time synchronisation: `timedatectl set-ntp true`, or the date settings of your system.",
    )


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 120:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{round(minutes / 60)} hours"


def _bot(reply: Reply) -> Finding:
    if not reply.error:
        return ok("bot-token", "Slack knows SLACK_BOT_TOKEN.")
    if reply.in_trouble:
        return skipped("bot-token", f"Slack could not say ({reply.error}). Try again later.")
    mend = REINSTALL if reply.error in GONE else WHERE["SLACK_BOT_TOKEN"]
    return to_mend("bot-token", f"Slack refuses SLACK_BOT_TOKEN: {reply.error}.", mend)


def _scopes(reply: Reply) -> Finding:
    if reply.error:
        return skipped("scopes", "SLACK_BOT_TOKEN comes first.")
    said = _header(reply, "x-oauth-scopes")
    if not said:
        return skipped("scopes", "Cannot be checked from here: the answer names no scopes.")
    granted = {scope.strip() for scope in said.split(",")}
    missing = [scope for scope in SEGUE.scopes if scope not in granted]
    if not missing:
        return ok("scopes", f"All {len(SEGUE.scopes)} scopes are granted.")
    return to_mend(
        "scopes",
        f"{'A scope is' if len(missing) == 1 else 'Scopes are'} missing: {', '.join(missing)}.",
        f"{APPS}, OAuth & Permissions, Bot Token Scopes: add {'it' if len(missing) == 1 else 'them'}, "
        "then “Reinstall to Workspace” on the same page.",
    )


def _channels(reply: Reply) -> Finding:
    if reply.error:
        return skipped("channels", f"Slack does not say where Segue was invited ({reply.error}).")
    known = reply.data.get("channels") if isinstance(reply.data, dict) else None
    if not isinstance(known, list):
        return skipped("channels", "Slack does not say where Segue was invited.")
    if known:
        return ok("channels", f"Segue is a member of {len(known)} channel{'' if len(known) == 1 else 's'}.")
    return skipped(
        "channels",
        "Segue is in no channel yet; direct messages work.",
        "Write `/invite @Segue` where it should listen.",
    )


def _app(reply: Reply) -> Finding:
    if not reply.error:
        return ok("app-token", "SLACK_APP_TOKEN opens connections.")
    if reply.in_trouble:
        return skipped("app-token", f"Slack could not say ({reply.error}). Try again later.")
    if reply.error == "missing_scope":
        needed = reply.needed or APP_TOKEN_SCOPE
        return to_mend("app-token", f"SLACK_APP_TOKEN lacks the scope {needed}.", WHERE["SLACK_APP_TOKEN"])
    if reply.meaning is Meaning.NOT_NOW or reply.error == "not_allowed_token_type":
        return to_mend("app-token", f"Slack refuses SLACK_APP_TOKEN: {reply.error}.", WHERE["SLACK_APP_TOKEN"])
    return to_mend(
        "app-token",
        f"Slack opens no connection: {reply.error}.",
        f"{APPS}, Socket Mode: switch on “Enable Socket Mode”.",
    )


def _header(reply: Reply, name: str) -> str:
    return next((str(value) for key, value in dict(reply.headers).items() if str(key).lower() == name), "")


def _all_skipped(checks: Iterable[str], why: str) -> list[Finding]:
    return [skipped(check, why) for check in checks]
