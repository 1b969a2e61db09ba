"""What the side door leads to, besides the forms of conversations: Home, the library, studies, searches, files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.access import Access
from bot.audit import Audit
from bot.budgets import Standing
from bot.engine.bound import Clients
from bot.engine.digests import Digests
from bot.engine.homes import Homes
from bot.engine.libraries import Libraries
from bot.engine.offering import Offering
from bot.engine.searches import Searches
from bot.engine.studies import Studies
from bot.people import People
from flows.runtime import Flow
from store.connection import Store


@dataclass(frozen=True)
class Rooms:
    """Each is drawn from committed data, for whoever opens it."""

    homes: Homes
    libraries: Libraries
    studies: Studies
    searches: Searches
    digests: Digests
    offering: Offering


def rooms(
    store: Store, clients: Clients, flows: Mapping[str, Flow], access: Access, people: People, audit: Audit,
    clock: Callable[[], float], *, face_url: Callable[[str], str], retention_days: float | None,
    standing: Callable[[str], Awaitable[Standing | None]] | None,
) -> Rooms:  # fmt: skip
    """`face_url`, `retention_days`, `standing`: see `Limits` (bot/engine/engine.py)."""
    libraries, studies = Libraries(store, clients, access, face_url), Studies(store, clients, access, audit)
    return Rooms(
        Homes(store, clients, flows, access, libraries, studies, clock, retention_days, standing),
        libraries,
        studies,
        Searches(store, clients, access, clock, audit),
        Digests(store, clients, access, people),
        Offering(store, clients, access, people, clock),
    )
