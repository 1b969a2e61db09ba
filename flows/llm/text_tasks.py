"""The task over the texts of a file. It has a brief of the same name in `flows/prompts/`."""

from __future__ import annotations

from pydantic import Field

from flows.llm.task import Task
from flows.llm.tasks import Fields
from segments.readings import Sentiment

# read_texts: how does each text feel, what is it about, by which words?


class TextToRead(Fields):
    id: str
    text: str


class ReadTextsInputs(Fields):
    topics: tuple[str, ...]
    """Those found in other texts of the file, the commonest first."""
    texts: tuple[TextToRead, ...]


class TextReading(Fields):
    id: str = Field(description="Id of the text: t1.")
    sentiment: Sentiment
    topic: str = Field(description="One to three words; empty where the text is about nothing.")
    keywords: list[str] = Field(description="Up to five words or pairs of words that stand in the text.")
    quote: str = Field(description="The words that say it, copied exactly from the text; empty where none do.")


class TextReadings(Fields):
    readings: list[TextReading]


READ_TEXTS = Task("read_texts", ReadTextsInputs, TextReadings)
