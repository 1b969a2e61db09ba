"""What the team believed, what the data say: contradicted first, then confirmed, then what the file does not tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from bot.views.call import Block, SlackCall, posts
from bot.views.elements import context, header, sections
from bot.views.limits import SECTION
from bot.views.statements import reference
from bot.views.terms import known
from bot.views.text import fallback, safe_line, shortened
from flows.segmentation_replies import BeliefsCompared, Compared
from flows.wording import fixed, say
from segments.said import Found

TITLE = fixed("What you believed, what the data say")
CONFIRMED, CONTRADICTED = fixed("confirmed"), fixed("contradicted")
VERDICTS: dict[Found, str] = {"contradicted": CONTRADICTED, "confirmed": CONFIRMED}
MARKS: dict[Found, str] = {"contradicted": "✗", "confirmed": "✓"}
COUNTS = fixed("{file}: {contradicted} contradicted, {confirmed} confirmed, {untestable} that it does not tell.")
YOU_SAID = fixed("_You said:_ “{words}”")
CANDIDATE = fixed("_Candidate segment_ {name}: “{words}”")
MY_READING = fixed("_My reading of the file:_ {verdict}. {words}")
NOT_TOLD = fixed("_My reading:_ this file does not tell")
IT_TAKES = fixed("“{words}” {source} (it takes {needs})")
MORE = fixed("and {count} more")
LEFT = fixed("{count} more were not looked at; these are the newest.")
NO_PROOF = fixed("A file tells what customers did, not why. Where it contradicts you, ask a few of them.")
MOST, LONGEST, SHORT = 10, 220, 110


def beliefs_compared(reply: BeliefsCompared) -> list[SlackCall]:
    """What was said and what was counted stand in sentences of their own. Nobody's words are in the notification."""
    by_verdict: dict[Found, list[Compared]] = {verdict: [] for verdict in get_args(Found)}
    for each in reply.compared:
        by_verdict[each.belief.verdict].append(each)
    counts: dict[str, int] = {verdict: len(found) for verdict, found in by_verdict.items()}
    summed = safe_line(say(COUNTS, file=reply.file, **counts))
    blocks: list[Block] = [header(say(TITLE)), context(summed)]
    for verdict in VERDICTS:
        blocks += [block for each in by_verdict[verdict][:MOST] for block in sections(_told(each))]
        if len(by_verdict[verdict]) > MOST:
            blocks.append(context(f"{MARKS[verdict]} {say(MORE, count=len(by_verdict[verdict]) - MOST)}"))
    if untold := by_verdict["untestable"]:
        blocks += sections([_untold(untold)])
    if reply.left:
        blocks.append(context(say(LEFT, count=reply.left)))
    blocks.append(context(say(NO_PROOF)))
    return posts(reply.name, fallback(f"{say(TITLE)}. {say(COUNTS, file=reply.file, **counts)}"), blocks)


def _told(each: Compared) -> list[str]:
    words = safe_line(shortened(each.stated.text, LONGEST))
    if each.stated.candidate:
        name = safe_line(shortened(each.stated.candidate, SHORT))
        said = say(CANDIDATE, name=f"*{name}*", words=words)
    else:
        said = say(YOU_SAID, words=words)
    how = f"({known(each.stated.strength)})" if each.stated.strength else ""
    verdict = VERDICTS[each.belief.verdict]
    told = say(MY_READING, verdict=say(verdict), words=safe_line(shortened(each.belief.words, 2 * LONGEST)))
    return [" ".join(filter(None, [MARKS[each.belief.verdict], said, _source(each), how])), told]


def _untold(found: Sequence[Compared]) -> str:
    """All in one line, as many as fit; each with its source and what would tell."""
    line = f"? {say(NOT_TOLD)} "
    for place, each in enumerate(found):
        words, needs = shortened(each.stated.text, SHORT), shortened(each.belief.needs, SHORT)
        told = say(IT_TAKES, words=safe_line(words), source=_source(each), needs=safe_line(needs))
        if place == MOST or len(line) + len(told) > SECTION - SHORT:
            return f"{line} · {say(MORE, count=len(found) - place)}"
        line += f" · {told}" if place else told
    return line


def _source(each: Compared) -> str:
    return reference(each.stated.answer, each.stated.link or None) if each.stated.answer else ""
