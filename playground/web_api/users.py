"""People."""

from __future__ import annotations

from typing import Any

from playground.web_api.calls import Call, Refusal, method, page_of


@method("users.info")
def info(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/users.info"""
    user = call.workspace.users.get(call.text("user"))
    if user is None:
        raise Refusal("user_not_found")
    return {"user": user.as_slack() | ({"locale": user.locale} if call.flag("include_locale") else {})}


@method("users.list")
def list_(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/users.list"""
    people = [user.as_slack() for user in call.workspace.users.values()]
    page, cursor = page_of(people, call, default=200, most=1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}
