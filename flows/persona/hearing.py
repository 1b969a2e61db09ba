"""What somebody means in the thread of a persona: who it should be, more material, or something done with the card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.asked import asks_for, asks_for_sample
from flows.libraries import INTERVIEW_AT
from flows.origins import is_answer
from flows.persona.progress import is_due
from flows.persona.state import PersonaState, Phase
from flows.runtime import SAMPLE, SCORED, File, Incoming
from flows.stepping import STEP
from interviews.controls import control, is_side_talk
from interviews.language import has_words, words
from personas.formats import FORMATS
from personas.guide import decision_in, without_decision
from personas.request import (
    MOST,
    addresses_in,
    brief_of,
    objection,
    pages_chosen,
    wants_several,
    without_addresses,
)

PRESSED = {
    "interview_persona": "begin_interview",
    "edit_card": "edit",
    "archive": "shelve",
    "bring_back": "shelve",
    "duplicate": "duplicate",
    "delete": "ask_before_erasing",
    "erase": "erase",
    "remove_sample": "remove_sample",
    "stop": "stop_making",
    "resume": "go_on",
    "read_pages": "read_more",
    **{f"make_{number}": "make_proposed" for number in range(1, MOST + 1)},
    "export": "ask_which_form",
    **{f"export_{form}": "export" for form in FORMATS},
}
SAID = {
    "archive": "shelve",
    "bring back": "shelve",
    "duplicate": "duplicate",
    "new picture": "draw_again",
    "another picture": "draw_again",
    "delete": "ask_before_erasing",
    "delete for good": "erase",
    "interview": "begin_interview",
    "export": "ask_which_form",
    **{f"export {form}": "export" for form in FORMATS},
    "card": "say_whole_card",
    "whole card": "say_whole_card",
    "the whole card": "say_whole_card",
}
CARDS = (".yaml", ".yml", ".json")
STOPS = {"stop", "stop it", "cancel", "wait"}


def meant(state: PersonaState, batch: Sequence[Incoming]) -> str:
    """-> the node that takes it up. What happened first decides; edits and deletions change no card."""
    first = batch[0]
    if first.kind == "schedule" and first.action == INTERVIEW_AT:
        return "tell_where" if state.persona is not None else "keep_quiet"
    if first.kind == "schedule" and first.action == SCORED:
        return "keep_score" if state.persona is not None else "keep_quiet"
    if first.kind == "schedule":
        return "take_step" if first.action == STEP and is_due(state, first) else "keep_quiet"
    aside = first.kind not in ("message", "command") or (is_side_talk(first.said) and not first.mention)
    if state.phase is Phase.GONE:
        # Two fingers on a button that deletes do so once, and are told once.
        pressed = first.kind in ("press", "submission") and first.action not in ("erase", "remove_sample")
        return "say_gone" if pressed or not aside else "keep_quiet"
    if is_answer(first):
        return "keep_origin"
    if first.kind in ("press", "submission"):
        return _pressed(state, first)
    if aside:
        return "keep_quiet"
    if state.phase is Phase.NEW and wants_sample(first):
        return "show_sample"
    if first.value and state.phase is Phase.NEW:
        return "adopt"
    return _said(state, batch)


def wants_sample(incoming: Incoming) -> bool:
    """By the button in Home, or in words."""
    return incoming.action == SAMPLE or asks_for_sample(incoming.said)


def _pressed(state: PersonaState, press: Incoming) -> str:
    node = PRESSED.get(press.action or "", "keep_quiet")
    if node == "remove_sample" and not state.sample:
        return "keep_quiet"
    if node == "stop_making":
        return node if state.phase is Phase.MAKING else "keep_quiet"
    if node == "go_on":
        return node if state.job is not None and state.job.stopped else "keep_quiet"
    if node in ("make_proposed", "read_more"):
        return node
    return node if state.persona is not None else "keep_quiet"


def _said(state: PersonaState, batch: Sequence[Incoming]) -> str:
    said = " ".join(words(batch[0].said))
    if state.phase is Phase.MAKING:
        return _said_meanwhile(state, batch, said)
    if state.job is not None and state.job.stopped and control(batch[0].said) in ("resume", "retry"):
        return "go_on"
    if state.offered and pages_chosen(batch[0].said) is not None:
        return "read_more"
    if state.proposed and proposal_said(batch[0].said) is not None:
        return "make_proposed"
    if card_files(batch):
        return "take_in_card"
    return said_of_people(state, batch)


def said_of_people(state: PersonaState, batch: Sequence[Incoming]) -> str:
    """What follows from words and material, where no card comes with them."""
    said = " ".join(words(batch[0].said))
    material = has_material(batch)
    if objected(state, batch):
        return "decline"
    decided = decision_said(batch)
    if state.sample and said == "remove the sample":
        return "remove_sample"
    if state.phase is Phase.MADE and not material:
        return "decide" if decided else SAID.get(said, "say_how_to_go_on")
    if state.phase is Phase.MADE:
        return "begin_making"
    brief = brief_said(state, batch)
    if (material and not brief) or any(wants_several(each.said) for each in batch):
        return "begin_proposing"
    described = brief or (decided and state.brief)
    return "begin_making" if described and control(batch[0].said) is None else "ask_who"


def _said_meanwhile(state: PersonaState, batch: Sequence[Incoming], said: str) -> str:
    """While something is being made: what describes the persona joins it, anything else leaves it alone."""
    assert state.job is not None
    if said in STOPS or control(batch[0].said) in ("pause", "finish"):
        return "stop_making"
    if objected(state, batch):
        return "decline"
    describes = brief_said(state, batch) or decision_said(batch) or has_material(batch)
    joins_in = describes and control(batch[0].said) is None and not any(wants_several(each.said) for each in batch)
    return "begin_making" if joins_in and state.job.wants == "card" else "say_busy"


def has_material(batch: Sequence[Incoming]) -> bool:
    return any(each.attached or addresses_in(each.said) for each in batch)


def imports(batch: Sequence[Incoming]) -> bool:
    """Whether a file is meant to be a card, whatever it is."""
    return any(re.search(r"\b(?:import|load)\b", each.said, re.I) for each in batch)


def card_files(batch: Sequence[Incoming]) -> list[File]:
    """Files that may be cards of other tools, or our own."""
    return [file for each in batch for file in each.attached if file.name.lower().endswith(CARDS)]


def brief_said(state: PersonaState, batch: Sequence[Incoming]) -> str:
    """What the messages say about who it should be."""
    told = []
    for each in batch:
        asked = "" if wants_several(each.said) else brief_of(each.said)
        told.append(without_addresses(asked if asked is not None else "" if state.phase is Phase.MADE else each.said))
    return "\n".join(line for line in map(without_decision, told) if has_words(line)).strip()


def decision_said(batch: Sequence[Incoming]) -> str:
    """What the messages say the team has to decide; empty where they say nothing of it."""
    return decision_in("\n".join(each.said for each in batch))


def objected(state: PersonaState, batch: Sequence[Incoming]) -> str | None:
    """Why nobody is made of what the messages say, in kind words; a page about one person speaks of that person."""
    told = [brief_said(state, batch), *(page for each in batch for page in addresses_in(each.said))]
    return next(filter(None, map(objection, told)), None)


def proposal_said(said: str) -> int | None:
    """'make 2' -> 2."""
    match = re.fullmatch(r"\W*(?:make|meet|take)\s+(?:number\s+)?(\d)\W*", said.strip(), re.I)
    return int(match[1]) if match else None


def yields(state: PersonaState, incoming: Incoming) -> bool:
    """Whether it begins something else: nobody is being made here, and somebody else or an interview is asked for."""
    asked = asks_for(incoming.said)
    if asked == "interview":
        return " ".join(words(incoming.said)) != "interview" or state.persona is None
    return asked == "persona" and state.phase in (Phase.MADE, Phase.GONE)


def joins(state: PersonaState, incoming: Incoming) -> bool:
    """What is written and dropped in one breath describes one persona."""
    described = state.phase not in (Phase.MADE, Phase.GONE)
    chooses = proposal_said(incoming.said) is not None or pages_chosen(incoming.said) is not None
    return incoming.kind == "message" and not is_side_talk(incoming.said) and described and not chooses
