"""What somebody means in the thread of a decision, or where one may begin."""

from __future__ import annotations

from flows.decision.state import DecisionState, Phase
from flows.runtime import Incoming
from interviews.controls import is_side_talk
from studies.decisions import asks_which, decision_said, owner_said, rests_on_words, rests_said

PROPOSE, SUPERSEDED = "propose", "superseded"
"""Actions: another conversation hands on a segmentation; another one took this one's place."""
BUTTONS = {"adopt_decision": "adopt", "retire_decision": "retire"}
WORDS = {"adopt": "adopt", "adopt it": "adopt", "adopted": "adopt", "retire": "retire", "retire it": "retire"}


def meant(state: DecisionState, first: Incoming) -> str:
    """-> the step that follows."""
    if first.kind == "command" and first.action == PROPOSE:
        return "propose" if state.phase is Phase.NEW else "keep_quiet"
    if first.kind == "schedule":
        return "retire" if first.action == SUPERSEDED and state.phase is Phase.ADOPTED else "keep_quiet"
    if first.kind == "press":
        return _step(state, BUTTONS.get(first.action or "", ""))
    if first.kind not in ("message", "command"):
        return "keep_quiet"
    return _said(state, first)


def _said(state: DecisionState, message: Incoming) -> str:
    if asks_which(message.said):
        return "answer_which"
    if state.phase in (Phase.NEW, Phase.ANSWERED):
        return "begin" if decision_said(message.said) else "say_how" if _is_for_us(message) else "keep_quiet"
    if word := WORDS.get(message.said.strip(" .!").lower()):
        return _step(state, word)
    if owner_said(message.text):
        return "give"
    if rests_said(message.said) is not None or rests_on_words(message.said):
        return "rest_on"
    return "say_how" if _is_for_us(message) else "keep_quiet"


def _step(state: DecisionState, wanted: str) -> str:
    """From where it stands: what is adopted is not adopted again, what is retired can be taken up again."""
    if wanted == "adopt" and state.phase in (Phase.PROPOSED, Phase.RETIRED):
        return "adopt"
    if wanted == "retire" and state.phase in (Phase.PROPOSED, Phase.ADOPTED):
        return "retire"
    return "keep_quiet"


def _is_for_us(message: Incoming) -> bool:
    return message.mention or message.direct or (not is_side_talk(message.said) and "?" in message.said)
