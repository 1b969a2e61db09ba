"""App Home: the interviews somebody has to do with, and a way to begin one.

https://docs.slack.dev/surfaces/app-home (at most 100 blocks)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.names import (
    HOME_DIGEST,
    HOME_LIBRARY,
    HOME_PAGE,
    HOME_RESUME,
    HOME_SAMPLE,
    HOME_SEARCH,
    HOME_START,
    HOME_STUDY,
    OPENS_EXPORT,
)
from bot.views.call import Block
from bot.views.elements import button, context, divider, header, section
from bot.views.library import LibraryEntry
from bot.views.text import escaped, linked, safe_line, shortened

PER_PAGE = 20
TITLE = 120
EMPTY = (
    "*Three ways to begin*\n"
    "• Press *Start an interview* above.\n"
    "• Mention me in a channel with “interview”.\n"
    "• Write to me under *Messages*: tell me what you offer, and what you have to decide.\n"
    "To talk to an invented customer first, mention me with “persona of …” and who it should be."
)
MEET_ALICE = "Meet Alice, a sample"
ABOUT_ALICE = "An invented customer to try at once, in your direct message with me. One press removes her again."
WHAT = "I interview your team about its customers, one question at a time, and sum up what was said."
KEEPS = "I keep what is said to me. You can have all I keep of you, and have it forgotten."
WHEN = {"month": "This month", "day": "Today"}
NEARLY_SPENT = "What is left is for conversations that have begun. Whoever runs Segue can allow more."
ALL_SPENT = "Nothing is lost: what waits goes on when more may be spent. Whoever runs Segue can allow more."
ERASES = "A conversation in which nobody has written for {days} days is erased by itself."


@dataclass(frozen=True)
class HomeEntry:
    """One interview in the list. `link` opens its thread, `summary` what it led to; `running`: it can be resumed."""

    id: str
    title: str
    standing: str
    link: str | None
    running: bool
    summary: str | None = None
    resumes: bool = True
    """A button takes it up again."""


@dataclass(frozen=True)
class StudyEntry:
    """A study in the list, counted as far as whoever looks may see it."""

    id: str
    title: str
    interviews: int
    running: int
    role_plays: int
    personas: int
    analyses: int
    insights: int


@dataclass(frozen=True)
class ScheduleEntry:
    """A digest that comes again: how often and when next, in words. `channel`: id; empty for one's own edition."""

    how_often: str
    following: str
    channel: str = ""


@dataclass(frozen=True)
class Usage:
    """What the language model was asked in the last thirty days."""

    calls: int = 0
    tokens: int = 0
    cost_usd: float | None = None


@dataclass(frozen=True)
class Allowance:
    """What of a budget is spent, in US dollars and tokens; None: of that as much as is wanted."""

    scope: str
    """`month` or `day`, in UTC."""
    cost_usd: float = 0.0
    most_usd: float | None = None
    tokens: int = 0
    most_tokens: float | None = None
    nearly: bool = False
    """Only what has begun may still ask."""
    spent: bool = False


def home(
    entries: Sequence[HomeEntry], *, after: int, more: bool, personas: Sequence[LibraryEntry] = (), direct: str = "",
    studies: Sequence[StudyEntry] = (), digests: Sequence[ScheduleEntry] = (), used: Usage | None = None,
    erased_after: float | None = None, allowed: Allowance | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The tab; `after` entries come before these, `more` after them. `personas`: those that were changed last.

    `direct`: id of the direct message with whoever looks, where a sample can be shown. `erased_after`: days without a
    word, where conversations are erased by themselves.
    """
    first = not after
    blocks = [*_top(), *(_studies(studies) if first else ()), *_conversations(entries)]
    blocks += _sample(direct) if direct and not personas and first else []
    blocks += [*_personas(personas), *_digests(digests)] if first else []
    blocks += _turning(after, more)
    blocks += [*_own_data(erased_after), *_spent(used, allowed)] if first else []
    return {"type": "home", "blocks": blocks}


def _top() -> list[Block]:
    presses = [
        button(HOME_START, "Start an interview", style="primary"),
        button(HOME_LIBRARY, "All personas"),
        button(HOME_SEARCH, "Search"),
        button(HOME_DIGEST, "Set up a digest"),
        button(OPENS_EXPORT, "Export a study") | {"value": ""},
    ]
    return [header("Segue"), context(WHAT), _actions(*presses), divider()]


def _studies(studies: Sequence[StudyEntry]) -> list[Block]:
    return [section("*Studies*"), *map(_study, studies)] if studies else []


def _conversations(entries: Sequence[HomeEntry]) -> list[Block]:
    """Those that run stand first; where there are none, what to begin with."""
    blocks = list[Block]()
    for title, runs in (("Running", True), ("Past", False)):
        if some := [entry for entry in entries if entry.running is runs]:
            blocks += [section(f"*{title}*"), *(block for entry in some for block in _entry(entry))]
    return blocks or [section(EMPTY)]


def _sample(direct: str) -> list[Block]:
    return [_actions(button(HOME_SAMPLE, MEET_ALICE, value=direct)), context(ABOUT_ALICE)]


def _personas(personas: Sequence[LibraryEntry]) -> list[Block]:
    named = [linked(each.link, _name(each)) if each.link else safe_line(_name(each)) for each in personas]
    return [section("*Personas*\n" + "\n".join(f"• {each}" for each in named))] if named else []


def _digests(digests: Sequence[ScheduleEntry]) -> list[Block]:
    return [section("*Digests*\n" + "\n".join(map(_digest, digests)))] if digests else []


def _turning(after: int, more: bool) -> list[Block]:
    """To the page before and the next, where there are any."""
    later = [button(f"{HOME_PAGE}_later", "Later", value=str(max(0, after - PER_PAGE)))] if after else []
    earlier = [button(HOME_PAGE, "Earlier", value=str(after + PER_PAGE))] if more else []
    return [divider(), _actions(*later, *earlier)] if later or earlier else []


def _own_data(erased_after: float | None) -> list[Block]:
    keeps = KEEPS if not erased_after else f"{KEEPS} {ERASES.format(days=f'{erased_after:g}')}"
    presses = (button("open_my_data", "My data"), button("open_forget_me", "Forget me"))
    return [divider(), context(keeps), _actions(*presses)]


def _spent(used: Usage | None, allowed: Allowance | None) -> list[Block]:
    counted = [context(_used(used))] if used and used.calls else []
    return [*counted, *([context(_allowed(allowed))] if allowed else [])]


def _actions(*presses: Block) -> Block:
    return {"type": "actions", "elements": list(presses)}


def _study(entry: StudyEntry) -> Block:
    title = safe_line(shortened(entry.title, TITLE)) or "A study without a name yet"
    counted = [
        (entry.interviews, "interview", "interviews"),
        (entry.personas, "persona", "personas"),
        (entry.analyses, "file analysed", "files analysed"),
        (entry.role_plays, "interview with personas", "interviews with personas"),
        (entry.insights, "insight", "insights"),
    ]
    counts = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counted if number)
    state = f" · {entry.running} running" if entry.running else ""
    row = section(f"*{title}*\n{counts or 'nothing finished yet'}{state}")
    row["accessory"] = button(f"{HOME_STUDY}_{entry.id}", "Open") | {"value": entry.id}
    return row


def _digest(entry: ScheduleEntry) -> str:
    where = f"<#{escaped(entry.channel)}>" if entry.channel else "for you"
    following = f", next {safe_line(entry.following)}" if entry.following else ""
    return f"• {where}: {safe_line(entry.how_often)}{following}"


def _used(used: Usage) -> str:
    cost = f", about {used.cost_usd:.2f} US dollars" if used.cost_usd is not None else ""
    return f"In the last 30 days the language model was asked {used.calls:,} times: {used.tokens:,} tokens{cost}."


def _allowed(allowed: Allowance) -> str:
    """One line; a kind word where little is left."""
    told = []
    if allowed.most_usd is not None:
        told.append(f"{allowed.cost_usd:,.2f} of {allowed.most_usd:,.2f} US dollars")
    if allowed.most_tokens is not None:
        told.append(f"{allowed.tokens:,} of {allowed.most_tokens:,.0f} tokens")
    line = f"{WHEN[allowed.scope]}, {' and '.join(told)} for models are spent."
    more = ALL_SPENT if allowed.spent else NEARLY_SPENT if allowed.nearly else ""
    return f"{line} {more}".strip()


def _name(entry: LibraryEntry) -> str:
    return shortened(f"{entry.name}, {entry.occupation}", TITLE)


def _entry(entry: HomeEntry) -> list[Block]:
    title = shortened(entry.title, TITLE).strip() or "An interview without a project yet"
    named = linked(entry.link, title) if entry.link else safe_line(title)
    standing = safe_line(entry.standing)
    row = section(
        f"{named}\n" + (f"{standing} · {linked(entry.summary, 'Open the summary')}" if entry.summary else standing)
    )
    if entry.running and entry.resumes:
        row["accessory"] = button(HOME_RESUME, "Resume", value=entry.id)
    return [row]
