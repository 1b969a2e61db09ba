"""The tables of conversations, search, Home, languages and personas."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m001_the_thin_line(db: Database) -> None:
    for statement in _M001.split(";"):
        if statement.strip():
            db.conn.execute(statement)


_M001 = """
CREATE TABLE studies (
  team_id TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', created_at REAL NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;

CREATE TABLE conversations (
  team_id TEXT NOT NULL, id TEXT NOT NULL PRIMARY KEY, study_id TEXT NOT NULL, flow TEXT NOT NULL,
  channel TEXT NOT NULL, thread_ts TEXT, direct INTEGER NOT NULL, starter TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT 'open', state TEXT,
  epoch INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0,
  parked TEXT, parked_times INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL, updated_at REAL NOT NULL
);
CREATE UNIQUE INDEX conversations_by_thread ON conversations (team_id, channel, thread_ts) WHERE thread_ts IS NOT NULL;
CREATE INDEX conversations_by_channel ON conversations (team_id, channel, status);

CREATE TABLE inbox (
  team_id TEXT NOT NULL, key TEXT NOT NULL, conversation_id TEXT, state TEXT NOT NULL,
  ts TEXT NOT NULL, channel TEXT NOT NULL, thread_ts TEXT, payload TEXT, attempts INTEGER NOT NULL DEFAULT 0,
  received_at REAL NOT NULL,
  PRIMARY KEY (team_id, key)
) WITHOUT ROWID;
CREATE INDEX inbox_waiting ON inbox (conversation_id, ts) WHERE state = 'waiting';
CREATE INDEX inbox_strays ON inbox (team_id, channel, thread_ts) WHERE state = 'stray';

CREATE TABLE messages (
  team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, ts TEXT NOT NULL, author TEXT NOT NULL,
  by_segue INTEGER NOT NULL, name TEXT, text TEXT, revision TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (team_id, conversation_id, ts)
) WITHOUT ROWID;

CREATE TABLE revisions (
  team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, ts TEXT NOT NULL, revision TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (team_id, conversation_id, ts, revision)
) WITHOUT ROWID;

CREATE TABLE outbox (
  team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, seq INTEGER NOT NULL, key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, method TEXT NOT NULL, channel TEXT NOT NULL, thread_ts TEXT, payload TEXT,
  state TEXT NOT NULL DEFAULT 'pending', ts TEXT, attempts INTEGER NOT NULL DEFAULT 0,
  due_at REAL NOT NULL, tried_at REAL, error TEXT,
  PRIMARY KEY (conversation_id, seq)
) WITHOUT ROWID;
CREATE INDEX outbox_unsettled ON outbox (conversation_id, seq) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_by_ts ON outbox (team_id, channel, ts) WHERE ts IS NOT NULL;

CREATE TABLE timers (
  team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, name TEXT NOT NULL, due_at REAL NOT NULL,
  PRIMARY KEY (conversation_id, name)
) WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers (due_at);

CREATE TABLE model_calls (
  team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, at REAL NOT NULL, task TEXT NOT NULL, model TEXT NOT NULL,
  prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL,
  cost_usd REAL, seconds REAL NOT NULL, outcome TEXT NOT NULL
);
CREATE INDEX model_calls_by_conversation ON model_calls (conversation_id)
"""


@SEGUE()
def m002_messages_that_change(db: Database) -> None:
    db.conn.execute("ALTER TABLE outbox ADD COLUMN changes TEXT")


@SEGUE()
def m003_search(db: Database) -> None:
    for statement in _M003:
        db.conn.execute(statement)


# An index of the present wordings, which keeps no text of its own (an external-content table of FTS5): `messages` has
# no rowid, so `search_rows` gives each message with words a number. Triggers write all of it with the message itself.
_TAKE_IN = """
      INSERT INTO search_rows (team_id, conversation_id, ts)
        SELECT NEW.team_id, NEW.conversation_id, NEW.ts WHERE NEW.text IS NOT NULL;
      INSERT INTO search_index (rowid, text) SELECT id, NEW.text FROM search_rows
        WHERE team_id = NEW.team_id AND conversation_id = NEW.conversation_id AND ts = NEW.ts;
"""
_TAKE_OUT = """
      INSERT INTO search_index (search_index, rowid, text) SELECT 'delete', id, OLD.text FROM search_rows
        WHERE team_id = OLD.team_id AND conversation_id = OLD.conversation_id AND ts = OLD.ts;
      DELETE FROM search_rows WHERE team_id = OLD.team_id AND conversation_id = OLD.conversation_id AND ts = OLD.ts;
"""
_M003 = (
    """
    CREATE TABLE search_rows (
      team_id TEXT NOT NULL, conversation_id TEXT NOT NULL, ts TEXT NOT NULL, id INTEGER PRIMARY KEY,
      UNIQUE (team_id, conversation_id, ts)
    )
    """,
    """
    CREATE VIEW search_texts AS SELECT r.id AS id, m.text AS text FROM search_rows r
      JOIN messages m ON m.team_id = r.team_id AND m.conversation_id = r.conversation_id AND m.ts = r.ts
    """,
    """
    CREATE VIRTUAL TABLE search_index USING fts5 (
      text, content='search_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    f"""
    CREATE TRIGGER search_kept AFTER INSERT ON messages WHEN NEW.text IS NOT NULL BEGIN
      {_TAKE_IN}
    END
    """,
    f"""
    CREATE TRIGGER search_changed AFTER UPDATE OF team_id, conversation_id, ts, text ON messages BEGIN
      {_TAKE_OUT}
      {_TAKE_IN}
    END
    """,
    f"""
    CREATE TRIGGER search_gone AFTER DELETE ON messages WHEN OLD.text IS NOT NULL BEGIN
      {_TAKE_OUT}
    END
    """,
    "INSERT INTO search_rows (team_id, conversation_id, ts)"
    " SELECT team_id, conversation_id, ts FROM messages WHERE text IS NOT NULL",
    "INSERT INTO search_index (search_index) VALUES ('rebuild')",
)


@SEGUE()
def m004_home(db: Database) -> None:
    db.conn.execute("CREATE INDEX conversations_by_starter ON conversations (team_id, starter)")
    db.conn.execute("CREATE INDEX messages_by_author ON messages (team_id, author, conversation_id)")


@SEGUE()
def m005_languages(db: Database) -> None:
    db.conn.execute("ALTER TABLE conversations ADD COLUMN language TEXT NOT NULL DEFAULT ''")
    db.conn.execute(
        "CREATE TABLE wordings (language TEXT NOT NULL, english TEXT NOT NULL, wording TEXT NOT NULL,"
        " PRIMARY KEY (language, english)) WITHOUT ROWID"
    )


@SEGUE()
def m006_personas(db: Database) -> None:
    for statement in _M006.split(";"):
        if statement.strip():
            db.conn.execute(statement)


_M006 = """
CREATE TABLE personas (
  team_id TEXT NOT NULL, id TEXT NOT NULL, study_id TEXT NOT NULL, channel TEXT NOT NULL, made_by TEXT NOT NULL,
  version INTEGER NOT NULL, name TEXT NOT NULL, occupation TEXT NOT NULL, quote TEXT NOT NULL, face TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0, created_at REAL NOT NULL, updated_at REAL NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;
CREATE INDEX personas_by_channel ON personas (team_id, channel, archived, updated_at);

CREATE TABLE persona_versions (
  team_id TEXT NOT NULL, persona_id TEXT NOT NULL, version INTEGER NOT NULL, card TEXT NOT NULL,
  passages TEXT NOT NULL, changed_by TEXT NOT NULL, created_at REAL NOT NULL,
  PRIMARY KEY (team_id, persona_id, version)
) WITHOUT ROWID;

CREATE TABLE persona_interviews (
  team_id TEXT NOT NULL, persona_id TEXT NOT NULL, conversation_id TEXT NOT NULL, version INTEGER NOT NULL,
  PRIMARY KEY (team_id, persona_id, conversation_id)
) WITHOUT ROWID;

CREATE TABLE faces (
  team_id TEXT NOT NULL, key TEXT NOT NULL, png BLOB NOT NULL, PRIMARY KEY (team_id, key)
) WITHOUT ROWID;

CREATE TABLE insights (
  team_id TEXT NOT NULL, id TEXT NOT NULL, study_id TEXT NOT NULL, conversation_id TEXT NOT NULL,
  channel TEXT NOT NULL, persona_id TEXT NOT NULL, persona_version INTEGER NOT NULL, position INTEGER NOT NULL,
  kind TEXT NOT NULL, claim TEXT NOT NULL, confidence TEXT NOT NULL, echo INTEGER NOT NULL, against TEXT NOT NULL,
  decides TEXT NOT NULL, origin TEXT NOT NULL, created_at REAL NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;
CREATE INDEX insights_by_conversation ON insights (team_id, conversation_id, position);
CREATE INDEX insights_by_persona ON insights (team_id, persona_id);

CREATE TABLE evidence (
  team_id TEXT NOT NULL, insight_id TEXT NOT NULL, position INTEGER NOT NULL, conversation_id TEXT NOT NULL,
  answer TEXT NOT NULL, ts TEXT NOT NULL, quote TEXT NOT NULL,
  PRIMARY KEY (team_id, insight_id, position)
) WITHOUT ROWID
"""


@SEGUE()
def m007_what_is_shown_early(db: Database) -> None:
    db.conn.execute("ALTER TABLE outbox ADD COLUMN early INTEGER NOT NULL DEFAULT 0")


@SEGUE()
def m008_faces_by_version(db: Database) -> None:
    """A picture goes with the last version that shows it."""
    db.conn.execute("ALTER TABLE persona_versions ADD COLUMN face TEXT NOT NULL DEFAULT ''")
    db.conn.execute(
        "UPDATE persona_versions SET face = (SELECT face FROM personas WHERE team_id = persona_versions.team_id"
        " AND id = persona_versions.persona_id) WHERE EXISTS (SELECT 1 FROM personas"
        " WHERE team_id = persona_versions.team_id AND id = persona_versions.persona_id)"
    )
    db.conn.execute("CREATE INDEX persona_versions_by_face ON persona_versions (team_id, face)")
