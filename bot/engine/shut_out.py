"""What whoever began is told by direct message, where Segue cannot or may not write."""

from __future__ import annotations

from flows.wording import fixed, say

BEGUN = {
    "interview": fixed("the interview you asked for"),
    "role_play": fixed("the interview you asked for"),
    "persona": fixed("the persona you asked for"),
    "segmentation": fixed("the analysis of the file you dropped"),
    "decision": fixed("the decision you asked for"),
    "digest": fixed("the digest you asked for"),
    "export": fixed("the export you asked for"),
}
"""Name of a flow -> what somebody began with it; of others no more is said than that they asked for it."""
SOMETHING = fixed("what you asked for")
NOT_BEGUN = fixed(
    "I could not begin {what}: I am not a member of that channel, or may not write there. "
    "Invite me with /invite and my name, then start again."
)
NOT_ARRIVED = fixed(
    "I could not begin what you asked for: my first message there did not get through. Your own messages still stand "
    "where you wrote them. Please start again; if that fails too, tell whoever runs Segue."
)
SHUT_OUT = fixed(
    "I can no longer write in the channel of {what}: I was removed, or it was archived. "
    "Everything so far is kept; once I am back there, write in its thread and we go on."
)


def worded(text: str, flow: str) -> str:
    """One of these sentences, with what was begun in it. `flow`: name of the flow, as the conversation has it."""
    return say(text, what=say(BEGUN.get(flow, SOMETHING)))
