"""Whoever was made of a segment in a file says so: the mark of a fact, and the way back to the file."""

from __future__ import annotations

from bot.views.text import linked, safe_line
from flows.wording import fixed, say
from personas.schema import Origin, Persona, Source

MARK = fixed("file: {file}, segment {number}, {ref}")
MADE_OF = fixed("Made of segment {number}, “{name}”, in {file}.")
MARK_UNSEEN = fixed("as the card says, {ref}")
UNSEEN = fixed(
    "The card was taken in from a file and says that it was made of segment {number}, “{name}”, in {file}; I have not "
    "seen that one."
)
MARK_EXPLAINED = fixed("*file*: it was counted in your file, of the segment named there.")
UNSEEN_EXPLAINED = fixed("*as the card says*: counted in a file that I have not seen.")
KNOWS = fixed(
    "{name} knows only what the file says, and what the card assumes. What happened on one occasion, and why, is for "
    "real customers."
)
FACTS = fixed("*What the file says of people like {name}*")
STATED = fixed("{grounded} of {all} statements stand on the file or on what you said; the others are assumptions.")


def mark(source: Source, persona: Persona) -> str:
    """Where a statement comes from, as it stands behind it: `m1.4`, `brief`, `file: orders.csv, segment 2, m1.1`."""
    of = persona.segment
    if source.origin is Origin.FILE and of is not None and of.taken_in:
        return safe_line(say(MARK_UNSEEN, ref=source.ref))
    if source.origin is Origin.FILE and of is not None:
        return safe_line(say(MARK, file=of.file, number=of.number, ref=source.ref))
    return safe_line(source.ref) if source.ref else say(source.origin.value)


def explained(persona: Persona) -> list[str]:
    """What the mark of a fact means; nothing where the card has none."""
    of = persona.segment
    return [say(UNSEEN_EXPLAINED if of.taken_in else MARK_EXPLAINED)] if of is not None else []


def knows(persona: Persona) -> list[str]:
    """What whoever stands for a segment can be asked; nothing for anybody else, or of a card from elsewhere."""
    of = persona.segment
    return [safe_line(say(KNOWS, name=persona.first_name))] if of is not None and not of.taken_in else []


def made_of(persona: Persona) -> list[str]:
    """Which segment of which file she stands for, with a link to where it was told; nothing for anybody else."""
    of = persona.segment
    if of is None:
        return []
    told = say(UNSEEN if of.taken_in else MADE_OF, number=of.number, name=of.name, file=of.file)
    return [linked(of.link, told) if of.link else safe_line(told)]
