"""The groups of customers people tell apart, by a name or by something they did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.llm.rehearsal.clauses import restated
from flows.llm.rehearsal.lexicon import ASIDE, says_guess
from flows.llm.rehearsal.people import VERB, is_one_of_a_kind, is_people
from interviews.answers import Basis, Claim
from interviews.language import STOP_WORDS, content_stems, listed, stem, words

_PLAIN_HEADS = frozenset(
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
_SMALL_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
_AFTER = r"(?:with|without|who|that|from|in|on|over|under|of|between|above|below)"
_SHARE = re.compile(
    r"^(?:about |around |nearly |roughly |only |some )?(?P<share>(?:one|two|three|\d+) (?:in|out of) (?:ten"
    r"|five|three|four|\d+)"
    r"|[\d.,]+ ?(?:percent|%)|(?:two|one) thirds?|half|most|many|some|a few|(?:one|two|three|four|five|six"
    r"|seven|eight|nine"
    r"|ten|eleven|twelve|\d[\d,]*)(?: people)?)\b"
    r"(?: of (?:them|the \w+|our \w+|those))?(?: on (?:the|our) [\w ]{3,20}?list)?(?: (?:people|customers|users))?"
    r"(?: we (?:talked|spoke) (?:to|with))?\s+(?P<doing>.+)$",
    re.I | re.S,
)
_THEY = re.compile(r"^(?:(?:and|but|so)\s+)?they (?P<doing>\w.+)$", re.I | re.S)
_SAID = re.compile(
    r"\b(?:people|they|customers|users|many|some)(?: \w+)? (?:said|say|saying|told (?:us|HR)"
    r"|complain(?:ed)?)(?: that)? "
    r"they(?P<are>(?:'re|’re| are))?\s+(?P<doing>.+)$",
    re.I | re.S,
)


_KIN = {stem(word): stem("families") for word in listed("parents households mothers fathers kids children")}
"""Who is told of in one breath as parents, kids or a family is one group."""


@dataclass(frozen=True)
class Group:
    """Some customers the respondent told apart: what they are called, and what is said of them."""

    name: str
    """Verbatim, or 'those who' and verbatim words."""
    marks: str
    """What is said of them, verbatim; may be empty."""
    claims: tuple[Claim, ...]
    """What speaks of them, in order; the first is where they came up."""
    named: bool
    """They have a name of their own, rather than only something they do."""

    @property
    def claim(self) -> Claim:
        return self.claims[0]


def groups(claims: Iterable[Claim]) -> list[Group]:
    """-> every group told apart, in the order in which they came up; each name once, with all that speaks of it."""
    found: list[Group] = []
    spoken_of, answer = -1, ""
    known = [claim for claim in claims if claim.basis is not Basis.OPEN]
    for claim in known:
        begins, answer = claim.id.partition(".")[0] != answer, claim.id.partition(".")[0]
        if spoken_of >= 0 and (they := _THEY.match(restated(claim.quote))):
            found[spoken_of] = _with(found[spoken_of], claim, they["doing"].strip(" .!"))
            continue
        spoken_of = -1 if begins else spoken_of
        for group in _named(claim) or _doing(claim):
            place = next((place for place, other in enumerate(found) if _same(group, other)), len(found))
            if place == len(found):
                found.append(group)
            else:
                found[place] = _with(found[place], claim, group.marks)
            spoken_of = place if group.named else -1
    said = " ".join(claim.quote for claim in known)
    found = [_with_mentions(group, known) for group in found if not _are_our_own(group.name, said)]
    narrower = [group for group in found if not _is_the_whole(group.name, said)]
    return narrower if len(narrower) >= 2 else found


def _are_our_own(name: str, said: str) -> bool:
    """Staff, not customers: 'walkers are my staff', 'with 3 walkers', 'our three drivers'."""
    called = re.escape(name)
    told = rf"\b{called} are (?:my|our|the) (?:staff|team|employees|colleagues|people|own)\b"
    counted = rf"\b(?:with|we have|we are|our|my|all)\s+(?:our |my )?(?:\d+|{_SMALL_NUMBERS}) {called}\b"
    return re.search(f"{told}|{counted}", said, re.I) is not None


def _is_the_whole(name: str, said: str) -> bool:
    """'14,000 visitors a year', 'we sell software to small firms': the words for everybody the team serves."""
    called = re.escape(name)
    counted = rf"\b\d[\d.,]* (?:\w+ )?{called}\b(?=\s*(?:a|at|per|each|every|in all|altogether|and|,|\.|$))"
    served = rf"\b(?:we|i) (?:sell|offer|make|build|provide|run) [^.!?]{{2,60}}? (?:to|for) {called}\b"
    one_word = len(name.split()) == 1 and re.search(counted, said, re.I) is not None
    return one_word or re.search(served, said, re.I) is not None


def _with_mentions(group: Group, claims: list[Claim]) -> Group:
    """With every claim in which all the words of its name stand: 'a courier's 35' speaks of the couriers."""
    name = _telling(group.name) if group.named else set()
    if not name:
        return group
    return replace(
        group,
        claims=(
            group.claim,
            *(
                claim
                for claim in claims
                if claim != group.claim and (claim in group.claims or name <= content_stems(claim.quote))
            ),
        ),
    )


def _with(group: Group, claim: Claim, marks: str) -> Group:
    """The group with one more claim; the marks are the ones that say most."""
    says_more = _weight(marks, claim) > _weight(group.marks, group.claim)
    claims = group.claims if claim in group.claims else (*group.claims, claim)
    return replace(group, claims=claims, marks=marks if says_more else group.marks)


def _weight(marks: str, claim: Claim) -> float:
    return min(5, len(content_stems(marks))) - 2.0 * says_guess(claim.quote) - 3.0 * (len(marks.split()) < 3)


def _named(claim: Claim) -> list[Group]:
    """Groups with a name: 'creators', 'office staff', 'people with a new baby'."""
    text = " ".join(claim.quote.split())
    tokens = list(re.finditer(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’-][^\W_]+)*", text))
    result: list[Group] = []
    for place, token in enumerate(tokens):
        head = token[0].lower()
        plural = head == "ones" and place and tokens[place - 1][0].lower() not in STOP_WORDS
        one = is_one_of_a_kind(head) and place and tokens[place - 1][0].lower() not in STOP_WORDS
        if not (is_people(head) or plural or one) or (
            result and token.start() < text.find(result[-1].name) + len(result[-1].name)
        ):
            continue
        first = _modified(text, tokens, place)
        if one and first == place:
            continue
        if first and tokens[first - 1][0].lower() in ("from", "than", "by"):
            continue
        last, follows = _extended(text, tokens, place)
        if head in _PLAIN_HEADS and first == place and last == place:
            continue
        if _is_a_name(tokens, first, place) or _only_describes(text, tokens, place):
            continue
        name = text[tokens[first].start() : tokens[last].end()]
        marks = (
            re.split(r"[,;.](?!\d)|\s(?:but|whereas)\s", text[tokens[last].end() :])[0].strip(" .,;:!?")
            if follows
            else ""
        )
        result.append(Group(name=name, marks=ASIDE.sub("", marks).strip(), claims=(claim,), named=True))
    return [group for group in result if len(words(group.name)) <= 9]


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
            if nearer > place + 1 and tokens[nearer][0].lower() in _CLAUSE:
                break
            last = nearer
        while last > place and tokens[last][0].lower() in _NO_END:
            last -= 1
    follows = last + 1 < len(tokens) and VERB.match(tokens[last + 1][0]) is not None
    return last, follows


def _doing(claim: Claim) -> list[Group]:
    """Groups without a name, by what they did: 'eleven stopped at the network question'."""
    said = re.sub(r"\s+", " ", restated(claim.quote))
    match = _SAID.search(said) or _SHARE.match(said) or _THEY.match(said)
    if not match:
        return []
    doing = re.split(
        r"[;:.](?!\d)|,(?! [A-Z])|, I\b|\s(?:and(?! [A-Z])|but|because|so that|than|more than|if|after)\s",
        match["doing"],
    )[0].strip(" .!")
    doing = re.sub(r"^(?:(?:also|just|all)\s+|(?:are|were|is) (?=(?:from|in|on)\b))", "", doing)
    short = " ".join(doing.split()[:9])
    if len(words(short)) < 2 or len(content_stems(short)) < (2 if match.re is _SHARE else 1):
        return []
    first = words(short)[0]
    if match.groupdict().get("are") or first in ("from", "in", "on", "with") or re.match(r"\w+ by\b", short):
        name = f"those {short}"
    elif (
        match.re in (_SAID, _THEY)
        or VERB.match(first)
        or first.endswith("ed")
        or first in ("try", "said", "told", "say")
    ):
        name = f"those who {short}"
    else:
        return []
    return [Group(name=name, marks=re.split(r"[;.]", match["doing"])[0].strip(), claims=(claim,), named=False)]


def _same(one: Group, other: Group) -> bool:
    mine, theirs = _telling(one.name), _telling(other.name)
    enough = 0.3 if stem("families") in mine & theirs else 0.5
    return bool(mine & theirs) and len(mine & theirs) >= enough * min(len(mine), len(theirs))


def _telling(name: str) -> set[str]:
    """The words that tell a name apart: 'people' and 'users' tell nothing."""
    stems = {_KIN.get(each, each) for each in content_stems(name)}
    return stems - {stem(word) for word in _PLAIN_HEADS} or stems
