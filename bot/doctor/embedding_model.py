"""The model that places texts by what they mean, where one is named: one short sentence is placed.

Without it texts are compared by their words; with one that does not answer, each analysis says so in the thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.config import Settings
from bot.doctor.finding import Finding, ok, shown, skipped, to_mend
from bot.doctor.language_model import FOR_ALL, Names, can_be_asked, mend_of_server
from bot.model import server_of
from errors import ModelError, ModelRubbish
from flows.llm.connected import OPENAI
from flows.llm.openai_vectors import OpenAIVectors
from flows.llm.task import Usage
from flows.llm.text_vectors import PLACE_TEXTS, TextsToPlace

CHECK = "embeddings"
SMALL = TextsToPlace(texts=("The courier came a day late.",))
TOKENS = 10
BYTES_A_NUMBER = 2


def forecast(settings: Settings, faults: Iterable[str]) -> str:
    """What placing it will cost, to be said before; empty when nothing is asked."""
    if not settings.embedding_model or not can_be_asked(settings, faults):
        return ""
    return f"Asking {settings.embedding_model} to place one sentence: about {TOKENS} tokens."


async def examine(settings: Settings, faults: Iterable[str], *, ask: bool) -> list[Finding]:
    """Nothing where none is named. `ask`: whether it may be asked, which costs a little."""
    name = settings.embedding_model
    if not name:
        return []
    if not settings.connects_a_model:
        said = "SEGUE_EMBEDDING_MODEL names a model, but nothing says where it is: texts are compared by words."
        return [to_mend(CHECK, said, "Set OPENAI_API_KEY for OpenAI, or OPENAI_BASE_URL for a server of your own.")]
    if not ask:
        return [skipped(CHECK, f"{name} was not asked (--no-model).")]
    if not can_be_asked(settings, faults):
        return [skipped(CHECK, "The settings of the model come first.")]
    return [await asked(CHECK, settings, FOR_ALL)]


async def asked(check: str, settings: Settings, names: Names) -> Finding:
    """What became of one sentence that the model of these settings was to place."""
    name = settings.embedding_model
    used: list[Usage] = []

    async def note(usage: Usage, _: Mapping[str, str]) -> None:
        used.append(usage)

    model = OpenAIVectors(**server_of(settings, note), model=name)
    try:
        placed = await model.run(PLACE_TEXTS, SMALL)
    except ModelError as error:
        return to_mend(check, error.happened, _mend(error, settings, names))
    finally:
        await model.close()
    width = len(placed.vectors[0]) // BYTES_A_NUMBER
    return ok(check, f"{name} places texts by {width:,} numbers ({sum(each.seconds for each in used):.1f} s).")


def _mend(error: ModelError, settings: Settings, names: Names) -> str:
    if of_server := mend_of_server(error, settings, names):
        return of_server
    name = settings.embedding_model
    if isinstance(error, ModelRubbish):
        return f"{name} is no model that places texts: name one in {names.embedding_model}, or leave that out."
    return (
        f"See that {shown(settings.openai_base_url or OPENAI)} ({names.address}) speaks OpenAI's Embeddings and has "
        f"{name} ({names.embedding_model}), or leave that out: texts are then compared by their words."
    )
