"""The digests of a channel as a modal, and the form that sets one up or changes it.

https://docs.slack.dev/reference/views/modal-views (at most 100 blocks)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.names import CHANNEL, DIGEST_ACT, DIGEST_FORM, DIGEST_NEW, DIGESTS
from bot.views.call import Block
from bot.views.carried import carried
from bot.views.digest_lines import cut
from bot.views.elements import INVITE, button, context, divider, field, plain, section
from bot.views.limits import OPTION_TEXT
from bot.views.rhythm import WEEKDAYS, how_often
from bot.views.text import safe_line, shortened
from studies.rhythm import LONGEST_MONTH, Every, Rhythm
from studies.schedule import Schedule, WhenNothing

EMPTY = (
    "There is no digest here yet. One tells this channel, every Monday at nine for instance, what was learned since."
)
FULL = "There are twenty digests here, and that is as many as I post. End one to set up another."
OPENS = ("digest_preview", "Preview to me"), ("digest_change", "Change")
PAUSE, RESUME, END = ("digest_stop", "Pause for all"), ("digest_resume", "Start it again"), ("digest_delete", "End it")
OFTEN = {"day": "Every day", "week": "Every week", "month": "Every month"}
WHERE = {"channel": "In the channel, for everybody", "me": "To me alone, by direct message"}
NOTHING = {"line": "Say so in one line", "silence": "Say nothing"}
ALERT = {
    "contradicted": "A claim is contradicted by somebody real",
    "outdated": "The segments no longer fit a new file",
}
NOW = {"preview": "Show me now what it would say, by direct message"}
NEVER, SOURCES = "Never", "{count} interviews with real people"
FEWEST, MOST = 2, 10
SHRINKS, PERCENTS = "a share {count} % smaller than in the file before", (10, 20, 30, 50)
THIS_CHANNEL, STUDY = "This channel", "Study: {title}"
MOST_STUDIES = 90
DAYS = ("weekday", "monthday")
DEFAULT = Rhythm(every=Every.WEEK, hour=9, zone="UTC")


@dataclass(frozen=True)
class DigestEntry:
    """One in the list. `by`: what people call whoever set it up; `next`: when it comes, in words."""

    id: str
    plan: Schedule
    by: str
    next: str
    running: bool
    study: str = ""


def digests(entries: Sequence[DigestEntry], *, channel: str, note: str = "", full: bool = False) -> dict[str, Any]:
    rows = [_row(entry) for entry in entries]
    new: list[Block] = [{"type": "actions", "elements": [button(DIGEST_NEW, "New digest", style="primary")]}]
    return {
        "type": "modal",
        "callback_id": DIGESTS,
        "private_metadata": carried({"channel": channel}),
        "title": plain("Digests"),
        "close": plain("Close"),
        "blocks": [
            *([context(safe_line(note))] if note else []),
            *(rows or [section(EMPTY)]),
            divider(),
            *([context(FULL)] if full else new),
        ],
    }


def _row(entry: DigestEntry) -> Block:
    plan = entry.plan
    where = "yours alone, by direct message" if plan.personal else f"set up by {cut(entry.by, 40) or 'somebody'}"
    about = f"about the study “{cut(entry.study or 'without a title', 60)}”" if plan.study else "about the channel"
    when = f"next on {safe_line(entry.next)}" if entry.running else "paused"
    said = safe_line(how_often(plan.rhythm))
    row = section(f"*{said[:1].upper()}{said[1:]}*\n{about}, {where} · {when}")
    doings = [*OPENS, PAUSE if entry.running else RESUME, END]
    options = [{"text": plain(label), "value": f"{act}:{entry.id}"} for act, label in doings]
    row["block_id"] = f"digest-{entry.id}"
    row["accessory"] = {"type": "overflow", "action_id": DIGEST_ACT, "options": options}
    return row


def digest_form(
    *, channel: str = "", zone: str = "UTC", studies: Sequence[tuple[str, str]] = (), schedule: str = "",
    plan: Schedule | None = None,
) -> dict[str, Any]:  # fmt: skip
    """`plan` of the one that is changed, with its id; `studies`: id and title of those whoever fills it in may read."""
    rhythm = plan.rhythm if plan else DEFAULT.model_copy(update={"zone": zone})
    place = {"schedule": schedule, "channel": plan.channel if plan else ""}
    return {
        "type": "modal",
        "callback_id": DIGEST_FORM,
        "private_metadata": carried(place | {"weekday": str(rhythm.weekday), "monthday": str(rhythm.monthday)}),
        "title": plain("Change the digest" if plan else "A new digest"),
        "submit": plain("Save" if plan else "Set up"),
        "close": plain("Not now"),
        "blocks": [
            *([] if plan else [_channel(channel)]),
            *_when(rhythm),
            *_what(plan, studies),
            *([] if plan else [field("now", "First", _boxes("now", NOW, [*NOW]), optional=True)]),
        ],
    }


def form_for(view: Mapping[str, Any], place: Mapping[str, str], every: str) -> dict[str, Any]:
    """The form that is open, with the field for the day that fits another rhythm; what else was filled in stays.

    `place` carries the days that were chosen so far.
    """
    blocks = [each for each in view["blocks"] if each["block_id"] not in DAYS]
    at = next(number for number, each in enumerate(blocks, 1) if each["block_id"] == "every")
    day = _day(every, place.get("weekday") or "0", place.get("monthday") or "1")
    kept = {name: view[name] for name in ("type", "callback_id", "title", "submit", "close")}
    return kept | {"private_metadata": carried(place), "blocks": [*blocks[:at], *day, *blocks[at:]]}


def _channel(channel: str) -> Block:
    where: Block = {"type": "conversations_select", "action_id": CHANNEL}
    where["filter"] = {"include": ["public", "private"], "exclude_bot_users": True}
    if channel and not channel.startswith("D"):
        where["initial_conversation"] = channel
    return field(CHANNEL, "Of which channel?", where, hint=INVITE)


def _when(rhythm: Rhythm) -> list[Block]:
    time: Block = {"type": "timepicker", "action_id": "time", "initial_time": f"{rhythm.hour:02}:{rhythm.minute:02}"}
    zone: Block = {"type": "plain_text_input", "action_id": "zone", "initial_value": rhythm.zone, "max_length": 64}
    return [
        field("every", "How often?", _radio("every", OFTEN, rhythm.every)) | {"dispatch_action": True},
        *_day(rhythm.every, str(rhythm.weekday), str(rhythm.monthday)),
        field("time", "At what time?", time),
        field("zone", "By the clocks of which place?", zone, hint="Such as Europe/Berlin or America/New_York."),
    ]  # fmt: skip


def _day(every: str, weekday: str, monthday: str) -> list[Block]:
    """The field for the day, where the rhythm leaves it open."""
    if every == Every.WEEK:
        days = {str(number): name for number, name in enumerate(WEEKDAYS)}
        return [field("weekday", "On which day?", _select("weekday", days, weekday))]
    if every == Every.MONTH:
        dates = {str(number): str(number) for number in range(1, LONGEST_MONTH + 1)}
        hint = "In shorter months the 31st is the last day."
        return [field("monthday", "On which day of the month?", _select("monthday", dates, monthday), hint=hint)]
    return []


def _what(plan: Schedule | None, studies: Sequence[tuple[str, str]]) -> list[Block]:
    scopes = {"channel": THIS_CHANNEL}
    scopes |= {f"study:{id}": STUDY.format(title=title) for id, title in studies[:MOST_STUDIES]}
    if plan and plan.study:
        title = dict(studies).get(plan.study) or "without a title"
        scopes.setdefault(f"study:{plan.study}", STUDY.format(title=title))
    sources = {"0": NEVER} | {str(count): SOURCES.format(count=count) for count in range(FEWEST, MOST + 1)}
    wanted = str(plan.alerts.sources) if plan else "0"
    sources.setdefault(wanted, SOURCES.format(count=wanted))
    scope = f"study:{plan.study}" if plan and plan.study else "channel"
    shrinks = {"0": NEVER} | {str(count): SHRINKS.format(count=count) for count in PERCENTS}
    least = str(plan.alerts.shrinks) if plan else "0"
    shrinks.setdefault(least, SHRINKS.format(count=least))
    on = [each for each in ALERT if plan and getattr(plan.alerts, each)]
    return [
        field("scope", "About what?", _select("scope", scopes, scope),
              hint="I only quote what everybody may read who will see it."),
        *([] if plan else [field("where", "Where does it come?", _radio("where", WHERE, "channel"))]),
        field("nothing", "When nothing is new?",
              _radio("nothing", NOTHING, plan.when_nothing if plan else WhenNothing.LINE)),
        field("alerts", "Also at once, when", _boxes("alerts", ALERT, on), optional=True),
        field("sources", "Also at once, when the same is said in", _select("sources", sources, wanted), optional=True),
        field("shrinks", "Also at once, when a segment has", _select("shrinks", shrinks, least), optional=True),
    ]  # fmt: skip


def _radio(name: str, options: dict[str, str], chosen: str) -> Block:
    return {"type": "radio_buttons", "action_id": name, **_options(options, chosen)}


def _select(name: str, options: dict[str, str], chosen: str) -> Block:
    return {"type": "static_select", "action_id": name, **_options(options, chosen)}


def _boxes(name: str, options: dict[str, str], chosen: list[str]) -> Block:
    block: Block = {"type": "checkboxes", "action_id": name, "options": [_option(*each) for each in options.items()]}
    if chosen:
        block["initial_options"] = [_option(each, options[each]) for each in chosen]
    return block


def _options(options: dict[str, str], chosen: str) -> Block:
    return {
        "options": [_option(*each) for each in options.items()],
        "initial_option": _option(chosen, options[chosen]),
    }


def _option(value: str, label: str) -> Block:
    return {"text": plain(shortened(label, OPTION_TEXT)), "value": str(value)}
