"""A persona made of a segment in a file: what its customers do is what she does, and what she is asked about."""

from __future__ import annotations

from dataclasses import replace

from bot.views.gallery_segments import FOUND
from flows.llm.persona_tasks import GuideInputs, PersonaInputs
from flows.llm.rehearsal.personas.write_guide import write_guide
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of
from flows.segmentation.personas import start_of
from personas.grounding import grounded_card
from personas.schema import Origin, Part, Persona
from segments.told import Trait

NAME = "Big spenders last month"
TRAITS = (
    Trait("money spent", 3400.2, 300, 1.9, "money spent typically 3,400, the others 300"),
    Trait("orders", 12, 2, 1.5, "orders typically 12, the others 2"),
    Trait("Contract = Month-to-month", 0.9, 0.3, 1.2, "contract is Month-to-month: 90 % of them, 30 % of the others"),
)


def made() -> Persona:
    start = start_of(FOUND, replace(FOUND.segments[0], name=NAME, traits=TRAITS))
    draft = write_persona(PersonaInputs(brief=start.brief, passages=start.passages, others=(), faults=()))
    return grounded_card(card_of(draft, start.brief), start.passages)


def test_she_does_what_they_do_and_cites_the_file_for_it() -> None:
    card = made()
    told = {each.text: {source.origin for source in each.sources} for each in card.of(Part.BEHAVIOUR)}
    assert told["Orders about 12 times."] == {Origin.BRIEF, Origin.MATERIAL}
    assert told["Spends about 3,400 in all."] == {Origin.BRIEF, Origin.MATERIAL}
    assert "Has month-to-month as contract." in told


def test_no_share_of_customers_is_on_her_card_and_no_figure_among_her_challenges() -> None:
    card = made()
    assert not any("%" in each.text for each in card.statements)
    hard = [each.text for part in (Part.CHALLENGES, Part.PAIN_POINTS) for each in card.of(part)]
    assert hard
    assert not any(digit in each for each in hard for digit in ("3,400", "12", "90", "30"))


def test_she_is_asked_about_what_they_do_and_never_about_the_name_of_the_segment() -> None:
    card = made()
    questions = [each.text for each in write_guide(GuideInputs(persona=card, decision="")).questions]
    assert any("an order" in each for each in questions)
    assert any("contract" in each for each in questions)
    assert not any(word in each.casefold() for each in questions for word in ("spenders", "last month", "segment"))
    assert "spenders" not in " ".join(each.topic for each in card.knowledge)
