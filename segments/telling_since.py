"""What became of the segments of an earlier file, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from segments import telling_words as words
from segments.period import NoLater
from segments.report import Report
from segments.shares import percent
from segments.since import NameKept, OnceCalled, Since, Size
from segments.telling_words import Say

MOST_MOVES = 12
MOST_PARTS = 2
LARGE = 0.1
"""Of those who had a name: from this part on, those in one other segment are told with its name."""


def since_in_words(since: Since, say: Say = words.plain) -> tuple[str, ...]:
    """What became of the segments of the earlier file, a sentence each; that they no longer fit is said first."""
    if since.other_kind:
        return (say(words.OTHER_KIND),)
    if since.lacks:
        return (say(words.LACKS, lacks=", ".join(since.lacks)),)
    if since.no_later is not None:
        return (other_days(since.no_later, say, since.file),)
    all_of_them = filter(None, [whole(since, say, since.file)])
    first, last = ((), since.words) if since.holds else ((since.words,), "")
    told = (*all_of_them, *_moved(since, say), *_shrunk(since, say), *_shifted(since, say), last, *since.drift)
    return tuple(each for each in (*first, *told) if each)


def other_days(found: NoLater, say: Say, file: str, day: Callable[[date], str] = str) -> str:
    """Which days both files cover, why nobody is said to have moved, and what is kept. `day`: as one is written."""
    days, before = (
        say(words.FROM_ON, first=day(each.first), last=day(each.last)) for each in (found.covers, found.before)
    )
    return f"{say(words.NO_LATER[found.instead], days=days, before=before, file=file)} {say(words.NOT_MOVED)}"


def whole(since: Since, say: Say, file: str) -> str:
    """Whether the whole file is smaller or larger than `file`, the one before; empty where it is nearly the same, or
    that is not known. Said first: a segment may have fewer because all of them are fewer."""
    if since.whole is None:
        return ""
    before, after = since.whole
    told = {"by": percent(abs(after - before) / before), "after": f"{after:,}", "before": f"{before:,}"}
    return say(words.SMALLER if after < before else words.LARGER, file=file, **told)


def once_called(found: Sequence[OnceCalled], say: Say, name: Callable[[str], str] = str) -> tuple[str, ...]:
    """Which segments had another name before, a sentence each. `name`: as one is written."""
    return tuple(
        f"{say(words.ONCE_CALLED if each.fits is None else words.FITS_ANOTHER, **_named(each, name))}."
        for each in found
    )


def names_in_words(report: Report, say: Say, name: Callable[[str], str] = str) -> tuple[str, ...]:
    """How many of whom a name was given to have it still, where the others are, and how many got it since. A name that
    was given otherwise since says nothing any more. `name`: as one is written."""
    called = {each.number: each.name for each in report.segments}
    return tuple(
        _name_kept(each, called, say, name) for each in report.names_kept if called.get(each.number) == each.name
    )


def _name_kept(found: NameKept, called: dict[int, str], say: Say, name: Callable[[str], str]) -> str:
    counted = {"name": name(found.name), "number": found.number, "stay": f"{found.stay:,}", "of": f"{found.of:,}"}
    if found.of - found.stay < LARGE * found.of:
        return f"{say(words.NAME_WIDER, joined=f'{found.joined:,}', **counted)}."
    money = say(words.WITH_MONEY, money=percent(found.money)) if found.money is not None and found.elsewhere else ""
    head = say(words.NAME_CUT if found.same else words.NAME_MOVED, money=money, **counted)
    parts = "; ".join([head, *_parts(found, called, say, name)])
    joined = say(words.NAME_TAKEN_ON, joined=f"{found.joined:,}") if found.joined else ""
    return f"{parts}. {joined}." if joined else f"{parts}."


def _parts(found: NameKept, called: dict[int, str], say: Say, name: Callable[[str], str]) -> Iterator[str]:
    large = [each for each in found.elsewhere if each.customers >= LARGE * found.of and each.number in called]
    for each in large[:MOST_PARTS]:
        told = {"count": f"{each.customers:,}", "number": each.number, "name": name(called[each.number])}
        yield say(words.ARE_CALLED, **told)
    rest = found.of - found.stay - sum(each.customers for each in large[:MOST_PARTS])
    if rest:
        yield say(words.ARE_ELSEWHERE, count=f"{rest:,}")


def _named(each: OnceCalled, name: Callable[[str], str]) -> dict[str, object]:
    told: dict[str, object] = {"number": each.number, "name": name(each.name)}
    return told if each.fits is None else told | {"other": each.fits}


def by_then(since: Since, say: Say, file: str) -> str:
    """How many would have moved by the borders of before; empty where that is about as many, or not known."""
    if not since.both or since.by_then is None or not since.moved_otherwise:
        return ""
    return say(words.BY_THEN, file=file, count=f"{since.by_then:,}", both=f"{since.both:,}")


def cut_otherwise(size: Size, say: Say, file: str, name: str) -> str:
    """What its share would be by the borders it had; empty where that comes to about the same, or is not known."""
    if not size.cut_otherwise or size.shares_by_borders is None:
        return ""
    then, now = map(percent, size.shares_by_borders)
    return say(words.CUT_OTHERWISE, name=name, now=now, then=then, file=file)


def _shrunk(since: Since, say: Say) -> Iterator[str]:
    for each in since.shrunk():
        if each.shares is not None:
            then, now = map(percent, each.shares)
            yield say(words.SHRANK, name=each.name, now=now, then=then, file=since.file)
    yield from (cut_otherwise(each, say, since.file, each.name) for each in since.cut_otherwise)


def _moved(since: Since, say: Say) -> Iterator[str]:
    if not since.both:
        yield say(words.WHO_IS_WHO if since.both is None else words.NOBODY_IN_BOTH, file=since.file)
        return
    counted = {"both": f"{since.both:,}", "file": since.file}
    yield say(words.MOVED, moved=f"{since.moved:,}", **counted) if since.moved else say(words.NOBODY_MOVED, **counted)
    if since.moved:
        yield say(words.NAIVE, stayed=f"{since.stayed:,}", both=counted["both"])
    yield by_then(since, say, since.file)
    if since.by_borders:
        yield say(words.BORDERS, file=since.file)
    if since.holds_old and since.moved:
        yield say(words.HOLDS_OLD, file=since.file)
    none = say(words.NO_SEGMENT)
    for each in since.moves[:MOST_MOVES]:
        told = {"customers": f"{each.customers:,}", "before": each.before or none, "after": each.after or none}
        yield say(words.FROM_TO, **told)
    for words_of, count in ((words.CAME, since.came), (words.GONE, since.gone)):
        if count:
            yield say(words_of, count=f"{count:,}")


def _shifted(since: Since, say: Say) -> Iterator[str]:
    for words_of, names in ((words.NEW, since.new), (words.ENDED, since.ended)):
        if names:
            yield say(words_of, names=", ".join(names))
