"""Which model answers whom: a workspace's own or the one for all, and the rehearsal model when there is none."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from bot.budgets import Budgets
from bot.config import Settings
from bot.paid_calls import PaidCalls
from flows.llm.connected import Server
from flows.llm.gate import Gate
from flows.llm.nobody import Nobody, none_named, not_known_whose
from flows.llm.openai_model import OpenAIModel, Price
from flows.llm.openai_pictures import OpenAIPictures
from flows.llm.openai_vectors import OpenAIVectors
from flows.llm.rehearsal import RehearsalModel
from flows.llm.task import Model
from flows.llm.usage import Keep
from store.connection import Store

PICTURES_AT_ONCE, VECTORS_AT_ONCE = 2, 4
KINDS = 3
"""Of models that one server may have: words, pictures, vectors. Each has connections of its own."""
Cost = Callable[[int, int, int], float | None]


def not_known(prompt: int, answer: int, pictures: int) -> float | None:
    """What it costs where nobody said a price."""
    return None


def no_organisation(team: str) -> str:
    """Every workspace stands for itself."""
    return ""


def build_budgets(settings: Settings, store: Store, clock: Callable[[], float], paid: PaidCalls) -> Budgets:
    """What the settings allow each workspace to spend."""
    return Budgets(
        store,
        usd={"day": settings.budget_day, "month": settings.budget_month, "study": settings.budget_study},
        tokens={"day": settings.tokens_day, "month": settings.tokens_month, "study": settings.tokens_study},
        clock=clock,
        unwritten=paid.unwritten,
    )


@dataclass(frozen=True)
class Gates:
    """The one gate to each model of one server; None where none is named. `cost`: (tokens read, tokens written,
    pictures) -> US dollars; None where the price is not known. `own`: they are of one workspace alone."""

    words: Gate | Nobody
    pictures: Gate | None = None
    vectors: Gate | None = None
    cost: Cost = not_known
    own: bool = False

    async def close(self) -> None:
        """Let go of every model's connections."""
        for each in (self.words, self.pictures, self.vectors):
            if each is not None:
                await each.close()


@dataclass(frozen=True)
class Models:
    """Whose models answer in which workspace: those of its table, of its organisation's (E…), or `common`.

    `organisation`: team -> the one it belongs to, empty where to none; None where Slack has not said it yet: then
    nothing is asked, because that one may have a table.
    """

    common: Gates
    own: Mapping[str, Gates] = field(default_factory=dict)
    organisation: Callable[[str], str | None] = no_organisation
    unknown: Gates = field(default_factory=lambda: Gates(Nobody(not_known_whose)))

    def of(self, team: str) -> Gates:
        if team in self.own or not any(id.startswith("E") for id in self.own):
            return self.own.get(team, self.common)
        organisation = self.organisation(team)
        return self.unknown if organisation is None else self.own.get(organisation, self.common)

    async def close(self) -> None:
        for each in {id(each): each for each in (self.common, *self.own.values())}.values():
            await each.close()


def build_models(
    settings: Settings, budgets: Budgets, paid: PaidCalls, organisation: Callable[[str], str | None] = no_organisation
) -> Models:  # fmt: skip
    """Each workspace's own model has its own connections, places and rests: what one server does holds up no other."""
    build = partial(build_gates, budgets=budgets, keep=paid.keep)
    for_all = build(settings)
    own = {
        id: replace(build(each.instead_of(settings)), own=True) if each.differs else for_all
        for id, each in settings.own_models.of.items()
    }
    return Models(Gates(Nobody(none_named)) if settings.own_models.only else for_all, own, organisation)


def make_room_for_lookups(models: Models) -> None:
    """A name server that keeps silent holds a thread for each model that is looked up there: with models of workspaces'
    own, the loop's threads are so many more that everything else finds one free.
    """
    if servers := len(models.own):
        usual = min(32, (os.cpu_count() or 1) + 4)
        threads = ThreadPoolExecutor(usual + KINDS * servers, "segue")
        asyncio.get_running_loop().set_default_executor(threads)


def build_gates(settings: Settings, budgets: Budgets, keep: Keep) -> Gates:
    """Without a connected model words come from the rehearsal model, and there are no pictures and vectors.

    `keep` hears what each request cost.
    """

    def gate(model: Model, at_once: int) -> Gate:
        return Gate(model, at_once=at_once, tries=settings.model_tries, allowed=budgets.allowed)

    if not settings.connects_a_model:
        return Gates(gate(RehearsalModel(), settings.model_at_once), cost=cost_of(settings))
    server = server_of(settings, keep)
    words = OpenAIModel(**server, model=settings.model, price=price_named(settings.model_price))
    draws, places = settings.image_model, settings.embedding_model
    pictures = OpenAIPictures(**server, model=draws, price=settings.image_price) if draws else None
    vectors = OpenAIVectors(**server, model=places, price=settings.embedding_price) if places else None
    return Gates(
        gate(words, settings.model_at_once),
        gate(pictures, PICTURES_AT_ONCE) if pictures else None,
        gate(vectors, VECTORS_AT_ONCE) if vectors else None,
        cost_of(settings),
    )


def server_of(settings: Settings, on_usage: Keep) -> Server:
    """The server that the settings name, as every model of it is reached. `on_usage` hears what each request cost."""
    return {
        "api_key": settings.openai_api_key.get_secret_value() if settings.openai_api_key else None,
        "base_url": settings.openai_base_url,
        "timeout": settings.model_timeout_seconds,
        "on_usage": on_usage,
    }


def cost_of(settings: Settings) -> Cost:
    """-> what (tokens read, tokens written, pictures) cost in US dollars, where the settings say all that it takes."""
    price = price_named(settings.model_price)

    def cost(prompt: int, answer: int, pictures: int) -> float | None:
        if price is None or (pictures and settings.image_price is None):
            return None
        return price.of(prompt, answer, 0) + pictures * (settings.image_price or 0.0)

    return cost


def price_named(said: str) -> Price | None:
    """`question/answer` or `question/answer/cached`; cached tokens cost as much as others where nothing is said."""
    if not said:
        return None
    question, answer, *cached = (float(part) for part in said.split("/"))
    return Price(prompt=question, completion=answer, cached=cached[0] if cached else question)
