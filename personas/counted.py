"""Does a fact of a file carry a statement? By its figures, its direction, its subject, and nothing it does not count.

A file counts many and tells no reasons: what is said of one of them has to be so of most, a share is said of people and
never of one, and a cause, a day or a currency that the file does not name is not carried. It errs on the side of *no*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviews.language import as_seen, content_stems, folded, numbers, stem, words
from personas.facts import Fact, in_words, per_cent
from personas.measures import amount, measures
from personas.negations import NOT
from personas.subjects import PERIODS, subject_words, synonyms, vocabulary

NOT_THERE = "the number does not stand there"
OF_OTHERS = "the number is that of the others"
WRONG_WAY = "it goes the other way there"
OF_MANY = "a share is said of many, never of one"
NO_REASON = "a file counts, it gives no reasons"
RAW_NAME = "a column is called as in the file"
ELSEWHERE = "it is about something else"
MORE_SAID = "it says more than was counted"
SAYS_NO = "one of the two says no"
UNIT = "the number counts something else there"
NOT_SO_MANY = "there are not so many"
NO_BOUND = "what was counted is no limit"
NOT_QUOTED = "these words do not stand there"
MOST_UNKNOWN = 1
"""Words of a subject that a fact has not: one, and no more than a quarter of all."""

_CAUSE = re.compile(
    r"\b(?:because|since (?:she|he|they|it|the)|so that|due to|thanks to|therefore|in order to)\b", re.I
)
_HALVES = re.compile(r"\b(?P<way>more|less|fewer) than half\b", re.I)
_OF_HUNDRED = re.compile(r"(?<=\d) (?:in|of|out of) (?:a |every )?(?:100|hundred)\b", re.I)
_BOUND = re.compile(r"\b(?:at least|at most|up to|more than|less than|fewer than|over|under) (?:about )?\d", re.I)
_ABOUT = re.compile(r"\b(?:about|around|roughly|nearly|almost|or so|typically|on average)\b", re.I)
_WHOLE = re.compile(r"\b(?:always|never|all|every|everybody|everyone|any|none|only)\b", re.I)
_SOME_ALL = re.compile(r"\b(?:nearly|in|of) all\b", re.I)
_HEAD = re.compile(r"[(,;:]")
_MANY = re.compile(
    r"\b(?:people|customers?|subscribers|buyers|those) like\b|\bof (?:them|these|those|such)\b|\bsuch \w+"
    r"|\bothers\b|\bthey\b|\bstands for\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:the )?others?\b(?! than)|\bother (?:people|customers|\w+s)\b|\b(?:everybody|everyone) else\b|\bthe rest\b"
    r"|\b(?:an |the )?average customer\b",
    re.I,
)
_HERE = re.compile(r"\b(?:she|he|her|him|they|of them|of these|like (?:her|him|this|these)|such)\b|[:;.](?=\s)", re.I)
_NUMBER = r"\d+(?:[.,]\d+)*"
_THEIRS = re.compile(
    rf"(?:{_NUMBER}(?: ?%)?|nearly all|about half|hardly any|most|some|few)(?: \w+)? (?:of|among|for|with) "
    rf"(?:all )?(?:the )?(?:others?\b|other \w+|rest\b)",
    re.I,
)
"""A figure right before those it is of: '16 % of the others'."""
_OURS = re.compile(
    rf"(?:{_NUMBER}(?: ?%)?|nearly all|about half|hardly any|most|some|few) "
    r"(?:of )?(?:people|customers?|those|them|these)\b",
    re.I,
)
_TOKEN = re.compile(rf"{_NUMBER}|\b(?:nearly all|about half|hardly any|most|some|few)\b(?! of all)", re.I)
_UP = re.compile(
    r"\b(?:more|higher|greater|larger|bigger|longer|dearer|older|above|most|often|frequently|much|highest|longest)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:less|lower|fewer|smaller|shorter|cheaper|younger|below|rarely|seldom|little|lowest|shortest|least|hardly)\b",
    re.I,
)
_OFTEN = re.compile(r"\b(?:(?P<less>less|not as|not so) )?(?:more )?(?:often|frequently|quickly|soon|sooner)\b", re.I)
_RARELY = re.compile(r"\b(?:more )?(?:rarely|seldom|slowly|later)\b", re.I)
_LATELY = re.compile(r"\b(?:(?P<less>less) )?(?:more )?(?:recently|lately)\b|\bnot (?:so|as) long ago\b", re.I)
_LONG_AGO = re.compile(r"\b(?:longer|long|further) (?:ago|back)\b|\bfor longer\b", re.I)
_TELLS = frozenset(map(stem, "wrote write writes says say said complains tells about text texts words".split()))  # noqa: SIM905
_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def why_not_counted(text: str, fact: Fact, told: str) -> str:
    """Why the fact does not carry `text`, in words; empty when it does. `told`: the sentence in which it is told."""
    text = as_seen(text)
    if fact.about == "quote":
        return _why_not_quoted(text, fact, told)
    if fact.column != fact.subject and re.search(r"[a-z][A-Z]|_", fact.column) and fact.column in text:
        return RAW_NAME
    if _CAUSE.search(text):
        return NO_REASON
    text = _OF_HUNDRED.sub(" %", text)
    return next(
        filter(
            None,
            (
                _why_not_about_it(text, fact, told),
                _why_no_figure(text, fact, told),
                _why_not_of_one(text, fact),
                _why_not_that_way(text, fact),
            ),
        ),
        "",
    )


def _why_not_quoted(text: str, fact: Fact, told: str) -> str:
    """The words of a text as they stand there, and around them nothing but that somebody wrote them."""
    quoted = _QUOTE.findall(text)
    there = _plain(told)
    if not quoted or not all(_plain(each) in there for each in quoted):
        return NOT_QUOTED
    around = content_stems(_QUOTE.sub(" ", text)) - _TELLS - content_stems(fact.subject)
    return MORE_SAID if around else ""


def _why_not_about_it(text: str, fact: Fact, told: str) -> str:
    """Its subject has to be named, and hardly anything besides."""
    if not _names_it({stem(each) for each in words(text)}, fact):
        return ELSEWHERE
    counts = {stem(each) for each in words(text) if numbers(each)}
    unknown = subject_words(text) - counts - vocabulary(fact, told)
    if fact.about == "topic":
        unknown -= _TELLS
    stems = content_stems(text) - counts
    return MORE_SAID if len(unknown) > MOST_UNKNOWN or 4 * len(unknown) > len(stems) else ""


def _names_it(said: set[str], fact: Fact) -> bool:
    """Whether the stems of a text have what was counted: its level; else one word of a number or an end, and the whole
    name of what people have or write about. Size, money and stages are known by their figures."""
    if not {stem(each) for each in words(fact.level)} <= said:
        return False
    name = content_stems(fact.subject)
    subject = name | {stem(each) for each in words(fact.subject)}
    if fact.about in ("measure", "outcome"):
        return bool(said & (subject | synonyms(fact)))
    if fact.about == "share":
        return bool(fact.level) or (bool(said & subject) and name <= said)
    return fact.about != "topic" or name <= said


def _why_no_figure(text: str, fact: Fact, told: str) -> str:
    if any(bound[0].casefold() not in told.casefold() for bound in _BOUND.finditer(text)):
        return NO_BOUND
    rough = _ABOUT.search(text) is not None
    mine, theirs = _figures(fact, told)
    for figure, of_others in _said(text):
        if not figure[0].isdigit():
            if _is_share(text, figure) and not _so_many(figure.lower(), fact.others if of_others else fact.here):
                return NOT_SO_MANY
        elif not any(_agrees(figure, each, rough) for each in (theirs if of_others else mine)):
            wrong_side = any(_agrees(figure, each, rough) for each in (mine if of_others else theirs))
            return OF_OTHERS if wrong_side else NOT_THERE
    spelled = numbers(_HALVES.sub(" ", text)) - numbers(" ".join(re.findall(_NUMBER, text))) - {"1"}
    foreign = set() if _OTHERS.search(text) else numbers(" ".join(theirs)) - numbers(" ".join(mine))
    if spelled - (numbers(f"{told} {fact.level}") - foreign) - {"100"}:
        return NOT_THERE
    known = {"day"} if "day" in fact.subject else {"year"} if fact.meaning == "age" else set[str]()
    units = known | {unit for _, unit in measures(told)}
    if any(unit not in units for _, unit in measures(text)):
        return UNIT
    if fact.meaning in ("money", "basket") and any(
        cue.search(text) and not cue.search(f"{fact.subject} {told}") for cue in PERIODS
    ):
        return UNIT
    if fact.meaning == "frequency" and (once := re.search(r"\b(?:only )?(once|twice)\b", text, re.I)):
        return "" if fact.here == ("1" if once[1].lower() == "once" else "2") else NOT_THERE
    return ""


def _figures(fact: Fact, told: str) -> tuple[list[str], list[str]]:
    """-> (those of the segment, those of the others). What compares nobody tells its own figures alone."""
    mine, theirs = re.findall(_NUMBER, fact.here), re.findall(_NUMBER, fact.others)
    return (mine, theirs) if theirs else (re.findall(_NUMBER, told), [])


def _said(text: str) -> Iterator[tuple[str, bool]]:
    """Each figure or share in words -> whether it is said of the others."""
    theirs = [(each.start(), each.end()) for each in _THEIRS.finditer(text)]
    changes = sorted(
        (each.start(), of_others) for cue, of_others in ((_OTHERS, True), (_HERE, False)) for each in cue.finditer(text)
    )
    ours = [(each.start(), each.end()) for each in _OURS.finditer(text)]
    for token in _TOKEN.finditer(text):
        if any(begin <= token.start() < end for begin, end in ours):
            yield token[0], False
            continue
        if any(begin <= token.start() < end for begin, end in theirs):
            yield token[0], True
            continue
        before = [of_others for place, of_others in changes if place < token.start()]
        yield token[0], bool(before and before[-1])


def _is_share(text: str, figure: str) -> bool:
    """'most of them', and not 'some Tuesday'."""
    return re.search(rf"\b{figure} (?:of |(?:people|customers|such|do|have|others)\b)", text, re.I) is not None


def _so_many(said: str, figure: str) -> bool:
    share = per_cent(figure)
    return share is None or in_words(figure) == said or (said == "most" and in_words(figure) == "nearly all")


def _agrees(said: str, there: str, rough: bool) -> bool:
    """The same figure; or, where it is said to be about so much, the same rounded to two digits that matter."""
    one, other = (amount(next(iter(numbers(each)), "")) for each in (said, there))
    if one is None or other is None:
        return False
    if one == other:
        return True
    if not rough or not other:
        return False
    digits, decimals = len(str(int(abs(other)))) if abs(other) >= 1 else 0, len(said.partition(".")[2])
    return any(one == round(other, places) and decimals == max(0, places) for places in range(min(0, 2 - digits), 2))


def _why_not_of_one(text: str, fact: Fact) -> str:
    """What is said before the first comma or bracket decides whether it is said of one of them or of many."""
    if "%" in text and not _MANY.search(text):
        return OF_MANY
    if fact.here != "100 %" and fact.about not in ("size", "money") and _WHOLE.search(_SOME_ALL.sub("", text)):
        return NOT_SO_MANY
    head = _HEAD.split(text)[0]
    many = _MANY.search(head) is not None
    if not fact.of_one and not many:
        return OF_MANY
    says_no = len(NOT.findall(text if many else head)) % 2 == 1
    if fact.about == "share":
        denied = (not fact.holds or (fact.lacked and says_no)) if many else fact.lacked
        return SAYS_NO if says_no != denied else ""
    silent = fact.meaning == "recency" and re.search(r"\bnot (?:been|bought|ordered|come)\b", text, re.I)
    return SAYS_NO if says_no and not silent and fact.about != "journey" else ""


def _why_not_that_way(text: str, fact: Fact) -> str:
    """Each word of direction has to agree: 'often' of a long pause between purchases is the other way."""
    for half in _HALVES.finditer(text):
        share = per_cent(fact.here)
        if share is None or (share > 50) != (half["way"].lower() == "more"):
            return NOT_SO_MANY
    text = re.sub(r"\bat (?:least|most)\b", " ", _HALVES.sub(" ", text))
    signs = set[int]()
    if fact.meaning in ("recency", "pace"):
        for cue, sign in ((_OFTEN, -1), (_LATELY, -1), (_RARELY, 1), (_LONG_AGO, 1)):
            for found in cue.finditer(text):
                less = "less" in cue.groupindex and found["less"]
                signs.add(-sign if less else sign)
            text = cue.sub(" ", text)
    for found in re.finditer(r"\b(?:less|not as|not so) (?:often|frequently|likely|much|long)\b", text, re.I):
        signs.add(-1)
        text = text.replace(found[0], " ")
    signs |= {1} if _UP.search(re.sub(r"\bmost (?:of|people|such|customers)\b", "", text, flags=re.I)) else set()
    signs |= {-1} if _DOWN.search(re.sub(r"\bhardly any\b|\ba little\b", "", text, flags=re.I)) else set()
    way = {"more": 1, "less": -1}.get(fact.way)
    if fact.meaning == "churn" and re.search(r"\bstay(?:s|ed)?\b", text, re.I):
        way = -way if way else way
    return WRONG_WAY if signs and (way is None or signs != {way}) else ""


def _plain(text: str) -> str:
    return folded(text.translate(str.maketrans("“”‘’", "\"\"''"))).strip(" .…\"'").casefold()
