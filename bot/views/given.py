"""What is handed out in the thread: a file, or a page inside Slack with a message that leads there."""

from __future__ import annotations

from bot.views.call import SlackCall, canvas, file, rewritten
from bot.views.text import shortened
from flows.replies import CanvasGiven, CanvasRewritten, FileGiven
from flows.wording import fixed, say

LONGEST_TITLE = 200
CALLED = fixed("open it")
KEPT = {"deck": fixed("The deck is kept as a canvas: {link}"), "report": fixed("The report is a canvas: {link}")}
REFUSED = {
    "deck": fixed(
        "This workspace has no canvases for apps, so I could not keep it as one. The file above says the same."
    ),
    "report": fixed(
        "Slack took no canvas here: some workspaces have none for apps. “deck” makes a file of the report."
    ),
}


def file_given(reply: FileGiven) -> list[SlackCall]:
    title = shortened(" ".join(reply.title.split()), LONGEST_TITLE)
    return [file(reply.name, reply.filename, title, reply.data, alt=reply.alt)]


def canvas_given(reply: CanvasGiven) -> list[SlackCall]:
    """The page, and what is said once it is there, or is refused."""
    kept = say(KEPT[reply.of])
    return [
        canvas(
            reply.name,
            reply.title,
            reply.markdown,
            said=kept,
            called=say(CALLED),
            refused=say(REFUSED[reply.of]),
            card=reply.card,
            kept=f"{reply.made} {kept}" if reply.card else "",
            user=reply.user if reply.direct else "",
        )
    ]


def canvas_rewritten(reply: CanvasRewritten) -> list[SlackCall]:
    return [rewritten(reply.name, reply.changes, reply.markdown)]
