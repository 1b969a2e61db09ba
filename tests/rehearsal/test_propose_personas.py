"""Whom to meet, by rule: people who differ, each from a passage where one speaks of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.material.reading import read_bytes
from flows.llm.persona_tasks import PersonaInputs, Proposals, ProposeInputs, SupportInputs, VerdictDraft, Verdicts
from flows.llm.rehearsal.personas.judge_support import judge_support
from flows.llm.rehearsal.personas.propose_personas import propose_personas
from flows.llm.rehearsal.personas.write_persona import write_persona
from flows.persona.drafting import card_of as _card
from personas.grounding import Support, grounded_card, judged, pairs
from personas.passages import Passage
from personas.request import objection
from personas.stereotypes import cliche

SAMPLE = Path(__file__).parents[2] / "bot/cli/sample_material.md"


async def material() -> tuple[Passage, ...]:
    return (await read_bytes(SAMPLE.read_bytes(), SAMPLE.name, 1)).passages


def proposed(passages: tuple[Passage, ...], *, said: str = "make us personas", many: int = 5, others=()) -> Proposals:
    return propose_personas(ProposeInputs(said=said, many=many, passages=passages, others=others))


@pytest.mark.parametrize("many", [3, 4, 5])
async def test_as_many_as_asked_for_that_differ(many: int) -> None:
    passages = await material()
    found = proposed(passages, many=many).proposals
    assert len(found) == many == len({each.name for each in found}) == len({each.who for each in found})
    assert all(each.who.startswith("an employee who ") and len(each.who.split()) <= 25 for each in found)
    assert {id for each in found for id in each.passages} <= {each.id for each in passages}
    assert sum(bool(each.passages) for each in found) >= 3
    assert not [each for each in found if cliche(each.who) or objection(f"{each.name}, {each.who}")]
    assert proposed(passages, many=many).proposals == found


async def test_the_reason_quotes_the_passage_it_names() -> None:
    passages = {each.id: " ".join(each.text.split()) for each in await material()}
    for each in proposed(await material()).proposals:
        for id in each.passages:
            assert each.why.rpartition("“")[2].rstrip("”") in passages[id]


def test_without_material_the_stances_stay() -> None:
    found = proposed((), said="three personas of tenants", many=3).proposals
    assert [each.who.partition(" who ")[0] for each in found] == ["a tenant"] * 3
    assert not any(each.passages or "“" in each.why for each in found)
    assert proposed(()).proposals[0].who.startswith("a customer who ")


async def test_whom_the_team_has_is_not_proposed_again() -> None:
    first = proposed(await material()).proposals
    others = tuple(f"{each.name}, {each.who}" for each in first[:2])
    again = proposed(await material(), others=others).proposals
    assert len(again) == 3
    assert not {each.who for each in first[:2]} & {each.who for each in again}
    assert not {each.name.split()[0] for each in first[:2]} & {each.name.split()[0] for each in again}


async def test_a_line_can_be_used_as_a_brief() -> None:
    first = proposed(await material()).proposals[0]
    card = write_persona(PersonaInputs(brief=f"{first.name}, {first.who}", passages=await material()))
    assert card.name == first.name
    assert card.occupation == "employee"


async def test_the_rehearsed_judge_stands_by_a_rehearsed_card() -> None:
    """What is copied from a passage is supported; what is changed in it is not."""
    passages = await material()
    brief = "an employee who reads none of it"
    card = grounded_card(_card(write_persona(PersonaInputs(brief=brief, passages=passages)), brief), passages)
    asked = pairs(card, passages)
    verdicts = judge_support(SupportInputs(pairs=asked)).on(asked)
    assert len(verdicts) == len(asked) >= 4
    assert all(each.support is Support.SUPPORTED and each.believed for each in verdicts)
    assert judged(card, verdicts) == card
    changed = asked[0].model_copy(update={"text": f"It is not so that {asked[0].text[0].lower()}{asked[0].text[1:]}"})
    assert judge_support(SupportInputs(pairs=(changed,))).on([changed])[0].support is Support.CONTRADICTED


def test_a_verdict_on_no_pair_is_left_out() -> None:
    draft = VerdictDraft(pair="p9", support=Support.CONTRADICTED, words="anything at all")
    assert Verdicts(verdicts=[draft]).on(()) == ()
