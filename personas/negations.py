"""Where a 'no' belongs: it counts for one word and one clause, and must not have moved to another.

In the languages whose commonest words stand in NOT; in others a 'no' is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from interviews.language import STOP_WORDS, content_stems, stem, words

NOT = re.compile(
    r"\b(?:not|no|never|nothing|none|without|cannot|\w+n['’]t|nor|neither|hardly|barely|scarcely|refus(?:es?|ed|ing)"
    r"|fail(?:s|ed)?|lack(?:s|ed|ing)?|den(?:y|ies|ied)|reject(?:s|ed)?|forbid(?:s|den)?|prohibit(?:s|ed)?"
    # German, Dutch, French, Spanish, Portuguese, Italian, Polish, Scandinavian
    r"|nicht|nichts|kein(?:e[nmrs]?)?|nie|niemals|niemand|ohne|weder|niet|niets|geen|nooit|niemand|zonder"
    r"|pas|jamais|rien|aucune?|sans|nunca|jamás|nada|nadie|ningun[oa]?|ningún|sin|tampoco|não|nenhuma?|ninguém|sem|nem"
    r"|non(?!-)|mai|niente|nulla|nessun[oa]?|senza|bez|nigdy|inte|ikke|aldrig|utan|uden)\b",
    re.I,
)
_ALONE = {"nothing", "none", "nichts", "niets", "rien", "nada", "niente", "nulla"}
"""These deny what stands before them as well: 'pays nothing'."""


def moved(text: str, source: str, clauses: Callable[[str], list[str]]) -> bool:
    """Whether a 'no' of `source` stands with other words in `text`. `clauses` splits a sentence into its clauses.

    'Glasses are covered, teeth are not' does not say that glasses are not; 'who do not enrol lose it' does not say
    that who enrol do not lose it.
    """
    return _with_other_words(text, source) or _in_another_clause(clauses(text), clauses(source))


def _with_other_words(text: str, source: str) -> bool:
    """A word that is denied here is affirmed there, and the other way round."""
    here, there = _denied(text), _denied(source)
    return bool(here & (content_stems(source) - there)) and bool(there & (content_stems(text) - here))


def _in_another_clause(text: list[str], source: list[str]) -> bool:
    """A clause says no, and those of the source that are most like it say yes, or the other way round."""
    there = [(content_stems(each), _odd(each)) for each in source]
    for clause in text:
        stems = content_stems(clause)
        shared = [len(stems & each) for each, _ in there]
        most = max(shared, default=0)
        if most < 2:
            continue
        odd = _odd(clause)
        if not any(odd == other for (_, other), number in zip(there, shared, strict=True) if number == most):
            return True
    return False


def _odd(clause: str) -> bool:
    return len(NOT.findall(clause)) % 2 == 1


def _denied(text: str) -> set[str]:
    """Stems of the words that a 'no' goes with: the next one that carries a subject, at the end the one before."""
    said, found, before = words(text), set[str](), ""
    after = [""] * len(said)
    for place in range(len(said) - 1, 0, -1):
        after[place - 1] = said[place] if _carries(said[place]) else after[place]
    for word, next_one in zip(said, after, strict=True):
        if NOT.fullmatch(word):
            denied = {next_one, before} if word in _ALONE else {next_one or before}
            found |= {stem(each) for each in denied if each}
        elif _carries(word):
            before = word
    return found


def _carries(word: str) -> bool:
    return word not in STOP_WORDS and NOT.fullmatch(word) is None and (len(word) > 2 or word.isdigit())
