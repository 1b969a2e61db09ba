"""Models of workspaces' own: each is asked one small question, and what is to be mended is called as in its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.config import Settings
from bot.doctor import embedding_model, language_model
from bot.doctor.environment import OWN_MODELS
from bot.doctor.finding import Finding, ok, skipped
from bot.doctor.language_model import FOR_ALL, Names
from bot.own_models import OwnModel


def forecast(settings: Settings, faults: Iterable[str]) -> list[str]:
    """What the questions will cost, a line each, to be said before."""
    costs = []
    for id, each in settings.own_models.of.items():
        own = each.instead_of(settings)
        costs += [(id, language_model.forecast(own, faults))] if each.differs else []
        costs += [(id, embedding_model.forecast(own, faults))] if _says_an_embedding_model(each) else []
    return [f"[{id}] {cost}" for id, cost in costs if cost]


async def examine(settings: Settings, faults: Iterable[str], *, ask: bool) -> list[Finding]:
    """Nothing where no workspace has one. `ask`: whether they may be asked, which costs a little."""
    found = []
    for id, each in settings.own_models.of.items():
        own, names = each.instead_of(settings), _names(id, each)
        if not each.differs:
            told = [ok(OWN_MODELS, "as for all.")]
        elif not ask:
            told = [skipped(OWN_MODELS, f"{own.model} was not asked (--no-model).")]
        elif not language_model.can_be_asked(own, faults):
            told = [skipped(OWN_MODELS, "The settings of the model come first.")]
        else:
            told = [await language_model.asked(OWN_MODELS, own, names)]
            if _says_an_embedding_model(each) and own.embedding_model:
                told.append(await embedding_model.asked(OWN_MODELS, own, names))
        found += [replace(one, said=f"[{id}] {one.said}") for one in told]
    return found


def _says_an_embedding_model(own: OwnModel) -> bool:
    """Otherwise it is the one for all, at its address, which is asked by itself."""
    return own.table.base_url is not None or own.table.embedding_model is not None


def _names(id: str, own: OwnModel) -> Names:
    table, named = own.table, Names(FOR_ALL.address, FOR_ALL.key)
    if table.base_url is not None:
        named = Names(f"base_url of [{id}]", table.api_key_env or f"a variable that api_key_env of [{id}] names")
    return replace(
        named,
        model=f"model of [{id}]" if table.model else FOR_ALL.model,
        embedding_model=f"embedding_model of [{id}]" if table.embedding_model else FOR_ALL.embedding_model,
    )
