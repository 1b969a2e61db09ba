"""A brief in anybody's words becomes a name, an age, an occupation, and lines that begin with a verb."""

from __future__ import annotations

import pytest

from flows.llm.persona_tasks import PersonaInputs
from flows.llm.rehearsal.personas.described import described
from flows.llm.rehearsal.personas.write_persona import write_persona


@pytest.mark.parametrize(
    ("brief", "name", "who", "told"),
    [
        (
            "Ines, 34, teacher, commutes by train",
            "Ines", "teacher", ["Is a teacher.", "Commutes by train."],
        ),
        (
            "Tomas - a night-shift nurse with two children, hates forms and reads nothing",
            "Tomas", "night-shift nurse",
            ["Is a night-shift nurse.", "Has two children.", "Hates forms.", "Reads nothing."],
        ),
        (
            "Persona of a new manager named Lena Vogt, in her thirties, worried about costs, never opens newsletters",
            "Lena Vogt", "new manager", ["Is a new manager.", "Is worried about costs.", "Never opens newsletters."],
        ),
        (
            "HR manager, deaf in one ear; prefers e-mail. Has two teenagers. Lives in Leeds",
            "", "HR manager",
            ["Is an HR manager.", "Is deaf in one ear.", "Prefers e-mail.", "Has two teenagers.", "Lives in Leeds."],
        ),
        (
            "Somebody of the segment “Shift workers”. “open it on their phones” and “they want it short”",
            "", "shift worker", ["Opens it on their phone.", "Wants it short."],
        ),
        (
            "somebody of the segment “Shift workers”: Whoever fits “Shift workers”, going by: “open it on phones”.",
            "", "shift worker", ["Opens it on phones."],
        ),
        (
            "somebody of the segment “Everybody else”: Whoever none of the rules of “Shift workers” and “Nurses” fits.",
            "", "customer", [],
        ),
        (
            "a plumber without an apprentice, whose brother keeps the books",
            "", "plumber", ["Is a plumber.", "Has no apprentice.", "Their brother keeps the books."],
        ),
        ("grandparents who send gifts", "", "grandparent", ["Is a grandparent.", "Sends gifts."]),
        ("her mother pays the bills, she signs", "", "", ["Her mother pays the bills.", "Signs."]),
        ("Maria (41) works nights, sends money home", "Maria", "", ["Works nights.", "Sends money home."]),
        ("people with no car and little time", "", "", ["Has no car and little time."]),
        ("", "", "", []),
    ],
)  # fmt: skip
def test_a_brief_is_taken_apart(brief: str, name: str, who: str, told: list[str]) -> None:
    somebody = described(brief)
    assert (somebody.name, somebody.who, [text for _, text in somebody.told]) == (name, who, told)


@pytest.mark.parametrize(
    ("brief", "age"),
    [
        ("Ines, 34, teacher", "34"),
        ("a manager in her thirties", "30 to 39"),
        ("a retired pilot", ""),
        ("a student who owes 40 dollars", ""),
    ],
)
def test_an_age_is_as_said_and_none_is_made_up(brief: str, age: str) -> None:
    draft = write_persona(PersonaInputs(brief=brief, passages=()))
    assert draft.age_band == described(brief).age == age
