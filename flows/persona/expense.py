"""What the making of a persona will cost, said before it begins: an estimate from what will be read and written."""

from __future__ import annotations

from collections.abc import Sequence

from flows.llm.briefs import brief
from flows.llm.heard import BYTES_A_TOKEN
from flows.persona.state import MOST_PASSAGES, Job, PersonaState, Stage
from flows.runtime import Context
from flows.wording import fixed, say
from personas.passages import LONGEST

TOKENS = fixed("Takes about {tokens} tokens of the language model.")
DOLLARS = fixed("Takes about {tokens} tokens of the language model, {dollars} US dollars.")
A_PICTURE = fixed("Takes a picture of the image model, {dollars} US dollars.")
READS: dict[Stage, tuple[str, bool]] = {
    Stage.PROPOSE: ("propose_personas", True),
    Stage.WRITE: ("write_persona", True),
    Stage.CHECK: ("judge_support", False),
    Stage.ASK: ("write_guide", False),
}
"""Step -> its brief, and whether it reads all the material."""
WRITES = {Stage.PROPOSE: 700, Stage.WRITE: 3000, Stage.CHECK: 900, Stage.ASK: 900}
"""Tokens, as cards of three dozen lines have taken."""
CARD = 3000
"""Tokens of a card, which the later steps read."""
ROUND = 1000


def forecast(state: PersonaState, job: Job, stages: Sequence[Stage], context: Context) -> str:
    """-> a sentence; empty where nothing is paid for. A second try of a step is not counted in."""
    if context.model.rehearses:
        return ""
    material = _material(state, job) // BYTES_A_TOKEN
    asked = [stage for stage in stages if stage in READS]
    read = sum(
        len(brief(task)) // BYTES_A_TOKEN + (material if everything else CARD)
        for task, everything in (READS[stage] for stage in asked)
    )
    written = sum(WRITES[stage] for stage in asked)
    pictures = int(Stage.DRAW in stages and context.pictures is not None)
    dollars = context.cost(read, written, pictures)
    if not asked:
        return say(A_PICTURE, dollars=_sum(dollars)) if pictures and dollars is not None else ""
    tokens = f"{max(ROUND, round((read + written) / ROUND) * ROUND):,}"
    return say(TOKENS, tokens=tokens) if dollars is None else say(DOLLARS, tokens=tokens, dollars=_sum(dollars))


def _material(state: PersonaState, job: Job) -> int:
    """Bytes that will be read with the card; what is not read yet is taken to be as much as may travel."""
    most = MOST_PASSAGES * LONGEST
    known = sum(len(each.text) for each in state.passages)
    files = sum(each.size or most for each in job.files)
    return min(most, known + files + most * bool(job.pages))


def _sum(dollars: float) -> str:
    return "less than 0.01" if dollars < 0.01 else f"{dollars:.2f}"
