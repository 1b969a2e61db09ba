"""Words of people and models as Slack text that cannot ping, link or format.

`& < >` become entities, which is how Slack wants text escaped
(https://docs.slack.dev/messaging/formatting-message-text#escaping). The four formatting characters,
and a `>` that would begin a quotation, become look-alikes, because Slack has no escape for them; an underscore
inside a word formats nothing and stays. Texts are marked `verbatim`, so that Slack makes no links of addresses in them.
Characters nobody sees go, but for the two joiners inside a word: Persian is spelt with them, and families of emoji are
made of them.
"""

from __future__ import annotations

import re

from bot.views.limits import SECTION, TEXT
from decks.visible import seen

_LOOK_ALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE_UNDERSCORE = re.compile(r"(?<!\w)_+|(?<!_)_++(?!\w)")
_QUOTE = re.compile(r"^([^\S\n]*)(>+)", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# One joiner inside a word is kept; at its edge, or after another one, it joins nothing.
_JOINERS = re.compile(r"(?<=\S)([\u200c\u200d])[\u200c\u200d]*(?=[^\s\u200c\u200d])|[\u200c\u200d]+")
_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")


def safe(text: str) -> str:
    """`text` for a mrkdwn field: shown as it is, with no effect."""
    calm = _EDGE_UNDERSCORE.sub(lambda match: "＿" * len(match[0]), visible(text).translate(_LOOK_ALIKES))
    return escaped(_QUOTE.sub(lambda match: match[1] + "›" * len(match[2]), calm))


def visible(text: str) -> str:
    """Without what nobody sees, and with one kind of line end: a quotation begins after any of them."""
    lines = _LINE_END.sub("\n", _CONTROLS.sub("", seen(text)))
    return _JOINERS.sub(lambda match: match[1] or "", lines)


def label(text: str, most: int) -> str:
    """On one line, for what Slack shows as it stands: a title, a button. Nothing in it turns the words round."""
    return shortened(" ".join(visible(text).split()), most) or "…"


def safe_line(text: str) -> str:
    """The same on one line, so that emphasis put around it holds."""
    return " ".join(safe(text).split())


def linked(address: str, called: str) -> str:
    """A link under that name, as it is; a bar in it would end the address."""
    return f"<{escaped(address)}|{safe_line(called).replace('|', '¦')}>"


def escaped(text: str) -> str:
    """Entities only: for fields without formatting."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """At most `most` characters, cut between words, and never inside an entity."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    cut = cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut
    return re.sub(r"&[a-z]{0,4}$", "", cut) + "…"


def fallback(text: str) -> str:
    """The text of a message beside its blocks: what a notification shows and a screen reader says, without marks."""
    return shortened(escaped(" ".join(visible(text).replace("`", "").split())), TEXT)


def pieces(lines: list[str], most: int = SECTION) -> list[str]:
    """Lines joined into as few texts as fit into `most` characters each; a longer line is cut between sentences.

    Blank lines go: Slack refuses a text of nothing but white space.
    """
    texts: list[str] = []
    for line in (part for each in lines for part in _fitting(each, most) if part.strip()):
        if texts and len(texts[-1]) + 1 + len(line) <= most:
            texts[-1] += "\n" + line
        else:
            texts.append(line)
    return texts


def _fitting(line: str, most: int) -> list[str]:
    if len(line) <= most:
        return [line]
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(line):
        if parts and len(parts[-1]) + 1 + len(sentence) <= most:
            parts[-1] += " " + sentence
        else:
            parts.extend(_chopped(sentence, most))
    return parts


def _chopped(sentence: str, most: int) -> list[str]:
    """A sentence without end: cut between words where there are any."""
    parts = []
    while len(sentence) > most:
        at = sentence.rfind(" ", most // 2, most)
        at = at if at > 0 else _outside_entity(sentence, most)
        parts.append(sentence[:at])
        sentence = sentence[at:].lstrip()
    return [*parts, sentence] if sentence else parts


def _outside_entity(text: str, at: int) -> int:
    ampersand = text.rfind("&", at - 5, at)
    return ampersand if ampersand > 0 and ";" not in text[ampersand:at] else at
