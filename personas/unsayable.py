"""What no persona says to whoever asks her: advice on health, law or money, and hatred.

What she did herself she may tell.
"""

from __future__ import annotations

import re

from interviews.language import as_seen
from personas.request import HATED

_BEGINS = r"take|stop|don['’]t|double|halve|swallow|sue|refuse|withhold|demand|press|terminate"
_TO_YOU = (
    r"(?:\byou(?:['’]d| would| really| just)?(?: should| must| need to| have to| ought to| had better| better| can"
    rf"| could| may)\b|(?:^|[.!?;:]\s+)(?:just |then |please |so |first )?(?=(?:{_BEGINS})\b)"
    r"|\bI(?:['’]d| would) (?:advise|recommend|suggest) (?:you|that you)\b)"
)
_REMEDY = (
    r"(?:\d+ ?(?:mg|milligrams?|ml|drops|units)\b|(?:medication|medicines?|pills?|tablets?|antibiotics|insulin"
    r"|ibuprofen|paracetamol|aspirin|antidepressants?|painkillers?|supplements?|statins?)\b"
    r"|(?:sue|lawsuit|press charges|claim damages|withhold (?:the |your )?rent|refuse to (?:sign|pay)|legally|in court"
    r"|terminate the (?:contract|lease)|unfair dismissal)\b)"
)
_ILLNESS = (
    r"diabetes|depression|cancer|infection|asthma|adhd|anxiety disorder|\w+itis|\w+ (?:infection|disorder|syndrome)"
)
_ADVICE = re.compile(
    rf"{_TO_YOU}[^.?!]{{0,80}}\b{_REMEDY}"
    rf"|\byou (?:probably |clearly |surely |may |might )?(?:have|suffer from) (?:an? )?(?:{_ILLNESS})\b",
    re.I,
)
# Of money only what she says one ought to do: what one can do with it may be how her world works.
_OUGHT = (
    r"(?:\byou(?:['’]d| really| just)?(?: should| must| need to| have to| ought to| had better| better)\b"
    r"|(?:^|[.!?;:]\s+)(?:just |then |please |so |first )?(?=(?:invest|buy|sell|put|cash|remortgage)\b)"
    r"|\bI(?:['’]d| would) (?:advise|recommend|suggest) (?:you|that you)\b)"
)
_PAPERS = r"(?:shares|stocks|bonds|gold|bitcoins?|crypto\w*|etfs?|(?:index )?funds)"
_DEALS = (
    r"(?:invest(?:ing)? (?:in|your|all|everything|the money|it)\b"
    rf"|(?:buy|sell)(?:ing)? (?:[\w-]+ ){{0,2}}{_PAPERS}\b"
    rf"|put(?:ting)? (?:[\w-]+ ){{0,3}}(?:(?:savings|pension) (?:in|into)|(?:in|into) {_PAPERS})\b"
    r"|(?:take|taking) out (?:an?|another) (?:[\w-]+ )?(?:loan|mortgage)\b|remortgage"
    r"|cash(?:ing)? (?:in|out) your (?:pension|savings)\b|declare bankruptcy\b"
    r"|(?:deduct|write) (?:it|that|them|this) (?:off )?(?:on |from |against )?(?:your )?tax)"
)
_MONEY = re.compile(rf"{_OUGHT}[^.?!]{{0,40}}\b{_DEALS}", re.I)
_INSULT = (
    r"vermin|criminals|thieves|parasites|animals|scum|stupid|inferior|subhuman|lazy|deported|shot|hanged|gassed|killed"
)
_HATE = re.compile(
    rf"\b(?:hate|despise|loathe|can['’]t stand|get rid of|kill|deport)\W+(?:all |the |those |every )*(?:{HATED})\b"
    rf"(?!['’])|\b(?:{HATED}) (?:are|should be|must be) (?:all |just |nothing but )*(?:{_INSULT})\b",
    re.I,
)


def unsayable(answer: str) -> list[str]:
    """What cannot stand, a sentence each that a writer can act on. In English; rather missed than accused wrongly."""
    found, said = [], as_seen(answer)
    if _ADVICE.search(said) or _MONEY.search(said):
        found.append(
            "You give advice on health, law or money: the persona has none. Say what you did, or that you don't know."
        )
    if _HATE.search(said):
        found.append("You speak with hatred of a group of people: leave that out.")
    return found
