"""Cards in the library, as short as they can be."""

from __future__ import annotations

from personas.schema import Persona, Speech
from store import personas
from store.connection import Transaction


def kept(
    tx: Transaction, id: str, name: str, occupation: str = "", quote: str = "", *, channel: str = "C1", now: float = 0.0
) -> None:
    """`id`, called `name`, is in the library of T1, made in `channel`."""
    card = Persona(
        name=name, age_band="", occupation=occupation, quote=quote, brief="", statements=(), speech=Speech(style="")
    )
    personas.keep(
        tx, team_id="T1", id=id, study_id="S1", channel=channel, changed_by="U1", persona=card, passages=(), version=1,
        face="", now=now,
    )  # fmt: skip
