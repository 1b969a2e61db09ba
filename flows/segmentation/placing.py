"""Texts placed by what they mean, before they are compared: by the embedding model where there is one, each once."""

from __future__ import annotations

from collections.abc import Sequence

from errors import SegueError
from flows.analyses import Step
from flows.llm.task import Model
from flows.llm.text_vectors import PLACE_TEXTS, TextsToPlace
from flows.replies import Notice, Reply
from flows.runtime import Context
from flows.segmentation.paid import to_their_ends
from flows.segmentation.state import SegmentationState
from flows.wording import fixed, say
from segments.readings import MOST_GIVEN, Given
from segments.told import Kind

DOING = fixed("is looking up what the texts mean…")
BY_WORDS = fixed(
    "What the texts mean was not to be had of my embedding model just now, so I compare them by their words."
)
PORTION = 100
"""Texts of one call."""


async def placed(state: SegmentationState, context: Context) -> tuple[SegmentationState, tuple[Reply, ...]]:
    """-> (state, what is said where the model could not be had). Of very many texts none is placed."""
    task, understanding = state.task, state.understanding
    if context.vectors is None or task is None or understanding is None or understanding.kind is not Kind.TEXTS:
        return state, ()
    context.step(say(DOING))
    try:
        texts = (await context.analyst.take(Step.TEXTS, task)).texts
        if not texts or len(texts) == MOST_GIVEN:
            return state, ()
        kept = await context.made_of_texts.of(PLACE_TEXTS.name, [each.key for each in texts])
        await _place([each for each in texts if each.key not in kept], context.vectors, context)
    except SegueError:
        state, name = state.named_notice("words")
        return state, (Notice(name, say(BY_WORDS)),)
    return state.model_copy(update={"task": task.model_copy(update={"placed": True})}), ()


async def _place(texts: Sequence[Given], model: Model, context: Context) -> None:
    """Each call is kept at once, also where another one fails. Raises what went wrong first."""
    portions = [texts[start : start + PORTION] for start in range(0, len(texts), PORTION)]
    done = await to_their_ends([_call(each, model, context) for each in portions])
    for each in done:
        if each is not None:
            raise each


async def _call(portion: Sequence[Given], model: Model, context: Context) -> None:
    found = await model.run(PLACE_TEXTS, TextsToPlace(texts=tuple(each.text for each in portion)))
    values = {each.key: vector for each, vector in zip(portion, found.vectors, strict=True)}
    await context.made_of_texts.keep(PLACE_TEXTS.name, values)
