"""The interviews that every side holds: the same people, made by rule, and the same questions."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bench.persona_round import Person, Work
from bench.stacks import HOUSE
from bot.material.text import text
from flows.libraries import Seed
from flows.llm.briefs import brief
from flows.llm.persona_tasks import PersonaInputs
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of
from flows.role_play.opening import NEAREST
from personas.grounding import grounded_card
from personas.passages import Passage, Section, passages

QUESTIONS = (
    "How do you usually deal with it?",
    "What happened the last time you chose a plan?",
    "Who did you ask, and what did they say?",
    "What does deductible mean to you?",
    "Tell me about a bill that surprised you.",
    "What did you put aside for later?",
    "Where do you keep the papers?",
    "What was the last message about it that you read?",
    "What made you stop the last time?",
    "What would you rather not tell your boss?",
)


def made(personas: int, questions: int) -> Work:
    sections = [Section.model_validate(each) for each in text((HOUSE / "bot/cli/sample_material.md").read_bytes())[0]]
    world = tuple(passages(sections, title="sample_material.md", material=1))
    return Work(QUESTIONS[:questions], [_person(number, world) for number in range(personas)])


def write(work: Work, path: Path) -> None:
    path.write_text(json.dumps(asdict(work)), encoding="utf-8")


def _person(number: int, world: tuple[Passage, ...]) -> Person:
    """Each another brief, all from one brochure."""
    wanted = f"Alice{chr(97 + number % 26)}, a cost-conscious employee number {number} who reads few letters"
    card = grounded_card(card_of(write_persona(PersonaInputs(brief=wanted, passages=world)), wanted), world)
    return Person(
        name=f"{card.name} {number}",
        brief=brief("answer_as"),
        card=card.model_copy(update={"guide": ()}).model_dump_json(),
        world="\n".join(each.model_dump_json() for each in world[:NEAREST]),
        seed=Seed(persona=card, passages=world).model_dump_json(),
    )
