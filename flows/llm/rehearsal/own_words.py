"""The respondents' own words, short enough to be taken up: the product, the groups they name, a phrase to quote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.llm.rehearsal.clauses import is_remark, restated
from flows.llm.rehearsal.lexicon import ASIDE, TOPIC_WORDS
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension
from interviews.language import STOP_WORDS, content_stems, listed, stem, words
from interviews.question_forms import OUTSIDE

_PEOPLE = frozenset(
    listed(
        """people folks users customers clients employees staff workers creators readers adopters parents
        mothers fathers
        students teams managers buyers owners companies families shoppers members subscribers teachers patients drivers
        developers agencies guests hosts sellers women men kids children retirees seniors freelancers founders
        beginners professionals nurses doctors farmers runners travellers bakers regulars neighbours commuters tenants
        landlords schools clubs clinics practices shops cafes restaurants hotels hospitals firms gyms
        businesses offices warehouses employee person customer user volunteers amateurs techies fans"""
    )
)
_PEOPLE_ENDING = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ees)$")
_NO_PEOPLE = frozenset(
    listed(
        """genders numbers others orders offers papers letters computers servers headers matters answers
        newsletters customers'
        powers covers flowers fingers corners quarters dinners summers winters weathers papers errors factors doors
        floors colors colours monitors indoors outdoors years fees trees employers prefers considers differs refers
        trousers posters stickers trailers trackers browsers folders filters chargers freezers printers thousanders
        registers transfers rivers stores genders boxes"""
    )
)
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
_AFTER = r"(?:with|without|who|that|from|in|on|over|under|of|between|above|below)"
_VERB = re.compile(
    r"(?:is|are|was|were|have|has|had|do|does|did|can|can't|could|will|would|don't|doesn't|didn't|never|always|often"
    r"|usually|only|compare|compares|leave|leaves|stay|stays|buy|buys|pay|pays|order|orders|trust|trusts|ask"
    r"|asks|asked|open"
    r"|opens|pick|picks|choose|chooses|chose|stop|stopped|write|want|wants|need|needs|call|calls|come|comes"
    r"|came|go|goes"
    r"|went|get|gets|spend|spends|take|takes|use|uses|used|look|looks|love|hate|complain|return|renew|cancel|cancelled"
    r"|book|books|read|share|try|tries|tried|know|prefer|deleted|cost|costs|bring|brings|make|makes|give|gives|like)$",
    re.I,
)
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
_THEY = re.compile(r"^they (?P<doing>\w.+)$", re.I | re.S)
_SAID = re.compile(
    r"\b(?:people|they|customers|users|many|some)(?: \w+)? (?:said|say|saying|told (?:us|HR)"
    r"|complain(?:ed)?)(?: that)? "
    r"they(?P<are>(?:'re|’re| are))?\s+(?P<doing>.+)$",
    re.I | re.S,
)
_PRODUCT = re.compile(
    r"(?:\b(?:for|sell|sells|offer|offers|build|building|make|making|run|running|launch|launching|develop"
    r"|developing|have|about"
    r"|plan|planning|design|designing|provide|provides|on)\s+|^\W*(?:our|an?|the)\s+)(?:(?:an?|the|our)\s+)?"
    r"(?P<thing>(?:[a-z][\w-]* ){0,3}?[a-z][\w-]*)(?=\s+(?:we|that|which|to|for|with|in|on|from|where|by|at|and"
    r"|is|are|of|who|here)\b|\s*[.,;:!?()\n]|\s*$)",
    re.I,
)
_NOT_A_PRODUCT = frozenset(
    listed("segmentation customer customers us me help project interview analysis research marketing")
)


_BREATHS = frozenset(listed("and or but who which that while because than with so if when"))
_NO_START = re.compile(r"(?:is|was|it|are|how|whether|that|if)\b", re.I)


@dataclass(frozen=True)
class Group:
    """Some customers the respondent told apart: what they are called, and what is said of them."""

    name: str
    """Verbatim, or 'those who' and verbatim words."""
    marks: str
    """What is said of them, verbatim; may be empty."""
    claim: Claim
    named: bool
    """They have a name of their own, rather than only something they do."""


def product(project: str) -> str:
    """What the project is about as 'the benefits portal'; 'your product' where no short phrase says it."""
    for match in _PRODUCT.finditer(project[:600]):
        thing = match["thing"]
        said = words(thing)
        if 1 <= len(said) <= 4 and said[-1] not in STOP_WORDS and not _NOT_A_PRODUCT & set(said):
            if _is_people(said[-1]) or OUTSIDE.search(thing):
                continue
            return f"the {re.sub(r'^(?:our|an?|the) ', '', thing, flags=re.I)}"
    return "your product"


def groups(claims: Iterable[Claim]) -> list[Group]:
    """-> every group told apart, in the order in which they came up; each name once."""
    found: list[Group] = []
    named: Group | None = None
    for claim in claims:
        if claim.basis is Basis.OPEN:
            continue
        same_breath = named is not None and named.claim.id.partition(".")[0] == claim.id.partition(".")[0]
        if same_breath and named in found and _THEY.match(restated(claim.quote)):
            found[found.index(named)] = named = _with_marks(named, claim)
            continue
        for group in _named(claim) or _doing(claim):
            if not any(_same(group, other) for other in found):
                found.append(group)
                named = group if group.named else None
    return found


def _with_marks(group: Group, claim: Claim) -> Group:
    """'Early adopters, they try every new app': what follows is said of them, where nothing was yet."""
    match = _THEY.match(restated(claim.quote))
    return group if group.marks or not match else replace(group, marks=match["doing"].strip(" .!"))


def _named(claim: Claim) -> list[Group]:
    """Groups with a name: 'creators', 'office staff', 'people with a new baby'."""
    text = " ".join(claim.quote.split())
    tokens = list(re.finditer(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’-][^\W_]+)*", text))
    result: list[Group] = []
    for place, token in enumerate(tokens):
        head = token[0].lower()
        plural = head == "ones" and place and tokens[place - 1][0].lower() not in STOP_WORDS
        if not (_is_people(head) or plural) or (
            result and token.start() < text.find(result[-1].name) + len(result[-1].name)
        ):
            continue
        first = _modified(text, tokens, place)
        if first and tokens[first - 1][0].lower() in ("from", "than", "by"):
            continue
        last, follows = _extended(text, tokens, place)
        if head in _PLAIN_HEADS and first == place and last == place:
            continue
        name = text[tokens[first].start() : tokens[last].end()]
        marks = (
            re.split(r"[,;.](?!\d)|\s(?:but|whereas)\s", text[tokens[last].end() :])[0].strip(" .,;:!?")
            if follows
            else ""
        )
        result.append(Group(name=name, marks=ASIDE.sub("", marks).strip(), claim=claim, named=True))
    return [group for group in result if len(words(group.name)) <= 9]


def is_place(word: str) -> bool:
    return TOPIC_WORDS[Dimension.GEOGRAPHIC].fullmatch(word) is not None


def _is_people(word: str) -> bool:
    return word in _PEOPLE or (_PEOPLE_ENDING.match(word) is not None and word not in _NO_PEOPLE)


def _modified(text: str, tokens: list[re.Match[str]], place: int) -> int:
    """The first token of the name: up to two words before the head that describe it."""
    first = place
    while first and place - first < 2:
        before = tokens[first - 1]
        apart = text[before.end() : tokens[first].start()] != " "
        if apart or before[0].lower() in _NO_MODIFIER or before[0][0].isdigit() or _VERB.match(before[0]):
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
            if _VERB.match(tokens[nearer][0]) and not relative:
                break
            last = nearer
    follows = last + 1 < len(tokens) and _VERB.match(tokens[last + 1][0]) is not None
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
        or _VERB.match(first)
        or first.endswith("ed")
        or first in ("try", "said", "told", "say")
    ):
        name = f"those who {short}"
    else:
        return []
    return [Group(name=name, marks=re.split(r"[;.]", match["doing"])[0].strip(), claim=claim, named=False)]


def _same(one: Group, other: Group) -> bool:
    mine, theirs = _telling(one.name), _telling(other.name)
    return bool(mine & theirs) and len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _telling(name: str) -> set[str]:
    """The words that tell a name apart: 'people' and 'users' tell nothing."""
    stems = content_stems(name)
    return stems - {stem(word) for word in _PLAIN_HEADS} or stems


def phrase(claim: Claim, most: int = 11, telling: re.Pattern[str] | None = None) -> str:
    """A short verbatim piece of the claim that can stand between quotation marks; empty where none can.

    With `telling`, the piece that contains such words where there is one.
    """
    said = restated(claim.quote)
    said = re.sub(r"^what [^,;]{3,60}? is (?=the |that |an? )", "", said, flags=re.I)
    parts = [
        part.strip(" .!?…()\"“”„'")
        for part in re.split(r"[,;:](?!\d)(?! [A-Z]\w+(?:,| and | or ))|[()\"“”„]|\s[–—]\s", said)
    ]
    parts = [re.sub(r"^(?:is |was |it |that )+", "", part, flags=re.I) for part in parts if not is_remark(part)]
    parts = [part for part in parts if content_stems(part) and not OUTSIDE.search(part) and _readable(part)]
    for part in sorted(
        parts,
        key=lambda part: (
            not (telling and telling.search(part)),
            bool(_NO_START.match(part)),
            -min(len(content_stems(part)), 4),
        ),
    ):
        piece = _shortened(part, most)
        if telling and not telling.search(piece) and (match := telling.search(part)):
            piece = _shortened(part[match.start() :], most)
        if len(piece) <= 90:
            return piece if piece[:1] == claim.quote.strip()[:1] else _verbatim(piece, claim.quote)
    return ""


def _shortened(part: str, most: int) -> str:
    """At most so many words, ending where the sentence takes breath rather than in the middle of something."""
    tokens = part.split()
    if len(tokens) <= most:
        return part
    tokens = tokens[:most]
    breaths = [place for place, token in enumerate(tokens) if place >= 4 and token.lower() in _BREATHS]
    if breaths:
        tokens = tokens[: breaths[-1]]
    while len(tokens) > 2 and (_VERB.match(tokens[-1]) or (words(tokens[-1]) or ["the"])[0] in STOP_WORDS):
        tokens.pop()
    return " ".join(tokens)


def _readable(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char < "\u0250" for char in letters) and "`" not in text and "{" not in text


def _verbatim(piece: str, quote: str) -> str:
    """The piece in the quote's own letter case: `restated` had begun it with a capital."""
    folded = " ".join(quote.split())
    place = folded.lower().find(piece.lower())
    return folded[place : place + len(piece)] if place >= 0 else ""
