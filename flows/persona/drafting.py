"""A model's drafts as a card and a question guide: lettered, on one line each, cut where they run on."""

from __future__ import annotations

from collections.abc import Sequence

from flows.llm.persona_tasks import Guide, PersonaDraft, SourceDraft
from interviews.language import folded, language_named
from personas.guide import MOST
from personas.names import named
from personas.schema import (
    ASSUMED,
    LETTERS,
    MOST_STATEMENTS,
    MOST_TOPICS,
    Behaviour,
    GuideQuestion,
    Knowledge,
    Origin,
    Part,
    Persona,
    Source,
    Speech,
    Statement,
)


def guide_of(draft: Guide) -> tuple[GuideQuestion, ...]:
    """Questions as a card takes them; what has no words is left out."""
    return tuple(
        GuideQuestion(id=f"g{number}", text=folded(each.text)[:300], decides=folded(each.decides)[:200])
        for number, each in enumerate(draft.questions[: 2 * MOST], 1)
        if each.text.strip()
    )


def card_of(draft: PersonaDraft, brief: str) -> Persona:
    """Not grounded yet: what a statement cites is what the draft says of it."""
    counted: dict[Part, int] = {}
    statements = []
    for each in draft.statements:
        if not each.text.strip():
            continue
        counted[each.part] = counted.get(each.part, 0) + 1
        id = f"{LETTERS[each.part]}{counted[each.part]}"
        statements.append(Statement(id=id, part=each.part, text=_line(each.text, 400), sources=_sources(each.sources)))
    return Persona(
        name=named(draft.name) or "Somebody",
        age_band=_line(draft.age_band, 40),
        occupation=_line(draft.occupation, 200),
        quote=_line(draft.quote, 300),
        brief=brief[:4000],
        statements=tuple(statements[:MOST_STATEMENTS]),
        knowledge=tuple(
            Knowledge(
                topic=_line(each.topic, 100),
                state=each.state,
                belief=_line(each.belief, 300),
                event=_line(each.event, 300),
                sources=_sources(each.sources),
            )
            for each in draft.knowledge[:MOST_TOPICS]
        ),
        speech=Speech(
            style=_line(draft.style, 400),
            samples=tuple(_line(each, 200) for each in draft.samples[:5]),
            moods=tuple(_line(each, 200) for each in draft.moods[:5]),
        ),
        behaviour=Behaviour(
            verbosity=_within(draft.verbosity),
            disclosure=_within(draft.disclosure),
            agreeableness=_within(draft.agreeableness),
            expertise=_within(draft.expertise),
        ),
        limits=tuple(_line(each, 200) for each in draft.limits[:8]),
        language=language_named(draft.language) or "en",
    )


def _sources(drafts: Sequence[SourceDraft]) -> tuple[Source, ...]:
    return tuple(Source(origin=Origin(each.origin), ref=each.ref) for each in drafts) or (ASSUMED,)


def _within(number: int) -> int:
    return min(5, max(1, number))


def _line(text: str, most: int) -> str:
    line = folded(text)
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
