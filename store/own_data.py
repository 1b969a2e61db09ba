"""Everything that is kept of one person, for that person."""

from __future__ import annotations

from typing import Any

from store import audit
from store.audit import Asked
from store.connection import Transaction

_MESSAGES = (
    "SELECT m.conversation_id AS conversation, c.channel, m.ts, m.text, m.revision AS edited, c.flow AS said_in"
    " FROM messages m JOIN conversations c ON c.team_id = m.team_id AND c.id = m.conversation_id"
    " WHERE m.team_id = :team AND m.author = :user AND m.by_segue = 0 AND m.deleted = 0 ORDER BY m.ts"
)
_WORDINGS = (
    "SELECT r.conversation_id AS conversation, r.ts, r.revision AS edited, r.text FROM revisions r JOIN messages m"
    " ON m.team_id = r.team_id AND m.conversation_id = r.conversation_id AND m.ts = r.ts"
    " WHERE r.team_id = :team AND m.author = :user AND m.by_segue = 0 ORDER BY r.ts, r.revision"
)
_BEGUN = (
    "SELECT id, flow AS kind, channel, title, status, created_at, updated_at FROM conversations"
    " WHERE team_id = :team AND starter = :user AND flow <> 'personal' ORDER BY created_at"
)
_QUOTED = (
    "SELECT e.claim_id AS claim, e.conversation_id AS conversation, e.answer, e.ts, e.quote FROM evidence e"
    " JOIN messages m ON m.team_id = e.team_id AND m.conversation_id = e.conversation_id AND m.ts = e.ts"
    " WHERE e.team_id = :team AND m.author = :user AND m.by_segue = 0 ORDER BY e.conversation_id, e.ts"
)
_DECISIONS = (
    "SELECT id, channel, kind, text, state, owner, made_by, created_at, decided_at, retired_at FROM decisions"
    " WHERE team_id = :team AND :user IN (owner, made_by) ORDER BY created_at"
)
_PERSONAS = (
    "SELECT id, channel, name, occupation, version, created_at, updated_at FROM personas"
    " WHERE team_id = :team AND made_by = :user ORDER BY created_at"
)
_DIGESTS = "SELECT id, channel, personal, state, plan FROM schedules WHERE team_id = :team AND owner = :user"
_TENDED = (
    "SELECT insight_id AS insight, at, kind, note FROM insight_events WHERE team_id = :team AND actor = :user"
    " ORDER BY at"
)
_NAMED = "SELECT id, title FROM studies WHERE team_id = :team AND named_by = :user"
_GIVEN = (
    "SELECT conversation_id AS conversation, id, kind, name, given_at FROM materials"
    " WHERE team_id = :team AND given_by = :user ORDER BY given_at"
)
_ORIGINS = (
    "SELECT conversation_id AS conversation, upload, came_from, words, purpose, basis, said_at FROM origins"
    " WHERE team_id = :team AND said_by = :user ORDER BY said_at"
)
_INSTALLED = (
    "SELECT team_id AS workspace, name, installed_at FROM installations WHERE team_id = :team AND installed_by = :user"
)
_WAITING = (
    "SELECT key, state, payload FROM inbox WHERE team_id = :team AND payload IS NOT NULL AND json_valid(payload)"
    " AND json_extract(payload, '$.user') = :user AND json_extract(payload, '$.action') IS NOT 'my_data'"
)
PARTS = {
    "messages": _MESSAGES,
    "earlier_wordings": _WORDINGS,
    "conversations_begun": _BEGUN,
    "quoted_as_evidence": _QUOTED,
    "decisions": _DECISIONS,
    "personas_made": _PERSONAS,
    "digests": _DIGESTS,
    "insights_tended": _TENDED,
    "studies_named": _NAMED,
    "material_given": _GIVEN,
    "origins_said": _ORIGINS,
    "installations": _INSTALLED,
    "not_taken_up_yet": _WAITING,
}


def own_data(tx: Transaction, team_id: str, user: str) -> dict[str, Any]:
    """-> name of a part -> its rows. Times in Unix seconds; `ts` as Slack writes it."""
    values = {"team": team_id, "user": user}
    parts: dict[str, Any] = {
        name: [dict(row) for row in tx.conn.execute(question, values).fetchall()] for name, question in PARTS.items()
    }
    seen = audit.lines(tx, Asked(team_id=team_id, actor=user))
    told = [{"at": each.at, "act": each.act, "kind": each.kind, "object": each.object, "channel": each.channel,
             "allowed": each.allowed} for each in seen]  # fmt: skip
    return {**parts, "audit": told}
