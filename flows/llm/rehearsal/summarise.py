"""The summary by rule: what was said, retold with its answers; what it may mean; which segments it suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.llm.rehearsal.candidate_segments import candidate_segments
from flows.llm.rehearsal.groups import groups
from flows.llm.rehearsal.lexicon import FIGURE, PROMISE, TEAM
from flows.llm.rehearsal.own_words import phrase
from flows.llm.rehearsal.retelling import answer_of, to_you, told
from flows.llm.rehearsal.unthought import unthought
from flows.llm.tasks import ConsiderationDraft, SaidDraft, SummariseInputs, SummaryDraft
from interviews.answers import Basis, Claim
from interviews.coverage import coverage
from interviews.dimensions import Dimension, Matter
from interviews.language import content_stems, folded

_EACH, _PROBLEMS, _IDEAS, _OPEN = 3, 4, 5, 8
_STOPPED = re.compile(r"\b(?:stopp?(?:s|ed)?|gave up|give up|abandon\w*|stuck|quit|left|drop(?:s|ped)? out)\b", re.I)


_TELLING = content_stems("told said asked wrote hung called answered")
"""Stems that alone say only that something was said."""
_OWN_BOOKS = re.compile(r"\bcosts? us\b|\bshould\b|\bmust\b|\botherwise\b", re.I)
"""A price the team pays or a threshold it sets: nobody has to find out who counted that."""


def summarise(inputs: SummariseInputs) -> SummaryDraft:
    """-> the draft of a summary in which each statement either cites an answer or is a reading of Segue's own."""
    answers = [exchange.answer for exchange in inputs.exchanges if not exchange.answer.skipped]
    claims = [claim for answer in answers for claim in answer.claims]
    problem = _problem(inputs.project, claims)
    used = {statement.text for statement in problem}
    return SummaryDraft(
        problem=problem,
        considerations=_considerations([claim for claim in claims if told(claim).text not in used]),
        ideas=list(_ideas(claims))[:_IDEAS],
        not_thinking_of=unthought(claims, coverage(answers)),
        segments=candidate_segments([claim for claim in claims if claim.basis is not Basis.OPEN]),
        open_questions=_open_questions(inputs, claims),
    )


def _problem(project: str, claims: list[Claim]) -> list[SaidDraft]:
    """The decision first, then what the project is; without either, the project as it was put, as a reading."""
    claims = [claim for claim in claims if claim.basis is not Basis.OPEN and len(content_stems(claim.text)) >= 2]
    decision = [claim for claim in claims if Matter.DECISION in claim.matters]
    first = [claim for claim in claims if answer_of(claim) == "a0" and claim not in decision]
    own = [claim for claim in claims if claim.source == TEAM and claim not in first + decision]
    own = [claim for claim in own if {Matter.STAGE, Matter.SIDES} & set(claim.matters)]
    chosen = [*decision[:2], *first[:2], *own[:1]]
    statements = [told(claim) for claim in chosen]
    if not decision:
        statements.append(
            _reading("Which decision this should serve is still open; without it no order of groups is right.")
        )
    if not first and len(content_stems(project)) >= 2:
        short = folded(project)[:160]
        statements.insert(
            0, _reading(f"The project, as it was put: {to_you(short)}{'…' if len(folded(project)) > 160 else ''}")
        )
    return list({statement.text: statement for statement in statements}.values())[: _PROBLEMS + 1]


def _considerations(claims: list[Claim]) -> list[ConsiderationDraft]:
    """Each claim once, under the dimension it speaks of most, unless another dimension would stay empty."""
    claims = [claim for claim in claims if claim.basis is not Basis.OPEN and content_stems(claim.text) - _TELLING]
    places: dict[Dimension, list[Claim]] = {dimension: [] for dimension in Dimension}
    for claim in claims:
        if claim.dimensions:
            places[claim.dimensions[0]].append(claim)
    for dimension in Dimension:
        if not places[dimension]:
            lent = [claim for claim in claims if dimension in claim.dimensions and len(places[claim.dimensions[0]]) > 1]
            for claim in lent[:1]:
                home = next(place for place in places.values() if claim in place)
                home.remove(claim)
                places[dimension].append(claim)
    weight = list(Basis)
    return [
        ConsiderationDraft(
            dimension=dimension,
            statements=[told(claim) for claim in sorted(place, key=lambda claim: weight.index(claim.basis))[:_EACH]],
        )
        for dimension, place in places.items()
        if place
    ]


def _ideas(claims: list[Claim]) -> Iterator[SaidDraft]:
    """Next steps, each from a claim that calls for one; one of each kind before a second of any."""
    known = [claim for claim in claims if claim.basis is not Basis.OPEN and phrase(claim)]
    done: set[str] = set()

    def once(claim: Claim, text: str) -> Iterator[SaidDraft]:
        if claim.id not in done:
            done.add(claim.id)
            yield SaidDraft(text=text, answers=[answer_of(claim)], basis=None)

    for claim in [claim for claim in known if PROMISE.search(claim.quote)][:1]:
        yield from once(
            claim, f"Ask a few of them for a small real payment: so far “{phrase(claim, telling=PROMISE)}”."
        )
    for claim in [claim for claim in known if claim.basis is Basis.COUNTED and _STOPPED.search(claim.quote)][:1]:
        said = phrase(claim, telling=_STOPPED)
        yield from once(claim, f"Change one thing at the place where “{said}”, and watch twenty more.")
    heard = [group for group in groups(known) if group.named and group.marks and group.claim.basis is not Basis.GUESS]
    named = heard or [group for group in groups(known) if group.named and group.marks]
    for group in named[:1]:
        yield from once(
            group.claim, f"Talk to three of the “{group.name}” before anything is built or priced for them."
        )
    figures = [
        claim
        for claim in known
        if claim.basis is Basis.GUESS
        and Dimension.DEMOGRAPHIC not in claim.dimensions
        and not _OWN_BOOKS.search(claim.quote)
    ]
    for claim in [claim for claim in figures if FIGURE.search(phrase(claim, telling=FIGURE))][:2]:
        yield from once(claim, f"Find out who counted “{phrase(claim, telling=FIGURE)}”, and among how many.")
    for claim in [claim for claim in known if Dimension.CHANNEL in claim.dimensions][:1]:
        yield from once(
            claim, f"Send one message in two ways and compare the answers: as in “{phrase(claim)}”, and another."
        )
    for claim in [claim for claim in known if Dimension.MOTIVATION in claim.dimensions and claim.basis is Basis.HEARD][
        :1
    ]:
        yield from once(claim, f"Go back to one of those behind “{phrase(claim)}” and ask what they have tried.")


def _open_questions(inputs: SummariseInputs, claims: list[Claim]) -> list[str]:
    """What could be looked up, what was asked and not answered, what nobody knew."""
    answers = [exchange.answer for exchange in inputs.exchanges if not exchange.answer.skipped]
    found = [item for answer in answers for item in (*answer.to_look_up, *answer.unanswered)]
    looked_up = {item for answer in answers for item in answer.to_look_up}
    for exchange in inputs.exchanges:
        unknown = [
            claim
            for claim in exchange.answer.claims
            if claim.basis is Basis.OPEN and to_you(claim.text) not in looked_up
        ]
        if any(len(content_stems(claim.text)) >= 2 for claim in unknown):
            found += [f"Open: {_small(to_you(claim.text))}" for claim in unknown if len(content_stems(claim.text)) >= 2]
        elif (unknown or exchange.answer.skipped) and exchange.question.id != "q0":
            found.append(f"Not known so far: {exchange.question.text}")
    return list(dict.fromkeys(found))[:_OPEN]


def _small(text: str) -> str:
    return text if text[:2].isupper() or text.startswith("I ") else text[:1].lower() + text[1:]


def _reading(text: str) -> SaidDraft:
    return SaidDraft(text=text, answers=[], basis=None)
