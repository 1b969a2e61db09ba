"""What a report says of one segment, fact by fact: what somebody of it may rest on, with the figures of the report."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from flows.wording import fixed, say
from personas.facts import MOSTLY, Fact, Meaning
from segments.meanings import clipped, plain, says, truth
from segments.measured import (
    BASKET,
    FREQUENCY,
    MENTIONS,
    MISSING,
    MONEY,
    OTHERS,
    PACE,
    PIECES,
    PRODUCTS,
    RECENCY,
    TENURE,
)  # fmt: skip
from segments.readings import Voice
from segments.report import Report
from segments.said import Stage
from segments.shares import figure, percent
from segments.told import Role, Segment, Trait

SIZE = fixed("They are {size} of {all} {whom}: {share}.")
MONEY_SHARE = fixed("They bring {share} of the money.")
SHARE_OF = fixed("They bring {share} of the money ({column}).")
OUTCOME = fixed("{outcome}: {here} of them, {others} of the others.")
OUTCOME_MEAN = fixed("{outcome}: {here} on average, the others {others}.")
WITH = fixed("with {what}: {here} of them, {others} of the others")
WITHOUT = fixed("without {what}: {here} of them, {others} of the others")
ABOUT = fixed("{share} of their texts are about {topic}; {negative} of these are negative.")
QUOTED = fixed("One of their texts about {topic}: “{quote}”")
MOST_TRAITS, MOST_TERMS = 8, 4
STAGES = ("coming back", "slipping", "long silence", "leaving", "after")
"""Of a journey: the others say when somebody bought first, or nothing."""
_MEASURED: dict[str, Meaning] = {
    RECENCY: "recency", FREQUENCY: "frequency", MONEY: "money", TENURE: "tenure", BASKET: "basket", PACE: "pace",
    PRODUCTS: "products", PIECES: "pieces",
}  # fmt: skip
_NAMED: tuple[
    Literal["paying", "contract", "tenure", "recency", "frequency", "money", "place", "channel", "age", "service"], ...
] = ("paying", "contract", "tenure", "recency", "frequency", "money", "place", "channel", "age", "service")
"""Of a name that says several the first is meant."""

Told = tuple[Fact, str]
"""A fact, and the sentence in which it is told."""


def told_facts(report: Report, segment: Segment) -> tuple[Told, ...]:
    """The most telling first: what sets them apart and how it ends with them; then how many they are, their money, the
    stages of their way and what they write. Of sex, faith, origin and the like nothing: a card hangs nothing on them.
    """
    return tuple((fact, _sentence(told)) for fact, told in _found(report, segment) if told)


def _found(report: Report, segment: Segment) -> Iterator[Told]:
    number = segment.number
    terms = [each for each in segment.traits if each.feature.startswith(f"{MENTIONS} = ")][MOST_TERMS:]
    traits = [each for each in segment.traits if each not in terms]
    asked = {each.name for each in report.understanding.columns if each.role is Role.ANSWER}
    yield from [told for each in traits if (told := _trait(number, each, asked)) is not None][:MOST_TRAITS]
    yield from _ending(number, segment)
    share = percent(segment.share)
    size = say(SIZE, size=f"{segment.size:,}", all=f"{report.customers:,}", whom=report.whom, share=share)
    yield Fact(segment=number, about="size", subject=report.whom, here=share), size
    if segment.value_share is not None:
        share, column = percent(segment.value_share), plain(report.money) if report.money else ""
        fact = Fact(segment=number, about="money", subject=column, column=report.money, here=share, meaning="money")
        yield fact, say(SHARE_OF if column else MONEY_SHARE, share=share, column=column)
    if segment.label < len(report.journeys):
        for stage in report.journeys[segment.label]:
            if stage.name in STAGES and stage.reached:
                yield _stage(number, stage)
    for voice in report.voices:
        if voice.label == segment.label:
            yield from _texts(number, voice)


def _trait(number: int, trait: Trait, asked: Set[str]) -> Told | None:
    """`asked`: the columns that are what was asked in a survey."""
    feature, _, level = trait.feature.partition(" = ")
    if feature == MENTIONS:
        return _mentions(number, level, trait)
    if says(feature, "protected") and (level or not says(feature, "age")):
        return None
    if level in (MISSING, OTHERS):
        return None
    name, way = plain(feature), _way(trait.here - trait.others)
    meaning: Meaning = "answer" if feature in asked and not level else _meaning(feature)
    if not level:
        here, others = figure(trait.here), figure(trait.others)
        fact = Fact(segment=number, about="measure", subject=name, column=feature, here=here, others=others, way=way,
                    meaning=meaning)  # fmt: skip
        return fact, trait.words
    here, others, holds = percent(trait.here), percent(trait.others), truth(level)
    had = clipped(level) if holds is None else ""
    fact = Fact(segment=number, about="share", subject=name, column=feature, level=had, holds=holds is not False,
                here=here, others=others, way=way, meaning=meaning)  # fmt: skip
    if holds is None or way == "more" or 100 * trait.here > MOSTLY:
        return fact, trait.words
    # What few of them have is told by how many lack it, or the other way round.
    here, others = percent(1 - trait.here), percent(1 - trait.others)
    told = say(WITHOUT if holds else WITH, what=name, here=here, others=others)
    turned = fact.model_copy(update={"holds": not holds, "here": here, "others": others, "way": "more"})
    return turned, f"{told}{trait.aside}"


def _way(difference: float) -> Literal["more", "less"]:
    return "more" if difference > 0 else "less"


def _mentions(number: int, term: str, trait: Trait) -> Told:
    here, others = percent(trait.here), percent(trait.others)
    return Fact(segment=number, about="topic", subject=term, way="more", here=here, others=others), trait.words


def _ending(number: int, segment: Segment) -> Iterator[Told]:
    """How it ends with them, where that differs: who leaves, who answers."""
    for each in segment.criteria:
        if each.outcome and each.differs:
            meaning: Meaning = "churn" if says(each.outcome, "churn") else ""
            fact = Fact(segment=number, about="outcome", subject=each.outcome.casefold(), here=each.here,
                        others=each.others, way=_way(each.figure or 0.0), meaning=meaning)  # fmt: skip
            told = OUTCOME if each.here.endswith("%") else OUTCOME_MEAN
            yield fact, say(told, outcome=each.outcome, here=each.here, others=each.others)


def _stage(number: int, stage: Stage) -> Told:
    share = "" if stage.share is None else percent(stage.share)
    return Fact(segment=number, about="journey", subject=stage.name, here=share), f"{stage.name}: {stage.words}"


def _texts(number: int, voice: Voice) -> Iterator[Told]:
    """What their texts are about, and some of them in their own words."""
    for topic in voice.topics:
        share, negative = percent(topic.share), percent(topic.negative)
        fact = Fact(segment=number, about="topic", subject=topic.name, here=share)
        yield fact, say(ABOUT, share=share, topic=topic.name, negative=negative)
        for quote in topic.quotes:
            fact = Fact(segment=number, about="quote", subject=topic.name)
            yield fact, say(QUOTED, topic=topic.name, quote=quote)


def _meaning(feature: str) -> Meaning:
    if feature in _MEASURED:
        return _MEASURED[feature]
    return next((meant for meant in _NAMED if says(feature, meant)), "")


def _sentence(told: str) -> str:
    line = told.strip()
    line = f"{line[:1].upper()}{line[1:]}"
    return line if line.endswith((".", "”", "!", "?")) else f"{line}."
