"""What somebody believes of a word, and half remembers of a sum: never the rule as it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from flows.llm.rehearsal.personas.asked import Asked, related
from flows.llm.rehearsal.personas.choosing import chosen
from flows.llm.rehearsal.personas.figures import figures, figures_in
from flows.llm.rehearsal.personas.matter import with_the
from flows.llm.rehearsal.personas.terms import inside
from interviews.language import content_stems, words
from personas.first_person import first_person
from personas.passages import Passage
from personas.schema import Knowledge, Origin, Persona, State

_SUMS = (
    "There was a figure to it, {it}, if I have that right.",
    "I remember {it}, don't ask me what for.",
    "Something with {it}. That's the part that stuck.",
)
ENOUGH = 1.3
_MEANS = re.compile(
    r"\b(?:mean|means|what about|know (?:about|of|what)|what(?:['’]s| is| are) (?:an? |the )?|explain|heard of"
    r"|understand (?:by|about)?|familiar with|ever hear)\b",
    re.I,
)
"""Asks for the word, and not for what happened with the thing."""


def topic_of(persona: Persona, question: Asked) -> Knowledge | None:
    """The word of her world that the question names, the longest of them."""
    named = [each for each in persona.knowledge if (stems := content_stems(each.topic)) and stems <= question.stems]
    return max(named, key=lambda each: len(each.topic), default=None)


def asks_for_the_word(question: Asked) -> bool:
    return _MEANS.search(question.words) is not None


def of_topic(topic: Knowledge, seed: str) -> str:
    """What she makes of the word, as she would say it: never the rule as it is written."""
    name, belief = inside(topic.topic), topic.belief.strip()
    called = _capital(with_the(name))
    going_on = belief[:1].lower() + belief[1:] if not belief.startswith("I ") else belief
    event = first_person(topic.event)
    if topic.state is State.UNAWARE:
        said = (
            f"“{_capital(name)}”? I've never met that word. Should I have?",
            f"{called}? No. Nobody ever said that to me.",
            f"What's that, {name}? It may have been on a page I closed.",
        )
        return chosen(said, seed)
    if topic.state is State.KNOWS:
        figure = next((each for each in figures_in(belief) if each.kind in ("sum", "span")), None)
        much = f"It's about {figure.said.removeprefix('the ')}, and they mean it." if figure else ""
        heard = chosen((f"{called}? Yes, I know that one.", f"{called}, that much I know."), seed)
        as_written = any(each.origin is Origin.MATERIAL for each in topic.sources) and len(words(belief)) >= 10
        return " ".join(filter(None, (heard, much or ("" if as_written else belief), event)))
    if topic.state is State.HALF:
        said = (
            f"{called}… {going_on} {event}",
            f"{called}? Half, at best. {belief} {event}",
            f"{called}, I nod when they say it. {belief}",
        )
        return chosen(said, seed).strip()
    said = (
        f"{called}? {belief} That's how I've always taken it.",
        f"{called}, that's {going_on.rstrip('.')}, no? {event}",
        f"{called}? That's simple: {going_on} {event}",
    )
    return chosen(said, seed).strip()


def confusing(persona: Persona, told: Sequence[str]) -> str:
    """A word she knows by half, with what she makes of it; empty where none is left that did not come up."""
    said = " ".join(told)
    half = [each for each in persona.knowledge if each.state is State.HALF and each.belief not in said]
    return f"Take {with_the(inside(half[0].topic))}. {half[0].belief}" if half else ""


def since_told(topic: Knowledge, seed: str) -> str:
    """After somebody has explained it: no more than that it was said."""
    name = with_the(inside(topic.topic))
    said = (
        f"{_capital(name)}? You've just told me. Before that I'd have got it wrong.",
        f"As far as I understood you, yes. I couldn't explain {name} to anybody else yet.",
    )
    return chosen(said, seed)


def half_known(persona: Persona, passages: Sequence[Passage], question: Asked, told: Collection[str]) -> str:
    """The sum of the rule the question comes near to; empty where she has never heard of it, or it was said."""
    unmet = [content_stems(each.topic) for each in persona.knowledge if each.state is State.UNAWARE]
    ranked: list[tuple[float, str]] = []
    for figure in figures(passages, (), persona.brief):
        stems = content_stems(figure.sentence)
        shared, near = related(question.stems, stems)
        was_said = any(figure.said in each for each in told)
        if figure.kind == "sum" and shared and not was_said and not any(topic <= stems for topic in unmet):
            ranked.append((shared + 0.3 * near, figure.said))
    worth, said = max(ranked, key=lambda each: each[0], default=(0.0, ""))
    it = f"{said.removeprefix('the ')} or so"
    return chosen(_SUMS, said, persona.name).format(it=it) if worth >= ENOUGH else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
