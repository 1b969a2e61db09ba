"""What is handed out in the thread: a file, or a page inside Slack with a message that leads there."""

from __future__ import annotations

import re

from bot.views.call import SlackCall, canvas, file, rewritten
from bot.views.text import label, visible
from flows.replies import CanvasGiven, CanvasRewritten, FileGiven
from flows.wording import fixed, say

LONGEST_TITLE, LONGEST_NAME = 200, 120
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
    """Under a name that opens no folder and turns its ending round for nobody; what is read aloud is what is seen."""
    stem, dot, ending = re.sub(r"[/\\]", "_", reply.filename).rpartition(".")
    filename = f"{label(stem, LONGEST_NAME)}{dot}{ending}"
    alt = " ".join(visible(reply.alt).split())
    return [file(reply.name, filename, label(reply.title, LONGEST_TITLE), reply.data, alt=alt)]


def canvas_given(reply: CanvasGiven) -> list[SlackCall]:
    """The page, and what is said once it is there, or is refused."""
    kept = say(KEPT[reply.of])
    return [
        canvas(
            reply.name,
            label(reply.title, LONGEST_TITLE),
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
