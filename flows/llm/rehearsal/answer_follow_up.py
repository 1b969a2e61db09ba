"""Answering a question about the interview by rule: what was said that shares most with it, and nothing else."""

from __future__ import annotations

import re

from flows.llm.rehearsal.lexicon import ABOUT_THE_TALK
from flows.llm.rehearsal.read_answer import topics_of
from flows.llm.rehearsal.tellings import Telling, is_telling, tellings
from flows.llm.tasks import FollowUp, FollowUpInputs
from interviews.answers import Basis
from interviews.dimensions import Topic
from interviews.language import content_stems

_MOST, _HALVES = 3, 3
_ENOUGH = 0.9
_ASKING = content_stems("what who which why how when where tell explain think segment answer said know")


def answer_follow_up(inputs: FollowUpInputs) -> FollowUp:
    """-> up to three statements, the closest first; two for each question it holds; none where nothing touches it."""
    claims = [claim for each in inputs.exchanges if not each.answer.skipped for claim in each.answer.claims]
    told = [telling for telling in tellings(claims) if is_telling(telling)]
    told = [telling for telling in told if not ABOUT_THE_TALK.search(telling.quoted)]
    halves = [half for half in re.split(r"[?？؟;]+", inputs.question) if content_stems(half) - _ASKING]
    each_half = [_closest(half, told) for half in halves[:_HALVES] or [inputs.question]]
    most = _MOST if len(each_half) == 1 else 2
    statements = [telling for found in each_half for telling in found[:most]]
    return FollowUp(statements=[telling.said() for telling in dict.fromkeys(statements)])


def _closest(question: str, told: list[Telling]) -> list[Telling]:
    wanted, asked_about = content_stems(question) - _ASKING, set(topics_of(question))
    found = [(_closeness(telling, wanted, asked_about), telling) for telling in told]
    close = sorted((pair for pair in found if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
    return [telling for _, telling in close]


def _closeness(telling: Telling, wanted: set[str], asked_about: set[Topic]) -> float:
    """Words in common count most, then the topic, then how it is known."""
    common = len(wanted & content_stems(telling.text))
    topics: set[Topic] = set()
    for claim in telling.claims:
        topics.update(claim.dimensions, claim.matters)
    known = 0.2 if telling.basis in (Basis.COUNTED, Basis.HEARD) else 0.0
    return common + 0.9 * bool(asked_about & topics) + known if common or asked_about & topics else 0.0
