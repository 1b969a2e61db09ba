"""What people call the segments, in everything a report says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from segments.report import Report
from segments.since import Since
from segments.told import Segment


def renamed(report: Report, names: Mapping[str, str], earlier: Mapping[str, str] = MappingProxyType({})) -> Report:
    """`names`: id -> what it is called; another segment that would be called the same, is not. `earlier`: id -> what a
    segment of before was called, which may be there no longer; a name that is one of today's is that one's."""
    called = _each_once(report.segments, names)
    now = {each.name for each in report.segments}
    new = {name: called.get(id, names[id]) for id, name in earlier.items() if id in names and name not in now}
    new |= {each.name: called[each.id] for each in report.segments if each.id in names or each.name != called[each.id]}
    segments = tuple(replace(each, name=called[each.id]) for each in report.segments)
    steps, shortly = (tuple(_said(each, new) for each in said) for said in (report.next_steps, report.steps_in_short))
    since = report.since and _since(report.since, new)
    said = {"next_steps": steps, "steps_in_short": shortly}
    return report.model_copy(update={"segments": segments, **said, "since": since})


def _each_once(segments: Sequence[Segment], names: Mapping[str, str]) -> dict[str, str]:
    """Id -> what it is called; of several that would be called the same, one that people called so is, first."""
    wanted = {each.id: names.get(each.id, each.name) for each in segments}
    called, all_wanted = dict[str, str](), {name.casefold() for name in wanted.values()}
    for id, name in sorted(wanted.items(), key=lambda each: each[0] not in names):
        taken = {other.casefold() for other in called.values()}
        numbered = (free for number in count(2) if (free := f"{name} ({number})").casefold() not in all_wanted | taken)
        called[id] = name if name.casefold() not in taken else next(numbered)
    return called


def _said(sentence: str, new: Mapping[str, str]) -> str:
    """Names stand between quotation marks; each is looked at once, so that two may change places."""
    parts = sentence.split("“")
    for at, part in enumerate(parts[1:], 1):
        name, mark, rest = part.partition("”")
        parts[at] = f"{new.get(name, name)}{mark}{rest}"
    return "“".join(parts)


def _since(since: Since, new: Mapping[str, str]) -> Since:
    moves = tuple(
        each.model_copy(update={"before": new.get(each.before, each.before), "after": new.get(each.after, each.after)})
        for each in since.moves
    )
    fresh, ended = (tuple(new.get(name, name) for name in names) for names in (since.new, since.ended))
    sizes = tuple(each.model_copy(update={"name": new.get(each.name, each.name)}) for each in since.sizes)
    return since.model_copy(update={"moves": moves, "new": fresh, "ended": ended, "sizes": sizes})
