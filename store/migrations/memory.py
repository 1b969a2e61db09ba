"""The tables of what a team knows: claims, insights, decisions, schedules."""

from __future__ import annotations

from sqlite_utils import Database

from store.migrations.registry import SEGUE


@SEGUE()
def m009_what_a_team_knows(db: Database) -> None:
    """What one interview led to is a claim; what several say together is an insight of their study."""
    for statement in _M009.split(";"):
        if statement.strip():
            db.conn.execute(statement)


_M009 = """
ALTER TABLE insights RENAME TO claims;
ALTER TABLE evidence RENAME COLUMN insight_id TO claim_id;
DROP INDEX insights_by_conversation;
DROP INDEX insights_by_persona;
CREATE INDEX claims_by_conversation ON claims (team_id, conversation_id, position);
CREATE INDEX claims_by_persona ON claims (team_id, persona_id);
CREATE INDEX claims_by_study ON claims (team_id, study_id, created_at);

CREATE TABLE insights (
  team_id TEXT NOT NULL, id TEXT NOT NULL, study_id TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'standing',
  reason TEXT NOT NULL DEFAULT '', merged_into TEXT NOT NULL DEFAULT '', pinned INTEGER NOT NULL DEFAULT 0,
  created_at REAL NOT NULL, updated_at REAL NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;
CREATE INDEX insights_by_study ON insights (team_id, study_id, status, updated_at);

CREATE TABLE insight_claims (
  team_id TEXT NOT NULL, claim_id TEXT NOT NULL, insight_id TEXT NOT NULL, relation TEXT NOT NULL,
  judged_by TEXT NOT NULL, joined_at REAL NOT NULL,
  PRIMARY KEY (team_id, claim_id)
) WITHOUT ROWID;
CREATE INDEX insight_claims_by_insight ON insight_claims (team_id, insight_id, joined_at);

CREATE TABLE insight_events (
  team_id TEXT NOT NULL, insight_id TEXT NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL,
  actor TEXT NOT NULL, claim_id TEXT NOT NULL DEFAULT '', other_id TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (team_id, insight_id, number)
) WITHOUT ROWID;
CREATE INDEX insight_events_by_time ON insight_events (team_id, at);

CREATE TABLE decisions (
  team_id TEXT NOT NULL, id TEXT NOT NULL, study_id TEXT NOT NULL, channel TEXT NOT NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, made_by TEXT NOT NULL, created_at REAL NOT NULL,
  decided_at REAL, retired_at REAL, updated_at REAL NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;
CREATE INDEX decisions_by_study ON decisions (team_id, study_id, kind, state);

CREATE TABLE decision_insights (
  team_id TEXT NOT NULL, decision_id TEXT NOT NULL, insight_id TEXT NOT NULL,
  PRIMARY KEY (team_id, decision_id, insight_id)
) WITHOUT ROWID;
CREATE INDEX decision_insights_by_insight ON decision_insights (team_id, insight_id);

CREATE TABLE schedules (
  team_id TEXT NOT NULL, id TEXT NOT NULL, channel TEXT NOT NULL, study_id TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL, personal INTEGER NOT NULL DEFAULT 0, plan TEXT NOT NULL, state TEXT NOT NULL,
  next_at REAL, last_at REAL, created_at REAL NOT NULL, updated_at REAL NOT NULL,
  PRIMARY KEY (team_id, id)
) WITHOUT ROWID;
CREATE INDEX schedules_by_channel ON schedules (team_id, channel, state);
CREATE INDEX schedules_by_owner ON schedules (team_id, owner, state);

ALTER TABLE studies ADD COLUMN named_by TEXT NOT NULL DEFAULT '';
ALTER TABLE studies ADD COLUMN merged_into TEXT NOT NULL DEFAULT '';
ALTER TABLE studies ADD COLUMN titled_from TEXT NOT NULL DEFAULT '';
UPDATE studies SET titled_from = id;
ALTER TABLE studies ADD COLUMN updated_at REAL NOT NULL DEFAULT 0;
UPDATE studies SET updated_at = created_at;
CREATE INDEX conversations_by_study ON conversations (team_id, study_id)
"""
