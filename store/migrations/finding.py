"""The index of everything that can be found by its words: what was said, claims, personas, studies."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m010_more_is_found(db: Database) -> None:
    """Only the numbers are kept beside the index: the texts stay where they are, and triggers follow them."""
    for statement in (*_TABLES, *_TRIGGERS, *_WHAT_IS_THERE):
        db.conn.execute(statement)


# `home`: the conversation it belongs to; of a study, the study itself. `at`: Unix seconds.
_TABLES = (
    "DROP TRIGGER search_kept",
    "DROP TRIGGER search_changed",
    "DROP TRIGGER search_gone",
    "DROP TABLE search_index",
    "DROP VIEW search_texts",
    "DROP TABLE search_rows",
    """
    CREATE TABLE search_rows (
      team_id TEXT NOT NULL, kind TEXT NOT NULL, home TEXT NOT NULL, key TEXT NOT NULL, at REAL NOT NULL,
      id INTEGER PRIMARY KEY, UNIQUE (team_id, kind, home, key)
    )
    """,
    """
    CREATE VIRTUAL TABLE search_index USING fts5 (
      text, content='search_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
)


def _claim(row: str, but: str = "TRUE") -> str:
    """The words of a claim and of the quotes it stands on, `but` which of them count."""
    return (
        f"{row}.claim || COALESCE((SELECT char(10) || group_concat(quote, char(10)) FROM (SELECT quote FROM evidence"
        f" WHERE team_id = {row}.team_id AND claim_id = {row}.id AND {but} ORDER BY position)), '')"
    )


def _card(row: str) -> str:
    """The words of a card that say who somebody is; none where it cannot be read. A card has at most 60 statements,
    and FTS5 reads no view in which they are gone through by `json_each`."""
    paths = ["name", "occupation", "quote", *(f"statements[{number}].text" for number in range(60))]
    lines = " || ".join(f"COALESCE(({row}.card ->> '$.{path}') || char(10), '')" for path in paths)
    return f"CASE WHEN json_valid({row}.card) THEN {lines} ELSE '' END"


_VIEW = f"""
CREATE VIEW search_texts AS SELECT r.id AS id, CASE r.kind
  WHEN 'said' THEN
    (SELECT m.text FROM messages m WHERE m.team_id = r.team_id AND m.conversation_id = r.home AND m.ts = r.key)
  WHEN 'claim' THEN (SELECT {_claim("c")} FROM claims c WHERE c.team_id = r.team_id AND c.id = r.key)
  WHEN 'persona' THEN (SELECT {_card("v")} FROM persona_versions v
    WHERE v.team_id = r.team_id AND v.persona_id = r.home AND v.version = CAST(r.key AS INTEGER))
  WHEN 'study' THEN (SELECT s.title FROM studies s WHERE s.team_id = r.team_id AND s.id = r.home)
  END AS text FROM search_rows r
"""


def _takes_in(row: str, kind: str, home: str, key: str, at: str, text: str, when: str = "TRUE") -> str:
    return f"""
      INSERT INTO search_rows (team_id, kind, home, key, at)
        SELECT {row}.team_id, '{kind}', {row}.{home}, {key}, {at} WHERE {when};
      INSERT INTO search_index (rowid, text) SELECT id, {text} FROM search_rows
        WHERE team_id = {row}.team_id AND kind = '{kind}' AND home = {row}.{home} AND key = {key};
    """


def _takes_out(row: str, kind: str, home: str, key: str, text: str) -> str:
    of_it = f"team_id = {row}.team_id AND kind = '{kind}' AND home = {row}.{home} AND key = {key}"
    return f"""
      INSERT INTO search_index (search_index, rowid, text)
        SELECT 'delete', id, {text} FROM search_rows WHERE {of_it};
      DELETE FROM search_rows WHERE {of_it};
    """


def _followed(
    table: str, columns: str, kind: str, home: str, key: str, at: str, text: str, worded: str = "TRUE"
) -> tuple[str, ...]:
    """The triggers of a table whose rows are found one by one; `{row}` in an expression is the row in question."""

    def taken_in(row: str) -> str:
        return _takes_in(row, kind, home, *(each.format(row=row) for each in (key, at, text, worded)))

    taken_out = _takes_out("OLD", kind, home, key.format(row="OLD"), text.format(row="OLD"))
    return (
        f"CREATE TRIGGER search_{kind}_kept AFTER INSERT ON {table} BEGIN {taken_in('NEW')} END",
        f"CREATE TRIGGER search_{kind}_changed AFTER UPDATE OF {columns} ON {table} BEGIN"
        f" {taken_out} {taken_in('NEW')} END",
        f"CREATE TRIGGER search_{kind}_gone AFTER DELETE ON {table} BEGIN {taken_out} END",
    )


def _quote(row: str, but: str = "TRUE") -> tuple[str, str]:
    """-> (its claim leaves the index with the quotes it has now, its claim comes back with those it has then)."""
    number = (
        f"FROM claims c JOIN search_rows r ON r.team_id = c.team_id AND r.kind = 'claim' AND r.home = c.conversation_id"
        f" AND r.key = c.id WHERE c.team_id = {row}.team_id AND c.id = {row}.claim_id"
    )
    return (
        f"INSERT INTO search_index (search_index, rowid, text) SELECT 'delete', r.id, {_claim('c', but)} {number};",
        f"INSERT INTO search_index (rowid, text) SELECT r.id, {_claim('c')} {number};",
    )


_QUOTE_OUT, _QUOTE_IN = _quote("NEW", "position <> NEW.position")
_OLD_OUT, _OLD_IN = _quote("OLD")
# A card is found by its newest version alone.
_NEWEST = (
    "NOT EXISTS (SELECT 1 FROM persona_versions v WHERE v.team_id = {row}.team_id AND"
    " v.persona_id = {row}.persona_id AND v.version > {row}.version)"
)
_OLDER_OUT = f"""
  INSERT INTO search_index (search_index, rowid, text) SELECT 'delete', r.id, {_card("v")} FROM search_rows r
    JOIN persona_versions v ON v.team_id = r.team_id AND v.persona_id = r.home AND v.version = CAST(r.key AS INTEGER)
    WHERE r.team_id = NEW.team_id AND r.kind = 'persona' AND r.home = NEW.persona_id
    AND v.version < NEW.version;
  DELETE FROM search_rows WHERE team_id = NEW.team_id AND kind = 'persona' AND home = NEW.persona_id
    AND CAST(key AS INTEGER) < NEW.version;
"""
_TRIGGERS = (
    _VIEW,
    *_followed(
        "messages", "team_id, conversation_id, ts, text", "said", "conversation_id", "{row}.ts",
        "CAST({row}.ts AS REAL)", "{row}.text", "{row}.text IS NOT NULL",
    ),
    *_followed(
        "claims", "team_id, conversation_id, id, claim", "claim", "conversation_id", "{row}.id", "{row}.created_at",
        _claim("{row}"),
    ),
    *_followed(
        "persona_versions", "team_id, persona_id, version, card", "persona", "persona_id",
        "CAST({row}.version AS TEXT)", "{row}.created_at", _card("{row}"), _NEWEST,
    ),
    *_followed(
        "studies", "team_id, id, title", "study", "id", "''", "{row}.created_at", "{row}.title", "{row}.title <> ''"
    ),
    f"CREATE TRIGGER search_persona_grown AFTER INSERT ON persona_versions BEGIN {_OLDER_OUT} END",
    f"CREATE TRIGGER search_quote_kept AFTER INSERT ON evidence BEGIN {_QUOTE_OUT} {_QUOTE_IN} END",
    f"CREATE TRIGGER search_quote_changing BEFORE UPDATE ON evidence BEGIN {_OLD_OUT} END",
    f"CREATE TRIGGER search_quote_changed AFTER UPDATE ON evidence BEGIN {_OLD_IN} END",
    f"CREATE TRIGGER search_quote_going BEFORE DELETE ON evidence BEGIN {_OLD_OUT} END",
    f"CREATE TRIGGER search_quote_gone AFTER DELETE ON evidence BEGIN {_OLD_IN} END",
)  # fmt: skip
_WHAT_IS_THERE = (
    "INSERT INTO search_rows (team_id, kind, home, key, at) SELECT team_id, 'said', conversation_id, ts,"
    " CAST(ts AS REAL) FROM messages WHERE text IS NOT NULL ORDER BY ts",
    "INSERT INTO search_rows (team_id, kind, home, key, at) SELECT team_id, 'claim', conversation_id, id, created_at"
    " FROM claims",
    "INSERT INTO search_rows (team_id, kind, home, key, at) SELECT team_id, 'persona', persona_id,"
    f" CAST(version AS TEXT), created_at FROM persona_versions p WHERE {_NEWEST.format(row='p')}",
    "INSERT INTO search_rows (team_id, kind, home, key, at) SELECT team_id, 'study', id, '', created_at"
    " FROM studies WHERE title <> ''",
    "INSERT INTO search_index (search_index) VALUES ('rebuild')",
)
