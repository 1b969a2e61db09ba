"""Cards in the library, as short as they can be."""

from __future__ import annotations

from collections.abc import Sequence

from personas.passages import Passage
from personas.schema import Persona, Speech
from store import personas
from store.connection import Transaction


def kept(
    tx: Transaction, id: str, name: str, occupation: str = "", quote: str = "", *, channel: str = "C1", face: str = "",
    version: int = 1, now: float = 0.0,
) -> None:  # fmt: skip
    """`id`, called `name`, is in the library of T1, made in `channel`."""
    card = Persona(
        name=name, age_band="", occupation=occupation, quote=quote, brief="", statements=(), speech=Speech(style="")
    )
    keep(tx, id, card, channel=channel, face=face, version=version, now=now)


def keep(
    tx: Transaction, id: str, card: Persona, passages: Sequence[Passage] = (), *, channel: str = "C1", face: str = "",
    version: int = 1, now: float = 0.0,
) -> None:  # fmt: skip
    """The card as it is, with the papers it stands on."""
    personas.keep(
        tx, team_id="T1", id=id, study_id="S1", channel=channel, changed_by="U1", persona=card, passages=passages,
        version=version, face=face, now=now,
    )  # fmt: skip
