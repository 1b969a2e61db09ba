"""What people corrected of segments, and what became of it: plain values, without the libraries that apply them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Why = Literal["absent", "gone", "contradicts"]


class Correction(BaseModel):
    """`in`: these customers belong to `segment`, an id. `with`: together. `apart`: no two of them in one segment."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    """By which people call it."""
    kind: Literal["in", "with", "apart"]
    customers: tuple[str, ...]
    """As they are known again: see segments/known.py."""
    segment: str = ""


class Corrections(BaseModel):
    """All that holds. `names`: id of a segment -> what people call it. `taken_back`: id -> what it is called again, of
    those that people called otherwise for a while."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    names: dict[str, str] = {}
    taken_back: dict[str, str] = {}
    customers: tuple[Correction, ...] = ()


class Undone(BaseModel):
    """What could not be done of a correction. `absent`: a customer is not in this file. `gone`: its segment is no
    longer there. `contradicts`: another correction holds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int
    why: Why


class Standing(BaseModel):
    """`customers`: how many stand where people put them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    customers: int
    undone: tuple[Undone, ...] = ()
