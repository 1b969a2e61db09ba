"""Cards for tests, made as the product makes them."""

from __future__ import annotations

from pathlib import Path

from bot.material.text import text
from flows.llm.persona_tasks import GuideInputs, PersonaInputs
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of, guide_of
from personas.grounding import grounded_card
from personas.passages import Passage, Section, passages
from personas.schema import Persona

BRIEF = "Alice, a cost-conscious employee who does not understand benefits"
BROCHURE = Path("bot/cli/sample_material.md")


def brochure() -> list[Passage]:
    sections = [Section.model_validate(each) for each in text(BROCHURE.read_bytes())[0]]
    return passages(sections, title=BROCHURE.name, material=1)


def alice() -> Persona:
    inputs = PersonaInputs(brief=BRIEF, passages=tuple(brochure()))
    card = grounded_card(card_of(write_persona(inputs), BRIEF), inputs.passages)
    return card.model_copy(update={"guide": guide_of(write_guide(GuideInputs(persona=card, decision="")))})
