"""The deck of an analysis, page by page: the segments and what to do with them first; how they were found, last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from decks.analysed.found import how_sure, was_read
from decks.analysed.material import BEFORE, FILE, METHOD, Analysed
from decks.analysed.profiles import profiles, side_by_side, sizes
from decks.analysed.texts import corrected, heard
from decks.analysed.use import careful, following, likely, since
from decks.analysed.words import (
    APART,
    CAREFUL,
    CAUTION,
    CORRECTED,
    GIVEN,
    HOW_FOUND,
    HOW_SURE,
    LIKELY,
    LOOKED_AT,
    NEXT,
    NO_METHOD,
    NO_TITLE,
    PROFILES,
    READ,
    REFERENCES,
    RULES,
    SINCE,
    SIZES,
    TEXTS,
    TITLE,
)
from decks.analysed.words import BEFORE as BEFORE_THIS
from decks.analysed.words import METHOD as FOUND_BY
from decks.deck import Deck, Part, Slide, Source
from decks.visible import line as on_one_line
from decks.words import CONTINUED, IN_FULL, SOURCES, Say, plain
from interviews.dates import day_in_words
from segments.telling import title

Makes = Callable[[Analysed, Say], list[Slide]]
USE: tuple[tuple[str, Makes], ...] = (
    (NEXT, following),
    (CAREFUL, careful),
    (TEXTS, heard),
    (LIKELY, likely),
    (SINCE, since),
    (CORRECTED, corrected),
)
FOUND: tuple[tuple[str, Makes], ...] = (
    (SIZES, sizes),
    (PROFILES, profiles),
    (APART, side_by_side),
    *USE,
    (HOW_SURE, how_sure),
    (READ, was_read),
)
"""The parts in their order; one that has nothing to say is not there."""
NONE_FOUND: tuple[tuple[str, Makes], ...] = ((HOW_SURE, how_sure), *USE, (READ, was_read))


def deck(made: Analysed, say: Say = plain) -> Deck:
    """-> the same deck of the same report."""
    report = made.report
    return Deck(
        title=say(TITLE if report.found else NO_TITLE, file=on_one_line(report.file)),
        subtitle=", ".join(filter(None, (title(report, say), _day(made)))),
        caution=say(CAUTION),
        parts=tuple(_parts(made, say)),
        sources=tuple(_sources(made, say)),
        sources_name=say(SOURCES),
        continued=say(CONTINUED),
        in_full=say(IN_FULL),
        language=made.language,
        made_on=made.made_on.isoformat() if made.made_on else "",
    )


def _parts(made: Analysed, say: Say) -> Iterator[Part]:
    number = 0
    for name, make in FOUND if made.report.found else NONE_FOUND:
        if slides := make(made, say):
            number += 1
            yield Part(number=number, name=say(name), slides=tuple(slides))


def _sources(made: Analysed, say: Say) -> Iterator[Source]:
    """The file with its rows, who gave it and when; the one before; the method; who wrote each rule down."""
    report = made.report
    counted = {"read": f"{report.receipt.read:,}", "used": f"{report.receipt.used:,}"}
    given = say(GIVEN, **counted, columns=len(report.understanding.columns))
    told = f"{given} {on_one_line(report.understanding.said)}"
    file = on_one_line(report.file)
    yield Source(mark=FILE, question=file, told=told, who=made.by, when=_day(made), link=made.link)
    if report.since is not None:
        yield Source(mark=BEFORE, question=on_one_line(report.since.file), told=say(BEFORE_THIS), who="", when="")
    method = say(FOUND_BY, method=report.method) if report.method else say(NO_METHOD)
    by = f"{say(LOOKED_AT)}: {', '.join(map(on_one_line, report.features))}." if report.features else ""
    yield Source(mark=METHOD, question=say(HOW_FOUND), told=f"{method} {by}".strip(), who="", when="")
    for number, rule in enumerate((each for each in report.votes if each in REFERENCES), 1):
        yield Source(mark=f"{METHOD}{number}", question=say(RULES[rule]), told=REFERENCES[rule], who="", when="")


def _day(made: Analysed) -> str:
    return day_in_words(made.made_on, made.language) if made.made_on else ""
