"""An earlier answer, edited in a form: a new wording under the name of whoever wrote it."""

from __future__ import annotations

from flows.interview.forms import wording
from flows.interview.taking import RESTS_ON_EARLIER
from flows.interview.turn import Change, TurnState
from flows.replies import Notice
from flows.wording import fixed, say
from interviews.answers import Answer, Part
from interviews.evidence import is_quote

CHANGED_MEANWHILE = fixed(
    "Somebody changed that answer while you were editing it, so I kept theirs. "
    "Your wording is in the transcript; open the form again to see how the answer reads now."
)
NO_SUCH_ANSWER = fixed("That answer is not there any more, so nothing was changed. Your wording is in the transcript.")


async def edit(turn: TurnState) -> Change:
    """Replace the answer's words, if it still reads as the form showed it."""
    state, incoming = turn["interview"], turn["incoming"][0]
    id, _, seen = (incoming.value or "").partition(":")
    answer = next((each for each in state.answers if each.id == id and each.parts), None)
    if answer is None or wording(answer) != seen:
        state, name = state.named_notice("edited")
        text = say(NO_SUCH_ANSWER) if answer is None else say(CHANGED_MEANWHILE)
        return {"interview": state, "replies": [Notice(name, text)], "claimed": state.claimed}
    claimed, state = state.claimed, state.with_answer(_reworded(answer, incoming.ts, incoming.user, incoming.said))
    if state.summary is None:
        return {"interview": state, "claimed": claimed}
    state, name = state.named_notice("edited")
    return {"interview": state, "replies": [Notice(name, say(RESTS_ON_EARLIER), ("again",))], "claimed": claimed}


def _reworded(answer: Answer, ts: str, author: str, text: str) -> Answer:
    replaced = tuple(each for part in answer.parts for each in (part.ts, *part.replaces))
    part = Part(ts=ts, author=author, text=text, replaces=replaced)
    changed = answer.model_copy(update={"parts": (part,), "read": False})
    claims = tuple(claim for claim in answer.claims if is_quote(claim.quote, changed.text))
    return changed.model_copy(update={"claims": claims})
