"""What can be pressed or chosen in blocks, and the action that a press becomes.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playground.chosen import chosen_in


def pressables(
    blocks: list[dict[str, Any]] | None,
) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]]:
    """Everything in blocks that can be pressed or chosen. -> (block, element, the option for a menu)"""
    for block in blocks or []:
        elements = block.get("elements", []) if block.get("type") in ("actions", "context_actions") else []
        elements = [*elements, block["element"]] if block.get("dispatch_action") else elements
        nested = [card for card in block.get("elements", []) if isinstance(card, dict) and card.get("type") == "card"]
        elements = [*elements, *(button for card in [block, *nested] for button in card.get("actions") or [])]
        if accessory := block.get("accessory"):
            elements = [*elements, accessory]
        for element in elements:
            if not element.get("action_id"):
                continue
            groups = [{"options": element.get("options", [])}, *element.get("option_groups", [])]
            options = [option for group in groups for option in group.get("options", [])]
            for key in ("positive_button", "negative_button"):
                options += [element[key]] if key in element else []
            for option in options or [None]:
                yield block, element, option
        yield from pressables(block.get("child_blocks"))


def pressed_action(
    block: dict[str, Any],
    element: dict[str, Any],
    option: dict[str, Any] | None,
    action_ts: str,
    chosen: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One entry of `actions` in a block_actions payload. Raises NotChoosable for what the element does not offer."""
    action = {"type": element["type"], "block_id": block.get("block_id", ""), "action_id": element["action_id"]}
    action["action_ts"] = action_ts
    if element["type"] in ("button", "icon_button"):
        action |= {key: element[key] for key in ("text", "value", "style") if key in element}
    elif element["type"] == "feedback_buttons" and option:
        action |= {"text": option.get("text"), "value": option.get("value")}
    elif chosen is not None:
        action |= chosen_in(element, chosen)
    elif element["type"] == "checkboxes":
        action["selected_options"] = [option] if option else []
    elif option:
        action["selected_option"] = option
    return action
