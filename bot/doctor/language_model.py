"""The language model: reachable, known, paid for, and able to answer in the form that Segue needs.

It is asked one small thing that interviews ask too, so that what passes here passes there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.config import Settings
from bot.doctor.finding import Finding, ok, shown, skipped, to_mend
from bot.model import price_named, server_of
from errors import ModelError, ModelMisconfigured, ModelRefused, ModelRubbish, ModelUnavailable
from flows.llm.briefs import messages
from flows.llm.connected import OPENAI
from flows.llm.openai_model import OpenAIModel
from flows.llm.task import Usage
from flows.llm.tasks import WHAT_IS_MISSING, MissingInputs

SMALL = MissingInputs(project="A bicycle repair service that comes to people's homes.", exchanges=(), coverage={})
BYTES_A_TOKEN = 4
SIGNED = "OPENAI_BASE_URL holds a name or a password, which cannot be sent together with a key."
ANSWER_TOKENS = 500
"""What an answer takes, with some thinking; models that reason aloud take more."""


@dataclass(frozen=True)
class Names:
    """What a model's settings are called, so that whoever mends one finds it."""

    address: str = "OPENAI_BASE_URL"
    key: str = "OPENAI_API_KEY"
    model: str = "SEGUE_MODEL"
    embedding_model: str = "SEGUE_EMBEDDING_MODEL"


FOR_ALL = Names()


def forecast(settings: Settings, faults: Iterable[str]) -> str:
    """What the question will cost, to be said before it is asked; empty when nothing is asked."""
    if not can_be_asked(settings, faults):
        return ""
    size = sum(len(message["content"].encode()) for message in messages(WHAT_IS_MISSING, SMALL))
    tokens = round(size / BYTES_A_TOKEN, -2)
    price = price_named(settings.model_price)
    cost = f", {price.of(int(tokens), ANSWER_TOKENS, 0):.4f} US dollars" if price else ""
    return (
        f"Asking {settings.model} one small question: about {tokens:.0f} tokens, and {ANSWER_TOKENS} for the answer"
        f"{cost}. `--no-model` leaves it out."
    )


async def examine(values: Mapping[str, str], settings: Settings, faults: Iterable[str], *, ask: bool) -> Finding:
    """`ask`: whether the model may be asked, which costs a little."""
    if not settings.connects_a_model:
        return _rehearsing(values, settings)
    if _signed(settings):
        return to_mend("model", SIGNED, "Take them out; what the server wants as a key goes into OPENAI_API_KEY.")
    if not ask:
        return skipped("model", f"{settings.model} was not asked (--no-model).")
    if not can_be_asked(settings, faults):
        return skipped("model", "The settings of the model come first.")
    return await asked("model", settings, FOR_ALL)


async def asked(check: str, settings: Settings, names: Names) -> Finding:
    """What became of one small question to the model of these settings."""
    used: list[Usage] = []

    async def note(usage: Usage, _: Mapping[str, str]) -> None:
        used.append(usage)

    model = OpenAIModel(**server_of(settings, note), model=settings.model)
    try:
        await model.run(WHAT_IS_MISSING, SMALL)
    except ModelError as error:
        return to_mend(check, error.happened, _mend(error, settings, names))
    finally:
        await model.close()
    tokens = sum(each.prompt_tokens + each.completion_tokens for each in used)
    return ok(check, f"{settings.model} answers in JSON ({tokens} tokens, {sum(each.seconds for each in used):.1f} s).")


def can_be_asked(settings: Settings, faults: Iterable[str]) -> bool:
    """Whether the settings say all that it takes to reach it."""
    named = ("OPENAI_BASE_URL", "SEGUE_MODEL:", "SEGUE_MODEL_TIMEOUT_SECONDS", "SEGUE_MODEL_PRICE")
    faulty = any(fault.startswith(named) for fault in faults)
    return settings.connects_a_model and not faulty and not _signed(settings)


def _signed(settings: Settings) -> bool:
    try:
        return urlsplit(settings.openai_base_url or "").username is not None
    except ValueError:  # No address at all, which the settings are told about.
        return False


def _rehearsing(values: Mapping[str, str], settings: Settings) -> Finding:
    if settings.own_models.only:
        return ok("model", "None is for all: only workspaces with a table in SEGUE_WORKSPACES have one.")
    if "SEGUE_MODEL" not in values:
        return ok("model", "No language model is connected, so Segue rehearses.")
    return to_mend(
        "model",
        "SEGUE_MODEL names a model, but nothing says where it is, so Segue rehearses.",
        "Set OPENAI_API_KEY for OpenAI, or OPENAI_BASE_URL for a server of your own.",
    )


def mend_of_server(error: ModelError, settings: Settings, names: Names) -> str:
    """What mends the server and the account, whichever of its models was asked; empty where it is the model."""
    where = shown(settings.openai_base_url or OPENAI)
    if isinstance(error, ModelUnavailable):
        return f"See that the server at {where} ({names.address}) is up and this machine reaches it; then try again."
    if not isinstance(error, ModelMisconfigured):
        return ""
    if "key" in error.happened:
        return f"Put a key that {where} accepts into {names.key}."
    return f"Add credit to the account that {names.key} belongs to." if "credit" in error.happened else ""


def _mend(error: ModelError, settings: Settings, names: Names) -> str:
    """By kind, and within what only an operator can mend, by what the server turned down."""
    if of_server := mend_of_server(error, settings, names):
        return of_server
    where = shown(settings.openai_base_url or OPENAI)
    if isinstance(error, ModelRubbish | ModelRefused):
        return f"{settings.model} does not do what Segue needs: name a model with structured output in {names.model}."
    assert isinstance(error, ModelMisconfigured)
    if "model or address" in error.happened:
        return f"See that {where} ({names.address}) has a model called {settings.model} ({names.model})."
    return (
        f"See that {where} ({names.address}) speaks OpenAI's Chat Completions and takes {settings.model} "
        f"({names.model})."
    )
