"""A persona's card, the head of an interview with it, and what it says under its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.views.call import Block, SlackCall, post, posts, update
from bot.views.elements import button, context, divider, header, menu, plain, section, sections
from bot.views.of_segment import FACTS, STATED, explained, made_of, mark
from bot.views.origin import said_of
from bot.views.text import fallback, safe, safe_line, shortened
from flows.origin_replies import Given
from flows.persona_replies import (
    CardGone,
    EraseAsked,
    FormAsked,
    GuideShown,
    PersonaCard,
    WholeCard,
)
from flows.wording import fixed, say
from personas import schema
from personas.fidelity import Score
from personas.passages import Passage
from personas.schema import Knowledge, Origin, Part, Persona, State, Statement
from studies.provenance import Provenance

SYNTHETIC = fixed(schema.SYNTHETIC)
MARKS = fixed(
    "Marked *brief*: you said so. Marked with a passage: your material says so. *assumption*: invented, so that there "
    "is somebody to talk to."
)
REHEARSED = fixed("Made by simple rules, without a language model: a rehearsal.")
TAKEN_OVER = fixed("Taken over from the file {file}, not made here.")
LONGEST_FILE = 100
COUNTED = fixed("{grounded} of {all} statements stand on the brief or your material; the others are assumptions.")
ASSUMED = fixed("Nothing on it stands on the brief or your material: all {all} statements are assumptions.")
INTERVIEW = fixed("Interview {name}")
EDIT, DUPLICATE, DELETE = fixed("Edit the card"), fixed("Duplicate"), fixed("Delete…")
EXPORT = fixed("Export")
WHOLE, CLOSE = fixed("The whole card"), fixed("Close")
TITLE, MOST_BLOCKS = 24, 100
ARCHIVE, BRING_BACK = fixed("Put away"), fixed("Bring back")
ERASE = fixed("Delete for good")
SAMPLE = fixed("A sample, from the brochure of a benefits portal that does not exist: talk to her, then remove her.")
REMOVE_SAMPLE = fixed("Remove the sample")
AWAY = fixed("Put away: not in the library.")
DETAILS = fixed("The card of {name}, each statement with where it comes from")
KNOWS = fixed("*What {name} knows*")
KNOWN = {
    State.KNOWS: fixed("knows it"),
    State.HALF: fixed("half knows it"),
    State.WRONG: fixed("has it wrong"),
    State.UNAWARE: fixed("has never heard of it"),
}
GUIDE = fixed("*Questions for the interview*, each with what it decides")
GUIDE_FOR = fixed("*Questions for the interview*, made for a decision: “{decision}”")
DECIDE = fixed("Tell me what you have to decide (“we have to decide …”), and I make the questions for that.")
FITS = (
    fixed("None of the {answers} answers goes with the card."),
    fixed("One of {answers} answers goes with the card."),
    fixed("{fitting} of {answers} answers go with the card and with each other."),
)
ONLY_ONE = (fixed("The one answer does not go with the card."), fixed("The one answer goes with the card."))
SILENT = (
    fixed("One of {answers} answers says no more than “I don’t know”."),
    fixed("{silent} of {answers} answers say no more than “I don’t know”."),
)
ALL_SILENT = (
    fixed("The one answer says no more than “I don’t know”."),
    fixed("None of the {answers} answers says more than “I don’t know”."),
)
OTHER = (fixed("The other one does not go with the card."), fixed("The other one goes with the card."))
OTHERS = (
    fixed("None of the other {telling} goes with the card."),
    fixed("Of the other {telling}, one goes with the card."),
    fixed("Of the other {telling}, {fitting} go with the card and with each other."),
)
OTHERS_ALL = fixed("The other {telling} go with the card and with each other.")
AGAIN = fixed("Asked again, {agreed} of {again} told the same facts.")
HELD = (fixed("One interview held."), fixed("{count} interviews held."))
FOR = fixed("Made for a decision: “{decision}”")
PASSAGES = fixed("*The passages*")
MATERIAL = fixed("*Where the material is from*")
DELETED = fixed("✗ {name} was deleted.")
WHICH_FORM = fixed(
    "In which form should {name} leave? Segue’s own keeps everything; the others what they have a place for."
)
PICTURE = fixed("Drawn picture of an invented person, {name}")
LONGEST_PASSAGE = 300
_MARKS, _ITEM = re.compile(r"\*\*|^[ \t]*#{1,6}[ \t]+", re.M), re.compile(r"^[ \t]*[*+-][ \t]+", re.M)
for _part in Part:
    fixed(_part.value)
for _origin in Origin:
    fixed(_origin.value)


def persona_card(reply: PersonaCard) -> list[SlackCall]:
    """Five lines, a button and a menu first; then the whole card, for whoever wants to check."""
    persona = reply.persona
    grounded = sum(not each.assumed for each in persona.statements)
    stand = STATED if persona.segment else COUNTED
    counted = say(
        ASSUMED if persona.statements and not grounded else stand, grounded=grounded, all=len(persona.statements)
    )
    lines = [
        " · ".join(safe_line(each) for each in (persona.occupation, persona.age_band) if each.strip()),
        *([f"“{safe_line(persona.quote)}”"] if persona.quote.strip() else []),
        *(_line(each, persona) for each in reply.foremost),
    ]
    away = [say(AWAY)] if reply.archived else []
    sample = [say(SAMPLE)] if reply.sample else []
    small = [
        *sample,
        say(SYNTHETIC),
        *made_of(persona),
        counted,
        *_whence(reply),
        *away,
    ]
    small.append(say(FOR, decision=safe_line(persona.decision)) if persona.decision else say(DECIDE))
    first = [header(persona.name), *with_face(sections(lines), persona, reply.face), _doings(reply)]
    if reply.interviews:
        small += [say(HELD[reply.interviews != 1], count=reply.interviews), *score(reply.score)]
    first.append(context(" ".join(small)))
    text = fallback(f"{persona.name}, {persona.occupation}. {say(SYNTHETIC)}")
    if reply.changes:
        return [update(reply.name, reply.changes, text, first)]
    return [post(reply.name, text, first)]


def _whence(reply: PersonaCard) -> list[str]:
    """Who made the card, where it was no language model."""
    if reply.taken_from:
        return [say(TAKEN_OVER, file=safe_line(shortened(reply.taken_from, LONGEST_FILE)))]
    return [say(REHEARSED)] if reply.rehearsing else []


def score(held: Score) -> list[str]:
    """How well the answers go with the card and with each other, in sentences; those that say nothing stand apart."""
    return _fits(held) + ([say(AGAIN, agreed=held.agreed, again=held.again)] if held.again else [])


def _fits(held: Score) -> list[str]:
    if not held.answers:
        return []
    if not held.silent:
        fits = ONLY_ONE[held.fitting > 0] if held.answers == 1 else FITS[min(held.fitting, 2)]
        return [say(fits, fitting=held.fitting, answers=held.answers)]
    if held.telling <= 0:
        return [say(ALL_SILENT[held.answers != 1], answers=held.answers)]
    silent = say(SILENT[held.silent != 1], silent=held.silent, answers=held.answers)
    if held.telling == 1:
        return [silent, say(OTHER[held.fitting > 0])]
    others = OTHERS_ALL if held.fitting == held.telling else OTHERS[min(held.fitting, 2)]
    return [silent, say(others, telling=held.telling, fitting=held.fitting)]


def whole_card(reply: WholeCard) -> list[SlackCall]:
    """Every line with where it comes from, in the thread."""
    details = fallback(say(DETAILS, name=reply.persona.name))
    return posts(reply.name, details, whole_card_blocks(reply))


def whole_card_view(reply: WholeCard) -> dict[str, Any]:
    """The same as a modal. https://docs.slack.dev/reference/views/modal-views"""
    return {
        "type": "modal",
        "title": plain(shortened(reply.persona.name, TITLE)),
        "close": plain(say(CLOSE)),
        "blocks": whole_card_blocks(reply)[:MOST_BLOCKS],
    }


def _doings(reply: PersonaCard) -> Block:
    """What can be done with the card."""
    interview = _interview(reply.persona)
    whole = button("whole_card", say(WHOLE))
    shelf = ("bring_back", say(BRING_BACK)) if reply.archived else ("archive", say(ARCHIVE))
    options = [("edit_card", say(EDIT)), ("duplicate", say(DUPLICATE)), ("export", say(EXPORT)), shelf]
    options.append(("delete", say(DELETE)))
    remove = [button("remove_sample", say(REMOVE_SAMPLE))] if reply.sample else []
    return {"type": "actions", "elements": [interview, whole, *remove, menu(options)]}


def guide_shown(reply: GuideShown) -> list[SlackCall]:
    """The questions for a decision, in the thread."""
    lines = [say(GUIDE_FOR, decision=safe_line(reply.persona.decision)), *_guide(reply.persona)]
    actions: Block = {"type": "actions", "elements": [_interview(reply.persona)]}
    text = fallback(say(GUIDE_FOR, decision=reply.persona.decision))
    return posts(reply.name, text, [*sections(lines), actions])


def _interview(persona: Persona) -> Block:
    return button("interview_persona", shortened(say(INTERVIEW, name=persona.first_name), 75), style="primary")


def _guide(persona: Persona) -> list[str]:
    return [
        f"{number}. {safe_line(each.text)} → {safe_line(each.decides)}" for number, each in enumerate(persona.guide, 1)
    ]


def form_asked(reply: FormAsked) -> list[SlackCall]:
    text = say(WHICH_FORM, name=reply.persona.first_name)
    choices: Block = {
        "type": "actions",
        "elements": [button(f"export_{form}", called) for form, called in reply.forms.items()],
    }
    return [post(reply.name, fallback(text), [section(safe_line(text)), choices])]


def erase_asked(reply: EraseAsked) -> list[SlackCall]:
    erase: Block = {"type": "actions", "elements": [button("erase", say(ERASE), style="danger")]}
    return [post(reply.name, fallback(reply.text), [*sections([safe(reply.text)]), erase])]


def card_gone(reply: CardGone) -> list[SlackCall]:
    line = say(DELETED, name=" ".join(reply.persona.split()))
    return [update(reply.name, reply.changes, fallback(line), [context(safe_line(line))])]


def with_face(blocks: list[Block], persona: Persona, face: str) -> list[Block]:
    """The first block with the picture beside it, where there is one."""
    if not face:
        return blocks
    return [{**blocks[0], "accessory": picture(face, persona.name)}, *blocks[1:]]


def picture(face: str, name: str) -> Block:
    return {"type": "image", "image_url": face, "alt_text": shortened(say(PICTURE, name=name), 200)}


def whole_card_blocks(reply: WholeCard) -> list[Block]:
    persona = reply.persona
    blocks: list[Block] = []
    for part in Part:
        if statements := persona.of(part):
            blocks += sections(
                [f"*{say(part.value).capitalize()}*", *(f"• {_line(each, persona)}" for each in statements)]
            )
    if persona.knowledge:
        knowledge = map(_knows, persona.knowledge)
        blocks += [divider(), *sections([say(KNOWS, name=safe_line(persona.first_name)), *knowledge])]
    if persona.guide:
        title = say(GUIDE_FOR, decision=safe_line(persona.decision)) if persona.decision else say(GUIDE)
        blocks += [divider(), *sections([title, *_guide(persona)])]
    facts = {id: each for id, each in reply.passages.items() if each.fact is not None}
    others = {id: each for id, each in reply.passages.items() if each.fact is None}
    if facts:
        title = say(FACTS, name=safe_line(persona.first_name))
        blocks += [divider(), *sections([title, *made_of(persona), *_cited(facts)])]
    if others:
        blocks += [divider(), *sections([say(PASSAGES), *_cited(others)])]
    if reply.given:
        blocks += [divider(), *sections([say(MATERIAL), *(_given(each, reply.origins) for each in reply.given)])]
    return [*blocks, context(" ".join([say(MARKS), *explained(persona)]))]


def _given(given: Given, origins: Mapping[str, Provenance]) -> str:
    return f"• m{given.number} {said_of(given, origins)}"


def _line(statement: Statement, persona: Persona) -> str:
    return f"{safe_line(statement.text)} [{', '.join(mark(each, persona) for each in statement.sources)}]"


def _knows(knowledge: Knowledge) -> str:
    event = f" ({safe_line(knowledge.event)})" if knowledge.event else ""
    return f"• {safe_line(knowledge.topic)}, _{say(KNOWN[knowledge.state])}_: {safe_line(knowledge.belief)}{event}"


def _as_read(text: str) -> str:
    """Without the signs by which Markdown marks emphasis, headings and items."""
    return _ITEM.sub("• ", _MARKS.sub("", text))


def _cited(passages: Mapping[str, Passage]) -> list[str]:
    """Of a fact the words alone: whose it is stands above them all."""
    return [
        f"[{safe_line(each.id)}] {safe_line(_as_read(each.text))}"
        if each.fact is not None
        else f"[{safe_line(each.id)}] {safe_line(each.title)}, {safe_line(each.place)}: "
        f"“{safe_line(shortened(_as_read(each.text), LONGEST_PASSAGE))}”"
        for each in passages.values()
    ]
