"""What became of the segments of an earlier file: one short block in the thread, and all of it beside."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.call import Block
from bot.views.elements import context, divider, sections
from bot.views.text import escaped, linked, safe_line, shortened
from flows.wording import fixed, say, say_day
from segments import telling_since
from segments.shares import percent
from segments.since import Moved, Since, Size
from segments.telling_words import HOLDS_OLD, NAIVE
from segments.told import Segment
from studies.analysed import Analysed

MOVED = fixed("{moved} of {both} moved since {file}")
MOVED_BY_BORDERS = fixed("{moved} of {both} moved since {file}, by the borders the segments had then")
MOST = fixed("most: {customers} from {before} to {after}")
NOBODY_MOVED = fixed("None of the {both} moved since {file}")
NONE_IN_BOTH = fixed("No customer is in this file and in {file}, so nobody can have moved")
UNKNOWN = fixed("Who moved since {file} can't be told: the files don't say who is who")
SHRANK = fixed("“{name}” has a smaller share: {share} of all now, {share_before} in {file} ({after}, {before} then)")
FEWER = fixed("“{name}”: {after} now, {before} in {file} ({lost} fewer)")
CAME = fixed("{came} are new, {gone} are not in this file")
LACKS = fixed(
    "The segments of {file} were made of {lacks}, which this file doesn't have: it was analysed afresh. If a column "
    "only has another name now, give it the old one and drop the file again."
)
OTHER = fixed("{file} tells of something else than this file, so this one was analysed afresh.")
WILL_BE_HELD = fixed("I will hold it against {file} of {day}.")
HELD = fixed("Held against {file} of {day}.")
HELD_IN = fixed("Held against {file} of {day} in {channel}.")
OTHER_STUDY = fixed(
    "Not held against {file} of {day}, which belongs to another study. To see who moved: on my Home tab press *Open* "
    "beside the study of this thread, then *Move* beside this conversation, and choose the other study. Then drop the "
    "file here again."
)
TITLE = fixed("Since {file}")
FROM_TO = fixed("{customers} from {before} to {after}")
NO_SEGMENT = fixed("no segment")
ELSEWHERE = fixed("Looked for anew, the segments have {count} of them elsewhere than those of {file} had.")
NEW = fixed("New: {names}")
ENDED = fixed("No longer there: {names}")
BY_ROWS = fixed("The rows beside it go by each file's own segments, so they may count otherwise.")
BY_THEN = fixed("{moved} by the borders the segments had then")
GROWN = fixed("moves up are partly old orders, which this file has, too")
BEST = fixed("“{name}”, with most of the money ({share}): {came} came from other segments, {went} went to others.")
SMALLER = fixed("Smaller share of all: {segments}.")
NOW_AND_THEN = fixed("“{name}” {now}, {then} then")
PARTLY_CUT = fixed("{told}, in part only because segments are cut otherwise")
WHERE = fixed("The rows say who was where, in the column segment_before; all moves and how they are counted: Details.")
LONGEST, SHORT, NAME, MOST_MOVES, MOST_SHRUNK = 600, 120, 80, 12, 3


def since_block(since: Since | None, segments: Sequence[Segment] = ()) -> list[Block]:
    """In five lines at most: that the segments no longer fit, who moved, what became of those who bring most, who
    shrank, and where the rest stands. `segments`: of this file."""
    if since is None:
        return []
    moved = " ".join([*_whole(since), _in_a_line(since)])
    rest = [say(BY_ROWS)] if since.by_borders and since.both else [say(WHERE)] if since.both else []
    lines = [*outdated(since), moved, *_best(since, segments), *_smaller(since), *rest]
    return sections([safe_line(shortened(each, LONGEST)) for each in lines])


def _in_a_line(since: Since) -> str:
    """Who moved, with the count by the borders of before where that is another one."""
    aside = [say(BY_THEN, moved=f"{since.by_then or 0:,}")] if since.both and since.moved_otherwise else []
    aside += [say(GROWN)] if since.holds_old and since.moved else []
    return in_short(since, "; ".join(aside))


def _best(since: Since, segments: Sequence[Segment]) -> list[str]:
    """Who came to the segment with most of the money, and who left it for another; nothing where there is no money."""
    shares = {each.name: each.value_share for each in segments if each.value_share is not None}
    if not shares or len(shares) < len(segments) or not since.both or not since.moved:
        return []
    name, share = max(shares.items(), key=lambda each: each[1])
    came = sum(each.customers for each in since.moves if each.after == name and each.before)
    went = sum(each.customers for each in since.moves if each.before == name and each.after)
    told = {"name": _name(name), "share": percent(share), "came": f"{came:,}", "went": f"{went:,}"}
    return [say(BEST, **told)] if came or went else []


def _smaller(since: Since) -> list[str]:
    """All that shrank in one line, and of which it was not kept how many there were in all, the first."""
    lost = since.shrunk()[:MOST_SHRUNK]
    told = [_now_and_then(each, since) for each in lost if each.shares is not None]
    if told:
        return [say(SMALLER, segments="; ".join(told))]
    return [f"{shrank(each, since.file)}." for each in lost[:1]]


def _now_and_then(size: Size, since: Since) -> str:
    then, now = size.shares or (0, 0)
    told = say(NOW_AND_THEN, name=_name(size.name), now=percent(now), then=percent(then))
    return say(PARTLY_CUT, told=told) if size in since.cut_otherwise else told


def beforehand(against: Analysed | None) -> list[str]:
    """Said in the first message already: what it is going to be held against."""
    if against is None:
        return []
    return [safe_line(say(WILL_BE_HELD, file=_name(against.file), day=say_day(against.day)))]


def against_block(against: Analysed | None, since: Since | None) -> list[Block]:
    """With which analysis it was compared, and where that stands; or why not with one that may have been meant."""
    if against is None or (against.same_study and (since is None or not since.compared)):
        return []
    named = _name(against.file)
    file = linked(against.link, named) if against.link else safe_line(named)
    place = {"file": file, "day": say_day(against.day)}
    if not against.same_study:
        return [context(say(OTHER_STUDY, **place))]
    if against.channel:
        return [context(say(HELD_IN, **place, channel=f"<#{escaped(against.channel)}>"))]
    return [context(say(HELD, **place))]


def since_in_full(since: Since | None) -> list[Block]:
    """Everything: each move, what is new and what ended, whether the earlier segments still fit, what shifted."""
    if since is None:
        return []
    lines = [*outdated(since), *told_first(since), *_naive(since)]
    if since.compared:
        moves = since.moves[1:MOST_MOVES] if since.both else ()
        lines += [f"• {say(FROM_TO, **_move(each))}" for each in moves]
        lines += shrunk(since, most=len(since.sizes))
        if since.elsewhere:
            lines.append(say(ELSEWHERE, file=_name(since.file), count=f"{since.elsewhere:,}"))
        for words, names in ((NEW, since.new), (ENDED, since.ended)):
            if names:
                lines.append(say(words, names=", ".join(names)))
        lines += [each for each in (since.words if since.holds else "", *since.drift) if each]
    title = f"*{safe_line(say(TITLE, file=_name(since.file)))}*"
    return [divider(), *sections([title, *map(safe_line, lines)])]


def told_first(since: Since) -> list[str]:
    """Whether the whole file changed, who moved, and how that is counted."""
    return [*_whole(since), in_short(since), *_otherwise(since), *_grown(since)]


def shrunk(since: Since, most: int = MOST_SHRUNK) -> list[str]:
    """The segments that lost most of their customers, and where they would not have by the borders they had, that."""
    told = [shrank(each, since.file) for each in since.shrunk()[:most]]
    file = _name(since.file)
    told += [telling_since.cut_otherwise(each, say, file, _name(each.name)) for each in since.cut_otherwise[:most]]
    return [f"{each}." for each in told if each]


def shrank(size: Size, file: str) -> str:
    """`“Regulars” has a smaller share: 38 % of all now, 50 % in april.csv (90, 120 then)`; where it was not kept how
    many there were in all, `“Regulars”: 90 now, 120 in april.csv (25 % fewer)`"""
    told = {"name": _name(size.name), "after": f"{size.after:,}", "before": f"{size.before:,}", "file": _name(file)}
    if size.shares is None:
        return say(FEWER, **told, lost=percent(size.lost))
    then, now = size.shares
    return say(SHRANK, **told, share=percent(now), share_before=percent(then))


def outdated(since: Since) -> list[str]:
    """That the earlier segments no longer fit: it comes before all else that is said of the file before."""
    return [f"⚠ {since.words}"] if since.words and not since.holds else []


def others(cautions: Sequence[str], since: Since | None) -> list[str]:
    """What else to know before using the segments, where that they no longer fit is said above."""
    return [each for each in cautions if since is None or since.holds or each != since.words]


def whole(since: Since) -> str:
    return telling_since.whole(since, say, _name(since.file))


def in_short(since: Since, aside: str = "") -> str:
    """Who moved, in a sentence, with an `aside` to the count; or why that can't be told."""
    file = _name(since.file)
    if since.other_kind:
        return say(OTHER, file=file)
    if since.lacks:
        return say(LACKS, file=file, lacks=shortened(", ".join(since.lacks), SHORT))
    if since.no_later is not None:
        return telling_since.other_days(since.no_later, say, file, say_day)
    if since.both is None:
        return f"{say(UNKNOWN, file=file)}."
    parts = [f"{_counted(since, file)} ({aside})" if aside else _counted(since, file)]
    if since.moves:
        parts.append(say(MOST, **_move(since.moves[0])))
    if since.came or since.gone:
        parts.append(say(CAME, came=f"{since.came:,}", gone=f"{since.gone:,}"))
    return f"{'; '.join(parts)}."


def _whole(since: Since) -> list[str]:
    return [f"{told}."] if (told := whole(since)) else []


def _otherwise(since: Since) -> list[str]:
    """How many would have moved by the borders of before, where that is another count."""
    return [f"{told}."] if (told := telling_since.by_then(since, say, _name(since.file))) else []


def _grown(since: Since) -> list[str]:
    """That moves up are partly the old rows, counted once more."""
    return [f"{say(HOLDS_OLD, file=_name(since.file))}."] if since.holds_old and since.moved else []


def _naive(since: Since) -> list[str]:
    """What any forecast of moves has to beat."""
    known = since.compared and since.both and since.moved
    return [f"{say(NAIVE, stayed=f'{since.stayed:,}', both=f'{since.both:,}')}."] if known else []


def _counted(since: Since, file: str) -> str:
    if not since.both:
        return say(NONE_IN_BOTH, file=file)
    both = f"{since.both:,}"
    if not since.moved:
        return say(NOBODY_MOVED, both=both, file=file)
    return say(MOVED_BY_BORDERS if since.by_borders else MOVED, moved=f"{since.moved:,}", both=both, file=file)


def _move(moved: Moved) -> dict[str, str]:
    before, after = (_name(each) if each else say(NO_SEGMENT) for each in (moved.before, moved.after))
    return {"customers": f"{moved.customers:,}", "before": before, "after": after}


def _name(text: str) -> str:
    return shortened(text, NAME)
