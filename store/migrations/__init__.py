"""How the tables grew. Append only: a migration that has landed is never edited.

Every table begins with `team_id`, so that one database can serve many workspaces. Times are Unix
seconds; `ts` is Slack's own timestamp text, which orders messages inside a channel.
"""

from __future__ import annotations

from sqlite_utils import Database

# Importing them writes them into the list, in this order.
from store.migrations import conversations, memory, finding, installations, operations, trust  # isort: skip
from store.migrations import spending, beyond, addresses, origins, retrying, unopened, salts, segments  # isort: skip
from store.migrations import texts, own_wordings, organisations, paid_once, taken_down  # isort: skip
from store.migrations.registry import SEGUE

__all__ = [
    "addresses", "beyond", "conversations", "finding", "installations", "memory", "migrate", "operations",
    "organisations", "origins", "own_wordings", "paid_once", "pending_migrations", "retrying", "salts", "segments",
    "spending", "taken_down", "texts", "trust", "unknown_migrations", "unopened",
]  # fmt: skip


def migrate(db: Database) -> None:
    """Apply what is missing; each migration and its record in one transaction."""
    SEGUE.apply(db)


def pending_migrations(db: Database) -> list[str]:
    """Names of migrations that the database does not have yet."""
    return [migration.name for migration in SEGUE.pending(db)]


def unknown_migrations(db: Database) -> set[str]:
    """Names of migrations in the database that this version does not have."""
    known = {migration.name for migration in SEGUE.pending(Database(memory=True))}
    return {migration.name for migration in SEGUE.applied(db)} - known
