"""The deck: outlined in the thread, changed in plain words, made as a file, kept as a canvas if wished."""

from __future__ import annotations

import re
from hashlib import sha256

from decks.canvas import markdown
from decks.deck import Part
from decks.outline import left_out, outline, unsaid, wished
from decks.words import ALL, PARTS
from errors import DeckError
from flows.deck_replies import DeckOutline, OutlinedPart
from flows.interview.deck_material import deck_of, material, proposed
from flows.interview.deck_plan import DeckPlan, making_step
from flows.interview.deck_words import changed
from flows.interview.state import InterviewState, title_of
from flows.interview.turn import Change, Run, TurnState
from flows.replies import CanvasGiven, FileGiven, Notice, Reply
from flows.runtime import Context
from flows.wording import fixed, say

for _sentence in ALL:
    fixed(_sentence)

STEP = fixed("is outlining the deck…")
MAKING = fixed("is making the deck…")
UNDER_WAY = fixed("The deck is being made; it comes here in a moment.")
UNCHANGED = fixed(
    "Nothing has changed since version {version}, which stands above. Change the outline, then make it again."
)
OFTEN_ENOUGH = fixed("I have made {most} versions of this deck; from here it is easier to change the file itself.")
CHANGED = fixed("Noted, and changed in the outline above. “make the deck” makes it.")
ALL_LEFT_OUT = fixed("That would leave nothing. At least one of the nine parts stays.")
MADE = fixed("Version {version} of the deck is above. Each number on its slides leads to the message it stands on.")
NO_PDF = fixed("The PDF beside it did not work out this time.")
FAILED = fixed("The deck could not be made just now. Nothing is lost: write “make the deck” and I try again.")
KEPT = fixed("Version {version} is kept as a canvas already.")
MOVED_ON = fixed(
    "The summary or the outline has changed since version {version}. “make the deck” makes the next one first."
)
NOTHING_MADE = fixed("There is no deck yet. “make the deck” makes it; then it can be kept as a canvas.")
FILE_TITLE = fixed("{title}, version {version}")
MOST_FILES = 20


async def outline_deck(turn: TurnState, runtime: Run) -> Change:
    """The nine parts as a card, before anything is made."""
    state, context = turn["interview"], runtime.context
    context.step(say(STEP))
    before = state.deck or DeckPlan()
    kept = before.proposed if before.of == state.summaries else await proposed(state, context)
    state, name = state.named_notice("deck")
    plan = before.model_copy(update={"card": name, "of": state.summaries, "proposed": kept, "changes": 0})
    state = state.model_copy(update={"deck": plan})
    return {"interview": state, "replies": [_card(state, plan, context)]}


async def change_deck(turn: TurnState, runtime: Run) -> Change:
    """What somebody wants otherwise is drawn into the outline that stands there."""
    state, plan = turn["interview"], turn["interview"].deck or DeckPlan()
    wishes = changed(plan.wishes, turn["incoming"][0].said) or plan.wishes
    if len(left_out(outline(material(state, plan, runtime.context), say), wishes)) == len(PARTS):
        return _told(state, say(ALL_LEFT_OUT))
    plan = plan.model_copy(update={"wishes": wishes, "changes": plan.changes + 1})
    state = state.model_copy(update={"deck": plan})
    told = _told(state, say(CHANGED))
    return {**told, "replies": [_card(state, plan, runtime.context, stands=True), *told["replies"]]}


async def make_deck(turn: TurnState, runtime: Run) -> Change:
    """The file is made in a step of its own: what people say meanwhile is heard."""
    state, incoming, plan = turn["interview"], turn["incoming"][0], turn["interview"].deck
    assert plan is not None
    if plan.making:
        return _told(state, say(UNDER_WAY))
    if plan.made == await _fingerprint(state, plan, runtime.context):
        return _told(state, say(UNCHANGED, version=plan.files))
    if plan.files >= MOST_FILES:
        return _told(state, say(OFTEN_ENOUGH, most=MOST_FILES))
    plan = plan.model_copy(update={"making": plan.files + 1, "changes": plan.changes + 1})
    state = state.model_copy(update={"deck": plan})
    return {
        "interview": state,
        "replies": [_card(state, plan, runtime.context, stands=True)],
        "next": [making_step(incoming, plan.making)],
    }


async def take_deck_step(turn: TurnState, runtime: Run) -> Change:
    """The file, and its PDF where there can be one. A step that was taken already does nothing."""
    state, context, plan = turn["interview"], runtime.context, turn["interview"].deck
    if plan is None or not plan.making or turn["incoming"][0].value != str(plan.making):
        return {}
    context.step(say(MAKING))
    version = plan.making
    plan = plan.model_copy(update={"making": 0, "changes": plan.changes + 1})
    try:
        # Before it is drawn: an analysis that ends meanwhile is not in it.
        of = await _fingerprint(state, plan, context)
        made = await deck_of(state, plan, context)
        files = await context.make_deck(made)
    except DeckError:
        failed = state.model_copy(update={"deck": plan})
        sorry = _told(failed, say(FAILED))
        return {**sorry, "replies": [_card(failed, plan, context, stands=True), *sorry["replies"]]}
    plan = plan.model_copy(update={"files": version, "made": of})
    state = state.model_copy(update={"deck": plan})
    title = say(FILE_TITLE, title=_short(made.title), version=version)
    stem = _stem(made.title, version)
    replies: list[Reply] = [_card(state, plan, context, stands=True, made=True)]
    state, name = state.named_notice("deck-file")
    replies.append(FileGiven(name, f"{stem}.pptx", title, files.pptx))
    if files.pdf:
        replies.append(FileGiven(f"{name}-pdf", f"{stem}.pdf", title, files.pdf))
    state, told = state.named_notice("deck-made")
    state = state.model_copy(update={"deck": plan.model_copy(update={"told": told})})
    words = [say(MADE, version=version), *([say(NO_PDF)] if files.pdf_failed else [])]
    replies.append(Notice(told, " ".join(words), ("keep_canvas",)))
    return {"interview": state, "replies": replies}


async def keep_canvas(turn: TurnState, runtime: Run) -> Change:
    """The newest version as a page inside Slack, once."""
    state, incoming, plan = turn["interview"], turn["incoming"][0], turn["interview"].deck
    if plan is None or not plan.files:
        return _told(state, say(NOTHING_MADE))
    if plan.made != await _fingerprint(state, plan, runtime.context):
        return _told(state, say(MOVED_ON, version=plan.files))
    if plan.canvas_of == plan.files:
        return _told(state, say(KEPT, version=plan.files))
    made = await deck_of(state, plan, runtime.context)
    state = state.model_copy(update={"deck": plan.model_copy(update={"canvas_of": plan.files})})
    state, name = state.named_notice("canvas")
    title = say(FILE_TITLE, title=_short(made.title), version=plan.files)
    return {
        "interview": state,
        "replies": [
            CanvasGiven(
                name,
                "deck",
                title,
                markdown(made),
                incoming.user,
                incoming.direct,
                plan.told,
                say(MADE, version=plan.files),
            )
        ],
    }


def _card(
    state: InterviewState, plan: DeckPlan, context: Context, *, stands: bool = False, made: bool = False
) -> DeckOutline:
    """`stands`: it takes the place of the outline that is in the thread."""
    parts = [wished(each, plan.wishes, say) for each in outline(material(state, plan, context), say)]
    silent = sorted(unsaid(parts, plan.wishes))
    return DeckOutline(
        f"{plan.card}/{plan.changes}" if stands else plan.card,
        plan.wishes.title or title_of(state.project),
        tuple(_outlined(each, plan) for each in parts),
        tuple(silent),
        stage="making" if plan.making else "made" if made else "open",
        rehearsing=context.model.rehearses,
        changes=plan.card if stands else "",
    )


def _outlined(part: Part, plan: DeckPlan) -> OutlinedPart:
    return OutlinedPart(part.number, part.name, part.headline, part.thin, part.number in plan.wishes.left_out)


async def _fingerprint(state: InterviewState, plan: DeckPlan, context: Context) -> str:
    """Of everything a deck is made from."""
    found = [each.report.model_dump_json() for each in await context.memory.reports()]
    wishes, drafts = plan.wishes.model_dump_json(), plan.proposed.model_dump_json()
    read = "\0".join((str(state.summaries), state.wordings, wishes, drafts, *found))
    return sha256(read.encode("utf-8", "replace")).hexdigest()[:16]


def _short(title: str) -> str:
    return title if len(title) <= 80 else title[:79].rsplit(" ", 1)[0] + "…"


def _stem(title: str, version: int) -> str:
    """`violins-for-schools-v2`: what is no letter or digit of any script becomes a hyphen."""
    words = re.findall(r"[^\W_]+", title.lower())
    stem = "-".join(words)[:60].strip("-") or "deck"
    return f"{stem}-v{version}"


def _told(state: InterviewState, text: str) -> Change:
    state, name = state.named_notice("deck")
    return {"interview": state, "replies": [Notice(name, text)]}
