"""What an operator sets about models and what they may cost; part of bot/config.py's settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, SecretStr

Seconds = Annotated[float, Field(gt=0)]
WordsPrice = Annotated[str, Field(pattern=r"^$|^\d+(\.\d+)?/\d+(\.\d+)?(/\d+(\.\d+)?)?$")]
"""`0.25/2`, or `0.25/2/0.025` where cached tokens cost less."""
UnitPrice = Annotated[float | None, Field(ge=0)]
Amounts = Annotated[str, Field(pattern=r"^$|^(T\w+=)?\d+(\.\d+)?(,T\w+=\d+(\.\d+)?)*$")]
"""`50`, or `50,T0123=200` where a workspace has one of its own."""
FOR = "for every workspace, or 50,T0123=200"


class ModelSettings(BaseModel):
    """Which models answer, how they are reached and what may be spent on them."""

    openai_api_key: SecretStr | None = Field(
        None, alias="OPENAI_API_KEY", description="Key of the language model; without it and a base URL Segue rehearses"
    )
    openai_base_url: str | None = Field(
        None,
        alias="OPENAI_BASE_URL",
        description="Any server that speaks OpenAI's protocol, e.g. http://localhost:11434/v1",
    )
    model: str = Field("gpt-5-mini", alias="SEGUE_MODEL", description="Name of the language model")
    model_price: WordsPrice = Field(
        "",
        alias="SEGUE_MODEL_PRICE",
        description="US dollars per million tokens: question/answer, or question/answer/cached, e.g. 0.25/2; for usage",
    )
    image_model: str = Field(
        "",
        alias="SEGUE_IMAGE_MODEL",
        description="A model that makes pictures, e.g. gpt-image-1-mini; without one, the faces of personas are drawn",
    )
    image_price: UnitPrice = Field(
        None, alias="SEGUE_IMAGE_PRICE", description="US dollars for one picture, e.g. 0.02; for usage"
    )
    embedding_model: str = Field(
        "", alias="SEGUE_EMBEDDING_MODEL", description="A model that places texts by meaning; without one: by words"
    )
    embedding_price: UnitPrice = Field(
        None, alias="SEGUE_EMBEDDING_PRICE", description="Its US dollars per million tokens, e.g. 0.02; for usage"
    )
    workspaces: str = Field(
        "",
        alias="SEGUE_WORKSPACES",
        description="A TOML file with models of workspaces' own, e.g. workspaces.toml (docs/running.md)",
    )
    budget_day: Amounts = Field("", alias="SEGUE_BUDGET_DAY", description=f"US dollars for models a day (UTC); {FOR}")
    budget_month: Amounts = Field("", alias="SEGUE_BUDGET_MONTH", description=f"The same in a calendar month; {FOR}")
    budget_study: Amounts = Field("", alias="SEGUE_BUDGET_STUDY", description=f"The same for each study; {FOR}")
    tokens_day: Amounts = Field("", alias="SEGUE_TOKENS_DAY", description=f"Tokens in a day (UTC); {FOR}")
    tokens_month: Amounts = Field("", alias="SEGUE_TOKENS_MONTH", description=f"Tokens in a calendar month; {FOR}")
    tokens_study: Amounts = Field("", alias="SEGUE_TOKENS_STUDY", description=f"Tokens for each study; {FOR}")
    model_timeout_seconds: Seconds = Field(
        60, alias="SEGUE_MODEL_TIMEOUT_SECONDS", description="How long one call to the language model may take"
    )
    model_tries: Annotated[int, Field(ge=1)] = Field(
        3, alias="SEGUE_MODEL_TRIES", description="How often a model that cannot be reached is tried before we wait"
    )
    model_at_once: Annotated[int, Field(ge=1)] = Field(
        8, alias="SEGUE_MODEL_AT_ONCE", description="How many calls to the model may run at the same time"
    )

    @property
    def connects_a_model(self) -> bool:
        """Whether a language model is named; otherwise the rehearsal model answers."""
        return self.openai_api_key is not None or self.openai_base_url is not None


def amount(said: str, team: str) -> float | None:
    """What a setting allows one workspace: its own amount before the one for all."""
    parts = dict(part.rpartition("=")[::2] for part in said.split(",") if part)
    found = parts.get(team, parts.get(""))
    return float(found) if found is not None else None
