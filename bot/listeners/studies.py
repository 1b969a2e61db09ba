"""A study and its insights: what somebody looks at, and what is done with them from there.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import tended
from bot.names import ASKS_FIRST, HOME_STUDY, INSIGHT, STUDY, STUDY_ACT, STUDY_PAGE, TEND_FORM
from bot.study_page import StudyPage, Tending
from flows.runtime import Incoming

DONE = "Done."


@dataclass(frozen=True)
class OpenStudy:
    """Somebody looks at a study, or at another page of it; `view_id` where it is open already."""

    team: str
    user: str
    trigger: str
    page: StudyPage
    view_id: str = ""
    hash: str = ""


@dataclass(frozen=True)
class OpenTending:
    """An insight with all that was said, or the form in which something is done, opens over the study."""

    team: str
    user: str
    trigger: str
    tending: Tending


def study_looked_into(body: Part) -> OpenStudy | OpenTending | None:
    """-> what is to open; None where the payload asks for nothing of the kind."""
    if string(body, "type") != "block_actions":
        return None
    action: Part = next(iter(parts(body, "actions")), {})
    view, pressed = part(body, "view"), string(action, "action_id")
    team, user, trigger = team_of(body), string(part(body, "user"), "id"), string(body, "trigger_id")
    if pressed.startswith(f"{HOME_STUDY}_"):
        return OpenStudy(team, user, trigger, StudyPage(string(action, "value")))
    if string(view, "callback_id") not in (STUDY, INSIGHT):
        return None
    if pressed.startswith(STUDY_PAGE):
        page = StudyPage.read(string(action, "value"))
        return OpenStudy(team, user, trigger, page, string(view, "id"), string(view, "hash"))
    tending = _tending(body)
    if tending.act == "show_insight" or tending.act in ASKS_FIRST:
        return OpenTending(team, user, trigger, tending)
    return None


def done_in_study(body: Part, at: str) -> Incoming | None:
    """-> what is done, at the desk of the study; the desk looks whether whoever does it may."""
    if string(body, "type") == "view_submission":
        return _by_form(body, at)
    action: Part = next(iter(parts(body, "actions")), {})
    view, tending, action_ts = part(body, "view"), _tending(body), string(action, "action_ts")
    if not (tending.study and tending.act and action_ts) or tending.act in ASKS_FIRST or tending.act == "show_insight":
        return None
    return _incoming(body, f"press:{string(view, 'id')}:{tending.act}:{action_ts}", action_ts, tending, "")


def after_tending(body: Part) -> OpenStudy | None:
    """-> the study once more, after something was done there."""
    if done_in_study(body, "0") is None:
        return None
    view, user = part(body, "view"), string(part(body, "user"), "id")
    by_form = string(body, "type") == "view_submission"
    metadata = string(view, "private_metadata")
    page = StudyPage(Tending.read(metadata).study) if by_form else StudyPage.read(metadata)
    shown = string(view, "root_view_id") or string(view, "id")
    return OpenStudy(team_of(body), user, "", replace(page, note=DONE), shown)


def _by_form(body: Part, at: str) -> Incoming | None:
    view = part(body, "view")
    if string(view, "callback_id") != TEND_FORM:
        return None
    tending, told = Tending.read(string(view, "private_metadata")), tended(view)
    if not (tending.study and told):
        return None
    if tending.act in ("merge_insights", "merge_studies"):
        tending = replace(tending, other=told)
    key = f"submission:{string(view, 'id')}:{string(view, 'hash')}"
    return _incoming(body, key, at, tending, told)


def _incoming(body: Part, key: str, ts: str, tending: Tending, told: str) -> Incoming:
    value = {"insight": tending.insight, "other": tending.other, "reason": told}
    return Incoming(
        key=key,
        team=team_of(body),
        kind="press",
        channel="",
        ts=ts,
        user=string(part(body, "user"), "id"),
        study=tending.study,
        action=tending.act,
        value=json.dumps(value),
    )


def _tending(body: Part) -> Tending:
    """What was pressed or chosen in a study; nothing where the element is none of its own."""
    action: Part = next(iter(parts(body, "actions")), {})
    view = part(body, "view")
    if string(view, "callback_id") not in (STUDY, INSIGHT) or not string(action, "action_id").startswith(STUDY_ACT):
        return Tending("", "")
    act, _, id = string(part(action, "selected_option"), "value").partition(":")
    if act:
        return Tending(act, StudyPage.read(string(view, "private_metadata")).study, id)
    return Tending.read(string(action, "value"))
