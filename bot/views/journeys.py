"""The way of a segment's customers, stage by stage; what nobody saw stays blank, with what would tell it."""

from __future__ import annotations

from bot.views.call import Block
from bot.views.elements import divider, sections
from bot.views.text import safe_line
from flows.wording import fixed, say
from segments.report import Report
from segments.said import Stage, StageName

TITLE = fixed("The way of {name}")
NOT_KNOWN = fixed("not known; what would tell: {missing}")
STAGES: dict[StageName, str] = {
    "first contact": fixed("First contact"),
    "considering": fixed("Considering"),
    "first purchase": fixed("First purchase"),
    "coming back": fixed("Coming back"),
    "regular": fixed("Regular"),
    "slipping": fixed("Slipping"),
    "leaving": fixed("Leaving"),
    "long silence": fixed("Long silence"),
    "after": fixed("Afterwards"),
}


def journeys(report: Report) -> list[Block]:
    blocks: list[Block] = []
    for segment, stages in zip(report.segments, report.journeys, strict=False):
        title = f"*{say(TITLE, name=safe_line(segment.name))}*"
        blocks += [divider(), *sections([title, *map(_stage, stages)])]
    return blocks


def _stage(stage: Stage) -> str:
    told = stage.words if stage.known else say(NOT_KNOWN, missing=stage.missing)
    return f"{say(STAGES[stage.name])}: {safe_line(told)}"
