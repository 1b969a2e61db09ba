"""The last step: a face, and then the card stands in the thread and in the library."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType

from errors import BudgetSpent, ModelError
from flows.llm.persona_tasks import DRAW_FACE, FaceInputs
from flows.persona.progress import Stepped
from flows.persona.state import Job, PersonaState, Phase
from flows.persona_replies import PagesOffered, PersonaCard, WholeCard
from flows.records import PersonaKept
from flows.replies import Notice
from flows.runtime import Context
from flows.wording import fixed, say
from personas.avatar import drawn, key_of, may_wear_a_beard
from personas.fidelity import Score
from personas.foremost import foremost
from personas.portrait import framed
from personas.schema import Part, Persona
from studies.provenance import Provenance

NO_PICTURE = fixed("No picture could be had just now, so a drawn face stands in. “new picture” tries again.")
PICTURE_TOO_DEAR = fixed(
    "What may be spent on my models is spent, so a drawn face stands in. “new picture” tries again once more may be."
)
NEW_PICTURE = fixed("There is another picture on the card now.")
MOST_TOLD = 4


async def draw(state: PersonaState, job: Job, context: Context) -> Stepped:
    """The face, and with it the card is whole; where a picture alone is wanted, the card that stands there gets it."""
    persona = state.persona if job.wants == "face" else job.draft
    assert persona is not None
    picture, told = await _picture(state, persona, context)
    state = state.model_copy(update={"face": key_of(picture), "faces": state.faces + 1})
    if job.wants == "face":
        state = state.model_copy(update={"phase": Phase.MADE, "job": None})
        done, told = changed_in_place(state, persona, job.asker, context, picture), told or say(NEW_PICTURE)
    else:
        state = state.model_copy(update={"taken_from": "", "by_hand": False})
        done = offering(await shown(state, persona, job.asker, context, picture))
    if not told:
        return done
    state, name = done.state.named_notice("face")
    return Stepped(state, (*done.replies, Notice(name, told)), done.records)


async def _picture(state: PersonaState, persona: Persona, context: Context) -> tuple[bytes, str]:
    """-> (PNG, what has to be said about it): from the image model where there is one, else drawn by rule."""
    told = ""
    if context.pictures is not None:
        try:
            picture = await context.pictures.run(DRAW_FACE, _about(persona))
            return await asyncio.to_thread(framed, picture.data), ""
        except BudgetSpent:
            told = say(PICTURE_TOO_DEAR)
        except (ModelError, ValueError):
            told = say(NO_PICTURE)
    return await _drawn(state, persona, context), told


def _about(persona: Persona) -> FaceInputs:
    """What may be seen of somebody: nothing of the product, and nothing to read a group from but what was asked for."""
    parts = (Part.PERSONALITY, Part.HOBBIES)
    told = [each.text for part in parts for each in persona.of(part)][:MOST_TOLD]
    return FaceInputs(
        who=persona.brief[:300], age_band=persona.age_band, occupation=persona.occupation, told=tuple(told)
    )


async def _drawn(state: PersonaState, persona: Persona, context: Context) -> bytes:
    """The same persona has the same face, until another one is wanted."""
    again = f" {state.faces}" if state.faces else ""
    seed, beard = f"{context.conversation} {persona.name}{again}", may_wear_a_beard(persona)
    return await asyncio.to_thread(drawn, seed, beard=beard)


async def shown(
    state: PersonaState, persona: Persona, changed_by: str, context: Context, picture: bytes = b""
) -> Stepped:
    """The card stands in the thread and in the library, as a new version. Without a picture it gets a drawn one."""
    if not state.face:
        picture = await _drawn(state, persona, context)
        state = state.model_copy(update={"face": key_of(picture), "faces": 1})
    number = state.cards + 1
    name = f"card-{number}"
    made = {"persona": persona, "cards": number, "card": name, "phase": Phase.MADE, "job": None}
    made |= {"made": number, "scores": {}, "begun": ()}
    state = state.model_copy(update=made)
    kept = PersonaKept(persona, state.passages, changed_by, number, state.face, picture)
    return Stepped(state, (card(state, name, context),), (kept,))


def changed_in_place(
    state: PersonaState, persona: Persona, changed_by: str, context: Context, picture: bytes = b""
) -> Stepped:
    """The card that stands in the thread reads as it is now, as a new version."""
    number = state.cards + 1
    state = state.model_copy(update={"persona": persona, "cards": number})
    kept = PersonaKept(persona, state.passages, changed_by, number, state.face, picture)
    return Stepped(state, (card(state, f"{state.card}/v{number}", context, changes=state.card),), (kept,))


def offering(done: Stepped) -> Stepped:
    """With the further pages of a site, where there are any."""
    if not done.state.offered:
        return done
    state, name = done.state.named_notice("pages")
    return Stepped(state, (*done.replies, PagesOffered(name, state.offered)), done.records)


def card(state: PersonaState, name: str, context: Context, changes: str = "") -> PersonaCard:
    """The card as it stands, under the name `name`; `changes`: of the one whose place it takes."""
    assert state.persona is not None
    return PersonaCard(
        name=name,
        persona=state.persona,
        foremost=foremost(state.persona, state.passages),
        rehearsing=context.model.rehearses and not state.came_ready,
        taken_from=state.taken_from,
        face=context.face_url(state.face),
        archived=state.archived,
        sample=state.sample,
        changes=changes,
        interviews=len(state.scores),
        score=sum(state.scores.values(), Score()),
    )


def whole(state: PersonaState, name: str, origins: Mapping[str, Provenance] = MappingProxyType({})) -> WholeCard:
    """Every line of the card; `origins`: upload -> what somebody said of where it is from."""
    assert state.persona is not None
    cited = {source.ref for each in state.persona.statements for source in each.sources if source.ref}
    passages = {each.id: each for each in state.passages if each.id in cited}
    numbers = {passage.partition(".")[0] for passage in passages}
    given = tuple(each for each in state.given if f"m{each.number}" in numbers)
    return WholeCard(name, state.persona, passages, given, origins)
