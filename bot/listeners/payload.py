"""Reading Slack's payloads: what is not as it should be is empty, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.slack_markup import storable

Part = Mapping[str, Any]


def string(whole: Part, name: str) -> str:
    """A text that can be kept; "" where there is none."""
    value = whole.get(name)
    return storable(value) if isinstance(value, str) else ""


def part(whole: Part, name: str) -> Part:
    """A part of the payload. Slack has sent an empty list where a deleted thread had been (java-slack-sdk#784)."""
    value = whole.get(name)
    return value if isinstance(value, dict) else {}


def parts(whole: Part, name: str) -> list[Part]:
    value = whole.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def installed_in(body: Part) -> str:
    """The workspace that a payload of any kind comes from; in a shared channel its sender's may be another one.

    An event says for whom it was delivered (`authorizations`), a command its `team_id`.
    https://docs.slack.dev/apis/events-api/#authorizations
    """
    event = part(body, "event")
    if event:
        installed: Part = next(iter(parts(body, "authorizations")), {})
        return string(installed, "team_id") or string(body, "team_id") or string(event, "team")
    return string(body, "team_id") if "command" in body else team_of(body)


def team_of(body: Part) -> str:
    """The workspace in which the app was pressed or filled in: not the home of a person from another company.

    In a view `team` is the person's own and `app_installed_team_id` the app's.
    https://docs.slack.dev/reference/views#modal-properties
    """
    installed = string(part(body, "view"), "app_installed_team_id")
    return installed or string(part(body, "team"), "id") or string(part(body, "user"), "team_id")
