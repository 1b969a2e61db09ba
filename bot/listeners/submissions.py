"""A form of a running conversation, filled in. Where it belongs stands in the view's private metadata.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

import json

from bot.listeners.payload import Part, part, parts, string
from bot.listeners.window import sent_in_below
from bot.names import (
    CHANNEL,
    DIGEST_ASK_FORM,
    EDIT_FORM,
    IMPORT_FILE,
    IMPORT_FORM,
    START_FORM,
    TEND_CHOICE,
    TEND_FORM,
    TEND_TEXT,
)
from flows.runtime import File, Incoming
from flows.segmentation.hearing_corrections import CORRECT_SEGMENT


def submission(body: Part, at: str) -> Incoming | None:
    """-> the submission, or None when the payload is none of ours."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != EDIT_FORM:
        return None
    place = place_of(view)
    text, channel, held = text_of(view), string(place, "channel"), string(place, "conversation")
    if not ((channel or held) and text.strip()):
        return None
    return sent_in_below(
        body,
        at,
        place,
        conversation=held or None,
        action=string(place, "action"),
        value=string(place, "key"),
        text="" if _names_customers(place) else text,
        said=text.strip(),
    )


def _names_customers(place: Part) -> bool:
    """Numbers of customers stand in no transcript."""
    return string(place, "action") == CORRECT_SEGMENT and not string(place, "key").startswith("name:")


def complaint(body: Part) -> dict[str, str]:
    """Block id -> what is wrong with a form, said beside its field; empty when nothing is."""
    view = part(body, "view")
    if string(body, "type") != "view_submission":
        return {}
    if string(view, "callback_id") in (START_FORM, IMPORT_FORM) and not chosen_channel(view):
        return {CHANNEL: "Please choose a channel."}
    if string(view, "callback_id") == IMPORT_FORM and not files_in(view):
        return {IMPORT_FILE: "Please choose the file with the card."}
    if string(view, "callback_id") == TEND_FORM and not tended(view):
        return {TEND_TEXT: "Please write it here in a few words."}
    if string(view, "callback_id") == DIGEST_ASK_FORM and not question_in(view):
        return {"question": "Please write what you would like to know."}
    if string(view, "callback_id") == EDIT_FORM and not text_of(view).strip():
        return {block_of(view): "Please write here how it should be."}
    return {}


def question_in(view: Part) -> str:
    """What was asked in the form of a digest."""
    values = part(part(view, "state"), "values")
    return string(part(part(values, "question"), "question"), "value").strip()


def tended(view: Part) -> str:
    """What was written or chosen in the form in which something is done with a study."""
    values = part(part(view, "state"), "values")
    text = string(part(part(values, TEND_TEXT), TEND_TEXT), "value").strip()
    return text or string(part(part(part(values, TEND_CHOICE), TEND_CHOICE), "selected_option"), "value")


def chosen_channel(view: Part) -> str:
    """Where the interview is to be held, as the start form says; "" when it says nothing."""
    values = part(part(view, "state"), "values")
    return string(part(part(values, CHANNEL), CHANNEL), "selected_conversation")


def files_in(view: Part) -> tuple[File, ...]:
    """The files of the import form. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    values = part(part(view, "state"), "values")
    chosen = parts(part(part(values, IMPORT_FILE), IMPORT_FILE), "files")
    return tuple(file_of(each) for each in chosen if string(each, "url_private"))


def file_of(file: Part) -> File:
    """https://docs.slack.dev/reference/objects/file-object"""
    size = file.get("size")
    return File(
        id=string(file, "id"),
        name=string(file, "name") or "a file",
        url=string(file, "url_private"),
        size=size if isinstance(size, int) else 0,
    )


def place_of(view: Part) -> Part:
    """Where the form belongs: channel, thread and message, what it is for, and which choice it shows."""
    try:
        place = json.loads(string(view, "private_metadata") or "{}")
    except ValueError:
        return {}
    return place if isinstance(place, dict) else {}


def text_of(view: Part) -> str:
    values = part(part(view, "state"), "values")
    return string(part(part(values, block_of(view)), "text"), "value")


def block_of(view: Part) -> str:
    """The text field's block; each choice has its own, so that Slack shows that choice's words in it."""
    return f"text:{string(place_of(view), 'key')}"
