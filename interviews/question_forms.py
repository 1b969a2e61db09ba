"""How English questions are built, and the turns of phrase an interviewer avoids: patterns only, no verdicts."""

from __future__ import annotations

import re

from interviews.language import folded

_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AUX = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|can't|couldn't|won't|wouldn't)"
)
_SUBJECT = (
    r"(?:i|you|we|they|he|she|it|that|this|these|those|there|the|a|an|any|anyone|anybody|someone|people|your|their)"
)
_POLITE = re.compile(
    r"\b(?:can|could|would|will) you (?:please )?(?=(?:tell|walk|describe|share|show|give|take)\b)", re.I
)
IMPERATIVE = (
    r"(?:tell (?:me|us)|walk (?:me|us) through|take (?:me|us) through|describe|explain|give (?:me|us)|share|list|name)"
)

QUOTED = re.compile(r"[\"“„][^\"“”„]*[\"”“]|(?<!\w)‘[^‘’]*’(?!\w)")
"""Words of the respondent: what stands in quotation marks is theirs and not judged."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_OPENER = re.compile(
    rf"(?:^|(?P<joined>[,;]\s*(?:and|or|but|then|also)?\s*|\s+(?:and|or|but)\s+(?:also\s+|then\s+)?|[:–—]\s*))"
    rf"(?:(?P<wh>(?:(?:in|on|at|for|with|from|to|of|by|about)\s+)?{_WH}\b)|(?P<imp>{IMPERATIVE}\b)"
    rf"|(?P<aux>{_AUX}\s+{_SUBJECT}\b))",
    re.I,
)
_SUBORDINATE = re.compile(
    r"[,;]\s*(?:(?:from|since|until|in|on|at|with|of|by) )?(?:who|which|when|where|whose|what|how|why)\b(?!\s+"
    + _AUX
    + r"\b)(?!\s+\w+\s+"
    + _AUX
    + r"\b)",
    re.I,
)


_WHEN_CLAUSE = re.compile(rf"^(?:when|where|while|if|after|before|as|once)\s+(?!{_AUX}\b)[^,?]*,\s*(?={_WH}\b)", re.I)
"""'When you last met one, ...' asks nothing by itself."""


def plain(text: str) -> str:
    """The text on one line, without quotations, its polite wrapping and its odd apostrophes: what the rules look at."""
    return _POLITE.sub("", folded(QUOTED.sub(" … ", text.replace("’", "'")))).strip()


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def asking(text: str) -> str:
    """The part that asks: the last sentence with a question mark, else the last that tells to tell."""
    parts = sentences(plain(text))
    for wanted in (r"\?", rf"^(?:so |and |now,? )?{IMPERATIVE}\b"):
        found = [part for part in parts if re.search(wanted, part, re.I)]
        if found:
            return found[-1]
    return ""


def askings(text: str) -> int:
    """How many things are asked: clauses that open with an asking word, over all sentences.

    A colon after a request ("Walk me through it: what came first?") explains the request and is no
    second one; a relative clause ("the day, when it rained") is none either.
    """
    count = 0
    for sentence in sentences(plain(text)):
        main = re.sub(r"^(?:and|so|but|now|then)\b,?\s*", "", sentence, flags=re.I)
        count += _askings_of(_WHEN_CLAUSE.sub("", main))
    return count


def _askings_of(sentence: str) -> int:
    found: list[str] = []
    is_question, position = sentence.endswith("?"), 0
    while match := _OPENER.search(sentence, position):
        position = max(match.end(), match.start() + 1)
        joined = (match["joined"] or "").strip()
        relative = joined == "," and _SUBORDINATE.match(sentence, match.start())
        request = match["imp"] is not None
        if relative or (joined == "" and match.start() and not request):
            continue
        if not request and not is_question and not found:
            continue
        if found and found[-1] == "request" and joined in (":", "–", "—"):
            found[-1] = "explained request"
            continue
        if joined.startswith((":", "–", "—")) and found and match["aux"]:
            continue
        found.append("request" if request else "question")
    return len(found)


def is_yes_or_no(text: str) -> bool:
    """Whether yes or no would answer it: it opens with an auxiliary, or ends in a tag such as 'right?'."""
    clause = re.split(r"[:–—]\s+", asking(text))[-1].lower()
    if not clause.endswith("?"):
        return False
    clause = re.sub(r"^(?:and|so|but|now|then|ok|well)\b,?\s*", "", clause)
    if re.search(r",\s*(?:right|correct|no|yes|(?:isn't|aren't|don't|doesn't|didn't|wasn't|haven't) \w+)\?$", clause):
        return True
    if re.match(rf"{_AUX}\b", clause):
        return True
    opens = re.search(rf"(?:^|,\s*|\band )(?:\w+ )?{_WH}\b", clause) or re.match(IMPERATIVE, clause)
    return not opens and re.search(rf",\s*{_AUX}\s+{_SUBJECT}\b", clause) is not None


LEADING = re.compile(
    r"\b(?:don't you (?:think|agree|find)|wouldn't you (?:say|agree)"
    r"|surely|obviously|of course|clearly|no doubt|undoubtedly"
    r"|as we all know|everybody knows|you must (?:have|be|see|know)|you would agree|isn't it|aren't they"
    r"|how (?:much )?(?:better|easy|easier|great|good|useful|happy|bad|difficult|frustrated|excited)\b"
    r"|how much (?:do|does|did) \w+(?: \w+)? (?:love|like|enjoy|hate|want|need)|it (?:sounds|seems) like|presumably)",
    re.I,
)
OFFERED = re.compile(
    r"\b(?:such as|for example|for instance|like,? say|e\.\s?g\.|things like|something like)"
    r"|\bbecause\b(?=[^?]{0,240}\?)"
    r"|\b(?:is|was|are|were) it (?:the |a |about |more )?\w+(?: \w+){0,3},? or\b",
    re.I,
)
HYPOTHETICAL = re.compile(
    r"\b(?:would|might|could) (?:you|they|he|she"
    r"|people|users|customers|someone|somebody|anyone|your|the|a|an|most|these|those)\b"
    r"|\b(?:imagine|suppose|hypothetically|what if|if you could|in an ideal world|would be willing)\b"
    r"|\bwould (?=[^?]{0,240}\?)",
    re.I,
)
REPORTED = re.compile(
    r"\b(?:said|say|says|told|asked|promised|wrote)(?: \w+){0,3} (?:would|might|could)\b(?: \w+)?", re.I
)
"""'said they would pay' reports what was said and asks nobody to guess."""

FLATTERY = re.compile(
    r"\b(?:great|excellent|fantastic|wonderful|amazing|awesome|brilliant|impressive|fascinating|perfect|superb"
    r"|(?:very |really |so |that's |is )(?:interesting|helpful|useful|insightful)"
    r"|(?:good|nice|strong|solid|lovely|promising|clever|smart|valuable|important|remarkable)"
    r" (?:number|clue|point|question|answer|sign|result|figure|idea"
    r"|insight|start|signal|work|news|one|choice|observation)"
    r"|good to (?:hear|know)|well done|nicely|i love|love (?:that|this|it)"
    r"|congratulations|thanks? (?:you )?for sharing)\b",
    re.I,
)
JARGON = re.compile(
    r"\b(?:tam|icps?|churn(?:ed|ing)?|funnels?|psychographics?|demographics?|behaviou?ral"
    r"|geographics?|value propositions?"
    r"|pain points?|jobs?[- ]to[- ]be[- ]done|customer journeys?|touch ?points?|ltv|clv|cac|arpu"
    r"|kpis?|b2[bc]|omni-?channel"
    r"|go-to-market|gtm|cohorts?|stakeholders?|roi|usp|mvp|product[- ]market fit|use cases?|moneti[sz]\w+|verticals?"
    r"|early majority|firmographics?|personas?|leverag\w+|synerg\w+|actionable|willingness to pay|conversion rates?)\b",
    re.I,
)
PRESUMED = re.compile(
    r"\b(?:why|when|how|what (?:made|makes|caused|drives|drove)|since when)\b[^?]{0,240}?\b"
    r"(?P<verb>jump|rise|grow|drop|fall|spike|surge|increase|decrease|decline|improve|worsen|peak|explode"
    r"|collapse|love|hate"
    r"|prefer|enjoy|trust|distrust|complain|regret|switch|abandon|double)(?:s|ed|d|ing|n)?\b",
    re.I,
)
IRREGULAR = {"rise": "rose risen", "grow": "grew grown growth", "fall": "fell fallen"}
LAST_USE = re.compile(
    r"\blast (?:time|occasion)\b(?! (?:you|one of you|somebody on your team|your team)\b)"
    r"|\b(?:last|latest|most recent) (?:few )?(?:customer|user|client|order|purchase|buyer"
    r"|subscriber|session|visit|log-?in)s?\b"
    r"|\b(?:last|latest) (?:person|people|one|somebody|someone)\b[^?.,;:]{0,120}\b(?:who|that) "
    r"(?:tried|used|bought|ordered|opened|paid|cancelled|canceled|left|stopped|changed|logged)\b"
    r"|\bhow often (?:do|does|did)\b",
    re.I,
)
OUTSIDE = re.compile(
    r"https?:|www\.|\]\(|<[@#!]|(?<![\w.])@\w|(?<![\w-])[\w-]++\.(?:com|org|net|io|social|co|de|uk|eu|info|app|dev|ai)\b",
    re.I,
)
"""Links and pings: they have no place in a question."""
