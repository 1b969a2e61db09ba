"""A turn whose next step has to wait for its model: what people hear, and when it is tried again."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.commit import Rendered, queue_calls
from errors import BudgetSpent, ModelMisconfigured, ModelUnavailable, NoModel, SegueError
from flows.wording import fixed
from store import conversations, timers
from store.connection import Transaction
from store.conversations import Conversation

PARKS = (ModelUnavailable, ModelMisconfigured, BudgetSpent)
"""After these nothing is wrong with the turn itself: it runs again, with everything."""
RETRY_MINUTES = (1, 5, 15, 60)
PARKED = fixed(
    "I can't reach my language model just now, so the next step has to wait. "
    "Nothing is lost: what you wrote is kept. I'll try again by myself; or press the button, or write “try again”."
)
NOBODY = fixed(
    "No language model has been named for your workspace yet, so nothing you write is sent to one, and the next step "
    "has to wait. Nothing is lost: what you wrote is kept. Whoever runs Segue can name one; then I go on by myself, or "
    "at once when somebody writes “try again”."
)
SPENT = {
    "day": fixed(
        "What may be spent on my language model today is spent, so the next step has to wait. Nothing is lost: what "
        "you wrote is kept. I go on by myself after midnight (UTC), or as soon as whoever runs Segue allows more."
    ),
    "month": fixed(
        "What may be spent on my language model this month is spent, so the next step has to wait. Nothing is lost: "
        "what you wrote is kept. I go on by myself next month, or as soon as whoever runs Segue allows more."
    ),
    "study": fixed(
        "What may be spent on my language model for this study is spent, so the next step has to wait. Nothing is "
        "lost: what you wrote is kept. I go on as soon as whoever runs Segue allows more."
    ),
}


def why(error: SegueError) -> str:
    """-> what is said of it, in English."""
    if isinstance(error, BudgetSpent):
        return SPENT[error.scope]
    return NOBODY if isinstance(error, NoModel) else PARKED


def park(
    tx: Transaction, conversation: Conversation, reason: str, calls: Sequence[Rendered], now: float, due_at: float
) -> None:
    """Say so by `calls`, and try again at `due_at`; unless the conversation has moved on."""
    if conversations.park(tx, conversation.id, reason, epoch=conversation.epoch):
        queue_calls(tx, conversation, calls, now)
        timers.set_timer(tx, team_id=conversation.team_id, conversation_id=conversation.id, name="retry", due_at=due_at)
