"""The summary by rule: what was said, retold with its answers; what it may mean; which segments it suggests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from flows.llm.rehearsal.candidate_segments import candidate_segments, first_of
from flows.llm.rehearsal.ideas import ideas
from flows.llm.rehearsal.lexicon import ABOUT_THE_TALK, CASE, OUR_OWN, OWN_BOOKS, TEAM, THRESHOLD
from flows.llm.rehearsal.retelling import answer_of, to_you
from flows.llm.rehearsal.tellings import Telling, is_telling, tellings
from flows.llm.rehearsal.unthought import unthought
from flows.llm.rehearsal.vouching import vouched
from flows.llm.tasks import ConsiderationDraft, Exchange, SaidDraft, SegmentDraft, SummariseInputs, SummaryDraft
from interviews.answers import Basis, Claim
from interviews.correcting import withdrawn
from interviews.coverage import Level, coverage
from interviews.dimensions import LORE, Dimension, Matter, Topic
from interviews.language import content_stems, folded, words
from interviews.resources import fitting
from interviews.summary import Verdict

_EACH, _PROBLEMS, _OPEN = 5, 5, 8


def summarise(inputs: SummariseInputs) -> SummaryDraft:
    """-> the draft of a summary in which each statement either cites an answer or is a reading of Segue's own."""
    answers = [exchange.answer for exchange in inputs.exchanges if not exchange.answer.skipped]
    corrections = [exchange.answer for exchange in inputs.corrections]
    said = vouched(inputs.exchanges)
    gone = withdrawn(said, corrections)
    said = [*said, *(claim for correction in corrections for claim in correction.claims)]
    claims = [claim for claim in said if claim.id not in gone and not ABOUT_THE_TALK.search(claim.quote)]
    told = [telling for telling in tellings(claims) if is_telling(telling)]
    problem = _problem(told)
    levels = coverage(answers)
    corrected = [claim for claim in said if claim.id in gone]
    segments = candidate_segments([claim for claim in claims if claim.basis is not Basis.OPEN], corrected)
    return SummaryDraft(
        problem=[*_without_decision(inputs.project, told), *(telling.said() for telling in problem)],
        considerations=_considerations([telling for telling in told if telling not in problem]),
        ideas=ideas(claims, first_of(segments), corrected),
        not_thinking_of=unthought(inputs.exchanges, levels),
        segments=segments,
        open_questions=_open_questions(inputs.exchanges),
        resources=_resources(levels, segments),
    )


def _resources(levels: Mapping[Topic, Level], segments: list[SegmentDraft]) -> list[str]:
    """For the dimensions that are thin, the weightiest first, and the criteria unknown of most segments."""
    thin = sorted(
        (each for each in Dimension if levels[each] is not Level.EVIDENCE), key=lambda each: -LORE[each].weight
    )
    unknown = Counter(
        each.criterion for segment in segments for each in segment.judgements if each.verdict is Verdict.UNKNOWN
    )
    return list(fitting(thin, [criterion for criterion, _ in unknown.most_common(2)]))


def _problem(told: list[Telling]) -> list[Telling]:
    """The decision first, then what the project is, then the size that counts and what the team itself has to pay."""
    decision = [telling for telling in told if _speaks_of(telling, Matter.DECISION) and OUR_OWN.search(telling.quoted)]
    first = [telling for telling in told if answer_of(telling.claims[0]) == "a0" and telling not in decision]
    own = [telling for telling in told if any(_is_own_business(claim) for claim in telling.claims)]
    return list(dict.fromkeys([*decision[:2], *first[:2], *own]))[:_PROBLEMS]


def _speaks_of(telling: Telling, matter: Matter) -> bool:
    return any(matter in claim.matters for claim in telling.claims)


def _is_own_business(claim: Claim) -> bool:
    """A threshold, a cost of the team's own, how far it is: not what customers are like."""
    own = claim.source == TEAM and bool({Matter.STAGE, Matter.SIDES} & set(claim.matters))
    return own or THRESHOLD.search(claim.quote) is not None or OWN_BOOKS.search(claim.quote) is not None


def _without_decision(project: str, told: list[Telling]) -> list[SaidDraft]:
    """What is missing of the problem: said first, as a reading."""
    missing = []
    if len(content_stems(project)) >= 2 and not any(answer_of(telling.claims[0]) == "a0" for telling in told):
        short = folded(project)[:160]
        missing.append(f"The project, as it was put: {to_you(short)}{'…' if len(folded(project)) > 160 else ''}")
    if not any(_speaks_of(telling, Matter.DECISION) for telling in told):
        missing.append("Which decision this should serve is still open; without it no order of groups is right.")
    return [SaidDraft(text=text, answers=[], basis=None) for text in missing]


def _considerations(told: list[Telling]) -> list[ConsiderationDraft]:
    """Each telling once, under what it is mostly about, unless another dimension would stay empty."""
    told = [telling for telling in told if not _only_sets_the_scene(telling)]
    places: dict[Dimension, list[Telling]] = {dimension: [] for dimension in Dimension}
    for telling in told:
        if telling.dimension:
            places[telling.dimension].append(telling)
    for dimension in Dimension:
        if not places[dimension]:
            homes = [(each, place) for place in places.values() for each in place if len(place) > 1]
            lent = [(each, place) for each, place in homes if dimension in each.dimensions]
            for telling, home in lent[:1]:
                home.remove(telling)
                places[dimension].append(telling)
    return [
        ConsiderationDraft(
            dimension=dimension, statements=[telling.said() for telling in sorted(place, key=_weight)[:_EACH]]
        )
        for dimension, place in places.items()
        if place
    ]


def _weight(telling: Telling) -> int:
    """Counted before heard before guessed before what nobody said how they know."""
    order: list[Basis | None] = [*Basis, None]
    return order.index(telling.basis)


def _only_sets_the_scene(telling: Telling) -> bool:
    """'On Thursday I rode along': what follows is about customers, this is not."""
    [first, *rest] = telling.claims
    scene = CASE.search(first.quote) is not None and "i" in words(first.quote)
    return not rest and scene and len(words(first.quote.partition(":")[2])) < 4


def _open_questions(exchanges: tuple[Exchange, ...]) -> list[str]:
    """What could be looked up, what was asked and not answered, what nobody knew."""
    answers = [exchange.answer for exchange in exchanges if not exchange.answer.skipped]
    looked_up = [item for answer in answers for item in answer.to_look_up]
    found = [item for answer in answers for item in (*answer.to_look_up, *answer.unanswered)]
    for question, answer in ((exchange.question, exchange.answer) for exchange in exchanges):
        about_customers = [claim for claim in answer.claims if not ABOUT_THE_TALK.search(claim.quote)]
        unknown = [claim for claim in about_customers if claim.basis is Basis.OPEN]
        told = [claim for claim in unknown if len(words(claim.text)) >= 5 and to_you(claim.text) not in looked_up]
        found += [f"Open: {_small(to_you(claim.text))}" for claim in told]
        nothing_said = answer.skipped or (unknown and len(unknown) == len(about_customers))
        if nothing_said and not told and question.id != "q0" and not answer.to_look_up:
            found.append(question.text)
    return list(dict.fromkeys(found))[:_OPEN]


def _small(text: str) -> str:
    return text if text[:2].isupper() or text.startswith("I ") else text[:1].lower() + text[1:]
