"""Do the words of a claim still stand where they were said? Messages are deleted, and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.slack_markup import as_people_read_it
from interviews.evidence import is_quote
from store import news
from store.connection import Transaction
from studies.learned import Evidence, Member
from studies.news import Words


@dataclass(frozen=True)
class Standing:
    """`words`: those that stand. `gone`: every message they stood in was deleted. `reworded`: one was changed."""

    words: tuple[Words, ...] = ()
    gone: bool = False
    reworded: bool = False


def standing_words(
    tx: Transaction, team_id: str, member: Member, link: Callable[[str], str], bot_user: str
) -> Standing:
    """`link`: ts of a message -> its address."""
    found, deleted, reworded = [], 0, False
    for each in member.claim.evidence:
        now = news.wording(tx, team_id, member.conversation, each.ts) if each.ts else None
        if now is not None and now.deleted:
            deleted += 1
        elif now is not None and not _stands(each, now, bot_user):
            reworded = True
        else:
            where = link(each.ts) if each.ts else ""
            found.append(Words(quote=each.quote, link=where, persona=member.persona))
    gone = bool(member.claim.evidence) and deleted == len(member.claim.evidence)
    return Standing(tuple(found), gone, reworded)


def _stands(evidence: Evidence, now: news.Wording, bot_user: str) -> bool:
    """What a persona said is ours to word; what people wrote may have been changed since."""
    return now.by_segue or not now.edited or is_quote(evidence.quote, as_people_read_it(now.text or "", bot_user))
