"""Where is this from? A line in the thread, the form that its button opens, and what it reads once it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from bot.names import ORIGIN_BASIS, ORIGIN_FORM, ORIGIN_FROM, ORIGIN_PURPOSE, ORIGIN_WORDS
from bot.views.call import Block, SlackCall, post, update
from bot.views.carried import carried
from bot.views.elements import button, field, plain, section
from bot.views.limits import MODAL_TITLE, SECTION
from bot.views.text import fallback, safe_line, shortened
from flows.origin_replies import Given, OriginAsked, OriginKnown
from flows.origins import SAY_ORIGIN
from flows.wording import fixed, say
from studies.provenance import BASES, CAME_FROM, MOST_WORDS, Basis, Provenance

ASK = fixed(
    "A question about {materials}, for whenever you like: where is it from, and what allows us to use it? Nothing "
    "waits for it; exports show what you say."
)
KNOWN = fixed("{materials}: {came_from}. {basis}.")
FIND_OUT = fixed("If people are named in it, please find out before it is passed on.")
MORE = fixed("{materials} and {count} more")
BUTTON, CORRECT = fixed("Where is this from?"), fixed("Correct")
TITLE, SAVE, CANCEL = fixed("Where is this from?"), fixed("Save"), fixed("Cancel")
ABOUT = fixed("This is about {materials}. What you say stands beside it in exports, with your name.")
FROM, EXACTLY = fixed("Origin"), fixed("Exactly")
EXACTLY_HINT = fixed("Such as the brochure of May, or who gave it to us.")
PURPOSE = fixed("What we use it for")
BASIS = fixed("What allows us to use it")
FOR_PERSONAS = fixed("To make invented customers whom we can ask")
FOR_SEGMENTS = fixed("To see which kinds of customers there are")
NOT_SAID_YET = fixed("Nobody has said where it is from.")
MOST_NAMED, LONGEST_NAME = 3, 80
for _label in (*CAME_FROM.values(), *BASES.values()):
    fixed(_label)


def origin_asked(reply: OriginAsked) -> list[SlackCall]:
    text = say(ASK, materials=named(reply.materials))
    return [post(reply.name, fallback(text), _line(text, BUTTON, reply.upload))]


def origin_known(reply: OriginKnown) -> list[SlackCall]:
    """What was chosen; what was added in one's own words stands in the form and in exports alone."""
    text = f"✓ {_known(reply)}"
    return [update(reply.name, reply.changes, fallback(text), _line(text, CORRECT, reply.upload))]


def origin_form(
    materials: Sequence[str], place: Mapping[str, str], said: Provenance | None, purpose: str
) -> dict[str, Any]:
    """`said`: what was said before, to be corrected; otherwise `purpose` stands there as a proposal."""
    exactly, purpose = (said.words, said.purpose) if said else ("", purpose)
    return {
        "type": "modal",
        "callback_id": ORIGIN_FORM,
        "private_metadata": carried(place),
        "title": plain(say(TITLE), MODAL_TITLE),
        "submit": plain(say(SAVE), MODAL_TITLE),
        "close": plain(say(CANCEL), MODAL_TITLE),
        "blocks": [
            {"type": "section", "text": plain(say(ABOUT, materials=named(materials)), SECTION)},
            field(ORIGIN_FROM, say(FROM), _select(ORIGIN_FROM, CAME_FROM, said.came_from if said else None)),
            field(ORIGIN_WORDS, say(EXACTLY), _text(ORIGIN_WORDS, exactly), hint=say(EXACTLY_HINT), optional=True),
            field(ORIGIN_PURPOSE, say(PURPOSE), _text(ORIGIN_PURPOSE, purpose), optional=True),
            field(ORIGIN_BASIS, say(BASIS), _select(ORIGIN_BASIS, BASES, said.basis if said else None)),
        ],
    }


def said_of(given: Given, origins: Mapping[str, Provenance]) -> str:
    """A file or page, and what was said of where it is from."""
    said = origins.get(given.upload)
    told = f"{say(CAME_FROM[said.came_from])}. {say(BASES[said.basis])}." if said else say(NOT_SAID_YET)
    return f"{safe_line(shortened(given.name, LONGEST_NAME))}: {told}"


def named(materials: Sequence[str]) -> str:
    """Their names, as many as are read at a glance."""
    few = ", ".join(shortened(" ".join(each.split()), LONGEST_NAME) for each in materials[:MOST_NAMED])
    left = len(materials) - MOST_NAMED
    return say(MORE, materials=few, count=left) if left > 0 else few


def _known(reply: OriginKnown) -> str:
    said = reply.said
    line = say(
        KNOWN, materials=named(reply.materials), came_from=say(CAME_FROM[said.came_from]), basis=say(BASES[said.basis])
    )
    return f"{line} {say(FIND_OUT)}" if said.basis is Basis.UNKNOWN else line


def _line(text: str, label: str, upload: str) -> list[Block]:
    press = button(SAY_ORIGIN, say(label)) | {"value": upload}
    return [section(safe_line(text)), {"type": "actions", "elements": [press]}]


def _select(name: str, labels: Mapping[Any, str], chosen: StrEnum | None) -> Block:
    options = {each: {"text": plain(say(label)), "value": each.value} for each, label in labels.items()}
    select: Block = {"type": "static_select", "action_id": name, "options": list(options.values())}
    return select | ({"initial_option": options[chosen]} if chosen is not None else {})


def _text(name: str, text: str) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": MOST_WORDS}
    return element | ({"initial_value": text[:MOST_WORDS]} if text.strip() else {})
