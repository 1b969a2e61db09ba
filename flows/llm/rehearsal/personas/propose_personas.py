"""Whom to meet, by rule: five ways to stand to a product, each where the material has something for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.llm.persona_tasks import ProposalDraft, Proposals, ProposeInputs
from flows.llm.rehearsal.personas.matter import with_the
from flows.llm.rehearsal.personas.names import named
from flows.llm.rehearsal.personas.situations import Situation, role, situations
from interviews.language import content_stems


@dataclass(frozen=True)
class Stance:
    """A way to stand to a product. `about` has a place for the topic; `plain` is for when there is none."""

    kind: str
    about: str
    plain: str
    why: str


STANCES = (
    Stance(
        "lost",
        "lost money once over {topic} and has read every letter since",
        "lost money once over a rule nobody had mentioned and has read every letter since",
        "Would show what the rule feels like to somebody it has hit",
    ),
    Stance(
        "same",
        "takes whatever was taken last year and has never looked at {topic}",
        "takes whatever was taken last time and reads none of it",
        "Would show what it takes to be noticed by somebody who does not care",
    ),
    Stance(
        "leave",
        "would rather do without it and is looking for a way round {topic}",
        "would rather do without it and is looking at what else there is",
        "Would say what the others are too polite to say, and what they use instead",
    ),
    Stance(
        "rules",
        "knows the small print of {topic} by heart and explains it to colleagues",
        "knows the small print by heart and explains it to others",
        "Would show where even somebody who knows the rules has to work round them",
    ),
    Stance(
        "words",
        "is new to all of it and nods when somebody mentions {topic}",
        "is new to all of it and nods at words that nobody explains",
        "Would show which words have to be explained where they stand",
    ),
)
ALIKE = 0.6


def propose_personas(inputs: ProposeInputs) -> Proposals:
    """-> at most as many as asked for; stances that the material speaks of come first, none that the team has."""
    who = role(inputs.said, inputs.passages)
    used: set[str] = set()
    found = [(stance, _situation(stance, inputs, used)) for stance in STANCES]
    found.sort(key=lambda each: each[1] is None)
    drafts = (_draft(who, stance, situation) for stance, situation in found)
    fresh = [draft for draft in drafts if not any(_alike(draft.who, other) for other in inputs.others)]
    names = _names(inputs)
    return Proposals(
        proposals=[draft.model_copy(update={"name": next(names)}) for draft in fresh[: max(1, inputs.many)]]
    )


def _situation(stance: Stance, inputs: ProposeInputs, used: set[str]) -> Situation | None:
    """The first that turns on something no other persona does; failing that, one of another passage, without topic."""
    fresh = [each for each in situations(stance.kind, inputs.passages) if each.passage.id not in used]
    found = next((each for each in fresh if each.topic not in used), None)
    if found is None and fresh:
        found = replace(fresh[0], topic="")
    if found is not None:
        used |= {found.passage.id, found.topic} - {""}
    return found


def _draft(who: str, stance: Stance, situation: Situation | None) -> ProposalDraft:
    topic = with_the(situation.topic) if situation and situation.topic else ""
    does = stance.about.format(topic=topic) if topic else stance.plain
    said = f": “{situation.sentence}”" if situation else "."
    return ProposalDraft(
        name="",
        who=f"{who} who {does}",
        why=f"{stance.why}{said}",
        passages=[situation.passage.id] if situation else [],
    )


def _names(inputs: ProposeInputs) -> Iterator[str]:
    """Names nobody on the team's list has, always the same for the same material."""
    seed = inputs.said + "".join(each.id + each.title for each in inputs.passages[:3])
    taken = list(inputs.others)
    while True:
        name = named("", seed, taken)
        taken.append(name)
        yield name


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return len(mine & theirs) >= ALIKE * len(mine)
