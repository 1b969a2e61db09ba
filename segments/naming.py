"""Names of segments from the facts: plain, of four words at most, and no two alike.

Where two would bear the same one, a comma and what differs between them follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from segments.facts import Facts, Truths, money
from segments.meanings import Meaning, plain, says, truth, words
from segments.measured import MENTIONS, MISSING, OTHERS
from segments.names_apart import told_apart
from segments.shapes import Floats, Labels, Trait

MOST_WORDS = 4
MONTH, LATELY = 31, 92
"""Days."""
NEARLY = 0.9
"""A name that says when, or "once", holds for so many of the members."""
BIG, HIGH, LOW = 3 / 4, 2 / 3, 1 / 3
MOSTLY = 0.5
"""A level names a segment when at least half of it have it."""
PAIRED, SHORT = 0.5, 3
TELLING = 3
"""A word names a theme when it stands there three times as often as elsewhere."""
_SPOKEN: dict[Meaning, tuple[str, str]] = {
    "tenure": ("Long with us", "New with us"),
    "recency": ("Seen longer ago", "Seen more lately"),
    "frequency": ("Many", "Few"),
}
_STRANGE = set("<>&*_~`@#|\\{}[]=")


def names(known: Facts, labels: Labels, found: Sequence[tuple[Trait, ...]]) -> tuple[str, ...]:
    """One for each label, in the order of the labels; `found` holds what sets each apart."""
    taken: dict[int, str] = {}
    for label in _by_money(known, labels, len(found)):
        proposed = _proposed(known, labels == label, found, label, taken)
        used = {name.casefold() for name in taken.values()}
        taken[label] = next((name for name in proposed if name.casefold() not in used), f"Segment {label + 1}")
    return tuple(taken[label] for label in range(len(found)))


def _proposed(
    known: Facts, members: Truths, found: Sequence[tuple[Trait, ...]], label: int, taken: Mapping[int, str]
) -> Iterator[str]:
    """`taken`: the names that others have, by label."""
    own = _of_buying(known, members, found[label])
    yield from own
    for name in own[:1]:
        for other in (each for each, theirs in taken.items() if theirs.casefold() == name.casefold()):
            yield from told_apart(name, found[label], found[other])
    yield from _of_traits(known, found[label])


def _by_money(known: Facts, labels: Labels, count: int) -> list[int]:
    """Whose members paid most has the first choice of a name."""
    paid = money(known)
    if paid is None:
        return list(range(count))
    return sorted(range(count), key=lambda label: (-_middle(known, labels == label, paid), label))


def _of_buying(known: Facts, members: Truths, own: tuple[Trait, ...]) -> list[str]:
    """How recently, often and for how much they bought, where all three are known; first of those who came later than
    the others, that they did."""
    recency, frequency, paid = _place(known, "recency"), _place(known, "frequency"), money(known)
    if recency is None or frequency is None or paid is None:
        return []
    newer = bool(own) and says(own[0].feature, "tenure") and own[0].effect < 0
    recent, often, much = (_rank(known, members, place) for place in (recency, frequency, paid))
    days, orders = known.numbers[members, recency], known.numbers[members, frequency]
    long, when = recent >= 0.5 and _nearly_all(days > LATELY), _when(days, recent)
    at = "" if newer else when
    found = []
    if _middle(known, members, frequency) <= 1:
        once, bought = ("Once", "Bought once") if _nearly_all(orders <= 1) else ("Mostly once", "Mostly bought once")
        ago = " long ago" if long else when
        found += [f"{once},{ago}", bought] if ago and not newer else [bought]
    # Who brings less than their share are no big spenders, however much the middle one of them paid.
    brings = np.nansum(known.numbers[members, paid]) >= members.mean() * np.nansum(known.numbers[:, paid])
    big = much >= BIG and bool(brings)
    found += [f"{name}{at}" for name, holds in (("Big spenders", big), ("Regulars", often >= HIGH)) if holds]
    if recent >= HIGH:
        found += [name for name, holds in (("Long not seen", long), ("Gone quiet", when)) if holds]
    if much <= LOW:
        found.append(f"Small spenders{at}")
    if not found:
        lately = ["Here lately"] if recent <= LOW and when else []
        found = [*lately, "Now and then", "Middling spenders"]
    return [f"Newer, {_inside(name)}" for name in found] if newer else found


def _when(days: Floats, recent: float) -> str:
    """When nearly all of them were here last; nothing where they were at different times."""
    if _nearly_all(days <= MONTH):
        return " last month"
    if recent < 0.5 and _nearly_all(days <= LATELY):
        return " of late"
    return " gone quiet" if recent >= 0.5 and _nearly_all(days > MONTH) else ""


def _nearly_all(holds: Truths) -> bool:
    return bool(holds.mean() >= NEARLY)


def _place(known: Facts, meaning: Meaning) -> int | None:
    """The column that says it; days since the first purchase are not those since the last one."""
    for index, name in enumerate(known.names):
        if says(name, meaning) and not (meaning == "recency" and says(name, "tenure")):
            return index
    return None


def _rank(known: Facts, members: Truths, place: int) -> float:
    """Where the middle of the members stands among all customers, 0 to 1."""
    values = known.numbers[:, place]
    values = values[np.isfinite(values)]
    middle = _middle(known, members, place)
    return float((values < middle).mean() + (values == middle).mean() / 2)


def _middle(known: Facts, members: Truths, place: int) -> float:
    values = known.numbers[members, place]
    return float(np.nanmedian(values)) if np.isfinite(values).any() else np.nan


def _of_traits(known: Facts, own: tuple[Trait, ...]) -> list[str]:
    """The most telling trait with another where four words hold both, then alone; then the next one."""
    said: dict[str, str] = {}
    for trait in own:
        phrase = _phrase(known, trait, own)
        if phrase and len(phrase.split()) <= MOST_WORDS:
            said.setdefault(phrase.casefold(), phrase)
    single = list(said.values())
    found = []
    for index, first in enumerate(single):
        others = [second for second in single[index + 1 :] if not set(words(first)) & set(words(second))]
        pairs = [f"{first}, {_inside(second)}" for second in others]
        found += [*(pair for pair in pairs if len(pair.split()) <= MOST_WORDS), first]
    return found


def _phrase(known: Facts, trait: Trait, own: tuple[Trait, ...]) -> str:
    if trait.feature in known.names:
        spoken = next((said for meaning, said in _SPOKEN.items() if says(trait.feature, meaning)), ("High", "Low"))
        chosen = spoken[0] if trait.effect > 0 else spoken[1]
        return chosen if " " in chosen else f"{chosen} {_shortened(trait.feature)}"
    feature, _, level = trait.feature.partition(" = ")
    level = " ".join(level.replace("_", " ").split())
    if feature == MENTIONS:
        return _term(level, trait, own) if trait.here >= TELLING * trait.others else ""
    if trait.effect <= 0 or trait.here < MOSTLY or level in (MISSING, OTHERS) or _STRANGE & set(level):
        return ""
    if (holds := truth(level)) is not None:
        return f"{'With' if holds else 'Without'} {_shortened(feature)}"
    if known.whom == "texts" and trait.here < TELLING * trait.others:
        return ""
    said = level if any(each.isalpha() for each in level) else f"{_shortened(feature)} {level}"
    return said[:1].upper() + said[1:]


def _term(term: str, trait: Trait, own: tuple[Trait, ...]) -> str:
    """`top` is told as `top up` where most say both; a pair with a very short word (`my card`) is not told."""
    pairs = (each.feature.partition(" = ")[2] for each in own if each.here >= PAIRED * trait.here and each.effect > 0)
    said = next((pair for pair in pairs if " " in pair and term in pair.split()), term)
    if any(len(word) < SHORT for word in said.split()):
        said = term
    if any(len(word) < SHORT for word in said.split()) and " " in said:
        return ""
    return f"{said[:1].upper()}{said[1:]}"


def _shortened(name: str) -> str:
    """Two words say what a column is."""
    return " ".join(words(name)[-2:]) or plain(name)


def _inside(phrase: str) -> str:
    """As it is written after a comma: `VIP` stays `VIP`."""
    return phrase[0].lower() + phrase[1:] if phrase[1:2].islower() else phrase
