"""A study taken elsewhere: the form in which it is chosen, and the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.names import EXPORT_FORM
from bot.views.call import Block
from bot.views.carried import carried
from bot.views.elements import field, plain, section
from bot.views.text import shortened

NOTHING = (
    "There is no study yet of which you may read something. A study begins with an interview or a file of customers: "
    "mention me in a channel with “interview” or the file, or write to me directly."
)
UNTITLED = "Without a title"
OPTIONS = 100
TITLE = 55
"""Characters of a title in the list, so that its id can stand behind it where two are called the same."""
HINT = "It comes as a file in our direct message and holds what you may read at that moment."
ONLY_SOME = f"These are the {OPTIONS} that changed last."


def export_form(
    studies: Sequence[tuple[str, str]], forms: Mapping[str, str], direct: str, chosen: str = ""
) -> dict[str, Any]:
    """`studies`: id and title, the last changed first. `forms`: name -> label. `direct`: where the file will be."""
    form = {"type": "modal", "callback_id": EXPORT_FORM, "title": plain("Export a study"), "close": plain("Not now")}
    if not studies:
        return {**form, "blocks": [section(NOTHING)]}
    options = [_option(id, name) for id, name in _names(studies[:OPTIONS])]
    first = next((each for each in options if each["value"] == chosen), options[0])
    which: Block = {"type": "static_select", "action_id": "study", "options": options, "initial_option": first}
    labelled = [_option(name, label) for name, label in forms.items()]
    how: Block = {"type": "radio_buttons", "action_id": "form", "options": labelled, "initial_option": labelled[0]}
    more: Block = {"type": "checkboxes", "action_id": "more", "options": [_option("all", "Everything that was said")]}
    return {
        **form,
        "submit": plain("Export"),
        "private_metadata": carried({"channel": direct}),
        "blocks": [
            field("study", "Which study?", which, hint=ONLY_SOME if len(studies) > OPTIONS else ""),
            field("form", "In which form?", how, hint=HINT),
            field("more", "With transcripts?", more, optional=True),
        ],
    }


def _names(studies: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """-> id and title; the id behind it only where another one reads the same."""
    titled = [(id, shortened(" ".join(title.split()) or UNTITLED, TITLE)) for id, title in studies]
    same = Counter(plain(name)["text"] for _, name in titled)
    return [(id, f"{name} ({id})" if same[plain(name)["text"]] > 1 else name) for id, name in titled]


def _option(value: str, label: str) -> Block:
    return {"text": plain(label), "value": value}
