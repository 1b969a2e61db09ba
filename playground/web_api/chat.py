"""Posting, changing and deleting messages."""

from __future__ import annotations

from typing import Any

from playground.messages import Message
from playground.people import BOT_USER, Channel
from playground.web_api.calls import Call, Refusal, method
from playground.web_api.content import UPDATED_TEXT, content_of


def may_post(channel: Channel) -> None:
    """Raises Refusal when the bot may not write there: is_archived, not_in_channel."""
    if channel.is_archived:
        raise Refusal("is_archived")
    if BOT_USER not in channel.members:
        raise Refusal("not_in_channel")


def thread_of(call: Call, channel: Channel) -> str | None:
    """The parent's ts of the thread a call names; None without one.

    Second-hand: Slack's page names no error for a thread that does not exist; `thread_not_found` is what the
    read methods answer. A reply's ts leads to its parent.
    """
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = call.workspace.thread_parent(channel.id, thread_ts)
    if parent is None or (parent.deleted and not call.workspace.replies(parent)):
        raise Refusal("thread_not_found")
    return parent.ts


def own_message(call: Call, refusal: str) -> Message:
    """The message that `channel` and `ts` name, if it is the bot's own."""
    message = call.workspace.message(call.channel().id, call.required("ts"))
    if message is None:
        raise Refusal("message_not_found")
    if not message.by_bot:
        raise Refusal(refusal)
    return message


def appearance(call: Call) -> dict[str, Any]:
    """Another name and face for one message (scope chat:write.customize).

    https://docs.slack.dev/messaging/sending-and-scheduling-messages#custom-authorship
    """
    look: dict[str, Any] = {}
    if name := call.text("username"):
        look["username"] = name
    if emoji := call.text("icon_emoji"):
        look["icons"] = {"emoji": f":{emoji.strip(':')}:"}
    elif url := call.text("icon_url"):
        look["icons"] = {"image_48": url}
    return look


@method("chat.postMessage")
def post_message(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    channel = call.channel(people=True)
    may_post(channel)
    content = content_of(call)
    thread_ts = thread_of(call, channel)
    message = call.workspace.post(
        channel.id,
        BOT_USER,
        thread_ts=thread_ts,
        broadcast=thread_ts is not None and call.flag("reply_broadcast"),
        **content,
        **appearance(call),
    )
    shape = call.workspace.shape(message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


@method("chat.postEphemeral")
def post_ephemeral(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.postEphemeral"""
    channel = call.channel()
    may_post(channel)
    if (user := call.required("user")) not in channel.members:
        raise Refusal("user_not_in_channel")
    content = content_of(call)
    thread_ts = thread_of(call, channel)
    message = call.workspace.show_only_to(user, channel.id, thread_ts=thread_ts, **content, **appearance(call))
    return {"message_ts": message.ts}


@method("chat.update")
def update(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.update

    Blocks and attachments that are not named stay; an empty list takes them away. Second-hand: that the page
    says so although older Slack dropped the blocks when only text came; and that a message which is still
    streaming answers `streaming_state_conflict` (measured by others, undocumented).
    """
    message = own_message(call, "cant_update_message")
    if message.streaming:
        raise Refusal("streaming_state_conflict")
    if call.channel().is_archived:
        raise Refusal("is_inactive")
    content = content_of(call, longest=UPDATED_TEXT)
    changed = content["text"] != message.text and not content.get("blocks")
    if changed:
        content["edited"] = {"user": BOT_USER, "ts": call.workspace.timestamps.next()}
    call.workspace.change(message, **content)
    shape = call.workspace.shape(message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": shape}


@method("chat.delete")
def delete(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.delete"""
    message = own_message(call, "cant_delete_message")
    call.workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.getPermalink (the address opens the playground's page)"""
    channel = call.channel()
    message = call.workspace.message(channel.id, call.required("message_ts"))
    if message is None:
        raise Refusal("message_not_found")
    place = f"{call.server.page_url()}#{channel.id}/{message.ts}"
    return {"channel": channel.id, "permalink": f"{place}?thread_ts={message.thread_ts}" if message.is_reply else place}
