"""What a language model reads in a text, and what texts say together: plain values, quick to import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Sentiment = Literal["positive", "negative", "mixed", "neutral"]
SENTIMENTS: tuple[Sentiment, ...] = get_args(Sentiment)
LONGEST_TOPIC, TOPIC_WORDS = 40, 3
LONGEST_QUOTE, SHORTEST_QUOTE = 200, 8
MOST_KEYWORDS = 5
MOST_GIVEN, MOST_READ = 20_000, 5_000
"""Texts that differ. Of more a part that chance chose is given, the same one each time; the first of these are read."""
_TOPIC = re.compile(r"\w[\w '’&/-]*")


class Given(BaseModel):
    """A text as it may leave the machine, known by a hash of it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str
    text: str


class Reading(BaseModel):
    """Of one text. Without a sentiment: the model gave nothing that could be used."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str
    sentiment: Sentiment | None = None
    topic: str = ""
    keywords: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True)
class Topic:
    """`texts` of a segment are about it, of which a share is negative."""

    name: str
    texts: int
    share: float
    negative: float
    quotes: tuple[str, ...] = ()
    """Word for word as they stand in the file."""


@dataclass(frozen=True)
class Voice:
    """What the texts of a segment say. `label` -1: all texts, where there are no segments."""

    label: int
    read: int
    of: int
    sentiment: dict[Sentiment, float]
    """Shares of those that were read."""
    topics: tuple[Topic, ...] = ()
    keywords: tuple[str, ...] = ()


def checked(given: Given, sentiment: Sentiment, topic: str, keywords: Iterable[str], quote: str) -> Reading:
    """Only what is a topic and what stands in the text: the rest of what a model says of it is left out."""
    held = folded(given.text)
    words = dict.fromkeys(filter(None, map(topic_of, keywords)))
    return Reading(
        key=given.key,
        sentiment=sentiment,
        topic=topic_of(topic),
        keywords=tuple(each for each in words if each in held)[:MOST_KEYWORDS],
        quote=quote.strip() if stands(quote, given.text) else "",
    )


def topic_of(said: str) -> str:
    """One to three words without marks; empty for anything else."""
    plain = folded(said)
    fits = len(plain) <= LONGEST_TOPIC and len(plain.split()) <= TOPIC_WORDS and _TOPIC.fullmatch(plain) is not None
    return plain if fits else ""


def stands(quote: str, text: str) -> bool:
    """Whether a quote is a piece of the text, word for word, and neither too short nor too long to be one."""
    plain = " ".join(quote.split())
    return SHORTEST_QUOTE <= len(plain) <= LONGEST_QUOTE and plain in " ".join(text.split())


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
