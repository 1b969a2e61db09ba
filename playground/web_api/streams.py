"""Messages that grow while they are written.

Second-hand, measured by others and in no reference: a stream stays in the form of its first call (text or
chunks), lives about five minutes whatever happens, and `chat.update` is refused while it is open.
"""

from __future__ import annotations

import time
from typing import Any

from playground.blocks import faults_of
from playground.messages import Message
from playground.people import BOT_USER
from playground.texts import microseconds
from playground.web_api.calls import Call, Refusal, method
from playground.web_api.chat import appearance, may_post, thread_of
from playground.web_api.content import MARKDOWN_TEXT, content_of, with_ids


@method("chat.startStream")
def start_stream(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.startStream"""
    channel = call.channel()
    may_post(channel)
    if channel.kind != "im":
        for name in ("recipient_user_id", "recipient_team_id"):
            if not call.text(name):
                raise Refusal(f"missing_{name}")
    if (person := call.text("recipient_user_id")) and person not in call.workspace.users:
        raise Refusal("user_not_found")
    form, text, blocks = _growth(call)
    thread_ts = thread_of(call, channel)
    if thread_ts is None:
        raise Refusal("invalid_arguments", "missing required field: thread_ts")
    message = call.workspace.post(
        channel.id, BOT_USER, text, thread_ts=thread_ts, blocks=blocks or None, streaming=form, **appearance(call)
    )
    return {"channel": channel.id, "ts": message.ts}


@method("chat.appendStream")
def append_stream(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.appendStream"""
    message = _streaming(call)
    form, text, blocks = _growth(call)
    if form != message.streaming:
        raise Refusal("streaming_mode_mismatch")
    if not text and not blocks:
        raise Refusal("no_text")
    grown = {"text": message.text + text, "blocks": (message.blocks or []) + blocks or None}
    call.workspace.change(message, silent=True, **grown)
    return {"channel": message.channel, "ts": message.ts}


@method("chat.stopStream")
def stop_stream(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/chat.stopStream"""
    message = _streaming(call)
    _, text, blocks = _growth(call)
    final = content_of(_without_text(call), required=False)
    text = message.text + text
    body = [{"type": "markdown", "text": text}] if text and message.streaming == "text" else []
    below = final.pop("blocks", [])
    final |= {"text": text, "blocks": with_ids([*body, *(message.blocks or []), *blocks, *below]), "streaming": None}
    call.workspace.change(message, **final)
    return {"channel": message.channel, "ts": message.ts, "message": call.workspace.shape(message)}


def _without_text(call: Call) -> Call:
    """The same call without the text that is appended, so that only blocks and metadata are judged."""
    rest = {key: value for key, value in call.arguments.items() if key not in ("markdown_text", "text", "chunks")}
    return Call(call.method, rest, call.server)


def _growth(call: Call) -> tuple[str, str, list[dict[str, Any]]]:
    """What a call adds. -> (`text` or `chunks`, the text, blocks)"""
    markdown = call.text("markdown_text")
    try:
        chunks = call.data("chunks")
    except ValueError:
        raise Refusal("invalid_chunks") from None
    if chunks is None:
        if len(markdown) > MARKDOWN_TEXT:
            raise Refusal("msg_too_long")
        return "text", markdown, []
    if markdown:
        raise Refusal("cannot_provide_both_markdown_text_and_chunks")
    if not isinstance(chunks, list) or not all(isinstance(chunk, dict) for chunk in chunks):
        raise Refusal("invalid_chunks")
    text, blocks = "", list[dict[str, Any]]()
    for chunk in chunks:
        part, more = _chunk(chunk)
        text, blocks = text + part, blocks + more
    return "chunks", text, blocks


def _chunk(chunk: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    match chunk.get("type"):
        case "markdown_text" if isinstance(chunk.get("text"), str):
            if len(chunk["text"]) > MARKDOWN_TEXT:
                raise Refusal("msg_too_long")
            return chunk["text"], [{"type": "markdown", "text": chunk["text"]}]
        case "task_update" if chunk.get("id") and chunk.get("title"):
            task = {key: value for key, value in chunk.items() if key not in ("type", "id")}
            return "", [{"type": "task_card", "task_id": chunk["id"], **task}]
        case "plan_update" if chunk.get("title"):
            return "", [{"type": "plan", "title": chunk["title"]}]
        case "blocks" if isinstance(chunk.get("blocks"), list):
            if found := faults_of(chunk["blocks"]):
                raise Refusal("invalid_blocks", *found)
            return "", chunk["blocks"]
    raise Refusal("invalid_chunks")


def _streaming(call: Call) -> Message:
    message = call.workspace.message(call.channel().id, call.required("ts"))
    if message is None:
        raise Refusal("message_not_found")
    if not message.by_bot:
        raise Refusal("message_not_owned_by_app")
    if message.streaming and time.time() - microseconds(message.ts) / 1_000_000 > call.server.stream_seconds:
        call.workspace.change(message, streaming=None)
    if not message.streaming:
        raise Refusal("message_not_in_streaming_state")
    return message
