"""Short messages: what happened, what was kept, what to do now."""

from __future__ import annotations

from bot.views.call import SlackCall, post
from bot.views.elements import buttons, sections
from bot.views.text import fallback, safe, shortened
from flows.replies import DirectNote, Notice

LONGEST = 2000
"""Characters; a notice is a few lines, whatever somebody's words in it."""


def notice(reply: Notice) -> list[SlackCall]:
    return [
        post(
            reply.name,
            fallback(reply.text),
            [*sections([safe(shortened(reply.text, LONGEST))]), *buttons(reply.offers)],
        )
    ]


def direct_note(reply: DirectNote) -> list[SlackCall]:
    """To one person alone; Slack opens the direct message for a user id."""
    blocks = [*sections([safe(shortened(reply.text, LONGEST))]), *buttons(reply.offers)]
    return [post(reply.name, fallback(reply.text), blocks, channel=reply.user)]
