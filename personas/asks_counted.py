"""Questions that a file of customers answers of each: when, how often, how long, for how much, what they have.

The whole question has to ask for that: 'How many things did you try before you gave up?' asks what happened.
Made for English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviews.language import content_stems
from personas.facts import Fact
from personas.greetings import without_greeting
from personas.passages import Passage, facts_of

_BUY = r"(?:orders?|ordered|ordering|buy|bought|buying|purchased?|shop|shopped|shopping)"
_AN_ORDER = (
    r"(?:an?|the|your|each|every|one|this|that)(?: (?:last|first|latest|usual|typical|average|whole))*"
    r" (?:order|purchase)"
)
_WHERE = (
    r"(?:there|here|online|(?:from|with|at|to) (?:us|them|this (?:shop|store|company|provider)"
    r"|(?:the|your|our) (?:shop|store|company|provider))|in (?:their|our|the|this) (?:shop|store))"
)
_SO_FAR = r"(?:so far|yet|until now|up to now|by now|already|in (?:all|total)|altogether|all in all|last|first|before)"
_END = (
    rf"(?: (?:{_WHERE}|{_SO_FAR}|anything|something|things|(?:a|per|each|every) (?:day|week|month|quarter|year)"
    r"|in an? (?:week|month|year)|(?:last|this) (?:week|month|year)|(?:of|by) (?:ours|theirs|yours)|usually|normally"
    r"|on average|roughly|about|please|then))*\W*$"
)
_DID_YOU = r"(?:do|did|have|had|would|will) you(?: (?:last|first|most recently|usually|normally|already|ever|still))?"
_FOR_WHAT = (
    rf"(?: (?:for|on|in|with|in connection with) (?:{_AN_ORDER}|it|all this"
    r"|(?:an?|the|your|this)(?: (?:last|monthly|whole))?(?: \w+)?"
    r" (?:contract|plan|service|tariff|charges?|bill|internet|phone|fee)|monthly charges|total))?"
)
_HOW_MANY = r"how many (?:different )?(?:products|pieces|items|things)"
_KEPT = r"(?:it|this|that|(?:the|your|this|that) (?:contract|plan|service|account))"
_OF_ORDERS = (
    rf"(?:when|how long ago|on (?:what|which) day) {_DID_YOU} (?:{_BUY}|come back|been back|place(?:d)? {_AN_ORDER})",
    r"(?:when|how long ago) was (?:your|the) (?:very )?(?:last|first|latest|most recent) (?:order|purchase)",
    rf"tell me when you (?:last|first) {_BUY}",
    rf"how (?:often|soon|frequently|regularly) {_DID_YOU} (?:{_BUY}|come back|been back)",
    rf"how many times {_DID_YOU} (?:{_BUY}|come back|been back)",
    rf"how many (?:orders|purchases) {_DID_YOU} (?:{_BUY}|made|make|placed?|had|have)",
    rf"{_HOW_MANY} {_DID_YOU} (?:{_BUY}|take|took|taken|put)"
    rf"(?: (?:at a time|at once|(?:per|in|into|on|with|for) (?:order|{_AN_ORDER})))?",
    rf"{_HOW_MANY} (?:are|were|go) (?:there )?(?:in|into) {_AN_ORDER}(?: of yours)?",
)
_OF_CUSTOMERS = (
    r"how long have you been (?:(?:an? |our |their )?(?:\w+ )?customer|there|a member|(?:order|buy|shop)ing"
    r"|using (?:it|them|us|this))",
    rf"how long have you been(?= {_WHERE})",
    rf"how long have you (?:{_BUY}|stayed|(?:had|used) {_KEPT})",
    r"since when (?:have you been|are you) (?:(?:an? |our |their )?(?:\w+ )?customer|there|(?:order|buy|shop)ing"
    r"|using (?:it|them|us|this))",
    rf"since when (?:have you been|are you)(?= {_WHERE})",
    r"when did you (?:first )?(?:become (?:an? |our |their )?(?:\w+ )?customer|join|sign up"
    r"|start(?: (?:as (?:an? |our |their )?customer|(?:order|buy|shop)ing|to (?:order|buy|shop)))?)",
    rf"(?:how much|what) {_DID_YOU} (?:pay|paid|spen[dt]){_FOR_WHAT}",
    rf"how much (?:are|were) you charged{_FOR_WHAT}",
    r"(?:how much|what) (?:is|was|are|were) (?:your|the)(?: (?:last|monthly|total|usual|average))* "
    r"(?:bill|charges?|fees?|order|purchase|contract|plan)(?: worth)?",
    rf"how much (?:do|does|did) (?:{_AN_ORDER}|it|(?:your|the) (?:\w+ )?(?:contract|plan|service|bills?|charges))"
    r"(?: of yours)? (?:cost|come to)(?: you)?",
    rf"what (?:was|is) the (?:last|first) (?:sum|amount)(?: of money)?(?: that)? you (?:paid|spent){_FOR_WHAT}",
    r"(?:have|did|do|are|were) you (?:already |ever |still )?(?:left|leave|leaving|cancel(?:led|ed)?|gone"
    r"|an? (?:active )?customer)",
    rf"are you still(?= {_WHERE})",
)
_LEAD = r"^\W*(?:(?:and|so|well|now|then|roughly|please|tell me|can you tell me|could you tell me)\b[ ,:]*)*"
_COUNTED_OF_ORDERS = re.compile(rf"{_LEAD}(?:{'|'.join(_OF_ORDERS)}){_END}", re.I)
_COUNTED_OF_CUSTOMERS = re.compile(rf"{_LEAD}(?:{'|'.join(_OF_CUSTOMERS)}){_END}", re.I)
_ASKS_WHAT_IS = re.compile(
    r"^\W*(?:and |so )?(?:do you (?:still )?(?:have|use|get|own)|have you got|are you (?:on|from)"
    r"|what (?:kind|kinds|sort|sorts|type|types) of|what is your|what['’]s your|which|how do you pay"
    r"|what (?:contract|plan|service|payment method|country) (?:do|have|are)\b)",
    re.I,
)
"""Asks whether or which."""
_BESIDE = content_stems("have had use get own kind kinds sort sorts type types pay live currently present")
"""Words of such a question that ask for nothing else."""
_ORDERS = frozenset(("basket", "recency", "frequency", "pace", "products", "pieces"))
_CUSTOMERS = _ORDERS | {"money", "tenure", "churn", "paying", "contract", "service"}
"""Meanings of facts that a file of customers has, and neither texts nor a survey."""


def asks_what_is_counted(question: str, world: Sequence[Passage]) -> bool:
    """Whether a file says it of every customer, so that nobody has to be asked. `world`: with the facts of the card;
    of texts and of answers to a survey no more is counted than they name."""
    known = [each.fact for each in facts_of(world) if each.fact is not None]
    meant, asked = {each.meaning for each in known}, without_greeting(question)
    if meant & _ORDERS and _COUNTED_OF_ORDERS.search(asked):
        return True
    if meant & _CUSTOMERS and _COUNTED_OF_CUSTOMERS.search(asked):
        return True
    return _ASKS_WHAT_IS.match(asked) is not None and any(_is_asked(each, asked) for each in known)


def _is_asked(fact: Fact, question: str) -> bool:
    """'What kind of contract do you have?', and not 'Do you have trouble with the contract?'"""
    subject, asked = content_stems(fact.subject), content_stems(question)
    return fact.about == "share" and bool(subject) and subject <= asked <= subject | content_stems(fact.level) | _BESIDE
