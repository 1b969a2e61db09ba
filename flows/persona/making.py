"""From a brief and files to a card: each statement is held against what it cites before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from errors import ModelRefused, ModelRubbish, SegueError
from flows.llm.persona_tasks import (
    WRITE_GUIDE,
    WRITE_PERSONA,
    Guide,
    GuideInputs,
    PersonaDraft,
    PersonaInputs,
    SourceDraft,
)
from flows.llm.rehearsal.personas.write_guide import write_guide as guide_by_rule
from flows.llm.rehearsal.personas.write_persona import write_persona as persona_by_rule
from flows.persona.state import PersonaState, Phase
from flows.replies import Notice, PersonaCard, Reply
from flows.runtime import Context, File
from flows.wording import fixed, language_named, say
from interviews.language import folded
from personas.grounding import grounded_card
from personas.schema import (
    ASSUMED,
    Behaviour,
    GuideQuestion,
    Knowledge,
    Origin,
    Part,
    Persona,
    Source,
    Speech,
    Statement,
)

READING = fixed("is reading the material…")
WRITING = fixed("is writing the card…")
ASKING = fixed("is preparing the questions…")
NOT_READ = fixed("{name} could not be read: {why} The card is made without it.")
MOST_QUESTIONS = 12
LETTERS = dict(zip(Part, "GCNPYBHVLATO", strict=True))
"""Part of the card -> the letter its statements are called by: `G1`."""


@dataclass(frozen=True)
class Made:
    """What making a card led to."""

    state: PersonaState
    replies: tuple[Reply, ...]


async def make(state: PersonaState, files: Sequence[File], context: Context) -> Made:
    """Read what is new, write the card, ground it, prepare the questions. Raises ModelError when no model is there."""
    state, notes = await _with_files(state, files, context)
    context.step(say(WRITING))
    inputs = PersonaInputs(brief=state.brief, passages=state.passages)
    try:
        draft = await context.model.run(WRITE_PERSONA, inputs)
    except (ModelRubbish, ModelRefused):
        draft = persona_by_rule(inputs)
    persona = grounded_card(_card(draft, state.brief), state.passages)
    context.step(say(ASKING))
    persona = persona.model_copy(update={"guide": await _guide(persona, context)})
    number = state.cards + 1
    state = state.model_copy(update={"persona": persona, "cards": number, "phase": Phase.MADE})
    cited = {source.ref for each in persona.statements for source in each.sources if source.ref}
    card = PersonaCard(
        name=f"card-{number}",
        persona=persona,
        passages={each.id: each for each in state.passages if each.id in cited},
        rehearsing=context.model.rehearses,
    )
    return Made(state, (*notes, card))


async def _with_files(state: PersonaState, files: Sequence[File], context: Context) -> tuple[PersonaState, list[Reply]]:
    notes: list[Reply] = []
    for file in files:
        context.step(say(READING))
        try:
            found = await context.read_file(file, state.materials + 1)
        except SegueError as error:
            state, name = state.named_notice("unread")
            notes.append(Notice(name, say(NOT_READ, name=file.name, why=error.happened)))
            continue
        state = state.with_material(found, state.brief)
    return state, notes


async def _guide(persona: Persona, context: Context) -> tuple[GuideQuestion, ...]:
    inputs = GuideInputs(persona=persona, decision="")
    try:
        guide: Guide = await context.model.run(WRITE_GUIDE, inputs)
    except (ModelRubbish, ModelRefused):
        guide = guide_by_rule(inputs)
    return tuple(
        GuideQuestion(id=f"g{number}", text=folded(each.text)[:300], decides=folded(each.decides)[:200])
        for number, each in enumerate(guide.questions[:MOST_QUESTIONS], 1)
        if each.text.strip()
    )


def _card(draft: PersonaDraft, brief: str) -> Persona:
    """A model's draft as a card: statements lettered by part, texts on one line and cut."""
    counted: dict[Part, int] = {}
    statements = []
    for each in draft.statements:
        if not each.text.strip():
            continue
        counted[each.part] = counted.get(each.part, 0) + 1
        id = f"{LETTERS[each.part]}{counted[each.part]}"
        statements.append(Statement(id=id, part=each.part, text=_line(each.text, 400), sources=_sources(each.sources)))
    return Persona(
        name=_line(draft.name, 60) or "Somebody",
        age_band=_line(draft.age_band, 40),
        occupation=_line(draft.occupation, 200),
        quote=_line(draft.quote, 300),
        brief=brief[:4000],
        statements=tuple(statements),
        knowledge=tuple(
            Knowledge(
                topic=_line(each.topic, 100),
                state=each.state,
                belief=_line(each.belief, 300),
                event=_line(each.event, 300),
                sources=_sources(each.sources),
            )
            for each in draft.knowledge
        ),
        speech=Speech(
            style=_line(draft.style, 400),
            samples=tuple(_line(each, 200) for each in draft.samples[:5]),
            moods=tuple(_line(each, 200) for each in draft.moods[:5]),
        ),
        behaviour=Behaviour(
            verbosity=_within(draft.verbosity),
            disclosure=_within(draft.disclosure),
            agreeableness=_within(draft.agreeableness),
            expertise=_within(draft.expertise),
        ),
        limits=tuple(_line(each, 200) for each in draft.limits[:8]),
        language=language_named(draft.language) or "en",
    )


def _sources(drafts: Sequence[SourceDraft]) -> tuple[Source, ...]:
    return tuple(Source(origin=Origin(each.origin), ref=each.ref) for each in drafts) or (ASSUMED,)


def _within(number: int) -> int:
    return min(5, max(1, number))


def _line(text: str, most: int) -> str:
    line = folded(text)
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"
