"""How a report says who, when, where and how many, in Markdown that nobody's words can change."""

from __future__ import annotations

import re
from datetime import datetime

from bot.export.markdown import line
from bot.export.study import EvidenceRecord, HeldRecord

KINDS = {
    "interview": "interview",
    "persona": "making of a persona",
    "role_play": "interview with an invented person",
    "segmentation": "analysis of a file",
}
READS = {
    "changed": "the message reads otherwise now",
    "unknown": "the message is not in the transcript",
}


def said(text: str) -> str:
    """Words with which a line or an item of a list begins: they begin no list of their own."""
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", line(text)) or "without words"


def sentence(text: str) -> str:
    """The same with a full stop, where it has no end of its own."""
    return said(text) + ("" if text.rstrip().endswith((".", "?", "!", "…")) else ".")


def counted(count: int, noun: str, many: str = "") -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {many or noun + 's'}"


def day(at: str | None) -> str:
    """-> 5 January 2026, in UTC; empty where it is not known."""
    if at is None:
        return ""
    when = datetime.fromisoformat(at)
    return f"{when.day} {when:%B %Y}"


def person(id: str, name: str) -> str:
    """-> the name; the id where nobody was asked for it."""
    return line(name or id)


def link(words: str, address: str | None) -> str:
    """`words` are Markdown already."""
    return f"[{words}](<{address}>)" if address else words


def talk(held: HeldRecord) -> str:
    """-> interview of 5 January 2026, which leads to its thread."""
    return link(f"{KINDS.get(held.kind, 'conversation')} of {day(held.started_at)}", held.permalink)


def quote(evidence: EvidenceRecord) -> str:
    """The words, who said them and when; the day leads to the message."""
    who = person(evidence.who, evidence.who_name) or "somebody"
    who += ", invented" if evidence.synthetic else ""
    when = link(day(evidence.at) or "in Slack", evidence.permalink) if evidence.at or evidence.permalink else ""
    told = ", ".join(filter(None, (who, when)))
    if evidence.quote is None:
        return f"The message this stood in was deleted, its words with it ({told})."
    now = f" ({READS[evidence.reads]})" if evidence.reads in READS else ""
    return f"“{line(evidence.quote)}” {told}{now}"
