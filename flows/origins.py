"""Where is this from? Asked once about each upload, by whatever flow takes material; nothing waits for the answer.

A flow keeps what was given in its state (`Given`), hands on the records and shows the replies. What is said goes into a
table of its own (store/origins.py), and into no state.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from flows.origin_replies import Given, OriginAsked, OriginKnown
from flows.records import MaterialGiven, OriginSaid
from flows.runtime import File, Incoming
from studies.provenance import Provenance

SAY_ORIGIN = "say_origin"
"""Action of the button that opens the form, and of the form."""


class Answer(BaseModel):
    """What the form says, as it travels in an `Incoming`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    upload: str
    said: Provenance


def is_answer(incoming: Incoming) -> bool:
    """Whether it is the form that says where something is from."""
    return incoming.kind == "submission" and incoming.action == SAY_ORIGIN


def given_with(
    incoming: Incoming, pages: Sequence[str], known: Sequence[Given], conversation: str
) -> tuple[Given, ...]:
    """-> what came with a message and was not given here before."""
    before = {each.id for each in known if each.conversation == conversation}
    found = {id_of(file): file.name for file in incoming.attached} | {page: page for page in pages}
    return tuple(
        Given(conversation=conversation, id=id, name=name, upload=incoming.ts)
        for id, name in found.items()
        if id not in before
    )


def further_pages(pages: Sequence[str], known: Sequence[Given], conversation: str) -> tuple[Given, ...]:
    """-> further pages of sites that were given here: what is said of the first counts for them."""
    sites = {urlsplit(each.id).netloc: each.upload for each in known if each.conversation == conversation}
    before = {each.id for each in known}
    return tuple(
        Given(conversation=conversation, id=page, name=page, upload=sites[urlsplit(page).netloc])
        for page in pages
        if page not in before and urlsplit(page).netloc in sites
    )


def asked(given: Sequence[Given], by: str) -> tuple[tuple[OriginAsked, ...], tuple[MaterialGiven, ...]]:
    """-> a line for each upload, and what is to be kept of it. `by`: Slack user id."""
    return asked_lines(given), noted(given, by)


def asked_lines(given: Sequence[Given]) -> tuple[OriginAsked, ...]:
    """A line for each upload."""
    uploads = dict.fromkeys(each.upload for each in given)
    of = {upload: tuple(each for each in given if each.upload == upload) for upload in uploads}
    return tuple(OriginAsked(_line(upload), upload, tuple(each.name for each in of[upload])) for upload in uploads)


def noted(given: Sequence[Given], by: str) -> tuple[MaterialGiven, ...]:
    """What is to be kept of it, without a line in the thread. `by`: Slack user id."""
    return tuple(
        MaterialGiven(each.id, each.upload, "page" if each.id == each.name else "file", each.name, by) for each in given
    )


def answered(
    incoming: Incoming, known: Sequence[Given], conversation: str, number: int
) -> tuple[OriginKnown, OriginSaid] | None:
    """-> how the line reads now, and what is to be kept. None where nothing such was given in this conversation, or
    the form says nothing that can be read. `number`: one that no other change of the line has."""
    try:
        answer = Answer.model_validate_json(incoming.value or "")
    except ValueError:
        return None
    upload = answer.upload
    names = tuple(each.name for each in known if (each.conversation, each.upload) == (conversation, upload))
    if not names:
        return None
    line = OriginKnown(f"{_line(upload)}/{number}", upload, names, answer.said, changes=_line(upload))
    return line, OriginSaid(upload, answer.said, incoming.user)


def answer_of(upload: str, said: Provenance) -> str:
    """What the form says, as the value of an `Incoming`."""
    return json.dumps({"upload": upload, "said": said.model_dump(mode="json")}, ensure_ascii=False)


def id_of(file: File) -> str:
    """The id under which a file is known here; its name, where Slack gives none."""
    return file.id or file.name


def _line(upload: str) -> str:
    return f"origin-{upload}"
