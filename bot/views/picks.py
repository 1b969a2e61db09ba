"""A form with a select for each of several things. https://docs.slack.dev/reference/views/modal-views"""

from __future__ import annotations

from typing import Any

from bot.names import PICK, PICKS_FORM
from bot.views.call import Block
from bot.views.carried import carried
from bot.views.elements import field, plain
from bot.views.form import CANCEL
from bot.views.limits import MODAL_TITLE, SECTION
from bot.views.text import label
from flows.forms import Picks
from flows.wording import say


def picks_form(form: Picks, place: dict[str, str]) -> dict[str, Any]:
    """`place` says where it belongs."""
    options = {value: {"text": plain(words), "value": value} for value, words in form.options}
    fields = [
        field(pick.key, label(pick.label, 75) or pick.key, _select(options, pick.chosen), optional=True)
        for pick in form.picks
    ]
    return {
        "type": "modal",
        "callback_id": PICKS_FORM,
        "private_metadata": carried({**place, "action": form.action, **({"of": form.of} if form.of else {})}),
        "title": plain(form.title, MODAL_TITLE),
        "submit": plain(form.submit, MODAL_TITLE),
        "close": plain(say(CANCEL), MODAL_TITLE),
        "blocks": [{"type": "section", "text": plain(form.ask, SECTION)}, *fields],
    }


def _select(options: dict[str, Block], chosen: str) -> Block:
    select: Block = {"type": "static_select", "action_id": PICK, "options": list(options.values())}
    return select | ({"initial_option": options[chosen]} if chosen in options else {})
