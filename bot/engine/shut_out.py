"""What whoever began is told by direct message, where Segue may not write any more."""

from __future__ import annotations

from flows.wording import fixed

NOT_BEGUN = fixed(
    "I could not begin the interview you asked for: I am not a member of that channel, or may not write there. "
    "Invite me with /invite and my name, then start again."
)
SHUT_OUT = fixed(
    "I can no longer write in the channel of an interview you began: I was removed, or it was archived. "
    "Everything so far is kept; once I am back there, write in its thread and we go on."
)
