"""What Segue asks of a Slack workspace, said once: the app manifest and the scopes that `segue doctor` looks for.

The scopes are Slack's own (https://docs.slack.dev/reference/methods, https://docs.slack.dev/reference/events), the
form is https://docs.slack.dev/reference/app-manifest. What the code uses and this page lacks fails a test, and so
does what stands here and is used nowhere (tests/test_manifest.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.names import ASK_SHORTCUT, COMMAND, MESSAGE_SHORTCUT, PROMPTS, START_SHORTCUT

Scopes = tuple[str, ...]

EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"
"""Where Segue listens over HTTP: for what Slack sends, for who installs it, for who comes back from there."""

APP_TOKEN_SCOPE = "connections:write"
"""The one scope of the app-level token. It is not in the manifest: it is chosen where the token is made."""
AGENT_SCOPE = "assistant:write"
COMMANDS_SCOPE = "commands"
EVERYWHERE: Scopes = ("channels:history", "groups:history", "im:history", "mpim:history")


@dataclass(frozen=True)
class Command:
    """A slash command. `usage` is shown while somebody types it."""

    name: str
    description: str
    usage: str


@dataclass(frozen=True)
class Shortcut:
    """An entry of Slack's shortcuts menu (`global`) or of a message's own menu (`message`)."""

    callback_id: str
    kind: Literal["global", "message"]
    name: str
    description: str


@dataclass(frozen=True)
class AgentView:
    """Segue among Slack's agents: what it says it is, and what one may say first (title, message)."""

    description: str
    prompts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class App:
    """Everything of Slack's that the code uses. Methods and events carry the bot scopes that each needs."""

    methods: Mapping[str, Scopes]
    events: Mapping[str, Scopes]
    interactions: tuple[str, ...] = ()
    """Payload types that need interactivity, besides those of shortcuts."""
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    home_tab: bool = False
    agent_view: AgentView | None = None
    besides: Scopes = ()
    """Scopes for what a method does with certain arguments, or an address without a method."""
    scopes: Scopes = field(init=False)
    """All bot scopes, sorted."""

    def __post_init__(self) -> None:
        needed = {scope for table in (self.methods, self.events) for scopes in table.values() for scope in scopes}
        needed |= set(self.besides)
        needed |= {COMMANDS_SCOPE} if self.commands or self.shortcuts else set()
        needed |= {AGENT_SCOPE} if self.agent_view else set()
        object.__setattr__(self, "scopes", tuple(sorted(needed)))


SEGUE = App(
    methods={
        "agents.sessions.setStatus": ("chat:write",),
        "api.test": (),
        "apps.connections.open": (),
        "assistant.threads.setStatus": ("chat:write",),
        "assistant.threads.setSuggestedPrompts": ("assistant:write",),
        "assistant.threads.setTitle": ("assistant:write",),
        "auth.revoke": (),
        "auth.test": (),
        # A deck can be kept as a page inside Slack.
        "canvases.access.set": ("canvases:write",),
        "canvases.create": ("canvases:write",),
        "canvases.edit": ("canvases:write",),
        "chat.delete": ("chat:write",),
        "chat.postEphemeral": ("chat:write",),
        "chat.postMessage": ("chat:write",),
        "chat.update": ("chat:write",),
        "conversations.history": EVERYWHERE,
        "conversations.members": ("channels:read", "groups:read", "im:read", "mpim:read"),
        "conversations.open": ("im:write",),
        "conversations.replies": EVERYWHERE,
        # Somebody installs Segue into their workspace.
        "oauth.v2.access": (),
        "users.conversations": ("channels:read", "groups:read", "im:read", "mpim:read"),
        # A deck and a digest say who said what by name; a digest begins with the asker's time zone.
        "users.info": ("users:read",),
        "files.completeUploadExternal": ("files:write",),
        "files.getUploadURLExternal": ("files:write",),
        "views.open": (),
        "views.publish": (),
        "views.push": (),
        "views.update": (),
    },
    events={
        "agent_session_stopped": (),
        "app_home_opened": (),
        "app_mention": ("app_mentions:read",),
        "app_uninstalled": (),
        "message.channels": ("channels:history",),
        "message.groups": ("groups:history",),
        "message.im": ("im:history",),
        "message.mpim": ("mpim:history",),
        "tokens_revoked": (),
    },
    # A persona speaks under its own name; files that people drop are fetched from their own address.
    besides=("chat:write.customize", "files:read"),
    interactions=("block_actions", "view_submission"),
    home_tab=True,
    agent_view=AgentView("Interviews your team about its customers, and keeps the evidence", PROMPTS),
    commands=(
        Command(
            COMMAND,
            "Interview your team about its customers",
            "interview [about what], personas, search, digest, export",
        ),
    ),
    shortcuts=(
        Shortcut(START_SHORTCUT, "global", "Start an interview", "Choose where, what about and how long"),
        Shortcut(
            MESSAGE_SHORTCUT, "message", "Interview about this", "Begin an interview in the thread of this message"
        ),
        Shortcut(ASK_SHORTCUT, "message", "Ask a persona about this", "Hear what an invented customer says to it"),
    ),
)


def manifest(app: App = SEGUE, url: str = "") -> dict[str, Any]:
    """The app manifest, as Slack takes it at *Create New App*, *From a manifest*.

    `url`: the public address of a Segue that is served over HTTP; without one, Socket Mode.
    """
    requests = {"request_url": url.rstrip("/") + EVENTS} if url else {}
    redirects = {"redirect_urls": [url.rstrip("/") + REDIRECT]} if url else {}
    return {
        "display_information": {
            "name": "Segue",
            "description": "Interviews your team about its customers, and keeps the evidence",
            "background_color": "#1f3a4d",
        },
        "features": _features(app, requests.get("request_url", "")),
        "oauth_config": {**redirects, "scopes": {"bot": list(app.scopes)}},
        "settings": {
            "event_subscriptions": {**requests, "bot_events": sorted(app.events)},
            "interactivity": {"is_enabled": bool(app.interactions or app.shortcuts), **requests},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def as_json(app: App = SEGUE, url: str = "") -> str:
    """The text of `manifest.json`; with the public address of one that is served over HTTP, of its own."""
    return json.dumps(manifest(app, url), ensure_ascii=False, indent=2) + "\n"


def _features(app: App, request_url: str) -> dict[str, Any]:
    features: dict[str, Any] = {
        "app_home": {
            "home_tab_enabled": app.home_tab,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Segue", "always_online": True},
    }
    if app.agent_view:
        # Not `assistant_view`: that is how agents were declared before, and new apps no longer get it.
        features["agent_view"] = {
            "agent_description": app.agent_view.description,
            "suggested_prompts": [{"title": title, "message": message} for title, message in app.agent_view.prompts],
        }
    if app.shortcuts:
        features["shortcuts"] = [
            {"name": each.name, "type": each.kind, "callback_id": each.callback_id, "description": each.description}
            for each in app.shortcuts
        ]
    if app.commands:
        # Over Socket Mode a command needs no address, over HTTP each has its own.
        features["slash_commands"] = [
            {
                "command": each.name,
                **({"url": request_url} if request_url else {}),
                "description": each.description,
                "usage_hint": each.usage,
                # Slack writes people and channels as <@U1> and <#C1>, as it does in messages.
                "should_escape": True,
            }
            for each in app.commands
        ]
    return features
