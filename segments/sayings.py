"""Simple statements about customers, understood word by word, or not at all.

`most customers buy once` · `customers in Germany spend more` · `20 % of customers bring 80 % of sales` · `a third of
our customers churn` · `segment 2 buys more often` · `customers spend 50 on average`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from segments.meanings import Meaning, plain, says, truth, words
from segments.propositions import ROUNDLY, Concentrated, Differ, Group, Middle, Share, Test
from segments.shapes import Customers

Found = TypeVar("Found")
_WHO = r"(?:customers?|clients?|users?|buyers?|shoppers?|people|members|subscribers?|of them|them|kundinnen|kunden)"
_OUR = r"(?:of )?(?:our |the |all )*"
_ABOUT = r"(?:about |around |roughly |nearly |almost |some |ca |approximately )?"
MOST_WORDS = 25
SIZABLE = 0.05
"""A candidate segment of fewer is too small to matter: the line by which segments of data are judged, too."""
_NUMBER = r"(\d+(?:\.\d+)?)"
_QUANTITIES: tuple[tuple[str, float, float], ...] = (
    (r"(?:most|the majority|a majority|more than half)", 0.5, 1.0),
    (r"(?:hardly any|almost no|nearly no|next to no)", 0.0, 0.05),
    (r"(?:few|only a few|a minority|less than half|fewer than half|the minority)", 0.0, 0.5),
    (r"(?:all|every|each)", 0.999, 1.0),
    (r"(?:nearly all|almost all)", 0.9, 1.0),
    (r"half", 0.5 - ROUNDLY, 0.5 + ROUNDLY),
    (r"(?:a third|one third)", 1 / 3 - ROUNDLY, 1 / 3 + ROUNDLY),
    (r"two thirds", 2 / 3 - ROUNDLY, 2 / 3 + ROUNDLY),
    (r"(?:a quarter|one quarter|one in four)", 0.25 - ROUNDLY, 0.25 + ROUNDLY),
    (r"(?:three quarters)", 0.75 - ROUNDLY, 0.75 + ROUNDLY),
    (r"(?:a fifth|one in five)", 0.2 - ROUNDLY, 0.2 + ROUNDLY),
    (r"(?:a tenth|one in ten)", 0.1 - ROUNDLY, 0.1 + ROUNDLY),
)
_ONCE = (
    r"(?:buys?|orders?|bought|ordered|purchases?|comes?|shops?|visits?) (?:only |just )?once(?: only)?"
    r"|never comes? back|(?:do not|don t|does not) come back|one time buyers"
)
_AGAIN = (
    r"comes? back|returns?|(?:buys?|orders?) again"
    r"|(?:buys?|orders?|purchases?) (?:more than once|at least twice|twice or more|repeatedly)"
)
_TIMES = r"(?:buys?|orders?|purchases?) (?:at least )?(\d+) (?:times|or more times)(?: or more)?"
_VERBS: tuple[tuple[str, Meaning], ...] = (
    (r"spends?|pays?|brings? in|brings?", "money"),
    (r"churns?|leaves?|cancels?|quits?", "churn"),
    (r"responds?|converts?|subscribes?|renews?|clicks?|accepts?", "outcome"),
    (r"(?:buys?|orders?|comes?|purchases?|shops?|visits?) (?=more often|less often)", "frequency"),
)
_SPENDS = rf"(?:spends?|pays?|brings?) (over|more than|at least|under|less than|at most) {_NUMBER}(?: \w+)?"
_AT_LEAST = ("over", "more than", "at least")
_COLUMNS: dict[Meaning, str] = {
    "money": "what each customer paid",
    "frequency": "how often each customer bought",
    "churn": "who left",
    "outcome": "who answered in the end",
}
_PARTLY = {"average", "avg", "mean", "monthly", "per", "last", "first", "share", "rate", "between", "order", "basket"}
_INNER = frozenset(words("""
    because want wants think thinks feel feels prefer prefers love loves like likes trust need needs hate hates care
    believe worry worries hope due why happy unhappy satisfied
"""))  # fmt: skip
_TIME = {"will", "next", "soon", "future", "used", "since", "before", "after", "anymore", "growing", "recently"}
_NOT = {"not", "don", "doesn", "no", "never", "neither", "isn", "aren"}
_OTHERS = r"(?: than (?:the )?(?:others?|rest|average|everyone else|everybody else|other customers|all others))?"
_ALSO = {"uk": "united kingdom", "britain": "united kingdom", "usa": "united states", "us": "united states",
         "german": "germany", "germans": "germany", "french": "france", "british": "united kingdom"}  # fmt: skip


class _Unclear(Exception):
    """What would have to be known to test the statement."""


def understood(text: str, customers: Customers, names: Sequence[str] = ()) -> Test | str:
    """The one test its words stand for, or what would have to be known to test it."""
    clean = _clean(text)
    spoken = set(clean.split())
    if beyond := _beyond(spoken):
        return beyond
    reading = _Reading(customers, tuple(names))
    try:
        for read in (reading.concentrated, reading.share, reading.mean, reading.differ):
            if (found := read(clean)) is not None:
                return found
    except _Unclear as unclear:
        return str(unclear)
    if spoken & _TIME:
        return "the same file from another time"
    return "a statement in simple words about one thing that the file has a column for"


def picked(rule: str, customers: Customers, names: Sequence[str] = ()) -> Test | str:
    """Whom the rule of a candidate segment picks are customers enough to matter; or what would have to be known."""
    clean = _clean(rule)
    if beyond := _beyond(set(clean.split())):
        return beyond
    who = re.sub(rf"^(?:{_OUR}{_WHO} |those |anybody |everybody |whoever )?(?:(?:who|that) )?", "", clean)
    try:
        return Share(_Reading(customers, tuple(names)).predicate(who), SIZABLE, 1.0)
    except _Unclear as unclear:
        return str(unclear)


def _clean(text: str) -> str:
    """Words and numbers alone, in small letters."""
    plain = " ".join(re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold()).replace("%", " percent ").split())
    return " ".join(re.findall(r"[^\W_]+(?:\.\d+)?", plain.replace(" per cent", " percent")))


def _beyond(spoken: set[str]) -> str:
    """What is said is not for a file of customers to tell; empty where it may be."""
    if len(spoken) > MOST_WORDS:
        return "it said in one short sentence"
    if spoken & _INNER:
        return "what customers say themselves: an interview or a survey tells reasons, this file what they did"
    return ""


def _called(feature: str, level: str) -> tuple[str, ...]:
    """`two year`, `two year contract`, `contract two year`."""
    name, said = plain(feature), " ".join(words(level))
    return said, f"{said} {name}", f"{name} {said}"


class _Reading:
    """What words can mean in this file. Each reading gives a test, or None where the words are others; it raises
    _Unclear where the words are right and the file does not tell."""

    def __init__(self, customers: Customers, names: tuple[str, ...]) -> None:
        self.customers, self.names = customers, names

    def concentrated(self, clean: str) -> Test | None:
        found = re.fullmatch(
            rf"(?:the )?(?:top |best )?{_ABOUT}{_NUMBER} percent {_OUR}{_WHO} "
            rf"(?:brings?|brings? in|makes?|accounts? for|generates?|produces?|contributes?|spends?) "
            rf"{_ABOUT}{_NUMBER} percent {_OUR}(?:sales|revenues?|money|turnover|income|business)",
            clean,
        )
        return Concentrated(self.column("money"), float(found[1]) / 100, float(found[2]) / 100) if found else None

    def share(self, clean: str) -> Test | None:
        found = re.fullmatch(rf"{_ABOUT}{_NUMBER} percent {_OUR}{_WHO} (.+)", clean)
        if found:
            said = float(found[1]) / 100
            return Share(self.predicate(found[2]), max(0.0, said - ROUNDLY), min(1.0, said + ROUNDLY))
        for quantity, low, high in _QUANTITIES:
            if found := re.fullmatch(rf"{_ABOUT}{quantity} {_OUR}{_WHO} (.+)", clean):
                return Share(self.predicate(found[1]), low, high)
        return None

    def predicate(self, rest: str) -> Group:
        if re.fullmatch(_ONCE, rest):
            return Group(feature=self.column("frequency"), high=1)
        if re.fullmatch(_AGAIN, rest):
            return Group(feature=self.column("frequency"), low=2)
        if times := re.fullmatch(_TIMES, rest):
            return Group(feature=self.column("frequency"), low=float(times[1]))
        if spends := re.fullmatch(_SPENDS, rest):
            feature, bound = self.column("money"), float(spends[2])
            return Group(feature=feature, low=bound) if spends[1] in _AT_LEAST else Group(feature=feature, high=bound)
        for verb, meaning in _VERBS:
            if meaning in ("churn", "outcome") and re.fullmatch(verb, rest):
                return Group(feature=self.column(meaning, rest), low=1)
        if set(rest.split()) & _NOT:
            raise _Unclear("the statement without a *not*: it is not taken apart")
        return self.level(re.sub(r"^(?:are|is|have|has|live|come|buy|shop|use|uses|pay) ", "", rest))

    def mean(self, clean: str) -> Test | None:
        found = re.fullmatch(
            rf"(?:{_OUR}{_WHO}|(?:the |an |our )?average {_WHO}) (?:spends?|pays?) {_ABOUT}(?:on average )?{_NUMBER}"
            rf"(?: \w+)?(?: on average)?",
            clean,
        )
        return Middle(self.column("money"), float(found[1])) if found and "average" in clean else None

    def differ(self, clean: str) -> Test | None:
        for verb, meaning in _VERBS:
            pattern = rf"(?P<who>.+?) (?P<verb>{verb}) ?(?P<way>more|less)(?: often| money)?(?P<than> than .+)?"
            if not (found := re.fullmatch(pattern, clean)):
                continue
            if set(clean.split()) & _NOT - {"no"}:
                raise _Unclear("the statement without a *not*: it is not taken apart")
            against = None
            if found["than"] and not re.fullmatch(_OTHERS, found["than"]):
                against = self.group(found["than"].removeprefix(" than "))
            direction = 1 if found["way"] == "more" else -1
            return Differ(self.column(meaning, found["verb"]), self.group(found["who"]), direction, against)
        if re.fullmatch(r".+ (?:buys?|orders?|purchases?) (?:more|less)(?: than .+)?", clean):
            raise _Unclear("whether it is meant more often, or for more money")
        return None

    def group(self, who: str) -> Group:
        numbered = re.fullmatch(rf"(?:{_WHO} (?:in|of) )?segment (\d+)", who)
        if numbered and 0 < int(numbered[1]) <= len(self.names):
            return Group(segment=int(numbered[1]) - 1)
        for label, name in enumerate(self.names):
            if name and " ".join(words(name)) in (who, who.removeprefix("the ")):
                return Group(segment=label)
        inner = re.sub(rf"^{_OUR}{_WHO} (?:who )?(?:are |live |come |buy |have |use |pay )?", "", who)
        return self.level(re.sub(rf" {_WHO}$", "", inner))

    def level(self, phrase: str) -> Group:
        """The level of a column that these words name, and no other does."""
        bare = re.sub(r"^(?:a|an|the|any) ", "", re.sub(r"^(?:in|from|with|without|on|by|at|no) ", "", phrase))
        spoken, without = " ".join(words(_ALSO.get(bare, bare))), bool(re.match(r"(?:without|no) ", phrase))
        listed = {**self.customers.protected, **self.customers.categories}
        found = [
            Group(feature=feature, level=level)
            for feature, values in sorted(listed.items())
            for level in sorted(set(values.tolist()))
            if (not without and spoken in _called(feature, level))
            or (plain(feature) in (spoken, spoken.removesuffix("s")) and truth(level) is (not without))
        ]
        if not found:
            raise _Unclear(f"a column that says who is “{bare}”")
        return self._one(found, [plain(each.feature) for each in found])

    def column(self, meaning: Meaning, verb: str = "") -> str:
        """Of several the one of everything, not of a month or an average; an answer must be called by its own verb."""
        named = (*self.customers.names, *self.customers.outcomes)
        found = [name for name in named if says(name, meaning)]
        if meaning == "outcome":
            found = [name for name in found if any(each.startswith(verb[:5]) for each in words(name))]
        whole = [name for name in found if not _PARTLY & set(words(name))]
        if not found:
            raise _Unclear(f"a column that says {_COLUMNS[meaning]}")
        return self._one(whole or found, list(map(plain, whole or found)))

    @staticmethod
    def _one(found: list[Found], called: list[str]) -> Found:
        if len(found) > 1:
            raise _Unclear(f"which column is meant: {' or '.join(called)}")
        return found[0]
