"""Persist, then acknowledge. Bolt acknowledges events before listeners run, so this is a middleware."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.response import BoltResponse

from bot.listeners.aside import Aside, aside, help_asked
from bot.listeners.digest_form import is_digest_form, schedule_of, wrong_with
from bot.listeners.digests import digests_after
from bot.listeners.library import OpenLibrary, after_doing, looked_up_by_form
from bot.listeners.payload import Part, installed_in, part, string
from bot.listeners.picks import first_pick
from bot.listeners.search import OpenSearch, searched_by_form
from bot.listeners.studies import after_tending
from bot.listeners.submissions import block_of, complaint
from bot.listeners.translate import translate
from bot.names import CHANNEL, DIGEST_ASK_FORM, EDIT_FORM, ORIGIN_FORM, ORIGIN_FROM, PICKS_FORM
from errors import StoreError, StoreFault
from flows.runtime import Incoming

log = logging.getLogger("segue.inbox")

Accept = Callable[[Incoming], Awaitable[object]]
Refusal = Callable[[Incoming], Awaitable[str]]
Tell = Callable[[Incoming, str], None]
Search = Callable[[OpenSearch | OpenLibrary], Awaitable[dict[str, Any]]]
Middleware = Callable[..., Awaitable[BoltResponse]]


def keep(
    accept: Accept,
    bot_user: Callable[[str], str],
    open_aside: Callable[[Aside], None],
    refusal: Refusal,
    tell: Tell,
    search: Search,
) -> Middleware:
    """-> the middleware that commits what happened before Slack hears that we have it.

    `bot_user(team)` is Segue's own user id there. `refusal(incoming)` says why something cannot be, and whoever asked
    is told: beside the form's field where a form was filled in, else by `tell(incoming, words)`. `search(asked)`
    answers a window's own *Search*.

    If it cannot be kept, Slack gets an error (no acknowledgement on a socket) and delivers again.
    What is none of ours is acknowledged and not kept; so is what only asks for help or for a form.
    """

    async def kept(body: dict[str, Any]) -> BoltResponse:
        if words := help_asked(body):
            return _answered({"response_type": "ephemeral", "text": words})
        if wrong := wrong_with(part(body, "view")) if is_digest_form(body) else complaint(body):
            return _answered({"response_action": "errors", "errors": wrong})
        if asked := searched_by_form(body) or looked_up_by_form(body):
            return _answered(await search(asked))
        if courtesy := aside(body):
            open_aside(courtesy)
            return BoltResponse(status=200)
        incoming = translate(body, bot_user(installed_in(body)), f"{time.time():.6f}")
        if incoming is None:
            return BoltResponse(status=200)
        try:
            if words := await refusal(incoming):
                if string(body, "type") == "view_submission":
                    return _answered({"response_action": "errors", "errors": {_field(body): words}})
                tell(incoming, words)
                return BoltResponse(status=200)
            await accept(incoming)
            if is_digest_form(body):
                # The list below it, if any, would still show what was there before.
                return _answered({"response_action": "clear"})
            if again := after_doing(body) or after_tending(body) or digests_after(body):
                open_aside(again)
        except (StoreError, StoreFault) as error:
            log.error("%s could not be kept (%s); Slack will deliver it again.", incoming.key, error)
            return BoltResponse(status=500)
        return BoltResponse(status=200)

    return kept


def _answered(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})


def _field(body: Part) -> str:
    """The field of a form beside which a refusal is said."""
    view = part(body, "view")
    if is_digest_form(body) and schedule_of(view):
        return "every"
    fields = {EDIT_FORM: block_of(view), DIGEST_ASK_FORM: "question", ORIGIN_FORM: ORIGIN_FROM}
    fields |= {PICKS_FORM: first_pick(view)}
    return fields.get(string(view, "callback_id"), CHANNEL)
