"""Models of workspaces' own: a TOML file with a table for each workspace. Keys stand in the environment alone.

A table says what differs; what it leaves out is as in the settings for all. Only a key never goes along: the one for
all is sent to the address for all, and a workspace's own to its own address.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.model_settings import ModelSettings, UnitPrice, WordsPrice
from bot.own_model_faults import (
    SETTING,
    faults_of_key,
    faults_of_place,
    faults_of_prices,
    faults_of_table,
    faults_of_two_addresses,
)
from bot.secrets import SHORTEST_SECRET, without
from errors import SettingsError
from flows.llm.connected import OPENAI

ONLY = "own_only"
PRICES = {"model": "model_price", "image_model": "image_price", "embedding_model": "embedding_price"}
Common = TypeVar("Common", bound=ModelSettings)


class Table(BaseModel):
    """What a workspace's table may say. `""` names no model where the settings for all name one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, allow_inf_nan=False)

    base_url: str | None = None
    api_key_env: str | None = None
    model: Annotated[str, Field(min_length=1)] | None = None
    model_price: WordsPrice | None = None
    image_model: str | None = None
    image_price: UnitPrice = None
    embedding_model: str | None = None
    embedding_price: UnitPrice = None


@dataclass(frozen=True)
class OwnModel:
    """A workspace's table, and its key where it names one."""

    table: Table
    key: SecretStr | None = None

    @property
    def differs(self) -> bool:
        """Whether it is another one than that for all."""
        return self.table != Table()

    def instead_of(self, common: Common) -> Common:
        """-> the settings as this workspace has them. A price is that of a model at an address: with another model or
        address it is not known, unless the table says it."""
        table, said = self.table, self.table.model_dump(exclude_none=True, exclude={"base_url", "api_key_env"})
        elsewhere = table.base_url is not None
        if elsewhere:
            said |= {"openai_base_url": table.base_url, "openai_api_key": self.key}
        for name, price in PRICES.items():
            another = elsewhere or said.get(name, getattr(common, name)) != getattr(common, name)
            if another and price not in said:
                said[price] = ModelSettings.model_fields[price].default
        return common.model_copy(update=said)


@dataclass(frozen=True)
class OwnModels:
    """`of`: workspace id -> its model. `only`: a workspace without a table has none."""

    of: Mapping[str, OwnModel] = field(default_factory=dict)
    only: bool = False

    @property
    def secrets(self) -> set[str]:
        """Their keys, for what must not show any."""
        keys = {each.key.get_secret_value() for each in self.of.values() if each.key is not None}
        return {key for key in keys if len(key) >= SHORTEST_SECRET}


NO_OWN_MODELS = OwnModels()


def read(values: Mapping[str, str], environ: Mapping[str, str]) -> tuple[OwnModels, list[str]]:
    """-> (the models that the file of `values` names, every fault of it in words that hold no key).

    `values`: our settings. `environ`: every variable there is.
    """
    if SETTING not in values:
        return NO_OWN_MODELS, []
    try:
        said = _file(Path(values[SETTING]))
    except SettingsError as error:
        return NO_OWN_MODELS, [without(f"{SETTING}: {error}", ())]
    only, faults = said.pop(ONLY, False), []
    if not isinstance(only, bool):
        only, faults = True, [f"{ONLY} must be true or false."]
    tables: dict[str, OwnModel] = {}
    for id, written in said.items():
        table, wrong = _table(id, written)
        key, missing = faults_of_key(id, written, environ) if table is not None and not wrong else (None, [])
        faults += wrong or missing
        if table is not None and not wrong and not missing:
            tables[id] = OwnModel(table, SecretStr(key) if key else None)
    models = OwnModels(tables, only)
    faults += faults_of_two_addresses(_addresses(models, values))
    common = _as_far_as_it_goes(values)
    for id, each in tables.items():
        own = each.instead_of(common)
        faults += faults_of_place(id, own, named=each.differs) + faults_of_prices(id, own, values)
    return models, [without(f"{SETTING}: {fault}", models.secrets) for fault in faults]


def keys_named(values: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """-> the variables that hold the keys of these models, for a process that is started with them alone."""
    own, _ = read(values, environ)
    named = (each.table.api_key_env for each in own.of.values())
    return {name: environ[name] for name in named if name}


def _file(path: Path) -> dict[str, Any]:
    """Raises SettingsError."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"there is no {path}.", now="Write that file, or leave the setting out.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.", now="Mend that, or name another.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} cannot be read: it is not UTF-8 text.", now="Save it anew.") from error
    except (ValueError, RecursionError) as error:
        # Also a number of thousands of digits, and a path with a character that none has.
        raise SettingsError(f"{path} is no TOML: {error}.", now="Correct it there.") from error


def _table(id: str, written: Any) -> tuple[Table | None, list[str]]:
    try:
        table = Table.model_validate(written) if isinstance(written, dict) else None
    except ValidationError as error:
        return None, faults_of_table(id, written, set(Table.model_fields), error.errors())
    return table, faults_of_table(id, written, set(Table.model_fields), ())


def _as_far_as_it_goes(values: Mapping[str, str]) -> ModelSettings:
    """What the settings for all say; those that are impossible are named elsewhere, and count as not said."""
    try:
        return ModelSettings.model_validate(values)
    except ValidationError as error:
        impossible = {str(fault["loc"][0]) for fault in error.errors()}
        return ModelSettings.model_validate({key: value for key, value in values.items() if key not in impossible})


def _addresses(models: OwnModels, values: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """-> (key, whose it is, the address it is sent to), the one for all first."""
    common = (values.get("OPENAI_API_KEY", ""), "OPENAI_API_KEY", values.get("OPENAI_BASE_URL", OPENAI))
    return ([common] if common[0] else []) + [
        (each.key.get_secret_value(), f"[{id}]", each.table.base_url or "")
        for id, each in models.of.items()
        if each.key is not None
    ]
