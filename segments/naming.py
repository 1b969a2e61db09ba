"""Names of segments from the facts: plain, of four words at most, and no two alike.

Where two would bear the same one, a comma and what differs between them follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from segments.buyers import ONCE, VAGUE, alike, buyers, buys_as, inside, middle
from segments.factors import factors, paying
from segments.facts import Facts, Truths, money
from segments.meanings import is_somebody, plain, says, truth, words
from segments.measured import BASKET, MENTIONS, MISSING, OTHERS, PACE, PIECES, PRODUCTS
from segments.names_apart import told_apart
from segments.shapes import Labels, Trait
from segments.spoken import OF_ANY, OF_BUYERS, OF_COLUMNS
from segments.telling_nothing import says_nothing

MOST_WORDS = 4
MOSTLY = 0.5
"""A level names a segment when at least half of it have it."""
PAIRED, SHORT = 0.5, 3
TELLING = 3
"""A word names a theme when it stands there three times as often as elsewhere."""
_HOW = frozenset([BASKET, PACE, PRODUCTS, PIECES])
PLAIN = 0.4
"""Cohen's d from which how they buy stands in a name that says only when."""
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
    """`taken`: the names that others have, by label. Who would be called as others are but for when they bought, is
    called by something else that holds of them, or by what differs most between both."""
    bought = buyers(known, members, found[label])
    own = bought.names() if bought else []
    used = {other: buys_as(name) for other, name in taken.items()}
    free = [each for each in own if not any(alike(buys_as(each), kind) for kind in used.values())]
    apart = (
        told_apart(name, found[label], found[other])
        for name in own[:1]
        for other, kind in used.items()
        if alike(buys_as(name), kind)
    )
    if own and buys_as(own[0]).startswith(ONCE):
        yield from (said for each in apart for said in each)
    for name in free:
        yield from _said_more(name, found[label])
        yield name
    yield from (said for each in apart for said in each)
    yield from own
    yield from _of_traits(known, found[label])


def _said_more(name: str, own: Sequence[Trait]) -> Iterator[str]:
    """A name that says only when they bought, with how they buy, where that sets them apart: `Gone quiet, large
    orders`."""
    if name.casefold() in VAGUE:
        told = (
            OF_BUYERS[each.feature].own[each.effect < 0] for each in own if each.feature in _HOW and _is_plain(each)
        )
        yield from (said for each in told if len((said := f"{name}, {inside(each)}").split()) <= MOST_WORDS)


def _is_plain(trait: Trait) -> bool:
    return abs(trait.effect) >= PLAIN


def _by_money(known: Facts, labels: Labels, count: int) -> list[int]:
    """Whose members paid most has the first choice of a name."""
    paid = money(known)
    if paid is None:
        return list(range(count))
    return sorted(range(count), key=lambda label: (-middle(known, labels == label, paid), label))


def _of_traits(known: Facts, own: tuple[Trait, ...]) -> list[str]:
    """The most telling trait with another where four words hold both, then alone; then the next one. What is paid and
    for how long are told together."""
    single, found = phrases(known, own), list[str]()
    paid, told = paying(known, own), phrases(known, factors(known, own) or ())
    for index, first in enumerate(single):
        if paid and first in told:
            found.append(", ".join(paid))
        others = [second for second in single[index + 1 :] if not set(words(first)) & set(words(second))]
        pairs = [f"{first}, {inside(second)}" for second in others]
        found += [*(pair for pair in pairs if len(pair.split()) <= MOST_WORDS), first]
    return found


def phrases(known: Facts, own: tuple[Trait, ...]) -> list[str]:
    """Each trait that four words tell, as it stands in a name; the most telling first."""
    said: dict[str, str] = {}
    for trait in own:
        phrase = _phrase(known, trait, own)
        if phrase and len(phrase.split()) <= MOST_WORDS:
            said.setdefault(phrase.casefold(), phrase)
    return list(said.values())


def every_phrase(known: Facts) -> list[str]:
    """All that such a trait of somebody could be told by, whoever it is."""
    told = [Trait(name, 1.0, 0.0, effect, "") for name in known.names for effect in (1.0, -1.0)]
    told += [Trait(f"{feature} = {level}", 1.0, 0.0, 1.0, "") for feature, level in known.things]
    return phrases(known, tuple(told))


def _phrase(known: Facts, trait: Trait, own: tuple[Trait, ...]) -> str:
    if trait.feature in known.names:
        meant = (spoken for meaning, spoken in OF_COLUMNS.items() if says(trait.feature, meaning))
        chosen = (OF_BUYERS.get(trait.feature) or next(meant, OF_ANY)).own[trait.effect <= 0]
        return chosen if " " in chosen else f"{chosen} {_shortened(trait.feature)}"
    feature, _, level = trait.feature.partition(" = ")
    level = " ".join(level.replace("_", " ").split())
    if feature == MENTIONS:
        return _term(level, trait, own) if trait.here >= TELLING * trait.others else ""
    if trait.effect <= 0 or trait.here < MOSTLY or level in (MISSING, OTHERS) or _STRANGE & set(level):
        return ""
    if (holds := truth(level)) is not None:
        said = _shortened(feature)
        if is_somebody(feature):
            return f"{said[:1].upper()}{said[1:]}: {'yes' if holds else 'no'}"
        return f"{'With' if holds else 'Without'} {said}"
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
    """Two words say what a column is; where the first of them only joins (`time on site`), all of it if it is short."""
    said = words(name)
    last = said[-2:]
    if len(last) > 1 and says_nothing(last[0]):
        last = said if len(said) < MOST_WORDS else tuple(each for each in said if not says_nothing(each))[-2:]
    return " ".join(last) or plain(name)
