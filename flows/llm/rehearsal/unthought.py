"""What the team may not be thinking of: readings, each set off by something in the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.llm.rehearsal.follow_ups import telling_half
from flows.llm.rehearsal.groups import Group, groups
from flows.llm.rehearsal.lexicon import PROMISE
from flows.llm.rehearsal.own_words import phrase
from flows.llm.rehearsal.retelling import answer_of
from flows.llm.rehearsal.tensions import tensions
from flows.llm.rehearsal.vouching import vouched
from flows.llm.tasks import Exchange, Missing, MissingInputs, SaidDraft
from interviews.answers import Basis, Claim
from interviews.coverage import Level
from interviews.dimensions import LORE, Dimension, Matter, Topic, topic
from interviews.language import content_stems

_MOST, _MIDWAY = 6, 4
_FOUND_US = re.compile(r"\b(?:find|found|come|came|hear|heard|reach|sign(?:ed)? up|through|via)\b", re.I)
_FEW = re.compile(r"\b(?:one|two|three|a couple of|a few) (?:people|customers|users|of them)\b", re.I)
_MONEY = re.compile(r"[$€£¥]|\b(?:euros?|dollars?|pounds?|cents?|usd|eur|gbp|chf|francs?)\b", re.I)
_COMPARED = re.compile(r"\d\D{0,40}\b(?:against|versus|vs|compared (?:with|to)|instead of)\b\D{0,12}\d", re.I)
_OPENED = re.compile(r"\b(?:percent|%)[^.;]*\bopen|\bopen rate", re.I)


def unthought(exchanges: Sequence[Exchange], levels: dict[Topic, Level]) -> list[SaidDraft]:
    """-> at most six readings, those that rest on something said before those about what was not said."""
    claims = vouched(exchanges)
    asked = " ".join(exchange.question.text for exchange in exchanges)
    texts = [*_about_what_was_said(claims, asked), *_about_what_was_not(claims, levels)]
    return [SaidDraft(text=text, answers=[], basis=None) for text in list(dict.fromkeys(texts))[:_MOST]]


def what_is_missing(inputs: MissingInputs) -> Missing:
    """-> the same, in the middle of an interview."""
    levels = {topic(key): Level(level) for key, level in inputs.coverage.items()}
    return Missing(readings=[draft.text for draft in unthought(inputs.exchanges, levels)][:_MIDWAY])


def _about_what_was_said(claims: list[Claim], asked: str) -> Iterator[str]:
    wide: set[str] = set()
    for pair in tensions(claims):
        if pair.first.id in wide or len(wide) == 2:
            continue
        first = telling_half(pair.first, pair.second, pair.kind)
        second = telling_half(pair.second, pair.first, pair.kind)
        if first and second:
            wide.add(pair.first.id)
            yield f"“{first}” and “{second}” pull apart: one message for both may reach neither."
    known = [claim for claim in claims if claim.basis is not Basis.OPEN and phrase(claim)]
    yield from _opposites(known)
    for pattern, about, text in (
        (
            _FOUND_US,
            Dimension.CHANNEL,
            "The way in may have chosen your customers: “{said}” leaves out everybody else.",
        ),
        (
            PROMISE,
            None,
            "“{said}” is a promise, and promises about money are often not kept; a small real payment would tell.",
        ),
        (
            _OPENED,
            None,
            "“{said}” counts openings, and some mail programs open by themselves: an opened mail is not a customer.",
        ),
        (_FEW, None, "“{said}” is a story of very few: it shows that this happens, not how often."),
    ):
        for claim in known:
            if pattern.search(claim.quote) and (about is None or about in claim.dimensions):
                yield text.format(said=phrase(claim, 14, telling=None if pattern is _FEW else pattern))
                break
    for claim in known:
        if claim.aside and f"“{phrase(claim)}”" not in asked:
            yield f"“{phrase(claim)}” came up only in passing; it may deserve a conversation of its own."
    if any(Matter.SIDES in claim.matters for claim in known):
        yield "More than one side is involved here: a group on one side says nothing yet about the other."


def _opposites(claims: list[Claim]) -> Iterator[str]:
    """Two named groups in one breath, each with something of its own: one product for both may suit neither."""
    told_apart = [group for group in groups(claims) if group.named and content_stems(group.marks)]
    for one, other in pairwise(told_apart):
        apart = not content_stems(one.name) & content_stems(other.name + " " + other.marks)
        if apart and _where_marked(one) == _where_marked(other):
            yield f"One product may have to serve opposites: “{one.marks}” and “{other.marks}”."
            return
    for claim in claims:
        if _COMPARED.search(claim.quote):
            yield f"“{phrase(claim)}”: two figures side by side do not say why; what else sets the two apart?"
            return


def _where_marked(group: Group) -> str:
    """The answer from which what is said of the group was taken."""
    return next(answer_of(claim) for claim in group.claims if group.marks in " ".join(claim.quote.split()))


def _about_what_was_not(claims: list[Claim], levels: dict[Topic, Level]) -> Iterator[str]:
    silent = [LORE[topic].title.lower() for topic in LORE if levels[topic] is Level.NONE]
    if any(_MONEY.search(claim.quote) for claim in claims):
        silent = [title for title in silent if title != LORE[Matter.MONEY].title.lower()]
    guessed = [LORE[topic].title.lower() for topic in Dimension if levels[topic] is Level.MENTIONED]
    if silent:
        yield f"Nothing was said about {_listed(silent[:4])}; a group may hide there."
    if guessed:
        yield f"Said, but not yet counted or heard from customers: {_listed(guessed[:5])}."
    if claims and not any(claim.basis is Basis.COUNTED for claim in claims):
        yield "Nothing so far was counted: one afternoon with your own records may change the order of the groups."


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
