"""A study is asked for: the form that opens, and what was chosen in it.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of
from bot.listeners.window import sent_in
from bot.names import COMMAND, EXPORT, EXPORT_FORM, OPENS_EXPORT
from flows.runtime import Incoming
from flows.study_files import EXPORT_STUDY, Wanted


@dataclass(frozen=True)
class OpenExport:
    """The form opens; `study` is chosen in it already, where a button named one."""

    team: str
    user: str
    trigger: str
    study: str = ""


def export_opened(body: Part) -> OpenExport | None:
    """By command, or by a button of Home whose value may name a study."""
    trigger = string(body, "trigger_id")
    if string(body, "command") == COMMAND:
        first = string(body, "text").strip().partition(" ")[0].lower()
        return OpenExport(string(body, "team_id"), string(body, "user_id"), trigger) if first == EXPORT else None
    action: Part = next(iter(parts(body, "actions")), {})
    if string(body, "type") != "block_actions" or string(action, "action_id") != OPENS_EXPORT:
        return None
    return OpenExport(team_of(body), string(part(body, "user"), "id"), trigger, string(action, "value"))


def export_asked(body: Part, at: str) -> Incoming | None:
    """-> what was chosen. It happens in the direct message with whoever chose, and nowhere else."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != EXPORT_FORM:
        return None
    channel, study, form = string(place_of(view), "channel"), _chosen(view, "study"), _chosen(view, "form")
    if not (channel.startswith("D") and study and form):
        return None
    more = parts(_field(view, "more"), "selected_options")
    return sent_in(
        body,
        at,
        channel=channel,
        kind="command",
        direct=True,
        action=EXPORT_STUDY,
        study=study,
        value=Wanted(study=study, form=form, transcripts=bool(more)).model_dump_json(),
    )


def _chosen(view: Part, name: str) -> str:
    return string(part(_field(view, name), "selected_option"), "value")


def _field(view: Part, name: str) -> Part:
    return part(part(part(part(view, "state"), "values"), name), name)
