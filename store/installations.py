"""Workspaces that have installed Segue, each with its sealed token; and the states under which somebody did."""

from __future__ import annotations

from dataclasses import dataclass

from store import unopened
from store.connection import Transaction

COLUMNS = "team_id, name, address, bot_user, bot_id, scopes, sealed, installed_by, installed_at, organisation"


@dataclass(frozen=True)
class Installation:
    """`sealed`: the bot token, as bot/seal.py gives it. `installed_at`: Unix seconds.

    `organisation`: the id of the one it belongs to; empty where it belongs to none, None while that is not known.
    """

    team_id: str
    name: str
    address: str
    bot_user: str
    bot_id: str
    scopes: str
    sealed: str
    installed_by: str
    installed_at: float
    organisation: str | None = None


def keep(tx: Transaction, installation: Installation) -> None:
    """The workspace's, in place of the one before."""
    one = installation
    tx.execute(
        f"INSERT OR REPLACE INTO installations ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [one.team_id, one.name, one.address, one.bot_user, one.bot_id, one.scopes, one.sealed, one.installed_by,
         one.installed_at, one.organisation],
    )  # fmt: skip
    came_back(tx, one.team_id)


def every(tx: Transaction) -> list[Installation]:
    rows = tx.execute(f"SELECT {COLUMNS} FROM installations ORDER BY team_id").fetchall()
    return [Installation(*row) for row in rows]


def get(tx: Transaction, team_id: str) -> Installation | None:
    row = tx.execute(f"SELECT {COLUMNS} FROM installations WHERE team_id = ?", [team_id]).fetchone()
    return Installation(*row) if row else None


def seal_anew(tx: Transaction, team_id: str, *, before: str, sealed: str) -> None:
    """With another key; nothing where it was installed again meanwhile."""
    tx.execute("UPDATE installations SET sealed = ? WHERE team_id = ? AND sealed = ?", [sealed, team_id, before])


def belongs(tx: Transaction, team_id: str, organisation: str) -> None:
    """Nothing where it was taken out meanwhile."""
    tx.execute("UPDATE installations SET organisation = ? WHERE team_id = ?", [organisation, team_id])


def drop(tx: Transaction, team_id: str, when: float, *, slack: float = 0.0) -> bool:
    """What was installed at `when` (Unix seconds), `slack` seconds after, or earlier goes. -> whether none is left."""
    tx.execute("DELETE FROM installations WHERE team_id = ? AND installed_at <= ?", [team_id, when + slack])
    if get(tx, team_id) is not None:
        return False
    unopened.forget(tx, team_id)
    # What is known already of one that is gone stays.
    tx.execute("INSERT OR IGNORE INTO departures (team_id, left_at) VALUES (?, ?)", [team_id, when])
    return True


def came_back(tx: Transaction, team_id: str) -> None:
    """It is served, so nothing of it is to be erased."""
    unopened.forget(tx, team_id)
    tx.execute("DELETE FROM departures WHERE team_id = ?", [team_id])


def serve(tx: Transaction, team_id: str, address: str) -> None:
    """A workspace whose token stands in the environment is served, at that address."""
    came_back(tx, team_id)
    tx.execute("INSERT OR REPLACE INTO addresses (team_id, address) VALUES (?, ?)", [team_id, address])


def address(tx: Transaction, team_id: str) -> str:
    """-> the workspace's, as Slack said it last (`https://acme.slack.com/`); empty where Slack never did."""
    row = tx.execute(
        "SELECT address FROM installations WHERE team_id = :team UNION ALL"
        " SELECT address FROM addresses WHERE team_id = :team",
        {"team": team_id},
    ).fetchone()
    return row[0] if row else ""


def departed(tx: Transaction, before: float) -> list[str]:
    """-> workspaces that took Segue out before that moment and have not come back."""
    return [team for (team,) in tx.execute("SELECT team_id FROM departures WHERE left_at <= ? ORDER BY 1", [before])]


def use_state(tx: Transaction, state: str, *, expires_at: float, now: float) -> bool:
    """-> whether it is used for the first time. Kept for as long as it would be good."""
    tx.execute("DELETE FROM install_states WHERE expires_at <= ?", [now])
    used = tx.execute("INSERT OR IGNORE INTO install_states (state, expires_at) VALUES (?, ?)", [state, expires_at])
    return used.rowcount == 1
