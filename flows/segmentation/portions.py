"""Texts read by the model in portions, each of which is paid for once; what is said of a text is checked by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from errors import BudgetSpent, ModelRefused, ModelRubbish
from flows.llm.text_tasks import READ_TEXTS, ReadTextsInputs, TextReadings, TextToRead
from flows.runtime import Context
from flows.segmentation.paid import to_their_ends
from segments.readings import Given, Reading, checked

MOST_TEXTS, MOST_LETTERS = 20, 8_000
"""Of one call."""
AT_ONCE = 4
"""Calls of a turn: what people say in the thread meanwhile waits as long as one of them takes."""
TOPICS = 30
"""So many of those found so far are offered to the next texts, or each portion would name them anew."""


def portions_of(texts: Sequence[Given]) -> list[list[Given]]:
    portions, letters = list[list[Given]](), 0
    for each in texts:
        if not portions or len(portions[-1]) == MOST_TEXTS or letters + len(each.text) > MOST_LETTERS:
            portions.append([])
            letters = 0
        portions[-1].append(each)
        letters += len(each.text)
    return portions


async def known_of(texts: Sequence[Given], context: Context) -> dict[str, Reading]:
    kept = await context.made_of_texts.of(READ_TEXTS.name, [each.key for each in texts])
    return {key: Reading.model_validate_json(value) for key, value in kept.items()}


async def read_some(
    unread: Sequence[Given], known: Mapping[str, Reading], context: Context
) -> tuple[dict[str, Reading], bool]:
    """-> (what was read by some calls side by side, whether no more may be spent). What is read is kept at once."""
    found = Counter(each.topic for each in known.values() if each.topic)
    topics = tuple(topic for topic, _ in found.most_common(TOPICS))
    # The first texts name the topics that the others are held against.
    portions = portions_of(unread)[: AT_ONCE if topics else 1]
    done = await to_their_ends([_read(each, topics, context) for each in portions])
    made: dict[str, Reading] = {}
    for each in done:
        if isinstance(each, BaseException) and not isinstance(each, BudgetSpent):
            raise each
        made |= {} if isinstance(each, BudgetSpent) else each
    return made, any(isinstance(each, BudgetSpent) for each in done)


async def _read(
    portion: Sequence[Given], topics: tuple[str, ...], context: Context, *, whole: bool = True
) -> dict[str, Reading]:
    """One call. Where the model gives nothing for a portion, each half is asked for once; else it stays unread."""
    inputs = ReadTextsInputs(
        topics=topics,
        texts=tuple(TextToRead(id=f"t{number}", text=each.text) for number, each in enumerate(portion, 1)),
    )
    try:
        made = checked_readings(portion, await (context.unhurried or context.model).run(READ_TEXTS, inputs))
    except (ModelRefused, ModelRubbish):
        if whole and len(portion) > 1:
            halves = portion[: len(portion) // 2], portion[len(portion) // 2 :]
            return {
                key: reading
                for half in halves
                for key, reading in (await _read(half, topics, context, whole=False)).items()
            }
        made = {each.key: Reading(key=each.key) for each in portion}
    await context.made_of_texts.keep(
        READ_TEXTS.name, {key: reading.model_dump_json().encode() for key, reading in made.items()}
    )
    return made


def checked_readings(portion: Sequence[Given], result: TextReadings) -> dict[str, Reading]:
    """-> a reading of each text: one that was left out, or read twice, is not read."""
    times = Counter(each.id for each in result.readings)
    once = {each.id: each for each in result.readings if times[each.id] == 1}
    made = {}
    for number, given in enumerate(portion, 1):
        said = once.get(f"t{number}")
        made[given.key] = (
            Reading(key=given.key)
            if said is None
            else checked(given, said.sentiment, said.topic, said.keywords, said.quote)
        )
    return made
