"""The six criteria, judged by rule: met only by what was counted, otherwise unknown with what would tell."""

from __future__ import annotations

from flows.llm.rehearsal.lexicon import FIGURE
from flows.llm.rehearsal.own_words import phrase
from flows.llm.rehearsal.retelling import answer_of
from flows.llm.tasks import JudgementDraft
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension, Matter
from interviews.summary import Criterion, Verdict

_WOULD_TELL: dict[Criterion, tuple[str, ...]] = {
    Criterion.SIZABLE: (
        "Count {name} in your own records, and say from which number on they matter.",
        "Take fifty customers at random and count how many belong to {name}.",
        "Estimate how many {name} there are in all, then ask somebody else to do the same and compare.",
    ),
    Criterion.IDENTIFIABLE: (
        "Look whether your records show who belongs to {name}, person by person.",
        "Let two colleagues sort the same twenty customers into {name} or not, and compare.",
        "Find the one question whose answer tells {name} from the rest, and try it on five people.",
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
    Criterion.COHERENT: (
        "Talk to five of {name} and note where they disagree.",
        "Look at what {name} did in the past months: one pattern, or several?",
        "Ask {name} for their reasons; if there are more than two, this is more than one group.",
    ),
    Criterion.STABLE: (
        "Apply the rule again in three months and count who still belongs to {name}.",
        "Look who would have been among {name} a year ago and is not now.",
        "Draw the line again on a fresh set of customers and see whether {name} come out the same.",
    ),
}


def judged(name: str, claim: Claim, place: int, claims: list[Claim]) -> list[JudgementDraft]:
    """-> one judgement per criterion. `place` is the segment's place in the list: it turns the ways of finding out."""
    called = name if name.startswith("“") else f"“{name[0].lower() + name[1:] if name[1:].islower() else name}”"
    judgements: list[JudgementDraft] = []
    for turn, (criterion, ways) in enumerate(_WOULD_TELL.items()):
        way = ways[(place + turn) % len(ways)].format(name=called)
        judgements.append(JudgementDraft(criterion=criterion, verdict=Verdict.UNKNOWN, text=way, answers=[]))
    if FIGURE.search(claim.quote) and (figure := phrase(claim, telling=FIGURE)):
        text = f"Start from “{figure}”: find out how many were asked, and from which number on {called} matter."
        judgements[0] = judgements[0].model_copy(update={"text": text})
    if channel := _own_channel(claim, claims):
        text = f"Count how many who come through “{phrase(channel)}” belong to {called}."
        judgements[2] = judgements[2].model_copy(update={"text": text})
    if claim.basis is Basis.COUNTED and Dimension.BEHAVIOURAL in claim.dimensions:
        text = f"It was seen, and whoever watches can see it again: “{phrase(claim)}”."
        seen = {"verdict": Verdict.MET, "text": text, "answers": [answer_of(claim)]}
        judgements[1] = judgements[1].model_copy(update=seen)
    if Matter.MONEY in claim.matters and claim.basis is Basis.HEARD and "would" in claim.quote:
        text = f"Ask {called} and the others for a real order: what was said is not yet paid."
        judgements[3] = judgements[3].model_copy(update={"text": text})
    return judgements


def _own_channel(claim: Claim, claims: list[Claim]) -> Claim | None:
    """What was said about reaching people in the same answer as the segment, if anything was."""
    here = [each for each in claims if Dimension.CHANNEL in each.dimensions and answer_of(each) == answer_of(claim)]
    return next((each for each in here if phrase(each) and each.basis is not Basis.OPEN), None)
