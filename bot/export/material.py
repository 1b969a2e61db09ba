"""What was given as material in a study's conversations, what was said of where it is from, and whose cards cite it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.export.gather import when
from bot.export.states import loaded
from bot.export.study import CitedRecord, MaterialRecord, OriginRecord
from flows.persona.state import PersonaState
from store import origins, personas, study_records
from store.connection import Transaction
from store.origins import Material, Said
from store.study_records import Held, Study


def material(
    tx: Transaction, study: Study, held: Mapping[str, Held], may: Callable[[str], bool]
) -> tuple[MaterialRecord, ...]:
    """`held`: the conversations that may be read, by their ids. `may`: whether a channel may be; files that were
    analysed there are among them."""
    team = study.team_id
    analysed = [id for id, channel in study_records.analyses(tx, team, study.id) if may(channel)]
    cited = {id: tuple(_cited(tx, team, held, id)) for id in held}
    return tuple(_record(tx, team, each, cited) for each in origins.of_conversations(tx, team, [*held, *analysed]))


def _record(
    tx: Transaction, team: str, given: Material, cited: Mapping[str, tuple[tuple[str, str, CitedRecord], ...]]
) -> MaterialRecord:
    said = [_said(each) for each in origins.history(tx, team, given.conversation, given.upload)]
    return MaterialRecord(
        id=given.id,
        kind=given.kind,
        name=given.name,
        conversation=given.conversation,
        given_by=given.given_by,
        given_at=when(given.given_at),
        origin=said[-1] if said else None,
        earlier=tuple(said[:-1]),
        cited_by=tuple(
            record
            for of_persona in cited.values()
            for conversation, id, record in of_persona
            if (conversation, id) == (given.conversation, given.id)
        ),
    )


def _cited(tx: Transaction, team: str, held: Mapping[str, Held], id: str) -> Iterator[tuple[str, str, CitedRecord]]:
    """-> (conversation and id of a material, how the persona that was made in `id` cites it)"""
    state = loaded(held[id].flow, held[id].state)
    if not isinstance(state, PersonaState) or state.persona is None:
        return
    statements, knowledge = state.persona.statements, state.persona.knowledge
    sources = [*(each.sources for each in statements), *(each.sources for each in knowledge)]
    numbers = {source.ref.partition(".")[0] for some in sources for source in some if source.ref}
    talks = tuple(each for each in personas.interviews(tx, team, id) if each in held)
    for each in state.given:
        if f"m{each.number}" in numbers:
            yield each.conversation, each.id, CitedRecord(persona=id, number=each.number, interviews=talks)


def _said(said: Said) -> OriginRecord:
    told = said.provenance
    return OriginRecord(
        came_from=told.came_from,
        words=told.words,
        purpose=told.purpose,
        basis=told.basis,
        said_by=said.by,
        said_at=when(said.at),
    )
