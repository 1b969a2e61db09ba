"""The question guide: made for what the team has to decide, held to the rules of asking."""

from __future__ import annotations

from errors import ModelError, ModelRefused, ModelRubbish
from flows.llm.persona_tasks import WRITE_GUIDE, GuideInputs
from flows.llm.rehearsal.personas.write_guide import write_guide as guide_by_rule
from flows.persona.drafting import guide_of
from flows.persona.finishing import changed_in_place
from flows.persona.progress import Stepped, going_on
from flows.persona.state import Job, PersonaState, Phase, Stage
from flows.persona_replies import GuideShown
from flows.replies import Notice
from flows.runtime import Context
from flows.wording import fixed, say
from personas.guide import FEWEST, filled_up, sound
from personas.passages import facts_of
from personas.schema import GuideQuestion, Persona

NOT_NOW = fixed(
    "My language model cannot be reached, so the questions stay as they are. Say again later what you have to decide."
)


async def ask(state: PersonaState, job: Job, context: Context) -> Stepped:
    """The questions for the card that is made, or, where they alone are wanted, for the one that stands there."""
    base = state.persona if job.wants == "guide" else job.draft
    assert base is not None
    persona = base.model_copy(update={"decision": state.decision})
    try:
        whole = persona.model_copy(update={"guide": await _guide(persona, state, context)})
    except ModelError:
        if job.wants != "guide":
            raise
        return _left_as_it_is(state)
    if job.wants != "guide":
        return Stepped(going_on(state, job, draft=whole, stage=Stage.DRAW))
    state = state.model_copy(update={"phase": Phase.MADE, "job": None})
    done = changed_in_place(state, whole, job.asker, context)
    state, name = done.state.named_notice("guide")
    return Stepped(state, (*done.replies, GuideShown(name, whole)), done.records)


def _left_as_it_is(state: PersonaState) -> Stepped:
    """The card is there without it: nobody waits for a model to come back."""
    state, name = state.model_copy(update={"phase": Phase.MADE, "job": None}).named_notice("guide")
    return Stepped(state, (Notice(name, say(NOT_NOW)),))


async def _guide(persona: Persona, state: PersonaState, context: Context) -> tuple[GuideQuestion, ...]:
    """Sent back once with what breaks the rules of asking; what is missing then is filled up by rule."""
    bare = persona.model_copy(update={"guide": ()})
    inputs = GuideInputs(persona=bare, decision=persona.decision, facts=facts_of(state.passages))
    spare = guide_of(guide_by_rule(inputs))
    try:
        kept, wrong = sound(guide_of(await context.model.run(WRITE_GUIDE, inputs)), persona)
        if len(kept) < FEWEST and wrong:
            again = await context.model.run(WRITE_GUIDE, inputs.model_copy(update={"faults": wrong}))
            kept = max(kept, sound(guide_of(again), persona)[0], key=len)
    except (ModelRubbish, ModelRefused):
        kept = ()
    return filled_up(kept, spare, persona)
