"""The names people give to groups of customers: 'creators', 'office staff', 'people with a new baby'."""

from __future__ import annotations

import re

from flows.llm.rehearsal.lexicon import ASIDE
from flows.llm.rehearsal.people import VERB, is_one_of_a_kind, is_people
from interviews.language import STOP_WORDS, folded, listed, words

PLAIN_HEADS = frozenset(
    listed("people users customers clients person customer user folks employee employees companies offices members")
)
"""Everybody the team serves: no group of its own without something that tells it apart."""
_NO_MODIFIER = STOP_WORDS | frozenset(
    listed(
        """told asked sell sells selling help helps reach find finds let lets meet met call calls called paying serve
        serves via per both works between mostly mainly especially maybe probably basically two three four five six
        seven eight nine ten eleven twelve twenty thirty hundred thousand half about around include including target
        classic typical certain research interview various two-thirds say think from against among against mean
        means hey like"""
    )
)
_CLAUSE = frozenset(
    listed(
        """who that which whose where when because so but and or after before if since while told said says say tell
        asked"""
    )
)
_NO_END = _CLAUSE | frozenset(listed("from of in on with without over under between above below the a an to by at our"))
"""Words with which a name does not go on, and with which it does not end."""
_AFTER = r"(?:with|without|who|that|from|in|on|over|under|of|between|above|below)"
_PAST = re.compile(
    r"(?:left|quit|bought|returned|renewed|complained|called|wanted|needed|phoned|joined|switched|stayed|wrote|said"
    r"|moved|paid|sent)$",
    re.I,
)
"""What a name with a place or a trait stops before; in front of a name some of them describe ('paid members')."""
_SHARE = re.compile(r"\d+ (?:of|out of|in|percent|per cent)\b|\d+ ?%", re.I)
"""With it a count begins: 'warehouses in Tilburg 9 of 10 workers'."""
_TRIED = re.compile(r"\b(?:tried|gave up on|switched to|replaced)\b[^.;:]*$", re.I)
"""What comes after it is a thing that somebody used."""


def names_in(said: str) -> list[tuple[str, str]]:
    """-> (name, what is said of them) of every group with a name, in the order in which they stand there."""
    text = folded(said)
    tokens = list(re.finditer(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’-][^\W_]+)*", text))
    result: list[tuple[str, str]] = []
    for place, token in enumerate(tokens):
        head = token[0].lower()
        plural = head == "ones" and place and tokens[place - 1][0].lower() not in STOP_WORDS
        one = is_one_of_a_kind(head) and place and tokens[place - 1][0].lower() not in STOP_WORDS
        if not (is_people(head) or plural or one) or (
            result and token.start() < text.find(result[-1][0]) + len(result[-1][0])
        ):
            continue
        first = _modified(text, tokens, place)
        if one and first == place:
            continue
        if first and tokens[first - 1][0].lower() in ("from", "than", "by"):
            continue
        last, follows = _extended(text, tokens, place)
        if head in PLAIN_HEADS and first == place and last == place:
            continue
        if _is_a_name(tokens, first, place) or _only_describes(text, tokens, place):
            continue
        if _TRIED.search(text[: tokens[first].start()]):
            continue
        name = text[tokens[first].start() : tokens[last].end()]
        marks = (
            re.split(r"[,;.](?!\d)|\s(?:but|whereas)\s", text[tokens[last].end() :])[0].strip(" .,;:!?")
            if follows
            else ""
        )
        result.append((name, ASIDE.sub("", marks).strip()))
    return [(name, marks) for name, marks in result if len(words(name)) <= 9]


def _is_a_name(tokens: list[re.Match[str]], first: int, place: int) -> bool:
    """'The Vissers are …', 'Vissers is …': a family or a firm, not a kind of people."""
    capital = tokens[place][0][0].isupper() and not tokens[place][0].isupper()
    following = tokens[place + 1][0].lower() if place + 1 < len(tokens) else ""
    return capital and (place > 0 or (first == place and following in ("is", "was", "has", "does", "says", "wants")))


def _only_describes(text: str, tokens: list[re.Match[str]], place: int) -> bool:
    """'free school tickets': one of a kind before another noun says what the tickets are, not who."""
    if not is_one_of_a_kind(tokens[place][0].lower()) or place + 1 == len(tokens):
        return False
    following = tokens[place + 1][0]
    beside = text[tokens[place].end() : tokens[place + 1].start()] == " "
    ends_like_a_thing = re.fullmatch(r"[a-z]{3,}s", following) is not None
    return beside and ends_like_a_thing and not VERB.match(following) and following not in STOP_WORDS


def _modified(text: str, tokens: list[re.Match[str]], place: int) -> int:
    """The first token of the name: up to two words before the head that describe it."""
    first = place
    while first and place - first < 2:
        before = tokens[first - 1]
        apart = text[before.end() : tokens[first].start()] != " "
        if apart or before[0].lower() in _NO_MODIFIER or before[0][0].isdigit() or VERB.match(before[0]):
            break
        first -= 1
    return first


def _over(text: str, token: re.Match[str]) -> bool:
    """Whether a name with a place or a trait has ended before it: with a verb of the past, or with a count."""
    return _PAST.match(token[0]) is not None or _SHARE.match(text, token.start()) is not None


def _extended(text: str, tokens: list[re.Match[str]], place: int) -> tuple[int, bool]:
    """The last token of the name ('... with a chronic condition'), and whether something is said of them after it."""
    last = place
    if place + 1 < len(tokens) and re.fullmatch(_AFTER, tokens[place + 1][0], re.I):
        for nearer in range(place + 1, min(place + 9, len(tokens))):
            apart = re.search(r"[,;.:!?]", text[tokens[nearer - 1].end() : tokens[nearer].start()])
            if apart and not re.fullmatch(
                r",(?=\d)|, (?=[A-Z])", text[tokens[nearer - 1].end() : tokens[nearer].start()]
            ):
                break
            relative = tokens[place + 1][0].lower() in ("who", "that") and nearer <= place + 3
            if VERB.match(tokens[nearer][0]) and not relative:
                break
            if nearer > place + 2 and not relative and _over(text, tokens[nearer]):
                break
            if nearer > place + 1 and tokens[nearer][0].lower() in _CLAUSE:
                break
            last = nearer
        while last > place and tokens[last][0].lower() in _NO_END:
            last -= 1
    after = tokens[last + 1][0] if last + 1 < len(tokens) else ""
    follows = bool(VERB.match(after)) or (last > place and bool(_PAST.match(after)))
    return last, follows
