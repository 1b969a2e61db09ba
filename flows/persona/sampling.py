"""An empty place is an invitation: a sample persona to try at once, gone with one tap."""

from __future__ import annotations

from typing import Any

from flows.persona.finishing import shown
from flows.persona.keeping import erased
from flows.persona.turn import PersonaTurn, Run, stepped
from flows.persona_replies import CardGone
from flows.replies import TakenDown
from personas.sample import sample


async def show_sample(turn: PersonaTurn, runtime: Run) -> dict[str, Any]:
    """Alice's card, as it was written by hand: no model is asked, nothing is paid."""
    found, first = sample(), turn["incoming"][0]
    known = {"brief": found.persona.brief, "decision": found.persona.decision, "passages": found.passages}
    state = turn["state"].model_copy(update={**known, "materials": 1, "sample": True})
    return stepped(await shown(state, found.persona, first.user, runtime.context), first)


async def remove_sample(turn: PersonaTurn) -> dict[str, Any]:
    """At once, without a question: there is nothing in it that anybody would miss."""
    state, first = turn["state"], turn["incoming"][0]
    gone = TakenDown(f"{state.card}-gone", state.card)
    done = stepped(erased(state, first.user), first)
    return {**done, "replies": [gone, *(each for each in done["replies"] if not isinstance(each, CardGone))]}
