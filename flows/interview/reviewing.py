"""After the summary: the team rates it and corrects it; the last word is theirs."""

from __future__ import annotations

from errors import ModelRefused, ModelRubbish
from flows.interview import taking
from flows.interview.closing import letters
from flows.interview.material import READING, corrections, exchanges, project, short
from flows.interview.reminders import NO_TIMERS
from flows.interview.state import CORRECTION, InterviewState, Phase, written_at
from flows.interview.turn import Change, Run, TurnState
from flows.llm.rehearsal.lexicon import says_guess
from flows.llm.rehearsal.read_answer import read_answer as read_by_rule
from flows.llm.tasks import READ_ANSWER, Exchange, ReadAnswerInputs
from flows.replies import Notice, ReviewCard
from flows.runtime import Incoming
from flows.wording import fixed, say
from interviews.answers import Answer, Part
from interviews.claims import claims_of
from interviews.controls import correction, rating
from interviews.correcting import known_as_before

RATED = fixed("Noted: {stars} of 4. The interview is closed; you can still ask about it here.")
RATED_LOW = fixed("Noted: {stars} of 4. What is wrong or missing? Write it as “correct: …” and I'll sum up again.")
HOW_TO_GO_ON = fixed(
    "I keep what you write here. To mend the summary, begin with “correct:”; to rate it, write a number from 1 to 4; "
    "or ask me about the interview. “interview” begins a new one."
)
WORDS_AFTER = fixed(
    "Ask me about the interview; rate its summary with a number from 1 to 4; mend it with “correct:” and what is "
    "right. “share” shows a short version for the channel, “undo” takes it back; “deck” outlines a deck; "
    "“sum up again” after an edit."
)
ENOUGH_CORRECTIONS = fixed(
    "That is kept, but I have summed up {count} times now. Mention me with “interview” to begin anew."
)
OVER = fixed("This interview is closed now. Write “interview” again to begin the next one.")
CONTENT = 3
"""From so many of four on, nothing more is asked."""
MOST_CORRECTIONS = 5


async def rate(turn: TurnState) -> Change:
    """Each member rates once; whoever rates again changes their mind."""
    state, incoming = turn["interview"], turn["incoming"][0]
    stars = _stars(incoming)
    content = stars >= CONTENT
    phase = Phase.CLOSED if content else state.phase
    state = state.model_copy(update={"ratings": {**state.ratings, incoming.user: stars}, "phase": phase})
    state = state.model_copy(update={"told_closed": False}) if content else state
    card = f"rating-{state.summaries}"
    state, name = state.named_notice("rated")
    marked = ReviewCard(
        f"{name}-card", not incoming.direct, letters(state.summary), tuple(state.ratings.values()), card
    )
    text = say(RATED if content else RATED_LOW, stars=stars)
    return {"interview": state, "replies": [Notice(name, text), marked], "timers": NO_TIMERS if content else []}


async def correct(turn: TurnState, runtime: Run) -> Change:
    """Take the correction in as evidence; the summary is written again with it."""
    state = turn["interview"]
    if len(state.corrections) >= MOST_CORRECTIONS:
        state, name = state.named_notice("corrected")
        text = say(ENOUGH_CORRECTIONS, count=MOST_CORRECTIONS + 1)
        return {"interview": state, "replies": [Notice(name, text)]}
    for incoming in turn["incoming"]:
        state = await _with_correction(state, incoming, runtime)
    return {"interview": state, "finishing": True}


async def say_how_to_go_on(turn: TurnState) -> Change:
    """Words that neither rate, correct nor ask: said once how each is done."""
    state = turn["interview"]
    if state.told_closed and not any(each.mention for each in turn["incoming"]):
        return {}
    state, name = state.model_copy(update={"told_closed": True}).named_notice("review")
    return {"interview": state, "replies": [Notice(name, say(HOW_TO_GO_ON))]}


async def help_after_the_end(turn: TurnState) -> Change:
    """Whoever asks for help is answered, however often; without a summary there is only a new beginning."""
    state, name = turn["interview"].named_notice("help")
    return {"interview": state, "replies": [Notice(name, say(WORDS_AFTER if state.summary else taking.CLOSED))]}


async def close_review(turn: TurnState) -> Change:
    """Somebody wants to go on with something else."""
    state = turn["interview"].model_copy(update={"phase": Phase.CLOSED})
    state, name = state.named_notice("over")
    return {"interview": state, "replies": [Notice(name, say(OVER))], "timers": NO_TIMERS}


def _stars(incoming: Incoming) -> int:
    pressed = (incoming.action or "").removeprefix("rate_")
    return int(pressed) if pressed.isdigit() else rating(incoming.said) or 1


async def _with_correction(state: InterviewState, incoming: Incoming, runtime: Run) -> InterviewState:
    words = correction(incoming.said) or incoming.said
    answer = Answer(
        id=f"c{len(state.corrections) + 1}",
        parts=(Part(ts=written_at(incoming), author=incoming.user, text=words, edited=incoming.edited_ts or ""),),
        read=True,
    )
    inputs = ReadAnswerInputs(
        project=project(state),
        earlier=(*exchanges(state), *corrections(state)),
        exchange=Exchange(
            question=CORRECTION.model_copy(update={"id": f"q{answer.id}"}), answer=short(answer, READING)
        ),
    )
    try:
        reading = await runtime.context.model.run(READ_ANSWER, inputs)
    except (ModelRubbish, ModelRefused):
        reading = read_by_rule(inputs)
    before = [claim for each in state.evidence for claim in each.claims]
    claims = [
        claim if says_guess(claim.quote) else known_as_before(claim, before)
        for claim in claims_of(answer, reading.claims)
    ]
    answer = answer.model_copy(update={"claims": tuple(claims)})
    return state.model_copy(update={"corrections": (*state.corrections, answer)})
