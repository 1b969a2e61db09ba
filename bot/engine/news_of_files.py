"""What analyses of files came to, for a digest: each with the message that tells of it."""

from __future__ import annotations

from bot.permalinks import permalink
from flows.runtime import Flow
from flows.segmentation.state import SegmentationState
from store import home, outbox
from store.connection import Transaction
from store.news import Talk
from studies.file_news import FileNews

ANALYSES = "segmentation"
"""The flow in which a file is analysed."""


def analyses_of(
    tx: Transaction, team: str, talk: Talk, flow: Flow, *, since: float, workspace: str, bot_user: str
) -> list[FileNews]:
    """-> those of a thread that were told of after `since` (Unix seconds). None where it cannot be read any more, or
    where Slack shows nothing of it yet."""
    try:
        state = flow.read(talk.state)
    except ValueError:
        return []
    assert isinstance(state, SegmentationState)
    people = home.people_in(tx, team, talk.id) - {bot_user, ""}
    found = []
    for each in state.analyses:
        told_in = outbox.ts_of(tx, talk.id, each.shown) or talk.thread_ts
        if each.at > since and told_in:
            place = {
                "conversation": talk.id,
                "study": talk.study,
                "channel": talk.channel,
                "link": permalink(workspace, talk.channel, told_in, talk.thread_ts) or "",
                "people": tuple(sorted(people)),
            }
            found.append(each.model_copy(update=place))
    return found
