"""What was learned goes to a channel: shown first with who would see it, posted once, taken back within ten minutes."""

from __future__ import annotations

from flows.persona_replies import SharedSynthesis, SynthesisPreview
from flows.replies import Notice, Outdated, Reply, TakenDown
from flows.role_play.ending import links
from flows.role_play.state import RolePlayState
from flows.runtime import Context, Incoming
from flows.wording import fixed, say
from personas.passages import facts_of

SHARED = fixed("Posted to the channel. You can take it back for ten minutes.")
ALREADY = fixed("It is in the channel already.")
NOTHING_TO_SHARE = fixed(
    "There is nothing to post: nothing that {name} said carries a claim. A new interview from the card, with questions "
    "about one real occasion, gives more to go on."
)
NOTHING_OF_FILE = fixed(
    "There is nothing to post: nothing that {name} said carries a claim. {name} knows only what the file says; what "
    "happened on one occasion is for real customers, and the summary has questions for them."
)
CHOOSE = fixed("Choose a channel in the preview first. Nothing was posted.")
NOT_IN = fixed("Both you and I have to be in that channel before I post there. Nothing was posted.")
TAKEN_BACK = fixed("Taken back; it is no longer in the channel.")
TOO_LATE = fixed("There is nothing in the channel that could be taken back by now.")
NOT_SHARED = fixed("Slack did not take the post, so nothing stands in the channel. “share” shows the preview again.")
NOT_TAKEN_BACK = fixed("Slack did not let me take it back: it still stands in the channel.")
NOT_SAID = fixed("Slack did not take that answer, so nobody has seen it, and it is no evidence. Please ask again.")
NOT_SHOWN = fixed("Slack did not take what I wanted to show here. What was said is kept.")
UNDO_SECONDS = 600.0

Change = tuple[RolePlayState, list[Reply]]


async def preview(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Where it would go and who would see it; posted only after another press."""
    if nothing := _nothing(state):
        return _said(state, nothing)
    if state.shared_at:
        return _said(state, say(ALREADY))
    state, name = state.named_notice("preview")
    state = state.model_copy(update={"preview": name, "previews": {**state.previews, name: _here(incoming)}})
    return state, [await _shown(state, incoming, context, name, name)]


async def choose(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Another channel was chosen in a preview; others show what was chosen in them."""
    name = _preview_of(state, incoming, context)
    if not name or state.shared_at or not incoming.value:
        return state, []
    previews = {**state.previews, name: incoming.value}
    state, changed = state.model_copy(update={"previews": previews}).named_notice("chosen")
    return state, [await _shown(state, incoming, context, name, changed, changes=name)]


async def share(state: RolePlayState, incoming: Incoming, context: Context) -> Change:
    """Post what that preview shows, where it says; once, however often the button is pressed."""
    persona, synthesis, name = state.persona, state.synthesis, _preview_of(state, incoming, context)
    if state.shared_at:
        return _said(state, say(ALREADY))
    if not name or synthesis is None or persona is None or not synthesis.claims:
        return await preview(state, incoming, context)
    channel = state.previews[name]
    if not channel or await context.audience(channel, incoming.user) is None:
        return _said(state, say(CHOOSE if not channel else NOT_IN))
    shared = {"shared_at": f"{context.now.timestamp():.6f}", "shares": state.shares + 1, "destination": channel}
    state, notice = state.model_copy(update=shared).named_notice("shared")
    state = state.model_copy(update={"undoable": notice})
    post = SharedSynthesis(
        name=_post(state),
        persona=persona,
        synthesis=synthesis,
        links=links(state, context),
        channel=channel,
        thread=context.link(incoming.thread_ts or ""),
        rehearsing=context.model.rehearses,
    )
    return state, [post, Notice(notice, say(SHARED), ("undo",)), Outdated(f"{name}/{notice}", name, "posted")]


def undo(state: RolePlayState, context: Context) -> Change:
    """Take it back while it is fresh."""
    if not state.shared_at or context.now.timestamp() - float(state.shared_at) > UNDO_SECONDS:
        return _said(state, say(TOO_LATE))
    gone = TakenDown(f"{_post(state)}-gone", _post(state), state.destination)
    note = state.undoable
    state, name = state.model_copy(update={"shared_at": "", "undoable": ""}).named_notice("undone")
    used = [Outdated(f"{note}/{name}", note, "taken back")] if note else []
    return state, [gone, Notice(name, say(TAKEN_BACK)), *used]


def mend_undelivered(state: RolePlayState, incoming: Incoming) -> Change:
    """Slack refused something of ours for good: what is known only to us must not be taken for said."""
    name = incoming.value or ""
    if name == _post(state):
        return _said(state.model_copy(update={"shared_at": ""}), say(NOT_SHARED))
    if name == f"{_post(state)}-gone":
        return _said(state.model_copy(update={"shared_at": incoming.ts}), say(NOT_TAKEN_BACK))
    if any(each.id == name for each in state.exchanges):
        unseen = [each.model_copy(update={"off_role": True}) if each.id == name else each for each in state.exchanges]
        learned = state.synthesis.without(name) if state.synthesis else None
        return _said(state.model_copy(update={"exchanges": tuple(unseen), "synthesis": learned}), say(NOT_SAID))
    return _said(state, say(NOT_SHOWN)) if name == "synthesis" else (state, [])


async def _shown(
    state: RolePlayState, incoming: Incoming, context: Context, preview: str, name: str, changes: str = ""
) -> SynthesisPreview:
    assert state.persona is not None
    assert state.synthesis is not None
    channel = state.previews[preview]
    audience = await context.audience(channel, incoming.user) if channel else None
    return SynthesisPreview(
        name,
        state.persona,
        state.synthesis,
        links(state, context),
        channel,
        people=audience.people if audience else None,
        outside=audience.outside if audience else 0,
        changes=changes,
        rehearsing=context.model.rehearses,
    )


def _nothing(state: RolePlayState) -> str:
    """Why there is nothing to share, and what would help; empty where there is something."""
    if state.synthesis is not None and state.synthesis.claims:
        return ""
    why = NOTHING_OF_FILE if facts_of(state.passages) else NOTHING_TO_SHARE
    return say(why, name=state.persona.first_name if state.persona else "")


def _preview_of(state: RolePlayState, incoming: Incoming, context: Context) -> str:
    """Name of the preview on which somebody pressed, the last one where it was said in words; empty without one."""
    pressed = next((name for name in state.previews if context.posted.get(name) == incoming.message_ts), "")
    return pressed or (state.preview if state.preview in state.previews else "")


def _here(incoming: Incoming) -> str:
    """The channel the interview is held in; none in a direct message."""
    return "" if incoming.direct else incoming.channel


def _post(state: RolePlayState) -> str:
    return f"synthesis-in-channel-{state.shares}"


def _said(state: RolePlayState, text: str) -> Change:
    state, name = state.named_notice("notice")
    return state, [Notice(name, text)]
