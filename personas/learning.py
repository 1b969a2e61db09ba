"""What a persona has been told in an interview about words she did not know: it is all that changes what she knows."""

from __future__ import annotations

import re

from interviews.language import content_stems, folded, words
from personas.schema import Persona, State, Value

FEWEST_WORDS = 5
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_EXPLAINS = re.compile(
    r"\b(?:is|are|means?|says?|covers?|pays?|works? like|stands? for|counts?|costs?|lets? you|happens?)\b|[:=–—]", re.I
)
LONGEST = 240


class Told(Value):
    """`said`: the words; `answer`: id of the answer that came after them; `by`: Slack user id of who said so."""

    topic: str
    said: str
    answer: str
    by: str


def told_in(question: str, persona: Persona, answer: str, by: str) -> tuple[Told, ...]:
    """What somebody explains while asking: a statement, not a question, that has a word she does not know in it."""
    strange = [(each.topic, content_stems(each.topic)) for each in persona.knowledge if each.state is not State.KNOWS]
    found = []
    for sentence in (folded(each) for each in _SENTENCE.split(question)):
        if sentence.endswith("?") or len(words(sentence)) < FEWEST_WORDS or not _EXPLAINS.search(sentence):
            continue
        stems = content_stems(sentence)
        for topic, words_of_it in strange:
            if words_of_it and words_of_it < stems:
                found.append(Told(topic=topic, said=sentence[:LONGEST], answer=answer, by=by))
    return tuple(found)
