"""What a deck says of its own accord, in English; whoever makes one says it in the language that is spoken."""

from __future__ import annotations

from collections.abc import Callable

from decks.deck import Kind
from decks.voice import in_our_voice
from interviews.criteria import ASKS
from interviews.dimensions import LORE, Dimension
from interviews.ordering import Grade

Say = Callable[..., str]
"""(English, values) -> the sentence in the language of the deck."""

PARTS = {
    1: "Introduction",
    2: "Target audience",
    3: "Interests and behaviour",
    4: "Motivations and needs",
    5: "Distinguishing characteristics",
    6: "Framework",
    7: "Segment profiles",
    8: "Recommendations per segment",
    9: "Conclusion",
}
"""The nine parts, in their order."""
STILL_UNKNOWN = "What is still unknown"
SOURCES = "Sources"
SUBTITLE = (
    "One answer of one interview",
    "{count} answers of one interview",
)
CAUTION = "A hypothesis until customers are asked"
CONTINUED = "continued"
DECIDE_FIRST = "The decision this should serve has not been said yet"
NOTHING_SAID = "Nothing was said about this yet"
ASK_FOR = "Worth asking: {what}"
CANDIDATES = ("One group may be among them", "{count} groups may be among them")
NO_SEGMENTS = "The answers carry no segment yet"
TALK_MORE = "More talk with customers would show which groups differ."
NOTHING_YET = "No dimension has evidence yet"
WITH_EVIDENCE = "{known} of ten dimensions have evidence; {silent} were not spoken of"
ALL_SPOKEN_OF = "{known} of ten dimensions have evidence; all were spoken of"
CLAIMS = "Statements in the answers, by dimension and by how the team knows"
SIX_CRITERIA = "A segment is worth having when it meets six criteria"
CRITERION, ASKED = "Criterion", "What it asks"
JUDGED = "Met so far: {met} of {all} judgements; unknown: {unknown}"
JUDGEMENTS = "Judgements per segment: met, not met, unknown"
ORDER = "In which order to look at them: our reading, not a finding"
FIRST = "Begin with {segment}"
SEGMENT, VALUE, GROWTH, REACH, EVIDENCE = "Segment", "Value", "Growth", "Reach", "Evidence"
WHY = "Why"
SEGMENTS = "The candidate segments"
RULE = "Who belongs"
NOT_KNOWN_OF = "{criterion}: not known of {segments}"
DO, TEST = "What to do", "What to test"
WHAT_TO_DO = "What to do for each segment, and what to test first"
NO_STEP = "No answer suggests a step for these yet."
SERVE_FIRST, LEAVE = "First to serve", "To leave alone for now"
FIRST_STEP, UNTHOUGHT = "First step", "What we are not thinking of"
IN_FULL = "The title in full"
QUESTION_OF = "Asked: {question}"
TOLD = "The project, as it was told"
CORRECTED = "A correction of the summary"
SOMEBODY = "a member of the team"
THIN = "nothing said yet"
THIN_GUESSES = "only guesses"
NO_EVIDENCE = "No answer carries this slide."

TOPICS = {each: in_our_voice(LORE[each].title) for each in Dimension}
WORTH_KNOWING = {each: in_our_voice(LORE[each].worth_knowing) for each in Dimension}

_LISTS: tuple[tuple[str, ...], ...] = (
    tuple(PARTS.values()),
    SUBTITLE,
    CANDIDATES,
    tuple(kind.value for kind in Kind),
    tuple(ASKS.values()),
    tuple(grade.value for grade in Grade),
    tuple(TOPICS.values()),
    tuple(WORTH_KNOWING.values()),
)
ALL = (
    *(each for group in _LISTS for each in group),
    *(each for name, each in list(vars().items()) if name.isupper() and isinstance(each, str)),
)
"""Every sentence of ours that may stand in a deck; criteria and verdicts are the interview's own terms."""


def plain(english: str, **values: object) -> str:
    """The English itself."""
    return english.format(**values) if values else english
