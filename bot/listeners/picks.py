"""A form with a select for each of several things, filled in.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

import json

from bot.listeners.payload import Part, part, string
from bot.listeners.submissions import place_of
from bot.listeners.window import sent_in_below
from bot.names import PICK, PICKS_FORM
from flows.runtime import Incoming


def picked(body: Part, at: str) -> Incoming | None:
    """-> what was chosen, as JSON; None when the payload is none of ours."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != PICKS_FORM:
        return None
    place, values = place_of(view), part(part(view, "state"), "values")
    channel = string(place, "channel")
    if not channel:
        return None
    about = {"of": of} if (of := string(place, "of")) else {}
    chosen = {key: string(part(part(part(values, key), PICK), "selected_option"), "value") for key in values}
    return sent_in_below(
        body,
        at,
        place,
        action=string(place, "action"),
        value=json.dumps(about | {key: value for key, value in chosen.items() if value}),
    )


def first_pick(view: Part) -> str:
    """The field beside which a refusal is said."""
    return next(iter(part(part(view, "state"), "values")), "")
