"""Where Slack opens a message."""

from __future__ import annotations


def permalink(workspace: str | None, channel: str, ts: str, thread_ts: str | None) -> str | None:
    """As chat.getPermalink makes it. https://docs.slack.dev/reference/methods/chat.getPermalink"""
    if not workspace:
        return None
    link = f"{workspace.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts and thread_ts != ts else link
