"""What a call wants to say: text, blocks, attachments and metadata, checked as Slack checks them.

https://docs.slack.dev/reference/methods/chat.postMessage (arguments, errors, and "truncating content")
"""

from __future__ import annotations

from typing import Any

from playground.blocks import ALL_TEXT, all_text, faults_of
from playground.web_api.calls import Call, Refusal

POSTED_TEXT, UPDATED_TEXT, MARKDOWN_TEXT = 40_000, 4_000, 12_000
ATTACHMENTS = 100


def content_of(call: Call, *, longest: int = POSTED_TEXT, required: bool = True) -> dict[str, Any]:
    """The fields of Message that a call sets: `text`, and those of `blocks`, `attachments`, `metadata` it names.

    Raises Refusal: no_text, msg_too_long, invalid_blocks(_format), msg_blocks_too_long, markdown_text_conflict,
    too_many_attachments, invalid_metadata_format. Second-hand: above 40,000 characters the documentation says
    that Slack cuts the text off; the playground refuses (`msg_too_long`), so that nobody loses words unnoticed.
    """
    content: dict[str, Any] = {"text": call.text("text")}
    if "blocks" in call.arguments:
        content["blocks"] = _blocks(call)
    if markdown := call.text("markdown_text"):
        if content["text"] or content.get("blocks"):
            raise Refusal("markdown_text_conflict")
        if len(markdown) > MARKDOWN_TEXT:
            raise Refusal("msg_too_long")
        content |= {"text": markdown, "blocks": [{"type": "markdown", "text": markdown, "block_id": "markdown"}]}
    if "attachments" in call.arguments:
        content["attachments"] = _attachments(call)
    if len(content["text"]) > longest:
        raise Refusal("msg_too_long")
    if required and not (content["text"].strip() or content.get("blocks") or content.get("attachments")):
        raise Refusal("no_text")
    if (metadata := _metadata(call)) is not None:
        content["metadata"] = metadata
    return content


def _blocks(call: Call) -> list[dict[str, Any]]:
    try:
        blocks = call.data("blocks")
    except ValueError:
        raise Refusal("invalid_blocks_format") from None
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    if found := faults_of(blocks):
        raise Refusal("invalid_blocks", *found)
    if all_text(blocks) > ALL_TEXT:
        raise Refusal("msg_blocks_too_long")
    return with_ids(blocks)


def with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with a `block_id` and, for what can be pressed, an `action_id` each, as Slack gives them."""
    return [_with_action_ids({"block_id": f"b{place}"} | block, place) for place, block in enumerate(blocks)]


def _with_action_ids(block: dict[str, Any], place: int) -> dict[str, Any]:
    if block.get("type") in ("actions", "context_actions"):
        elements = [{"action_id": f"a{place}.{n}"} | element for n, element in enumerate(block["elements"])]
        return block | {"elements": elements}
    accessory = block.get("accessory")
    if accessory and accessory.get("type") != "image":
        return block | {"accessory": {"action_id": f"a{place}"} | accessory}
    return block


def _attachments(call: Call) -> list[dict[str, Any]]:
    try:
        attachments = call.data("attachments") or []
    except ValueError:
        raise Refusal("invalid_attachments") from None
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise Refusal("invalid_attachments")
    if len(attachments) > ATTACHMENTS:
        raise Refusal("too_many_attachments")
    return attachments


def _metadata(call: Call) -> dict[str, Any] | None:
    """https://docs.slack.dev/messaging/message-metadata"""
    try:
        metadata = call.data("metadata")
    except ValueError:
        raise Refusal("invalid_metadata_format") from None
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refusal("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise Refusal("invalid_metadata_format")
    return metadata
