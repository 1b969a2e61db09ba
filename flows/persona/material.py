"""What is given to make somebody of: noted, and where it is from asked about once, while the work goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flows import origins
from flows.origin_replies import Given
from flows.persona.progress import Stepped
from flows.persona.state import PersonaState
from flows.persona.turn import PersonaTurn, Run
from flows.runtime import Context, Incoming
from personas.request import addresses_in


def asking(done: Stepped, batch: Sequence[Incoming], context: Context) -> Stepped:
    """With a line for each message that brought something."""
    given: tuple[Given, ...] = ()
    known = done.state.given
    for each in batch:
        given += origins.given_with(each, addresses_in(each.said), (*known, *given), context.conversation)
    lines, records = origins.asked(given, batch[0].user)
    state = done.state.model_copy(update={"given": (*known, *given)})
    return replace(done, state=state, replies=(*done.replies, *lines), records=(*done.records, *records))


def noting(done: Stepped, pages: Sequence[str], by: str, context: Context) -> Stepped:
    """Further pages of a site that was asked about already."""
    given = origins.further_pages(pages, done.state.given, context.conversation)
    state = done.state.model_copy(update={"given": (*done.state.given, *given)})
    return replace(done, state=state, records=(*done.records, *origins.noted(given, by)))


def read(state: PersonaState, id: str, number: int) -> PersonaState:
    """With the number that the passages of that file or page have; read again, it has another one beside the first."""
    found = [each for each in state.given if each.id == id]
    if not found:
        return state
    unread = next((each for each in found if not each.number), None)
    numbered = (unread or found[-1]).model_copy(update={"number": number})
    others = tuple(each for each in state.given if each is not unread)
    return state.model_copy(update={"given": (*others, numbered)})


async def keep_origin(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Somebody has said where it is from: kept, and the line says so. What is being made goes on."""
    state, form = turn["state"], turn["incoming"][0]
    numbered, _ = state.named_notice("origin")
    found = origins.answered(form, state.given, runtime.context.conversation, numbered.notices)
    if found is None:
        return {}
    line, record = found
    return {"state": numbered, "replies": [line], "records": (record,)}
