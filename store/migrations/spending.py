"""What calls to models have cost so far, added up, so that a budget is looked at in no time."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m014_spending(db: Database) -> None:
    for statement in _M014:
        db.conn.execute(statement)


_SUMS = "SUM(prompt_tokens + completion_tokens), COALESCE(SUM(cost_usd), 0) FROM model_calls GROUP BY team_id"
_M014 = (
    """
    CREATE TABLE spending (
      team_id TEXT NOT NULL, scope TEXT NOT NULL, name TEXT NOT NULL, tokens INTEGER NOT NULL, cost_usd REAL NOT NULL,
      PRIMARY KEY (team_id, scope, name)
    ) WITHOUT ROWID
    """,
    f"INSERT INTO spending SELECT team_id, 'day', date(at, 'unixepoch'), {_SUMS}, date(at, 'unixepoch')",
    "INSERT INTO spending SELECT team_id, 'month', strftime('%Y-%m', at, 'unixepoch'),"
    f" {_SUMS}, strftime('%Y-%m', at, 'unixepoch')",
    f"INSERT INTO spending SELECT team_id, 'conversation', conversation_id, {_SUMS}, conversation_id",
)


@SEGUE()
def m015_calls_by_workspace_and_time(db: Database) -> None:
    """App Home adds a month of them up whenever it is drawn."""
    db.conn.execute("CREATE INDEX model_calls_by_time ON model_calls (team_id, at)")
