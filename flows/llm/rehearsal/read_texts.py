"""Texts read by rule: feelings by a short list of words, the topic by the word that most other texts share."""

from __future__ import annotations

import re
from collections import Counter

from flows.llm.text_tasks import ReadTextsInputs, TextReading, TextReadings, TextToRead
from interviews.language import STOP_WORDS, listed, words
from segments.readings import LONGEST_QUOTE, MOST_KEYWORDS, Sentiment, stands

GOOD = frozenset(
    listed("""amazing best brilliant easy excellent fast fine friendly glad good great happy helpful kind like liked
        love loved lovely nice perfect pleased quick recommend smooth super thank thanks wonderful works""")
)
BAD = frozenset(
    listed("""annoying angry awful bad blocked broke broken cancel complaint confusing crash crashed declined delayed
        difficult disappointed error fail failed fails hate horrible hard issue late lost missing never pending poor
        problem refund rude slow stolen stuck terrible ugly unable unhappy useless waiting waste worst wrong""")
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
SHORTEST = 4


def read_texts(inputs: ReadTextsInputs) -> TextReadings:
    held = Counter(word for each in inputs.texts for word in set(_telling(each.text)))
    return TextReadings(readings=[_read(each, inputs.topics, held) for each in inputs.texts])


def _read(given: TextToRead, topics: tuple[str, ...], held: Counter[str]) -> TextReading:
    telling = _telling(given.text)
    topic = next((each for each in topics if each in telling), "")
    if not topic and telling:
        topic = max(telling, key=lambda word: (held[word], -telling.index(word)))
    return TextReading(
        id=given.id,
        sentiment=_felt(given.text),
        topic=topic,
        keywords=sorted(telling, key=lambda word: (held[word], word))[:MOST_KEYWORDS],
        quote=_quote(given.text, topic),
    )


def _felt(text: str) -> Sentiment:
    found = set(words(text))
    good, bad = bool(found & GOOD), bool(found & BAD)
    return "mixed" if good and bad else "positive" if good else "negative" if bad else "neutral"


def _quote(text: str, topic: str) -> str:
    """The first sentence in which the topic stands, and from which nobody was taken out."""
    sentences = [each.strip() for each in _SENTENCE.findall(text) if "[" not in each]
    found = next((each for each in sentences if topic and topic in words(each)), "")[:LONGEST_QUOTE]
    return found if stands(found, text) else ""


def _telling(text: str) -> list[str]:
    """Words that say what it is about, each once; what was taken out stands in brackets."""
    plain = re.sub(r"\[[^\]]*\]", " ", text)
    found = [word for word in words(plain) if len(word) >= SHORTEST and word.isalpha()]
    return [word for word in dict.fromkeys(found) if word not in STOP_WORDS | GOOD | BAD]
