"""English verbs and adjectives as far as a card needs them: 'keeps' is 'keep', 'bills' may be things."""

from __future__ import annotations

import re

from interviews.language import listed

_BASE = frozenset(
    listed(
        """accept act add admit adore afford agree answer appear apologise apply argue arrange arrive ask assume
        attend avoid babysit bake bargain be become beg begin believe belong bike bill blame block book borrow
        bother break bring browse build buy call cancel care carry catch change charge chase chat check choose
        claim clean clear click climb close coach collect come commute compare complain confuse consider
        convince cook count cover cross cry cut cycle dance decide delay delete deliver demand depend deserve
        design discover dislike distrust do doubt drag draw dread dress drink drive drop earn eat employ
        encourage end enjoy enrol enroll enter expect explain fail fall fear feed feel fetch fight file fill
        find finish fish fit fix fly fold follow forget forgive forward fret gamble garden gather get give go
        grow guess hand handle hang hate have hear help hesitate hide hike hire hold hope hunt hurry ignore
        imagine insist intend invest invite iron join joke juggle jump keep knit know lack land laugh lead lean
        learn leave lend let lie like listen live lock look lose love make manage matter mean measure meet mend
        mention mind misplace miss mistrust mix move need nod note notice nurse object offer open order organise
        organize overlook owe own pack paint park pass pay phone pick place plan play pledge plough point post
        pour postpone pray prefer prepare pretend print promise pull push put quarrel question quit raise reach
        read realise realize receive reckon record refuse regret rely remember remind rent repair repaint repeat
        reply report resent respect rest resell return ride ring rise roll rotate run rush save say scan scroll
        search see seem sell send separate serve set settle sew share shop show shut sign sing sit skate skim
        skip sleep smile smoke sort speak spend split spread squeeze stand start stay steer stick stop store
        struggle study subscribe suffer suppose suspect swap swear swim switch take talk taste teach tell tend
        test text thank think throw tidy tire touch track trade train translate travel treat trip trust try turn
        type understand undo upgrade upload use value visit volunteer wait wake walk want warn wash watch water
        wear weigh whisper win wish withdraw wonder work worry worship wrap write yawn"""
    )
)
_IRREGULAR = {"is": "be", "has": "have", "does": "do", "goes": "go", "undoes": "undo"}
_PAST = frozenset(
    listed(
        """ate became began bit blew bought broke brought built came caught chose did drank drew drove fed fell
        felt flew forgave forgot fought found froze gave got grew had heard held hid hung kept knew laid learned
        learnt led left lent given gone done seen known taken written shown eaten spoken broken chosen let lost
        made meant met misread overslept paid put quit ran rang read rode rose said sang sat saw sent set sewed
        shook shut sold spent spoke stole stood stuck swam swore took taught threw thought told tore understood
        was went were withdrew woke won wore wrote"""
    )
)
_THINGS = frozenset(
    listed(
        """answers bills calls changes charges claims costs delays doubts forms notes offers points posts prices
        promises questions reminders signs tests texts places prints drinks values matters"""
    )
)
_DEEDS = frozenset(
    listed("orders books plans shares tracks visits files reports records works lives needs hopes walks")
)
"""Plurals that look like verbs: what follows tells them apart. The second are deeds more often than things."""
_OF_A_THING = re.compile(
    r"(?:that|which|who|whose|are|were|is|was|of|from|and|or|have|has|come|arrive|do|don't|get|not)\b", re.I
)
_AFTER_A_THING = re.compile(
    rf"{_OF_A_THING.pattern}|(?:about|with|without|in|on|for|at|by|between|over|under|(?!some|any|every|no)\w+ing)\b",
    re.I,
)
_FEELINGS = frozenset(
    listed(
        """tired bored confused worried interested married divorced ashamed embarrassed retired used scared annoyed
        frightened overwhelmed frustrated organised organized disorganised disabled dyslexic widowed excited
        pleased relaxed reserved determined experienced educated qualified employed unemployed obsessed attached
        allergic stressed burned burnt exhausted"""
    )
)
"""They look like the past, and say how somebody is."""

_ADJECTIVE = re.compile(
    r"^(?:[\w-]+(?:ful|ous|ive|able|ible|less|ent|ant|ish|ical|ied|conscious|minded|shy)|\w+-\w+ed"
    r"|dry|calm|shy|proud|kind|strict|patient|quick|slow|quiet|loud|blunt|polite|curious|lazy|busy|new|deaf|blind|loyal|frugal"
    r"|thrifty|tidy|messy|stubborn|sociable|friendly|practical|sceptical|skeptical|punctual|direct|modest|warm|cool|easy-?going"
    r"|happy|afraid|old|young|rough|gruff|open|picky|wary|shrewd|sharp|gentle|honest|early|late|good|bad|short|long"
    r"|sure|unsure|fond|keen|ready|certain|aware|unaware|right-handed|left-handed)$",
    re.I,
)

_NO_ADJECTIVE = frozenset(
    listed(
        """student parent president client agent patient resident assistant accountant consultant applicant tenant
        attendant merchant participant immigrant migrant executive native relative representative detective
        restaurant infant giant plant grandparent servant lieutenant sergeant occupant pensionable individual
        dependent"""
    )
)


def base(word: str, after: str = "") -> str:
    """'keeps' -> 'keep'; empty where it is no third person. `after`: what follows it, which tells 'bills' apart."""
    low = word.lower().replace("’", "'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    lead, hyphen, last = low.rpartition("-")
    if hyphen and (known := base(last, after)):
        return f"{lead}-{known}"
    found = next((each for each in _stems(low) if each in _BASE), "")
    if found and low in _THINGS and (not after or _AFTER_A_THING.match(after)):
        return ""
    return "" if found and low in _DEEDS and (not after or _OF_A_THING.match(after)) else found


def is_base(word: str) -> bool:
    """Whether it is a verb as it stands in 'they keep'."""
    return word.lower() in _BASE


def is_past(word: str) -> bool:
    """'bought', 'waited'; not 'tired', which says how somebody is."""
    low = word.lower()
    if low in _FEELINGS:
        return False
    return low in _PAST or (
        low.endswith("ed")
        and any(each in _BASE for each in (low[:-1], low[:-2], low[:-3], f"{low[:-3]}y" if low.endswith("ied") else ""))
    )


def says_how(word: str) -> bool:
    """'tired', 'retired': of how somebody is."""
    return word.lower() in _FEELINGS


def is_adjective(word: str) -> bool:
    """'careful', 'tired', 'cost-conscious': by its ending, or known."""
    return says_how(word) or (_ADJECTIVE.match(word) is not None and word.lower() not in _NO_ADJECTIVE)


def third(verb: str) -> str:
    """'keep' -> 'keeps'."""
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"(?:s|x|z|ch|sh|o)$", verb):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"


def of_doing(word: str) -> str:
    """'living' -> 'live'; empty where it is no verb."""
    if not word.lower().endswith("ing"):
        return ""
    cut = word.lower()[:-3]
    return next((each for each in (cut, f"{cut}e", cut[:-1]) if each in _BASE), "")


def bare(verb: str) -> str:
    """The same without its ending, known or not: 'juggles' -> 'juggle'."""
    if (known := base(verb, "the")) or (known := _IRREGULAR.get(verb, "")):
        return known
    return next(iter(_stems(verb)), verb)


def _stems(word: str) -> list[str]:
    """What the word may be the third person of, the likeliest first."""
    if not word.endswith("s") or word.endswith("ss") or len(word) < 4:
        return []
    found = [f"{word[:-3]}y"] if word.endswith("ies") else []
    found += [word[:-2]] if re.search(r"(?:s|x|z|ch|sh|o)es$", word) else []
    return [*found, word[:-1]]
