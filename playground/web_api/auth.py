"""Who am I, and where do I connect."""

from __future__ import annotations

from typing import Any

from playground.people import APP_ID, BOT_ID, BOT_USER, TEAM_ID, TEAM_NAME
from playground.web_api.calls import Call, Refusal, method


@method("api.test")
def api_test(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/api.test"""
    if error := call.text("error"):
        raise Refusal(error)
    return {"args": {key: value for key, value in call.arguments.items() if key != "token"}}


@method("auth.test")
def auth_test(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/auth.test"""
    return {
        "url": call.server.page_url(),
        "team": TEAM_NAME,
        "user": call.workspace.users[BOT_USER].name.lower(),
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", app_token=True)
def connections_open(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/apps.connections.open"""
    return {"url": call.server.socket_url()}


@method("bots.info")
def bots_info(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/bots.info"""
    if call.text("bot", BOT_ID) != BOT_ID:
        raise Refusal("bot_not_found")
    name = call.workspace.users[BOT_USER].name
    bot = {"id": BOT_ID, "deleted": False, "name": name, "updated": 1700000000, "app_id": APP_ID, "user_id": BOT_USER}
    return {"bot": bot | {"icons": {}}}


@method("team.info")
def team_info(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/team.info"""
    return {"team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": "playground", "email_domain": "", "icon": {}}}


@method("auth.revoke")
def auth_revoke(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/auth.revoke"""
    return {"revoked": True}
