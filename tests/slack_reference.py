"""What Slack's reference says about scopes: a second entry beside bot/manifest.py, so that a wrong one is seen.

https://docs.slack.dev/reference/methods and https://docs.slack.dev/reference/events. It knows more than Segue uses
today, so that a test can say what a new call has to declare.
"""

from __future__ import annotations

ANY_HISTORY = {"channels:history", "groups:history", "im:history", "mpim:history"}
ANY_READ = {"channels:read", "groups:read", "im:read", "mpim:read"}

METHOD_SCOPES: dict[str, set[str]] = {
    "agents.sessions.rename": {"chat:write"},
    "agents.sessions.setStatus": {"chat:write"},
    "api.test": set(),
    "apps.connections.open": set(),
    "assistant.threads.setStatus": {"chat:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "assistant.threads.setTitle": {"assistant:write"},
    "auth.revoke": set(),
    "auth.test": set(),
    "bots.info": {"users:read"},
    "canvases.access.set": {"canvases:write"},
    "canvases.create": {"canvases:write"},
    "canvases.edit": {"canvases:write"},
    "conversations.canvases.create": {"canvases:write"},
    "chat.appendStream": {"chat:write"},
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.startStream": {"chat:write"},
    "chat.stopStream": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": ANY_HISTORY,
    "conversations.info": ANY_READ,
    "conversations.join": {"channels:join"},
    "conversations.list": ANY_READ,
    "conversations.members": ANY_READ,
    # For direct messages with one person, the only ones Segue opens.
    "conversations.open": {"im:write"},
    "conversations.replies": ANY_HISTORY,
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "reactions.add": {"reactions:write"},
    "reactions.remove": {"reactions:write"},
    "team.info": {"team:read"},
    "users.conversations": ANY_READ,
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "oauth.v2.access": set(),
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}

EVENT_SCOPES: dict[str, set[str]] = {
    "agent_session_stopped": set(),
    "app_context_changed": set(),
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "assistant_thread_context_changed": set(),
    "assistant_thread_started": set(),
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_id_changed": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "file_shared": {"files:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    # For public and for private channels: each scope brings the events of its kind.
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
MESSAGES = {name for name in EVENT_SCOPES if name.startswith("message.")}

# Features that have to be switched on before Slack sends the event or takes the call.
OF_AGENTS = {
    "agent_session_stopped",
    "agents.sessions.rename",
    "agents.sessions.setStatus",
    "app_context_changed",
    "assistant.threads.setSuggestedPrompts",
    "assistant.threads.setTitle",
    "assistant_thread_context_changed",
    "assistant_thread_started",
}
INTERACTIONS = {"block_actions", "block_suggestion", "view_closed", "view_submission"}
SHORTCUT_KINDS = {"shortcut": "global", "message_action": "message"}
