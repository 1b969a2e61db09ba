"""A digest: what of the news is said, in which order, and the one step it suggests. Numbers and quotes are facts."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import TypeVar

from interviews.language import numbers
from segments.since import Size
from studies.file_news import FileNews
from studies.learned import Strength, Value
from studies.news import Change, Held, Item, News, Settled, Someone, Words
from studies.ranking import ranked

MOST_LEARNED, MOST_MOVED, MOST_INVENTED = 7, 4, 3
MOST_SETTLED, MOST_OPEN, MOST_HELD, MOST_ANALYSED, MOST_PEOPLE, MOST_QUOTES, MOST_OTHERS = 4, 4, 6, 3, 10, 1, 4

Told = TypeVar("Told", Held, FileNews)


class Reason(StrEnum):
    """Why a step is suggested."""

    DISAGREE = "disagree"
    SHRUNK = "shrunk"
    """A segment lost customers: those who left know why."""
    INVENTED_ONLY = "invented only"
    OPEN = "open"
    THIN = "thin"
    COUNT = "count"
    """A number of a single interview: it needs a count of one's own, and nobody else's opinion."""
    QUIET = "quiet"


class Step(Value):
    """One thing to do next. `about` is what it is about, in words that were said, or the name of a segment; with
    `persona`, she is asked."""

    reason: Reason
    about: str = ""
    persona: Someone | None = None


class Digest(Value):
    """What one edition says. `...left`: how many more of a kind there are."""

    about: str = ""
    learned: tuple[Item, ...] = ()
    learned_left: int = 0
    moved: tuple[Item, ...] = ()
    moved_left: int = 0
    invented: tuple[Item, ...] = ()
    invented_left: int = 0
    settled: tuple[Settled, ...] = ()
    """What was decided or ended, the last first."""
    settled_left: int = 0
    analysed: tuple[FileNews, ...] = ()
    """Files in which segments were looked for, the last first."""
    analysed_left: int = 0
    held: tuple[Held, ...] = ()
    held_left: int = 0
    interviews: int = 0
    """With real people, as many as there were."""
    with_personas: int = 0
    open: tuple[str, ...] = ()
    open_left: int = 0
    people: tuple[str, ...] = ()
    """Slack user ids of those who took part, whoever wrote in most interviews first;
    then who answers for what was decided."""
    people_left: int = 0
    step: Step
    fallen: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.learned or self.moved or self.invented or self.settled or self.analysed or self.held)

    @property
    def study(self) -> str:
        """Id of the study that what comes first belongs to."""
        firsts = [each.study for each in (*self.moved, *self.learned, *self.invented)]
        others = [*(each.study for each in self.settled), *(each.study for each in self.analysed)]
        return next((study for study in (*firsts, *others) if study), "")

    @property
    def counts(self) -> dict[str, int]:
        """What is counted in it, by name."""
        return {
            "interviews": self.interviews,
            "with personas": self.with_personas,
            "learned": len(self.learned) + self.learned_left,
            "moved": len(self.moved) + self.moved_left,
            "invented": len(self.invented) + self.invented_left,
            "decided": len(self.settled) + self.settled_left,
            "analysed": len(self.analysed) + self.analysed_left,
            "open": len(self.open) + self.open_left,
        }


def composed(news: News, unnamed: frozenset[str] = frozenset()) -> Digest:
    """`unnamed`: who does not want to be named."""
    some = ranked(news.items)
    learned = [each for each in some if each.is_real and each.change is Change.NEW]
    moved = [each for each in some if each.is_real and each.change is not Change.NEW]
    invented = [each for each in some if not each.is_real]
    invented_talks = sum(each.invented for each in news.held)
    held = [_without(each, unnamed) for each in sorted(news.held, key=lambda each: (each.invented, each.at))]
    settled = sorted(news.settled, key=lambda each: (-each.at, each.id))
    settled = [each.model_copy(update={"owner": ""}) if each.owner in unnamed else each for each in settled]
    asked = list(dict.fromkeys(question for each in news.held for question in each.open if question.strip()))
    analysed = [_without(each, unnamed) for each in sorted(news.analysed, key=lambda each: (-each.at, each.run))]
    wrote = Counter(user for each in held for user in each.people)
    wrote.update(user for each in analysed for user in each.people)
    people = list(dict.fromkeys([*(user for user, _ in wrote.most_common()), *(each.owner for each in settled)]))
    people = [user for user in people if user]
    return Digest(
        about=news.about,
        learned=tuple(brief(each) for each in learned[:MOST_LEARNED]),
        learned_left=len(learned[MOST_LEARNED:]),
        moved=tuple(brief(each) for each in moved[:MOST_MOVED]),
        moved_left=len(moved[MOST_MOVED:]),
        invented=tuple(brief(each) for each in invented[:MOST_INVENTED]),
        invented_left=len(invented[MOST_INVENTED:]),
        settled=tuple(settled[:MOST_SETTLED]),
        settled_left=len(settled[MOST_SETTLED:]),
        analysed=tuple(analysed[:MOST_ANALYSED]),
        analysed_left=len(analysed[MOST_ANALYSED:]),
        held=tuple(held[:MOST_HELD]),
        held_left=len(held[MOST_HELD:]),
        interviews=len(held) - invented_talks,
        with_personas=invented_talks,
        open=tuple(asked[:MOST_OPEN]),
        open_left=len(asked[MOST_OPEN:]),
        people=tuple(people[:MOST_PEOPLE]),
        people_left=len(people[MOST_PEOPLE:]),
        step=next_step(some, asked, news.personas, _shrunk(analysed)),
        fallen=news.fallen,
    )


def next_step(
    items: list[Item], asked: list[str], personas: tuple[Someone, ...], shrunk: Size | None = None
) -> Step:  # fmt: skip
    """By rule: settle what disagrees, ask who left a segment, ask real people what invented ones said, ask what nobody
    knew. `items`: ranked"""
    if against := next((each for each in items if each.is_real and each.change is Change.CONTRADICTED), None):
        return Step(reason=Reason.DISAGREE, about=against.text)
    if shrunk is not None:
        return Step(reason=Reason.SHRUNK, about=shrunk.name)
    if items and not items[0].is_real:
        return Step(reason=Reason.INVENTED_ONLY, about=_said(items[0]))
    if asked:
        return Step(reason=Reason.OPEN, about=asked[0], persona=next(iter(personas), None) if not items else None)
    # What is only guessed needs another voice more than what was counted.
    if thin := min((each for each in items if each.real == 1), key=lambda each: each.strength.rank, default=None):
        if thin.strength is not Strength.STRONG and re.search(r"\b\d", thin.text):
            return Step(reason=Reason.COUNT, about=thin.text)
        return Step(reason=Reason.THIN, about=thin.text, persona=next(iter(personas), None))
    return Step(reason=Reason.QUIET)


def _shrunk(analysed: list[FileNews]) -> Size | None:
    """-> of the files that are told of, the segment that lost most."""
    some = [size for each in analysed[:MOST_ANALYSED] if each.since for size in each.since.shrunk_in_both()]
    return max(some, key=lambda each: each.lost, default=None)


def _said(item: Item) -> str:
    """In whose text words are quoted already, of that the words are said."""
    return item.words[0].quote if "“" in item.text and item.words else item.text


def is_sound(sentence: str, facts: list[str], most: int) -> bool:
    """Whether a sentence of a model's may stand in a digest: short, one line, no link, no number that no fact has."""
    allowed = {number for fact in facts for number in numbers(fact)}
    plain = sentence.strip() == sentence and 0 < len(sentence) <= most and sentence.isprintable()
    return (
        plain
        and not any(mark in sentence for mark in ("<", ">", "://", "@", "“", '"', "http"))
        and (numbers(sentence) <= allowed)
    )


def _without(told: Told, unnamed: frozenset[str]) -> Told:
    return told.model_copy(update={"people": tuple(user for user in told.people if user not in unnamed)})


def brief(item: Item) -> Item:
    """With as many of its quotes and links as are shown."""
    some = {"words": _some(item.words), "others": item.others[:MOST_OTHERS], "against": _some(item.against)}
    return item.model_copy(update=some)


def _some(words: tuple[Words, ...]) -> tuple[Words, ...]:
    return words[:MOST_QUOTES]
