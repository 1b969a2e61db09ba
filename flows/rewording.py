"""A message as it reads after an edit."""

from __future__ import annotations

from flows.runtime import Incoming


def reworded(message: Incoming, edit: Incoming | None) -> Incoming:
    """The message with the edit's words, and as it is where that one is older than what it reads now.

    Slack promises no order of delivery: https://docs.slack.dev/apis/events-api/
    """
    if edit is None or (edit.edited_ts or "") < (message.edited_ts or ""):
        return message
    return message.model_copy(update={"text": edit.text, "said": edit.said, "edited_ts": edit.edited_ts})
