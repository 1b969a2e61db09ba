"""The groups of customers people tell apart, by a name or by something they did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.llm.rehearsal.clauses import restated
from flows.llm.rehearsal.group_names import names_in
from flows.llm.rehearsal.lexicon import says_guess
from flows.llm.rehearsal.own_words import alternatives
from flows.llm.rehearsal.people import VERB, is_people
from flows.llm.rehearsal.telling_apart import is_bare, names_one_of, same, shared_heads, telling
from interviews.answers import Basis, Claim
from interviews.correcting import IS_GROUP, NO_GROUP, speaks_of_groups
from interviews.language import SMALL_NUMBERS, content_stems, words

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
_BY_CHANNEL = re.compile(
    r"^(?:joined|came|come|signed up|subscribed|registered|found us|heard of us)\b.*\b(?:from|through|via|by|on)\b"
    r".*\b(?:posts?|newsletters?|flyers?|leaflets?|posters?|ads?|adverts?|links?|podcasts?|articles?|e-?mails?"
    r"|campaigns?)\b",
    re.I,
)
"""'214 joined from a single post': that is the way on which they came, and no kind of customer."""
_NOT_THEM = re.compile(r",\s*(?:and )?not (?:the |our |those )?(?:[a-z-]+ ?){1,3}(?=[.,;:!?]|$)", re.I)
"""'…, not the delivery drivers': what is said holds of others."""
LIKE = "those like the "
_SHE = re.compile(r"\W*(?:she|he)\b", re.I)
_ONE = re.compile(r"\b(?:an?|one) (?P<who>[a-z]+ who \w+(?: [\w-]+){1,6})", re.I)
"""'A nurse who rides to work every day': there may be more of the kind."""
_THEY = re.compile(r"^(?:(?:and|but|so)\s+)?they (?P<doing>\w.+)$", re.I | re.S)
_SAID = re.compile(
    r"\b(?:people|they|customers|users|many|some)(?: \w+)? (?:said|say|saying|told (?:us|HR)"
    r"|complain(?:ed)?)(?: that)? "
    r"they(?P<are>(?:'re|’re| are))?\s+(?P<doing>.+)$",
    re.I | re.S,
)


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
    to_choose: bool = False
    """The team has to choose between them and others."""

    @property
    def claim(self) -> Claim:
        return self.claims[0]


def groups(claims: Iterable[Claim], withdrawn: Iterable[Claim] = ()) -> list[Group]:
    """-> every group told apart, in the order in which they came up; each name once, with all that speaks of it.

    A correction speaks of groups that an answer named, also one that is `withdrawn` by now; it brings up none itself.
    """
    found: list[Group] = []
    spoken_of, answer = -1, ""
    known = [claim for claim in claims if claim.basis is not Basis.OPEN]
    gone = [group for claim in withdrawn for group in _named(claim, names_in(claim.quote), set())]
    names = {claim.id: names_in(claim.quote) for claim in known}
    shared = shared_heads({name for told in names.values() for name, _ in told})
    for claim in known:
        begins, answer = claim.id.partition(".")[0] != answer, claim.id.partition(".")[0]
        if spoken_of >= 0 and (they := _THEY.match(restated(claim.quote))):
            found[spoken_of] = _with(found[spoken_of], claim, they["doing"].strip(" .!"))
            continue
        spoken_of = -1 if begins else spoken_of
        for group in _named(claim, names[claim.id], shared) or _doing(claim):
            place = next((place for place, other in enumerate(found) if _same(group, other)), len(found))
            if _is_correction(claim) and not speaks_of_groups(claim.quote):
                known_as = [other for other in (*found, *gone) if _same(group, other)]
                if not known_as:
                    continue
                group = _corrected(group, known_as[0])
            if place == len(found):
                found.append(group)
            else:
                found[place] = _with(found[place], claim, group.marks)
            spoken_of = place if group.named else -1
    said = " ".join(claim.quote for claim in known)
    found = [*_to_choose_from(known, found), *(group for group in found if not group.to_choose)]
    none = {name.lower() for claim in known for name in NO_GROUP.findall(claim.quote)}
    found = [group for group in found if not any(_same(group, Group(name, "", (), True)) for name in none)]
    found = [_with_mentions(group, known, shared) for group in found if not _are_our_own(group.name, said)]
    narrower = [group for group in found if group.to_choose or not _is_the_whole(group.name, said)]
    return narrower if len(narrower) >= 2 else found


def _to_choose_from(claims: list[Claim], found: list[Group]) -> list[Group]:
    """Those the decision is about are groups, whatever else is said of them."""
    chosen: list[Group] = []
    for claim in claims:
        named = [name for pair in alternatives(claim.quote) for name in pair] + IS_GROUP.findall(claim.quote)
        for name in named:
            same = [group for group in found if _same(group, Group(name, "", (claim,), True))]
            spoken_of = tuple(dict.fromkeys([claim, *(each for group in same for each in group.claims)]))
            marks = max((group.marks for group in same), key=len, default="")
            if not any(group.name.lower() == name.lower() for group in chosen):
                chosen.append(Group(name, marks, spoken_of, named=True, to_choose=True))
    for group in [each for each in found if any(_same(each, other) for other in chosen)]:
        found.remove(group)
    return chosen


def _are_our_own(name: str, said: str) -> bool:
    """Staff, not customers: 'walkers are my staff', 'with 3 walkers', 'our three drivers'."""
    called = re.escape(name)
    told = rf"\b{called} are (?:my|our|the) (?:staff|team|employees|colleagues|people|own)\b"
    counted = rf"\b(?:with|we have|we are|our|my|all)\s+(?:our |my )?(?:\d+|{'|'.join(SMALL_NUMBERS)}) {called}\b"
    return re.search(f"{told}|{counted}", said, re.I) is not None


def _is_the_whole(name: str, said: str) -> bool:
    """'14,000 visitors a year', 'we sell software to small firms': the words for everybody the team serves."""
    called = re.escape(name)
    counted = rf"\b\d[\d.,]* (?:\w+ )?{called}\b(?=\s*(?:a|at|per|each|every|in all|altogether|and|,|\.|$))"
    served = rf"\b(?:we|i) (?:sell|offer|make|build|provide|run) [^.!?]{{2,60}}? (?:to|for) {called}\b"
    one_word = len(name.split()) == 1 and re.search(counted, said, re.I) is not None
    return one_word or re.search(served, said, re.I) is not None


def _with_mentions(group: Group, claims: list[Claim], shared: set[str]) -> Group:
    """With every claim in which all the words of its name stand: 'a courier's 35' speaks of the couriers."""
    if group.name.startswith(LIKE):
        return replace(group, claims=_of_one(group, claims))
    if not group.named or not telling(group.name):
        return group
    known = {claim.id for claim in group.claims}
    others = [claim for claim in claims if claim.id != group.claim.id]
    own = [claim for claim in others if claim.id in known or _speaks_of(claim, group.name, shared)]
    return replace(group, claims=(group.claim, *own))


def _speaks_of(claim: Claim, name: str, shared: set[str]) -> bool:
    return names_one_of(name, _NOT_THEM.sub(" ", claim.quote), shared)


def _of_one(group: Group, claims: list[Claim]) -> tuple[Claim, ...]:
    """What is said of the one person, and what goes on about them: 'Only the nurse. She paid me 120.'"""
    who = re.compile(rf"\b{re.escape(group.name.removeprefix(LIKE).split()[0])}\b", re.I)
    found: list[Claim] = []
    for claim in claims:
        goes_on = found and found[-1].id.partition(".")[0] == claim.id.partition(".")[0] and _SHE.match(claim.quote)
        if who.search(claim.quote) or goes_on:
            found.append(claim)
    return tuple(found) or group.claims


def _with(group: Group, claim: Claim, marks: str) -> Group:
    """The group with one more claim; the marks are the ones that say most."""
    says_more = _weight(marks, claim) > _weight(group.marks, group.claim)
    claims = group.claims if claim in group.claims[-1:] else (*group.claims, claim)
    return replace(group, claims=claims, marks=marks if says_more else group.marks)


def _weight(marks: str, claim: Claim) -> float:
    return min(5, len(content_stems(marks))) - 2.0 * says_guess(claim.quote) - 3.0 * (len(marks.split()) < 3)


def _is_correction(claim: Claim) -> bool:
    return claim.id.startswith("c")


def _corrected(group: Group, known: Group) -> Group:
    """'Bus drivers who stay for 5 months' are the bus drivers, and that is what is said of them."""
    more = re.match(rf"{re.escape(known.name)} (?:who|that) (?P<doing>.+)$", group.name, re.I)
    begins = group.name.lower().startswith(known.name.lower())
    name = group.name[: len(known.name)] if begins else known.name
    return replace(group, name=name, marks=group.marks or (more["doing"] if more else ""))


def _named(claim: Claim, names: list[tuple[str, str]], shared: set[str]) -> list[Group]:
    """Those with a name, of the `names` in its quote; a head that several kinds share is the name of none."""
    if _NOT_THEM.search(claim.quote):
        names = names_in(_NOT_THEM.sub(" ", claim.quote))
    return [Group(name, marks, (claim,), named=True) for name, marks in names if not is_bare(name, shared)]


def _doing(claim: Claim) -> list[Group]:
    """Groups without a name, by what they did: 'eleven stopped at the network question'."""
    said = re.sub(r"\s+", " ", restated(claim.quote))
    if (one := _ONE.search(said)) and is_people(one["who"].split()[0] + "s"):
        return [Group(LIKE + one["who"], one["who"], (claim,), named=False)]
    match = _SAID.search(said) or _SHARE.match(said) or _THEY.match(said)
    if not match or _BY_CHANNEL.match(match["doing"]):
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
    return same(one.name, other.name)
