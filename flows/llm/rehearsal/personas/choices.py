"""A decision taken apart: what it is about, and what there is to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.llm.rehearsal.personas.matter import with_article
from interviews.language import STOP_WORDS, folded, listed
from personas.verbs import NOUNS_TOO, base, is_adjective, is_base, is_past, third

_LEAD = re.compile(
    r"^.*?\b(?:decide|decision|choose|find out|settle|work out|know|make up our minds?|is|be)\b(?:\s+(?:by|before"
    r"|until|in|on|this|next)\s+"
    r"(?:the\s+)?(?:end of\s+)?[\w ]{2,20}?)?\s*[:,]?\s*(?=\b(?:whether|which|what|how|who|whom|when|where|if"
    r"|between|about)\b)",
    re.I | re.S,
)
_WHEN = re.compile(
    r"\b(?:by|before|until|in|this|next)\s+(?:the\s+)?(?:end of\s+)?(?:January|February|March|April|May|June|July"
    r"|August|September|October"
    r"|November|December|spring|summer|autumn|winter|Christmas|Easter|(?:next |this )?(?:week|month|quarter|year"
    r"|sprint|release|version)|Q[1-4]"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday)\b",
    re.I,
)
_OR = re.compile(r"\s*,?\s+or\s+", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?P<one>.+?)\s+and\s+(?P<other>[^,.;?]+)", re.I)
_PREPOSITIONS = frozenset(
    listed("per by in on at with before after through via for from each every over under as to without online offline")
)
_ARTICLES = frozenset(listed("a an the their our your one no"))
_QUESTION = frozenset(
    listed("whether which what how who whom when where if we to should must will it our team i they be is are")
)
_STOPS = re.compile(
    r"\s+(?:first|and|next|for|when|while|because|so that|in our|on our|in the (?:app|portal|shop)|at first"
    r"|instead)\b.*$|[,.;:?!].*$",
    re.I,
)
_OF_US = re.compile(r"^(?:we|i|the team|us)\s+(?:should |must |will |can |want to |have to )?", re.I)
_KIND_OF = re.compile(
    r"ly$|^(?:free|paid|big|small|large|long|short|new|old|fixed|flexible|digital|printed|low|high)$", re.I
)
_MASSES = frozenset(listed("payroll paper insurance delivery post e-mail email mail cash chat advice training support"))
MOST_WORDS = 5


@dataclass(frozen=True)
class Choice:
    """`about`: the thing in question, with its article; empty where the words name none."""

    about: str
    options: tuple[str, ...]
    """'per month' and 'per year'; none where it is no choice between named things."""
    label: str
    """The decision in a few words."""


def choice_in(decision: str) -> Choice:
    """'We have to decide whether costs come per month or per year.' -> costs; per month, per year."""
    said = folded(_WHEN.sub(" ", _LEAD.sub("", folded(decision)))).strip(" .?!:,")
    if found := _BETWEEN.search(said):
        one, other = found["one"].strip(), _STOPS.sub("", found["other"]).strip()
        both = (_with_head(one, other), other)
        return Choice(_about(said[: found.start()], both), _usable(both), _label(both, said))
    parts = _OR.split(said, maxsplit=1)
    if len(parts) == 1:
        return Choice(_about(said, ()), (), _label((), said))
    left, right = parts[0].strip(), _STOPS.sub("", parts[1]).strip()
    behind = parts[1].strip()[len(right) :].strip(" ,.;:?!")
    if right.lower() in ("not", "no", "nothing"):
        return Choice(_about(left, ()), (), _label((), left))
    right, does = _before_a_verb(right)
    left, more = _listed(left) if right.split()[0].lower() not in _PREPOSITIONS else (left, [])
    first, rest = _first_option(left, more[0] if more else right)
    options: tuple[str, ...] = (_with_head(first, right), *more, _OF_US.sub("", right))
    if is_base(right.split()[0].lower()) and not all(map(_takes_a_thing, (first, right))):
        options = ()
    behind = f"{does} {behind}"
    return Choice(_about(rest, options) or _about(behind, options), _usable(options), _label(options, said))


def _takes_a_thing(option: str) -> bool:
    """'charge', 'keep the deposit'; not 'expire', 'stay open'."""
    said = option.lower().removeprefix("to ").split()
    return (
        len(said) > 2
        or (len(said) == 1 and third(said[0]) in NOUNS_TOO)
        or (len(said) == 2 and not is_adjective(said[1]) and said[1] not in ("open", "free", "away", "on", "off"))
    )


def _before_a_verb(right: str) -> tuple[str, str]:
    """'employers see the totals' -> the one to choose, and what they do."""
    said = right.split()
    for place in range(1, len(said)):
        if said[place - 1].endswith("s") and is_base(said[place].lower()) and not is_base(said[0].lower()):
            return " ".join(said[:place]), " ".join(said[place:])
    return right, ""


def _listed(left: str) -> tuple[str, list[str]]:
    """'go through: text, letter' -> 'go through: text', and 'letter'; what is no list stays whole."""
    first, *more = re.split(r",\s+", left)
    if more and all(1 <= len(each.split()) <= 2 for each in more):
        return first, more
    return left, []


def _first_option(left: str, right: str) -> tuple[str, str]:
    """What stands before the 'or' in the same form as what comes after, and what is left before it."""
    said = left.split()
    opens = right.split()[0].lower()
    places = [place for place, word in enumerate(said) if _same_kind(word.lower(), opens)]
    at = places[-1] if places else _begin_of_noun(said)
    if is_base(opens) and opens not in _ARTICLES and not places:
        verbs = [place for place, word in enumerate(said) if is_base(word.lower())]
        at = verbs[-1] if verbs else at
    return _OF_US.sub("", " ".join(said[at:])).strip(" ,:"), " ".join(said[:at])


def _same_kind(word: str, opens: str) -> bool:
    if opens in _PREPOSITIONS:
        return word == opens or (word in _PREPOSITIONS and opens != "to" and word != "to")
    return opens in _ARTICLES and word in _ARTICLES


def _begin_of_noun(said: list[str]) -> int:
    """Where the last noun begins: 'what comes first, price' -> at 'price'; an adjective goes with it."""
    at = len(said) - 1
    while at > 0 and not said[at - 1].endswith((",", ":")) and is_adjective(said[at - 1]):
        at -= 1
    return max(0, at)


def _with_head(one: str, other: str) -> str:
    """'a yearly' beside 'a monthly ticket' is 'a yearly ticket'."""
    last = one.split()[-1] if one.split() else ""
    if re.match(r"an? ", one) and _KIND_OF.search(last) and len(other.split()) > 1:
        return f"{one} {other.split()[-1]}"
    return one


def _usable(options: tuple[str, ...]) -> tuple[str, ...]:
    kept = [_as_thing(each) for each in options if each and len(each.split()) <= MOST_WORDS]
    usable = tuple(each for each in kept if each and not re.search(r"\b(?:it|itself|them|themselves|this|that)$", each))
    return usable if len(usable) > 1 else ()


def _as_thing(option: str) -> str:
    """As it goes behind 'with' or 'worked out': 'take a deposit' -> 'a deposit', 'charge' -> 'a charge'."""
    said = option.strip(" ,:").split()
    if said and said[0].lower() == "to":
        said = said[1:]
    if not said or said[0].lower() in _PREPOSITIONS | _ARTICLES:
        return re.sub(r"^our ", "the ", " ".join(said))
    if base(said[0], "the") and not is_base(said[0].lower()) and len(said) > 1:
        return ""  # 'turns into a subscription': something that happens, and no thing.
    if is_base(said[0].lower()) and len(said) > 1:
        return _as_thing(" ".join(said[1:]))
    if len(said) == 1 and not said[0].endswith("s") and not said[0].isupper() and said[0].lower() not in _MASSES:
        return f"{'an' if said[0][0].lower() in 'aeiou' else 'a'} {said[0]}"
    return " ".join(said)


def _about(text: str, options: tuple[str, ...]) -> str:
    """The thing that is named besides: 'whether costs come' -> 'costs'."""
    runs: list[list[str]] = [[]]
    asked, before = "", ""
    for word in (each.strip(' ,:.?!“”"') for each in text.split()):
        low = word.lower()
        as_noun = re.match(
            r"(?:is|are|was|were|has|have|can|may|must|will|comes?|goes|go)\b",
            text[text.find(word) + len(word) :].lstrip(),
        )
        verb = not as_noun and (
            (base(low, "the") and not low.endswith(("ts", "es"))) or (is_base(low) and not low.endswith("s"))
        )
        if before in ("which", "what", "whose") and not verb and low not in STOP_WORDS and base(low, "the") != "come":
            asked = word
        elif (
            not word
            or low in STOP_WORDS | _QUESTION | _PREPOSITIONS | _ARTICLES
            or verb
            or is_past(low)
            or low.isdigit()
        ):
            runs.append([])
        else:
            runs[-1].append(word)
        before = low
    used = " ".join(options).lower()
    found = [" ".join(run[-3:]) for run in runs if run and " ".join(run).lower() not in used]
    return with_article(next(iter(found), asked)) if found or asked else ""


def _label(options: tuple[str, ...], said: str) -> str:
    named = " or ".join(re.sub(r"^to ", "", each) for each in options if each)
    label = named if named and len(named.split()) <= 9 else re.sub(r"^(?:whether|if) (?:we |to )?", "", said)
    return label if len(label.split()) <= 9 else " ".join(label.split()[:9]) + "…"
