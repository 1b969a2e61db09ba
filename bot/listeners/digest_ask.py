"""*Ask a follow-up* below a digest: the form that opens, and what was asked in it.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import place_of, question_in
from bot.listeners.window import sent_in
from bot.names import DIGEST_ASK, DIGEST_ASK_FORM
from flows.digest.answering import Asked
from flows.runtime import Incoming


@dataclass(frozen=True)
class OpenDigestAsk:
    """The form for a question; `place`: the digest, and the post that the answer comes below."""

    team: str
    user: str
    trigger: str
    place: dict[str, str]


def ask_opened(body: Part) -> OpenDigestAsk | None:
    action: Part = next(iter(parts(body, "actions")), {})
    container, id = part(body, "container"), string(action, "value")
    channel, ts = string(container, "channel_id"), string(container, "message_ts")
    if string(action, "action_id") != DIGEST_ASK or not (channel and ts and id):
        return None
    place = {"schedule": id, "channel": channel, "ts": ts}
    return OpenDigestAsk(team_of(body), string(part(body, "user"), "id"), string(body, "trigger_id"), place)


def asked_of_digest(body: Part, at: str) -> Incoming | None:
    """-> the question, for the conversation of that digest."""
    view = part(body, "view")
    if string(body, "type") != "view_submission" or string(view, "callback_id") != DIGEST_ASK_FORM:
        return None
    place, question = place_of(view), question_in(view)
    id, channel, ts = (string(place, name) for name in ("schedule", "channel", "ts"))
    if not (id and channel and ts and question):
        return None
    return sent_in(
        body,
        at,
        channel=channel,
        action=DIGEST_ASK,
        conversation=id,
        value=Asked(question=question, channel=channel, ts=ts).model_dump_json(),
    )
