"""What an interview with the team led to, as claims for the memory of its study."""

from __future__ import annotations

from flows.interview.standing_alone import by_themselves
from flows.interview.state import InterviewState
from flows.records import ClaimsKept
from interviews.answers import Answer, Basis, Claim
from interviews.correcting import withdrawn
from interviews.evidence import is_quote
from studies.learned import Evidence, Learned, Origin, Strength

PROJECT = "a0"
"""The answer with which an interview begins."""
STRENGTH = {Basis.COUNTED: Strength.STRONG, Basis.HEARD: Strength.MEDIUM, Basis.GUESS: Strength.WEAK}
"""How the team knows: counted, heard from customers, or guessed. What is open is a question, and no claim."""
BASES = {strength: basis for basis, strength in STRENGTH.items()}


def learned(state: InterviewState) -> ClaimsKept:
    """The claims of all answers that count, each with its words. What the project is was known before.

    What was corrected does not stand any more: the correction is kept in its place, not beside it.
    """
    answers = [answer for answer in state.evidence if answer.id != PROJECT]
    gone = withdrawn([claim for answer in state.answers for claim in answer.claims], state.corrections)
    kept = [
        _learned(claim, answer)
        for answer in answers
        for claim, made_of in by_themselves(answer)
        if claim.basis in STRENGTH and not gone & {each.id for each in made_of}
    ]
    return ClaimsKept(tuple(kept))


def _learned(claim: Claim, answer: Answer) -> Learned:
    part = next((each for each in answer.parts if is_quote(claim.quote, each.text)), answer.parts[0])
    topics = (*claim.matters, *claim.dimensions)
    return Learned(
        id=claim.id,
        kind=topics[0].value if topics else "finding",
        text=claim.text,
        strength=STRENGTH[claim.basis],
        origin=Origin.TEAM,
        evidence=(Evidence(answer=answer.id, ts=part.ts, quote=claim.quote),),
    )
