"""An interview asked for by command, shortcut or form, without a message of its own.

https://docs.slack.dev/interactivity/implementing-slash-commands,
https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
"""

from __future__ import annotations

from bot.listeners.payload import Part, part, parts, string, team_of
from bot.listeners.submissions import chosen_channel, files_in, place_of
from bot.listeners.window import done_in
from bot.names import ASK_FORM, COMMAND, HOME_RESUME, HOME_SAMPLE, IMPORT_FORM, MESSAGE_SHORTCUT, START_FORM
from bot.slack_markup import as_people_read_it
from flows.libraries import About
from flows.runtime import ASK_PERSONA, SAMPLE, Incoming

INTERVIEW = "interview"
IMPORT = "import this persona"


def start_asked(body: Part, bot_user: str, at: str) -> Incoming | None:
    """-> the start, or None when the payload is none."""
    if string(body, "command") == COMMAND:
        return _by_command(body, bot_user, at)
    if string(body, "type") == "message_action" and string(body, "callback_id") == MESSAGE_SHORTCUT:
        return _about_a_message(body, bot_user, at)
    if string(body, "type") == "view_submission" and string(part(body, "view"), "callback_id") == START_FORM:
        return _by_form(body, at)
    if string(body, "type") == "view_submission" and string(part(body, "view"), "callback_id") == IMPORT_FORM:
        return _import(body, at)
    if string(body, "type") == "view_submission" and string(part(body, "view"), "callback_id") == ASK_FORM:
        return _asked_a_persona(body, bot_user, at)
    return None


def resumed_at_home(body: Part) -> Incoming | None:
    """*Resume* beside an interview in App Home: the conversation's id is the button's value."""
    action: Part = next(iter(parts(body, "actions")), {})
    view = part(body, "view")
    if string(action, "action_id") != HOME_RESUME or string(view, "type") != "home":
        return None
    return done_in(body, string(view, "id"), HOME_RESUME, string(action, "value"), act="resume")


def sample_asked(body: Part) -> Incoming | None:
    """*Meet Alice* in App Home: the button's value is the direct message in which she is shown."""
    action: Part = next(iter(parts(body, "actions")), {})
    view, action_ts, channel = part(body, "view"), string(action, "action_ts"), string(action, "value")
    if string(action, "action_id") != HOME_SAMPLE or string(view, "type") != "home" or not (action_ts and channel):
        return None
    return Incoming(
        key=f"press:{string(view, 'id')}:{HOME_SAMPLE}:{action_ts}",
        team=team_of(body),
        kind="command",
        channel=channel,
        ts=action_ts,
        user=string(part(body, "user"), "id"),
        direct=True,
        action=SAMPLE,
    )


def _by_command(body: Part, bot_user: str, at: str) -> Incoming | None:
    text, channel, trigger = string(body, "text"), string(body, "channel_id"), string(body, "trigger_id")
    first, _, rest = text.strip().partition(" ")
    if first.lower() != INTERVIEW or not (channel and trigger):
        return None
    said = as_people_read_it(rest, bot_user)
    return _start(
        f"command:{trigger}", body, string(body, "team_id"), string(body, "user_id"), channel, at,
        text=rest.strip(), said=f"{INTERVIEW}, {said}" if said else INTERVIEW,
    )  # fmt: skip


def _about_a_message(body: Part, bot_user: str, at: str) -> Incoming | None:
    """In the thread of that message, with its words as the project; what was said below it before is none of ours."""
    message, channel = part(body, "message"), string(part(body, "channel"), "id")
    ts, trigger, text = string(message, "ts"), string(body, "trigger_id"), string(message, "text")
    if not (ts and channel and trigger):
        return None
    said = as_people_read_it(text, bot_user)
    start = _start(
        f"command:{trigger}", body, team_of(body), string(part(body, "user"), "id"), channel, at,
        text=text, said=f"{INTERVIEW}: {said}" if said else INTERVIEW, thread_ts=string(message, "thread_ts") or ts,
    )  # fmt: skip
    return start.model_copy(update={"message_ts": ts, "author": string(message, "user")})


def _by_form(body: Part, at: str) -> Incoming | None:
    view = part(body, "view")
    values = part(part(view, "state"), "values")
    channel = chosen_channel(view)
    project = string(part(part(values, "project"), "project"), "value").strip()
    length = string(part(part(part(values, "length"), "length"), "selected_option"), "value") or "10"
    if not channel:
        return None
    return _start(
        f"submission:{string(view, 'id')}:{string(view, 'hash')}", body, team_of(body),
        string(part(body, "user"), "id"), channel, at,
        text=project, said=f"{INTERVIEW}, {length} questions{': ' if project else ''}{project}",
    )  # fmt: skip


def _import(body: Part, at: str) -> Incoming | None:
    """A card from a file, for a thread of its own."""
    view = part(body, "view")
    channel, files = chosen_channel(view), files_in(view)
    if not (channel and files):
        return None
    start = _start(
        f"submission:{string(view, 'id')}:{string(view, 'hash')}", body, team_of(body),
        string(part(body, "user"), "id"), channel, at, text="", said=IMPORT,
    )  # fmt: skip
    return start.model_copy(update={"attached": files, "files": tuple(each.name for each in files)})


def _asked_a_persona(body: Part, bot_user: str, at: str) -> Incoming | None:
    """A message laid before a persona, with a question or without one."""
    view = part(body, "view")
    values, about = part(part(view, "state"), "values"), place_of(view)
    who = string(part(part(part(values, "persona"), "persona"), "selected_option"), "value")
    channel, ts, text = string(about, "channel"), string(about, "ts"), string(about, "text")
    question = string(part(part(values, "question"), "question"), "value")
    if not (who and channel and ts):
        return None
    start = _start(
        f"submission:{string(view, 'id')}:{string(view, 'hash')}", body, team_of(body),
        string(part(body, "user"), "id"), channel, at,
        text="" if string(about, "cut") else text, said=question.strip(),
        thread_ts=string(about, "thread_ts") or ts,
    )  # fmt: skip
    told = About(persona_id=who, message=as_people_read_it(text, bot_user)).model_dump_json()
    asked = {"action": ASK_PERSONA, "value": told, "message_ts": ts, "persona": who, "author": string(about, "author")}
    return start.model_copy(update=asked)


def _start(
    key: str, body: Part, team: str, user: str, channel: str, at: str,
    *, text: str, said: str, thread_ts: str | None = None,
) -> Incoming:  # fmt: skip
    return Incoming(
        key=key,
        team=team or string(part(body, "user"), "team_id"),
        kind="command",
        channel=channel,
        ts=at,
        user=user,
        thread_ts=thread_ts,
        direct=channel.startswith("D"),
        action=INTERVIEW,
        text=text,
        said=said,
    )
