"""What is told of somebody, told by that person: pronouns, and the verbs that go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.language import listed
from personas.verbs import bare, base, is_past

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[^\w\s]|_|\s+")
_WOMEN = frozenset(
    listed(
        """mother mum mom grandmother grandma sister daughter wife girlfriend aunt niece granddaughter woman lady
        she stepmother mother-in-law midwife"""
    )
)
_MEN = frozenset(
    listed(
        """father dad grandfather grandpa brother son husband boyfriend uncle nephew grandson man boy he stepfather
        father-in-law"""
    )
)
_HERS = frozenset(listed("she her hers herself"))
_HIS = frozenset(listed("he him his himself"))
_THEIRS = frozenset(listed("they them their theirs themselves themself"))
_OWN = {"hers": "mine", "himself": "myself", "herself": "myself", "themself": "myself", "him": "me"}
_NO_NOUN = re.compile(
    r"(?:and|or|but|to|for|in|on|at|with|from|by|of|about|when|while|if|that|what|who|how|why|whether|again|up|down|off|out|over"
    r"|through|because|before|after|until|than|as|so|the|a|an|more|less|anything|something|nothing|everything|once|twice"
    r"|alone|back|too|is|was|not|never|every|each|later|first|last|wrong|waiting)$",
    re.I,
)
"""What follows 'her' where it means 'me' and not 'my'."""
_OBJECT = re.compile(r"(?:it|them|the|an?|his|her|their|everything|nothing|no|up|off|out|every|whatever)\b", re.I)
"""What a verb in the middle of a list takes: 'fills a basket, leaves it overnight and …'."""
_ADVERBS = frozenset(
    listed(
        """always never often still just only usually really also rarely seldom mostly hardly simply already
        sometimes ever even quietly secretly then both now soon later therefore"""
    )
)
_AUX = {"is": "am", "isn't": "am not", "has": "have", "hasn't": "haven't", "does": "do", "doesn't": "don't"}
_OPENS = frozenset(listed("who which that when because if what how why whether while until where whose whatever"))
"""Begins a clause with a subject of its own: verbs behind it are somebody else's."""
NEAR = 12
"""Tokens behind a word that say what kind of word it is."""
_JOINS = frozenset(listed("and or but then"))


def as_mine(text: str, *, clause: bool = False) -> str:
    """'and keeps her bills' -> 'and keep my bills'. What belongs to somebody else who was named stays theirs.

    `clause`: the text begins with words of its own (“Her son …”), not behind a verb of the persona's.
    """
    tokens: list[str] = _TOKEN.findall(text)
    at = [place for place, token in enumerate(tokens) if token[0].isalnum()]
    said, taken, opened, comma, agrees = list(tokens), set[str](), clause, False, False
    for number, place in enumerate(at):
        word, low = tokens[place], tokens[place].lower().replace("’", "'")
        following = "".join(tokens[place + 1 : place + 1 + NEAR]).lstrip()
        before = tokens[at[number - 1]].lower() if number else ""
        comma = _comma_before(tokens, place) or (comma and before in _JOINS | _ADVERBS)
        if agrees and (low not in _ADVERBS):
            said[place], agrees = _AUX.get(low) or (bare(low) if base(low, "the") else word), False
            continue
        mine = _mine(low, following, before)
        if mine and low not in taken:
            said[place] = _like(word, mine) if mine != "I" else mine
            agrees = mine == "I"
            continue
        joined = _is_joined(before, tokens, at[max(0, number - 2) : number])
        if joined and (not opened or comma):
            if base(low, following) and _goes_with_a_verb(following):
                said[place], opened = _AUX.get(low) or bare(low), False
            elif is_past(low):
                opened = False
        elif (
            not joined
            and not opened
            and _comma_before(tokens, place)
            and _OBJECT.match(following)
            and base(low, following)
        ):
            said[place] = _AUX.get(low) or bare(low)
        opened = opened or low in _OPENS
        taken |= _others(low)
    return "".join(said)


def _mine(low: str, following: str, before: str) -> str:
    """The word for 'she', 'her', 'himself' …; empty where it is no such word."""
    if low in ("she", "he"):
        return "I"
    if low in _OWN:
        return _OWN[low]
    if low in ("her", "his", "their"):
        after = re.match(r"[^\W_]+(?:['’\-][^\W_]+)*", following)
        is_noun = after is not None and not _NO_NOUN.match(after[0])
        return "my" if is_noun or low != "her" else "me"
    return "my own" if low == "theirs" else ""


def _others(low: str) -> set[str]:
    """The pronouns that a word which was just said takes for somebody else."""
    found = set[str]()
    singular = low.removesuffix("'s")
    if singular in _WOMEN:
        found |= _HERS
    if singular in _MEN:
        found |= _HIS
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "'s")) and not base(low, "the"):
        found |= _THEIRS
    return found


def _is_joined(before: str, tokens: Sequence[str], earlier: Sequence[int]) -> bool:
    """Behind 'and', with or without an adverb between."""
    if before in _JOINS:
        return True
    return before in _ADVERBS and len(earlier) > 1 and tokens[earlier[-2]].lower() in _JOINS


def _goes_with_a_verb(following: str) -> bool:
    """'keeps the box', 'opens it', 'waits': not 'and needs of others'."""
    return not re.match(r"(?:of|which|who|are|were)\b", following, re.I)


def _comma_before(tokens: Sequence[str], place: int) -> bool:
    return place >= 2 and tokens[place - 1].isspace() and tokens[place - 2] in (",", ";")


def _like(word: str, other: str) -> str:
    """With a capital where the word had one."""
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
