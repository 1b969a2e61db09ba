"""The six criteria, judged by rule: met only by what was counted or heard, otherwise unknown with what would tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.llm.rehearsal.groups import Group
from flows.llm.rehearsal.lexicon import DEADLINE, FIGURE, PROMISE, THRESHOLD
from flows.llm.rehearsal.own_words import phrase
from flows.llm.rehearsal.retelling import answer_of, to_you
from flows.llm.tasks import JudgementDraft
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension, Matter
from interviews.language import content_stems, numbers
from interviews.summary import Criterion, Verdict

_KNOWN = (Basis.COUNTED, Basis.HEARD)
_ACTS = {Dimension.BEHAVIOURAL, Dimension.VALUE, Dimension.TEMPORAL, Dimension.RELATIONSHIP}
_OWN_RECORDS = re.compile(r"\b(?:bookings?|books|records|crm|database|system|invoices?|orders?|list|logs?)\b", re.I)
_WOULD_TELL: dict[Criterion, tuple[str, ...]] = {
    Criterion.SIZABLE: (
        "Count {name} in your own records, and say from which number on they matter.",
        "Take fifty customers at random and count how many belong to {name}.",
        "Estimate how many {name} there are, then ask somebody else to do the same and compare.",
    ),
    Criterion.REACHABLE: (
        "Find one list or place where most are {name}, and count how many of its first thirty are.",
        "Ask five of {name} where they last heard of something like this.",
        "Send one message meant for {name} and see who answers.",
    ),
    Criterion.RESPONDS: (
        "Make {name} and the others the same offer, and compare what they do.",
        "Change one thing for {name} only, and see whether they act differently from before.",
        "Show {name} two messages, and the others the same two, and compare which is taken up.",
    ),
}
_FOR_ALL = {
    Criterion.IDENTIFIABLE: "Let two colleagues sort the same twenty customers by the rules above, and compare.",
    Criterion.COHERENT: "Talk to five of each group and note where they disagree among themselves.",
    Criterion.STABLE: "Apply the rules again in three months, and count who has changed groups.",
}
"""What would tell is the same for every group, and is said once."""


def judged(name: str, group: Group, place: int, claims: Sequence[Claim]) -> list[JudgementDraft]:
    """-> one judgement per criterion. `place` is the segment's place in the list: it turns the ways of finding out."""
    called = name if name.startswith("“") else f"“{name[0].lower() + name[1:] if name[1:].islower() else name}”"
    found = {
        Criterion.SIZABLE: _sizable(called, group, claims),
        Criterion.IDENTIFIABLE: _identifiable(group),
        Criterion.REACHABLE: _reachable(called, group),
        Criterion.RESPONDS: _responds(called, group, claims),
    }
    return [
        found.get(criterion) or _unknown(criterion, _way(criterion, place + turn, called))
        for turn, criterion in enumerate(Criterion)
    ]


def _way(criterion: Criterion, turn: int, called: str) -> str:
    ways = _WOULD_TELL.get(criterion)
    return ways[turn % len(ways)].format(name=called) if ways else _FOR_ALL[criterion]


def _sizable(called: str, group: Group, claims: Sequence[Claim]) -> JudgementDraft | None:
    """The size is set against the team's own threshold, where there is one; only the team can say how it comes out."""
    threshold = next((claim for claim in claims if THRESHOLD.search(claim.quote) or _is_threshold(claim)), None)
    figure = next((claim for claim in group.claims if FIGURE.search(phrase(claim, telling=FIGURE))), None)
    if threshold and (limit := phrase(threshold, telling=THRESHOLD)):
        return _unknown(Criterion.SIZABLE, f"Work out what each brings in all, and set it against your “{limit}”.")
    if figure:
        said = phrase(figure, telling=FIGURE)
        return _unknown(
            Criterion.SIZABLE, f"Start from “{said}”: of how many is that, and from which number on do {called} matter?"
        )
    return None


def _is_threshold(claim: Claim) -> bool:
    """A number given for the decision and nothing else: that is how `read_answer` keeps a size that was asked for."""
    of_decision = Matter.DECISION in claim.matters and not claim.dimensions and answer_of(claim) != "a0"
    return of_decision and bool(numbers(phrase(claim))) and not DEADLINE.search(claim.quote)


def _identifiable(group: Group) -> JudgementDraft | None:
    """What was counted can be counted again by whoever looks."""
    for claim in group.claims:
        said = phrase(claim, telling=_name(group))
        if claim.basis is Basis.COUNTED and said and Dimension.BEHAVIOURAL in claim.dimensions:
            where = "your own records tell them apart" if _from_records(claim) else "whoever watches can see it again"
            return _met(Criterion.IDENTIFIABLE, f"It was counted, and {where}: “{said}”.", claim)
    return None


def _name(group: Group) -> re.Pattern[str] | None:
    stems = content_stems(group.name) if group.named else set()
    return re.compile("|".join(rf"\b{re.escape(stem)}" for stem in stems), re.I) if stems else None


def _from_records(claim: Claim) -> bool:
    return _OWN_RECORDS.search(f"{claim.source or ''} {claim.quote}") is not None


def _reachable(called: str, group: Group) -> JudgementDraft | None:
    channel = next((claim for claim in group.claims if Dimension.CHANNEL in claim.dimensions and phrase(claim)), None)
    if channel is None:
        return None
    return _unknown(
        Criterion.REACHABLE, f"Start from “{phrase(channel)}”: count how many of those it reaches are {called}."
    )


def _responds(called: str, group: Group, claims: Sequence[Claim]) -> JudgementDraft | None:
    """Met where figures of two kinds of customers stand side by side and somebody counted them."""
    for claim in group.claims:
        compared = len(numbers(claim.quote)) >= 2 and bool(_ACTS & set(claim.dimensions))
        said = " ".join(to_you(claim.text).rstrip(".").split())
        if claim.basis in _KNOWN and compared and len(said) <= 140 and group.named:
            return _met(Criterion.RESPONDS, f"The figures differ: {said[0].lower() + said[1:]}.", claim)
    if any(PROMISE.search(claim.quote) for claim in group.claims):
        text = f"Ask {called} and the others for a real order: what was said is not yet paid."
        return _unknown(Criterion.RESPONDS, text)
    return None


def _met(criterion: Criterion, text: str, claim: Claim) -> JudgementDraft:
    return JudgementDraft(criterion=criterion, verdict=Verdict.MET, text=text, answers=[answer_of(claim)])


def _unknown(criterion: Criterion, text: str) -> JudgementDraft:
    return JudgementDraft(criterion=criterion, verdict=Verdict.UNKNOWN, text=text, answers=[])
