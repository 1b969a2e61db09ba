"""A brief taken apart: who somebody is, and what is said of them, each as a line that begins with a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.llm.rehearsal.people import is_people
from interviews.language import listed
from personas.verbs import base, is_adjective, is_base, is_past, of_doing, third

_CUT = re.compile(r"(?:(?<=[.!?;])|\s[–—-])\s+|[;.!?]+(?=\s|$)|\s*,\s+|\s*[()]\s*")
KIN = (
    r"mother|father|mum|mom|dad|parent|wife|husband|partner|son|daughter|sister|brother|aunt|uncle|grandmother"
    r"|grandfather"
)
_PERSON = frozenset(
    listed(
        """nurse cook chef clerk pilot student parent mother father mum mom dad widow widower caretaker coach guide
        temp guard judge butcher baker plumber carpenter tenant landlord guest client patient retiree pensioner
        bookkeeper grandparent grandmother grandfather shopper member volunteer freelancer employee trainee
        apprentice lead head owner user customer person woman man adult couple family resident assistant
        accountant consultant agent applicant secretary paralegal mechanic postman fisherman salesman
        businesswoman midwife dentist surgeon vet priest monk refugee immigrant housewife househusband neighbour
        neighbor colleague sceptic skeptic fan novice expert pro boss musician technician librarian politician
        electrician physician dietitian optician beautician veteran civilian barista florist staff crew partner
        subscriber buyer host commuter founder sommelier soldier sailor tailor author actor doctor professor
        tutor mentor contractor translator editor inspector investor janitor solicitor counsellor"""
    )
)
_ENDING = re.compile(r"[a-z]{3,}(?:ers?|ists?|ees?|(?:wo)?m[ae]n)$")
_NO_PERSON = frozenset(
    listed(
        """number other order offer paper letter computer server matter answer newsletter power cover flower dinner
        summer winter weather corner quarter never ever over under after water river fever trailer scooter
        laundry partner shower tower coffee fee degree committee fever list register charger folder counter
        cover layer career"""
    )
) - {"partner"}
_ARTICLE = re.compile(r"^(?:an?|the|our|one|another|any|some|this|that)\s+", re.I)
_OWNER = re.compile(rf"^(?:my|our|her|his|their|the)\s+(?P<kin>(?:[\w-]+ )?(?:{KIN}))\b", re.I)
_ANYBODY = re.compile(r"^(?:somebody|someone|anybody|anyone|people|those|persons?|customers?|users?|one)\b", re.I)
_TAIL = re.compile(
    r"\s+(?=(?P<clause>who|that|whose|living|working|having|looking|trying|using|waiting|raising|caring|saving|struggling"
    r"|hoping|wanting|needing|paying|sharing|renting|running|owning)\b"
    r"|(?:with|without|from|on maternity|on parental|in (?:her|his|their)|and (?:her|his|their))\b)",
    re.I,
)
_SUBJECT = re.compile(r"^(?:and |but |also |then )*(?:she|he|they|who|that)(?P<is>['’](?:s|re|d))?\s+", re.I)
_AND = re.compile(r"^(?:and|but|also|then|or)\s+", re.I)
_ADVERB = re.compile(
    r"^(?:never|always|often|still|just|only|usually|really|also|rarely|seldom|mostly|hardly|already|sometimes|now|once)\s+",
    re.I,
)
_AUX = re.compile(
    r"^(?:is|are|was|were|has|have|had|does|do|did|doesn['’]t|don['’]t|didn['’]t|won['’]t|will|would|can|can['’]t|cannot|could"
    r"|couldn['’]t|may|might|must|should|isn['’]t|aren['’]t|hasn['’]t|haven['’]t)\b",
    re.I,
)
_PLURAL_AUX = {
    "are": "is",
    "have": "has",
    "do": "does",
    "don't": "doesn't",
    "aren't": "isn't",
    "haven't": "hasn't",
    "were": "was",
}
_COUNTED = re.compile(
    r"^(?:no|one|two|three|four|five|six|\d+|several|many|lots of|a lot of|little (?=time|money|patience|experience"
    r"|interest))\b",
    re.I,
)
_JOINED = re.compile(
    r",?\s+(?:and|but)\s+(?=(?:(?:never|always|often|still|then|now|also|only)\s+)?(?P<verb>[\w'’]+)(?P<rest>.*))", re.I
)


@dataclass(frozen=True)
class Piece:
    """`who`: what somebody is, without an article; `line`: something said of them; `sure`: it is known for a person."""

    kind: Literal["", "who", "line"]
    text: str
    sure: bool = False


def pieces(said: str) -> Iterator[Piece]:
    """'a nurse with two children, hates forms' -> nurse; Has two children; Hates forms."""
    before: Piece | None = None
    for part in filter(None, (each.strip(' ,;:.?!"“”') for each in _CUT.split(said))):
        found = list(_pieces(part))
        if before is not None and before.kind == "line" and found and not found[0].kind:
            # 'buys bread, milk and eggs': a thing behind a verb goes on with what was begun.
            before = Piece("line", f"{before.text}, {part}")
            continue
        if before is not None:
            yield before
        known = [each for each in found if each.kind]
        yield from known[:-1]
        before = known[-1] if known else Piece("line", part) if found and not _is_small(part) else None
    if before is not None:
        yield before


def _is_small(part: str) -> bool:
    return len(part.split()) < 2


def _pieces(part: str) -> Iterator[Piece]:
    if found := _OWNER.match(part):
        yield from _kin(part, found)
    elif re.match(r"whose\s", part, re.I):
        yield from _tail(part)
    elif line := as_line(part):
        yield from (Piece("line", each) for each in line)
    elif with_ := _having(part):
        yield Piece("line", with_)
    elif _is_adjective(part):
        yield Piece("line", f"is {_AND.sub('', part)}")
    else:
        yield from _noun(part)


def _kin(part: str, found: re.Match[str]) -> Iterator[Piece]:
    """'her mother' is who it is; of 'her mother pays the bills' that she has one who does."""
    rest = part[found.end() :].strip()
    if rest and not rest.lower().startswith("who ") and as_line(rest):
        yield Piece("line", part)
        return
    yield Piece("who", found["kin"].lower(), sure=True)
    yield from _tail(rest)


def _noun(part: str) -> Iterator[Piece]:
    """'a retired pilot from Leeds', 'grandparents who send gifts', 'teacher'."""
    head, *tails = _with_tails(_AND.sub("", part))
    who = _ARTICLE.sub("", head).strip(" ,")
    if _ANYBODY.match(who) and not re.search(r"\bof\b", who):
        # Anybody: what sets them apart comes behind.
        rest = " ".join(who.split()[1:])
        yield from ([Piece("line", rest)] if rest and as_line(rest) else [])
    elif is_person(who):
        yield Piece("who", singular(_low(who)), sure=True)
    elif re.match(r"(?:our|the)\s", head, re.I):
        yield Piece("line", f"is a customer of the {who}")
    elif re.match(r"an?\s", head, re.I) or (len(who.split()) <= 2 and not tails):
        yield Piece("who", singular(who))
    else:
        yield Piece("", part)
        return
    for tail in tails:
        yield from _tail(tail)


def _with_tails(part: str) -> list[str]:
    """The noun and what comes behind it; a clause keeps all that comes behind it in turn."""
    found, begin = list[str](), 0
    for boundary in _TAIL.finditer(part):
        found.append(part[begin : boundary.start()])
        begin = boundary.end()
        if boundary["clause"]:
            break
    return [*found, part[begin:]]


def _low(who: str) -> str:
    return who[:1].lower() + who[1:] if who[1:2].islower() else who


def _tail(tail: str) -> Iterator[Piece]:
    tail = _AND.sub("", tail.strip(" ,"))
    if not tail:
        return
    if whose := re.match(r"whose\s+(?P<what>.+)$", tail, re.I):
        yield Piece("line", f"their {whose['what']}")
    elif with_ := _having(tail):
        yield Piece("line", with_)
    elif line := as_line(tail):
        yield from (Piece("line", each) for each in line)
    elif rest := _AND.sub("", re.sub(r"^(?:who|that)\s*", "", tail, flags=re.I)):
        yield Piece("line", _having(rest) or f"is {rest}")


def _having(part: str) -> str:
    """'with two children' -> 'has two children'; 'from Leeds' -> 'is from Leeds'; 'no car' -> 'has no car'."""
    if found := re.match(r"(?:(?P<with>with)|without)\s+(?P<what>.+)$", part, re.I):
        return f"has {found['what']}" if found["with"] else f"has no {re.sub(r'^(?:an?|any) ', '', found['what'])}"
    if re.match(r"(?:from|in|on|at|out of|up at|up by) \S", part, re.I):
        return f"is {part}"
    return f"has {part}" if _COUNTED.match(part) else ""


def as_line(part: str) -> list[str]:
    """What begins with a verb, as lines of their own: 'who reads nothing and signs everything' -> two."""
    subject = _SUBJECT.match(part)
    rest = part[subject.end() :] if subject else _AND.sub("", part)
    if subject and subject["is"] and subject["is"][1:].lower() in ("s", "re"):
        rest = f"is {rest}"
    elif subject and subject["is"]:
        rest = f"would {rest}"
    lead = _ADVERB.match(rest)
    lead_text, rest = (lead[0], rest[lead.end() :]) if lead else ("", rest)
    first, _, after = rest.partition(" ")
    verb = _verb(first, after, bool(subject or lead))
    if not verb:
        return []
    first_line, *more = _split(f"{lead_text}{verb}{' ' if after else ''}{after}")
    return [first_line, *(each for one in more for each in (as_line(one) or [one]))]


def _verb(first: str, after: str, plural: bool) -> str:
    low = first.lower().replace("’", "'")
    if _AUX.match(first):
        return _PLURAL_AUX.get(low, low)
    if base(low, after or ("it" if plural else "")) or (is_past(low) and after):
        return low
    if doing := of_doing(low):
        return third(doing) if after else ""
    return third(low) if plural and is_base(low) else ""


def _split(line: str) -> list[str]:
    """Where a second verb is joined on: 'lost money once and has read every letter since'."""
    for found in _JOINED.finditer(line):
        verb, rest = found["verb"], found["rest"].strip()
        if (base(verb, rest) or _AUX.match(verb) or is_past(verb)) and not re.search(
            r"\b(?:who|which|that)\b", line[: found.start()]
        ):
            return [line[: found.start()], line[found.end() :]]
    return [line]


def _is_adjective(part: str) -> bool:
    """'tired', 'deaf in one ear', 'very busy': all of it says how somebody is."""
    first = re.sub(
        r"^(?:and |but )?(?:very |quite |rather |always |a bit |slightly |mostly )?", "", part, flags=re.I
    ).split(" ")
    alone = len(first) == 1 or re.match(r"(?:in|on|of|at|about|with|to|for|by|and|from)\b", first[1], re.I)
    return bool(alone) and is_adjective(first[0]) and not is_person(first[0])


def is_person(who: str) -> bool:
    """Whether its head is a kind of person: 'night-shift nurse', 'owner of a small shop'."""
    head = re.split(r"\s+(?:of|at|in|on|for|with|without|from|to)\s", who.lower())[0].split(" ")[-1].strip(".,")
    head = head.rpartition("-")[2]
    one = singular(head)
    if head in _NO_PERSON or one in _NO_PERSON:
        return False
    return (
        head in _PERSON
        or one in _PERSON
        or is_people(head)
        or (_ENDING.match(head) is not None and not is_adjective(head))
    )


def is_known(word: str) -> bool:
    """Whether a single word is known for a kind of person, and so for no name: 'Nurse', 'Grandparents'; not 'Peter'."""
    return singular(word.lower()) in _PERSON or (word.lower().endswith("s") and is_people(word.lower()))


def singular(who: str) -> str:
    """'grandparents in the country' -> 'grandparent in the country'; what is no plural stays."""
    found = re.match(r"(?P<head>.+?)(?P<rest>\s(?:of|at|in|on|for|with|without|from|to)\s.*)?$", who)
    head, rest = (found["head"], found["rest"] or "") if found else (who, "")
    if re.search(r"(?:wo)?men$", head):
        head = re.sub(r"men$", "man", head)
    elif head.endswith("ies"):
        head = f"{head[:-3]}y"
    elif head.endswith(("sses", "shes", "ches", "xes")):
        head = head[:-2]
    elif head.endswith("s") and not head.endswith(("ss", "us", "is")):
        head = head[:-1]
    return head + rest
