"""What a report says of its own accord, in English; what was found stands in sentences of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from segments.period import Instead
from segments.readings import Sentiment
from segments.said import StageName
from segments.standing import Why

Say = Callable[..., str]
"""(English, values) -> the sentence in the language that is spoken."""
SOME, NONE = "{count} segments among {of} {whom}", "There are no real segments here"
SHARE, SHARE_AND_MONEY = "{size} of {of} {whom} ({share})", "{size} of {of} {whom} ({share}), {money} of {called}"
THE_MONEY = "the money"
WAY_OF_ALL, HOW_FOUND = "The way of every segment", "How this was found"
FOLLOWS = (
    "How long ago they last bought is part of how they were compared: that the customers of a segment slip or leave "
    "mostly follows from that."
)
WAY, NOT_KNOWN = "The way of {name}", "not known; what would tell: {missing}"
APART, SEGMENT = "Where each segment stands", "Segment"
EVERYBODY = "Everybody"
USUAL = (
    "Typical is the one in the middle, average the mean, share how many of them have it: the same as in the sentences "
    "above."
)
TRIED = "How the forecast was tried"
NO_FORECAST = "No forecast to plan with"
"""How a report begins of a forecast that did no better than a guess when it was tried."""
NEXT, BEST, LIKELY, CAREFUL, COMPARED, RULES, NOT_ANOTHER, OTHERWISE, ROWS = (
    "What I would do next",
    "Who brings most",
    "What is likely to come",
    "To know before using this",
    "How they were compared",
    "What each test says",
    "Why not another number",
    "Other ways of grouping",
    "The rows",
)
TESTS = {
    "silhouette": "how far groups stand apart (silhouette)",
    "gap": "how much tighter than chance they are (gap)",
    "prediction strength": "whether one half of the file gives the same as the other (prediction strength)",
    "stability": "whether each comes back when they are drawn anew (Jaccard)",
}
"""What each asks, with the name of its figure."""
UNDECIDED = "Undecided"
"""How a report begins of a test that says no number."""
EVERY = "Every segment"
EXPLAINED = {
    "identifiable": "F1 is 1 where a rule finds every member and nobody else.",
    "coherent": (
        "Within/between is how far members are from their middle, by how far that is from the next segment's middle "
        "(both squared): the smaller, the closer they lie. Shuffled is the same in rows whose "
        "columns were each shuffled."
    ),
    "stable": "Jaccard is the share that two draws have in common: 1 where they are the same.",
}
"""Criterion -> what its figure is."""
NO_SEGMENTS, OPEN = "no segments", "undecided"
SEGMENTS, SILHOUETTE, GAP, STRENGTH, JACCARD, SIZES = (
    "segments",
    "silhouette",
    "gap ± error",
    "prediction strength ± error",
    "Jaccard of each",
    "sizes",
)
HOW_MANY, BECAME = "Rows", "What became of them"
READ, USED = "read", "used"
CUSTOMERS_IN, MONEY_IN = "customers in them", "money in them"
MONEY_COUNTED = "money in them, counted as {money}"
GONE_BACK = "returned and not taken off: what was returned still counts as bought"
SINCE = "Since {file}"
SMALLER = "This file is {by} smaller than {file} ({after}, {before} then), so shares are compared"
LARGER = "This file is {by} larger than {file} ({after}, {before} then), so shares are compared"
SHRANK = "{name}: {now} of all now, {then} in {file}"
CUT_OTHERWISE = (
    "By the borders it had in {file}, {name} would have {now} of all now, {then} then; the rest of the difference is "
    "that the segments are cut otherwise now"
)
MOVED = "{moved} of {both} customers moved since {file}"
NOBODY_MOVED = "None of {both} customers moved since {file}"
BORDERS = "Who moved is counted by the borders the segments had in {file}, sizes and shares as the segments are told"
BY_THEN = (
    "Who moved goes by each file's own segments, as the rows do; by the borders they had in {file}, {count} of {both} "
    "would have moved"
)
HOLDS_OLD = (
    "This file has the days of {file} in it, too: orders and money of whoever is in both can only have grown, so moves "
    "up are partly that"
)
NAIVE = "Whoever had said that nobody moves would have been right for {stayed} of {both}"
FROM_TO = "{customers} from {before} to {after}"
CAME, GONE = "{count} are new", "{count} are not in this file"
NO_SEGMENT = "no segment"
LACKS = "The segments before were made of {lacks}, which this file does not have: it was analysed afresh."
NO_LATER: dict[Instead, str] = {
    "same": "This file covers {days}, just as {file} does.",
    "within": "This file covers {days}, which lies within the days of {file} ({before}).",
    "older": "This file covers {days} and ends no later than {file} ({before}).",
    "shorter": "This file covers {days}, less than half as long as {file} ({before}).",
    "longer": "This file covers {days}, more than twice as long as {file} ({before}).",
}
NOT_MOVED = (
    "So who moved is not told: it would come of the days, not of the customers. Segments that are the same keep their "
    "names and numbers; the next file is held against the one of both that it goes on from."
)
FROM_ON = "{first} to {last}"
OTHER_KIND = "The file before tells of something else: this one was analysed afresh."
NOBODY_IN_BOTH = "No customer is in this file and in {file}, so nobody can have moved."
WHO_IS_WHO = "The files do not say who is who, so who moved cannot be told."
NEW, ENDED = "New: {names}", "No longer there: {names}"
ONCE_CALLED = "Segment {number} was once called “{name}”; that no longer holds of it"
FITS_ANOTHER = "Segment {number} was once called “{name}”; now that fits segment {other}"
NAME_CUT = "“{name}” was cut: {stay} of its {of}{money} stay in segment {number} under that name"
NAME_MOVED = "“{name}” has changed: {stay} of the {of} who had that name{money} have it still, in segment {number}"
NAME_WIDER = (
    "“{name}”, segment {number}, has many others in it now: {joined} who were in another segment before, beside {stay} "
    "of the {of} who had that name"
)
WITH_MONEY = ", with {money} of their money,"
ARE_CALLED, ARE_ELSEWHERE = "{count} are in segment {number} now, “{name}”", "{count} elsewhere"
NAME_TAKEN_ON = "{joined} of those who have it now were in another segment before"
TEXTS_SAY, ALL_TEXTS = "What the texts say", "All texts"
FELT: dict[Sentiment, str] = {
    "positive": "{share} positive",
    "negative": "{share} negative",
    "mixed": "{share} mixed",
    "neutral": "{share} neutral",
}
NOT_READ = "nothing could be read"
READ_OF = "Read: {read:,} of {of:,}."
ABOUT = "{topic}: {share}, of these {negative} negative"
OFTEN = "Often said: {words}"
RULE_SAYS = (
    "Feelings and topics were sorted by single words, no model read them; quotes stand in the file word for word."
)
MODEL_SAYS = "Feelings and topics are the model's reading; quotes stand in the file word for word."
CORRECTED = "What was corrected"
STAND, STANDS = "{count} customers stand where the team put them.", "1 customer stands where the team put it."
UNDONE: dict[Why, str] = {
    "absent": "Correction {number} waits: a customer of it is not in this file.",
    "gone": "Correction {number} can't be kept: its segment is no longer there.",
    "contradicts": "Correction {number} can't be kept: another one says otherwise.",
}
WHOM = ("customers", "texts", "answers")
ALL = (
    *WHOM,
    *FELT.values(),
    *TESTS.values(),
    *EXPLAINED.values(),
    *UNDONE.values(),
    *NO_LATER.values(),
    *get_args(StageName),
    *(each for name, each in list(vars().items()) if name.isupper() and isinstance(each, str)),
)
"""Every sentence of ours that may stand in it."""


def plain(english: str, **values: object) -> str:
    """The English itself."""
    return english.format(**values) if values else english
