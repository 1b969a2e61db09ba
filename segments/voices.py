"""What the texts of each segment say, told together from what a model read in each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from segments.keys import hashed
from segments.privacy.redacting import redact
from segments.readings import MOST_GIVEN, SENTIMENTS, Given, Reading, Topic, Voice, stands
from segments.shapes import Labels, Texts

LONGEST = 1_000
"""Characters of a text that are sent."""
TOPICS, QUOTES, KEYWORDS = 5, 2, 8


def given(texts: Texts, salt: str, regions: tuple[str, ...]) -> dict[str, Given]:
    """-> text as it stands in the file -> as it may leave the machine, without the people in it."""
    secret = salt.encode()
    distinct = {text for text in texts.tolist() if text.strip()}
    found = {}
    for text in sorted(distinct, key=lambda each: hashed(each, secret))[:MOST_GIVEN]:
        # People are looked for beyond where it is cut, or half an address would not be known for one.
        sent = redact(text[: 4 * LONGEST], regions)[0][:LONGEST]
        found[text] = Given(key=hashed(sent, secret), text=sent)
    return found


def voices(
    texts: Texts, sent: Mapping[str, Given], readings: Mapping[str, Reading], labels: Labels
) -> tuple[Voice, ...]:
    """One for each segment, in their order; where there is none, one for all. `labels` of -1 are nobody's."""
    count = int(labels.max(initial=-1)) + 1
    of: dict[int, list[str]] = defaultdict(list)
    for text, label in zip(texts.tolist(), labels.tolist(), strict=True):
        of[label if count else -1].append(text)
    return tuple(_voice(label, of[label], sent, readings) for label in (range(count) if count else (-1,)))


def reading_of(text: str, sent: Mapping[str, Given], readings: Mapping[str, Reading]) -> Reading | None:
    """-> what was read in it, where anything was"""
    known = sent.get(text)
    found = readings.get(known.key) if known else None
    return found if found and found.sentiment else None


def _voice(label: int, texts: Sequence[str], sent: Mapping[str, Given], readings: Mapping[str, Reading]) -> Voice:
    read = [(text, found) for text in texts if (found := reading_of(text, sent, readings))]
    felt = Counter(reading.sentiment for _, reading in read)
    about: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
    for text, reading in read:
        if reading.topic:
            about[reading.topic].append((text, reading))
    words = Counter(word for _, reading in read for word in reading.keywords)
    largest = sorted(about.items(), key=lambda item: (-len(item[1]), item[0]))[:TOPICS]
    return Voice(
        label=label,
        read=len(read),
        of=len(texts),
        sentiment={each: felt[each] / len(read) for each in SENTIMENTS} if read else {},
        topics=tuple(_topic(name, held, len(read)) for name, held in largest),
        keywords=tuple(word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:KEYWORDS]),
    )


def _topic(name: str, held: Sequence[tuple[str, Reading]], read: int) -> Topic:
    """A quote stands in the file as it is: one from which somebody was taken out does not."""
    quotes = sorted({reading.quote for text, reading in held if stands(reading.quote, text)}, key=_speaks)
    bad = sum(reading.sentiment == "negative" for _, reading in held)
    return Topic(name, len(held), len(held) / read, bad / len(held), tuple(quotes[:QUOTES]))


def _speaks(quote: str) -> tuple[int, str]:
    """Those of some ten words first: shorter ones say little, longer ones are not read."""
    return abs(len(quote) - 60), quote
