"""What a report says since the file before, as lines: who moved, and what each segment lost, gained and grew by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from segments import line_words as words
from segments.line_facts import Fact, Piece
from segments.report import Report
from segments.shares import percent
from segments.since import Moved, Since, Size
from segments.telling import standing_in_words
from segments.telling_since import names_in_words, once_called, since_in_words
from segments.telling_words import Say


def since_of(report: Report, say: Say) -> Iterator[Fact]:
    since = report.since
    told = since_in_words(since, say) if since else ()
    yield from (Fact(1, say(words.SINCE, file=since.file, words=each)) for each in told if since)
    yield from (Fact(1, each) for each in (*names_in_words(report, say), *once_called(report.once_called, say)))
    if since and since.compared:
        yield from _then_and_now(since, say)
        yield from _grown(since, say)
        yield from (_lost_and_gained(since, each, say) for each in since.sizes if since.both)
    yield from (Fact(2, each) for each in standing_in_words(report.standing, say))


def _then_and_now(since: Since, say: Say) -> Iterator[Fact]:
    """The share of each segment in both files; and where none of them shrank, that."""
    shares = [(each, percent(both[0]), percent(both[1])) for each in since.sizes if (both := each.shares)]
    if not shares:
        return
    if not since.shrunk() and not since.ended:
        yield Fact(1, say(words.NONE_SHRANK, file=since.file))
    pieces = tuple(
        Piece(each.number, say(words.THEN_AND_NOW, name=each.name, now=now, then=then)) for each, then, now in shares
    )
    yield Fact(1, say(words.SIZES, file=since.file, segments="; ".join(each.text for each in pieces)), pieces)


def _grown(since: Since, say: Say) -> Iterator[Fact]:
    """Who is a larger part of all than then, whoever grew most first; or that nobody is, or by nothing that shows."""
    known = [(each, both) for each in since.sizes if (both := each.shares)]
    grown = [(each, percent(then), percent(now)) for each, (then, now) in sorted(known, key=_growth) if now > then]
    pieces = tuple(
        Piece(each.number, say(words.GREW, number=each.number, name=each.name, now=now, then=then))
        for each, then, now in grown
        if now != then
    )
    if pieces:
        together = "; ".join(each.text for each in pieces)
        yield Fact(1, say(words.GROWN, file=since.file, segments=together), pieces)
    elif known:
        yield Fact(1, say(words.NONE_GREW_MUCH if grown else words.NONE_GREW, file=since.file))


def _growth(known: tuple[Size, tuple[float, float]]) -> float:
    """Below 0 where the share has grown, the less the more."""
    _, (then, now) = known
    return then - now


def _lost_and_gained(since: Since, size: Size, say: Say) -> Fact:
    """How many of its customers a segment has no more, and how many came, from and to where."""
    left = [each for each in since.moves if each.before == size.name]
    joined = [each for each in since.moves if each.after == size.name]
    elsewhere, nowhere = _sum(each for each in left if each.after), _sum(each for each in left if not each.after)
    others, nobodys = _sum(each for each in joined if each.before), _sum(each for each in joined if not each.before)
    told = {"number": size.number, "name": size.name, "file": since.file}
    told |= {"then": f"{size.before:,}", "now": f"{size.after:,}", "left": f"{elsewhere:,}", "joined": f"{others:,}"}
    told["to_none"] = say(words.TO_NONE, customers=f"{nowhere:,}") if nowhere else ""
    told["from_none"] = say(words.FROM_NONE, customers=f"{nobodys:,}") if nobodys else ""
    if size.gone is None or size.came is None:
        text = say(words.LOST_AND_GAINED, **told)
    else:
        text = say(
            words.LOST_AND_GAINED_IN_ALL,
            **told,
            gone=f"{size.gone:,}",
            came=f"{size.came:,}",
            stayed=f"{size.before - elsewhere - nowhere - size.gone:,}",
        )
    return Fact(2, text, (Piece(size.number, text),))


def _sum(moves: Iterable[Moved]) -> int:
    return sum(each.customers for each in moves)
