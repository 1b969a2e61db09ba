"""Which words stand for people, and which for what people do."""

from __future__ import annotations

import re

from interviews.language import listed

_PEOPLE = frozenset(
    listed(
        """accountants consultants assistants residents agents applicants attendants librarians technicians musicians
        grandparents grandmothers grandfathers people folks couples singles pensioners owners households
        users customers clients employees staff workers creators readers adopters parents
        mothers fathers
        students teams managers buyers owners companies families shoppers members subscribers teachers patients drivers
        developers agencies guests hosts sellers women men kids children retirees seniors freelancers founders
        beginners professionals nurses doctors farmers runners travellers bakers regulars neighbours commuters tenants
        landlords schools clubs clinics practices shops cafes restaurants hotels hospitals firms gyms
        businesses offices warehouses employee person customer user volunteers amateurs techies fans"""
    )
)
_ONE_OF_A_KIND = frozenset(
    listed("company school agency club clinic hospital hotel restaurant firm landlord university library kitchen chain")
)
"""In the singular as good as in the plural: 'a bike leasing company has asked'."""
_PEOPLE_ENDING = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ees)$")
_NO_PEOPLE = frozenset(
    listed(
        """numbers others orders offers papers letters computers servers headers matters answers
        newsletters
        powers covers flowers fingers corners quarters dinners summers winters weathers errors factors doors
        floors colors colours monitors indoors outdoors years fees trees employers prefers considers differs refers
        trousers posters stickers trailers trackers browsers folders filters chargers freezers printers
        registers vouchers transfers rivers stores genders boxes"""
    )
)
VERB = re.compile(
    r"(?:is|are|was|were|have|has|had|do|does|did|can|can't|could|will|would|don't|doesn't|didn't|never|always|often"
    r"|usually|only|compare|compares|leave|leaves|stay|stays|buy|buys|pay|pays|order|orders|trust|trusts|ask"
    r"|asks|asked|open"
    r"|opens|pick|picks|choose|chooses|chose|stop|stopped|write|want|wants|need|needs|call|calls|come|comes"
    r"|came|go|goes"
    r"|went|get|gets|spend|spends|take|takes|use|uses|used|look|looks|love|hate|complain|return|renew|cancel|cancelled"
    r"|book|books|read|share|try|tries|tried|know|prefer|deleted|cost|costs|bring|brings|make|makes|give|gives|like)$",
    re.I,
)


def is_one_of_a_kind(word: str) -> bool:
    return word in _ONE_OF_A_KIND


def plural(name: str) -> str:
    """'bike leasing company' -> 'bike leasing companies'; what is a plural already stays."""
    before, _, head = name.rpartition(" ")
    if not is_one_of_a_kind(head.lower()):
        return name
    many = f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"
    return f"{before} {many}".strip()


def is_people(word: str) -> bool:
    word = word.rpartition("-")[2]
    return word in _PEOPLE or (_PEOPLE_ENDING.match(word) is not None and word not in _NO_PEOPLE)
