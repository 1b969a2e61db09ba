"""Short messages: what happened, what was kept, what to do now."""

from __future__ import annotations

from bot.views.call import SlackCall, post
from bot.views.elements import buttons, sections
from bot.views.text import fallback, safe
from flows.replies import DirectNote, Notice


def notice(reply: Notice) -> list[SlackCall]:
    return [post(reply.name, fallback(reply.text), [*sections([safe(reply.text)]), *buttons(reply.offers)])]


def direct_note(reply: DirectNote) -> list[SlackCall]:
    """To one person alone; Slack opens the direct message for a user id."""
    blocks = [*sections([safe(reply.text)]), *buttons(reply.offers)]
    return [post(reply.name, fallback(reply.text), blocks, channel=reply.user)]
