"""What people call the segments, in everything a report says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from segments.report import Report
from segments.since import Since


def renamed(report: Report, names: Mapping[str, str], earlier: Mapping[str, str] = MappingProxyType({})) -> Report:
    """`names`: id -> what it is called; another segment that would be called the same, is not. `earlier`: id -> what a
    segment of before was called, which may be there no longer."""
    called = {each.id: names[each.id] for each in report.segments if each.id in names}
    taken = {name.casefold() for name in called.values()}
    for each in report.segments:
        if each.id not in called and each.name.casefold() in taken:
            called[each.id] = f"{each.name} (2)"
    new = {name: names[id] for id, name in earlier.items() if id in names}
    new |= {each.name: called[each.id] for each in report.segments if each.id in called}
    segments = tuple(replace(each, name=called.get(each.id, each.name)) for each in report.segments)
    steps = tuple(_said(step, new) for step in report.next_steps)
    since = report.since and _since(report.since, new)
    return report.model_copy(update={"segments": segments, "next_steps": steps, "since": since})


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
