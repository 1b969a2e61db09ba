"""The whole examination: every place is looked at, and all that is found is told at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from bot.config import Settings
from bot.doctor import (
    database,
    embedding_model,
    environment,
    installed,
    language_model,
    own_models,
    slack,
    surroundings,
)
from bot.doctor.finding import Finding, to_mend, without_secrets
from bot.secrets import secrets_in

Findings = list[Finding]


async def examine(
    environ: Mapping[str, str],
    dotenv: Path | None,
    *,
    ask_model: bool,
    tell: Callable[[str], None],
    http: bool = False,
    clock: Callable[[], float] = time.time,
) -> Findings:
    """-> what was found, in the order it is best mended. Raises nothing, and no text holds a secret.

    `ask_model`: whether the language model may be asked, which costs a little; `tell` hears how much before it is.
    `http`: for `segue run --http`. `clock`: this machine's, in Unix seconds.
    """
    values, faults, found = environment.read(environ, dotenv, http=http)
    own, of_their_file = environment.read_own_models(environ, dotenv, values)
    secrets = secrets_in(values) | own.secrets
    settings = Settings.as_far_as_they_go(values).with_own_models(own)
    costs = [language_model.forecast(settings, faults), embedding_model.forecast(settings, faults)]
    for cost in (*costs, *own_models.forecast(settings, faults)) if ask_model else ():
        if cost:
            tell(without_secrets([Finding("model", "skipped", cost)], secrets)[0].said)

    async def of_database() -> Findings:
        return [await database.examine(settings, faults)]

    async def of_model() -> Findings:
        return [
            await language_model.examine(values, settings, faults, ask=ask_model),
            *await embedding_model.examine(settings, faults, ask=ask_model),
            *of_their_file,
            *await own_models.examine(settings, faults, ask=ask_model),
        ]

    async def of_surroundings() -> Findings:
        return [await surroundings.public_address(settings, faults, http=http), surroundings.office()]

    parts = await asyncio.gather(
        _whatever_happens("slack", slack.examine(settings, faults, clock, http=http)),
        _whatever_happens("database", of_database()),
        _whatever_happens("workspaces", installed.examine(settings, faults)),
        _whatever_happens("model", of_model()),
        _whatever_happens("address", of_surroundings()),
    )
    return without_secrets([environment.python(), *found, *(each for part in parts for each in part)], secrets)


async def _whatever_happens(check: str, examination: Awaitable[Findings]) -> Findings:
    """One part that fails must not keep the others' findings from whoever asked for help."""
    try:
        return await examination
    # The doctor is for machines on which anything may be wrong; what nobody foresaw is a finding, too.
    except Exception as error:
        said = f"This check itself failed: {type(error).__name__}: {error}"
        return [to_mend(check, said, "Please report this as a fault of Segue, with this line.")]
