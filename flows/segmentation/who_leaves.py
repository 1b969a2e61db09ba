"""Those who are likely to leave, as they are asked for in words: of how many, and whether it is customers who are
meant. Of colleagues too it is asked who is going to quit."""

from __future__ import annotations

import re

from interviews.language import SMALL_NUMBERS, small_number

COMMAND = "who will leave"
"""What Segue itself tells people to write: said to nobody else."""
SO_MANY = rf"(?:\d[\d,]*|{'|'.join(SMALL_NUMBERS)}|twenty|thirty|fifty|hundred)"
FIRST = "(?:top|best|biggest|largest|most valuable|richest)"
_LARGER = {"twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
_OF_CUSTOMERS = re.compile(
    r"\b(?:customers?|clients?|members?|subscribers?|buyers?|shoppers?|accounts?|segments?|clusters?|leavers?|audience"
    r"|churn\w*)\b",
    re.I,
)
_WHOM = "(?:customers?|clients?|members|subscribers|buyers|accounts|people)"
_GIVE = r"(?:please )?(?:(?:give (?:me|us)|show(?: (?:me|us))?|list|who are) )?(?:a list of |the list of )?(?:all )?"
_GOING = r"(?: most)?(?: likely to| about to| going to)"
_LEAVE = r" (?:leave|churn|cancel|quit)(?: us)?(?: (?:next|soon|next (?:week|month|quarter|year)))?(?:,? please)?"
_WILL = rf" (?:who|that) (?:(?:will|might|may)|(?:is|are){_GOING}){_LEAVE}"
_LEAVERS = re.compile(
    rf"(?:please )?(?:who|(?:which|what) (?:of (?:my|our|the) )?{_WHOM}) "
    rf"(?:(?:will|might|may|is|are){_LEAVE}"
    rf"|(?:will|might|may|is|are)(?: probably| (?:the )?most)?{_GOING}{_LEAVE}|(?:will|might|may) probably{_LEAVE})"
    rf"|{_GIVE}(?:the )?(?:those|{_WHOM}){_WILL}"
    rf"|{_GIVE}(?:the )?(?:audience (?:of|for) )?(?:those|{_WHOM}){_GOING}{_LEAVE}"
    rf"|{_GIVE}(?:the )?(?:audience (?:of|for) (?:the )?)?(?:(?:{FIRST} )?(?P<some>{SO_MANY}) )?(?:likely |future )?"
    r"leavers(?:,? please)?"
    rf"|{_GIVE}(?:what are |which are )?(?:my |our |the )?"
    rf"(?:{FIRST} (?P<of>{SO_MANY})|(?P<these>{SO_MANY})(?: {FIRST})?) (?:paying |spending )?{_WHOM}"
    rf"(?:{_WILL}|{_GOING}{_LEAVE}| at risk(?: of (?:leaving|churn(?:ing)?|cancell?ing|quitting))?(?:,? please)?)"
)
"""The whole message: a list of customers is never posted because a sentence happens to say so."""


def asks_who_leaves(plain: str, *, to_us: bool) -> bool:
    """Whether the whole message, in small letters without its end mark, asks for that list; of whoever did not turn to
    Segue only where it says that customers are meant."""
    if _LEAVERS.fullmatch(plain) is None:
        return False
    return to_us or plain.removeprefix("please ") == COMMAND or names_customers(plain)


def names_customers(said: str) -> bool:
    """Whether a sentence says that it is about customers or their segments, not about whoever reads it."""
    return _OF_CUSTOMERS.search(said) is not None


def how_many(plain: str) -> int:
    """'list the top five leavers' -> 5; 0 where no number is said."""
    found = _LEAVERS.fullmatch(plain)
    told = next((each for each in found.groupdict().values() if each), "") if found else ""
    told = told.replace(",", "")
    return 0 if not told else _LARGER.get(told) or small_number(told)


def are_the_biggest(plain: str) -> bool:
    """Whether those of them are meant who bring most: “the 10 best customers at risk”, unlike “the top 10 leavers”."""
    return re.search(r"\b(?:best|biggest|largest|most valuable|richest)\b", plain) is not None
