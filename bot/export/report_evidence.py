"""The last part of a report: the words that everything stands on, and who was invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.export.markdown import line
from bot.export.phrases import day, person, quote, said
from bot.export.report_material import cited_on
from bot.export.study import ClaimRecord, EventRecord, StudyExport
from flows.interview.learned import BASES
from interviews.labels import label
from interviews.language import words
from studies.learned import Strength

RELATIONS = {"same": "said again", "stronger": "said again, better founded", "contradicts": "against it"}
ORIGINS = {"synthetic": "synthetic", "data": "counted in a file"}
JUDGES = ("rule", "model")


def evidence(export: StudyExport, numbers: Mapping[str, int]) -> list[str]:
    """Each insight with its claims and their quotes, under the number it has above; then what stands under none."""
    claims = {each.id: each for each in export.claims}
    lines = ["", "## Sources"] if export.claims else []
    for insight in sorted(export.insights, key=lambda each: numbers.get(each.id, len(numbers) + 1)):
        mark = " (synthetic)" if insight.synthetic else ""
        place = str(numbers.get(insight.id, "Rejected"))
        lines += ["", f"### {place}: {line(insight.text)}{mark}", ""]
        lines += _claims([claims[id] for id in insight.claims])
        lines += [_event(each) for each in insight.history if not each.claim and each.actor not in JUDGES]
    loose = [each for each in export.claims if each.insight is None]
    return lines + (["", "### Not taken up yet", "", *_claims(loose)] if loose else [])


def invented_people(export: StudyExport, warning: str) -> list[str]:
    """Their cards, each statement with where it comes from."""
    lines = ["", "## Invented people", "", warning] if export.personas else []
    for each in export.personas:
        lines += ["", f"### {line(each.name)}, {line(each.occupation)} (synthetic)", ""]
        card = each.card.get("persona", {})
        lines.append(f"Version {each.version} of the card{', put away' if each.archived else ''}.")
        lines += [f"Material: {told}."] if (told := cited_on(export, each.id)) else []
        lines += [""] if card.get("statements") else []
        of = card.get("segment")
        lines += [f"Made of segment {of['number']}, “{line(of['name'])}”, in {line(of['file'])}.", ""] if of else []
        for statement in card.get("statements", ()):
            lines.append(f"- {line(statement['part']).capitalize()}: {line(statement['text'])} ({_from(statement)})")
    return lines


def _claims(claims: Sequence[ClaimRecord]) -> list[str]:
    lines = []
    for claim in claims:
        told = [RELATIONS[claim.relation]] if claim.relation in RELATIONS else []
        told += _known(claim)
        told += ["on the card already: an input, not a finding"] if claim.echo else []
        quotes = [quote(each) for each in claim.evidence]
        if _only_quotes(claim):
            lines.append(f"- {quotes[0]} ({', '.join(told)})")
        else:
            lines += [f"- {said(claim.text)} ({', '.join(told)})", *(f"  - {each}" for each in quotes)]
        lines += [f"  - Against it: {line(claim.against)}"] if claim.against else []
        lines += [f"  - Would decide: {line(claim.decides)}"] if claim.decides else []
    return lines


def _known(claim: ClaimRecord) -> list[str]:
    """How the team knows; of what is invented, how firmly it was said."""
    if claim.origin == "team":
        return [label(BASES[Strength(claim.strength)])]
    return [ORIGINS["data"]] if claim.origin == "data" else [line(claim.strength), ORIGINS["synthetic"]]


def _only_quotes(claim: ClaimRecord) -> bool:
    """It says what was said: nobody has to read it twice."""
    quoted = [each.quote for each in claim.evidence]
    return len(quoted) == 1 and quoted[0] is not None and words(quoted[0]) == words(claim.text) != []


def _event(event: EventRecord) -> str:
    note = f": {line(event.note)}" if event.note else ""
    return f"- {line(event.kind).capitalize()} by {person(event.actor, event.actor_name)}, {day(event.at)}{note}"


def _from(statement: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    return ", ".join(line(f"{each['origin']} {each['ref']}".strip()) for each in statement["sources"]) or "assumption"
