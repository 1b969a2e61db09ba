"""Are these blocks within Slack's limits? A list of faults, in Slack's manner; an empty one means yes.

Follows https://docs.slack.dev/reference/block-kit/blocks, a page per block. Second-hand: the limits of card,
carousel, container, alert, data_table and data_visualization (from Slack's Python SDK and from what others
measured), and that all text of a message's blocks together may have about 13,200 characters
(github.com/slackapi/bolt-js/issues/2509), beyond which Slack answers `msg_blocks_too_long`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playground.block_elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, check_element
from playground.block_limits import Faults, fault, items, listed, optional, plain, string, text_object, url
from playground.block_tables import card as check_card
from playground.block_tables import carousel, container, data_table, data_visualization, table

IN_MESSAGE, IN_VIEW = 50, 100
ALL_TEXT = 13_200
MARKDOWN_IN_ALL = 12_000


def faults_of(blocks: Any, *, most: int = IN_MESSAGE, view: bool = False) -> list[str]:
    """What Slack would not take about `blocks`.

    most: how many blocks are allowed; view: whether they stand in a modal or App Home.
    """
    if not isinstance(blocks, list):
        return [fault("/blocks", "must be an array")]
    found = list(listed(blocks, "/blocks", most, least=0))
    for place, block in enumerate(blocks):
        found += _faults_of_block(block, f"/blocks/{place}", view)
    ids = Counter(_texts_of(blocks, "block_id"))
    found += [fault("/blocks", f"`block_id` {name} already exists") for name, times in ids.items() if times > 1]
    markdown = sum(len(b.get("text", "")) for b in blocks if isinstance(b, Mapping) and _is_markdown(b))
    if markdown > MARKDOWN_IN_ALL:
        found.append(fault("/blocks", f"markdown blocks together must be less than {MARKDOWN_IN_ALL + 1} characters"))
    for kind, allowed in (("table", 1), ("data_visualization", 2)):
        if sum(isinstance(b, Mapping) and b.get("type") == kind for b in blocks) > allowed:
            found.append(fault("/blocks", f"only {allowed} {kind} block{'s' if allowed > 1 else ''} allowed"))
    return found


def all_text(blocks: Any) -> int:
    """How many characters of text stand in blocks, for `msg_blocks_too_long`."""
    if isinstance(blocks, list):
        return sum(all_text(block) for block in blocks)
    if not isinstance(blocks, Mapping):
        return 0
    own = len(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
    return own + sum(all_text(value) for value in blocks.values() if isinstance(value, (list, Mapping)))


def _texts_of(objects: list[Any], key: str) -> Iterator[str]:
    """The non-empty texts that objects have under a key."""
    for one in objects:
        if isinstance(one, Mapping) and isinstance(one.get(key), str) and one[key]:
            yield one[key]


def _is_markdown(block: Mapping[str, Any]) -> bool:
    return block.get("type") == "markdown" and isinstance(block.get("text"), str)


def _faults_of_block(block: Any, path: str, view: bool) -> Faults:
    if not isinstance(block, Mapping):
        yield fault(path, "must be an object")
        return
    kind = block.get("type")
    if not isinstance(kind, str) or kind not in BLOCKS:
        yield fault(f"{path}/type", f"unsupported type: {kind}")
        return
    if kind in ONLY_IN_MESSAGES and view:
        yield fault(f"{path}/type", f"{kind} is not allowed in a view")
    yield from optional(block, "block_id", path, 255)
    yield from BLOCKS[kind](block, path)


def _section(block: Mapping[str, Any], path: str) -> Faults:
    fields = block.get("fields")
    if block.get("text") is None and fields is None:
        yield fault(path, "must have text or fields")
    if block.get("text") is not None:
        yield from text_object(block["text"], f"{path}/text", 3000)
    if fields is not None:
        yield from listed(fields, f"{path}/fields", 10)
        for place, field in enumerate(items(fields)):
            yield from text_object(field, f"{path}/fields/{place}", 2000)
    if block.get("accessory") is not None:
        yield from check_element(block["accessory"], f"{path}/accessory", IN_SECTION)


def _header(block: Mapping[str, Any], path: str) -> Faults:
    yield from plain(block.get("text"), f"{path}/text", 150)


def _context(block: Mapping[str, Any], path: str) -> Faults:
    yield from listed(block.get("elements"), f"{path}/elements", 10)
    for place, element in enumerate(items(block.get("elements"))):
        below = f"{path}/elements/{place}"
        if isinstance(element, Mapping) and element.get("type") == "image":
            yield from check_element(element, below, frozenset({"image"}))
        else:
            yield from text_object(element, below, 3000)


def _elements(most: int, allowed: frozenset[str]) -> Callable[[Mapping[str, Any], str], Faults]:
    def check(block: Mapping[str, Any], path: str) -> Faults:
        elements = block.get("elements")
        yield from listed(elements, f"{path}/elements", most)
        for place, element in enumerate(items(elements)):
            yield from check_element(element, f"{path}/elements/{place}", allowed)
        ids = Counter(_texts_of(items(elements), "action_id"))
        for name, times in ids.items():
            if times > 1:
                yield fault(f"{path}/elements", f"`action_id` {name} already exists in this block")

    return check


def _rich_text(block: Mapping[str, Any], path: str) -> Faults:
    yield from listed(block.get("elements"), f"{path}/elements", 1000, least=0)
    known = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    for place, element in enumerate(items(block.get("elements"))):
        if not isinstance(element, Mapping) or element.get("type") not in known:
            yield fault(f"{path}/elements/{place}/type", f"must be one of {', '.join(known)}")
        else:
            yield from listed(element.get("elements"), f"{path}/elements/{place}/elements", 1000, least=0)


def _markdown(block: Mapping[str, Any], path: str) -> Faults:
    yield from string(block.get("text"), f"{path}/text", 12_000, least=1)


def _image(block: Mapping[str, Any], path: str) -> Faults:
    yield from string(block.get("alt_text"), f"{path}/alt_text", 2000)
    if block.get("slack_file") is None:
        yield from url(block.get("image_url"), f"{path}/image_url")
    if block.get("title") is not None:
        yield from plain(block["title"], f"{path}/title", 2000)


def _input(block: Mapping[str, Any], path: str) -> Faults:
    yield from plain(block.get("label"), f"{path}/label", 2000)
    yield from check_element(block.get("element"), f"{path}/element", IN_INPUT)
    if block.get("hint") is not None:
        yield from plain(block["hint"], f"{path}/hint", 2000)


def _video(block: Mapping[str, Any], path: str) -> Faults:
    yield from plain(block.get("title"), f"{path}/title", 199)
    yield from string(block.get("alt_text"), f"{path}/alt_text", 2000)
    yield from url(block.get("video_url"), f"{path}/video_url")
    yield from url(block.get("thumbnail_url"), f"{path}/thumbnail_url")
    yield from optional(block, "author_name", path, 49)


def _file(block: Mapping[str, Any], path: str) -> Faults:
    yield from string(block.get("external_id"), f"{path}/external_id", 255, least=1)
    if block.get("source") != "remote":
        yield fault(f"{path}/source", "must be one of remote")


def _alert(block: Mapping[str, Any], path: str) -> Faults:
    yield from text_object(block.get("text"), f"{path}/text", 200)
    if block.get("level") not in (None, "default", "info", "warning", "error", "success"):
        yield fault(f"{path}/level", "must be one of default, info, warning, error, success")


def _task_card(block: Mapping[str, Any], path: str) -> Faults:
    yield from string(block.get("task_id"), f"{path}/task_id", 255, least=1)
    yield from string(block.get("title"), f"{path}/title", 256, least=1)


def _plan(block: Mapping[str, Any], path: str) -> Faults:
    yield from string(block.get("title"), f"{path}/title", 256, least=1)
    for place, task in enumerate(items(block.get("tasks"))):
        yield from _faults_of_block(task, f"{path}/tasks/{place}", view=False)


def _container(block: Mapping[str, Any], path: str) -> Faults:
    yield from container(block, path)
    for place, child in enumerate(items(block.get("child_blocks"))):
        yield from _faults_of_block(child, f"{path}/child_blocks/{place}", view=False)


def _divider(block: Mapping[str, Any], path: str) -> Faults:
    yield from ()


BLOCKS: dict[str, Callable[[Mapping[str, Any], str], Faults]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _elements(25, IN_ACTIONS),
    "context_actions": _elements(5, IN_CONTEXT_ACTIONS),
    "rich_text": _rich_text,
    "markdown": _markdown,
    "image": _image,
    "input": _input,
    "video": _video,
    "file": _file,
    "table": table,
    "data_table": data_table,
    "data_visualization": data_visualization,
    "card": check_card,
    "carousel": carousel,
    "container": _container,
    "alert": _alert,
    "task_card": _task_card,
    "plan": _plan,
}
ONLY_IN_MESSAGES = frozenset({"file", "markdown", "table", "context_actions", "task_card", "plan"})
