"""What is looked for in a text that Slack shows: entities, what nobody sees, and the links that are our own."""

from __future__ import annotations

import re

from interviews.resources import RESOURCES

ENTITY = re.compile(r"&(?:amp|lt|gt);")
INVISIBLE = re.compile(
    r"[\x00-\x08\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
CATALOGUE = "|".join(re.escape(each.link) for each in RESOURCES if each.link)
LINK = re.compile(rf"<(?:https://acme\.slack\.com/archives/[\w/?=.&;-]+|{CATALOGUE})\|[^<>|]*>")
"""An address of our own making, or one of the catalogue's; nobody's words become one."""
