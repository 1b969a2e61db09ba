"""What helps where no line of a report tells what is asked: a column, another file, a trial, the people themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.rehearsal.leaving_and_moving import LEAVES, MOVES
from flows.llm.rehearsal.lost_and_gained import asks_of_change
from flows.llm.rehearsal.nearly_asked import spaced
from flows.llm.rehearsal.report_words import MEANING, MONEY
from flows.llm.rehearsal.what_to_do import OFFERS, TRIES
from flows.llm.report_tasks import Instead, ReportLine
from interviews.language import stem, words

WHY = re.compile(r"\b(?:why|how come|reasons?|because|drives?|causes?|what makes)\b", re.I)
WOULD = re.compile(r"\bwould\b|\bif we\b", re.I)
ONCE = re.compile(r"(?<!at least )\b(?:once|one[- ](?:time|order|purchase)|single (?:order|purchase))\b", re.I)
WHICH_THINGS = re.compile(
    r"\b(?:(?:which|what) (?:products?|items?|articles?|things|goods|brands?)"
    r"|what (?:do|does|did) [^?]*(?:buy|order|purchase))\b",
    re.I,
)
_WHEN = re.compile(r"\b(?:last|next) (?:week|month|quarter|year)\b|\b(?:19|20)\d\d\b|\bchanged?\b|\bsince\b", re.I)
WHERE = re.compile(r"\b(?:come|are|live|lives) (?:from|in)\b|\bwhere\b", re.I)
PLACE = re.compile(r"\b(?:country|city|town|state|region|land|place)\b", re.I)
_USES = re.compile(r"\b(?:deck|canvas|persona|correct|rename|command|button|you do)\b", re.I)
_ABOUT = re.compile(r"\b(?:profit\w*|margins?|costs?|segments?|customers?|file|report|data|they|them|orders?)\b", re.I)
MORE_THAN = re.compile(r"\bhow many\b[^?]* (?:than|over|under|above|below|at (?:least|most)) \W?\d", re.I)


def helps_instead(lines: Sequence[ReportLine], question: str, subject: set[str]) -> Instead:
    """`subject`: stems of what is asked about, without names of segments and words of asking."""
    columns = " ".join(line.text for line in lines if line.text.startswith("Columns of the file"))
    named = {stem(each) for each in words(spaced(columns))}
    asked = {near for word in subject for near in {word, *MEANING.get(word, set())}}
    if _USES.search(question):
        return "commands"
    if MORE_THAN.search(question):
        return "count it" if asked & (named | MONEY) else "add a column"
    if (
        WOULD.search(question)
        or TRIES.search(question)
        or (OFFERS.search(question) and not WHICH_THINGS.search(question))
    ):
        return "try it"
    if WHY.search(question):
        return "ask them"
    if ONCE.search(question) and re.search(r"\((?:order|time)\)", columns):
        return "count it"
    if WHICH_THINGS.search(question):
        return "count it" if "(product)" in columns else "add a column"
    if asked & named or (WHERE.search(question) and PLACE.search(columns)):
        return "count it"
    if _WHEN.search(question) or MOVES.search(question) or asks_of_change(question):
        return "later file"
    about = LEAVES.search(question) or re.search(r"\bhow (?:many|much)\b", question, re.I) or _ABOUT.search(question)
    return "add a column" if about else "none"
