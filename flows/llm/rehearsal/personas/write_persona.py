"""A card by rule: the brief in its own words, rules of the product's world as they stand, and the rest assumed.

What is assumed of somebody comes first from the acts, words and deadlines of the material, then from what the words of
the brief make likely; habits of nobody in particular fill up what is left. Whoever stands for customers in a file is
made of what was counted, and of what that makes likely: nothing else is made up of her.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flows.llm.persona_tasks import PersonaDraft, PersonaInputs, SourceDraft, StatementDraft
from flows.llm.rehearsal.personas import stock
from flows.llm.rehearsal.personas.choosing import lot
from flows.llm.rehearsal.personas.described import described
from flows.llm.rehearsal.personas.facts_told import stated
from flows.llm.rehearsal.personas.figures import Figure, figures
from flows.llm.rehearsal.personas.knowing import BEGINNER, EXPERT, knowledge
from flows.llm.rehearsal.personas.names import named, seat
from flows.llm.rehearsal.personas.rules import rules
from flows.llm.rehearsal.personas.situations import role
from flows.llm.rehearsal.personas.supposed import in_her_words, supposed
from flows.llm.rehearsal.personas.terms import terms
from interviews.language import content_stems, folded
from personas.grounding import why_not
from personas.passages import Passage, facts_of
from personas.schema import Part

ASSUMED, FROM_BRIEF = [SourceDraft(origin="assumption", ref="")], [SourceDraft(origin="brief", ref="")]
MOST_RULES = 8
TRACES = {"act": 2, "costly": 2, "term": 2, "span": 1}
"""How many of each kind leave a trace on a card."""
SMALL_PRINT = ("Does not know the law or the small print.",)
NOT_COUNTED = ("Does not know why others like this come, stay or leave: the file does not say.",)
ENOUGH: dict[Part, int] = {
    Part.GOALS: 2, Part.CHALLENGES: 2, Part.NEEDS: 2, Part.PAIN_POINTS: 3, Part.PERSONALITY: 2, Part.BACKGROUND: 3,
    Part.HOBBIES: 1, Part.BEHAVIOUR: 3, Part.CHANNELS: 2, Part.ACCESSIBILITY: 1, Part.TRIGGERS: 2, Part.OBJECTIONS: 2,
}  # fmt: skip
"""So many lines about the person are wanted in each part; rules of the world come on top."""
ADULT = 18
MOST_OF_PART = 4


@dataclass
class Card:
    """The lines so far, each once."""

    statements: list[StatementDraft] = field(default_factory=list)

    def add(self, part: Part, text: str, sources: list[SourceDraft]) -> None:
        if text and not any(_alike(text, each.text) for each in self.statements):
            self.statements.append(StatementDraft(part=part, text=text, sources=sources))

    def lived(self, part: Part) -> int:
        """How many lines of the part are about the person."""
        return sum(each.part is part and each.sources[0].origin != "material" for each in self.statements)


def write_persona(inputs: PersonaInputs) -> PersonaDraft:
    """-> the card; material statements are sentences of the passages as they stand there."""
    brief, counted = folded(inputs.brief), facts_of(inputs.passages)
    passages = [each for each in inputs.passages if each.fact is None]
    somebody, words = described(inputs.brief), terms(passages)
    name = named(somebody.name, brief, inputs.others)
    place = seat(name)
    card = Card()
    for part, text in somebody.told:
        card.add(part, text, FROM_BRIEF)
    for part, text, ref in _counted(counted):
        card.add(part, text, [SourceDraft(origin="material", ref=ref)])
    for rule in rules(passages, brief, MOST_RULES):
        card.add(rule.part, rule.text, [SourceDraft(origin="material", ref=rule.passage.id)])
    for part, text in _traces(figures(passages, words, brief), brief, place):
        if card.lived(part) < MOST_OF_PART:
            card.add(part, text, ASSUMED)
    everybody, drawn = stock.general(), [] if counted else stock.leanings_of(brief)
    for part, text in supposed(counted) if counted else _of_anybody(card, drawn, brief, place):
        card.add(part, text, ASSUMED)
    return PersonaDraft(
        name=name,
        age_band=_aged(counted) if counted else somebody.age,
        occupation=somebody.who or role(brief, passages).partition(" ")[2],
        quote=next(in_her_words(counted), "") if counted else _quote(drawn, place),
        statements=sorted(card.statements, key=lambda each: list(Part).index(each.part)),
        knowledge=knowledge(words, passages, brief, place),
        style="Short and spoken, with everyday examples; says so when something is not known.",
        samples=[] if counted else [everybody.line("samples", place + step) for step in (0, 2, 4)],
        moods=[] if counted else [everybody.line("moods", place + step) for step in (0, 2)],
        limits=["Does not know how the company works inside.", *(NOT_COUNTED if counted else SMALL_PRINT)],
        verbosity=2 + lot(name, "verbosity") % 3,
        disclosure=2 + lot(name, "disclosure") % 3,
        agreeableness=2 + lot(name, "agreeableness") % 2,
        expertise=1 if BEGINNER.search(brief) else 4 if EXPERT.search(brief) else 3,
        language="en",
    )


def _counted(facts: Sequence[Passage]) -> Iterator[tuple[Part, str, str]]:
    """-> part, line, id: what was counted, as far as it can be said of one of them."""
    for each in facts:
        assert each.fact is not None
        part, text = stated(each.fact, each.text)
        if text and not why_not(text, each):
            yield part, text, each.id


def _aged(facts: Sequence[Passage]) -> str:
    """The ten years around the age that a file has; empty where it has none."""
    ages = [each.fact.here for each in facts if each.fact is not None and each.fact.meaning == "age"]
    age = float(ages[0]) if ages and re.fullmatch(r"\d{2}(?:\.\d+)?", ages[0]) else 0
    low = 10 * ((int(age) - 5) // 10) + 5
    return f"{low} to {low + 9}" if low >= ADULT else ""


def _traces(found: Sequence[Figure], brief: str, place: int) -> Iterator[tuple[Part, str]]:
    """What the material may have done to this person: of each kind the nearest, from this seat on."""
    for kind, most in TRACES.items():
        of_kind = [each for each in found if each.kind == kind]
        lines = stock.traces("mastered" if kind == "term" and EXPERT.search(brief) else kind)
        shift = place if len(of_kind) > most else 0
        for turn in range(min(most, len(of_kind))):
            part, line = lines[(place + turn) % len(lines)]
            yield part, line.format(it=of_kind[(shift + turn) % len(of_kind)].said)


def _of_anybody(card: Card, drawn: Sequence[stock.Stock], brief: str, place: int) -> Iterator[tuple[Part, str]]:
    """What every interview comes to, and then what fills up the parts that have too little."""
    everybody = stock.general()
    for kind, part in stock.ASKED_OF_EVERYBODY.items():
        yield part, everybody.line(kind, place)
    for part in Part:
        for text in _drawn(part, drawn, brief, place):
            if card.lived(part) < ENOUGH[part]:
                yield part, text


def _drawn(part: Part, drawn: Sequence[stock.Stock], brief: str, place: int) -> Iterator[str]:
    """Lines for a part: one of each stock that the brief calls for, then second ones, then those of anybody."""
    for turn in range(2):
        for each in drawn:
            yield each.line(part.value, place + turn)
    everybody = stock.general()
    if part is Part.BACKGROUND:
        kinds = [kind for kind in stock.HOME if not _tells(kind, brief)]
        first = place % max(1, len(kinds))
        yield from (everybody.line(kind, place) for kind in (*kinds[first:], *kinds[:first]))
        return
    for turn in range(2):
        yield everybody.line(part.value, place + 4 * turn)


def _tells(kind: str, brief: str) -> bool:
    """Whether the brief itself says with whom or where somebody lives, or what came before."""
    return stock.TOLD[kind].search(brief) is not None


def _quote(drawn: Sequence[stock.Stock], place: int) -> str:
    quotes = [line for each in drawn if (line := each.line("quotes", place))]
    return quotes[0] if quotes else stock.general().line("quotes", place)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    mine, theirs = content_stems(one), content_stems(other)
    return bool(mine) and len(mine & theirs) >= 0.75 * max(len(mine), len(theirs))
