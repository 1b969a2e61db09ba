"""A study as a report one can read aloud: what was learned, what is open, what it stands on, who was invented.

Words of people and models stand on one line and mean nothing to Markdown (bot/export/markdown.py); transcripts, where
they were asked for, come last and keep every byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.export.markdown import line, markdown
from bot.export.study import ClaimRecord, EvidenceRecord, InsightRecord, StudyExport

SYNTHETIC = "Synthetic: an invented person, a hypothesis and not a finding."
NOTHING = "Nothing was learned yet that you may read: insights come when an interview is summed up."
KINDS = {"interview": "Interview", "persona": "Persona made", "role_play": "Interview with an invented person"}
READS = {
    "changed": "the message reads otherwise now",
    "unknown": "the message is not in the transcript",
}


def report(export: StudyExport) -> str:
    """The whole study as one page of CommonMark."""
    claims = {each.id: each for each in export.claims}
    lines = [f"# {line(export.study.title) or 'A study without a title'}", "", *_about(export)]
    lines += _learned(export)
    lines += _decisions(export)
    lines += _open_questions(export)
    lines += _evidence(export, claims)
    lines += _personas(export)
    lines += _conversations(export)
    for transcript in export.transcripts:
        lines += ["", "---", ""]
        lines += [f"**{SYNTHETIC}**", ""] if transcript.synthetic else []
        lines.append(markdown(transcript).rstrip("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def _about(export: StudyExport) -> list[str]:
    real, invented = _counted(export, synthetic=False), _counted(export, synthetic=True)
    lines = [f"Study {line(export.study.id)}: {_number(real, 'conversation')} with people, {invented} around personas."]
    if export.reader is not None:
        lines.append(f"Holds what {line(export.reader)} could read in Slack at {export.made_at}, and nothing else.")
    if export.unchecked:
        lines.append("Slack did not say who is in some of the channels: what was said there is left out.")
    return lines


def _counted(export: StudyExport, *, synthetic: bool) -> int:
    return sum(each.synthetic == synthetic for each in export.conversations)


def _learned(export: StudyExport) -> list[str]:
    standing = [each for each in export.insights if each.status == "standing"]
    real, invented = [each for each in standing if not each.synthetic], [each for each in standing if each.synthetic]
    rejected = [each for each in export.insights if each.status != "standing"]
    lines = ["", "## What was learned", ""]
    lines += [_insight(number, each) for number, each in enumerate(real, 1)] or ([] if invented else [NOTHING])
    if invented:
        lines += ["", "### Hypotheses from invented people", "", f"{SYNTHETIC} Nobody real has said so yet.", ""]
        lines += [_insight(number, each) for number, each in enumerate(invented, 1)]
    if rejected:
        lines += ["", "### Rejected", ""]
        lines += [f"- {_said(each.text)} ({line(each.id)}): {line(each.reason)}" for each in rejected]
    return lines


def _insight(number: int, insight: InsightRecord) -> str:
    told = [_sources(insight)]
    told += ["pinned"] if insight.pinned else []
    told += [f"{_number(insight.against, 'conversation')} against it"] if insight.against else []
    return f"{number}. {_said(insight.text)} ({line(insight.id)}; {', '.join(told)})"


def _sources(insight: InsightRecord) -> str:
    """Counted apart, always: what is invented adds nothing to what is real."""
    said = []
    if insight.real_sources:
        said.append(_number(insight.real_sources, "real source"))
    if insight.synthetic_sources:
        said.append(_number(insight.synthetic_sources, "synthetic source"))
    return ", ".join(said) or "no source for it"


def _decisions(export: StudyExport) -> list[str]:
    lines = ["", "## What was decided", ""] if export.decisions else []
    for each in export.decisions:
        rests = f"; rests on {', '.join(map(line, each.insights))}" if each.insights else ""
        lines.append(f"- {_said(each.text)} ({line(each.kind)}, {line(each.state)}, {line(each.owner)}{rests})")
    return lines


def _open_questions(export: StudyExport) -> list[str]:
    lines = ["", "## Still open", ""] if export.open_questions else []
    for each in export.open_questions:
        why = ", to ask real customers after a synthetic interview" if each.synthetic else ""
        lines.append(f"- {_said(each.text)} ({line(each.conversation)}{why})")
    return lines


def _evidence(export: StudyExport, claims: Mapping[str, ClaimRecord]) -> list[str]:
    lines = ["", "## Evidence"] if export.claims else []
    for insight in export.insights:
        mark = " (synthetic)" if insight.synthetic else ""
        lines += ["", f"### {line(insight.id)}: {line(insight.text)}{mark}", ""]
        lines += _claims([claims[id] for id in insight.claims])
        lines += [_event(each.at, each.kind, each.actor, each.note) for each in insight.history if not each.claim]
    loose = [each for each in export.claims if each.insight is None]
    if loose:
        lines += ["", "### Not taken up yet", "", *_claims(loose)]
    return lines


def _event(at: str, kind: str, actor: str, note: str) -> str:
    return f"- {line(kind).capitalize()} by {line(actor)}, {at}" + (f": {line(note)}" if note else "")


def _claims(claims: Sequence[ClaimRecord]) -> list[str]:
    lines = []
    for claim in claims:
        told = [line(claim.relation)] if claim.relation else []
        told += [line(claim.strength), "synthetic" if claim.synthetic else line(claim.origin)]
        told += ["on the card already: an input, not a finding"] if claim.echo else []
        lines.append(f"- {_said(claim.text)} ({line(claim.id)}; {', '.join(told)})")
        lines += [f"  - {_quote(each)}" for each in claim.evidence]
        lines += [f"  - Against it: {line(claim.against)}"] if claim.against else []
        lines += [f"  - Would decide: {line(claim.decides)}"] if claim.decides else []
    return lines


def _quote(evidence: EvidenceRecord) -> str:
    who = line(evidence.who) or "unknown"
    who += ", invented" if evidence.synthetic else ""
    when = f", {evidence.at}" if evidence.at else ""
    link = f", <{evidence.permalink}>" if evidence.permalink else ""
    if evidence.quote is None:
        return f"The message this stood in was deleted, its words with it ({who}{when})."
    now = f"; {READS[evidence.reads]}" if evidence.reads in READS else ""
    return f"“{line(evidence.quote)}” ({who}{when}{link}{now})"


def _personas(export: StudyExport) -> list[str]:
    lines = ["", "## Invented people", "", SYNTHETIC] if export.personas else []
    for each in export.personas:
        lines += ["", f"### {line(each.name)}, {line(each.occupation)} (synthetic)", ""]
        card = each.card.get("persona", {})
        lines.append(f"Card {line(each.id)}, version {each.version}{', put away' if each.archived else ''}.")
        lines += [""] if card.get("statements") else []
        for statement in card.get("statements", ()):
            lines.append(f"- {line(statement['part']).capitalize()}: {line(statement['text'])} ({_from(statement)})")
    return lines


def _from(statement: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    return ", ".join(line(f"{each['origin']} {each['ref']}".strip()) for each in statement["sources"]) or "assumption"


def _conversations(export: StudyExport) -> list[str]:
    lines = ["", "## Conversations", ""] if export.conversations else []
    for each in export.conversations:
        link = f", <{each.permalink}>" if each.permalink else ""
        mark = ", synthetic" if each.synthetic else ""
        where = "direct message" if each.direct else line(each.channel)
        title = line(each.title) or "without a title"
        kind = KINDS.get(each.kind, line(each.kind))
        lines.append(
            f"- {kind}: {title} ({line(each.id)}{mark}, {line(each.status)}, {each.started_at}, {where}{link})"
        )
    return lines


def _said(text: str) -> str:
    """Words with which a line or an item of a list begins: they begin no list of their own."""
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", line(text)) or "without words"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
