"""The form of a digest as somebody filled it in: what it says, or what is wrong beside which field. Pure.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of
from bot.names import CHANNEL, DIGEST_FORM
from flows.digest.state import Setup
from studies.rhythm import Every, Rhythm, zone_named, zones_like
from studies.schedule import Alerts, Schedule, WhenNothing

NO_CHANNEL = "Please choose a channel."
NO_TIME = "Please choose a time."
NO_ZONE = "I know no time zone of that name."
MEANT = " Did you mean {names}?"
NOT_SO = "This cannot be. Please choose once more."


def is_digest_form(body: Part) -> bool:
    return string(body, "type") == "view_submission" and string(part(body, "view"), "callback_id") == DIGEST_FORM


def schedule_of(view: Part) -> str:
    """Id of the schedule that is changed; empty for a new one."""
    return string(place_of(view), "schedule")


@dataclass(frozen=True)
class RhythmChosen:
    """Another rhythm was chosen in the form that is open: its field for the day changes."""

    team: str
    user: str
    view_id: str
    hash: str
    view: Part
    place: dict[str, str]
    every: str


def rhythm_chosen(body: Part) -> RhythmChosen | None:
    view, action = part(body, "view"), next(iter(parts(body, "actions")), {})
    if string(view, "callback_id") != DIGEST_FORM or string(action, "action_id") != "every":
        return None
    days = {name: _day(view, name) for name in ("weekday", "monthday")}
    place = {name: string(place_of(view), name) for name in ("schedule", "channel")} | days
    every = string(part(action, "selected_option"), "value")
    user = string(part(body, "user"), "id")
    return RhythmChosen(team_of(body), user, string(view, "id"), string(view, "hash"), view, place, every)


def wrong_with(view: Part) -> dict[str, str]:
    """Block id -> what is wrong, said beside its field; empty when nothing is."""
    wrong = {}
    if not _channel(view):
        wrong[CHANNEL] = NO_CHANNEL
    if _hour(view) is None:
        wrong["time"] = NO_TIME
    typed = string(_field(view, "zone"), "value")
    if not zone_named(typed):
        near = zones_like(typed)
        wrong["zone"] = NO_ZONE + (MEANT.format(names=", ".join(near)) if near else "")
    return wrong or ({} if filled_in(view) else {"every": NOT_SO})


def filled_in(view: Part) -> Setup | None:
    """-> what the form says; None where something is wrong with it."""
    hour = _hour(view)
    if hour is None or not _channel(view):
        return None
    alerts = _chosen_several(view, "alerts")
    try:
        rhythm = Rhythm(
            every=Every(_chosen(view, "every")),
            hour=hour[0],
            minute=hour[1],
            zone=zone_named(string(_field(view, "zone"), "value")),
            weekday=int(_day(view, "weekday") or 0),
            monthday=int(_day(view, "monthday") or 1),
        )
        scope = _chosen(view, "scope")
        schedule = Schedule(
            channel=_channel(view),
            rhythm=rhythm,
            study=scope.removeprefix("study:") if scope.startswith("study:") else "",
            personal=_chosen(view, "where") == "me",
            when_nothing=WhenNothing(_chosen(view, "nothing") or WhenNothing.LINE),
            alerts=Alerts(
                contradicted="contradicted" in alerts,
                outdated="outdated" in alerts,
                sources=int(_chosen(view, "sources") or 0),
                shrinks=int(_chosen(view, "shrinks") or 0),
            ),
        )
    except (ValidationError, ValueError):
        return None
    return Setup(schedule=schedule, preview="preview" in _chosen_several(view, "now"))


def _channel(view: Part) -> str:
    """Chosen in a new one; in one that is changed it stays."""
    return string(_field(view, CHANNEL), "selected_conversation") or string(place_of(view), "channel")


def _day(view: Part, name: str) -> str:
    """As chosen, or as it was where the rhythm has no use for it."""
    return _chosen(view, name) or string(place_of(view), name)


def _hour(view: Part) -> tuple[int, int] | None:
    hour, _, minute = string(_field(view, "time"), "selected_time").partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        return None
    return int(hour), int(minute)


def _chosen(view: Part, name: str) -> str:
    return string(part(_field(view, name), "selected_option"), "value")


def _chosen_several(view: Part, name: str) -> set[str]:
    return {string(each, "value") for each in parts(_field(view, name), "selected_options")}


def _field(view: Part, name: str) -> Part:
    """The state of the only element of a block; both bear the same name."""
    return part(part(part(part(view, "state"), "values"), name), name)
