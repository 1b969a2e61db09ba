"""What the figures of a file leave open: a question for the interview; and which of them a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.llm.rehearsal.personas.fact_words import kind_of, values_of
from interviews.language import content_stems
from personas.facts import Fact

_ASKED: dict[str, tuple[tuple[str, str], ...]] = {
    "churn more": (
        ("Tell me about the last time you looked at what somebody else offers.", "what to offer before they go"),
        ("What had happened in the weeks before you last thought of changing?", "when to step in"),
    ),
    "churn less": (("What has kept you with them until now?", "what must not change for them"),),
    "recency more": (
        ("What was going on around the time of your last order there?", "what would bring such customers back"),
        ("Where have you found such things since then?", "whom they buy from instead"),
    ),
    "recency less": (("What led to the last order you placed?", "what sets off an order"),),
    "once": (("What did you have in mind with that one order?", "whether one order is all they need"),),
    "frequency more": (
        ("Walk me through the last order, from noticing that you needed something.", "what an order has to be like"),
    ),
    "frequency less": (
        ("What did you do the last time you needed such a thing and ordered nothing?", "what stands in the way"),
    ),
    "money": (("Tell me about the last bill that you looked at closely.", "whether the price or a surprise matters"),),
    "money spent": (("What of this kind did you last buy somewhere else?", "whether there is more to win with them"),),
    "basket": (("How did you put the last order together?", "what goes into one order"),),
    "tenure more": (("What has changed for you since the beginning?", "what customers of long standing notice"),),
    "tenure less": (("How did you come across them in the first place?", "where new customers come from"),),
    "pace": (("Tell me about the last time you ordered again after a pause.", "when to be heard from"),),
    "products": (("Who else has used what you ordered last?", "whether they buy for themselves or for others"),),
    "contract": (("How did you come to have a {level} {subject}?", "whether another one can be offered, and when"),),
    "paying": (("Walk me through the last bill you paid, from opening it.", "whether another way to pay would help"),),
    "service": (("What did you last use the {subject} for?", "which use comes first"),),
    "lacked": (
        ("What did you do the last time you had to do without {subject}?", "whether {subject} is worth offering"),
    ),
    "question": (
        ("Tell me about the last time this came up for you: “{subject}”.", "what stands behind “{subject}”"),
    ),
    "quote": (("What had happened before you last wrote to them about “{subject}”?", "what to mend first"),),
}  # fmt: skip
"""What the figures cannot tell, and what it decides."""
_THINGS = r"\bhow many (?:different )?things (?:do|did|have) you (?:\w+ )?(?:buy|bought|order(?:ed)?|purchased?|take)\b"
_CUES: dict[str, str] = {
    "recency": r"\b(?:when|how long ago)\b(?!.*\b(?:first|start|begin)).*\b(?:last|buy|bought|order)"
    r"|\b(?:been|come|came) back\b"
    r"|\b(?:tell|walk)\b.*\blast (?:time you (?:bought|ordered|were there)|order|purchase)\b(?!.*\bfrom\b)"
    r"|\bstay\w* away\b|\bstill (?:a customer|buy|order)\b",
    "frequency": r"\bhow (?:often|many (?:times|orders))\b|\bone order\b|\bregular(?:ly)?\b",
    "money spent": r"\b(?:how much|what) (?:have|did) you (?:spend|spent|pay|paid)\b|\bspen[dt]\b"
    r"|\bcome to in (?:all|total)\b",
    "basket": r"\b(?:how (?:much|large|big)|put)\b.*\border\b",
    "first": r"\bfirst (?:time|order|purchase|buy|bought|come|came)\b|\bhow long have you\b|\bsince when\b"
    r"|\bwhen did you (?:start|begin|become|join)",
    "pace": r"\bhow (?:often|soon|frequently|regularly)\b.*\b(?:order|buy|shop|again|back|between)"
    r"|\bhow long\b(?! ago).*\b(?:between|before you (?:order|buy))"
    r"|\b(?:order|buy|bought|ordered)\b.*\bagain\b|\bpause\b",
    "products": r"\bwhat (?:do|have) you (?:usually |mostly )?(?:buy|bought|order|ordered)\b|\bproducts\b"
    rf"|{_THINGS}",
    "pieces": rf"\bhow many (?:pieces|items)\b|\bpieces\b|{_THINGS}",
    "money": r"\bhow much\b|\bwhat do(?:es)? (?:you|it|that) (?:pay|cost)\b|\bcosts?\b|\bbills?\b|\bcharge[sd]?\b",
    "tenure": r"\bhow long have you\b|\bsince when\b",
    "paying": r"\bhow do you pay\b|\bpay(?:ing)? (?:by|for|your|the)\b|\bbill you paid\b|\bpayments?\b",
    "contract": r"\bcontracts?\b|\bplan\b|\btied\b",
    "service": r"^\W*(?:which|what (?:kind|sort|type)|what)\b.*\binternet\b.*\bhave\b",
    "churn": r"\b(?:leav(?:e|es|ing)|left|cancel\w*|quit|gone)\b|\bstill (?:a customer|with (?:them|us))\b",
}
"""What a question says that asks for a fact, beside the words of the fact itself."""

AN_ORDER = "an order"

_FELT = re.compile(
    r"\b(?:annoy|bother|upset|angry|frustrat|disappoint|surpris|worr|regret|liked? (?:most|best|least|about)"
    r"|hated?\b|enjoy|pleas(?:ed|ant)|went wrong|worst|feel|felt|trouble)",
    re.I,
)
"""What it was like, which no figure tells."""
_MIGHT = re.compile(r"\b(?:would|could you imagine|what if|imagine|suppose)\b", re.I)
_NO_FIGURE = {
    "money spent": r"\b(?:(?:on|for|with) (?:an|each|every|one)|(?:an|per)) order\b"
    r"|\b(?:a|per|each|every) (?:day|week|month|year)\b",
    "frequency": r"\bhow often do\b.*\b(?:call|write|ask|complain)",
    "recency": r"\belsewhere\b|\bsomewhere else\b|\b(?:an)?other (?:shop|place|provider)",
    "money": r"\bhow often\b|\b(?:a|per|each|every) (?:day|week|year)\b",
    "churn": r"\b(?:last time|tell me|walk me|thought|think(?:ing)?)\b",
}
"""What is asked for something else than the fact of that kind counts, though its words are there."""


def asked(fact: Fact) -> Iterator[tuple[str, str]]:
    """-> questions that the figures leave open, each with what it decides."""
    kind = kind_of(fact) if fact.about == "measure" else fact.meaning
    keys = ["once"] if (fact.meaning, fact.here) == ("frequency", "1") else [f"{kind} {fact.way}", kind]
    if fact.about == "share":
        keys = ["lacked"] if fact.lacked and not fact.level else [kind] if fact.of_one and not fact.lacked else []
    elif fact.about in ("quote", "topic"):
        keys = ["quote"]
    elif fact.about not in ("measure", "outcome"):
        keys = []
    for text, decides in next((_ASKED[key] for key in keys if key in _ASKED), ()):
        yield text.format(**values_of(fact)), decides.format(**values_of(fact))


def asks_for(question: str, fact: Fact) -> bool:
    """Whether somebody asks for what was counted there, and not for what might be."""
    if _FELT.search(question) and fact.about not in ("quote", "outcome"):
        return False
    kind = kind_of(fact) if fact.about == "measure" else fact.meaning
    if _MIGHT.search(question) or (kind in _NO_FIGURE and re.search(_NO_FIGURE[kind], question, re.I)):
        return False
    cue = _CUES.get(kind, "")
    if kind == "service" and not content_stems(fact.subject.partition(" ")[0]) & content_stems(question):
        cue = ""
    if cue and re.search(cue, question, re.I):
        return True
    if fact.about == "measure" and kind_of(fact) == "question":
        return bool(content_stems(fact.subject) & content_stems(question))
    return content_stems(fact.subject) <= content_stems(question) if fact.about in ("share", "quote") else False


def thing(fact: Fact) -> str:
    """What it is about, as one would name it in a question; empty where it is no thing."""
    if fact.about == "measure":
        ordered = fact.meaning in ("recency", "frequency", "pace", "basket", "products", "pieces")
        return AN_ORDER if ordered or kind_of(fact) in ("first", "money spent") else ""
    if fact.about == "share" and fact.meaning in ("contract", "service", "paying"):
        return fact.subject
    return fact.subject if fact.about in ("quote", "topic") else ""
