"""Candidate segments, grown from the groups people named and the differences they made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.llm.rehearsal.groups import Group, groups
from flows.llm.rehearsal.judging import judged
from flows.llm.rehearsal.lexicon import BASIS_CUES, EVERYBODY, PROMISE, PROSPECT, says_guess
from flows.llm.rehearsal.own_words import phrase
from flows.llm.rehearsal.people import plural
from flows.llm.rehearsal.retelling import answer_of, to_you
from flows.llm.rehearsal.worth import worth
from flows.llm.tasks import SegmentDraft
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension, Matter, Topic
from interviews.language import content_stems
from interviews.ordering import Worth, in_order

FEWEST, MOST = 3, 6
_WORTH = {Basis.COUNTED: 3.0, Basis.HEARD: 2.0, Basis.GUESS: 1.0, Basis.OPEN: 0.0}
_SOURCED = (Basis.COUNTED, Basis.HEARD)
_TELLING: set[Topic] = {Dimension.BEHAVIOURAL, Dimension.MOTIVATION, Dimension.DISTINGUISHING, Dimension.VALUE}
_TELLING |= {Dimension.PSYCHOGRAPHIC, Dimension.RELATIONSHIP}
_PLAIN: set[Topic] = {Dimension.GEOGRAPHIC, Dimension.DEMOGRAPHIC}


def candidate_segments(claims: list[Claim], withdrawn: Sequence[Claim] = ()) -> list[SegmentDraft]:
    """-> up to six segments, those with most behind them first; contrasts where people named fewer than three."""
    found = [group for group in groups(claims, withdrawn) if not EVERYBODY.search(group.name)]
    found = sorted(found, key=lambda group: _worth(group, claims), reverse=True)[:MOST]
    drafts = [_segment(group, place, claims) for place, group in enumerate(found)]
    if len(drafts) < FEWEST and not any(group.to_choose for group in found):
        drafts += _contrasts(found, claims, len(drafts))
    return _told_apart(drafts[:MOST], found)


def first_of(drafts: Sequence[SegmentDraft]) -> str:
    """-> the name of the one to look at first; empty where there is none."""
    worths = [Worth(value=each.value, growth=each.growth, reach=each.reach, evidence=each.evidence) for each in drafts]
    return drafts[in_order(worths)[0]].name if drafts else ""


def _told_apart(drafts: list[SegmentDraft], found: Sequence[Group]) -> list[SegmentDraft]:
    """The same reason for two puts neither first: each says then which words were counted or heard."""
    times = Counter(each.why for each in drafts)
    for place, group in enumerate(found):
        draft = drafts[place]
        words = next((said for claim in group.claims if claim.basis in _SOURCED and (said := phrase(claim))), "")
        if times[draft.why] > 1 and words:
            drafts[place] = draft.model_copy(update={"why": f"{draft.why}: “{words}”"})
    return drafts


def _worth(group: Group, claims: list[Claim]) -> float:
    """What speaks for a group: how it is known, what it does, whether it has a name that comes up again.

    Against it: that nobody of them is a customer yet.
    """
    topics = {*group.claim.dimensions, *group.claim.matters}
    worth = (
        max(_WORTH[claim.basis] for claim in group.claims) + bool(group.marks) + 0.5 * group.named + group.claim.aside
    )
    worth += bool(topics & _TELLING) - 2.0 * bool(topics and topics <= _PLAIN)
    worth += 1.5 * bool(PROMISE.search(group.claim.quote)) - (1.5 if _is_ellipsis(group) else 0.0)
    worth += min(3, len(_answers(group)) - 1) + (4.0 if group.to_choose else -2.5 * _no_customers_yet(group))
    return worth - 0.5 * says_guess(group.claim.quote) - (len(content_stems(group.name)) == 0)


def _answers(group: Group) -> list[str]:
    """The answers that speak of the group."""
    return list(dict.fromkeys(answer_of(claim) for claim in group.claims))


def _no_customers_yet(group: Group) -> bool:
    """They are only spoken of in the project, or have only asked."""
    return all(answer_of(claim) == "a0" for claim in group.claims) or PROSPECT.search(group.claim.quote) is not None


def _is_ellipsis(group: Group) -> bool:
    """'Creators asked, readers did not': of the readers nothing is said but the difference."""
    return group.named and bool(group.marks) and not content_stems(group.marks)


def _segment(group: Group, place: int, claims: list[Claim]) -> SegmentDraft:
    title = to_you(plural(group.name))
    if group.named and len(content_stems(group.marks)) >= 2:
        rule = f"Whoever fits “{group.name}”, going by this: “{group.marks}”."
    elif group.named:
        rule = f"Whoever two colleagues would call “{group.name}”; what shows it is still to be found."
    else:
        rule = f"Whoever this is seen or said of: “{group.marks}”."
    return _drafted(title, rule, _answers(group), group, place, claims)


def _drafted(name: str, rule: str, answers: list[str], group: Group, place: int, claims: list[Claim]) -> SegmentDraft:
    judgements = judged(name, group, place, claims)
    return SegmentDraft(name=name, rule=rule, answers=answers, judgements=judgements, **worth(group))


def _contrasts(found: list[Group], claims: list[Claim], place: int) -> list[SegmentDraft]:
    """Does and does not: the plainest line an answer draws, when it names nobody."""
    drafts: list[SegmentDraft] = []
    if found:
        name, rule = (
            f"All but {found[0].name}" if len(found) == 1 else "Everybody else",
            f"Whoever none of the rules of {' and '.join(f'“{each.name}”' for each in found)} fits.",
        )
        # What is known of the named ones is not known of the others: nothing speaks for them yet.
        cited = [answer for group in found for answer in _answers(group)[:1]]
        drafts.append(_drafted(name, rule, list(dict.fromkeys(cited)), Group(name, "", (), False), place, claims))
    taken = {group.claim.id for group in found}
    for claim in claims:
        said = phrase(claim)
        if place + len(drafts) >= FEWEST + 1 or claim.id in taken or not _draws_a_line(claim, said):
            continue
        for name, rule in (
            (f"“{said}” holds", f"Whoever this is true of: “{said}”."),
            (f"“{said}” does not hold", f"Whoever this is not true of: “{said}”."),
        ):
            drawn = Group(name, said, (claim,), False)
            drafts.append(_drafted(name, rule, [answer_of(claim)], drawn, place + len(drafts), claims))
    return drafts


def _draws_a_line(claim: Claim, said: str) -> bool:
    known = claim.basis is not Basis.OPEN and not EVERYBODY.search(claim.quote)
    if Matter.DECISION in claim.matters or Matter.STAGE in claim.matters:
        return False  # What the team will do tells no customers apart.
    if BASIS_CUES[Basis.COUNTED].search(said) and len(content_stems(BASIS_CUES[Basis.COUNTED].sub(" ", said))) < 4:
        return False  # 'We counted 62 percent' says how one knows.
    sourced = claim.basis in _SOURCED
    return known and sourced and len(content_stems(said)) >= 2 and bool(set(claim.dimensions) & _TELLING)
