"""Files from the app's side: looking one up, and uploading in three steps.

https://docs.slack.dev/reference/methods/files.getUploadURLExternal and .../files.completeUploadExternal
"""

from __future__ import annotations

from typing import Any

from playground.people import BOT_USER
from playground.web_api.calls import Call, Refusal, method


@method("files.info")
def info(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/files.info"""
    found = call.server.files.find(call.required("file"))
    if found is None or BOT_USER not in call.workspace.channels[found[1]].members:
        raise Refusal("file_not_found")
    return {"file": found[0] | {"channels": [found[1]]}, "comments": [], "response_metadata": {"next_cursor": ""}}


@method("files.getUploadURLExternal")
def upload_url(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/files.getUploadURLExternal -> where the bytes go, and the file's id"""
    name = call.required("filename")
    call.required("length")
    file = call.server.files.announce(BOT_USER, name)
    if alt := call.text("alt_txt"):
        file["alt_txt"] = alt[:1000]
    return {"upload_url": f"{call.server.page_url()}playground/upload/{file['id']}", "file_id": file["id"]}


@method("files.completeUploadExternal")
def complete(call: Call) -> dict[str, Any]:
    """https://docs.slack.dev/reference/methods/files.completeUploadExternal: without a channel it stays private."""
    told = call.data("files")
    if not isinstance(told, list) or not told or not all(isinstance(one, dict) for one in told):
        raise Refusal("invalid_arguments")
    try:
        files = call.server.files.take(BOT_USER, [one.get("id") for one in told])
    except KeyError:
        raise Refusal("file_not_found") from None
    channel, thread_ts = (call.channel("channel_id") if call.text("channel_id") else None), call.text("thread_ts")
    if channel is not None and BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    if channel is not None and channel.is_archived:
        raise Refusal("is_archived")
    if channel is not None and thread_ts and call.workspace.message(channel.id, thread_ts) is None:
        raise Refusal("thread_not_found")
    for file, one in zip(files, told, strict=True):
        file["title"] = str(one.get("title") or file["name"])
    call.server.files.taken(files)
    if channel is not None:
        call.workspace.post(
            channel.id, BOT_USER, call.text("initial_comment"), thread_ts=thread_ts or None, files=files
        )
    return {"files": files}
