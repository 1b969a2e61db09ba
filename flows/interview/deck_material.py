"""What a deck of this interview is made from: its answers, its summary, and what a model proposes for the slides."""

from __future__ import annotations

from decks.deck import Deck
from decks.material import Material, Proposed
from decks.outline import deck
from errors import ModelRefused, ModelRubbish
from flows.interview.deck_plan import DeckPlan
from flows.interview.material import corrections, exchanges, project
from flows.interview.state import InterviewState, title_of
from flows.llm.tasks import OUTLINE_DECK, DeckDraft, DeckInputs, SaidDraft
from flows.runtime import Context
from flows.wording import say
from interviews.evidence import carried, verified
from interviews.summary import Segment, Statement

LONGEST_HEADLINE = 120
"""Characters of a title that a model proposes."""
MOST_STEPS = 3


async def deck_of(state: InterviewState, plan: DeckPlan, context: Context) -> Deck:
    """With the names of those who spoke, as Slack shows them, and what was found in files of the study."""
    people = dict.fromkeys(part.author for answer in state.evidence for part in answer.parts)
    names = await context.names(tuple(people))
    found = tuple(await context.memory.reports())
    whole = material(state, plan, context).model_copy(update={"names": dict(names), "analyses": found})
    return deck(whole, title_of(state.project), plan.wishes, say)


def material(state: InterviewState, plan: DeckPlan, context: Context) -> Material:
    """What was edited or deleted since the summary carries nothing any more."""
    assert state.summary is not None
    stamps = [part.ts for answer in state.evidence for part in answer.parts]
    return Material(
        project=state.project,
        questions=state.questions,
        answers=state.evidence,
        summary=verified(state.summary, state.evidence),
        links={ts: link for ts in stamps if (link := context.link(ts))},
        made_on=context.now.date(),
        language=state.language or "en",
        proposed=plan.proposed,
    )


async def proposed(state: InterviewState, context: Context) -> Proposed:
    """What a model would write on the slides, without what no answer carries."""
    assert state.summary is not None
    inputs = DeckInputs(
        project=project(state),
        exchanges=(*exchanges(state), *corrections(state)),
        segments=tuple(f"{each.id} {each.name}: {each.rule}" for each in state.summary.segments),
        ideas=tuple(each.text for each in state.summary.ideas),
    )
    try:
        draft = await context.model.run(OUTLINE_DECK, inputs)
    except (ModelRubbish, ModelRefused):
        return Proposed()
    return proposed_of(draft, state)


def proposed_of(draft: DeckDraft, state: InterviewState) -> Proposed:
    """The draft as far as the answers carry it: titles that fit, steps for segments there are."""
    titles: dict[int, Statement] = {}
    for title in draft.titles:
        kept = _carried([title.says], state)
        if title.part not in titles and 1 <= title.part <= 9 and kept and len(kept[0].text) <= LONGEST_HEADLINE:
            titles[title.part] = kept[0]
    given: tuple[Segment, ...] = state.summary.segments if state.summary else ()
    steps: dict[str, tuple[Statement, ...]] = {}
    for segment in given:
        drafts = [step.says for step in draft.steps if step.segment.strip() == segment.id]
        if kept := _carried(drafts, state)[:MOST_STEPS]:
            steps[segment.id] = kept
    return Proposed(titles=titles, steps=steps)


def _carried(drafts: list[SaidDraft], state: InterviewState) -> tuple[Statement, ...]:
    statements = [
        Statement(
            text=" ".join(each.text.split()), answers=tuple(each.answers), basis=each.basis if each.answers else None
        )
        for each in drafts
        if each.text.strip()
    ]
    return carried(statements, state.evidence)
