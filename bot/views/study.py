"""A study as a modal: what was learned, what was decided, what belongs to it.

https://docs.slack.dev/reference/views/modal-views (at most 100 blocks)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.names import INSIGHT, STUDY, STUDY_ACT, STUDY_PAGE, TEND_CHOICE, TEND_FORM, TEND_TEXT
from bot.study_page import StudyPage, Tending
from bot.views.call import Block
from bot.views.elements import button, context, divider, plain, section
from bot.views.elements import field as form_field
from bot.views.text import escaped, linked, safe_line, shortened

PER_PAGE = 8
TEXT, QUOTE, LINE = 300, 200, 120
MOST_MEMBERS, MOST_EVENTS, MOST_OPTIONS = 15, 12, 100
UNNAMED = "A study without a name yet"
NOTHING_LEARNED = "Nothing was learned here yet. What a finished interview leads to is collected here."
NOTHING_REJECTED = "Nothing was rejected here."
RULE = "What invented people said is counted apart: it is a hypothesis, not evidence."
RELATIONS = {
    "first": "first said",
    "same": "said again",
    "stronger": "said on better grounds",
    "contradicts": "speaks against it",
}
FORMS = {
    "reject_insight": ("Reject an insight", "Reject", "Why does it not hold? Whoever sees it reads this."),
    "merge_insights": ("Merge insights", "Merge", "Which one says the same?"),
    "rename_study": ("Rename the study", "Save", "What is it called?"),
    "merge_studies": ("Merge studies", "Merge", "Into which study?"),
    "move_conversation": ("Move it", "Move", "To which study?"),
}


@dataclass(frozen=True)
class Said:
    """Words that stand in a message. `who`: a Slack user id, or the name of an invented person."""

    quote: str
    link: str
    who: str
    synthetic: bool


@dataclass(frozen=True)
class InsightEntry:
    """`real`, `invented`, `against`: in how many conversations."""

    id: str
    text: str
    real: int
    invented: int
    against: int
    pinned: bool = False
    reason: str = ""
    said: Said | None = None
    known: str = ""
    """How the team knows, where somebody real says so."""


@dataclass(frozen=True)
class Line:
    """Something of the study that can be gone to. `movable`: id of the conversation that can be moved elsewhere."""

    text: str
    link: str = ""
    movable: str = ""


@dataclass(frozen=True)
class StudyShown:
    title: str
    page: StudyPage
    insights: tuple[InsightEntry, ...] = ()
    more: bool = False
    decisions: tuple[Line, ...] = ()
    held: tuple[Line, ...] = ()


@dataclass(frozen=True)
class MemberEntry:
    claim: str
    relation: str
    text: str
    said: tuple[Said, ...]
    known: str = ""


@dataclass(frozen=True)
class InsightShown:
    study: str
    id: str
    text: str
    members: tuple[MemberEntry, ...]
    history: tuple[str, ...] = field(default=())
    """A line each, safe already."""


def study(shown: StudyShown) -> dict[str, Any]:
    page = shown.page
    rows = [block for each in shown.insights for block in _insight(page, each)]
    empty = NOTHING_REJECTED if page.rejected else NOTHING_LEARNED
    blocks = [
        section(f"*{safe_line(shortened(shown.title, TEXT)) or UNNAMED}*"),
        *([context(safe_line(page.note))] if safe_line(page.note) else []),
        *(rows or [section(empty)]),
        *_turning(page, shown.more),
        context(RULE),
        *_lines("Decisions", shown.decisions, page),
        *_lines("What belongs to it", shown.held, page),
        divider(),
        {
            "type": "actions",
            "block_id": "study",
            "elements": [
                _act("Rename", Tending("rename_study", page.study)),
                _act("Merge with another study", Tending("merge_studies", page.study)),
                button("open_forget_study", "Forget this study") | {"value": page.study},
            ],
        },
    ]
    return _modal(STUDY, page.written(), "Study", blocks)


def insight(shown: InsightShown) -> dict[str, Any]:
    """Everything that was said of it, and what happened to it."""
    alone = len(shown.members) < 2
    blocks: list[Block] = [section(f"*{safe_line(shortened(shown.text, TEXT))}*")]
    for each in shown.members[:MOST_MEMBERS]:
        known = f" ({each.known})" if each.known else ""
        row = section(
            f"_{RELATIONS.get(each.relation, each.relation)}_: {safe_line(shortened(each.text, TEXT))}{known}"
        )
        if not alone:
            row["accessory"] = _act("Split off", Tending("split_claim", shown.study, shown.id, each.claim))
        blocks += [row, *(context(_said(said)) for said in each.said[:2])]
    if len(shown.members) > MOST_MEMBERS:
        blocks.append(context(f"and {len(shown.members) - MOST_MEMBERS} more"))
    if shown.history:
        blocks += [divider(), section("*What happened to it*"), context("\n".join(shown.history[-MOST_EVENTS:]))]
    return _modal(INSIGHT, StudyPage(shown.study).written(), "Insight", [*blocks, context(RULE)])


def tend_form(
    tending: Tending, options: Sequence[tuple[str, str]] = (), initial: str = "", about: str = ""
) -> dict[str, Any]:
    """A reason, a name, or a choice. `options`: (value, label); `about`: the insight meant."""
    title, submit, asked = FORMS[tending.act]
    if tending.act in ("reject_insight", "rename_study"):
        element: Block = {"type": "plain_text_input", "action_id": TEND_TEXT, "max_length": 200}
        if initial.strip():
            element["initial_value"] = shortened(initial.strip(), 200)
        fields = [form_field(TEND_TEXT, asked, element)]
    elif options:
        listed = [{"text": plain(label), "value": value} for value, label in options[:MOST_OPTIONS]]
        fields = [
            form_field(TEND_CHOICE, asked, {"type": "static_select", "action_id": TEND_CHOICE, "options": listed})
        ]
    else:
        return {
            "type": "modal",
            "title": plain(title),
            "close": plain("Back"),
            "blocks": [section("There is only this one so far.")],
        }
    return {
        "type": "modal",
        "callback_id": TEND_FORM,
        "private_metadata": tending.written(),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Back"),
        "blocks": [*([section(f"*{safe_line(shortened(about, TEXT))}*")] if safe_line(about) else []), *fields],
    }


def _insight(page: StudyPage, entry: InsightEntry) -> list[Block]:
    pin = "📌 " if entry.pinned else ""
    row = section(f"{pin}*{safe_line(shortened(entry.text, TEXT))}*\n{_counts(entry)}")
    acts = [
        ("show_insight", "All that was said"),
        ("unpin_insight", "Unpin") if entry.pinned else ("pin_insight", "Pin"),
    ]
    acts += [("merge_insights", "Merge…"), ("reject_insight", "Reject…")]
    if page.rejected:
        acts = [acts[0], ("restore_insight", "Bring back")]
    options = [{"text": plain(label), "value": f"{act}:{entry.id}"} for act, label in acts]
    row["accessory"] = {"type": "overflow", "action_id": STUDY_ACT, "options": options}
    small = [f"Rejected: {safe_line(entry.reason)}"] if entry.reason and page.rejected else []
    small += [_said(entry.said, entry.text)] if entry.said else []
    return [row, *(context(line) for line in small)]


def _counts(entry: InsightEntry) -> str:
    real, invented, against = entry.real, entry.invented, entry.against
    parts = [f"said in {real} interview{'s' if real > 1 else ''} with the team" if real else "", entry.known]
    parts.append(f"by {invented} invented {'people' if invented > 1 else 'person'}" if invented else "")
    parts.append(f"{against} interview{'s' if against > 1 else ''} against it" if against else "")
    said = " · ".join(part for part in parts if part)
    return f"_{said}_"


def _said(said: Said, beside: str = "") -> str:
    """`beside`: what stands right above; it is not said twice."""
    same = said.quote.strip(" .").casefold() == beside.strip(" .").casefold()
    quote = "" if same else f"“{safe_line(shortened(said.quote, QUOTE))}”"
    who = f"{safe_line(said.who)}, synthetic" if said.synthetic else f"<@{escaped(said.who)}>" if said.who else ""
    where = linked(said.link, "the message") if said.link else ""
    return " · ".join(part for part in (quote, who, where) if part)


def _lines(title: str, lines: Sequence[Line], page: StudyPage) -> list[Block]:
    if not lines:
        return []
    blocks: list[Block] = [section(f"*{title}*")]
    for each in lines:
        text = shortened(each.text, LINE)
        row = section(f"• {linked(each.link, text) if each.link else safe_line(text)}")
        if each.movable:
            moving = Tending("move_conversation", page.study, other=each.movable)
            row["accessory"] = _act("Move", moving)
        blocks.append(row)
    return blocks


def _turning(page: StudyPage, more: bool) -> list[Block]:
    elements = []
    if page.after:
        elements.append(_to("back", "Back", replace(page, after=max(0, page.after - PER_PAGE))))
    if more:
        elements.append(_to("more", "More", replace(page, after=page.after + PER_PAGE)))
    other = replace(page, rejected=not page.rejected, after=0)
    elements.append(_to("shelf", "What stands" if page.rejected else "What was rejected", other))
    return [{"type": "actions", "block_id": "turning", "elements": elements}]


def _to(name: str, label: str, page: StudyPage) -> Block:
    return button(f"{STUDY_PAGE}_{name}", label) | {"value": replace(page, note="").written()}


def _act(label: str, tending: Tending) -> Block:
    name = f"{STUDY_ACT}_{tending.act}_{tending.other or tending.insight}".rstrip("_")[:255]
    return button(name, label) | {"value": tending.written()}


def _modal(callback: str, metadata: str, title: str, blocks: list[Block]) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": metadata,
        "title": plain(title),
        "close": plain("Close"),
        "blocks": blocks[:100],
    }
