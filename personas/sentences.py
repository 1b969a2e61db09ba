"""A passage in its sentences, and which of them a statement is nearest to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviews.language import as_seen, content_stems, words
from personas.facts import Fact
from personas.passages import Passage

FEWEST = 3
"""Words that carry a subject: with fewer, a sentence says too little to be held against anything."""
_SENTENCE = re.compile(r"(?:(?<=[.!?:;])|(?<=[.!?][)\"”]))\s+|\n+")
_STOP = re.compile(r"[.!?;。！？؟।]+\s*|\n+")
_PART = re.compile(r"(?<=[.!?;])\s+")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s|\*\*[^*]+\*\*\s*$)")


@dataclass(frozen=True)
class Read:
    """A passage that was looked through once, however many statements cite it."""

    words: frozenset[str]
    heading: set[str]
    sentences: Sequence[str]
    stems: Sequence[set[str]]
    """Those of each sentence."""
    whole: Sequence[str]
    """Its sentences however they are written: some scripts put no space behind their stops."""
    fact: Fact | None = None


def read(passage: Passage) -> Read:
    """Looks a passage through, as a person sees it: without what is hidden in its letters."""
    text = "\n".join(as_seen(line) for line in passage.text.split("\n"))
    sentences = sentences_of(text)
    return Read(
        words=frozenset(words(text)),
        heading=content_stems(passage.place),
        sentences=sentences,
        stems=[content_stems(each) for each in sentences],
        whole=_STOP.split(text),
        fact=passage.fact,
    )


def parts(text: str) -> list[str]:
    """The sentences of a statement; one that says too little by itself goes with the one before."""
    parts, stems = list[list[str]](), set[str]()
    for part in _PART.split(text):
        new = content_stems(part)
        if parts and min(len(new), len(stems)) < FEWEST:
            parts[-1].append(part)
            stems |= new
        else:
            parts.append([part])
            stems = new
    return [" ".join(each) for each in parts]


def sentences_of(text: str) -> list[str]:
    """Its sentences without its headings; none is empty."""
    return [each for each in _SENTENCE.split(text) if each.strip() and not _HEADING.match(each)]


def nearest(wanted: set[str], sentences: Sequence[str], stems: Sequence[set[str]]) -> list[tuple[int, int]]:
    """-> (place, how many) of the sentences that share most words, and of the first of them with its neighbours."""
    said = [wanted & each for each in stems]
    most = max(map(len, said), default=0)
    best = [(place, 1) for place, each in enumerate(said) if len(each) == most]
    two = [(len(one | other), place) for place, (one, other) in enumerate(pairwise(said))]
    wider = [(place, 2) for shared, place in sorted(two, key=lambda each: -each[0]) if shared > most]
    return sorted(best, key=lambda span: len(sentences[span[0]])) + wider
