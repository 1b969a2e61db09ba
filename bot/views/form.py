"""Modals: an interview to start, an answer to edit. https://docs.slack.dev/reference/views/modal-views"""

from __future__ import annotations

from typing import Any

from bot.names import CHANNEL, CHOOSES, EDIT_FORM, IMPORT_FILE, IMPORT_FORM, START_FORM
from bot.views.call import Block
from bot.views.carried import carried
from bot.views.text import shortened
from flows.forms import Choice, Form
from flows.wording import fixed, say

CANCEL, SHOULD_READ = fixed("Cancel"), fixed("It should read")
OPTION, OPTIONS, TITLE, HINT = 75, 100, 24, 2000
LENGTHS = {"5": "Quick: 5 questions, about five minutes", "10": "Thorough: 10 questions"}


def start_form(channel: str = "") -> dict[str, Any]:
    """Where, about what, how long."""
    where: Block = {"type": "conversations_select", "action_id": CHANNEL, "default_to_current_conversation": True}
    where["filter"] = {"include": ["public", "private"], "exclude_bot_users": True}
    if channel:
        where["initial_conversation"] = channel
    options = [{"text": _plain(label), "value": value} for value, label in LENGTHS.items()]
    return {
        "type": "modal",
        "callback_id": START_FORM,
        "title": _plain("Start an interview"),
        "submit": _plain("Start"),
        "close": _plain("Not now"),
        "blocks": [
            _input(CHANNEL, "In which channel?", where, hint="I must be a member; /invite brings me in."),
            _input(
                "project",
                "What is it about?",
                {"type": "plain_text_input", "action_id": "project", "multiline": True, "max_length": 3000},
                hint="What you offer, and what you will decide. You can also say it in the thread.",
                optional=True,
            ),
            _input(
                "length",
                "How long?",
                {"type": "radio_buttons", "action_id": "length", "options": options, "initial_option": options[0]},
            ),
        ],
    }


def import_form() -> dict[str, Any]:
    """A card in a file, and the channel in which the persona gets her thread."""
    where: Block = {"type": "conversations_select", "action_id": CHANNEL, "default_to_current_conversation": True}
    where["filter"] = {"include": ["public", "private"], "exclude_bot_users": True}
    file = {"type": "file_input", "action_id": IMPORT_FILE, "filetypes": ["yaml", "yml", "json"], "max_files": 1}
    return {
        "type": "modal",
        "callback_id": IMPORT_FORM,
        "title": _plain("Import a card"),
        "submit": _plain("Import"),
        "close": _plain("Not now"),
        "blocks": [
            _input(IMPORT_FILE, "The card", file, hint="Segue's own YAML, TinyTroupe, EDSL or althing; 200 kB."),
            _input(CHANNEL, "In which channel?", where, hint="I must be a member; /invite brings me in."),
        ],
    }


def edit_form(form: Form, place: dict[str, str], key: str = "") -> dict[str, Any]:
    """One choice at a time: its label in the select, its words in the field. `place` says where it belongs."""
    choices = form.choices[:OPTIONS]
    chosen = next((choice for choice in choices if choice.key == key), choices[0])
    place = {**place, "action": form.action, "key": chosen.key}
    select = {
        "type": "static_select",
        "action_id": CHOOSES,
        "options": [_option(choice) for choice in choices],
        "initial_option": _option(chosen),
    }
    field: Block = {"type": "plain_text_input", "action_id": "text", "multiline": True, "max_length": form.longest}
    if chosen.text.strip():
        field["initial_value"] = chosen.text[: form.longest]
    return {
        "type": "modal",
        "callback_id": EDIT_FORM,
        "private_metadata": carried(place),
        "title": _plain(shortened(form.title, TITLE)),
        "submit": _plain(form.submit),
        "close": _plain(say(CANCEL)),
        "blocks": [
            {"type": "section", "block_id": "which", "text": _plain(form.ask), "accessory": select},
            _input(f"text:{chosen.key}", say(SHOULD_READ), field, hint=chosen.note),
        ],
    }


def _option(choice: Choice) -> Block:
    return {"text": _plain(shortened(choice.label, OPTION)), "value": choice.key}


def _input(block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    block: Block = {"type": "input", "block_id": block_id, "label": _plain(label), "element": element}
    if hint:
        block["hint"] = _plain(shortened(hint, HINT))
    return block | ({"optional": True} if optional else {})


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}
