"""Modals: an interview to start, an answer to edit. https://docs.slack.dev/reference/views/modal-views"""

from __future__ import annotations

from typing import Any

from bot.names import CHANNEL, CHOOSES, EDIT_FORM, IMPORT_FILE, IMPORT_FORM, START_FORM
from bot.views.call import Block
from bot.views.carried import carried
from bot.views.elements import INVITE, field, plain
from bot.views.limits import MODAL_TITLE, SECTION
from flows.forms import Choice, Form
from flows.wording import fixed, say

CANCEL, SHOULD_READ = fixed("Cancel"), fixed("It should read")
OPTIONS = 100
LENGTHS = {"5": "Quick: 5 questions, about five minutes", "10": "Thorough: 10 questions"}


def start_form(channel: str = "", project: str = "") -> dict[str, Any]:
    """Where, about what, how long. `project`: what it may be about, to be changed."""
    where: Block = {"type": "conversations_select", "action_id": CHANNEL, "default_to_current_conversation": True}
    where["filter"] = {"include": ["public", "private"], "exclude_bot_users": True}
    if channel and not channel.startswith("D"):
        where["initial_conversation"] = channel
    about: Block = {"type": "plain_text_input", "action_id": "project", "multiline": True, "max_length": 3000}
    if project.strip():
        about["initial_value"] = project
    options = [{"text": plain(label), "value": value} for value, label in LENGTHS.items()]
    return {
        "type": "modal",
        "callback_id": START_FORM,
        "title": plain("Start an interview"),
        "submit": plain("Start"),
        "close": plain("Not now"),
        "blocks": [
            field(CHANNEL, "In which channel?", where, hint=INVITE),
            field(
                "project",
                "What is it about?",
                about,
                hint="What you offer, and what you will decide. You can also say it in the thread.",
                optional=True,
            ),
            field(
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
        "title": plain("Import a card"),
        "submit": plain("Import"),
        "close": plain("Not now"),
        "blocks": [
            field(IMPORT_FILE, "The card", file, hint="Segue's own YAML, TinyTroupe, EDSL or althing; 200 kB."),
            field(CHANNEL, "In which channel?", where, hint=INVITE),
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
    text: Block = {"type": "plain_text_input", "action_id": "text", "multiline": True, "max_length": form.longest}
    if chosen.text.strip():
        text["initial_value"] = chosen.text[: form.longest]
    return {
        "type": "modal",
        "callback_id": EDIT_FORM,
        "private_metadata": carried(place),
        "title": plain(form.title, MODAL_TITLE),
        "submit": plain(form.submit, MODAL_TITLE),
        "close": plain(say(CANCEL), MODAL_TITLE),
        "blocks": [
            {"type": "section", "block_id": "which", "text": plain(form.ask, SECTION), "accessory": select},
            field(f"text:{chosen.key}", chosen.field or say(SHOULD_READ), text, hint=chosen.note),
        ],
    }


def _option(choice: Choice) -> Block:
    return {"text": plain(choice.label), "value": choice.key}
