"""Files that come while another is looked at: each has its turn, and is held against the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.files import File
from flows.origins import id_of
from flows.replies import Notice
from flows.runtime import Context, Incoming
from flows.segmentation.beginning import new_analysis
from flows.segmentation.material import taking
from flows.segmentation.state import Phase, SegmentationState, Waiting
from flows.segmentation.turn import SegmentationTurn, notice
from flows.wording import fixed, say, say_list
from studies.naming import in_order_of_days

FOLLOWS = fixed("One at a time: {first} first, then {others}. Each is compared with the one before it.")
COMES_NEXT = fixed("{file} comes as soon as {first} is done, and is compared with the one before it.")
COMES_ONCE_ANSWERED = fixed("{file} comes as soon as {first} is done; for that I need your answer above.")
COMES_ONCE_RESUMED = fixed("{file} comes as soon as {first} is done; “resume” goes on with that one.")
HELD = fixed("“resume” goes on with {first}, then with {others}; “stop” leaves out what waits.")
LEFT_OUT = fixed("I left out {files}. Drop it again when you want it.")
LEFT_OUT_SEVERAL = fixed("I left out {files}. Drop them again when you want them.")
ALREADY = fixed("{file} has its turn already, so I look at it once.")
GONE = fixed("The message with {files} was deleted, so I leave that out.")


def by_day(files: Sequence[File]) -> list[File]:
    """Files that are called the same but for the day, the earliest first; others as they were dropped."""
    return [files[place] for place in in_order_of_days([each.name for each in files])]


def once(state: SegmentationState, files: Sequence[File]) -> list[File]:
    """Those that have no turn yet: a file may be shared twice, and is looked at once."""
    known = {id_of(each.file) for each in state.waiting}
    if state.task is not None and state.phase not in (Phase.NEW, Phase.DONE):
        known.add(id_of(state.task.file))
    return [each for each in each_once(files) if id_of(each) not in known]


def each_once(files: Sequence[File]) -> list[File]:
    return list({id_of(each): each for each in files}.values())


def already(files: Sequence[File]) -> str:
    return say(ALREADY, file=say_list([each.name for each in each_once(files)]))


def lined_up(
    led: dict[str, Any], batch: Sequence[Incoming], files: Sequence[File], wanted: int | None, context: Context
) -> dict[str, Any]:
    """What a turn led to, with files that are looked at afterwards."""
    for file in files:
        dropped = next(each for each in batch if file in each.attached)
        led = taking(led, dropped, file, context)
        state = led["state"]
        waiting = (*state.waiting, Waiting(file=file, user=dropped.user, wanted=wanted))
        led = {**led, "state": state.model_copy(update={"waiting": waiting})}
    return led


def follow(led: dict[str, Any], first: File, others: Sequence[File]) -> dict[str, Any]:
    """What a turn led to, with in which order the files are looked at."""
    if not others:
        return led
    state, name = led["state"].named_notice("follow")
    told = Notice(name, say(FOLLOWS, first=first.name, others=say_list([each.name for each in others])))
    return {**led, "state": state, "replies": [*led["replies"], told]}


def come_next(state: SegmentationState, files: Sequence[File]) -> dict[str, Any]:
    """That files which came later have their turn; those that had it already are none of `files`."""
    assert state.task is not None
    words = {Phase.ASKING: COMES_ONCE_ANSWERED, Phase.WAITING: COMES_ONCE_RESUMED}.get(state.phase, COMES_NEXT)
    return notice(state, say(words, file=say_list([each.name for each in files]), first=state.task.file.name))


async def going_on(led: dict[str, Any], row: Incoming, context: Context) -> dict[str, Any]:
    """What a turn led to; where the file is done, or cannot be, the next one that waits is begun."""
    state: SegmentationState = led["state"]
    if state.phase not in (Phase.DONE, Phase.WAITING) or not state.waiting:
        return led
    first, *later = state.waiting
    state = state.model_copy(update={"waiting": tuple(later)})
    whose = row.model_copy(update={"user": first.user})
    after = await new_analysis(state, whose, context, file=first.file, wanted=first.wanted)
    return {**led, **after, "replies": [*led["replies"], *after["replies"]]}


def held(led: dict[str, Any]) -> dict[str, Any]:
    """What a turn led to that could not be done just now: the next one would fare no better, so all wait."""
    state: SegmentationState = led["state"]
    if not state.waiting or state.task is None:
        return led
    words = say(HELD, first=state.task.file.name, others=say_list([each.file.name for each in state.waiting]))
    state, name = state.named_notice("held")
    told = Notice(name, words, ("resume",))
    return {**led, "state": state, "replies": [*led["replies"], told]}


def leaving_out(led: dict[str, Any]) -> dict[str, Any]:
    """What a turn led to, with no file waiting any more."""
    state: SegmentationState = led["state"]
    if not state.waiting:
        return led
    words = LEFT_OUT if len(state.waiting) == 1 else LEFT_OUT_SEVERAL
    files = say_list([each.file.name for each in state.waiting])
    state, name = state.model_copy(update={"waiting": ()}).named_notice("left-out")
    return {**led, "state": state, "replies": [*led["replies"], Notice(name, say(words, files=files))]}


def taken_out(state: SegmentationState, upload: str) -> tuple[SegmentationState, tuple[File, ...]]:
    """-> (state, the files that waited and came with that message)"""
    ids = {each.id for each in state.given if each.upload == upload}
    gone = tuple(each.file for each in state.waiting if id_of(each.file) in ids)
    left = tuple(each for each in state.waiting if each.file not in gone)
    return state.model_copy(update={"waiting": left}), gone


def is_taken_out(state: SegmentationState, change: Incoming) -> bool:
    """Whether it is the message with a file that waits."""
    return change.kind == "deletion" and bool(taken_out(state, change.message_ts or "")[1])


async def take_out(turn: SegmentationTurn) -> dict[str, Any]:
    state, files = taken_out(turn["state"], turn["incoming"][0].message_ts or "")
    return notice(state, say(GONE, files=say_list([each.name for each in files])))
