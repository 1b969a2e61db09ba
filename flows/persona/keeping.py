"""What is done with a card that is made: mended by the team, put on the shelf, copied, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from pydantic import BaseModel

from errors import NotACard, SegueError
from flows.forms import Choice, Form
from flows.keeping import not_to_forget
from flows.libraries import Scoring
from flows.persona.finishing import card, changed_in_place, shown
from flows.persona.hearing import card_files, imports
from flows.persona.progress import Stepped
from flows.persona.state import PersonaState, Phase, Start
from flows.persona_replies import CardGone, EraseAsked, FormAsked
from flows.records import PersonaErased, PersonaShelved
from flows.replies import FileGiven, Notice
from flows.runtime import Context, Incoming
from flows.stepping import elsewhere
from flows.wording import fixed, say
from interviews.language import folded
from personas.formats import FORMATS, exported
from personas.passages import last_material
from personas.request import objection, objection_to_card
from personas.schema import LETTERS, MOST_STATEMENTS, Origin, Part, Persona, Source, Statement

TITLE, SAVE, WHICH = fixed("Edit the card"), fixed("Save"), fixed("What should be changed?")
NOTE = fixed("It becomes a new version, marked as written by the team; interviews under way keep theirs.")
NOTE_AND_REMOVE = fixed(
    "It becomes a new version, marked as written by the team; interviews under way keep theirs. "
    "To take the line off the card, write “remove”."
)
UNCHANGED = fixed("That is how it reads already. Nothing was changed.")
NOT_TO_BE_REMOVED = fixed("Every card needs that line. Nothing was changed; write how it should read instead.")
FULL = fixed("The card has {most} lines, which is as many as it holds. Nothing was changed; take one off first.")
REFUSED = fixed("Nothing was changed. {why}")
NAME, AGE, WORK, QUOTE = fixed("Name"), fixed("Age"), fixed("Occupation"), fixed("One line")
STYLE = fixed("How {name} talks")
NEW = fixed("A new line: write the part, a colon and the line (needs: one page with the costs)")
EDITED = fixed("Changed, as version {number}. Interviews under way keep the version they began with.")
CHANGED_MEANWHILE = fixed("Somebody changed that line while the form was open. Nothing was changed; please look again.")
NO_PART = fixed(
    "I could not tell which part that line belongs to. Nothing was changed. Write the part, a colon, then the line; "
    "the parts are: {parts}."
)
SHELVED = fixed("{name} is put away: no longer in the library, everything kept. “bring back” undoes it.")
BACK = fixed("{name} is back in the library.")
SURE = fixed(
    "Delete {name}? The card with every version, the interviews held with it, what was said in them and what they led "
    "to go for good. What stands in Slack stays there. To put it away only, write “archive”."
)
GONE = fixed("Deleted: the card, its interviews and what they led to. What stands in Slack you can delete there.")
NOBODY_HERE = fixed(
    "The persona of this thread was deleted, so there is nobody here to change or to interview. For somebody new, "
    "mention me in the channel and write “persona of …” and who it should be."
)
COPIED = fixed("A copy of {name} gets a thread of its own; what you change there changes nothing here.")
CARD_OF = fixed("Card of {name}")
NO_CARD = fixed("{name} could not be taken in as a card. {why} Nothing was changed.")
LEFT = fixed("Not taken over from the file, because the card has no place for it: {what}.")
BY_TEAM = (Source(origin=Origin.TEAM),)
FIELDS = {"name": 60, "age_band": 40, "occupation": 200, "quote": 300}
REMOVE = "remove"
NEEDED = {*FIELDS, "style", "new"}
"""What every card has: it can be changed, and not taken off."""
EDIT = "edit_card"


def form(state: BaseModel, action: str) -> Form | None:
    """-> every line of the card, to be changed one at a time."""
    assert isinstance(state, PersonaState)
    if action != EDIT or state.persona is None:
        return None
    persona = state.persona
    labels = zip(FIELDS, (NAME, AGE, WORK, QUOTE), strict=True)
    lines = [(key, say(label), str(getattr(persona, key))) for key, label in labels]
    lines += [(each.id, f"{each.id} {say(each.part.value)}: {each.text}", each.text) for each in persona.statements]
    lines += [("style", say(STYLE, name=persona.first_name), persona.speech.style)]
    lines += [(each.id, f"{each.id}: {each.text}", each.text) for each in persona.guide]
    lines += [("new", say(NEW), "")]
    choices = tuple(
        Choice(f"{key}:{_print(text)}", label, text, say(NOTE if key in NEEDED else NOTE_AND_REMOVE))
        for key, label, text in lines
    )
    return Form(EDIT, say(TITLE), say(SAVE), say(WHICH), choices, 400)


def edited(state: PersonaState, incoming: Incoming, context: Context) -> Stepped:
    """One line reads as somebody of the team wrote it; refused in words where it cannot."""
    key, _, seen = (incoming.value or "").partition(":")
    persona, text = state.persona, folded(incoming.said)
    assert persona is not None
    now = _reads(persona, key)
    if now is None or _print(now) != seen:
        return _told(state, say(CHANGED_MEANWHILE))
    changed = _changed(persona, key, text)
    if refused := _why_not(persona, key, text, now, changed):
        return _told(state, refused)
    assert changed is not None
    # Whoever mends the sample makes it the team's own: it is no longer gone with one press.
    state = state.model_copy(update={"sample": False, "by_hand": state.by_hand or state.sample})
    done = changed_in_place(state, changed, incoming.user, context)
    told = _told(done.state, say(EDITED, number=done.state.cards))
    return Stepped(told.state, (*done.replies, *told.replies), done.records)


def _why_not(persona: Persona, key: str, text: str, now: str, changed: Persona | None) -> str:
    """Why the line stays as it is, in words; empty where it may be changed."""
    if text == now:
        return say(UNCHANGED)
    if text.lower() == REMOVE and key in NEEDED:
        return say(NOT_TO_BE_REMOVED)
    if key == "new" and len(persona.statements) >= MOST_STATEMENTS:
        return say(FULL, most=MOST_STATEMENTS)
    if changed is None:
        return say(NO_PART, parts=", ".join(say(part.value) for part in Part))
    refused = objection(text) or objection_to_card(changed)
    return say(REFUSED, why=say(refused)) if refused else ""


def scored(state: PersonaState, incoming: Incoming, context: Context) -> Stepped:
    """The card shows how well she held up in the interviews that are over."""
    scoring = Scoring.model_validate_json(incoming.value or "")
    if scoring.version < state.made:
        return Stepped(state)
    state = state.model_copy(update={"scores": {**state.scores, scoring.interview: scoring.score}})
    state, name = state.named_notice("score")
    return Stepped(state, (card(state, f"{state.card}/{name}", context, changes=state.card),))


def shelved(state: PersonaState, incoming: Incoming, context: Context) -> Stepped:
    """Away from the library, or back into it."""
    persona = state.persona
    assert persona is not None
    away = incoming.action != "bring_back" and incoming.said.strip().lower() != "bring back"
    state, name = state.model_copy(update={"archived": away}).named_notice("shelf")
    again = card(state, f"{state.card}/{name}", context, changes=state.card)
    words = say(SHELVED if away else BACK, name=persona.first_name)
    return Stepped(state, (again, Notice(name, words)), (PersonaShelved(away),))


async def kept_from(state: PersonaState, context: Context) -> Stepped | None:
    """Who is no member of the team does not delete what is the team's; None where it may go."""
    refused = await not_to_forget(context.keeping, context.conversation)
    return _told(state, refused) if refused else None


def asked_before_erasing(state: PersonaState) -> Stepped:
    persona = state.persona
    assert persona is not None
    state, name = state.named_notice("sure")
    state = state.model_copy(update={"asked_to_erase": name})
    return Stepped(state, (EraseAsked(name, say(SURE, name=persona.name)),))


def erased(state: PersonaState, user: str) -> Stepped:
    """Only what is needed to keep names of replies apart stays."""
    language = state.persona.language if state.persona else ""
    called, shown = state.persona.name if state.persona else "", (state.card, state.asked_to_erase)
    shrunk = tuple(CardGone(f"{each}/gone", called, each) for each in shown if each and called)
    left = PersonaState(phase=Phase.GONE, notices=state.notices, cards=state.cards, language=language)
    state, name = left.named_notice("gone")
    return Stepped(state, (*shrunk, Notice(name, say(GONE))), (PersonaErased(user),))


def still_gone(state: PersonaState, incoming: Incoming, context: Context) -> Stepped:
    """Said once in the thread; to whoever presses a button or mentions Segue later, to them alone."""
    if not state.told_gone:
        return _told(state.model_copy(update={"told_gone": True}), say(NOBODY_HERE))
    if incoming.kind == "press" or incoming.mention:
        context.hint(incoming.user, say(NOBODY_HERE))
    return Stepped(state)


def copied(state: PersonaState, incoming: Incoming) -> tuple[Stepped, Incoming]:
    """-> (what is said, the row that begins a thread for the copy)."""
    assert state.persona is not None
    start = Start(
        brief=state.brief, decision=state.decision, persona=state.persona, passages=state.passages, given=state.given,
        segment=state.segment, taken_from=state.taken_from, by_hand=state.by_hand or state.sample,
    )  # fmt: skip
    begun = elsewhere(f"copy:{incoming.key}", incoming, "persona", value=start.model_dump_json())
    return _told(state, say(COPIED, name=state.persona.name)), begun


def asked_which_form(state: PersonaState) -> Stepped:
    persona = state.persona
    assert persona is not None
    state, name = state.named_notice("form")
    return Stepped(state, (FormAsked(name, persona, FORMATS),))


def exported_as(state: PersonaState, incoming: Incoming) -> Stepped:
    """The card as a file in the thread."""
    persona = state.persona
    assert persona is not None
    asked = incoming.action if incoming.kind == "press" else incoming.said
    form = (asked or "").strip().lower().replace(" ", "_").removeprefix("export_")
    filename, data = exported(persona, state.passages, form)
    state, name = state.named_notice("file")
    return Stepped(state, (FileGiven(name, filename, say(CARD_OF, name=persona.name), data),))


async def taken_in(state: PersonaState, batch: Sequence[Incoming], context: Context) -> Stepped:
    """A card from a file becomes the card of this thread; what had no place on it is named.

    Raises NotACard where the file is none, and nobody said that it were one.
    """
    file, *_ = card_files(batch)
    try:
        found = await context.read_card(file)
    except SegueError as error:
        if isinstance(error, NotACard) and not imports(batch):
            raise
        phase = Phase.WAITING if state.persona is None else state.phase
        waiting = state.model_copy(update={"phase": phase})
        return _told(waiting, say(NO_CARD, name=file.name, why=" ".join((error.happened, error.now)).strip()))
    persona = found.persona
    started = {
        "brief": persona.brief, "decision": persona.decision, "passages": found.passages, "given": (),
        "materials": last_material(found.passages), "segment": persona.segment,
        "taken_from": file.name, "by_hand": False,
    }  # fmt: skip
    done = await shown(state.without_sample().model_copy(update=started), persona, batch[0].user, context)
    if not found.left:
        return done
    told = _told(done.state, say(LEFT, what=", ".join(found.left)[:300]))
    return Stepped(told.state, (*done.replies, *told.replies), done.records)


def _told(state: PersonaState, words: str) -> Stepped:
    state, name = state.named_notice("told")
    return Stepped(state, (Notice(name, words),))


def _print(text: str) -> str:
    """A fingerprint of how a line reads: whoever changes it must have seen it as it is."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def _reads(persona: Persona, key: str) -> str | None:
    """How the line reads now; None where there is no such line."""
    if key in FIELDS:
        return str(getattr(persona, key))
    if key in ("style", "new"):
        return persona.speech.style if key == "style" else ""
    lines = {each.id: each.text for each in persona.statements} | {each.id: each.text for each in persona.guide}
    return lines.get(key)


def _changed(persona: Persona, key: str, text: str) -> Persona | None:
    """The card with that line as it should read; None where a new line names no part."""
    gone = text.lower() == REMOVE
    if key in FIELDS:
        return persona.model_copy(update={key: text[: FIELDS[key]]})
    if key == "style":
        return persona.model_copy(update={"speech": persona.speech.model_copy(update={"style": text[:400]})})
    if key == "new":
        return _with_line(persona, text)
    statements = tuple(
        each.model_copy(update={"text": text[:400], "sources": BY_TEAM}) if each.id == key else each
        for each in persona.statements
        if not (gone and each.id == key)
    )
    guide = tuple(
        each.model_copy(update={"text": text[:300]}) if each.id == key else each
        for each in persona.guide
        if not (gone and each.id == key)
    )
    return persona.model_copy(update={"statements": statements, "guide": guide})


def _with_line(persona: Persona, text: str) -> Persona | None:
    named, colon, line = text.partition(":")
    part = next((part for part in Part if part.value == folded(named).lower()), None)
    if not colon or part is None or not line.strip():
        return None
    letter = LETTERS[part]
    taken = [int(found) for each in persona.statements if (found := each.id.removeprefix(letter)).isdigit()]
    id = f"{letter}{max(taken, default=0) + 1}"
    new = Statement(id=id, part=part, text=line.strip()[:400], sources=BY_TEAM)
    return persona.model_copy(update={"statements": (*persona.statements, new)})
