"""No rule about a text takes time that grows with the square of it, whatever people or models write."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import pytest

from interviews import controls, evidence, language, question_rules, stage
from interviews.answers import Answer, Part, Question
from interviews.dimensions import Matter
from personas import (
    exchanged,
    fact_sheet,
    fidelity,
    first_person,
    grounding,
    guide,
    learning,
    measures,
    moderation,
    names,
    negations,
    off_role,
    qualifiers,
    request,
    stereotypes,
    synthesis,
    unsayable,
)
from personas.passages import Passage, Section, passages
from tests.personas.cards import alice

Rule = Callable[[str], object]
SHORT, TIMES = 1200, 4
AT_MOST = 9.0
"""Four times the text: 4 where time grows with it, 16 where it grows with its square."""
RUNS = 3
NOTICED = 0.0003
"""Seconds that a run takes at least, the same text again and again: less is noise."""
CARD = alice()
CITED = "The deductible is what you pay each year before the plan pays anything, unless the visit is a check-up."
SHEET = fact_sheet.grown(fact_sheet.FactSheet(), "a1", "I have two dogs. My sister is a nurse. I never own a car.")


def passage(text: str) -> Passage:
    return Passage(id="m1.1", title="brochure", place="Costs", text=text)


def answers(text: str) -> list[Answer]:
    return [Answer(id="a1", parts=(Part(ts="1.0", author="U1", text=text),))]


def question(text: str) -> Question:
    return Question(id="q1", text=text, why="whom to build for", about=Matter.STAGE)


RULES: dict[str, Rule] = {
    "grounding: long passage": lambda text: grounding.why_not(CITED, passage(text)),
    "grounding: long statement": lambda text: grounding.why_not(text, passage(CITED)),
    "grounding: both long": lambda text: grounding.why_not(text, passage(text)),
    "grounding: another script": lambda text: grounding.why_not(f"Страховка {text}", passage(text)),
    "exchanged": lambda text: exchanged.exchanged(text, CITED),
    "grounding: excerpt": lambda text: grounding.excerpt(CITED, text),
    "negations": lambda text: negations.moved(CITED, text, qualifiers.whole_clauses),
    "qualifiers: as qualified": lambda text: qualifiers.why_not_as_qualified(text, text),
    "qualifiers: opposite": lambda text: qualifiers.goes_the_other_way(CITED, text),
    "qualifiers: limited": lambda text: qualifiers.limited(CITED, CITED, text),
    "qualifiers: used": lambda text: qualifiers.used(text, text),
    "measures": measures.measures,
    "measures: dated": measures.dated,
    "measures: sums": lambda text: measures.why_no_number(text, CITED),
    "off_role": off_role.demand,
    "brief_of": request.brief_of,
    "addresses_in": request.addresses_in,
    "without_addresses": request.without_addresses,
    "pages_chosen": request.pages_chosen,
    "wants_several": request.wants_several,
    "how_many": request.how_many,
    "objection": request.objection,
    "unsayable": unsayable.unsayable,
    "fidelity: faults": lambda text: fidelity.faults(text, CARD),
    "fidelity: sentences": fidelity.sentences,
    "told_in": lambda text: learning.told_in(text, CARD, "a1", "U1"),
    "fact sheet: grown": lambda text: fact_sheet.grown(SHEET, "a2", text),
    "fact sheet: clashes": lambda text: fact_sheet.clashes(SHEET, text),
    "decision_in": guide.decision_in,
    "without_decision": guide.without_decision,
    "moderation": lambda text: moderation.hint(text, CARD, [("What?", "This.")], (), 0),
    "first person": first_person.first_person,
    "stereotypes": stereotypes.cliche,
    "synthesis": lambda text: synthesis.checked(
        [synthesis.Claim(kind="need", text=text, quotes=(synthesis.Quote(answer="a1", text=CITED),))],
        [text],
        {"a1": (text, CITED)},
        CARD,
    ),
    "passages": lambda text: passages([Section(place="Costs", text=text)], title="brochure", material=1),
    "named": names.named,
    "control": controls.control,
    "length_asked": controls.length_asked,
    "project_said": controls.project_said,
    "correction": controls.correction,
    "only_asks": controls.only_asks,
    "is_side_talk": controls.is_side_talk,
    "question rules": lambda text: question_rules.faults(question(text), [question(CITED)], answers(CITED)),
    "flatters": question_rules.flatters,
    "stage": lambda text: stage.before_launch_said([text * 10]),
    "evidence: a part of it": lambda text: evidence.is_quote(text[len(text) // 2 :], text),
    "evidence: quote": lambda text: evidence.is_quote(CITED, text),
    "evidence: quoted": lambda text: evidence.only_said([text], answers(text)),
    "as_seen": language.as_seen,
    "numbers": language.numbers,
    "speaks_english": language.speaks_english,
}
BRIEF = ("brief_of", "addresses_in", "without_addresses", "wants_several", "how_many", "objection")
CAPPED = {**dict.fromkeys(BRIEF, request.LONGEST_BRIEF), "pages_chosen": request.LONGEST_CHOICE}
"""Rules that look at so many characters only: what takes long has to be seen within these."""
HOSTILE: dict[str, str] = {
    "words": "deductible benefit ",
    "new words": "".join(f"portal{number} benefit{number}, " for number in range(500)),
    "first persons": "I have no dog, my sister is 40, ",
    "questions": "why would you ",
    "capitals": "Aa ",
    "names": "I'm called Bo, the real A ",
    "letters": "a",
    "hyphens": "Aa-",
    "dashes": "– ",
    "double quotes": '"',
    "open quotes": "“a ‘b ",
    "apostrophes": "'",
    "digits": "1",
    "dotted digits": "1.",
    "numbers": "1, ",
    "counts": "half hundred ten ",
    "abbreviations": "e. g. ",
    "stops": "a. ",
    "question marks": "? ",
    "blanks": " ",
    "lines": "\n",
    "brackets": "(",
    "at signs": "@a",
    "addresses": "a.b (https://a ",
    "underscores": "_",
    "marks": "\u0301\u0323",
    "nothing seen": "\u200d",
    "halves of words": "'t",
    "not yet": "before launch, live since ",
}


@pytest.mark.parametrize("name", RULES)
def test_four_times_the_text_takes_no_sixteen_times_as_long(name: str) -> None:
    """A ratio within the run; what looks slow is measured twice more, for the machine may have been busy."""
    rule, short = RULES[name], min(SHORT, CAPPED.get(name, TIMES * SHORT) // TIMES)
    slow = [kind for kind, unit in HOSTILE.items() if not any(_growth(rule, unit, short) < AT_MOST for _ in range(3))]
    assert slow == []


def _growth(rule: Rule, unit: str, short: int) -> float:
    """How much longer the rule takes over the long text than over the short one, runs of both in turn."""
    few, many = (("x" + unit * size)[: size - 1] + "x" for size in (short, TIMES * short))
    times = 1 + int(NOTICED / max(_seconds(rule, few, 1), 1e-6))
    pairs = [(_seconds(rule, few, times), _seconds(rule, many, times)) for _ in range(RUNS)]
    return median(long for _, long in pairs) / median(brief for brief, _ in pairs)


def _seconds(rule: Rule, text: str, times: int) -> float:
    """Of the processor, not of the clock on the wall: others work beside us."""
    begun = time.process_time()
    for _ in range(times):
        rule(text)
    return time.process_time() - begun
