"""What Slack refuses in the Markdown of a canvas, as far as it tells: with `canvas_creation_failed` and the line.

Second-hand, from what others saw: https://github.com/slackapi/python-slack-sdk/issues/1720 has the form of the detail;
headings have three levels (https://docs.slack.dev/surfaces/canvases), a table 300 cells.
"""

from __future__ import annotations

import re

LEVELS, CELLS = 3, 300
_HEADING = re.compile(r"(#{1,6})\s")
_BAR = re.compile(r"(?<!\\)\|")


def fault(markdown: str) -> str:
    """-> what is wrong, as Slack words it; empty where nothing is."""
    cells = 0
    for number, line in enumerate(markdown.splitlines(), 1):
        heading = _HEADING.match(line)
        if heading and len(heading[1]) > LEVELS:
            return f"'content' error: line {number}: Unsupported heading depth ({len(heading[1])})"
        cells = cells + len(_BAR.findall(line)) - 1 if line.startswith("|") else 0
        if cells > CELLS:
            return f"'content' error: line {number}: Table has more than {CELLS} cells"
    return ""
