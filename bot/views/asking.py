"""The form in which a persona is chosen to say something to a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.names import ASK_FORM
from bot.views.call import Block
from bot.views.carried import carried_with_text
from bot.views.elements import field, plain, section
from bot.views.text import safe_line, shortened

NOBODY = (
    "There is nobody to ask yet. Mention me in a channel with “persona of …” and who it should be; "
    "once the card is made, come back to this message."
)
QUOTED = 200
HINT = "Empty: what they say to it, what speaks against it, what they don't understand."


def ask_form(choices: Sequence[tuple[str, str]], about: Mapping[str, str]) -> dict[str, Any]:
    """`choices`: id and name of each persona that may be asked, the last changed first."""
    form = {"type": "modal", "callback_id": ASK_FORM, "title": plain("Ask a persona"), "close": plain("Not now")}
    if not choices:
        return {**form, "blocks": [section(NOBODY)]}
    options = [{"text": plain(name), "value": id} for id, name in choices]
    who: Block = {"type": "static_select", "action_id": "persona", "options": options, "initial_option": options[0]}
    question: Block = {"type": "plain_text_input", "action_id": "question", "multiline": True, "max_length": 1000}
    place = {key: about[key] for key in ("channel", "ts", "thread_ts", "author")}
    words = safe_line(shortened(about["text"], QUOTED)) or "a message without words"
    return {
        **form,
        "submit": plain("Ask"),
        "private_metadata": carried_with_text(place, about["text"]),
        "blocks": [
            section(f"“{words}”"),
            field("persona", "Who?", who),
            field("question", "What do you want to know?", question, hint=HINT, optional=True),
        ],
    }
