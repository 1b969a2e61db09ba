"""The status line, the title and the suggested prompts of a thread with an assistant."""

from __future__ import annotations

from typing import Any

from playground.people import Channel
from playground.web_api.calls import Call, Refusal, method
from playground.web_api.chat import may_post

AT_WORK = frozenset({"is_working", "working", "processing", "in_progress"})


@method("assistant.threads.setStatus")
def set_status(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/assistant.threads.setStatus"""
    channel, thread_ts = _thread(call)
    if "status" not in call.arguments:
        raise Refusal("invalid_arguments", "missing required field: status")
    shown = {"status": call.text("status"), "username": call.text("username") or None}
    before = call.workspace.statuses.get((channel.id, thread_ts)) or {}
    call.workspace.set_status(channel.id, thread_ts, {**before, **shown})
    return {}


@method("assistant.threads.setTitle")
def set_title(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/assistant.threads.setTitle"""
    channel, thread_ts = _thread(call)
    call.workspace.titles[channel.id, thread_ts] = call.required("title")
    call.workspace.channel_changed(channel)
    return {}


@method("assistant.threads.setSuggestedPrompts")
def set_suggested_prompts(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts (at most four)"""
    channel = call.channel("channel_id")
    may_post(channel)
    try:
        prompts = call.data("prompts")
    except ValueError:
        raise Refusal("invalid_arguments", "prompts must be an array") from None
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise Refusal("invalid_arguments", "prompts must be an array of one to four")
    if not all(isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts):
        raise Refusal("invalid_arguments", "a prompt has a title and a message")
    shown = {"title": call.text("title"), "prompts": prompts}
    call.workspace.prompts[channel.id, call.text("thread_ts")] = shown
    call.workspace.channel_changed(channel)
    return {}


@method("agents.sessions.setStatus")
def set_session_status(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/agents.sessions.setStatus

    Second-hand: known from Slack's Python SDK only; which statuses exist and how they look is not. Any short
    status is taken; one that is at work is shown with the status line and a stop button, every other clears both.
    """
    channel = call.channel("channel_id")
    may_post(channel)
    status = call.required("status")
    thread_ts = call.text("thread_ts")
    if thread_ts:
        _thread(call)
    if title := call.text("title"):
        call.workspace.titles[channel.id, thread_ts] = title
    before = call.workspace.statuses.get((channel.id, thread_ts)) or {"status": "is working"}
    call.workspace.set_status(channel.id, thread_ts, {**before, "stoppable": True} if status in AT_WORK else None)
    return {"status": status}


def _thread(call: Call) -> tuple[Channel, str]:
    """The channel and the parent's ts; Refusal when the bot may not write there or the thread is unknown."""
    channel = call.channel("channel_id")
    may_post(channel)
    parent = call.workspace.thread_parent(channel.id, call.required("thread_ts"))
    if parent is None:
        raise Refusal("invalid_thread_ts")
    return channel, parent.ts
