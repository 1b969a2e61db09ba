"""Next steps, each from something that calls for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from flows.llm.rehearsal.groups import Group, groups
from flows.llm.rehearsal.lexicon import DEADLINE, EVERYBODY, FIGURE, ONE_PERSON, OWN_BOOKS, PROMISE, PROSPECT, THRESHOLD
from flows.llm.rehearsal.own_words import phrase
from flows.llm.rehearsal.retelling import answer_of
from flows.llm.rehearsal.telling_apart import same
from flows.llm.tasks import SaidDraft
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension, Matter
from interviews.language import content_stems

_MOST = 5
_STOPPED = re.compile(
    r"\b(?:stopp?(?:s|ed)?|gave up|give up|abandon\w*|stuck|quit|drop(?:s|ped)? out|hung up|turned away|walked out"
    r"|cancell?ed|left)\b",
    re.I,
)
_LEFT_WITHOUT = re.compile(r"\b(?:hung up|turned away|walked out)\b", re.I)


def ideas(claims: list[Claim], first: str = "", withdrawn: Sequence[Claim] = ()) -> list[SaidDraft]:
    """-> at most five steps, the cheapest that would tell most first; each rests on one claim, and no claim twice.

    `first`: name of the segment to look at first, of which the first step speaks where it is a group that was named.
    """
    known = [claim for claim in claims if claim.basis is not Basis.OPEN and phrase(claim)]
    found: list[SaidDraft] = []
    used: set[str] = set()
    the_groups = partial(_the_groups, first=first, withdrawn=withdrawn)
    for rule in (the_groups, _promises, _lost, _stopped, _asides, _sizes, _figures, _needs, _channels):
        for claims_cited, text in rule(known):
            if claims_cited[0].id not in used:
                used.add(claims_cited[0].id)
                answers = list(dict.fromkeys(map(answer_of, claims_cited)))
                found.append(SaidDraft(text=text, answers=answers, basis=None))
                break
    return found[:_MOST]


Proposals = list[tuple[list[Claim], str]]
"""What a rule proposes: the claims it rests on, the one it takes up first, and the step."""
Rule = Callable[[list[Claim]], Proposals]


def _the_groups(known: list[Claim], first: str, withdrawn: Sequence[Claim]) -> Proposals:
    """Talk to those to look at first, or of whom most was said, before the deadline where there is one."""
    named = [group for group in groups(known, withdrawn) if group.named and not EVERYBODY.search(group.name)]
    named = sorted(named, key=lambda group: (bool(first) and same(group.name, first), _weight(group)), reverse=True)
    due = next((claim for claim in known if DEADLINE.search(claim.quote)), None)
    match = DEADLINE.search(due.quote) if due else None
    when = f"before {match[0]}" if match else "before anything is built or priced for them"
    return [
        (
            [group.claim, *([due] if due else [])],
            f"Talk to three of the “{group.name}” {when}: what did they do the last time, and what instead?",
        )
        for group in named[:1]
    ]


def _weight(group: Group) -> float:
    heard = sum(claim.basis in (Basis.COUNTED, Basis.HEARD) for claim in group.claims)
    return len(group.claims) + heard + bool(group.marks) - 3 * bool(PROSPECT.search(group.claim.quote))


def _promises(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Ask a few of them for a small real payment: so far “{phrase(claim, telling=PROMISE)}”.")
        for claim in known
        if PROMISE.search(claim.quote)
    ]


def _lost(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Find the one behind “{phrase(claim, telling=_LEFT_WITHOUT)}” again, and ask what they did instead.")
        for claim in known
        if _LEFT_WITHOUT.search(claim.quote)
    ]


def _stopped(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Change one thing at the place where “{phrase(claim, telling=_STOPPED)}”, and watch twenty more.")
        for claim in known
        if claim.basis is Basis.COUNTED and _STOPPED.search(claim.quote)
    ]


def _asides(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Call back about “{phrase(claim)}”: how many, how often, and who decides?")
        for claim in known
        if claim.aside and PROSPECT.search(claim.quote)
    ]


def _sizes(known: list[Claim]) -> Proposals:
    """Their own threshold beside their own figure: one sum that only they can do."""
    limits = [claim for claim in known if THRESHOLD.search(claim.quote) and phrase(claim, telling=THRESHOLD)]
    worth = [
        claim
        for claim in known
        if ({Dimension.VALUE} & set(claim.dimensions) or Matter.MONEY in claim.matters)
        and claim not in limits
        and not OWN_BOOKS.search(claim.quote)
        and FIGURE.search(phrase(claim, telling=FIGURE))
    ]
    return [
        (
            [claim, limit],
            f"Set “{phrase(claim, telling=FIGURE)}” against “{phrase(limit, telling=THRESHOLD)}”: "
            "how many customers of each kind does that take?",
        )
        for limit in limits[:1]
        for claim in worth
    ] + [
        ([limit], f"Work out for each group how many customers “{phrase(limit, telling=THRESHOLD)}” takes.")
        for limit in limits
    ]


def _figures(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Find out who counted “{phrase(claim, telling=FIGURE)}”, and among how many.")
        for claim in known
        if claim.basis is Basis.GUESS
        and Dimension.DEMOGRAPHIC not in claim.dimensions
        and not OWN_BOOKS.search(claim.quote)
        and not THRESHOLD.search(claim.quote)
        and not ONE_PERSON.search(claim.quote)
        and FIGURE.search(phrase(claim, telling=FIGURE))
        and not _was_counted(claim, known)
    ]


def _was_counted(claim: Claim, known: list[Claim]) -> bool:
    """Another answer has said how: 'visitors come from the till'."""
    stems = content_stems(phrase(claim, telling=FIGURE))
    counted = [other for other in known if other.basis is Basis.COUNTED and answer_of(other) != answer_of(claim)]
    return any(stems & content_stems(other.quote) for other in counted)


def _needs(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Go back to one of those behind “{phrase(claim)}” and ask what they have tried.")
        for claim in known
        if claim.basis is Basis.HEARD
        and Dimension.MOTIVATION in claim.dimensions
        and Matter.DECISION not in claim.matters
    ]


def _channels(known: list[Claim]) -> Proposals:
    return [
        ([claim], f"Send one message where “{phrase(claim)}” and another one elsewhere, and compare who answers.")
        for claim in known
        if Dimension.CHANNEL in claim.dimensions
    ]
