"""What an operator sets to watch over Segue; part of bot/config.py's settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field


class Watched(BaseModel):
    """Log, health, metrics and traces."""

    log_format: Literal["text", "json"] = Field(
        "text", alias="SEGUE_LOG_FORMAT", description="How a line of the log looks: text or json"
    )
    health_host: str = Field(
        "127.0.0.1",
        alias="SEGUE_HEALTH_HOST",
        description="The address for SEGUE_HEALTH_PORT: this machine alone, or 0.0.0.0 where only operators come",
    )
    health_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        0, alias="SEGUE_HEALTH_PORT", description="A port for /healthz, /readyz and /metrics, e.g. 9464; 0 for none"
    )
    traces: bool = Field(
        False,
        alias="SEGUE_TRACES",
        description="Traces of turns by OpenTelemetry: on or off; needs segue[otel] and its OTEL_ settings",
    )
